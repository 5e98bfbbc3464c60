//! Publishes a site: the old one is there as a whole until the new one is, whatever happens in
//! between.
//!
//! All outputs are made and compared with what was published last; what changed is written into a
//! staging folder beside the site. When the caller accepts what was found, unchanged files are
//! linked from the old site, files that we did not write are carried over, and the two folders
//! change places in one step. When nothing changed, nothing is written.
//!
//! A site can be made again, so nothing is flushed to the disk: after a loss of power files may be
//! short, and the next build finds them by their size and hash.

mod commit;
mod destination;
mod digest;
mod error;
mod in_place;
mod lock;
mod make;
mod marker;
mod old;
mod plan;
mod recall;
mod staging;
mod stamps;
mod swap;

#[cfg(unix)]
#[cfg(test)]
mod tests;

pub use destination::Destination;
pub use error::PublishError;
pub use recall::{BuildRecord, recall};

use crate::diag::Finding;
use crate::outputs::Outputs;
use lock::Lock;
use make::{Made, World};
use marker::Marker;
use old::Old;
use plan::Plan;
use staging::Staging;
use stamps::StampFile;
use std::path::Path;

/// What a publish has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Another build of the same site is at work; we wait for it.
    Waiting,
    /// So many outputs more are made.
    Made(usize),
}

/// What was published.
#[derive(Debug, Default)]
pub struct Published {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that stayed as they were, with their times.
    pub unchanged: usize,
    /// Files of ours that are gone.
    pub removed: usize,
    /// What was wrong with making the outputs, in the order of all reports.
    pub findings: Vec<Finding>,
    /// Whether the site is now what the outputs say; `false` when the findings were not accepted.
    pub committed: bool,
}

/// Makes all outputs and publishes them. Copies are read below `root`, the handbook's folder.
///
/// `accept` sees all findings when everything is made, and decides whether the new site takes the
/// old one's place; `record` is asked what that site was made from, for [`recall`].
///
/// # Errors
/// Trouble of the machine, a destination that is not ours, or a file that we did not write in the
/// way of one of ours. In each case but [`PublishError::Halfway`] the old site is as it was.
pub fn publish(
    outputs: &Outputs<'_>,
    root: &Path,
    destination: &Destination,
    accept: &dyn Fn(&[Finding]) -> bool,
    progress: &(dyn Fn(Progress) + Sync),
    record: &dyn Fn() -> Option<BuildRecord>,
) -> Result<Published, PublishError> {
    let lock = Lock::take(destination, progress);
    if lock.held().is_ok() {
        staging::recover(destination)?;
    }
    let stamp_file = StampFile::of(destination);
    let (stamps, plan) = (stamp_file.read(), Plan::of(outputs));
    let mut old = Old::read(destination, &stamps)?;
    old.make_room_for(&plan, destination.force())?;
    let staging = Staging::new(destination, &plan.folders, &lock);
    let world =
        World { root, old: &old, staging: &staging, stamps: &stamps, force: destination.force() };
    let (made, findings) = make::all(&plan, &world, progress)?;
    let mut published = summary(&made, findings, &old);
    published.committed = accept(&published.findings);
    if published.committed {
        commit(destination, &staging, &made, &old)?;
        stamp_file.remember(destination, &made, record());
    }
    Ok(published)
}

/// Puts the new site into the old one's place, if there is any difference.
fn commit(
    destination: &Destination,
    staging: &Staging<'_>,
    made: &[Made<'_>],
    old: &Old<'_>,
) -> Result<(), PublishError> {
    let marker = Marker::of(made.iter().map(|made| (&*made.path, made.entry)));
    if made.iter().all(|made| made.unchanged) && old.has_marker(&marker) {
        return Ok(());
    }
    staging.begin()?;
    commit::SiteCommit { destination, staging, made, marker: &marker, old }.run()
}

fn summary(made: &[Made<'_>], findings: Vec<Finding>, old: &Old<'_>) -> Published {
    let unchanged = made.iter().filter(|made| made.unchanged).count();
    Published {
        written: made.len() - unchanged,
        unchanged,
        removed: old.gone(made).count(),
        findings,
        committed: false,
    }
}
