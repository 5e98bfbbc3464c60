//! What lies in the output before we publish: our last site, files of others, or both.

use super::destination::Destination;
use super::digest::PublishedEntry;
use super::error::PublishError;
use super::make::Made;
use super::marker::Marker;
use super::plan::{Plan, folders_above};
use super::stamps::Stamps;
use crate::disk::stamp::FileStamp;
use crate::disk::system::{MARKER, open_regular, words};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::FileType;
use std::io;
use std::path::Path;
use walkdir::WalkDir;

/// The output as it was found. Empty where there was none.
pub(super) struct Old<'a> {
    folder: &'a Path,
    stamps: &'a Stamps,
    found: BTreeMap<String, OldFile>,
    /// What we wrote last time.
    pub marker: Marker,
    marker_bytes: Option<Vec<u8>>,
    /// Whether the output exists.
    pub exists: bool,
}

/// One file or folder of the output; links are not followed.
#[derive(Clone, Copy)]
pub(super) struct OldFile {
    pub kind: FileType,
    pub size: u64,
    pub stamp: Option<FileStamp>,
}

impl<'a> Old<'a> {
    /// Lists the output. Where it is not ours and not forced, that is an error.
    pub fn read(destination: &'a Destination, stamps: &'a Stamps) -> Result<Self, PublishError> {
        let folder = destination.folder();
        let nothing = Marker::default();
        let mut old = Old {
            folder,
            stamps,
            found: BTreeMap::new(),
            marker: nothing,
            marker_bytes: None,
            exists: folder.exists(),
        };
        if !old.exists {
            return Ok(old);
        }
        old.found = inventory(folder)?;
        match Marker::read(folder) {
            Ok(Some((marker, bytes))) => (old.marker, old.marker_bytes) = (marker, Some(bytes)),
            Ok(None) => old.claim(destination)?,
            Err(PublishError::BrokenMarker { .. }) if destination.force() => {
                old.claim(destination)?;
            }
            Err(error) => return Err(error),
        }
        Ok(old)
    }

    /// The folder is not ours. With force, all but dot files is given up. Dot files alone stop
    /// nobody: a fresh working tree of git is a place to publish to.
    fn claim(&mut self, destination: &Destination) -> Result<(), PublishError> {
        let top = |path: &&String| !path.contains('/') && !path.starts_with('.');
        let names: Vec<_> = self.found.keys().filter(top).cloned().collect();
        if !names.is_empty() && !destination.force() {
            return Err(PublishError::NotOurs { output: destination.folder().to_owned(), names });
        }
        names.iter().for_each(|name| self.give_up(name));
        Ok(())
    }

    /// Takes a file, or all files of a folder, for ours, so that they are replaced or go as ours
    /// do.
    fn give_up(&mut self, path: &str) {
        // `0` is the character behind `/`.
        let below = self.found.extract_if(format!("{path}/")..format!("{path}0"), |_, _| true);
        let mut given: Vec<_> = below.collect();
        given.extend(self.found.remove_entry(path));
        given.retain(|(_, found)| !found.kind.is_dir());
        for (path, found) in given {
            self.marker.files.entry(path.clone()).or_insert(PublishedEntry::unknown(found.size));
            self.found.insert(path, found);
        }
    }

    /// Refuses outputs in whose way a file of others lies; with force, that file is given up.
    pub fn make_room_for(&mut self, plan: &Plan<'_, '_>, force: bool) -> Result<(), PublishError> {
        let in_the_way: Vec<_> = self.in_the_way(plan).map(str::to_owned).collect();
        if !in_the_way.is_empty() && !force {
            return Err(PublishError::InTheWay {
                output: self.folder.to_owned(),
                paths: in_the_way,
            });
        }
        in_the_way.iter().for_each(|path| self.give_up(path));
        Ok(())
    }

    /// Files of others where we want a folder, and anything of others but an ordinary file where we
    /// want a file. An ordinary file may hold the same bytes, and then it is welcome: that is seen
    /// when ours is made.
    fn in_the_way<'s>(&'s self, plan: &'s Plan<'_, '_>) -> impl Iterator<Item = &'s str> {
        let folders = plan
            .folders
            .iter()
            .filter(|path| self.foreign(path).is_some_and(|found| !found.kind.is_dir()));
        let files =
            plan.files.iter().map(|(path, _)| path).filter(|path| match self.foreign(path) {
                Some(found) if found.kind.is_dir() => self.has_foreign_below(path),
                found => found.is_some_and(|found| !found.kind.is_file()),
            });
        folders.chain(files).copied()
    }

    fn has_foreign_below(&self, folder: &str) -> bool {
        let below = format!("{folder}/");
        let inside =
            self.found.range(below.clone()..).take_while(|(path, _)| path.starts_with(&below));
        inside.into_iter().any(|(path, found)| !found.kind.is_dir() && self.foreign(path).is_some())
    }

    /// What was found at a path, if we did not write it.
    fn foreign(&self, path: &str) -> Option<&OldFile> {
        self.found.get(path).filter(|_| !self.is_ours(path))
    }

    /// Whether a file with this content lies at this path, and an error when a file of others does
    /// that holds another.
    ///
    /// Our own files are known by their stamps where those can be trusted; else they are read. So a
    /// file that was changed in the output is never taken for ours.
    pub fn holds(
        &self,
        path: &str,
        entry: PublishedEntry,
        force: bool,
    ) -> Result<bool, PublishError> {
        let Some(found) = self.found.get(path).filter(|found| found.kind.is_file()) else {
            return Ok(false);
        };
        let ours = self.marker.files.get(path);
        let may_be_equal = found.size == entry.size && ours.is_none_or(|ours| *ours == entry);
        let equal = may_be_equal
            && (self.stamps.published(path, found.stamp) == Some(entry)
                || self.is_equal(path, entry)?);
        if equal || ours.is_some() || force {
            return Ok(equal);
        }
        Err(PublishError::InTheWay { output: self.folder.to_owned(), paths: vec![path.to_owned()] })
    }

    fn is_equal(&self, path: &str, entry: PublishedEntry) -> Result<bool, PublishError> {
        let path = self.folder.join(path);
        let read = || PublishedEntry::reading(&mut open_regular(&path)?.0);
        match read() {
            Ok(found) => Ok(found == entry),
            // A file of ours that cannot be read is written again.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(false),
            Err(error) => Err(PublishError::at(&path)(error)),
        }
    }

    /// Whether the marker in the output is this one already.
    pub fn has_marker(&self, marker: &Marker) -> bool {
        self.marker_bytes.as_ref() == Some(&marker.bytes())
    }

    /// What others have put into the output, ordered, each folder before what lies in it. Folders
    /// of ours are left out, and what one of our files takes the place of.
    pub fn of_others<'s>(&'s self, made: &[Made<'_>]) -> Vec<(&'s str, OldFile)> {
        let folders = self.marker.folders();
        let now: BTreeSet<_> = made.iter().map(|made| &*made.path).collect();
        let replaced = |path: &str| {
            now.contains(path) || folders_above(path).any(|folder| now.contains(folder))
        };
        let others = self.found.iter().filter(|(path, found)| {
            let ours = if found.kind.is_dir() {
                folders.contains(path.as_str())
            } else {
                self.is_ours(path)
            };
            !ours && !replaced(path)
        });
        others.map(|(path, found)| (path.as_str(), *found)).collect()
    }

    /// Whether a file is one that we wrote, or may delete as if we had.
    pub fn is_ours(&self, path: &str) -> bool {
        path == MARKER || self.marker.files.contains_key(path)
    }

    /// Our files that the new site does not have.
    pub fn gone<'s>(&'s self, made: &'s [Made<'_>]) -> impl Iterator<Item = &'s str> {
        let now: BTreeSet<_> = made.iter().map(|made| &*made.path).collect();
        self.marker.files.keys().map(String::as_str).filter(move |path| !now.contains(path))
    }

    /// What was found at a path.
    pub fn found(&self, path: &str) -> Option<&OldFile> {
        self.found.get(path)
    }
}

/// Everything below a folder, by path with `/`. A name that is not UTF-8 cannot be ours, and could
/// not be carried over.
fn inventory(folder: &Path) -> Result<BTreeMap<String, OldFile>, PublishError> {
    let mut all = BTreeMap::new();
    for entry in WalkDir::new(folder).min_depth(1) {
        let entry = entry.map_err(|error| unlisted(folder, &error))?;
        let metadata = match entry.metadata() {
            // Others may be at work in there: git makes and removes its lock files.
            Err(error) if is_gone(&error) => continue,
            other => other.map_err(|error| unlisted(folder, &error))?,
        };
        let found = OldFile {
            kind: entry.file_type(),
            size: metadata.len(),
            stamp: FileStamp::of(&metadata),
        };
        let path = entry.path().strip_prefix(folder).ok().and_then(Path::to_str);
        let path = path.ok_or_else(|| {
            PublishError::at(entry.path())(io::Error::other("the name is not UTF-8"))
        })?;
        all.insert(path.replace(std::path::MAIN_SEPARATOR, "/"), found);
    }
    Ok(all)
}

fn is_gone(error: &walkdir::Error) -> bool {
    error.io_error().is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
}

fn unlisted(folder: &Path, error: &walkdir::Error) -> PublishError {
    let why = error.io_error().map_or_else(|| "cannot be listed".to_owned(), words);
    let kind = error.io_error().map_or(io::ErrorKind::Other, io::Error::kind);
    PublishError::Machine { path: error.path().unwrap_or(folder).to_owned(), why, kind }
}
