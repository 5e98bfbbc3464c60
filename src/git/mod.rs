//! git, only ever read: one `rev-parse`, one streamed `log`, and one `cat-file` where old texts are
//! asked for.
//!
//! No hook, filter, pager, signature check or external diff runs, nothing is fetched, and no
//! setting of the machine changes what is read.
#![expect(
    clippy::disallowed_methods,
    reason = "this room starts git and reads two files of the repository"
)]

mod log;
mod process;
mod remote;
mod repository;
mod texts;
#[cfg(test)]
mod tests;

#[cfg(test)]
use crate::history::History;
pub use remote::web_address;
pub use repository::{Repository, identity};
use std::path::{Path, PathBuf};
pub use texts::BlobReader;

/// The history of the files of a folder for which `is_wanted` is true of their path (from that
/// folder, with `/`). Never fails: what is not known is said by [`History::trouble`].
#[cfg(test)]
pub fn history(root: &Path, is_wanted: &dyn Fn(&str) -> bool) -> History {
    Repository::find(root).map_or_else(History::missing, |repository| repository.history(is_wanted))
}

/// Where a repository of the folder would be seen first, if there were one.
pub fn places(folder: &Path) -> Vec<PathBuf> {
    folder.ancestors().map(|folder| folder.join(".git")).collect()
}
