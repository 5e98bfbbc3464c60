//! What was resolved before, by value: the links of a page are looked up again only when its text is another, or
//! anything that other pages can see of the handbook.

use crate::config::Config;
use crate::diag::Finding;
use crate::resolve::links::Known;
use crate::resolve::{Connections, Uses};
use crate::site::code_owners::CodeOwners;
use crate::site::document::Document;
use crate::site::meta::Meta;
use crate::site::people::People;
use crate::site::tree::{NodeId, Tree};
use crate::site::{Page, Site};
use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Everything that the last resolving found and the next may use again.
#[derive(Default)]
pub struct Memory(Option<Last>);

/// The last resolving.
pub(super) struct Last {
    shared: Shared,
    pages: Vec<Seen>,
    /// What was found for each page.
    pub(super) connected: Vec<Arc<Connected>>,
    pub(super) aliases: Arc<BTreeMap<String, NodeId>>,
    pub(super) alias_findings: Vec<Finding>,
    pub(super) known: Arc<Known>,
    uses: Arc<Uses>,
}

/// What one page is connected with, and what there was to say about it.
pub struct Connected {
    pub(super) connections: Connections,
    pub(super) findings: Vec<Finding>,
}

/// The parts of a site that every page may look at.
struct Shared {
    config: Arc<Config>,
    people: Arc<People>,
    code_owners: Arc<CodeOwners>,
    tree: Arc<Tree>,
    title: String,
    files: BTreeMap<String, String>,
    fixed_files: BTreeSet<String>,
    narrower_pages: BTreeSet<String>,
}

/// A page as it was.
struct Seen {
    source: Source,
    body_start: usize,
    meta: Arc<Meta>,
    document: Arc<Document>,
    title: Arc<str>,
    title_id: Arc<str>,
    node: NodeId,
}

impl Memory {
    /// What may be used again: nothing, when any page or file may be called by other names than before.
    pub(super) fn of(&self, site: &Site) -> Option<&Last> {
        let same = |last: &&Last| {
            let pages = site.pages();
            last.shared.are_of(site)
                && last.pages.len() == pages.len()
                && last.pages.iter().zip(pages).all(|(seen, page)| seen.looks_like(page))
        };
        self.0.as_ref().filter(same)
    }

    pub(super) fn keep(&mut self, last: Last) {
        self.0 = Some(last);
    }
}

impl Last {
    /// What was found for the page at this place, if it is the same page with the same text.
    pub(super) fn connected(&self, index: usize, page: &Page) -> Option<Arc<Connected>> {
        let same = self.pages.get(index).is_some_and(|seen| seen.is(page));
        self.connected.get(index).filter(|_| same).cloned()
    }

    /// The uses that follow from the same links.
    pub(super) fn uses(&self, pages: &[Arc<Connected>]) -> Option<Arc<Uses>> {
        let same = |(before, now): (&Arc<Connected>, &Arc<Connected>)| {
            Arc::ptr_eq(before, now) || before.connections.targets == now.connections.targets
        };
        self.connected.iter().zip(pages).all(same).then(|| self.uses.clone())
    }

    pub(super) fn new(
        site: &Site,
        connected: Vec<Arc<Connected>>,
        aliases: (Arc<BTreeMap<String, NodeId>>, Vec<Finding>),
        known: Arc<Known>,
        uses: Arc<Uses>,
    ) -> Self {
        let pages = site.pages().iter().map(Seen::of).collect();
        Last { shared: Shared::of(site), pages, connected, aliases: aliases.0, alias_findings: aliases.1, known, uses }
    }
}

impl Shared {
    fn of(site: &Site) -> Self {
        Shared {
            config: site.config.clone(),
            people: site.people.clone(),
            code_owners: site.code_owners.clone(),
            tree: site.tree.clone(),
            title: site.title.clone(),
            files: site.files.clone(),
            fixed_files: site.fixed_files.clone(),
            narrower_pages: site.narrower_pages.clone(),
        }
    }

    fn are_of(&self, site: &Site) -> bool {
        Arc::ptr_eq(&self.config, &site.config)
            && Arc::ptr_eq(&self.people, &site.people)
            && Arc::ptr_eq(&self.code_owners, &site.code_owners)
            && Arc::ptr_eq(&self.tree, &site.tree)
            && self.title == site.title
            && self.files == site.files
            && self.fixed_files == site.fixed_files
            && self.narrower_pages == site.narrower_pages
    }
}

impl Seen {
    fn of(page: &Page) -> Self {
        Seen {
            source: page.source.clone(),
            body_start: page.body_start,
            meta: page.meta.clone(),
            document: page.document.clone(),
            title: page.title.clone(),
            title_id: page.title_id.clone(),
            node: page.node,
        }
    }

    /// Whether it is the very same text at the same place.
    fn is(&self, page: &Page) -> bool {
        Arc::ptr_eq(&self.document, &page.document) && Arc::ptr_eq(&self.meta, &page.meta) && self.node == page.node
    }

    /// Whether other pages see the same of it: everything but the text between its anchors.
    fn looks_like(&self, page: &Page) -> bool {
        self.is(page)
            || (self.source.path() == page.source.path()
                && self.node == page.node
                && self.title == page.title
                && self.title_id == page.title_id
                && self.front_matter() == page.source.text().get(..page.body_start)
                && same_anchors(&self.document, &page.document))
    }

    fn front_matter(&self) -> Option<&str> {
        self.source.text().get(..self.body_start)
    }
}

/// Whether links lead to the same places in both texts.
fn same_anchors(left: &Document, right: &Document) -> bool {
    let ids = |document: &Document| {
        let headings = document.title().into_iter().chain(document.headings());
        headings.map(|heading| heading.id.clone()).collect::<Vec<_>>()
    };
    ids(left) == ids(right) && left.anchors().keys().eq(right.anchors().keys())
}
