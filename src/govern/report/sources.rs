//! What pages depend on: the files that `review_when` names or that they include, and when those
//! changed last.

use super::SourceChange;
use crate::day::Day;
use crate::history::History;
use crate::resolve::Resolved;
use crate::site::address::join;
use crate::site::{Page, Site};
use globset::GlobBuilder;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ops::Bound;

/// When each file of the history changed last.
pub(super) struct Sources<'a> {
    site: &'a Site,
    changed: BTreeMap<&'a str, Day>,
    /// The files that are or were there and that a pattern names, each pattern once for all pages.
    named: HashMap<String, Vec<&'a str>>,
    /// Whether all files that were ever there are known.
    is_complete: bool,
}

impl<'a> Sources<'a> {
    pub(super) fn new(resolved: &'a Resolved<'a>, history: &'a History) -> Self {
        let site = resolved.site();
        let mut changed = BTreeMap::new();
        let depends = |page: &Page| {
            !page.meta().review_when.is_empty() || !page.document().includes().is_empty()
        };
        let is_wanted = site.pages().iter().any(depends);
        let pages = site.pages().iter().map(|page| page.source().path());
        let mut files: BTreeSet<&str> =
            pages.chain(resolved.files()).filter(|_| is_wanted).collect();
        for commit in history.commits().iter().filter(|commit| is_wanted && !commit.is_ignored) {
            let Some(day) = commit.committed.day_in(&site.config().timezone) else {
                continue;
            };
            for change in &commit.changes {
                changed.entry(&*change.path).or_insert(day);
            }
        }
        files.extend(changed.keys());
        let written = |page: &'a Page| {
            let names = page.meta().review_when.iter();
            names.flat_map(move |name| meanings(site, page, name.value()))
        };
        let patterns: HashSet<String> = site.pages().iter().flat_map(written).collect();
        let named = patterns.into_par_iter().map(|pattern| {
            let files = matched(&pattern, &files);
            (pattern, files)
        });
        let named = named.filter(|(_, files)| !files.is_empty()).collect();
        Sources { site, changed, named, is_complete: history.trouble().is_none() }
    }

    /// The files that a page depends on and that changed after a day, by path.
    pub(super) fn changed_since(&self, page: &Page, day: Day) -> Vec<SourceChange> {
        let own = page.source().path();
        let named = page.meta().review_when.iter().flat_map(|name| self.meant(page, name.value()));
        let included = page.document().includes().iter().map(String::as_str);
        let paths: BTreeSet<&str> = named.chain(included).filter(|path| *path != own).collect();
        let changed = paths.iter().filter_map(|path| self.changed.get_key_value(path));
        let later = changed.filter(|(_, changed)| **changed > day);
        later.map(|(path, day)| SourceChange { path: (*path).to_owned(), day: *day }).collect()
    }

    /// Those of the names in `review_when`, by their place in it, that mean no file that is or was
    /// there.
    pub(super) fn unmatched(&self, page: &Page) -> Vec<usize> {
        let names = page.meta().review_when.iter().enumerate();
        let is_nothing = |name: &str| self.meant(page, name).next().is_none();
        names
            .filter(|(_, name)| self.is_complete && is_nothing(name.value()))
            .map(|(place, _)| place)
            .collect()
    }

    /// The files that a name in `review_when` of a page means.
    fn meant(&self, page: &Page, name: &str) -> impl Iterator<Item = &'a str> {
        let meant = meanings(self.site, page, name).into_iter();
        meant.filter_map(|pattern| self.named.get(&pattern)).flatten().copied()
    }
}

/// What a name may mean: a path or a glob from the handbook's folder, from content, or from the
/// page's folder; a page without its ending.
fn meanings(site: &Site, page: &Page, name: &str) -> BTreeSet<String> {
    let name = name.trim().trim_start_matches('/');
    let folder = page.source().path().rsplit_once('/').map_or("", |(folder, _)| folder);
    let paths = [Some(name.to_owned()), Some(site.content().below(name)), join(folder, name)];
    paths.into_iter().flatten().flat_map(|path| [format!("{path}.md"), path]).collect()
}

/// The files that a pattern names. Up to its first sign it is a path like others, so that only
/// files below that are compared, and nothing is made of it where there are none.
fn matched<'a>(pattern: &str, files: &BTreeSet<&'a str>) -> Vec<&'a str> {
    let Some(sign) = pattern.find(['*', '?', '[', ']', '{', '}', '\\']) else {
        return files.get(pattern).copied().into_iter().collect();
    };
    let start = pattern.get(..sign).unwrap_or_default();
    let mut below = files
        .range::<str, _>((Bound::Included(start), Bound::Unbounded))
        .take_while(|path| path.starts_with(start))
        .copied()
        .peekable();
    if below.peek().is_none() {
        return Vec::new();
    }
    let glob = GlobBuilder::new(pattern).literal_separator(true).build();
    let Ok(matcher) = glob.map(|glob| glob.compile_matcher()) else {
        return Vec::new();
    };
    below.filter(|path| matcher.is_match(path)).collect()
}
