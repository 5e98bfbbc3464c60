//! Which files are known to be as they were, without reading them.
//!
//! Size and time of modification can lie: `touch` and `cp -p` set them. The time of the last change
//! of the inode cannot be set, so it is compared too, and a file that had just changed gets no
//! stamp, because a second change within one tick of the clock would not show. Where a system has
//! no such time there are no stamps, and every file is read. Stamps hold for one machine only; they
//! are kept in the lock file, not in the site.

use super::digest::{ContentHash, PublishedEntry};
use super::make::Made;
use crate::disk::stamp::{Clock, FileStamp};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::Path;

/// What was in which file when its stamp was taken.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Stamps {
    /// By path below the site.
    site: BTreeMap<String, (FileStamp, ContentHash)>,
    /// By path below the handbook's folder.
    sources: BTreeMap<String, (FileStamp, ContentHash)>,
    /// A time before which nothing of this build was read.
    #[serde(skip)]
    before: Clock,
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
            let stamp = FileStamp::of(&metadata).filter(|stamp| now.settled(stamp))?;
            Some((made.path.to_owned(), (stamp, made.entry.hash)))
        });
        let sources = made.iter().filter_map(|made| {
            let (path, stamp) = made.source?;
            Some((path.to_owned(), (stamp, made.entry.hash)))
        });
        Stamps { site: published.collect(), sources: sources.collect(), before: now }
    }

    /// What the published file holds, if it is as it was.
    pub fn published(&self, path: &str, now: Option<FileStamp>) -> Option<PublishedEntry> {
        known(self.site.get(path)?, now?)
    }

    /// What the file of the handbook holds, if it is as it was.
    pub fn source(&self, path: &str, now: Option<FileStamp>) -> Option<PublishedEntry> {
        known(self.sources.get(path)?, now?)
    }

    /// The stamp of a file of the handbook that is going to be read, if it may be remembered.
    pub fn for_source(&self, metadata: &Metadata) -> Option<FileStamp> {
        FileStamp::of(metadata).filter(|stamp| self.before.settled(stamp))
    }

    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

fn known((recorded, hash): &(FileStamp, ContentHash), now: FileStamp) -> Option<PublishedEntry> {
    (*recorded == now).then_some(PublishedEntry { hash: *hash, size: now.size })
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::{Clock, FileStamp, Stamps};
    use crate::disk::publish::digest::PublishedEntry;
    use crate::disk::publish::make::Made;
    use crate::disk::stamp::{SECOND, TICK};
    use std::fs;

    #[test]
    fn a_stamp_holds_until_the_file_changes_and_needs_a_file_at_rest() {
        let site = tempfile::tempdir().unwrap();
        let file = site.path().join("a.html");
        fs::write(&file, "text").unwrap();
        let stamp = || FileStamp::of(&file.symlink_metadata().unwrap());
        let entry = PublishedEntry::of(b"text");
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
    fn what_is_not_understood_is_not_known() {
        for bytes in [&b""[..], b"\n", b"{", b"{\"site\":{}}", b"\xFF"] {
            assert_eq!(
                Stamps::parse(bytes, Clock(0)).published("a", Some(FileStamp::default())),
                None
            );
        }
    }
}
