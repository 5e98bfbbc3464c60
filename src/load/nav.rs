//! `nav:` of the settings: the order that somebody wrote down.

use crate::config::Config;
use crate::diag::Finding;
use crate::diag::catalogue::links;
use crate::site::name;
use crate::site::tree::{NodeId, Tree};
use crate::suggest;
use crate::yaml::{Sourced, YamlNode};
use std::collections::BTreeSet;

/// What stands for all pages that are not named.
const REST: &str = "...";

/// Stems and titles in their order.
pub(super) fn order(config: &Config) -> Vec<(String, Option<String>)> {
    entries(config).into_iter().map(|(title, path)| (stem(path.value()), title)).collect()
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
    let paths = entries(config).into_iter().map(|(_, path)| path).chain(pinned);
    let missing =
        paths.filter(|path| path.value() != REST && !stems.contains(stem(path.value()).as_str()));
    let finding = |path: Sourced<String>| {
        let near = suggest::nearest(&stem(path.value()), stems.iter().copied());
        links::broken_link(path.location().clone(), path.value(), near)
    };
    missing.map(finding).collect()
}

/// Texts, or `title: path`.
fn entries(config: &Config) -> Vec<(Option<String>, Sourced<String>)> {
    let Some(nav) = &config.nav else {
        return Vec::new();
    };
    let path = |node: &YamlNode| {
        let place = nav.location().source().at(node.span.range());
        Some(Sourced::new(node.text()?.to_owned(), nav.key(), place))
    };
    let items = nav.value().as_list().unwrap_or(&[]).iter();
    let entries = items.flat_map(|item| match item.as_map() {
        Some(map) => {
            map.entries.iter().map(|entry| (Some(entry.key.clone()), path(&entry.value))).collect()
        }
        None => vec![(None, path(item))],
    });
    entries.filter_map(|(title, path)| Some((title, path?))).collect()
}

/// A path as places in the tree are called: without its ending, a section by its folder.
fn stem(path: &str) -> String {
    let path = path.trim().trim_matches('/');
    let stem = name::stem(path).unwrap_or(path);
    let (folder, last) = stem.rsplit_once('/').unwrap_or(("", stem));
    if name::section_rank(last).is_some() { folder.to_owned() } else { stem.to_owned() }
}
