//! Events of the system, through notify.
//!
//! On Linux each folder is watched by itself, and only those that the handbook was read from: a
//! watch of the whole tree would spend the system's few watches on `.git` and `node_modules`.

use super::NoEvents;
use super::snapshot::Snapshot;
use crate::disk::system::words;
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind};
use notify::{ErrorKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Whether each folder needs a watch of its own.
const BY_FOLDER: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// Something that the system has told.
#[derive(Debug)]
pub(super) enum WatchEvent {
    /// About these paths below the handbook's folder.
    Seen(WatchKind, Vec<String>),
    /// So much that some of it was lost.
    Overflow,
    /// Nothing more will come.
    Lost(NoEvents),
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WatchKind {
    /// Bytes were written, perhaps not the last.
    Written,
    /// Whoever wrote has closed the file.
    Closed,
    /// It was made, moved, removed, or its rights were changed.
    Other,
}

/// A source of events.
pub(super) struct Events {
    watcher: RecommendedWatcher,
    /// The watched folders, and which they were: a folder of the same name may be another.
    watched: BTreeMap<String, (u64, u64)>,
}

impl Events {
    /// Nothing is watched yet.
    pub fn new(
        root: PathBuf,
        tell: impl Fn(WatchEvent) + Send + 'static,
    ) -> Result<Self, NoEvents> {
        let handler = move |result: notify::Result<notify::Event>| {
            if let Some(event) = translated(result, &root) {
                tell(event);
            }
        };
        let watcher = notify::recommended_watcher(handler).map_err(|error| why(&error))?;
        Ok(Events { watcher, watched: BTreeMap::new() })
    }

    /// Watches those folders that are not watched yet, and no others.
    pub fn watch(&mut self, snapshot: &Snapshot) -> Result<(), NoEvents> {
        let mode = if BY_FOLDER { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive };
        let wanted: BTreeMap<String, (u64, u64)> =
            snapshot.folders().filter(|(path, _)| BY_FOLDER || path.is_empty()).collect();
        for path in self.watched.keys().filter(|path| wanted.get(*path) != self.watched.get(*path))
        {
            // Mostly the folder is gone, and its watch with it.
            let _ = self.watcher.unwatch(&absolute(snapshot.root(), path));
        }
        for (path, _) in
            wanted.iter().filter(|(path, identity)| self.watched.get(*path) != Some(*identity))
        {
            match self.watcher.watch(&absolute(snapshot.root(), path), mode) {
                Ok(()) => {}
                // A folder that has gone since it was read is told as a change of the one above.
                Err(error) if is_gone(&error) => {}
                Err(error) => return Err(why(&error)),
            }
        }
        self.watched = wanted;
        Ok(())
    }
}

/// The root as it was named, so that paths of events begin as it does.
fn absolute(root: &Path, path: &str) -> PathBuf {
    if path.is_empty() { root.to_owned() } else { root.join(path) }
}

fn translated(result: notify::Result<notify::Event>, root: &Path) -> Option<WatchEvent> {
    let event = match result {
        Ok(event) => event,
        Err(error) if is_gone(&error) => return None,
        Err(error) => return Some(WatchEvent::Lost(why(&error))),
    };
    if event.need_rescan() {
        return Some(WatchEvent::Overflow);
    }
    let kind = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => WatchKind::Closed,
        EventKind::Access(_) => return None,
        EventKind::Modify(ModifyKind::Data(_)) if BY_FOLDER => WatchKind::Written,
        _ => WatchKind::Other,
    };
    let inside = |path: &PathBuf| Some(path.strip_prefix(root).ok()?.to_str()?.replace('\\', "/"));
    let paths: Vec<String> = event.paths.iter().filter_map(inside).collect();
    (!paths.is_empty()).then_some(WatchEvent::Seen(kind, paths))
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

fn why(error: &notify::Error) -> NoEvents {
    /// Too many open files: on Linux the limit of watchers.
    const TOO_MANY: i32 = 24;
    match &error.kind {
        ErrorKind::MaxFilesWatch => NoEvents::Limit,
        ErrorKind::Io(error) if error.raw_os_error() == Some(TOO_MANY) => NoEvents::Limit,
        ErrorKind::Io(error) => NoEvents::Refused(words(error)),
        _ => NoEvents::Refused(error.to_string()),
    }
}
