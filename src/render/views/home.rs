//! The generated part of the home page, and the whole of one that nobody wrote.

use crate::load::nav;
#[cfg(test)]
use crate::render::context::samples::{card, cards, change, evil};
use crate::render::context::{Card, CardList, ChangeRow, Rest, Text, ViewContext};
use crate::render::frame;
use crate::render::renderer::Renderer;
use crate::render::views::changes;
use crate::site::address::Address;
use crate::site::tree::{NodeId, Tree};
use serde::Serialize;

/// Pages at the top that are shown on the home page.
const PAGES: usize = 40;

/// Changes that are shown on the home page.
const CHANGES: usize = 6;

/// A text of so many words stands before the sections; a longer one behind them.
const SHORT: usize = 150;

/// The home page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HomeView<'a> {
    /// Whether the text is short enough (about 150 words) to stand before the sections.
    pub text_first: bool,
    /// The top sections with owner and size.
    pub sections: Vec<Card<'a>>,
    /// Pages at the top that are no sections.
    pub pages: CardList<'a>,
    /// Pages that the settings put first.
    pub pinned: Vec<Card<'a>>,
    /// What changed in the last seven days, each page once.
    pub changed: Vec<ChangeRow<'a>>,
    /// Where all changes are.
    pub all_changes: Option<Text<'a>>,
}

impl ViewContext for HomeView<'_> {
    const TEMPLATE: &'static str = "home";

    #[cfg(test)]
    fn filled() -> Self {
        HomeView {
            text_first: true,
            sections: vec![card("stale")],
            pages: cards(),
            pinned: vec![card("fresh")],
            changed: vec![change()],
            all_changes: Some(evil()),
        }
    }
}

/// The top sections as cards, and the pages beside them.
pub fn view<'r>(renderer: &'r Renderer<'_>, from: &'r Address) -> HomeView<'r> {
    let (sections, pages): (Vec<NodeId>, Vec<NodeId>) =
        unfolded(renderer.tree).into_iter().partition(|id| renderer.tree.node(*id).is_section());
    let rest = (pages.len() > PAGES)
        .then(|| Rest { count: pages.len(), href: Some(renderer.contents_href(from)) });
    let words = renderer.site.page_at(NodeId::HOME).map_or(0, |page| page.document().words());
    let changed = changes::changed_this_week(renderer, from, CHANGES);
    HomeView {
        pinned: nav::pinned(renderer.site.config(), renderer.tree)
            .into_iter()
            .map(|id| frame::card(renderer, id, from))
            .collect(),
        all_changes: (!changed.is_empty()).then(|| changes::changes_href(renderer, from)),
        changed,
        text_first: words <= SHORT,
        sections: sections.into_iter().map(|id| frame::card(renderer, id, from)).collect(),
        pages: CardList {
            items: pages
                .into_iter()
                .take(PAGES)
                .map(|id| frame::card(renderer, id, from))
                .collect(),
            rest,
        },
    }
}

/// What stands at the top; where that is one section alone, also what is in it.
fn unfolded(tree: &Tree) -> Vec<NodeId> {
    let top = tree.node(NodeId::HOME).children();
    let sole = top.first().filter(|first| top.len() == 1 && tree.node(**first).is_section());
    let below = sole.map_or(&[][..], |sole| tree.node(*sole).children());
    top.iter().chain(below).copied().collect()
}
