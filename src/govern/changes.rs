//! What changed in the handbook, from git and from the change tables of pages: by day, with who and
//! why.
//!
//! A commit's message may speak of all that it touched, so it is told only where each page that it
//! touched is one that readers may see.

use crate::day::Day;
use crate::history::{Commit, History, UnknownHistory};
use crate::resolve::Resolved;
use crate::site::{PageId, Site, name};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One commit that touches more pages than this is told once, and not for each of them.
pub const MASS: usize = 10;

/// So many edits of each page are kept.
const EDITS: usize = 50;

/// One change of one or more pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// When it came into the handbook.
    pub day: Day,
    /// Seconds since 1970, for feeds.
    pub seconds: i64,
    /// The published pages that it touched, by path.
    pub pages: Vec<PageId>,
    /// What changed: the row of a change table, or the first line of a message.
    pub what: Option<String>,
    /// Who did it.
    pub author: Option<String>,
    /// The commit.
    pub commit: Option<String>,
    /// The file of the page then, where readers may know it.
    pub path: Option<Arc<str>>,
    /// Whether everybody is told.
    pub is_major: bool,
    /// Whether the page is new.
    pub is_new: bool,
}

/// All changes of published pages.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    all: Vec<Change>,
    by_page: BTreeMap<PageId, Vec<usize>>,
    hidden: BTreeSet<String>,
    trouble: Option<UnknownHistory>,
}

impl Changes {
    /// Collects them once: each commit with the published pages that it touched, and the rows of
    /// change tables.
    pub fn collect(resolved: &Resolved<'_>, history: &History) -> Self {
        let site = resolved.site();
        let mut by_commit: BTreeMap<usize, Vec<PageVersion>> = BTreeMap::new();
        for id in site.page_ids().filter(|id| site.is_published(*id)) {
            let Ok(file) = history.of(site.page(id).source().path()) else { continue };
            for version in file.versions.iter().take(EDITS) {
                let is_new = version.change.before.is_empty();
                let path = Arc::clone(&version.change.path);
                let version_of_page = PageVersion { page: id, is_new, path };
                by_commit.entry(version.number).or_default().push(version_of_page);
            }
        }
        let drafts = drafts(site);
        let mut hidden = BTreeSet::new();
        let commits = history.commits();
        let mut all: Vec<Change> = Vec::new();
        for (number, pages) in &by_commit {
            let Some(commit) = commits.get(*number) else { continue };
            let is_told = is_told(site, &drafts, commit, pages.len());
            if !is_told {
                hidden.insert(commit.id.to_string());
            }
            if !commit.is_ignored {
                all.extend(of_commit(site, commit, pages, is_told));
            }
        }
        all.extend(of_tables(site));
        all.sort_by_key(|change| {
            (
                Reverse(change.day),
                Reverse(change.is_major),
                Reverse(change.seconds),
                change.pages.first().copied(),
            )
        });
        let mut by_page: BTreeMap<PageId, Vec<usize>> = BTreeMap::new();
        for (place, change) in all.iter().enumerate() {
            for page in &change.pages {
                by_page.entry(*page).or_default().push(place);
            }
        }
        Changes { all, by_page, hidden, trouble: history.trouble().cloned() }
    }

    /// All of them, the latest first; of one day those that everybody is told first.
    pub fn all(&self) -> &[Change] {
        &self.all
    }

    /// Those of one page, the latest first.
    pub fn of_page(&self, page: PageId) -> impl Iterator<Item = &Change> {
        let places = self.by_page.get(&page).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|place| self.all.get(*place))
    }

    /// The latest changes of any of these pages.
    pub fn latest(&self, pages: impl Iterator<Item = PageId>, count: usize) -> Vec<&Change> {
        let places: BTreeSet<usize> =
            pages.filter_map(|page| self.by_page.get(&page)).flatten().copied().collect();
        places.into_iter().take(count).filter_map(|place| self.all.get(place)).collect()
    }

    /// Whether what a commit says is told to readers.
    pub fn is_told(&self, commit: &str) -> bool {
        !self.hidden.contains(commit)
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Why something of the past is not known.
    pub fn trouble(&self) -> Option<&UnknownHistory> {
        self.trouble.as_ref()
    }
}

/// Whether all pages that a commit touched are published: as many of its changes are pages as
/// published pages have it in their history. Where everything is for everyone, only drafts are
/// kept from readers; pages that are gone were not.
fn is_told(site: &Site, drafts: &BTreeSet<&str>, commit: &Commit, published: usize) -> bool {
    let has_draft = || commit.changes.iter().any(|change| drafts.contains(&*change.path));
    if site.config().audiences.names.is_empty() {
        return !has_draft();
    }
    let is_page = |path: &str| name::stem(path).is_some() && site.content().within(path).is_some();
    commit.changes.iter().filter(|change| is_page(&change.path)).count() <= published
        && !has_draft()
}

/// The files of pages that readers do not see yet, or of which they see a part.
fn drafts(site: &Site) -> BTreeSet<&str> {
    let is_kept = |id: &PageId| !site.is_published(*id) || site.page(*id).withheld().is_some();
    let drafts = site.page_ids().filter(is_kept);
    drafts.map(|id| site.page(id).source().path()).collect()
}

/// What a commit did to a published page.
struct PageVersion {
    page: PageId,
    is_new: bool,
    path: Arc<str>,
}

fn of_commit(site: &Site, commit: &Commit, versions: &[PageVersion], is_told: bool) -> Vec<Change> {
    let Some(day) = commit.committed.day_in(&site.config().timezone) else { return Vec::new() };
    let change = |pages: Vec<PageId>, is_new: bool, path: Option<Arc<str>>| Change {
        day,
        seconds: commit.committed.seconds(),
        pages,
        what: Some(commit.subject.clone()).filter(|text| is_told && !text.trim().is_empty()),
        author: Some(commit.author.clone()).filter(|name| !name.trim().is_empty()),
        commit: Some(commit.id.to_string()),
        path,
        is_major: false,
        is_new,
    };
    if versions.len() > MASS {
        return vec![change(versions.iter().map(|version| version.page).collect(), false, None)];
    }
    let of_page = |version: &PageVersion| {
        // An earlier name may say what nobody is told.
        let is_same = *version.path == *site.page(version.page).source().path();
        let path = (is_told || is_same).then(|| Arc::clone(&version.path));
        change(vec![version.page], version.is_new, path)
    };
    versions.iter().map(of_page).collect()
}

/// The rows of the change tables of published pages.
fn of_tables(site: &Site) -> Vec<Change> {
    let pages = site.page_ids().filter(|id| site.is_published(*id));
    let rows = pages.flat_map(|id| {
        let rows = site.page(id).meta().changes.iter();
        rows.map(move |row| (id, row.value())).collect::<Vec<_>>()
    });
    let change = |(page, row): (PageId, &crate::site::meta::ChangeEntry)| Change {
        day: row.day,
        seconds: 0,
        pages: vec![page],
        what: Some(row.what.clone()),
        author: None,
        commit: None,
        path: None,
        is_major: row.major,
        is_new: false,
    };
    rows.map(change).collect()
}
