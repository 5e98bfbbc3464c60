//! What a handbook was read from, and what of it may have changed since.

use super::stamp::FileStamp;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What may have changed since the last reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// These files and folders, by their path below the handbook's folder.
    Files(BTreeSet<String>),
    /// Nobody knows what.
    Anything,
}

impl Changed {
    /// Both changes as one.
    #[must_use]
    pub fn and(self, other: Changed) -> Changed {
        match (self, other) {
            (Changed::Files(mut paths), Changed::Files(more)) => {
                paths.extend(more);
                Changed::Files(paths)
            }
            _ => Changed::Anything,
        }
    }
}

/// Everything that a handbook was read from, as it was then; paths are below the handbook's folder.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    pub(super) root: PathBuf,
    /// Folders whose entries count.
    pub(super) folders: BTreeMap<String, FileStamp>,
    /// Files; none for those that were looked for and not there.
    pub(super) files: BTreeMap<String, Option<FileStamp>>,
}

impl Inputs {
    pub(super) fn new(root: &Path) -> Self {
        Inputs { root: root.to_owned(), ..Inputs::default() }
    }
}
