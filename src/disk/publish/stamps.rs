//! Which files are known to be as they were, without reading them.
//!
//! Size and time of modification can lie: `touch` and `cp -p` set them. The time of the last change
//! of the inode cannot be set, so it is compared too, and a file that had just changed gets no
//! stamp, because a second change within one tick of the clock would not show. Where a system has
//! no such time there are no stamps, and every file is read. Stamps hold for one machine only; they
//! are kept in the user's cache folder, where they may be deleted at any time.

use super::destination::Destination;
use super::digest::{ContentHash, PublishedEntry};
use super::make::Made;
use super::recall::BuildRecord;
use crate::disk::stamp::{Clock, FileStamp};
use crate::disk::system::{open_own, open_regular};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// Of how many sites stamps are kept.
const SITES: usize = 64;

/// The file that keeps the stamps of one site; none where there is no cache folder.
pub(super) struct StampFile(Option<File>);

/// What was in which file when its stamp was taken.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Stamps {
    /// By path below the site.
    #[serde(default)]
    site: BTreeMap<String, (FileStamp, ContentHash)>,
    /// By path below the handbook's folder; without a stamp where a file had just changed.
    sources: BTreeMap<String, (Option<FileStamp>, ContentHash)>,
    /// What the site was made from.
    build: Option<BuildRecord>,
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
            let metadata = site.join(&*made.path).symlink_metadata().ok()?;
            let stamp = FileStamp::of(&metadata).filter(|stamp| now.settled(stamp))?;
            Some((made.path.to_string(), (stamp, made.entry.hash)))
        });
        let sources = made.iter().filter_map(|made| {
            let (path, stamp) = made.source?;
            Some((path.to_owned(), (stamp, made.entry.hash)))
        });
        Stamps { site: published.collect(), sources: sources.collect(), build: None, before: now }
    }

    /// What the published file holds, if it is as it was.
    pub fn published(&self, path: &str, now: Option<FileStamp>) -> Option<PublishedEntry> {
        known(self.site.get(path)?, now?)
    }

    /// What the file of the handbook holds, if it is as it was.
    pub fn source(&self, path: &str, now: Option<FileStamp>) -> Option<PublishedEntry> {
        let (stamp, hash) = self.sources.get(path)?;
        known(&((*stamp)?, *hash), now?)
    }

    /// What the site was made from.
    pub fn build(&self) -> Option<&BuildRecord> {
        self.build.as_ref()
    }

    /// Whether all files that were copied into the site are as they were.
    pub fn sources_hold(&self, root: &Path) -> bool {
        self.sources.par_iter().all(|(path, (stamp, hash))| {
            let Ok((mut file, metadata)) = open_regular(&root.join(path)) else {
                return false;
            };
            let is_untouched = stamp.is_some() && FileStamp::of(&metadata) == *stamp;
            is_untouched || PublishedEntry::reading(&mut file).is_ok_and(|now| now.hash == *hash)
        })
    }

    /// The stamp of a file of the handbook that is going to be read, if it may be remembered.
    pub fn for_source(&self, metadata: &Metadata) -> Option<FileStamp> {
        FileStamp::of(metadata).filter(|stamp| self.before.settled(stamp))
    }

    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

impl StampFile {
    /// The file for this site. Trouble is no trouble: what is not known is read.
    pub fn of(destination: &Destination) -> Self {
        let open = |folder: &Path| {
            fs::create_dir_all(folder)?;
            open_own(&folder.join(format!("{}.json", name_of(destination.folder()))))
        };
        StampFile(destination.cache().and_then(|folder| open(folder).ok()))
    }

    /// What the last build remembered.
    pub fn read(&self) -> Stamps {
        let Some(mut file) = self.0.as_ref() else {
            return Stamps::default();
        };
        let mut bytes = Vec::new();
        let _ = file.rewind().and_then(|()| file.read_to_end(&mut bytes));
        let before = file.metadata().map(|metadata| Clock::of(&metadata));
        Stamps::parse(&bytes, before.unwrap_or_default())
    }

    /// Remembers for the next build, and forgets the sites that were built longest ago.
    pub fn remember(
        &self,
        destination: &Destination,
        made: &[Made<'_>],
        build: Option<BuildRecord>,
    ) {
        let _ = self.write(destination.folder(), made, build);
        let _ = destination.cache().map(keep_newest);
    }

    /// The file's own time is the clock.
    fn write(&self, site: &Path, made: &[Made<'_>], build: Option<BuildRecord>) -> io::Result<()> {
        let Some(mut file) = self.0.as_ref() else {
            return Ok(());
        };
        file.rewind()?;
        file.set_len(0)?;
        file.write_all(b"\n")?;
        let now = Clock::of(&file.metadata()?);
        file.write_all(&Stamps { build, ..Stamps::of(site, made, now) }.bytes())
    }
}

/// A name for a folder among the names of all others.
pub(super) fn name_of(folder: &Path) -> String {
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(folder.as_os_str().as_encoded_bytes()))
}

/// The cache stays small however many sites are built.
fn keep_newest(folder: &Path) -> io::Result<()> {
    let files = fs::read_dir(folder)?.filter_map(Result::ok);
    let dated =
        files.filter_map(|file| Some((file.metadata().ok()?.modified().ok()?, file.path())));
    let mut dated: Vec<(_, PathBuf)> = dated.collect();
    dated.sort();
    let old = dated.len().saturating_sub(SITES);
    dated.iter().take(old).try_for_each(|(_, path)| fs::remove_file(path))
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
        let made = [Made { path: "a.html".into(), entry, unchanged: true, source: None }];
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
