//! The order and the titles that another tool's files give to pages, as lines of `nav:`.

use crate::site::Site;
use crate::site::tree::{Node, NodeId};
use std::collections::BTreeMap;

/// A line of `nav:`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavLine {
    /// What navigation calls the page, if not as it calls itself.
    pub title: Option<String>,
    /// The page or section, by its path below content.
    pub path: String,
    /// What a section without a page says.
    pub description: Option<String>,
}

/// The lines that make a site without the other tool's files the same as the one with them:
/// sections whose pages have another order or other titles there, each whole.
pub fn lines(with: &Site, without: &Site) -> Vec<NavLine> {
    let plain: BTreeMap<&str, &Node> = nodes(without).map(|node| (node.stem(), node)).collect();
    let mut lines = Vec::new();
    let titled = |node: &Node| {
        let known = plain.get(node.stem());
        known.is_none_or(|known| known.title() != node.title())
    };
    let is_another = |node: &Node| {
        let children = children(with, node);
        let known = plain.get(node.stem()).map(|node| children_stems(without, node));
        known.unwrap_or_default() != children_stems(with, node)
            || children.iter().any(|child| titled(child) || child.description().is_some())
    };
    let mut ordered: BTreeMap<NodeId, bool> = BTreeMap::new();
    for id in with.tree().reading_order() {
        let node = with.tree().node(*id);
        let is_listed = match node.parent() {
            Some(parent) => ordered.get(&parent).copied().unwrap_or_default(),
            None => node.page().is_some() && titled(node),
        };
        if is_listed {
            lines.extend(line(with, node, titled(node)));
        }
        ordered.insert(*id, is_another(node));
    }
    lines
}

fn nodes(site: &Site) -> impl Iterator<Item = &Node> {
    site.tree().reading_order().iter().map(|id| site.tree().node(*id))
}

fn children<'s>(site: &'s Site, node: &Node) -> Vec<&'s Node> {
    node.children().iter().map(|id| site.tree().node(*id)).collect()
}

fn children_stems<'s>(site: &'s Site, node: &Node) -> Vec<&'s str> {
    children(site, node).into_iter().map(Node::stem).collect()
}

fn line(site: &Site, node: &Node, is_titled: bool) -> Option<NavLine> {
    let path = path(site, node)?;
    let description = node.description().map(str::to_owned);
    let title = (is_titled || description.is_some()).then(|| node.title().to_owned());
    Some(NavLine { title, path, description })
}

/// How settings name a place in the tree: a page by its file, a section by its folder.
pub fn path(site: &Site, node: &Node) -> Option<String> {
    let file = || Some(site.page(node.page()?).source().path());
    if node.is_section() && !node.stem().is_empty() {
        return Some(format!("{}/", node.stem()));
    }
    site.content().within(file()?).map(str::to_owned)
}

/// Pages that have another address, title or place in one site than in the other, by their files.
pub fn differences(one: &Site, other: &Site) -> Vec<String> {
    let known: BTreeMap<&str, &Node> = nodes(other).map(|node| (node.stem(), node)).collect();
    let is_another = |node: &&Node| {
        known.get(node.stem()).is_none_or(|known| {
            known.title() != node.title()
                || known.address() != node.address()
                || known.description() != node.description()
                || children_stems(other, known) != children_stems(one, node)
        })
    };
    nodes(one).filter(is_another).map(|node| node.stem().to_owned()).collect()
}
