//! The folder beside the output in which the new site grows. It is made when the first file
//! differs, and it is gone afterwards, whatever happens; what a killed build left is removed by the
//! next one.

use super::destination::Destination;
use super::digest::{PublishedEntry, Side};
use super::error::PublishError;
use super::lock::Lock;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Inside the output, for the time in which files change places one by one.
pub(super) const IN_PLACE: &str = ".handbook-new";

/// The staging folder; it goes with this value.
pub(super) struct Staging<'a> {
    destination: &'a Destination,
    folder: PathBuf,
    folders: &'a BTreeSet<&'a str>,
    lock: &'a Lock,
    begun: OnceLock<Result<(), PublishError>>,
}

impl<'a> Staging<'a> {
    /// For a site with these folders, each ordered behind the one it lies in. Nothing is made yet.
    pub fn new(
        destination: &'a Destination,
        folders: &'a BTreeSet<&'a str>,
        lock: &'a Lock,
    ) -> Self {
        Staging {
            destination,
            folder: destination.staging(),
            folders,
            lock,
            begun: OnceLock::new(),
        }
    }

    /// Where the new site grows.
    pub fn new_site(&self) -> PathBuf {
        self.folder.join("new")
    }

    /// Where the old site is put when it cannot change places with the new one in one step.
    pub fn aside(&self) -> PathBuf {
        aside(&self.folder)
    }

    /// Makes the folder with all folders of the site, once; others wait for that.
    pub fn begin(&self) -> Result<(), PublishError> {
        self.begun.get_or_init(|| self.make_folders()).clone()
    }

    fn make_folders(&self) -> Result<(), PublishError> {
        self.lock.held()?;
        let site = self.new_site();
        fs::create_dir(&self.folder).map_err(PublishError::at(&self.folder))?;
        fs::create_dir(&site).map_err(PublishError::at(&site))?;
        self.folders.iter().try_for_each(|path| {
            fs::create_dir(site.join(path)).map_err(|error| self.trouble(path, error))
        })
    }

    /// All folders of the new site, each behind the one it lies in.
    pub fn folders(&self) -> impl Iterator<Item = &'a str> {
        self.folders.iter().copied()
    }

    /// Writes one file of the new site.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.begin()?;
        let written = self.create(path).and_then(|mut file| file.write_all(bytes));
        written.map_err(|error| self.trouble(path, error))
    }

    /// Copies one file into the new site, which was begun. Where it cannot be read to its end,
    /// nothing of it stays.
    pub fn copy(&self, path: &str, from: &mut File) -> Result<PublishedEntry, (Side, io::Error)> {
        let writing = |error| (Side::Writing, error);
        let mut file = self.create(path).map_err(writing)?;
        let copied = PublishedEntry::copying(from, &mut file);
        if let Err((Side::Reading, _)) = copied {
            fs::remove_file(self.new_site().join(path)).map_err(writing)?;
        }
        copied
    }

    /// Two outputs that the file system takes for one (`A` and `a`) are an error, not a file that
    /// was lost.
    fn create(&self, path: &str) -> io::Result<File> {
        File::create_new(self.new_site().join(path))
    }

    /// An error about a file of the new site, called as it would be called in the output.
    pub fn trouble(&self, path: &str, error: io::Error) -> PublishError {
        PublishError::at(&self.destination.folder().join(path))(error)
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        if self.begun.get().is_some() {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

fn aside(staging: &Path) -> PathBuf {
    staging.join("old")
}

/// Clears away what a killed build left. Where it was killed between two steps of a swap, the old
/// site comes back.
pub(super) fn recover(destination: &Destination) -> Result<(), PublishError> {
    let staging = destination.staging();
    let (output, old) = (destination.folder(), aside(&staging));
    if !output.exists() && old.exists() {
        fs::rename(&old, output).map_err(PublishError::at(output))?;
    }
    for left in [staging, output.join(IN_PLACE)] {
        match fs::remove_dir_all(&left) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(PublishError::at(&left)(error));
            }
            _ => {}
        }
    }
    Ok(())
}
