//! The new site is completed and takes the old one's place.

use super::destination::Destination;
use super::error::PublishError;
use super::in_place;
use super::make::Made;
use super::marker::Marker;
use super::old::Old;
use super::staging::Staging;
use super::swap::{Swapped, is_immovable, swap};
use crate::disk::stamp::FileStamp;
use crate::disk::system::MARKER;
use rayon::prelude::*;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use walkdir::WalkDir;

/// All that a commit puts together.
pub(super) struct SiteCommit<'c> {
    pub destination: &'c Destination,
    pub staging: &'c Staging<'c>,
    pub made: &'c [Made<'c>],
    pub marker: &'c Marker,
    pub old: &'c Old<'c>,
}

impl SiteCommit<'_> {
    /// Makes the staged site the published one.
    pub fn run(&self) -> Result<(), PublishError> {
        let output = self.destination.folder();
        // Across file systems nothing can be linked; that is noticed before anything is copied.
        if !self.complete()? {
            return in_place::replace(self);
        }
        self.staging.write(MARKER, &self.marker.bytes())?;
        let (new, aside) = (self.staging.new_site(), self.staging.aside());
        match swap(&new, output, &aside, self.destination.means())
            .map_err(PublishError::at(output))?
        {
            Swapped::First => Ok(()),
            Swapped::Impossible => in_place::replace(self),
            Swapped::Moved(old) => {
                self.retire(&old);
                Ok(())
            }
        }
    }

    /// Brings all that stays into the new site; `false` where the old one lies on another file
    /// system.
    fn complete(&self) -> Result<bool, PublishError> {
        if !self.old.exists {
            return Ok(true);
        }
        let unchanged = self.made.par_iter().filter(|made| made.unchanged);
        let linked = unchanged.try_for_each(|made| self.carry(&made.path));
        match linked.and_then(|()| self.carry_others()) {
            Ok(()) => Ok(true),
            Err((_, error)) if is_immovable(&error) => Ok(false),
            Err((path, error)) => Err(self.staging.trouble(&path, error)),
        }
    }

    /// Files and folders of others, with their permissions, and those of the site's own folder.
    fn carry_others(&self) -> Result<(), (String, io::Error)> {
        let others = self.old.of_others(self.made);
        let (folders, files): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|(_, found)| found.kind.is_dir());
        for (path, _) in &folders {
            fs::create_dir(self.staging.new_site().join(path)).or_else(exists).map_err(at(path))?;
        }
        files.iter().try_for_each(|(path, _)| self.carry_to_its_folder(path))?;
        // From within, as a folder may become one in which nothing can be written.
        folders
            .iter()
            .rev()
            .map(|(path, _)| *path)
            .chain([""])
            .try_for_each(|path| self.keep_permissions(path))
    }

    /// The folder may have been one of ours that is no longer needed for ours; the file may have
    /// gone since it was seen, as git makes and removes its locks.
    fn carry_to_its_folder(&self, path: &str) -> Result<(), (String, io::Error)> {
        if let Some((folder, _)) = path.rsplit_once('/') {
            fs::create_dir_all(self.staging.new_site().join(folder)).map_err(at(path))?;
        }
        match self.carry(path) {
            Err((_, error)) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }

    fn keep_permissions(&self, path: &str) -> Result<(), (String, io::Error)> {
        let old = self.destination.folder().join(path).metadata().map_err(at(path))?;
        fs::set_permissions(self.staging.new_site().join(path), old.permissions()).map_err(at(path))
    }

    /// Links one file of the old site into the new one, so that it keeps its times; copies it where
    /// there are no links.
    fn carry(&self, path: &str) -> Result<(), (String, io::Error)> {
        let (from, to) = (self.destination.folder().join(path), self.staging.new_site().join(path));
        match fs::hard_link(&from, &to) {
            Err(error) if !is_immovable(&error) => {
                copy_as_it_is(&from, &to, error).map_err(at(path))
            }
            other => other.map_err(at(path)),
        }
    }

    /// Removes the old site. A file of others that came or changed while we were at work moves to
    /// the new site.
    ///
    /// Trouble stays without a word, as the new site is whole; the next build tries again.
    fn retire(&self, old: &Path) {
        for entry in WalkDir::new(old).contents_first(true).into_iter().filter_map(Result::ok) {
            let below = entry.path().strip_prefix(old).unwrap_or(entry.path());
            let _ = match entry.file_type().is_dir() {
                true => fs::remove_dir(entry.path()),
                false if self.is_kept(&entry, below) => fs::remove_file(entry.path()),
                false => self.rescue(entry.path(), below),
            };
        }
    }

    /// Whether a file of the old site is ours, has given way to ours, or lies in the new one as
    /// well.
    fn is_kept(&self, entry: &walkdir::DirEntry, below: &Path) -> bool {
        if below
            .to_str()
            .is_some_and(|path| self.old.is_ours(path) || self.marker.files.contains_key(path))
        {
            return true;
        }
        let Ok(new) = self.destination.folder().join(below).symlink_metadata() else {
            return false;
        };
        let old = entry.metadata().ok().and_then(|old| FileStamp::of(&old));
        // Where the system cannot tell, what was carried over before is the same.
        old.zip(FileStamp::of(&new)).is_none_or(|(old, new)| old.is_same_file(&new))
    }

    fn rescue(&self, from: &Path, below: &Path) -> io::Result<()> {
        let to = self.destination.folder().join(below);
        fs::create_dir_all(to.parent().unwrap_or(self.destination.folder()))?;
        fs::rename(from, to)
    }
}

fn exists(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::AlreadyExists { Ok(()) } else { Err(error) }
}

fn at(path: &str) -> impl Fn(io::Error) -> (String, io::Error) {
    move |error| (path.to_owned(), error)
}

/// A copy with the time of the original; `linking` is why it is no link, and the error where it
/// cannot be copied either.
fn copy_as_it_is(from: &Path, to: &Path, linking: io::Error) -> io::Result<()> {
    let metadata = from.symlink_metadata()?;
    if metadata.is_symlink() {
        return copy_link(from, to);
    }
    if !metadata.is_file() {
        return Err(linking);
    }
    fs::copy(from, to)?;
    File::options().write(true).open(to)?.set_modified(metadata.modified()?)
}

#[cfg(unix)]
fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(not(unix))]
fn copy_link(_from: &Path, _to: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
