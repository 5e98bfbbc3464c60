//! One build at a time for each site, and what that build remembers for the next one on this
//! machine.
//!
//! The lock is the kernel's: it ends with the process, however that ends. The file stays, so that a
//! build that changes nothing makes and removes nothing.

use super::Progress;
use super::destination::Destination;
use super::error::PublishError;
use super::make::Made;
use super::stamps::Stamps;
use crate::disk::stamp::Clock;
use crate::disk::system::open_own;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::Path;

/// Held until it is dropped. Where it cannot be taken nothing can be written, which is no trouble
/// as long as nothing is to be.
pub(super) struct Lock(Result<File, PublishError>);

impl Lock {
    /// Waits for other builds of the same site, and says so.
    pub fn take(destination: &Destination, progress: &(dyn Fn(Progress) + Sync)) -> Self {
        Lock(Self::taken(destination, progress))
    }

    /// Why it is not held, if it is not.
    pub fn held(&self) -> Result<(), PublishError> {
        self.0.as_ref().map(drop).map_err(Clone::clone)
    }

    fn taken(
        destination: &Destination,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<File, PublishError> {
        fs::create_dir_all(destination.parent()).map_err(PublishError::at(destination.parent()))?;
        let path = destination.lock();
        let file = open_own(&path).map_err(PublishError::at(&path))?;
        wait(&file, progress).map_err(PublishError::at(&path))?;
        Ok(file)
    }

    /// What the last build remembered; nothing where that cannot be read.
    pub fn stamps(&self) -> Stamps {
        let Ok(mut file) = self.0.as_ref() else {
            return Stamps::default();
        };
        let mut bytes = Vec::new();
        let _ = file.rewind().and_then(|()| file.read_to_end(&mut bytes));
        Stamps::parse(
            &bytes,
            file.metadata().map(|metadata| Clock::of(&metadata)).unwrap_or_default(),
        )
    }

    /// Remembers for the next build. Trouble is no trouble: the next build reads what it does not
    /// know.
    pub fn remember(&self, site: &Path, made: &[Made<'_>]) {
        let _ = self.write(site, made);
    }

    /// The lock file's own time is the clock: it ticks with those of the files, also across a
    /// network.
    fn write(&self, site: &Path, made: &[Made<'_>]) -> io::Result<()> {
        let Ok(mut file) = self.0.as_ref() else {
            return Ok(());
        };
        file.rewind()?;
        file.set_len(0)?;
        file.write_all(b"\n")?;
        let now = Clock::of(&file.metadata()?);
        file.write_all(&Stamps::of(site, made, now).bytes())
    }
}

/// A file system without locks is used without them: two builds at once are rarer than such a file
/// system.
fn wait(file: &File, progress: &(dyn Fn(Progress) + Sync)) -> io::Result<()> {
    let taken = match file.try_lock() {
        Ok(()) => return Ok(()),
        Err(TryLockError::WouldBlock) => {
            progress(Progress::Waiting);
            file.lock()
        }
        Err(TryLockError::Error(error)) => Err(error),
    };
    match taken {
        Err(error) if error.kind() == ErrorKind::Unsupported => Ok(()),
        other => other,
    }
}
