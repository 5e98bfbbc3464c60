//! Pages by what people call them: their titles, and the names of their files.

use crate::site::tree::NodeId;
use crate::site::{Page, Site};
use std::collections::HashMap;

/// Titles and file names in small letters, each with the pages that have it, in the site's order.
pub(super) struct Titles {
    titles: HashMap<String, Vec<NodeId>>,
    files: HashMap<String, Vec<NodeId>>,
    /// By the numbers that titles and file names begin with: `ADR-12`.
    numbered: HashMap<String, Vec<NodeId>>,
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
        let mut numbered: HashMap<String, Vec<NodeId>> = HashMap::new();
        for page in site.pages() {
            let [first, second] = [page.title(), &stem(page)].map(|text| Some(number(text)?.0));
            let second = second.filter(|second| first.as_ref() != Some(second));
            let all = first.into_iter().chain(second);
            all.for_each(|number| numbered.entry(number).or_default().push(page.node()));
        }
        let titles = by(site, |page| page.title().to_lowercase());
        Titles { titles, files: by(site, stem), numbered }
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
        let lower = name.to_lowercase();
        let numbered = || self.numbered.get(&number(name).filter(|(_, rest)| rest.is_empty())?.0);
        self.titles.get(&lower).or_else(|| self.files.get(&lower)).or_else(numbered)
    }
}

/// The name and number that a text begins with, and what is behind them: `ADR-0012: Use queues`
/// and `adr_12_use_queues` begin with `adr 12`.
fn number(text: &str) -> Option<(String, &str)> {
    let name = text.get(..text.find(|c: char| !c.is_ascii_alphabetic())?)?;
    let rest = text.get(name.len()..)?.strip_prefix(['-', '_', ' '])?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, behind) = rest.split_at(end);
    let is_one = (2..=6).contains(&name.len())
        && !digits.is_empty()
        && !behind.starts_with(char::is_alphanumeric);
    is_one.then(|| (format!("{} {}", name.to_lowercase(), digits.trim_start_matches('0')), behind))
}

fn by(site: &Site, name: impl Fn(&Page) -> String) -> HashMap<String, Vec<NodeId>> {
    let mut pages: HashMap<String, Vec<NodeId>> = HashMap::new();
    for page in site.pages() {
        pages.entry(name(page)).or_default().push(page.node());
    }
    pages
}
