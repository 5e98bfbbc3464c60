//! The navigation of one branch: top sections, the siblings of ancestors, children; of a deep one,
//! what is nearest. Its size never depends on the handbook's.

use crate::render::context::{LinkContext, Navigation, NavigationItem, Rest};
use crate::site::address::{Address, Ending};
use crate::site::tree::{NodeId, Tree};
use std::borrow::Cow;

/// Items shown on each side of the current one.
const SIDE: usize = 20;

/// Levels of a tree that templates can go down.
pub const LEVELS: usize = 12;

/// Levels that are shown of a branch: those of the page and of the two sections above it. A
/// deeper branch begins with the way up.
const SHOWN: usize = 3;

/// Makes links of one page to others.
#[derive(Clone, Copy)]
pub struct Linker<'a> {
    /// All nodes.
    pub tree: &'a Tree,
    /// The page that shows the links.
    pub from: &'a Address,
    /// How addresses end.
    pub ending: Ending,
}

impl<'a> Linker<'a> {
    /// A link to a node, under its title for navigation.
    pub fn link(&self, node: NodeId) -> LinkContext<'a> {
        LinkContext {
            title: Cow::Borrowed(self.tree.node(node).title()),
            href: Some(self.href(node).into()),
        }
    }

    /// The way to a node.
    pub fn href(&self, node: NodeId) -> String {
        self.to(self.tree.node(node).address())
    }

    /// The way to an address.
    pub fn to(&self, address: &Address) -> String {
        self.from.link_to(address, self.ending)
    }

    /// From the home page down to the parent.
    pub fn breadcrumbs(&self, node: NodeId) -> Vec<LinkContext<'a>> {
        self.tree.ancestors(node).into_iter().map(|above| self.link(above)).collect()
    }

    /// The branch that leads to a node, and what is directly below it.
    pub fn branch(&self, node: NodeId) -> Navigation<'a> {
        let mut line = self.tree.ancestors(node);
        line.push(node);
        let above = line.len().saturating_sub(SHOWN + 1);
        let shown = line.get(above..).unwrap_or(&line);
        let up = shown.first().filter(|_| above > 0).map(|top| self.link(*top));
        Navigation { up, ..self.level(shown) }
    }

    /// The children of the first node of `line`; the second is open, and so on down.
    fn level(&self, line: &[NodeId]) -> Navigation<'a> {
        let [node, below @ ..] = line else {
            return Navigation::default();
        };
        let children = self.tree.node(*node).children();
        let open = below.first().and_then(|open| children.iter().position(|child| child == open));
        let shown = window(children.len(), open);
        let rest = (shown.len() < children.len())
            .then(|| Rest { count: children.len(), href: Some(self.href(*node).into()) });
        let items = children
            .get(shown)
            .unwrap_or(&[])
            .iter()
            .map(|child| self.item(*child, below))
            .collect();
        Navigation { items, rest, up: None }
    }

    fn item(&self, child: NodeId, below: &[NodeId]) -> NavigationItem<'a> {
        let on_the_way = below.first() == Some(&child);
        let node = self.tree.node(child);
        NavigationItem {
            title: node.title().into(),
            href: self.href(child).into(),
            current: on_the_way && below.len() == 1,
            open: on_the_way && below.len() > 1,
            is_section: !node.children().is_empty(),
            children: if on_the_way { self.level(below) } else { Navigation::default() },
        }
    }
}

/// The items around the open one, or the first ones.
fn window(count: usize, open: Option<usize>) -> std::ops::Range<usize> {
    let around = open.unwrap_or(0);
    around.saturating_sub(SIDE)..count.min(around + SIDE + 1)
}

#[cfg(test)]
mod tests {
    use super::window;

    #[test]
    fn a_flat_folder_shows_the_neighbours_only() {
        assert_eq!(window(5, None), 0..5);
        assert_eq!(window(10_000, Some(5_000)), 4_980..5_021);
        assert_eq!(window(10_000, Some(9_999)), 9_979..10_000);
        assert_eq!(window(0, None), 0..0);
    }
}
