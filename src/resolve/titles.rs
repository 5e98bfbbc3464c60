//! Pages by what people call them: their titles, and the names of their files.

use crate::site::tree::NodeId;
use crate::site::{Page, Site};
use std::collections::HashMap;

/// Titles and file names in small letters, each with the pages that have it, in the site's order.
pub(super) struct Titles {
    titles: HashMap<String, Vec<NodeId>>,
    files: HashMap<String, Vec<NodeId>>,
}

/// The page that a name means, and the others that it could mean as well.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NamedPage {
    pub node: NodeId,
    pub others: Vec<NodeId>,
}

impl Titles {
    /// Collects them.
    pub fn of(site: &Site) -> Self {
        let stem = |page: &Page| {
            let stem = site.tree().node(page.node()).stem();
            stem.rsplit('/').next().unwrap_or(stem).to_lowercase()
        };
        Titles { titles: by(site, |page| page.title().to_lowercase()), files: by(site, stem) }
    }

    /// The page of this name, in any case of its letters; titles win over file names.
    pub fn first(&self, name: &str) -> Option<NodeId> {
        self.all(name)?.first().copied()
    }

    /// The page that another page calls by this name: of several, the only one in the folder of
    /// that page, if there is one; a page hardly means itself.
    pub fn named_by(&self, site: &Site, page: &Page, name: &str) -> Option<NamedPage> {
        let all = self.all(name)?;
        let others: Vec<NodeId> = all.iter().copied().filter(|node| *node != page.node()).collect();
        let folder = |id: NodeId| {
            let node = site.tree().node(id);
            if node.is_section() { Some(id) } else { node.parent() }
        };
        let beside = others.iter().filter(|node| folder(**node) == folder(page.node()));
        let beside: Vec<NodeId> = beside.copied().collect();
        match (beside.as_slice(), others.as_slice()) {
            ([only], _) => Some(NamedPage { node: *only, others: Vec::new() }),
            (_, [first, rest @ ..]) => Some(NamedPage { node: *first, others: rest.to_vec() }),
            (_, []) => Some(NamedPage { node: page.node(), others: Vec::new() }),
        }
    }

    fn all(&self, name: &str) -> Option<&Vec<NodeId>> {
        let name = name.to_lowercase();
        self.titles.get(&name).or_else(|| self.files.get(&name))
    }
}

fn by(site: &Site, name: impl Fn(&Page) -> String) -> HashMap<String, Vec<NodeId>> {
    let mut pages: HashMap<String, Vec<NodeId>> = HashMap::new();
    for page in site.pages() {
        pages.entry(name(page)).or_default().push(page.node());
    }
    pages
}
