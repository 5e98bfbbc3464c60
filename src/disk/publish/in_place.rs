//! The site changes file by file, where its folder cannot be moved (a mount point, a volume of a
//! container).
//!
//! All new files are brought to the output's file system first, so that a full disk is noticed
//! while the old site is whole. Then assets change before the pages that need them, and what is
//! gone is deleted last. A reader may see old and new pages side by side for that moment, but each
//! file whole; the marker lists the files of both as long as it lasts.

use super::commit::SiteCommit;
use super::error::PublishError;
use super::marker::Marker;
use super::plan::folders_above;
use super::staging::IN_PLACE;
use super::swap::is_immovable;
use crate::disk::system::MARKER;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Makes the staged files the published ones.
pub(super) fn replace(commit: &SiteCommit<'_>) -> Result<(), PublishError> {
    let site = commit.destination.folder();
    let brought = Brought { site, folder: site.join(IN_PLACE) };
    brought.bring(commit)?;
    brought.mark(&commit.old.marker.with(commit.marker))?;
    change(&brought, commit).map_err(|error| PublishError::Halfway(Box::new(error)))
}

/// Changes the site itself.
fn change(brought: &Brought<'_>, commit: &SiteCommit<'_>) -> Result<(), PublishError> {
    let folders: BTreeSet<_> = commit.staging.folders().collect();
    let (blocking, gone) = gone(commit, &folders);
    blocking.iter().try_for_each(|path| brought.remove(path))?;
    let changed: Vec<_> =
        commit.made.iter().filter(|made| !made.unchanged).map(|made| &*made.path).collect();
    changed.iter().for_each(|path| brought.remove_folders(path));
    folders.iter().try_for_each(|path| brought.at(path, |target| fs::create_dir_all(target)))?;
    let (pages, assets): (Vec<_>, Vec<_>) =
        changed.into_iter().partition(|path| path.ends_with(".html"));
    assets.iter().chain(&pages).try_for_each(|path| brought.place(path))?;
    gone.iter().try_for_each(|path| brought.remove(path))?;
    brought.remove_empty_folders(&commit.old.marker, &folders);
    brought.mark(commit.marker)
}

/// Our files that go: first those that stand where a folder comes, or below a place where a file
/// comes; then the rest.
fn gone<'c>(commit: &'c SiteCommit<'_>, folders: &BTreeSet<&str>) -> (Vec<&'c str>, Vec<&'c str>) {
    let files: BTreeSet<_> = commit.made.iter().map(|made| &*made.path).collect();
    // Only what was found there: a path of the marker may lead through a link of others by now.
    let gone = commit.old.gone(commit.made).filter(|path| commit.old.found(path).is_some());
    gone.partition(|path| {
        folders.contains(path) || folders_above(path).any(|above| files.contains(above))
    })
}

/// The new files, on the output's own file system; what is left of them goes with this value.
struct Brought<'a> {
    site: &'a Path,
    folder: PathBuf,
}

impl Brought<'_> {
    /// Moves the staged site to the output's file system, or copies what changed.
    fn bring(&self, commit: &SiteCommit<'_>) -> Result<(), PublishError> {
        let staged = commit.staging.new_site();
        match fs::rename(&staged, &self.folder) {
            Err(error) if is_immovable(&error) => {}
            other => return other.map_err(PublishError::at(&self.folder)),
        }
        fs::create_dir(&self.folder).map_err(PublishError::at(&self.folder))?;
        for folder in commit.staging.folders() {
            self.at(folder, |_| fs::create_dir(self.folder.join(folder)))?;
        }
        for made in commit.made.iter().filter(|made| !made.unchanged) {
            self.at(&made.path, |_| {
                fs::copy(staged.join(&*made.path), self.folder.join(&*made.path)).map(drop)
            })?;
        }
        Ok(())
    }

    fn mark(&self, marker: &Marker) -> Result<(), PublishError> {
        self.at(MARKER, |_| fs::write(self.folder.join(MARKER), marker.bytes()))?;
        self.place(MARKER)
    }

    fn place(&self, path: &str) -> Result<(), PublishError> {
        self.at(path, |target| fs::rename(self.folder.join(path), target))
    }

    /// Removes a file of ours that may be gone already.
    fn remove(&self, path: &str) -> Result<(), PublishError> {
        self.at(path, |target| match fs::remove_file(target) {
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                Ok(())
            }
            other => other,
        })
    }

    /// Removes folders that we made and nobody needs; one in which others have put something stays.
    fn remove_empty_folders(&self, old: &Marker, needed: &BTreeSet<&str>) {
        for folder in old.folders().into_iter().rev().filter(|folder| !needed.contains(folder)) {
            let _ = fs::remove_dir(self.site.join(folder));
        }
    }

    /// Where a folder stands in the place of a file, and there are only folders in it, removes it.
    fn remove_folders(&self, path: &str) {
        let place = self.site.join(path);
        if place.symlink_metadata().is_ok_and(|found| found.is_dir()) {
            for entry in WalkDir::new(place).contents_first(true).into_iter().filter_map(Result::ok)
            {
                let _ = fs::remove_dir(entry.path());
            }
        }
    }

    fn at(
        &self,
        path: &str,
        act: impl FnOnce(&Path) -> io::Result<()>,
    ) -> Result<(), PublishError> {
        let target = self.site.join(path);
        act(&target).map_err(PublishError::at(&target))
    }
}

impl Drop for Brought<'_> {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}
