//! What pages depend on: the files that `review_when` names or that they include, and when those changed last.

use super::SourceChange;
use crate::day::Day;
use crate::history::History;
use crate::resolve::Resolved;
use crate::site::address::join;
use crate::site::{Page, Site};
use globset::{GlobBuilder, GlobMatcher};
use std::collections::{BTreeMap, BTreeSet};

/// When each file of the history changed last.
pub(super) struct Sources<'a> {
    site: &'a Site,
    changed: BTreeMap<&'a str, Day>,
    /// The files that are there, whether the history knows them or not.
    files: BTreeSet<&'a str>,
    /// Whether all files that were ever there are known.
    is_complete: bool,
}

impl<'a> Sources<'a> {
    pub(super) fn new(resolved: &'a Resolved<'a>, history: &'a History) -> Self {
        let site = resolved.site();
        let mut changed = BTreeMap::new();
        let depends = |page: &Page| !page.meta().review_when.is_empty() || !page.document().includes().is_empty();
        let is_wanted = site.pages().iter().any(depends);
        let pages = site.pages().iter().map(|page| page.source().path());
        let files = pages.chain(resolved.files()).filter(|_| is_wanted).collect();
        for commit in history.commits().iter().filter(|commit| is_wanted && !commit.is_ignored) {
            let Some(day) = commit.committed.day_in(&site.config().timezone) else { continue };
            for change in &commit.changes {
                changed.entry(&*change.path).or_insert(day);
            }
        }
        Sources { site, changed, files, is_complete: history.trouble().is_none() }
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

    /// Those of the names in `review_when`, by their place in it, that mean no file that is or was there.
    pub(super) fn unmatched(&self, page: &Page) -> Vec<usize> {
        let names = page.meta().review_when.iter().enumerate();
        let is_nothing = |name: &str| {
            let matchers = self.matchers(page, name);
            let mut known = self.files.iter().chain(self.changed.keys());
            !known.any(|path| matchers.iter().any(|matcher| matcher.is_match(path)))
        };
        names.filter(|(_, name)| self.is_complete && is_nothing(name.value())).map(|(place, _)| place).collect()
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
