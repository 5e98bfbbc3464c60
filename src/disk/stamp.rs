//! Which files are as they were, without reading them.
//!
//! Size and time of modification can lie: `touch` and `cp -p` set them. The time of the last change
//! of the inode cannot be set, so it is compared too. Where a system has no such time there are no
//! stamps, and every file is read.

use serde::{Deserialize, Serialize};
use std::fs::Metadata;
use std::time::SystemTime;

/// What the system says about a file without reading it; times in nanoseconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::disk) struct FileStamp {
    pub size: u64,
    pub modified: i64,
    pub changed: i64,
    pub inode: u64,
    device: u64,
}

/// A time by the clock of a file system, in nanoseconds since 1970.
#[derive(Clone, Copy, Default)]
pub(in crate::disk) struct Clock(pub i64);

/// Clocks of file systems tick every 4 or 10 ms.
pub(in crate::disk) const TICK: i64 = 100_000_000;
/// Some file systems only know whole seconds.
pub(in crate::disk) const SECOND: i64 = 1_000_000_000;

impl Clock {
    /// When a file was written last.
    pub fn of(metadata: &Metadata) -> Self {
        Clock(FileStamp::of(metadata).map_or(0, |stamp| stamp.modified))
    }

    /// What this computer's clock says.
    pub fn now() -> Self {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        Clock(i64::try_from(since.as_nanos()).unwrap_or(i64::MAX))
    }

    /// Whether a file had been left alone for so long that its next change will show.
    pub fn settled(self, stamp: &FileStamp) -> bool {
        let tick = if self.0 % SECOND == 0 { 2 * SECOND } else { TICK };
        stamp.changed.saturating_add(tick) <= self.0
    }
}

impl FileStamp {
    /// None where the system does not say when a file was changed.
    #[cfg(unix)]
    pub fn of(metadata: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let nanoseconds =
            |seconds: i64, rest: i64| seconds.checked_mul(1_000_000_000)?.checked_add(rest);
        Some(FileStamp {
            size: metadata.size(),
            modified: nanoseconds(metadata.mtime(), metadata.mtime_nsec())?,
            changed: nanoseconds(metadata.ctime(), metadata.ctime_nsec())?,
            inode: metadata.ino(),
            device: metadata.dev(),
        })
    }

    /// None where the system does not say when a file was changed.
    #[cfg(not(unix))]
    pub fn of(_metadata: &Metadata) -> Option<Self> {
        None
    }

    /// Enough to notice most changes, on every system; not enough to trust that there was none.
    pub fn rough(metadata: &Metadata) -> Self {
        let since = metadata
            .modified()
            .ok()
            .and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        let modified = since.and_then(|since| i64::try_from(since.as_nanos()).ok()).unwrap_or(0);
        FileStamp::of(metadata).unwrap_or(FileStamp {
            size: metadata.len(),
            modified,
            ..FileStamp::default()
        })
    }

    /// A short text that is another one for another stamp.
    pub fn version(&self) -> String {
        format!("{:x}-{:x}-{:x}-{:x}", self.size, self.modified, self.changed, self.inode)
    }

    /// What tells a file or folder from another that has taken its name.
    pub fn identity(&self) -> (u64, u64) {
        (self.device, self.inode)
    }

    /// Whether both are one file under two names.
    pub fn is_same_file(&self, other: &FileStamp) -> bool {
        self.identity() == other.identity()
    }
}

#[cfg(test)]
mod tests {
    use super::{Clock, FileStamp, SECOND, TICK};

    #[test]
    fn a_clock_of_whole_seconds_asks_for_more_rest() {
        let stamp = FileStamp { changed: 5 * SECOND, ..FileStamp::default() };
        assert!(!Clock(6 * SECOND).settled(&stamp) && Clock(7 * SECOND).settled(&stamp));
        assert!(
            !Clock(5 * SECOND + TICK - 1).settled(&stamp)
                && Clock(5 * SECOND + TICK).settled(&stamp)
        );
    }
}
