//! Data inside authored pages: fenced blocks named `handbook` with `view: …`.

use crate::html::Html;
use crate::render::renderer::Renderer;
use crate::render::views::people;
use crate::resolve::views::EmbeddedView;
use crate::site::PageId;
use crate::site::address::Address;
use crate::site::document::EmbeddedBlock;
use crate::site::people::{Lookup, Who};

/// Adds a view to a page's text; `depth` is the level that its headings have there.
pub fn view(
    renderer: &Renderer<'_>,
    view: &EmbeddedBlock,
    depth: u8,
    from: &Address,
    out: &mut Html,
) {
    match EmbeddedView::named(&view.name) {
        Some(EmbeddedView::People) => out.html(&people::part(renderer, from)),
        Some(EmbeddedView::OwnerPages) => owner_pages(renderer, view, from, out),
        Some(EmbeddedView::FollowUps) => {
            out.html(&super::follow_ups::part(renderer, view, from));
        }
        Some(EmbeddedView::Changes) => {
            out.html(&super::changes::part(renderer, view, from));
        }
        Some(EmbeddedView::Reviews) => out.html(&super::reviews::part(renderer, from)),
        Some(EmbeddedView::Urgency) if !renderer.site.urgency().levels().is_empty() => {
            out.html(&super::urgency::part(renderer, depth, from));
        }
        // What shows nothing was reported by `resolve::views`.
        Some(EmbeddedView::Urgency) | None => {}
    }
}

/// The pages of the owner that the block names.
fn owner_pages(renderer: &Renderer<'_>, view: &EmbeddedBlock, from: &Address, out: &mut Html) {
    let people = renderer.site.people();
    let owner = view.arguments.get("owner").map(|name| people.find(name));
    let who = match owner {
        Some(Lookup::Found(Who::Role(role))) => people.holder(&role),
        Some(Lookup::Found(who)) => Some(who),
        _ => None,
    };
    let pages: &[PageId] = who.as_ref().map_or(&[], |who| renderer.directory.owns(who));
    let nodes = pages.iter().map(|page| renderer.site.page(*page).node());
    list(
        out,
        nodes.map(|node| {
            (renderer.tree.node(node).title().to_owned(), renderer.linker(from).href(node))
        }),
    );
}

fn list(out: &mut Html, links: impl Iterator<Item = (String, String)>) {
    let mut links = links.peekable();
    if links.peek().is_none() {
        return;
    }
    out.markup("<ul>\n");
    for (title, href) in links {
        out.markup("<li><a");
        out.attribute("href", &href);
        out.markup(">");
        out.text(&title);
        out.markup("</a></li>\n");
    }
    out.markup("</ul>\n");
}
