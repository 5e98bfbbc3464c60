//! What pages depend on: the files that `review_when` names or that they include, and when those changed last.

use super::SourceChange;
use crate::day::Day;
use crate::history::History;
use crate::site::address::join;
use crate::site::{Page, Site};
use globset::{GlobBuilder, GlobMatcher};
use std::collections::BTreeMap;

/// When each file of the history changed last.
pub(super) struct Sources<'a> {
    site: &'a Site,
    changed: BTreeMap<&'a str, Day>,
}

impl<'a> Sources<'a> {
    pub(super) fn new(site: &'a Site, history: &'a History) -> Self {
        let mut changed = BTreeMap::new();
        let depends = |page: &Page| !page.meta().review_when.is_empty() || !page.document().includes().is_empty();
        let is_wanted = site.pages().iter().any(depends);
        for commit in history.commits().iter().filter(|commit| is_wanted && !commit.is_ignored) {
            let Some(day) = commit.committed.day_in(&site.config().timezone) else { continue };
            for change in &commit.changes {
                changed.entry(&*change.path).or_insert(day);
            }
        }
        Sources { site, changed }
    }

    /// The files that a page depends on and that changed after a day, by path.
    pub(super) fn changed_since(&self, page: &Page, day: Day) -> Vec<SourceChange> {
        let own = page.source().path();
        let written = page.meta().review_when.iter();
        let matchers: Vec<GlobMatcher> = written.flat_map(|name| self.matchers(page, name.value())).collect();
        let includes = page.document().includes();
        if matchers.is_empty() && includes.is_empty() {
            return Vec::new();
        }
        let is_named = |path: &str| includes.contains(path) || matchers.iter().any(|matcher| matcher.is_match(path));
        let is_meant = |path: &str| path != own && is_named(path);
        let later = self.changed.iter().filter(|(path, changed)| **changed > day && is_meant(path));
        later.map(|(path, day)| SourceChange { path: (*path).to_owned(), day: *day }).collect()
    }

    /// What a name may mean: a path or a glob from the handbook's folder, from content, or from the page's folder; a page without its ending.
    fn matchers(&self, page: &Page, name: &str) -> Vec<GlobMatcher> {
        let name = name.trim().trim_start_matches('/');
        let folder = page.source().path().rsplit_once('/').map_or("", |(folder, _)| folder);
        let paths = [Some(name.to_owned()), Some(self.site.below_content(name)), join(folder, name)];
        let paths = paths.into_iter().flatten().flat_map(|path| [format!("{path}.md"), path]);
        paths
            .filter_map(|path| Some(GlobBuilder::new(&path).literal_separator(true).build().ok()?.compile_matcher()))
            .collect()
    }
}
