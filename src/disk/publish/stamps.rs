//! Which files are known to be as they were, without reading them.
//!
//! Size and time of modification can lie: `touch` and `cp -p` set them. The time of the last change of the inode cannot
//! be set, so it is compared too, and a file that had just changed gets no stamp, because a second change within one tick
//! of the clock would not show. Where a system has no such time there are no stamps, and every file is read.
//! Stamps hold for one machine only; they are kept in the lock file, not in the site.

use super::digest::{Digest, Entry};
use super::make::Made;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::Path;

/// What the system says about a file without reading it; times in nanoseconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    pub size: u64,
    modified: i64,
    changed: i64,
    pub inode: u64,
    device: u64,
}

/// What was in which file when its stamp was taken.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Stamps {
    /// By path below the site.
    site: BTreeMap<String, (Stamp, Digest)>,
    /// By path below the handbook's folder.
    sources: BTreeMap<String, (Stamp, Digest)>,
    /// A time before which nothing of this build was read.
    #[serde(skip)]
    before: Clock,
}

/// A time by the clock of a file system, in nanoseconds since 1970.
#[derive(Clone, Copy, Default)]
pub(super) struct Clock(i64);

/// Clocks of file systems tick every 4 or 10 ms.
const TICK: i64 = 100_000_000;
/// Some file systems only know whole seconds.
const SECOND: i64 = 1_000_000_000;

impl Clock {
    /// When a file was written last.
    pub fn of(metadata: &Metadata) -> Self {
        Clock(Stamp::of(metadata).map_or(0, |stamp| stamp.modified))
    }

    /// Whether a file had been left alone for so long that its next change will show.
    fn settled(self, stamp: &Stamp) -> bool {
        let tick = if self.0 % SECOND == 0 { 2 * SECOND } else { TICK };
        stamp.changed.saturating_add(tick) <= self.0
    }
}

impl Stamps {
    /// From the bytes of the file that keeps them; nothing is known where they are not understood.
    pub fn parse(bytes: &[u8], before: Clock) -> Self {
        let parsed: Stamps = serde_json::from_slice(bytes).unwrap_or_default();
        Stamps { before, ..parsed }
    }

    /// The stamps of a site that was just published and of the files that were copied into it.
    pub fn of(site: &Path, made: &[Made<'_>], now: Clock) -> Self {
        let published = made.par_iter().filter_map(|made| {
            let metadata = site.join(made.path).symlink_metadata().ok()?;
            let stamp = Stamp::of(&metadata).filter(|stamp| now.settled(stamp))?;
            Some((made.path.to_owned(), (stamp, made.entry.hash)))
        });
        let sources = made.iter().filter_map(|made| {
            let (path, stamp) = made.source?;
            Some((path.to_owned(), (stamp, made.entry.hash)))
        });
        Stamps { site: published.collect(), sources: sources.collect(), before: now }
    }

    /// What the published file holds, if it is as it was.
    pub fn published(&self, path: &str, now: Option<Stamp>) -> Option<Entry> {
        known(self.site.get(path)?, now?)
    }

    /// What the file of the handbook holds, if it is as it was.
    pub fn source(&self, path: &str, now: Option<Stamp>) -> Option<Entry> {
        known(self.sources.get(path)?, now?)
    }

    /// The stamp of a file of the handbook that is going to be read, if it may be remembered.
    pub fn for_source(&self, metadata: &Metadata) -> Option<Stamp> {
        Stamp::of(metadata).filter(|stamp| self.before.settled(stamp))
    }

    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

fn known((recorded, hash): &(Stamp, Digest), now: Stamp) -> Option<Entry> {
    (*recorded == now).then_some(Entry { hash: *hash, size: now.size })
}

impl Stamp {
    /// None where the system does not say when a file was changed.
    #[cfg(unix)]
    pub fn of(metadata: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let nanoseconds = |seconds: i64, rest: i64| seconds.checked_mul(1_000_000_000)?.checked_add(rest);
        Some(Stamp {
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

    /// Whether both are one file under two names.
    pub fn is_same_file(&self, other: &Stamp) -> bool {
        (self.inode, self.device) == (other.inode, other.device)
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::{Clock, SECOND, Stamp, Stamps, TICK};
    use crate::disk::publish::digest::Entry;
    use crate::disk::publish::make::Made;
    use std::fs;

    #[test]
    fn a_stamp_holds_until_the_file_changes_and_needs_a_file_at_rest() {
        let site = tempfile::tempdir().unwrap();
        let file = site.path().join("a.html");
        fs::write(&file, "text").unwrap();
        let stamp = || Stamp::of(&file.symlink_metadata().unwrap());
        let entry = Entry::of(b"text");
        let made = [Made { path: "a.html", entry, unchanged: true, source: None }];
        let written = stamp().unwrap().changed;
        let at = |now| Stamps::of(site.path(), &made, Clock(now));

        assert_eq!(at(written + TICK - 2).published("a.html", stamp()), None);
        let stamps = at(written / SECOND * SECOND + 10 * SECOND + 1);
        let stamps = Stamps::parse(&stamps.bytes(), Clock(0));
        assert_eq!(stamps.published("a.html", stamp()), Some(entry));
        assert_eq!(stamps.published("b.html", stamp()), None);
        assert_eq!(stamps.source("a.html", stamp()), None);

        std::thread::sleep(std::time::Duration::from_millis(50));
        let modified = file.metadata().unwrap().modified().unwrap();
        fs::write(&file, "evil").unwrap();
        fs::File::options().write(true).open(&file).unwrap().set_modified(modified).unwrap();
        assert_eq!(stamps.published("a.html", stamp()), None);
    }

    #[test]
    fn a_clock_of_whole_seconds_asks_for_more_rest() {
        let stamp = Stamp { changed: 5 * SECOND, ..Stamp::default() };
        assert!(!Clock(6 * SECOND).settled(&stamp) && Clock(7 * SECOND).settled(&stamp));
        assert!(!Clock(5 * SECOND + TICK - 1).settled(&stamp) && Clock(5 * SECOND + TICK).settled(&stamp));
    }

    #[test]
    fn what_is_not_understood_is_not_known() {
        for bytes in [&b""[..], b"\n", b"{", b"{\"site\":{}}", b"\xFF"] {
            assert_eq!(Stamps::parse(bytes, Clock(0)).published("a", Some(Stamp::default())), None);
        }
    }
}
