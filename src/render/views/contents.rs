//! `/-/contents/`: the whole tree, or as many levels of it as one page can show.

#[cfg(test)]
use crate::render::context::samples::{EVIL, card, evil, pager};
use crate::render::context::{Card, Pager, Text, View, ViewContext};
use crate::render::navigation::LEVELS;
use crate::render::renderer::Renderer;
use crate::render::views::list::{ListPage, ListView};
use crate::render::{frame, paging, paper};
use crate::site::address::Address;
use crate::site::tree::NodeId;
use serde::Serialize;
use std::collections::BTreeSet;

/// The list.
pub const LIST: ListView = ListView {
    rows: |renderer| overview(renderer).map_or(renderer.order.len(), |shown| shown.len()),
    ..ListView::of_one_page::<ContentsView<'_>>(
        "every page of the handbook, by section",
        |_, _| true,
        show,
    )
};

/// The whole tree, at most 500 entries on one page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ContentsView<'a> {
    /// The top level; a page of the view that begins inside the tree repeats the titles above it.
    pub entries: Vec<TreeEntry<'a>>,
    /// Pages of the whole handbook.
    pub total: usize,
    /// Href of the whole handbook as one document.
    pub print: Option<Text<'a>>,
    /// Href of the file with all runbooks.
    pub runbooks: Option<Text<'a>>,
    /// Where it goes on.
    pub pager: Pager<'a>,
}

impl ViewContext for ContentsView<'_> {
    const TEMPLATE: &'static str = "contents";

    #[cfg(test)]
    fn filled() -> Self {
        let below = TreeEntry { card: card(EVIL), children: Vec::new() };
        ContentsView {
            entries: vec![TreeEntry { card: card("stale"), children: vec![below] }],
            total: 1,
            print: Some(evil()),
            runbooks: Some(evil()),
            pager: pager(),
        }
    }
}

/// An entry of the tree.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TreeEntry<'a> {
    /// The page; `count` is set for sections.
    pub card: Card<'a>,
    /// The level below.
    pub children: Vec<TreeEntry<'a>>,
}

fn show(renderer: &Renderer<'_>, page: &ListPage) -> View {
    let part = || with_ancestors(renderer, page.rows(renderer.order));
    let shown = overview(renderer).unwrap_or_else(part);
    View::of(&ContentsView {
        entries: flattened(entries(renderer, NodeId::HOME, &shown, &page.here), LEVELS),
        total: renderer.total(),
        print: paper::print_all_href(renderer, &page.here).map(Into::into),
        runbooks: paper::runbooks_href(renderer, &page.here).map(Into::into),
        pager: page.pager.clone(),
    })
}

/// Of a handbook that one page cannot show, what it can, level by level: sections with so many
/// pages that there is no room for them stay closed, so that no page of the list begins in the
/// midst of a section. `None` where all fits, and where even the top level does not.
fn overview(renderer: &Renderer<'_>) -> Option<BTreeSet<NodeId>> {
    if renderer.order.len() <= paging::ROWS {
        return None;
    }
    let mut shown = BTreeSet::new();
    let mut level = vec![NodeId::HOME];
    while !level.is_empty() {
        let children = level.iter().map(|id| renderer.tree.node(*id).children());
        let most = most_children(children.clone(), paging::ROWS - shown.len());
        level = children.filter(|below| below.len() <= most).flatten().copied().collect();
        shown.extend(level.iter().copied());
    }
    (!shown.is_empty()).then_some(shown)
}

/// How many children a section may have for it, and all that have no more, to be shown in the room.
fn most_children<'t>(sections: impl Iterator<Item = &'t [NodeId]>, room: usize) -> usize {
    let mut counts: Vec<usize> = sections.map(<[NodeId]>::len).collect();
    counts.sort_unstable();
    let mut total = 0;
    let fits = counts.chunk_by(usize::eq).take_while(|same| {
        total += same.iter().sum::<usize>();
        total <= room
    });
    fits.last().and_then(<[usize]>::first).copied().unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Sections of so many children each in the room for so many.
    fn fitting(counts: &[usize], room: usize) -> usize {
        let all = vec![NodeId::HOME; counts.iter().copied().max().unwrap_or_default()];
        most_children(counts.iter().filter_map(|count| all.get(..*count)), room)
    }

    #[test]
    fn a_section_too_long_for_the_page_does_not_close_the_others() {
        assert_eq!(fitting(&[9, 700, 12, 9], 100), 12);
        assert_eq!(fitting(&[9, 12], 500), 12);
    }

    #[test]
    fn sections_of_one_size_are_all_open_or_all_closed() {
        assert_eq!(fitting(&[9, 9, 9, 2], 20), 2);
        assert_eq!(fitting(&[9, 9, 9], 20), 0);
        assert_eq!(fitting(&[], 20), 0);
    }
}
