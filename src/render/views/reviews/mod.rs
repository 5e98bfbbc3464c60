//! `/-/reviews/`, "Handbook health": how many pages are up to date, what became of that in a year,
//! what falls due when, and each page that asks for something.
//!
//! A page is up to date when its review is not overdue, missing or invalid, and its owner has not
//! left; every number of the view is counted by [`health::PageHealth`].

mod charts;
pub mod context;
mod gaps;
mod health;
mod rows;

use crate::govern::gaps::Gaps;
use crate::govern::ownership::OwnerStatus;
use crate::html::Html;
use crate::render::context::View;
use crate::render::renderer::Renderer;
use crate::render::views::list::{ListPage, ListView};
use crate::render::views::reviews::context::{HealthFigure, LeftOwner, ListedReview, ReviewsView};
use crate::render::views::reviews::health::PageHealth;
use crate::render::views::ways_of_working;
use crate::render::{names, paging, states, time};
use crate::site::address::Address;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Pages that a list names beside that of overdue ones, which goes on on other pages.
const LISTED: usize = 100;

/// How it stands; the list of overdue pages may be long.
pub const LIST: ListView = ListView {
    rows: |renderer| overdue(&health::governed(renderer)).len(),
    ..ListView::of_one_page::<ReviewsView<'_>>(
        "how many pages are up to date, and which are due, overdue or without an owner",
        |_, report| report.is_governed(),
        show,
    )
};

fn show(renderer: &Renderer<'_>, page: &ListPage) -> View {
    let pages = health::governed(renderer);
    let overdue = overdue(&pages);
    let forecast = charts::forecast(renderer, &pages);
    let fresh = pages.iter().filter(|page| page.is_fresh()).count();
    let gaps = if page.is_first() { Gaps::collect(renderer.site) } else { Gaps::default() };
    View::of(&ReviewsView {
        as_of: time::day_text(renderer, renderer.report.today()),
        total: rows::total(&pages),
        fresh,
        percent: health::percent(fresh, pages.len()),
        figures: figures(&pages),
        outside: renderer.report.ungoverned(),
        owners: rows::by_owner(renderer, &pages, &page.here),
        sections: rows::by_section(renderer, &pages, &page.here),
        trend: charts::trend(renderer, &pages),
        is_over: forecast.iter().any(|month| month.over > 0),
        forecast,
        capacity: charts::capacity(renderer),
        ages: charts::ages(renderer, &pages),
        left: left(renderer, &pages, &page.here),
        ways: ways_of_working::ways_to_look_at(renderer),
        gap_pages: gaps::gap_pages(renderer, &gaps, &page.here),
        gap_searches: gaps::gap_searches(renderer, &gaps),
        overdue: listed(renderer, page.rows(&overdue), &page.here),
        due_soon: list_of(renderer, &pages, PageHealth::is_due_soon, &page.here),
        unreviewed: list_of(renderer, &pages, PageHealth::is_unreviewed, &page.here),
        ownerless: list_of(renderer, &pages, PageHealth::is_ownerless, &page.here),
        pager: page.pager.clone(),
    })
}

/// The same by section inside the text of a page, with what is overdue first. What is wrong with
/// its template is reported where the view itself is made.
pub fn part(renderer: &Renderer<'_>, from: &Address) -> Html {
    if !renderer.report.is_governed() {
        return Html::default();
    }
    let pages = health::governed(renderer);
    let overdue = overdue(&pages);
    let mut total = rows::total(&pages);
    // The lists that the numbers lead to are on the view itself.
    total.counts.iter_mut().for_each(|figure| figure.href = None);
    let view = ReviewsView {
        total,
        sections: rows::by_section(renderer, &pages, from),
        overdue: listed(renderer, paging::rows(&overdue, 1), from),
        ..ReviewsView::default()
    };
    renderer.part(View::of(&view))
}

fn figures(pages: &[PageHealth<'_>]) -> Vec<HealthFigure<'static>> {
    let figure = |id: &'static str, place: &'static str, count| HealthFigure {
        id: id.into(),
        count,
        href: Some(place.into()),
    };
    vec![
        figure("stale", "#hb:overdue", health::count(pages, PageHealth::is_overdue)),
        figure("due_soon", "#hb:due-soon", health::count(pages, PageHealth::is_due_soon)),
        figure("unreviewed", "#hb:unreviewed", health::count(pages, PageHealth::is_unreviewed)),
        figure("without_owner", "#hb:ownerless", health::count(pages, PageHealth::is_ownerless)),
    ]
}

/// Overdue pages, the longest overdue and most linked to first.
fn overdue<'r>(pages: &[PageHealth<'r>]) -> Vec<PageHealth<'r>> {
    let mut overdue: Vec<PageHealth<'r>> =
        pages.iter().filter(|page| page.is_overdue()).copied().collect();
    overdue.sort_by_key(|page| (page.status.review.due, Reverse(page.links), page.id));
    overdue
}

/// The pages of a kind: those with a day by it, then the most linked to.
fn list_of<'r>(
    renderer: &'r Renderer<'_>,
    pages: &[PageHealth<'r>],
    is: impl Fn(&PageHealth<'r>) -> bool,
    from: &'r Address,
) -> Vec<ListedReview<'r>> {
    let mut found: Vec<PageHealth<'r>> = pages.iter().filter(|page| is(page)).copied().collect();
    found.sort_by_key(|page| {
        let due = page.status.review.due;
        (due.is_none(), due, Reverse(page.links), page.id)
    });
    found.truncate(LISTED);
    listed(renderer, &found, from)
}

fn listed<'r>(
    renderer: &'r Renderer<'_>,
    pages: &[PageHealth<'r>],
    from: &'r Address,
) -> Vec<ListedReview<'r>> {
    let row = |page: &PageHealth<'r>| ListedReview {
        page: renderer.linker(from).link(renderer.site.page(page.id).node()),
        owner: states::answering(renderer, page.id, from).into_iter().next(),
        state: <&str>::from(page.state).into(),
        due: page.status.review.due.map(|due| time::day_text(renderer, due)),
        linked: page.links,
    };
    pages.iter().map(row).collect()
}

/// Owners who have left and whose pages nobody took over, the first to leave first.
fn left<'r>(
    renderer: &'r Renderer<'_>,
    pages: &[PageHealth<'r>],
    from: &'r Address,
) -> Vec<LeftOwner<'r>> {
    // A last day tells who somebody is.
    if !renderer.directory.shows_people() {
        return Vec::new();
    }
    let mut left: BTreeMap<_, usize> = BTreeMap::new();
    for page in pages.iter().filter(|page| page.has_left()) {
        for owner in &page.status.ownership.owners {
            if let OwnerStatus::Left(who, day) = &owner.standing {
                *left.entry((*day, who)).or_default() += 1;
            }
        }
    }
    let row = |((day, who), pages)| LeftOwner {
        owner: names::who_link(renderer, who, from),
        last_day: time::day_text(renderer, day),
        pages,
    };
    left.into_iter().map(row).collect()
}
