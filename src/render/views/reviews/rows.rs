//! The tables of "Handbook health": a row for each owner and each section.

use super::health::{self, PageHealth};
use crate::govern::review::ReviewState;
use crate::render::context::LinkContext;
use crate::render::encode::query;
use crate::render::names;
use crate::render::renderer::Renderer;
use crate::render::views::reviews::context::{BarPart, HealthFigure, HealthRow};
use crate::site::address::Address;
use crate::site::tree::NodeId;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The states that the search can filter by, as columns name them.
const FILTERS: [(&str, &str); 4] = [
    ("due_soon", "due-soon"),
    ("stale", "stale"),
    ("never", "never-reviewed"),
    ("invalid", "invalid"),
];

/// All pages; its numbers lead to the lists of the view itself.
pub fn total(pages: &[PageHealth<'_>]) -> HealthRow<'static> {
    let mut row = row(LinkContext::default(), pages);
    for figure in &mut row.counts {
        figure.href = match &*figure.id {
            "stale" => Some("#hb:overdue".into()),
            "due_soon" => Some("#hb:due-soon".into()),
            "never" | "invalid" => Some("#hb:unreviewed".into()),
            "without_owner" => Some("#hb:ownerless".into()),
            _ => None,
        };
    }
    row
}

/// Owners, those who left among them: whoever has most to do first, then by name; last among equals
/// the pages of nobody.
pub fn by_owner<'r>(
    renderer: &'r Renderer<'_>,
    pages: &[PageHealth<'r>],
    from: &'r Address,
) -> Vec<HealthRow<'r>> {
    let mut owners: BTreeMap<(bool, String), Vec<PageHealth<'r>>> = BTreeMap::new();
    for page in pages {
        let owner = renderer.resolved.owners(page.id).first();
        let name = owner.map(|owner| owner.name().to_lowercase());
        owners.entry((name.is_none(), name.unwrap_or_default())).or_default().push(*page);
    }
    let mut rows: Vec<(Reverse<usize>, HealthRow<'r>)> = owners
        .into_values()
        .map(|pages| {
            let owner = pages.first().and_then(|page| renderer.resolved.owners(page.id).first());
            let link = owner.map(|owner| names::owner_link(renderer, owner, from));
            let filter = owner
                .map_or("state:unowned".to_owned(), |owner| format!("owner:\"{}\"", owner.id()));
            let work = pages.iter().filter(|page| !page.is_fresh()).count();
            let nobody = || LinkContext {
                title: renderer.theme.words().get("reviews.unowned").into(),
                href: None,
            };
            let row = row(link.unwrap_or_else(nobody), &pages);
            // A filter names the owner, whom readers may not know.
            let is_known = owner.is_none() || renderer.directory.shows_people();
            (Reverse(work), if is_known { linked(renderer, row, &filter, from) } else { row })
        })
        .collect();
    rows.sort_by_key(|(work, _)| *work);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The top sections in the order of navigation; pages at the top belong to the home page.
pub fn by_section<'r>(
    renderer: &'r Renderer<'_>,
    pages: &[PageHealth<'r>],
    from: &'r Address,
) -> Vec<HealthRow<'r>> {
    let mut sections: BTreeMap<NodeId, Vec<PageHealth<'r>>> = BTreeMap::new();
    for page in pages {
        let node = renderer.site.page(page.id).node();
        sections.entry(section_of(renderer, node)).or_default().push(*page);
    }
    let order = renderer.order.iter().filter_map(|node| Some((*node, sections.remove(node)?)));
    let order: Vec<(NodeId, Vec<PageHealth<'r>>)> = order.collect();
    let made = order.into_iter().map(|(node, pages)| {
        let row = row(renderer.linker(from).link(node), &pages);
        let section = renderer.tree.node(node).address().as_str().trim_end_matches('/');
        if node == NodeId::HOME {
            return row;
        }
        linked(renderer, row, &format!("section:\"{section}\""), from)
    });
    made.collect()
}

fn section_of(renderer: &Renderer<'_>, node: NodeId) -> NodeId {
    let above = renderer.tree.ancestors(node).into_iter().chain([node]);
    above
        .filter(|node| renderer.tree.node(*node).is_section())
        .find(|node| *node != NodeId::HOME)
        .unwrap_or(NodeId::HOME)
}

fn row<'r>(of: LinkContext<'r>, pages: &[PageHealth<'_>]) -> HealthRow<'r> {
    let count = |is: &dyn Fn(&PageHealth<'_>) -> bool| pages.iter().filter(|page| is(page)).count();
    let state = |state: ReviewState| count(&|page| page.state == state);
    let fresh = count(&|page| page.is_fresh());
    let due_soon = count(&|page| page.is_due_soon());
    let counts: [(&'static str, usize); 7] = [
        ("pages", pages.len()),
        ("fresh", fresh),
        ("due_soon", due_soon),
        ("stale", state(ReviewState::Stale)),
        ("never", state(ReviewState::NeverReviewed)),
        ("invalid", state(ReviewState::Invalid)),
        ("without_owner", count(&|page| page.is_ownerless())),
    ];
    let figure = |(id, count): (&'static str, usize)| HealthFigure {
        id: id.into(),
        count,
        href: of.href.clone().filter(|_| matches!(id, "pages" | "fresh")),
    };
    let stale = state(ReviewState::Stale);
    let other = pages.len() - fresh - stale;
    let parts = [("fresh", fresh - due_soon), ("due_soon", due_soon), ("stale", stale)];
    HealthRow {
        counts: counts.into_iter().map(figure).collect(),
        bar: bar(parts.into_iter().chain([("other", other)]), pages.len()),
        of,
    }
}

/// Parts of a bar that together are 100 wide.
fn bar(parts: impl Iterator<Item = (&'static str, usize)>, whole: usize) -> Vec<BarPart<'static>> {
    let mut sum = 0;
    let part = |(state, count): (&'static str, usize)| {
        let x = health::percent(sum, whole);
        sum += count;
        BarPart { state: state.into(), x, width: health::percent(sum, whole) - x }
    };
    parts.map(part).filter(|part| part.width > 0).collect()
}

/// The numbers of a row as links to a search for just these pages.
fn linked<'r>(
    renderer: &Renderer<'_>,
    mut row: HealthRow<'r>,
    filter: &str,
    from: &Address,
) -> HealthRow<'r> {
    let search = from.link_to(&Address::of_view(&["search"], renderer.ending), renderer.ending);
    for figure in &mut row.counts {
        let known = FILTERS.iter().find(|(id, _)| *id == figure.id);
        if let Some((_, state)) = known.filter(|_| figure.count > 0) {
            let asked = query(&format!("state:{state} {filter}"));
            figure.href = Some(format!("{search}?q={asked}").into());
        }
    }
    row
}
