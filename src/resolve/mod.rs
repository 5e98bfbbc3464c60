//! What links, aliases and owners mean. Nothing here shows anything, or knows what day it is.

pub mod aliases;
mod cache;
mod candidates;
mod exports;
mod file_names;
mod fragments;
pub mod links;
mod names;
pub mod owners;
pub mod paths;
pub mod pictures;
pub mod reports;
mod tags;
mod titles;
pub mod views;
mod written;

use crate::diag::Finding;
use crate::resolve::aliases::{Aliases, Moved};
use crate::resolve::cache::{Last, Reuse};
use crate::resolve::links::{Finder, LinkNames, Target};
use crate::resolve::owners::Owner;
use crate::resolve::written::WrittenLink;
use crate::site::address::join_above;
use crate::site::meta::Ask;
use crate::site::people::Who;
use crate::site::tree::NodeId;
use crate::site::{Page, PageId, Site};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use cache::{Connected, ResolveCache};
pub use paths::relative;

/// A handbook with everything in it connected; only this can be rendered.
pub struct Resolved<'a> {
    site: &'a Site,
    pages: Vec<Arc<Connected>>,
    uses: Arc<Uses>,
    aliases: Arc<Aliases>,
}

/// What links of published pages make of the things that they lead to.
struct Uses {
    /// The published pages that link to each node.
    backlinks: BTreeMap<NodeId, BTreeSet<PageId>>,
    /// The files that are published.
    files: BTreeSet<String>,
}

/// What one page is connected with.
struct Connections {
    targets: Vec<Target>,
    owners: Vec<Owner>,
    ask: Option<Ask>,
    instead: Vec<NodeId>,
    /// What `supersedes` and `outcome` name, in their order.
    earlier: Vec<Option<NodeId>>,
}

/// Connects everything, and says what could not be.
pub fn resolve(site: &Site) -> (Resolved<'_>, Vec<Finding>) {
    resolve_with_cache(site, &mut ResolveCache::default())
}

/// The same as [`resolve`], in a moment where little has changed since `memory` was filled.
pub fn resolve_with_cache<'a>(
    site: &'a Site,
    memory: &mut ResolveCache,
) -> (Resolved<'a>, Vec<Finding>) {
    let reuse = memory.of(site);
    let (aliases, mut findings, known) = match &reuse {
        Some(Reuse { last, retitled, .. }) => {
            let known =
                if *retitled { Arc::new(last.known.with_titles(site)) } else { last.known.clone() };
            (last.aliases.clone(), last.alias_findings.clone(), known)
        }
        None => names(site),
    };
    let finder = Finder::new(site, known.clone());
    let pages: Vec<(usize, &Page)> = site.pages().iter().enumerate().collect();
    let connected = pages.par_iter().map(|(index, page)| {
        let earlier = reuse.as_ref().and_then(|reuse| reuse.connected(*index, page));
        earlier.unwrap_or_else(|| Arc::new(connect(site, &finder, page)))
    });
    let pages: Vec<Arc<Connected>> = connected.collect();
    let uses = reuse
        .and_then(|reuse| reuse.last.uses(&pages))
        .unwrap_or_else(|| Arc::new(Uses::collect(site, &pages)));
    memory.keep(Last::new(
        site,
        pages.clone(),
        (aliases.clone(), findings.clone()),
        known,
        uses.clone(),
    ));
    findings.extend(pages.iter().flat_map(|page| page.findings.iter().cloned()));
    findings.extend(pictures::missing(site));
    (Resolved { site, pages, uses, aliases }, findings)
}

/// Old addresses, what there is to say about them, and every name that links may use.
fn names(site: &Site) -> (Arc<Aliases>, Vec<Finding>, Arc<LinkNames>) {
    let (aliases, findings) = aliases::collect(site);
    let known = LinkNames::collect(site, &aliases);
    (Arc::new(aliases), findings, Arc::new(known))
}

/// What one page is connected with. Of other pages it looks only at what [`ResolveCache`]
/// compares: their names and anchors, and what their front matter says.
fn connect(site: &Site, finder: &Finder<'_>, page: &Page) -> Connected {
    let mut findings: Vec<Finding> = views::findings(site, page).collect();
    let links = page.document().links();
    let targets = links.iter().map(|link| finder.target(page, link, &mut findings)).collect();
    let owners = owners::of(site, page, &mut findings);
    let ask = owners::ask(site, page, &owners);
    let instead = finder.instead(page, &mut findings);
    let earlier = finder.earlier(page, &mut findings);
    Connected { connections: Connections { targets, owners, ask, instead, earlier }, findings }
}

/// Paths from the handbook's folder that links name and that are neither pages nor files of the
/// handbook: somebody has to look whether they are there at all.
pub fn unknown_paths(site: &Site) -> BTreeSet<String> {
    let pages: BTreeSet<&str> = site.pages().iter().map(|page| page.source().path()).collect();
    let is_known = |path: &str| pages.contains(path) || site.files().published_path(path).is_some();
    let links = site.pages().iter().flat_map(|page| page.document().links());
    let paths = links.filter_map(|link| match written::read(&link.target) {
        WrittenLink::Local(local) if !local.path.is_empty() => {
            let folder = link.place.path().rsplit_once('/').map_or("", |(folder, _)| folder);
            let rooted = local.path.strip_prefix('/').map(str::to_owned);
            Some(rooted.unwrap_or_else(|| join_above(folder, &local.path)))
        }
        _ => None,
    });
    paths.filter(|path| !is_known(path)).collect()
}

impl<'a> Resolved<'a> {
    /// The handbook as written.
    pub fn site(&self) -> &'a Site {
        self.site
    }

    /// All that a page is connected with: the same value as before as long as the page and the
    /// names of all others are the same.
    pub fn connected(&self, page: PageId) -> Option<&Arc<Connected>> {
        self.pages.get(page.index())
    }

    /// What each link of a page leads to, in the order of the document's links.
    pub fn targets(&self, page: PageId) -> &[Target] {
        self.pages.get(page.index()).map_or(&[], |page| &page.connections.targets)
    }

    /// Who answers for a page, the accountable one first.
    pub fn owners(&self, page: PageId) -> &[Owner] {
        self.pages.get(page.index()).map_or(&[], |page| &page.connections.owners)
    }

    /// Where readers ask about a page.
    pub fn ask(&self, page: PageId) -> Option<&Ask> {
        self.pages.get(page.index())?.connections.ask.as_ref()
    }

    /// What to read instead of a page that something has replaced.
    pub fn instead(&self, page: PageId) -> &[NodeId] {
        self.pages.get(page.index()).map_or(&[], |page| &page.connections.instead)
    }

    /// The pages that a record names: each of `supersedes`, then its `outcome`; none where a name
    /// leads nowhere.
    pub fn earlier(&self, page: PageId) -> &[Option<NodeId>] {
        self.pages.get(page.index()).map_or(&[], |page| &page.connections.earlier)
    }

    /// The mail address of somebody; of a team that of a member.
    pub fn mail(&self, who: &Who) -> Option<&str> {
        let people = self.site.people();
        match who {
            Who::Person(id) => people.person(id)?.email.as_deref(),
            Who::Team(id) => {
                people.members(id).find_map(|member| people.person(member)?.email.as_deref())
            }
            Who::Role(_) => None,
        }
    }

    /// The published pages that link to a node, ordered by path.
    pub fn backlinks(&self, node: NodeId) -> impl ExactSizeIterator<Item = PageId> + '_ {
        static NONE: BTreeSet<PageId> = BTreeSet::new();
        self.uses.backlinks.get(&node).unwrap_or(&NONE).iter().copied()
    }

    /// Old addresses and where they lead now.
    pub fn aliases(&self) -> &Aliases {
        &self.aliases
    }

    /// Where a redirect of the settings leads, by its old address; none where it leads nowhere.
    pub fn redirect(&self, from: &str) -> Option<&Moved> {
        aliases::of_redirect(self.site, &self.aliases, from)
    }

    /// The files that are published, by their path from the handbook's folder.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.uses.files.iter().map(String::as_str)
    }
}

impl Uses {
    /// Goes through all links of published pages once.
    fn collect(site: &Site, pages: &[Arc<Connected>]) -> Self {
        let mut backlinks: BTreeMap<NodeId, BTreeSet<PageId>> = BTreeMap::new();
        let own = pictures::named(site).filter_map(|path| pictures::file(site, path.value()));
        let mut files: BTreeSet<String> =
            site.files().fixed().chain(own).map(str::to_owned).collect();
        for ((id, page), connected) in site.page_ids().zip(site.pages()).zip(pages) {
            if !site.is_published(id) {
                continue;
            }
            for target in &connected.connections.targets {
                match target {
                    Target::Node(node, _) if *node != page.node() => {
                        backlinks.entry(*node).or_default().insert(id);
                    }
                    Target::File(path, _) => {
                        files.insert(path.clone());
                    }
                    _ => {}
                }
            }
        }
        Uses { backlinks, files }
    }
}
