//! Places in pages that links name.

use crate::diag::{Finding, catalogue};
use crate::resolve::names::{Goal, Names};
use crate::site::document::{Document, Heading, Link, LinkKind};
use crate::site::tree::NodeId;
use crate::site::{Page, Site};
use crate::source::Location;
use std::collections::HashMap;

/// What a fragment turned out to be.
pub(super) enum Anchor {
    Found(String),
    Missing,
}

/// Ids are looked up as written, then in small letters, then by letters and digits alone, as other
/// tools make them. Of headings below each other, as Obsidian names them, the last one is meant.
pub(super) fn anchor(page: &Page, fragment: &str) -> Anchor {
    let document = page.document();
    if page.has_anchor(fragment) || fragment == "top" {
        return Anchor::Found(fragment.to_owned());
    }
    // GitHub has it above each text that it shows.
    if fragment.eq_ignore_ascii_case("readme") {
        return Anchor::Found("top".to_owned());
    }
    if let Some(id) = footnote(document, fragment) {
        return Anchor::Found(id);
    }
    let wanted = squeezed(fragment);
    let ids = std::iter::once(page.title_id())
        .chain(document.headings().iter().map(|heading| heading.id.as_str()));
    let mut ids = ids.chain(document.anchors().keys().map(String::as_str));
    let same = ids.clone().find(|id| !wanted.is_empty() && squeezed(id) == wanted);
    // Kramdown leaves out the number that a heading begins with.
    let unnumbered = |id: &&str| {
        let id = squeezed(id);
        !wanted.is_empty() && id.trim_start_matches(|c: char| c.is_ascii_digit()) == wanted
    };
    let same = same.or_else(|| ids.find(unnumbered));
    let same = same.or_else(|| below(document.headings(), &wanted));
    let same = same.or_else(|| quoting(document.headings(), &wanted));
    let last = || fragment.rsplit_once('#').map_or(Anchor::Missing, |(_, last)| anchor(page, last));
    same.map_or_else(last, |id| Anchor::Found(id.to_owned()))
}

/// The heading whose id begins with those of the headings above it, as the Tech Docs Template tells
/// headings of one text apart: `leave-how-to-ask`. `wanted` is letters and digits alone.
fn below<'d>(headings: &'d [Heading], wanted: &str) -> Option<&'d str> {
    let mut above: Vec<(u8, String)> = Vec::new();
    for heading in headings {
        while above.pop_if(|(level, _)| *level >= heading.level).is_some() {}
        above.push((heading.level, squeezed(&heading.text)));
        let mut rest = Some(wanted);
        for (depth, (_, text)) in above.iter().rev().enumerate() {
            rest = rest.and_then(|rest| rest.strip_suffix(text.as_str()));
            if rest.is_some_and(str::is_empty) && depth > 0 {
                return Some(&heading.id);
            }
        }
    }
    None
}

/// The heading with quotation marks or apostrophes in whose id the number of their entity stands,
/// `&#39;`: the Tech Docs Template makes it so.
fn quoting<'d>(headings: &'d [Heading], wanted: &str) -> Option<&'d str> {
    let mut quoting = headings.iter().filter(|it| it.text.contains(['\'', '’', '‘']));
    let is_it = |it: &&Heading| squeezed(&it.text.replace(['\'', '’', '‘'], "39")) == wanted;
    quoting.find(is_it).filter(|_| wanted.contains("39")).map(|it| it.id.as_str())
}

/// `fn:2` and `fnref:2`, as Hugo and kramdown call a footnote and the first reference to it: by its
/// label, or by its number.
fn footnote(document: &Document, fragment: &str) -> Option<String> {
    let (kind, label) =
        fragment.split_once(':').filter(|(kind, _)| ["fn", "fnref"].contains(kind))?;
    let labels = document.footnotes();
    let labelled = labels.iter().position(|known| known.eq_ignore_ascii_case(label));
    let numbered = || label.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < labels.len());
    Some(format!("hb:{kind}-{}", labelled.or_else(numbered)? + 1))
}

/// The page that a link means which names none: its own; but the one that a text is written in,
/// where this page includes a part of it and the anchor stands in another part.
pub(super) fn own_page(
    site: &Site,
    names: &Names,
    page: &Page,
    link: &Link,
    fragment: Option<&str>,
) -> NodeId {
    if link.place.path() == page.source().path() {
        return page.node();
    }
    let is_there = |page: &Page| {
        fragment.is_none_or(|fragment| matches!(anchor(page, fragment), Anchor::Found(_)))
    };
    let written = site.content().within(link.place.path()).and_then(|path| names.find(path));
    match written.map(|found| found.goal) {
        Some(Goal::Node(node)) if !is_there(page) && site.page_at(*node).is_some_and(is_there) => {
            *node
        }
        _ => page.node(),
    }
}

/// The pages with each anchor, where the tool that wrote them has anchors for all pages; else none.
/// A heading is one that no other page has.
pub(super) fn labels(site: &Site) -> HashMap<&str, Vec<NodeId>> {
    let (mut labels, mut headings) = (HashMap::new(), HashMap::new());
    for page in site.pages().iter().filter(|_| site.config().habits.cross_references) {
        let document = page.document();
        put(&mut labels, document.anchors().keys().map(String::as_str), page.node());
        put(&mut headings, document.headings().iter().map(|it| it.id.as_str()), page.node());
    }
    headings.retain(|_, pages| pages.len() == 1);
    headings.extend(labels);
    headings
}

fn put<'s>(
    labels: &mut HashMap<&'s str, Vec<NodeId>>,
    ids: impl Iterator<Item = &'s str>,
    node: NodeId,
) {
    ids.for_each(|id| labels.entry(id).or_default().push(node));
}

/// Letters and digits in small letters. `&` is "and" to some tools and nothing to others, so the
/// word does not count.
fn squeezed(text: &str) -> String {
    let words = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.eq_ignore_ascii_case("and"));
    words.flat_map(str::chars).flat_map(char::to_lowercase).collect()
}

/// Whether a link stands in the list that the program "all contributors" writes: there, links to
/// `#` lead nowhere, and are only pointed at.
pub(super) fn is_of_contributors(page: &Page, link: &Link) -> bool {
    const START: &str = "<!-- ALL-CONTRIBUTORS-LIST:START";
    let at = |place: &Location| place.span().map_or(0, |span| span.start);
    let begins = |comment: &&Location| {
        comment.path() == link.place.path()
            && at(comment) < at(&link.place)
            && comment.span().is_some_and(|span| comment.source().slice(span).starts_with(START))
    };
    link.kind == LinkKind::RawHref
        && link.target.starts_with('#')
        && page.document().comments().iter().any(|comment| begins(&comment))
}

/// Says that a fragment leads nowhere.
pub(super) fn broken_anchor(
    link: &Link,
    target: Option<&Page>,
    title: &str,
    fragment: &str,
) -> Finding {
    let ids = target
        .into_iter()
        .flat_map(|page| page.document().headings())
        .map(|heading| heading.id.as_str());
    catalogue::links::broken_anchor(
        link.place.clone(),
        title,
        fragment,
        crate::suggest::nearest(fragment, ids),
    )
}
