//! What the last build of a site was made from: the same again needs no work.

use super::destination::Destination;
use super::digest::PublishedEntry;
use super::lock::Lock;
use super::marker::Marker;
use super::staging;
use super::stamps::{StampFile, Stamps};
use crate::disk::stamp::FileStamp;
use crate::disk::system::open_regular;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What a build was made from, and what it had to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuildRecord {
    /// Stands for everything that was read; another one for anything else.
    pub fingerprint: String,
    /// What the caller wants to know of it.
    pub said: String,
}

/// The record of the last build, if it has this fingerprint, and all files of the site and all that
/// were copied into it are as they were then. In doubt there is none.
pub fn recall(destination: &Destination, root: &Path, fingerprint: &str) -> Option<BuildRecord> {
    let lock = Lock::take(destination, &|_| {});
    lock.held().ok()?;
    staging::recover(destination).ok()?;
    let stamps = StampFile::of(destination).read();
    let record = stamps.build().filter(|record| record.fingerprint == fingerprint)?;
    let (marker, _) = Marker::read(destination.folder()).ok()??;
    let is_there = |(path, entry): (&String, &PublishedEntry)| {
        is_as_published(&stamps, destination.folder(), path, entry)
    };
    let is_whole = marker.files.par_iter().all(is_there) && stamps.sources_hold(root);
    is_whole.then(|| record.clone())
}

/// By its stamp; where it has none, by what is in it.
fn is_as_published(stamps: &Stamps, site: &Path, path: &str, entry: &PublishedEntry) -> bool {
    let file = site.join(path);
    let Ok(metadata) = file.symlink_metadata() else {
        return false;
    };
    let known = stamps.published(path, FileStamp::of(&metadata));
    let read = || PublishedEntry::reading(&mut open_regular(&file).ok()?.0).ok();
    metadata.is_file() && known.or_else(read).is_some_and(|known| known == *entry)
}
