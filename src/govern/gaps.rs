//! Which pages and searches fail readers most, from what they report.

use super::acknowledgements::PageNames;
use crate::day::Day;
use crate::site::gap::GapReport;
use crate::site::{PageId, Site};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Open reports, those that fail most readers first.
#[derive(Clone, Debug, Default)]
pub struct Gaps {
    /// By published page.
    pub pages: Vec<ReportedGap<PageId>>,
    /// By what was searched for, in small letters.
    pub searches: Vec<ReportedGap<String>>,
    /// How many reports are closed.
    pub closed: usize,
    /// Rows that name a page that is not there, by their place in the table.
    pub unknown: Vec<usize>,
}

/// What fails readers, and how often.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedGap<Of> {
    /// The page or the search.
    pub of: Of,
    /// How often.
    pub count: usize,
    /// The last day on which somebody said so.
    pub latest: Option<Day>,
}

impl Gaps {
    /// Counts all open rows. Pages for fewer people than the site are left out, and searches where
    /// readers may not see people: nobody knows whom a search betrays.
    pub fn collect(site: &Site) -> Self {
        let mut gaps = Gaps::default();
        if site.gaps().is_empty() {
            return gaps;
        }
        let names = PageNames::new(site);
        let mut pages: BTreeMap<PageId, (usize, Option<Day>)> = BTreeMap::new();
        let mut searches: BTreeMap<String, (usize, Option<Day>)> = BTreeMap::new();
        for (place, row) in site.gaps().iter().enumerate() {
            if row.is_closed {
                gaps.closed += row.count;
                continue;
            }
            match row.page.as_deref().map(|page| names.page(page)) {
                Some(Ok(Some(page))) if site.is_published(page) => {
                    add(pages.entry(page).or_default(), row);
                }
                Some(Err(())) => gaps.unknown.push(place),
                Some(Ok(_)) => {}
                None if !site.config().audiences.shows_people() => {}
                None => {
                    let words = row.search.as_deref().unwrap_or_default().to_lowercase();
                    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                    add(searches.entry(words).or_default(), row);
                }
            }
        }
        gaps.pages = ordered(pages);
        gaps.searches = ordered(searches);
        gaps
    }

    /// Whether nothing is open.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.searches.is_empty()
    }
}

fn add((count, latest): &mut (usize, Option<Day>), row: &GapReport) {
    *count += row.count;
    *latest = (*latest).max(row.day);
}

fn ordered<Of: Ord>(counted: BTreeMap<Of, (usize, Option<Day>)>) -> Vec<ReportedGap<Of>> {
    let gap = |(of, (count, latest))| ReportedGap { of, count, latest };
    let mut gaps: Vec<ReportedGap<Of>> = counted.into_iter().map(gap).collect();
    gaps.sort_by_key(|gap| Reverse((gap.count, gap.latest)));
    gaps
}
