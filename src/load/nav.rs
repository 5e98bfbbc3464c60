//! `nav:` of the settings: the order that somebody wrote down.

use crate::config::Config;
use crate::diag::Finding;
use crate::diag::catalogue::links;
use crate::load::outline::SectionNote;
use crate::site::name;
use crate::site::tree::{NodeId, Tree};
use crate::suggest;
use crate::yaml::{Sourced, YamlNode};
use std::collections::{BTreeMap, BTreeSet};

/// What stands for all pages that are not named.
const REST: &str = "...";

/// Stems and titles in their order.
pub(super) fn order(config: &Config) -> Vec<(String, Option<String>)> {
    lines(config).into_iter().map(|line| (stem(line.path.value()), line.title)).collect()
}

/// The pages that the home page shows first.
pub fn pinned(config: &Config, tree: &Tree) -> Vec<NodeId> {
    let stems = config.pinned.iter().map(|path| stem(path.value()));
    stems.filter_map(|stem| tree.ids().find(|node| tree.node(*node).stem() == stem)).collect()
}

/// Entries of `nav:` and `pinned:` that are no page, and order or show nothing.
pub(super) fn missing(config: &Config, tree: &Tree) -> Vec<Finding> {
    let stems: BTreeSet<&str> = tree.ids().map(|node| tree.node(node).stem()).collect();
    let pinned = config.pinned.iter().cloned();
    let paths = lines(config).into_iter().map(|line| line.path).chain(pinned);
    let missing =
        paths.filter(|path| path.value() != REST && !stems.contains(stem(path.value()).as_str()));
    let finding = |path: Sourced<String>| {
        let near = suggest::nearest(&stem(path.value()), stems.iter().copied());
        links::broken_link(path.location().clone(), path.value(), near)
    };
    missing.map(finding).collect()
}

/// What is said of sections that nobody wrote a page for.
pub(super) fn sections(config: &Config) -> BTreeMap<String, SectionNote> {
    let note = |entry: OrderEntry| {
        let description = Some(entry.description?);
        Some((stem(entry.path.value()), SectionNote { description, ..SectionNote::default() }))
    };
    lines(config).into_iter().filter_map(note).collect()
}

/// One page of the order.
struct OrderEntry {
    title: Option<String>,
    path: Sourced<String>,
    description: Option<String>,
}

/// Texts, `title: path`, or `title: {page: path, description: …}`.
fn lines(config: &Config) -> Vec<OrderEntry> {
    let Some(nav) = &config.nav else {
        return Vec::new();
    };
    let line = |title: Option<&str>, node: &YamlNode| {
        let of = |key: &str| node.as_map()?.get(key);
        let path = of("page").unwrap_or(node);
        let place = nav.location().source().at(path.span.range());
        Some(OrderEntry {
            title: title.map(str::to_owned),
            path: Sourced::new(path.text()?.to_owned(), nav.key(), place),
            description: of("description").and_then(YamlNode::text).map(str::to_owned),
        })
    };
    let items = nav.value().as_list().unwrap_or(&[]).iter();
    let lines = items.flat_map(|item| match item.as_map() {
        Some(map) => map.entries.iter().map(|entry| line(Some(&entry.key), &entry.value)).collect(),
        None => vec![line(None, item)],
    });
    lines.flatten().collect()
}

/// A path as places in the tree are called: without its ending, a section by its folder.
fn stem(path: &str) -> String {
    let path = path.trim().trim_matches('/');
    let stem = name::stem(path).unwrap_or(path);
    let (folder, last) = stem.rsplit_once('/').unwrap_or(("", stem));
    if name::section_rank(last).is_some() { folder.to_owned() } else { stem.to_owned() }
}
