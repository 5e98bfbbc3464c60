//! `/-/reviews/`, "Handbook health": how many pages are up to date, what became of that in a year,
//! what falls due when, and each page that asks for something.
//!
//! A page is up to date when its review is not overdue, missing or invalid, and its owner has not
//! left; every number of the view is counted by [`PageHealth`].

mod charts;
mod gaps;
mod rows;

use crate::diag::Finding;
use crate::govern::gaps::Gaps;
use crate::govern::ownership::{OwnerState, OwnerStatus};
use crate::govern::report::{PageStatus, Report};
use crate::govern::review::ReviewState;
use crate::outputs::Output;
use crate::render::Renderer;
use crate::render::context::{
    HealthFigure, LeftOwner, ListedReview, PageContext, ReviewsView, View,
};
use crate::render::views::{page_count, paged, pager, rows as rows_of};
use crate::site::PageId;
use crate::site::address::Address;
use crate::theme::Template;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Pages that a list names beside that of overdue ones, which goes on on other pages.
const LISTED: usize = 100;

/// The view exists where some section is under governance.
pub fn exists(report: &Report) -> bool {
    report.is_governed()
}

/// The pages of the view; the list of overdue pages may be long.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    if !exists(renderer.report) {
        return Vec::new();
    }
    (1..=page_count(overdue(&governed(renderer)).len()))
        .map(|number| {
            let path = paged(&["reviews"], number, renderer.ending).output_path();
            (path, Output::Rendered(Box::new(move || render(renderer, number)) as Box<_>))
        })
        .collect()
}

fn render(renderer: &Renderer<'_>, number: usize) -> (Vec<u8>, Vec<Finding>) {
    let here = paged(&["reviews"], number, renderer.ending);
    let pages = governed(renderer);
    let overdue = overdue(&pages);
    let mut context =
        renderer.around_view("reviews", renderer.theme.words().get("views.reviews"), &here);
    let forecast = charts::forecast(renderer, &pages);
    let fresh = pages.iter().filter(|page| page.is_fresh()).count();
    let gaps = if number == 1 { Gaps::collect(renderer.site) } else { Gaps::default() };
    context.view = Some(View::Reviews(ReviewsView {
        as_of: renderer.day(renderer.report.today()),
        total: rows::total(&pages),
        fresh,
        percent: percent(fresh, pages.len()),
        figures: figures(&pages),
        outside: renderer.report.ungoverned(),
        owners: rows::by_owner(renderer, &pages, &here),
        sections: rows::by_section(renderer, &pages, &here),
        trend: charts::trend(renderer, &pages),
        is_over: forecast.iter().any(|month| month.over > 0),
        forecast,
        capacity: charts::capacity(renderer),
        ages: charts::ages(renderer, &pages),
        left: left(renderer, &pages, &here),
        ways: renderer.ways_to_look_at(),
        gap_pages: renderer.gap_pages(&gaps, &here),
        gap_searches: renderer.gap_searches(&gaps),
        overdue: listed(renderer, rows_of(&overdue, number), &here),
        due_soon: list(renderer, &pages, PageHealth::is_due_soon, &here),
        unreviewed: list(renderer, &pages, PageHealth::is_unreviewed, &here),
        ownerless: list(renderer, &pages, PageHealth::is_ownerless, &here),
        pager: pager(&["reviews"], number, page_count(overdue.len()), renderer.ending),
    }));
    renderer.html(Template::Reviews, &context)
}

/// The same by section inside the text of a page, with what is overdue first. What is wrong with
/// its template is reported where the view itself is made.
pub fn part(renderer: &Renderer<'_>, from: &Address) -> String {
    if !exists(renderer.report) {
        return String::new();
    }
    let pages = governed(renderer);
    let overdue = overdue(&pages);
    let mut total = rows::total(&pages);
    // The lists that the numbers lead to are on the view itself.
    total.counts.iter_mut().for_each(|figure| figure.href = None);
    let view = ReviewsView {
        total,
        sections: rows::by_section(renderer, &pages, from),
        overdue: listed(renderer, rows_of(&overdue, 1), from),
        ..ReviewsView::default()
    };
    let context = PageContext { view: Some(View::Reviews(view)), ..PageContext::default() };
    String::from_utf8_lossy(&renderer.html(Template::ReviewsPart, &context).0).into_owned()
}

/// A page that somebody has to review, and how it stands with it.
#[derive(Clone, Copy)]
struct PageHealth<'r> {
    id: PageId,
    status: &'r PageStatus,
    state: ReviewState,
    links: usize,
}

impl PageHealth<'_> {
    fn is_overdue(&self) -> bool {
        self.state == ReviewState::Stale
    }

    fn is_unreviewed(&self) -> bool {
        matches!(self.state, ReviewState::NeverReviewed | ReviewState::Invalid)
    }

    fn has_left(&self) -> bool {
        self.status.ownership.state == OwnerState::Orphaned
    }

    fn is_ownerless(&self) -> bool {
        self.status.ownership.state != OwnerState::Owned
    }

    /// Up to date, but not for long.
    fn is_due_soon(&self) -> bool {
        self.state == ReviewState::DueSoon && self.is_fresh()
    }

    fn is_fresh(&self) -> bool {
        !self.is_overdue() && !self.is_unreviewed() && !self.has_left()
    }
}

/// Published pages whose review somebody has to do.
fn governed<'r>(renderer: &'r Renderer<'_>) -> Vec<PageHealth<'r>> {
    let published = renderer.site.page_ids().filter(|page| renderer.site.is_published(*page));
    let judged = published.filter_map(|page| Some((page, renderer.report.of(page)?)));
    let health = |(id, status): (PageId, &'r PageStatus)| PageHealth {
        id,
        status,
        state: status.review.state,
        links: renderer.resolved.backlinks(renderer.site.page(id).node()).len(),
    };
    judged
        .filter(|(_, status)| status.is_governed && !status.is_exempt_by_nature())
        .map(health)
        .collect()
}

/// A share in percent; never 100 while something is missing.
fn percent(part: usize, whole: usize) -> usize {
    part.saturating_mul(100).checked_div(whole).unwrap_or(0)
}

fn count<'r>(pages: &[PageHealth<'r>], is: impl Fn(&PageHealth<'r>) -> bool) -> usize {
    pages.iter().filter(|page| is(page)).count()
}

fn figures(pages: &[PageHealth<'_>]) -> Vec<HealthFigure<'static>> {
    let figure = |id: &'static str, place: &'static str, count| HealthFigure {
        id: id.into(),
        count,
        href: Some(place.into()),
    };
    vec![
        figure("stale", "#hb:overdue", count(pages, PageHealth::is_overdue)),
        figure("due_soon", "#hb:due-soon", count(pages, PageHealth::is_due_soon)),
        figure("unreviewed", "#hb:unreviewed", count(pages, PageHealth::is_unreviewed)),
        figure("without_owner", "#hb:ownerless", count(pages, PageHealth::is_ownerless)),
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
fn list<'r>(
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
        owner: renderer
            .resolved
            .owners(page.id)
            .first()
            .map(|owner| renderer.owner_link(owner, from)),
        state: <&str>::from(page.state).into(),
        due: page.status.review.due.map(|due| renderer.day(due)),
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
        owner: renderer.who_link(who, from),
        last_day: renderer.day(day),
        pages,
    };
    left.into_iter().map(row).collect()
}
