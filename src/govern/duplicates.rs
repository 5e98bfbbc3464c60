//! Paragraphs that stand, nearly the same, on two pages: sooner or later they say two things.

use crate::site::meta::{PageType, Status};
use crate::site::paragraph::{LongParagraph, shingles};
use crate::site::{Page, PageId, Site};
use crate::source::Span;
use crate::yaml::Sourced;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Two paragraphs are nearly the same where so many percent of all their shingles are in both.
const ALIKE: usize = 70;

/// A paragraph is compared with so many others that share a part of its sketch.
const COMPARED: usize = 4;

/// A paragraph that stands on another page, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duplicate {
    /// The page on which it stands again.
    pub page: PageId,
    /// Where.
    pub span: Span,
    /// Where it stands first.
    pub first: (PageId, Span),
    /// On how many pages more.
    pub others: usize,
}

/// All of them, each told once, at its second place. Linear in the number of paragraphs: only those
/// that share a part of their sketches are compared.
pub fn duplicates(site: &Site) -> Vec<Duplicate> {
    let compared = || site.page_ids().filter(|id| is_compared(site, *id));
    let repeated = repeated(compared().flat_map(|id| site.page(id).paragraphs()));
    let mut seen: HashMap<u64, Vec<(PageId, Span)>> = HashMap::new();
    let mut found: Vec<Duplicate> = Vec::new();
    let mut places: HashMap<(PageId, Span), usize> = HashMap::new();
    for id in compared() {
        for paragraph in site.page(id).paragraphs() {
            let here = (id, paragraph.span);
            let known: BTreeSet<(PageId, Span)> = paragraph
                .sketch
                .iter()
                .filter_map(|hash| seen.get(hash))
                .flatten()
                .filter(|(page, _)| *page != id)
                .copied()
                .take(COMPARED)
                .collect();
            let first = known.into_iter().find(|other| are_alike(site, *other, here));
            match first {
                Some(first) => tell(first, here, &mut places, &mut found),
                None => {
                    // A page that repeats itself is compared once with each other page.
                    for hash in paragraph.sketch.iter().filter(|hash| repeated.contains(hash)) {
                        let known = seen.entry(*hash).or_default();
                        if known.last().is_none_or(|(page, _)| *page != id) {
                            known.push(here);
                        }
                    }
                }
            }
        }
    }
    found
}

/// The hashes that stand in more than one sketch: only of these it matters where.
fn repeated<'p>(paragraphs: impl Iterator<Item = &'p LongParagraph>) -> HashSet<u64> {
    let mut all: Vec<u64> =
        paragraphs.flat_map(|paragraph| paragraph.sketch.iter().copied()).collect();
    all.sort_unstable();
    let pairs = all.iter().zip(all.iter().skip(1));
    pairs.filter(|(hash, next)| hash == next).map(|(hash, _)| *hash).collect()
}

fn is_compared(site: &Site, id: PageId) -> bool {
    site.is_published(id) && is_in_force(site.page(id))
}

fn tell(
    first: (PageId, Span),
    (page, span): (PageId, Span),
    places: &mut HashMap<(PageId, Span), usize>,
    found: &mut Vec<Duplicate>,
) {
    let told = places.get(&first).and_then(|place| found.get_mut(*place));
    match told {
        Some(told) => told.others += 1,
        None => {
            places.insert(first, found.len());
            found.push(Duplicate { page, span, first, others: 0 });
        }
    }
}

/// Records are as they were, and what no longer holds may say the same as what does.
fn is_in_force(page: &Page) -> bool {
    let kind = page.meta().kind();
    let status = page.meta().status.as_ref().map(Sourced::value);
    let is_record = matches!(kind, PageType::Meeting | PageType::Brainstorm | PageType::Decision);
    let is_gone = matches!(
        status,
        Some(Status::Draft | Status::Archived | Status::Superseded | Status::Deprecated)
    );
    !is_record && !is_gone && page.meta().superseded_by.is_none()
}

fn are_alike(site: &Site, one: (PageId, Span), other: (PageId, Span)) -> bool {
    let of = |(page, span): (PageId, Span)| shingles(site.page(page).source().slice(span));
    let (one, other) = (of(one), of(other));
    let shared = one.iter().filter(|hash| other.binary_search(hash).is_ok()).count();
    shared * 100 >= ALIKE * (one.len() + other.len() - shared).max(1)
}
