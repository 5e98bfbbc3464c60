//! The files of a handbook that are no pages: where they are published, or why they are not.

use crate::site::refusal::Refusal;
use std::collections::{BTreeMap, BTreeSet};

/// Files by their path from the handbook's folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteFiles {
    /// Those that may be published, and the path they have in the site.
    pub(crate) published: BTreeMap<String, String>,
    /// Those of them that are published in any case.
    pub(crate) fixed: BTreeSet<String>,
    /// Those that must not be published, with the reason.
    pub(crate) refused: BTreeMap<String, Refusal>,
    /// What pages link to beside the handbook: files that are there and never published.
    pub(crate) outside: BTreeSet<String>,
    /// Folders beside that of the pages, which links from the root name first.
    pub(crate) beside: BTreeSet<String>,
}

impl SiteFiles {
    /// Those that may be published.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.published.keys().map(String::as_str)
    }

    /// The path that a file has in the site.
    pub fn published_path(&self, file: &str) -> Option<&str> {
        self.published.get(file).map(String::as_str)
    }

    /// Those that are published whether a page needs them or not: those of `static/`.
    pub fn fixed(&self) -> impl Iterator<Item = &str> {
        self.fixed.iter().map(String::as_str)
    }

    /// Those that are there and must not be published, with the reason.
    pub fn refused(&self) -> impl Iterator<Item = (&str, Refusal)> {
        self.refused.iter().map(|(path, refusal)| (path.as_str(), *refusal))
    }
}
