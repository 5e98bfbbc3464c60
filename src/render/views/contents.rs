//! `/-/contents/`: the whole tree, at most 500 entries on one page.

use crate::diag::Finding;
use crate::outputs::Output;
use crate::render::context::{Card, ContentsView, TreeEntry, View};
use crate::render::navigation::LEVELS;
use crate::render::renderer::Renderer;
use crate::render::{frame, paging, paper};
use crate::site::address::Address;
use crate::site::tree::NodeId;
use crate::theme::Template;
use std::collections::BTreeSet;

/// The pages of the view.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let total = paging::page_count(renderer.order.len());
    (1..=total)
        .map(|number| {
            let path = paging::paged(&["contents"], number, renderer.ending).output_path();
            (path, Output::Rendered(Box::new(move || render(renderer, number, total))))
        })
        .collect()
}

fn render(renderer: &Renderer<'_>, number: usize, total: usize) -> (Vec<u8>, Vec<Finding>) {
    let address = paging::paged(&["contents"], number, renderer.ending);
    let shown = with_ancestors(renderer, paging::rows(renderer.order, number));
    let mut context = frame::around_view(
        renderer,
        "contents",
        renderer.theme.words().get("views.contents"),
        &address,
    );
    context.view = Some(View::Contents(ContentsView {
        entries: flattened(entries(renderer, NodeId::HOME, &shown, &address), LEVELS),
        total: renderer.total(),
        print: paper::print_all_href(renderer, &address).map(Into::into),
        runbooks: paper::runbooks_href(renderer, &address).map(Into::into),
        pager: paging::pager(&["contents"], number, total, renderer.ending),
    }));
    renderer.html(Template::Contents, &context)
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
