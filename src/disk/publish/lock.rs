//! One build at a time for each site.
//!
//! The lock is the kernel's, on the folder around the output: it ends with the process, however
//! that ends, leaves no file, and holds between containers that share a volume.

use super::Progress;
use super::destination::Destination;
use super::error::PublishError;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

/// Held until it is dropped. Where it cannot be taken nothing can be written, which is no trouble
/// as long as nothing is to be.
pub(super) struct Lock(Result<File, PublishError>);

impl Lock {
    /// Waits for other builds of the same site, and says so.
    pub fn take(destination: &Destination, progress: &(dyn Fn(Progress) + Sync)) -> Self {
        let parent = destination.parent();
        let taken = fs::create_dir_all(parent).and_then(|()| open(parent));
        let waited = taken.inspect(|folder| wait(folder, progress));
        Lock(waited.map_err(PublishError::at(parent)))
    }

    /// Why it is not held, if it is not.
    pub fn held(&self) -> Result<(), PublishError> {
        self.0.as_ref().map(drop).map_err(Clone::clone)
    }
}

#[cfg(unix)]
fn open(parent: &Path) -> io::Result<File> {
    File::open(parent)
}

/// Only files can be locked here, so each folder has one among those of the system that may go.
#[cfg(not(unix))]
fn open(parent: &Path) -> io::Result<File> {
    let name = super::stamps::name_of(parent);
    crate::disk::system::open_own(&std::env::temp_dir().join(format!("handbook-{name}.lock")))
}

/// A file system without locks is used without them: two builds at once are rarer than such a file
/// system.
fn wait(folder: &File, progress: &(dyn Fn(Progress) + Sync)) {
    if let Err(TryLockError::WouldBlock) = folder.try_lock() {
        progress(Progress::Waiting);
        let _ = folder.lock();
    }
}
