//! What pages say, and what a hit shows of them: the part of the index that is read from a
//! handbook.

use crate::govern::Report;
use crate::govern::ownership::OwnerState;
use crate::govern::report::PageStatus;
use crate::govern::review::ReviewState;
use crate::resolve::Resolved;
use crate::search::index::{IndexedPage, Named, Section};
use crate::search::text;
use crate::site::tree::{Node, NodeId};
use crate::site::{Page, Site, name};
use crate::theme::Words;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

/// Sections with a longer text are cut into pieces of about as many bytes.
const PIECE: usize = 5000;

/// All pages and their sections.
#[derive(Default)]
pub(super) struct CollectedPages {
    pub(super) pages: Vec<IndexedPage>,
    pub(super) sections: Vec<Section>,
    /// What is in the heading of each section; for a page all its titles in lines.
    pub(super) names: Vec<String>,
}

impl CollectedPages {
    /// Reads all published pages.
    pub(super) fn read(resolved: &Resolved<'_>, known: &PageFacts<'_>) -> Self {
        let site = resolved.site();
        let order = site.tree().reading_order();
        let read = order.par_iter().enumerate();
        let read: Vec<PageSections> = read
            .map(|(number, id)| PageSections::read(site, site.tree().node(*id), number))
            .collect();
        let mut collected = CollectedPages::default();
        for (id, page) in order.iter().copied().zip(read) {
            collected.pages.push(row(resolved, known, id, collected.sections.len()));
            collected.sections.extend(page.sections);
            collected.names.extend(page.names);
        }
        collected
    }
}

/// The sections of one page, and what is in the heading of each.
#[derive(Default)]
struct PageSections {
    sections: Vec<Section>,
    names: Vec<String>,
}

impl PageSections {
    /// Reads a page, which has this number, or what is said of a folder without one.
    fn read(site: &Site, node: &Node, number: usize) -> Self {
        let mut read = PageSections::default();
        let page = node.page().map(|page| site.page(page));
        let described = || node.description().map(str::to_owned).into_iter().collect();
        let texts: Vec<String> =
            page.map_or_else(described, |page| text::sections(page.document()));
        let mut texts = texts.into_iter();
        let lead = texts.next().unwrap_or_default();
        let lead = match page.and_then(|page| page.meta().description.as_ref()) {
            Some(description) => format!("{} {lead}", description.value()),
            None => lead,
        };
        let start = Section { page: number, ..Section::default() };
        read.add(
            &start,
            &lead,
            |piece| if piece == 0 { titles(site, node) } else { String::new() },
        );
        let headings = page.map_or(&[][..], |page| page.document().headings());
        for (heading, text) in headings.iter().zip(texts) {
            let section = Section {
                page: number,
                level: heading.level,
                heading: one_line(&heading.text),
                anchor: heading.id.clone(),
                ..Section::default()
            };
            read.add(&section, &text, |_| heading.text.clone());
        }
        read
    }

    /// Adds a section in pieces, each with its name.
    fn add(&mut self, section: &Section, text: &str, name: impl Fn(usize) -> String) {
        for (piece, text) in pieces(text).into_iter().enumerate() {
            self.names.push(name(piece));
            let text = text.to_owned();
            self.sections.push(Section { text, goes_on: piece > 0, ..section.clone() });
        }
    }
}

/// A text in pieces that are not too long, cut at spaces; at least one.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while rest.len() > PIECE * 3 / 2 {
        let end =
            rest.char_indices().map(|(at, _)| at).find(|at| *at >= PIECE).unwrap_or(rest.len());
        let (head, _) = rest.split_at(end);
        let cut = head.rfind(' ').filter(|at| *at > PIECE / 2).unwrap_or(end);
        let (piece, behind) = rest.split_at(cut);
        pieces.push(piece);
        rest = behind.trim_start();
    }
    pieces.push(rest);
    pieces
}

/// What a hit shows of a page or section.
fn row(resolved: &Resolved<'_>, known: &PageFacts<'_>, id: NodeId, first: usize) -> IndexedPage {
    let site = resolved.site();
    let node = site.tree().node(id);
    let page = node.page().map(|page| site.page(page));
    let owners = node.page().map_or(&[][..], |page| resolved.owners(page));
    let tags = page.map_or(&[][..], |page| &page.meta().tags).iter().map(|tag| tag.value().trim());
    let verdict = node.page().and_then(|page| known.report.of(page));
    let kind = page.map_or("page", |page| page.meta().kind().id());
    IndexedPage {
        address: node.address().as_str().to_owned(),
        path: page.map(|page| page.source().path().to_owned()),
        title: one_line(page.map_or(node.title(), Page::heading)),
        first,
        owners: owners.iter().map(|owner| named(owner.id(), owner.name())).collect(),
        section: top_section(site, id),
        kind: named(kind, known.word("types", kind)),
        tags: tags
            .filter(|tag| !tag.is_empty())
            .map(|tag| named(&tag.to_lowercase(), tag))
            .collect(),
        owner_state: verdict.map(|verdict| verdict.ownership.state.into()),
        review_state: verdict.map(|verdict| verdict.review.state.into()),
        states: verdict.map(|verdict| known.states(verdict)).unwrap_or_default(),
    }
}

fn named(id: &str, name: &str) -> Named {
    Named { id: id.to_owned(), name: one_line(name) }
}

/// The section right below the home page that a page is in, or is.
fn top_section(site: &Site, id: NodeId) -> Option<Named> {
    let mut line = site.tree().ancestors(id).into_iter().chain([id]);
    let top = line.nth(1).map(|top| site.tree().node(top)).filter(|top| top.is_section())?;
    Some(named(top.address().as_str().trim_end_matches('/'), top.title()))
}

/// What is known of pages but their text.
pub(super) struct PageFacts<'k> {
    pub(super) report: &'k Report,
    pub(super) words: &'k Words,
}

impl<'k> PageFacts<'k> {
    /// What readers are told for an id; nothing where there is no word for it.
    fn word(&self, kind: &str, id: &str) -> &'k str {
        let key = format!("{kind}.{id}");
        self.words.find(&key).unwrap_or_default()
    }

    /// What is said of a page beside a hit, and can be filtered by: nothing of what nobody asked
    /// for.
    fn states(&self, verdict: &PageStatus) -> Vec<Named> {
        let (review, owner) = (verdict.review.state, verdict.ownership.state);
        let is_known = verdict.is_governed || review != ReviewState::NeverReviewed;
        let is_missed = match owner {
            OwnerState::Owned => false,
            OwnerState::Orphaned => true,
            OwnerState::Unowned => verdict.is_governed && !verdict.is_exempt_by_nature(),
        };
        let states: [Option<&'static str>; 2] =
            [is_known.then(|| review.into()), is_missed.then(|| owner.into())];
        states.into_iter().flatten().map(|state| named(state, self.word("state", state))).collect()
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the file or folder is called, where its words are a name: `sick_leave.md`.
fn file_name(node: &Node) -> Option<String> {
    let last = node.stem().rsplit('/').next()?;
    let is_name = last.chars().any(char::is_alphabetic) && last.contains(['-', '_', ' ']);
    is_name.then(|| name::title(last))
}

/// All that a page is called, one name in a line.
fn titles(site: &Site, node: &Node) -> String {
    let page = node.page().map(|page| site.page(page));
    let also = page.into_iter().flat_map(|page| &page.meta().also);
    let file_name = file_name(node);
    let all = page
        .map(Page::heading)
        .into_iter()
        .chain(page.map(Page::title))
        .chain([node.title()])
        .chain(file_name.as_deref())
        .chain(also.map(|name| name.value().as_str()));
    let mut titles: Vec<String> = Vec::new();
    for title in all.map(one_line) {
        if !titles.iter().any(|known| known.to_lowercase() == title.to_lowercase()) {
            titles.push(title);
        }
    }
    titles.join("\n")
}
