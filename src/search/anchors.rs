//! What pages are called by the links that lead to them: other authors' words for the same thing.

use crate::resolve::Resolved;
use crate::resolve::links::Target;
use crate::search::{text, words};
use crate::site::PageId;
use crate::site::document::{Document, Hole};
use crate::site::tree::NodeId;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};

/// Names of one page that count; those of most pages come first.
const MOST: usize = 12;
/// A longer text, in bytes, is a sentence.
const LONGEST: usize = 80;
/// What says nothing about where a link leads.
const EMPTY: [&str; 14] = [
    "click", "details", "doc", "docs", "document", "example", "here", "link", "more", "page",
    "read", "see", "section", "this",
];

/// For each node the texts of links to it, without those that only say "here", in one line.
pub fn texts(resolved: &Resolved<'_>, small: &BTreeSet<&str>) -> BTreeMap<NodeId, String> {
    let site = resolved.site();
    let of_page = |page: PageId| links(resolved, page, site.page(page).document());
    // Nobody may find what a draft says.
    let published: Vec<PageId> = site.page_ids().filter(|page| site.is_published(*page)).collect();
    let all: BTreeSet<(NodeId, String, PageId)> =
        published.into_par_iter().flat_map_iter(of_page).collect();
    let mut counts: BTreeMap<NodeId, BTreeMap<String, u32>> = BTreeMap::new();
    for (node, text, _) in all.into_iter().filter(|(_, text, _)| says_something(text, small)) {
        *counts.entry(node).or_default().entry(text).or_default() += 1;
    }
    counts.into_iter().map(|(node, texts)| (node, most_frequent(texts))).collect()
}

/// The links of a page to others: where, what they are called, and in which page.
fn links(
    resolved: &Resolved<'_>,
    page: PageId,
    document: &Document,
) -> Vec<(NodeId, String, PageId)> {
    let targets = resolved.targets(page);
    let mut open = BTreeMap::new();
    let mut found = Vec::new();
    for (offset, hole) in document.body().holes() {
        match hole {
            Hole::LinkOpen(link) => {
                open.insert(*link, *offset);
            }
            Hole::LinkClose(link) => {
                let Some(start) = open.remove(link) else { continue };
                // A link to a heading names the heading, not the page.
                let Some(Target::Node(node, None)) = targets.get(*link) else { continue };
                let name = text::plain(document.body(), start..*offset).to_lowercase();
                found.push((*node, name, page));
            }
            _ => {}
        }
    }
    found
}

fn says_something(text: &str, small: &BTreeSet<&str>) -> bool {
    let is_empty = |word: &str| small.contains(word) || EMPTY.contains(&word);
    text.len() <= LONGEST && words::spaced(text).split_whitespace().any(|word| !is_empty(word))
}

fn most_frequent(texts: BTreeMap<String, u32>) -> String {
    let mut texts: Vec<(String, u32)> = texts.into_iter().collect();
    texts.sort_by_key(|(_, count)| u32::MAX - count);
    texts.truncate(MOST);
    texts.into_iter().map(|(text, _)| text).collect::<Vec<_>>().join("\n")
}
