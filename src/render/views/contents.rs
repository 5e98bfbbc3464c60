//! `/-/contents/`: the whole tree, at most 500 entries on one page.

use crate::render::context::{Card, ContentsView, TreeEntry, View};
use crate::render::navigation::LEVELS;
use crate::render::renderer::Renderer;
use crate::render::views::list::{ListPage, ListView};
use crate::render::{frame, paper};
use crate::site::address::Address;
use crate::site::tree::NodeId;
use crate::theme::Template;
use std::collections::BTreeSet;

/// The list.
pub const LIST: ListView = ListView {
    rows: |renderer| renderer.order.len(),
    ..ListView::of_one_page(Template::Contents, |_, _| true, show)
};

fn show<'r>(renderer: &'r Renderer<'_>, page: &'r ListPage) -> View<'r> {
    let shown = with_ancestors(renderer, page.rows(renderer.order));
    View::Contents(ContentsView {
        entries: flattened(entries(renderer, NodeId::HOME, &shown, &page.here), LEVELS),
        total: renderer.total(),
        print: paper::print_all_href(renderer, &page.here).map(Into::into),
        runbooks: paper::runbooks_href(renderer, &page.here).map(Into::into),
        pager: page.pager.clone(),
    })
}

/// A page of the view that begins inside the tree repeats the titles above it.
fn with_ancestors(renderer: &Renderer<'_>, nodes: &[NodeId]) -> BTreeSet<NodeId> {
    let above = nodes.first().map(|first| renderer.tree.ancestors(*first)).unwrap_or_default();
    above.into_iter().chain(nodes.iter().copied()).collect()
}

fn entries<'r>(
    renderer: &'r Renderer<'_>,
    id: NodeId,
    shown: &BTreeSet<NodeId>,
    from: &'r Address,
) -> Vec<TreeEntry<'r>> {
    let children = renderer.tree.node(id).children().iter().filter(|child| shown.contains(child));
    let entry = |child: &NodeId| {
        let card = frame::card(renderer, *child, from);
        // Only the sections at the top are described; the whole tree would be too long.
        let description = card.description.filter(|_| id == NodeId::HOME);
        TreeEntry {
            card: Card { description, ..card },
            children: entries(renderer, *child, shown, from),
        }
    };
    children.map(entry).collect()
}

/// The entries in so many levels: what lies deeper follows in the last one, as templates go so deep
/// only.
fn flattened<'r>(entries: Vec<TreeEntry<'r>>, levels: usize) -> Vec<TreeEntry<'r>> {
    let flat = |mut entry: TreeEntry<'r>| {
        let below = flattened(std::mem::take(&mut entry.children), levels.saturating_sub(1));
        if levels > 1 {
            entry.children = below;
            return vec![entry];
        }
        [entry].into_iter().chain(below).collect()
    };
    entries.into_iter().flat_map(flat).collect()
}
