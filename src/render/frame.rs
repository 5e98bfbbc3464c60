//! What surrounds a page or view: the navigation, what is below it, what links to it.

use crate::render::context::{Card, CardList, LinkList, Navigation, PageContext, Rest};
use crate::render::renderer::Renderer;
use crate::render::security::Hosts;
use crate::render::{levels, paper, states};
use crate::site::Page;
use crate::site::address::Address;
use crate::site::tree::NodeId;

/// Links to a page that are shown; the rest is behind one more link.
const BACKLINKS: usize = 20;

/// Cards of a section that are shown on its page.
const CARDS: usize = 100;

/// What surrounds any node of the tree, written by somebody or made by handbook.
pub fn around<'r>(
    renderer: &'r Renderer<'_>,
    node: NodeId,
    address: &'r Address,
) -> PageContext<'r> {
    let linker = renderer.linker(address);
    PageContext {
        root: address.root().into(),
        title: renderer.tree.node(node).title().into(),
        canonical: renderer.site.web().absolute(address).map(Into::into),
        description: renderer.tree.node(node).description().map(Into::into),
        description_shown: renderer.tree.node(node).description().is_some(),
        csp: Hosts::default().policy().into(),
        breadcrumbs: linker.breadcrumbs(node),
        navigation: if node == NodeId::HOME { Navigation::default() } else { linker.branch(node) },
        children: children(renderer, node, address),
        backlinks: backlinks(renderer, node, address),
        print: paper::print_link(renderer, node, address),
        previous: neighbour(renderer, node, -1).map(|id| linker.link(id)),
        next: (node != NodeId::HOME)
            .then(|| neighbour(renderer, node, 1))
            .flatten()
            .map(|id| linker.link(id)),
        ..PageContext::default()
    }
}

/// The node before or behind another one, within the same top section.
pub fn neighbour(renderer: &Renderer<'_>, node: NodeId, step: isize) -> Option<NodeId> {
    let index = renderer.tree.position(node).checked_add_signed(step)?;
    let other = renderer.order.get(index).copied()?;
    (top(renderer, node) == top(renderer, other)).then_some(other)
}

/// The top section that a node is or lies in; none for pages directly below the home page.
fn top(renderer: &Renderer<'_>, node: NodeId) -> Option<NodeId> {
    let line = renderer.tree.ancestors(node);
    let top = line.get(1).copied().unwrap_or(node);
    (!renderer.tree.node(top).children().is_empty()).then_some(top)
}

/// Cards of what is in a section; the home page has its own.
fn children<'r>(renderer: &'r Renderer<'_>, node: NodeId, from: &'r Address) -> CardList<'r> {
    if node == NodeId::HOME {
        return CardList::default();
    }
    let children = renderer.tree.node(node).children();
    let rest = (children.len() > CARDS)
        .then(|| Rest { count: children.len(), href: Some(renderer.contents_href(from)) });
    CardList {
        items: children.iter().take(CARDS).map(|child| card(renderer, *child, from)).collect(),
        rest,
    }
}

/// A node with what helps to choose it.
pub fn card<'r>(renderer: &'r Renderer<'_>, id: NodeId, from: &'r Address) -> Card<'r> {
    let node = renderer.tree.node(id);
    let page = renderer.site.page_at(id);
    let here = node.page().filter(|page| !states::has_left(renderer, *page));
    let owner = here.and_then(|page| states::answering(renderer, page, from).into_iter().next());
    Card {
        title: node.title().into(),
        href: renderer.linker(from).href(id).into(),
        description: page
            .map(Page::description)
            .or(node.description())
            .filter(|text| !text.is_empty())
            .map(Into::into),
        owner,
        count: node.is_section().then(|| renderer.tree.pages_in(id)),
        place: None,
        kind: page.and_then(|page| page.meta().kind().for_readers()).map(Into::into),
        status: page.and_then(|page| states::status_of(page.meta())).map(Into::into),
        review: node.page().and_then(|page| states::review_state(renderer, page)).map(Into::into),
        urgency: node.page().and_then(|page| levels::level_above(renderer, page)).map(Into::into),
    }
}

fn backlinks<'r>(renderer: &'r Renderer<'_>, node: NodeId, from: &'r Address) -> LinkList<'r> {
    let pages = renderer.resolved.backlinks(node);
    let count = pages.len();
    let items = pages
        .take(BACKLINKS)
        .map(|page| renderer.linker(from).link(renderer.site.page(page).node()))
        .collect();
    LinkList { items, rest: (count > BACKLINKS).then_some(Rest { count, href: None }) }
}

/// What is around a view: the top of the navigation, the title from the theme's words.
pub fn around_view<'r>(
    renderer: &'r Renderer<'_>,
    id: &'static str,
    title: &'r str,
    address: &'r Address,
) -> PageContext<'r> {
    PageContext {
        root: address.root().into(),
        title: title.into(),
        canonical: renderer.site.web().absolute(address).map(Into::into),
        csp: Hosts::default().policy().into(),
        view_id: Some(id.into()),
        breadcrumbs: vec![renderer.linker(address).link(NodeId::HOME)],
        navigation: renderer.linker(address).branch(NodeId::HOME),
        ..PageContext::default()
    }
}
