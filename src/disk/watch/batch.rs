//! Events that belong together: one save of an editor, one checkout of git.

use super::NoEvents;
use super::events::{WatchEvent, WatchKind};
use crate::disk::inputs::Changed;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// After that much quiet, an edit is over …
const QUIET: Duration = Duration::from_millis(8);
/// … and however noisy it is, after that much.
const LONGEST: Duration = Duration::from_millis(40);
/// More files than this are not one edit but a program at work.
const MANY: usize = 16;
/// Programs pause longer, and they end.
const QUIET_OF_MANY: Duration = Duration::from_millis(60);
const LONGEST_OF_MANY: Duration = Duration::from_secs(1);

/// What has come together since the first event.
pub(super) struct Batch {
    start: Instant,
    last: Instant,
    paths: BTreeSet<String>,
    /// Files that somebody is writing.
    open: BTreeSet<String>,
    anything: bool,
}

impl Batch {
    pub fn new(now: Instant) -> Self {
        Batch {
            start: now,
            last: now,
            paths: BTreeSet::new(),
            open: BTreeSet::new(),
            anything: false,
        }
    }

    /// Takes an event in. The error is that no events will come any more.
    pub fn add(&mut self, event: WatchEvent) -> Result<(), NoEvents> {
        self.last = Instant::now();
        let (kind, paths) = match event {
            WatchEvent::Lost(why) => return Err(why),
            WatchEvent::Overflow => {
                self.anything = true;
                return Ok(());
            }
            WatchEvent::Seen(kind, paths) => (kind, paths),
        };
        for path in paths {
            match kind {
                WatchKind::Written => drop(self.open.insert(path.clone())),
                WatchKind::Closed | WatchKind::Other => drop(self.open.remove(&path)),
            }
            self.paths.insert(path);
        }
        Ok(())
    }

    /// How long to wait for more; none when it was quiet for long enough.
    pub fn wait(&self, now: Instant) -> Option<Duration> {
        let (quiet, longest) = match () {
            () if self.paths.len() > MANY || self.anything => (QUIET_OF_MANY, LONGEST_OF_MANY),
            // Half a file is worse than a late one.
            () if !self.open.is_empty() => (LONGEST, LONGEST),
            () => (QUIET, LONGEST),
        };
        let end = (self.last + quiet).min(self.start + longest);
        end.checked_duration_since(now).filter(|wait| !wait.is_zero())
    }

    /// Everything as one change; none when nothing has happened that matters.
    pub fn into_changed(self) -> Option<Changed> {
        match (self.anything, self.paths.is_empty()) {
            (true, _) => Some(Changed::Anything),
            (false, true) => None,
            (false, false) => Some(Changed::Files(self.paths)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Batch, LONGEST, LONGEST_OF_MANY, QUIET};
    use crate::disk::inputs::Changed;
    use crate::disk::watch::events::{WatchEvent, WatchKind};
    use std::collections::BTreeSet;
    use std::time::Instant;

    fn seen(kind: WatchKind, path: &str) -> WatchEvent {
        WatchEvent::Seen(kind, vec![path.to_owned()])
    }

    #[test]
    fn a_closed_file_waits_for_quiet_and_an_open_one_for_its_end() {
        let mut batch = Batch::new(Instant::now());
        batch.add(seen(WatchKind::Written, "a.md")).unwrap();
        let last = batch.last;
        assert!(batch.wait(last + QUIET).is_some());
        assert_eq!(batch.wait(batch.start + LONGEST), None);
        batch.add(seen(WatchKind::Closed, "a.md")).unwrap();
        assert!(batch.wait(batch.last).is_some_and(|wait| wait <= QUIET));
        assert_eq!(batch.wait(batch.last + QUIET), None);
        assert_eq!(batch.into_changed(), Some(Changed::Files(BTreeSet::from(["a.md".to_owned()]))));
    }

    #[test]
    fn many_files_are_awaited_and_not_for_ever() {
        let mut batch = Batch::new(Instant::now());
        for number in 0..20 {
            batch.add(seen(WatchKind::Closed, &format!("{number}.md"))).unwrap();
        }
        assert!(batch.wait(batch.last + LONGEST).is_some());
        assert_eq!(batch.wait(batch.start + LONGEST_OF_MANY), None);
    }

    #[test]
    fn a_queue_that_ran_over_may_have_held_anything() {
        let mut batch = Batch::new(Instant::now());
        batch.add(WatchEvent::Overflow).unwrap();
        assert_eq!(batch.into_changed(), Some(Changed::Anything));
        assert_eq!(Batch::new(Instant::now()).into_changed(), None);
    }
}
