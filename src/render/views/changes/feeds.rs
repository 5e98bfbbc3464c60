//! Feeds of changes: one of all, and those of each section, owner and type of page.

use super::changes;
use crate::formats::atom::{self, AtomEntry, AtomFeed};
use crate::govern::changes::Change;
use crate::govern::code_words;
use crate::outputs::{Output, distinct};
use crate::render::renderer::{FEED, Renderer};
use crate::render::{encode, names, paging};
use crate::site::PageId;
use crate::site::address::{Address, segment};
use crate::site::meta::PageType;
use crate::site::name;
use crate::site::people::Who;
use crate::site::tree::NodeId;
use std::collections::{BTreeMap, BTreeSet};

/// Entries of a feed.
const ENTRIES: usize = 50;

/// The feeds.
pub(super) fn outputs<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let output = |about: FeedOf| {
        let path = about.path.clone();
        (path, Output::Rendered(Box::new(move || (about.text(renderer), Vec::new())) as Box<_>))
    };
    feeds(renderer).into_iter().map(output).collect()
}

/// A feed: which changes are in it.
pub(super) struct FeedOf {
    pub(super) path: String,
    pub(super) title: String,
    of: FeedScope,
}

enum FeedScope {
    All,
    Section(NodeId),
    Owner(Who),
    /// Pages of a type, by its name.
    Type(String),
}

/// One of all changes, one for each top section, one for each owner, and one for each type of page.
pub(super) fn feeds(renderer: &Renderer<'_>) -> Vec<FeedOf> {
    if renderer.site.web().absolute(&Address::default()).is_none() {
        return Vec::new();
    }
    let part = |text: &str| segment(&text.to_lowercase().replace('/', "-"));
    let all = FeedOf {
        path: FEED.to_owned(),
        title: renderer.site.title().to_owned(),
        of: FeedScope::All,
    };
    let sections = renderer.tree.node(NodeId::HOME).children().iter();
    let sections = sections.filter(|node| renderer.tree.node(**node).is_section()).map(|node| {
        let title = renderer.tree.node(*node).title().to_owned();
        let address = renderer.tree.node(*node).address().as_str().trim_matches('/').to_owned();
        let path = format!("section-{}", part(address.trim_end_matches(".html")));
        FeedOf { path, title, of: FeedScope::Section(*node) }
    });
    let owners = owners_with_pages(renderer).into_iter().map(|who| {
        let kind = if matches!(who, Who::Team(_)) { "team" } else { "person" };
        let path = format!("{kind}-{}", part(who.id()));
        let title = renderer.site.people().name_of(&who).to_owned();
        FeedOf { path, title, of: FeedScope::Owner(who) }
    });
    let types = types(renderer).into_iter().map(|(kind, title)| {
        let path = format!("type-{}", part(&kind));
        FeedOf { path, title, of: FeedScope::Type(kind) }
    });
    let mut some: Vec<FeedOf> = sections.chain(owners).chain(types).collect();
    let paths = distinct(some.iter().map(|feed| feed.path.clone()));
    for (feed, path) in some.iter_mut().zip(paths) {
        feed.path = format!("-/feeds/{path}.xml");
    }
    std::iter::once(all).chain(some).collect()
}

impl FeedOf {
    /// The latest changes in it. Only its own pages are looked at, so that all feeds together cost
    /// no more than all changes.
    fn changes<'r>(&self, renderer: &'r Renderer<'_>) -> Vec<&'r Change> {
        let changes = changes(renderer);
        match &self.of {
            FeedScope::All => changes.all().iter().take(ENTRIES).collect(),
            FeedScope::Section(node) => {
                changes.latest(pages_of_section(renderer, *node).into_iter(), ENTRIES)
            }
            FeedScope::Type(kind) => {
                let site = renderer.site;
                let is_one = |page: &PageId| site.page(*page).meta().kind().id() == kind.as_str();
                changes.latest(site.page_ids().filter(is_one), ENTRIES)
            }
            FeedScope::Owner(who) => {
                changes.latest(renderer.directory.owns(who).iter().copied(), ENTRIES)
            }
        }
    }

    fn text(&self, renderer: &Renderer<'_>) -> Vec<u8> {
        let entries = self.changes(renderer).into_iter();
        let mut ids = BTreeSet::new();
        let entries = entries.filter_map(|change| atom_entry(renderer, change));
        let entries = entries.filter(|entry| ids.insert(entry.id.clone())).collect();
        let site = renderer.site;
        let absolute = |path: &str| site.web().absolute(&Address::file(path)).unwrap_or_default();
        let view = paging::paged(&["changes"], 1, renderer.ending);
        atom::feed(&AtomFeed {
            title: match self.of {
                FeedScope::All => self.title.clone(),
                _ => format!("{}: {}", site.title(), self.title),
            },
            own: absolute(&self.path),
            page: site.web().absolute(&view).unwrap_or_default(),
            author: site.title().to_owned(),
            entries,
        })
    }
}

fn atom_entry(renderer: &Renderer<'_>, change: &Change) -> Option<AtomEntry> {
    let words = renderer.theme.words();
    let first = renderer.site.page(*change.pages.first()?);
    let url = match change.pages.as_slice() {
        [_] => renderer.site.web().absolute(renderer.site.address(first))?,
        _ => renderer.site.web().absolute(&paging::paged(&["changes"], 1, renderer.ending))?,
    };
    let title = match change.pages.as_slice() {
        [_] => first.title().to_owned(),
        pages => words.count("count.pages", pages.len()),
    };
    let what = change.what.clone().unwrap_or_else(|| words.get("changes.edited").to_owned());
    let id = match &change.commit {
        Some(commit) => format!("{url}#{commit}"),
        None => format!("{url}#{}-{}", change.day, encode::query(&what)),
    };
    let author =
        change.author.as_deref().map(|name| names::public_name(renderer, name).into_owned());
    Some(AtomEntry {
        id,
        title: format!("{title}: {}", code_words::plain(&what)),
        link: url,
        updated: match change.seconds {
            0 => format!("{}T00:00:00Z", change.day),
            seconds => atom::moment(seconds)?,
        },
        author,
    })
}

/// The pages of a section, its own among them.
fn pages_of_section(renderer: &Renderer<'_>, section: NodeId) -> Vec<PageId> {
    let mut pages = Vec::new();
    let mut open = vec![section];
    while let Some(id) = open.pop() {
        let node = renderer.tree.node(id);
        pages.extend(node.page());
        open.extend(node.children());
    }
    pages
}

/// Everybody who answers for a page and whom readers may see, in order.
fn owners_with_pages(renderer: &Renderer<'_>) -> Vec<Who> {
    let people = renderer.directory.people().iter().map(|id| Who::Person(id.clone()));
    let teams = renderer.site.people().teams().map(|(id, _)| Who::Team(id.to_owned()));
    people.chain(teams).filter(|who| !renderer.directory.owns(who).is_empty()).collect()
}

/// The types of published pages but the ordinary one, with their names for readers, in order.
fn types(renderer: &Renderer<'_>) -> BTreeMap<String, String> {
    let pages = renderer.site.page_ids().filter(|id| renderer.site.is_published(*id));
    let kinds = pages.map(|id| renderer.site.page(id).meta().kind());
    let named = kinds.filter(|kind| **kind != PageType::Page).map(|kind| {
        let word = |id: &str| renderer.theme.words().get(&format!("types.{id}")).to_owned();
        let title = kind.for_readers().map(word);
        let title = title.unwrap_or_else(|| name::title(kind.id()));
        (kind.id().to_owned(), title)
    });
    named.collect()
}
