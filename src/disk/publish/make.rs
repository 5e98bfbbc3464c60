//! Makes every output, once and in parallel, and stages those that differ from the old site. Bytes
//! are held no longer than that, so memory does not grow with the site.

use super::Progress;
use super::digest::{PublishedEntry, Side};
use super::error::PublishError;
use super::old::Old;
use super::plan::{Plan, why_unwritable};
use super::staging::Staging;
use super::stamps::Stamps;
use crate::diag::Finding;
use crate::diag::catalogue::files::uncopied_file;
use crate::disk::stamp::FileStamp;
use crate::disk::system::{open_regular, words};
use crate::outputs::{Output, OutputBatch};
use crate::source::Source;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::borrow::Cow;
use std::fs::{File, Metadata};
use std::io::{self, Seek};
use std::panic::resume_unwind;
use std::path::Path;
use std::thread;

/// An output that is staged, or lies in the old site just so.
pub(super) struct Made<'o> {
    pub path: Cow<'o, str>,
    pub entry: PublishedEntry,
    pub unchanged: bool,
    /// The file it was copied from, with its stamp from before it was read, if that can be trusted.
    pub source: Option<(&'o str, Option<FileStamp>)>,
}

/// What making an output needs to know.
pub(super) struct World<'w> {
    /// The handbook's folder.
    pub root: &'w Path,
    pub old: &'w Old<'w>,
    pub staging: &'w Staging<'w>,
    pub stamps: &'w Stamps,
    pub force: bool,
}

/// All outputs, ordered by path, and the findings about them; a file that cannot be copied is left
/// out.
pub(super) fn all<'o>(
    plan: &Plan<'o, '_>,
    world: &World<'_>,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(Vec<Made<'o>>, Vec<Finding>), PublishError> {
    let one = |(path, output): &(&'o str, &'o Output<'_>)| {
        let made = world.make(path, output);
        progress(Progress::Made(1));
        made
    };
    let (batches, made) = beside(
        || plan.batches.iter().flat_map(|batch| world.batch(batch)).collect::<Result<Vec<_>, _>>(),
        || plan.files.par_iter().map(one).collect::<Result<Vec<_>, _>>(),
    );
    let (made, more): (Vec<_>, Vec<_>) = made?.into_iter().unzip();
    let mut made: Vec<_> = made.into_iter().flatten().chain(batches?).collect();
    made.sort_unstable_by(|left, right| left.path.cmp(&right.path));
    let mut findings: Vec<_> =
        plan.findings.iter().cloned().chain(more.into_iter().flatten()).collect();
    crate::diag::sort(&mut findings);
    Ok((made, findings))
}

/// Does both at the same time. The first has threads of its own: in one pool, a thread that waits
/// for a part of it would begin with the second, and not come back before the end.
fn beside<A: Send, B>(first: impl FnOnce() -> A + Send, second: impl FnOnce() -> B) -> (A, B) {
    let Ok(pool) = ThreadPoolBuilder::new().build() else { return (first(), second()) };
    thread::scope(|scope| {
        let first = scope.spawn(|| pool.install(first));
        let second = second();
        (first.join().unwrap_or_else(|panic| resume_unwind(panic)), second)
    })
}

type Outcome<'o> = Result<(Option<Made<'o>>, Vec<Finding>), PublishError>;

impl World<'_> {
    fn make<'o>(&self, path: &'o str, output: &'o Output<'_>) -> Outcome<'o> {
        match output {
            Output::Bytes(bytes) => Ok((Some(self.bytes(path.into(), bytes)?), Vec::new())),
            Output::Rendered(render) => {
                let (bytes, findings) = render();
                Ok((Some(self.bytes(path.into(), &bytes)?), findings))
            }
            Output::Copy(source) => self.copy(path, source),
        }
    }

    /// All files of a batch; each is written as soon as it is made.
    fn batch(&self, batch: &OutputBatch<'_>) -> Vec<Result<Made<'static>, PublishError>> {
        batch.each(|path, bytes| self.bytes(path.into(), &bytes))
    }

    fn bytes<'o>(&self, path: Cow<'o, str>, bytes: &[u8]) -> Result<Made<'o>, PublishError> {
        let entry = PublishedEntry::of(bytes);
        let unchanged = self.old.holds(&path, entry, self.force)?;
        if !unchanged {
            self.staging.write(&path, bytes)?;
        }
        Ok(Made { path, entry, unchanged, source: None })
    }

    fn copy<'o>(&self, path: &'o str, source: &'o str) -> Outcome<'o> {
        let (mut file, metadata) = match self.open(source) {
            Ok(opened) => opened,
            Err(error) => return Ok(uncopied(source, &error)),
        };
        let source_stamp = Some((source, self.stamps.for_source(&metadata)));
        // What lies there already is mostly the same; only what differs is read twice.
        if self.old.found(path).is_some() {
            let entry = match self.read(source, &mut file, &metadata) {
                Ok(entry) => entry,
                Err(error) => return Ok(uncopied(source, &error)),
            };
            if self.old.holds(path, entry, self.force)? {
                return Ok((
                    Some(Made { path: path.into(), entry, unchanged: true, source: source_stamp }),
                    Vec::new(),
                ));
            }
        }
        self.staging.begin()?;
        match self.staging.copy(path, &mut file) {
            Ok(entry) => Ok((
                Some(Made { path: path.into(), entry, unchanged: false, source: source_stamp }),
                Vec::new(),
            )),
            Err((Side::Reading, error)) => Ok(uncopied(source, &error)),
            Err((Side::Writing, error)) => Err(self.staging.trouble(path, error)),
        }
    }

    /// Opens a file of the handbook; a path that could lead out of it is refused.
    fn open(&self, source: &str) -> io::Result<(File, Metadata)> {
        match why_unwritable(source) {
            Some(why) => Err(io::Error::other(why)),
            None => open_regular(&self.root.join(source)),
        }
    }

    /// What a file of the handbook holds, from its stamp or by reading it; the file is at its
    /// beginning afterwards.
    fn read(
        &self,
        source: &str,
        file: &mut File,
        metadata: &Metadata,
    ) -> io::Result<PublishedEntry> {
        if let Some(entry) = self.stamps.source(source, FileStamp::of(metadata)) {
            return Ok(entry);
        }
        let entry = PublishedEntry::reading(file)?;
        file.rewind()?;
        Ok(entry)
    }
}

fn uncopied<'o>(source: &str, error: &io::Error) -> (Option<Made<'o>>, Vec<Finding>) {
    (None, vec![uncopied_file(Source::new(source, "").whole(), &words(error))])
}
