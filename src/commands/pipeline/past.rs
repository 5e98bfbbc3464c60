//! What git knows of a handbook: read once, and again only when something says that there may be
//! another history.

use super::Handbook;
use crate::analysis::{Analysis, AnalysisCache, Past};
use crate::config;
use crate::disk;
use crate::git::{self, BlobReader, Repository};
use crate::history::History;
use crate::site::name;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The past of one handbook, and what the last analysis found out with it.
#[derive(Default)]
pub(super) struct Historian {
    known: Option<CachedHistory>,
    cache: AnalysisCache,
}

/// Files of git, with what tells one version of them from another.
pub(super) type Signs = Vec<(PathBuf, Option<String>)>;

/// What would be another with another history.
pub(super) fn signs(root: &Path) -> Signs {
    signs_of(root, Repository::find(root).ok().as_ref())
}

fn signs_of(root: &Path, repository: Option<&Repository>) -> Signs {
    let files = repository.map_or_else(|| git::places(root), Repository::signs);
    files.into_iter().map(|path| (path.clone(), disk::version(&path))).collect()
}

/// A history, and what would have changed with it.
struct CachedHistory {
    /// Files of git with their versions from before the history was read.
    signs: Signs,
    /// Whether all files are in it, not only pages.
    is_whole: bool,
    history: Arc<History>,
    /// The texts of the past.
    texts: Option<BlobReader>,
}

impl Historian {
    /// Analyses as of today: one `git log`, and old texts where no hash says all.
    pub fn analyse<'h>(&mut self, handbook: &'h Handbook) -> Analysis<'h> {
        let is_whole = handbook.site.pages().iter().any(|page| !page.meta().review_when.is_empty());
        let known =
            self.known.take().filter(|known| known.is_whole == is_whole && !known.is_outdated());
        let known = self
            .known
            .insert(known.unwrap_or_else(|| CachedHistory::read(&handbook.root, is_whole)));
        let mut text = |id: &_| known.texts.as_mut()?.text(id);
        let past = Past { history: &known.history, text: &mut text };
        let findings = handbook.findings.clone();
        Analysis::new(&handbook.site, findings, handbook.today, past, &mut self.cache)
    }

    /// Whether git may know something else by now.
    pub fn is_another(&self) -> bool {
        self.known.as_ref().is_some_and(CachedHistory::is_outdated)
    }
}

impl CachedHistory {
    fn read(root: &Path, is_whole: bool) -> Self {
        let found = Repository::find(root);
        let signs = signs_of(root, found.as_ref().ok());
        let is_wanted =
            |path: &str| is_whole || name::stem(path).is_some() || config::FILES.contains(&path);
        let (history, texts) = match found {
            Ok(repository) => (repository.history(&is_wanted), Some(repository.texts())),
            Err(unknown) => (History::missing(unknown), None),
        };
        CachedHistory { signs, is_whole, history: Arc::new(history), texts }
    }

    fn is_outdated(&self) -> bool {
        self.signs.iter().any(|(path, version)| disk::version(path) != *version)
    }
}
