//! What was resolved before, by value: the links of a page are looked up again only when its text
//! is another, or the places that it leads to, or the names that links may use.

use crate::config::{Config, RepositorySettings};
use crate::diag::Finding;
use crate::resolve::aliases::Aliases;
use crate::resolve::links::LinkNames;
use crate::resolve::links::Target;
use crate::resolve::{Connections, Uses};
use crate::site::code_owners::CodeOwners;
use crate::site::document::{Document, LinkKind};
use crate::site::files::SiteFiles;
use crate::site::meta::Meta;
use crate::site::people::People;
use crate::site::tree::{NodeId, Tree};
use crate::site::{Page, PageId, Site};
use crate::source::Source;
use crate::yaml::Sourced;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Everything that the last resolving found and the next may use again.
#[derive(Default)]
pub struct ResolveCache(Option<Last>);

/// The last resolving.
pub(super) struct Last {
    shared: SharedParts,
    pages: Vec<SeenPage>,
    /// What was found for each page.
    pub(super) connected: Vec<Arc<Connected>>,
    pub(super) aliases: Arc<Aliases>,
    pub(super) alias_findings: Vec<Finding>,
    pub(super) known: Arc<LinkNames>,
    uses: Arc<Uses>,
}

/// What one page is connected with, and what there was to say about it.
pub struct Connected {
    pub(super) connections: Connections,
    pub(super) findings: Vec<Finding>,
}

/// The parts of a site that every page may look at.
struct SharedParts {
    config: Arc<Config>,
    people: Arc<People>,
    code_owners: Arc<CodeOwners>,
    tree: Arc<Tree>,
    drafts: HashMap<NodeId, PageId>,
    title: String,
    files: SiteFiles,
    narrower_pages: BTreeSet<String>,
    remote: Option<RepositorySettings>,
}

/// A page as it was.
struct SeenPage {
    source: Source,
    body_start: usize,
    meta: Arc<Meta>,
    document: Arc<Document>,
    title: Arc<str>,
    title_id: Arc<str>,
    node: NodeId,
}

/// What may be used again of the last resolving, although some pages have other texts.
#[derive(Clone)]
pub(super) struct Reuse<'m> {
    pub last: &'m Last,
    /// Pages in which other places can be linked to than before.
    moved: BTreeSet<NodeId>,
    /// Whether any page has another title than before.
    pub retitled: bool,
}

impl ResolveCache {
    /// What may be used again: nothing, when any page or file may have another address or file than
    /// before.
    pub(super) fn of(&self, site: &Site) -> Option<Reuse<'_>> {
        let last = self
            .0
            .as_ref()
            .filter(|last| last.shared.are_of(site) && last.pages.len() == site.pages().len())?;
        let mut reuse = Reuse { last, moved: BTreeSet::new(), retitled: false };
        let changed = last.pages.iter().zip(site.pages()).filter(|(seen, page)| !seen.is(page));
        for (seen, page) in changed {
            let is_named_alike = seen.is_named_like(page)
                && (last.alias_findings.is_empty() || seen.has_meta_of(page));
            if !is_named_alike {
                return None;
            }
            reuse.retitled |= seen.title != page.title;
            if seen.title_id != page.title_id || !same_anchors(&seen.document, &page.document) {
                reuse.moved.insert(page.node);
            }
        }
        Some(reuse)
    }

    pub(super) fn keep(&mut self, last: Last) {
        self.0 = Some(last);
    }
}

impl Reuse<'_> {
    /// What was found for the page at this place, if it has the same text and all that it leads to
    /// is as it was.
    pub(super) fn connected(&self, index: usize, page: &Page) -> Option<Arc<Connected>> {
        let known = self
            .last
            .connected
            .get(index)
            .filter(|_| self.last.pages.get(index).is_some_and(|seen| seen.is(page)))?;
        let is_as_it_was = (self.moved.is_empty() && !self.retitled) || !self.concerns(page, known);
        is_as_it_was.then(|| known.clone())
    }

    /// Whether a page leads to places that have changed, or may be told of titles.
    fn concerns(&self, page: &Page, known: &Connected) -> bool {
        let is_moved = |target: &Target| match target {
            Target::Node(node, Some(_)) => self.moved.contains(node),
            _ => false,
        };
        // An anchor of any page may be what its links look for.
        let by_anchor = self.last.shared.config.habits.cross_references;
        let by_title = page.document.links().iter().any(|link| link.kind == LinkKind::Wiki);
        by_anchor
            || !known.findings.is_empty()
            || known.connections.targets.iter().any(is_moved)
            || (self.retitled && (by_title || names_pages(&page.meta)))
    }
}

impl Last {
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
        aliases: (Arc<Aliases>, Vec<Finding>),
        known: Arc<LinkNames>,
        uses: Arc<Uses>,
    ) -> Self {
        let pages = site.pages().iter().map(SeenPage::of).collect();
        Last {
            shared: SharedParts::of(site),
            pages,
            connected,
            aliases: aliases.0,
            alias_findings: aliases.1,
            known,
            uses,
        }
    }
}

impl SharedParts {
    fn of(site: &Site) -> Self {
        SharedParts {
            config: site.config.clone(),
            people: site.people.clone(),
            code_owners: site.code_owners.clone(),
            tree: site.tree.clone(),
            drafts: site.drafts.clone(),
            title: site.title.clone(),
            files: site.files.clone(),
            narrower_pages: site.narrower.paths().clone(),
            remote: site.remote.clone(),
        }
    }

    fn are_of(&self, site: &Site) -> bool {
        Arc::ptr_eq(&self.config, &site.config)
            && Arc::ptr_eq(&self.people, &site.people)
            && Arc::ptr_eq(&self.code_owners, &site.code_owners)
            && self.tree.has_places_of(&site.tree)
            && self.drafts == site.drafts
            && self.title == site.title
            && self.files == site.files
            && self.narrower_pages == *site.narrower.paths()
            && self.remote == site.remote
    }
}

impl SeenPage {
    fn of(page: &Page) -> Self {
        SeenPage {
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
        Arc::ptr_eq(&self.document, &page.document)
            && Arc::ptr_eq(&self.meta, &page.meta)
            && self.node == page.node
    }

    /// Whether links can call it by the same paths and addresses.
    fn is_named_like(&self, page: &Page) -> bool {
        let values = |written: &[Sourced<String>]| -> Vec<String> {
            written.iter().map(|value| value.value().clone()).collect()
        };
        self.source.path() == page.source.path()
            && self.node == page.node
            && values(&self.meta.aliases) == values(&page.meta.aliases)
            && values(&self.meta.tags) == values(&page.meta.tags)
    }

    /// Whether both have the same front matter at the same place.
    fn has_meta_of(&self, page: &Page) -> bool {
        let front_matter = |source: &Source, start| source.text().get(..start).map(str::to_owned);
        front_matter(&self.source, self.body_start) == front_matter(&page.source, page.body_start)
    }
}

/// Whether links lead to the same places in both texts.
fn same_anchors(left: &Document, right: &Document) -> bool {
    let ids = |document: &Document| {
        let headings = document.title().into_iter().chain(document.headings());
        headings.map(|heading| heading.id.clone()).collect::<Vec<_>>()
    };
    ids(left) == ids(right)
        && left.anchors().keys().eq(right.anchors().keys())
        && left.footnotes() == right.footnotes()
        && left.has_left_out() == right.has_left_out()
}

/// Whether front matter names pages by their titles.
fn names_pages(meta: &Meta) -> bool {
    let record = &meta.record;
    meta.superseded_by.is_some() || !record.supersedes.is_empty() || record.outcome.is_some()
}
