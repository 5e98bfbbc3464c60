//! `/-/reviews/`, "Handbook health": how many pages are in which state, by owner and by section,
//! what is overdue, and what falls due when.

use crate::day::Day;
use crate::diag::Finding;
use crate::govern::report::{PageStatus, Report};
use crate::govern::review::ReviewState;
use crate::outputs::Output;
use crate::render::Renderer;
use crate::render::context::{
    HealthRow, LinkContext, Month, OverduePage, PageContext, ReviewsView, View,
};
use crate::render::views::{page_count, paged, pager, rows};
use crate::site::address::Address;
use crate::site::tree::NodeId;
use crate::site::{Page, PageId};
use crate::theme::Template;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many months the forecast shows.
const MONTHS: usize = 12;

/// The height of the tallest bar of the forecast, in the units of the drawing.
const TALLEST: usize = 120;

/// The view exists where some section is under governance.
pub fn exists(report: &Report) -> bool {
    report.is_governed()
}

/// The pages of the view; the list of overdue pages may be long.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    if !exists(renderer.report) {
        return Vec::new();
    }
    (1..=page_count(overdue(renderer).len()))
        .map(|number| {
            let path = paged(&["reviews"], number, renderer.ending).output_path();
            (path, Output::Rendered(Box::new(move || render(renderer, number)) as Box<_>))
        })
        .collect()
}

fn render(renderer: &Renderer<'_>, number: usize) -> (Vec<u8>, Vec<Finding>) {
    let here = paged(&["reviews"], number, renderer.ending);
    let overdue = overdue(renderer);
    let mut context =
        renderer.around_view("reviews", renderer.theme.words().get("views.reviews"), &here);
    let all: Vec<&PageStatus> = governed(renderer).map(|(_, verdict)| verdict).collect();
    context.view = Some(View::Reviews(ReviewsView {
        as_of: renderer.day(renderer.report.today()),
        total: row(LinkContext::default(), all.iter().copied()),
        outside: renderer.report.ungoverned(),
        owners: by_owner(renderer, &here),
        sections: by_section(renderer, &here),
        forecast: forecast(renderer),
        ways: renderer.ways_to_look_at(),
        overdue: rows(&overdue, number)
            .iter()
            .map(|page| renderer.overdue_page(*page, &here))
            .collect(),
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
    let overdue = overdue(renderer);
    let view = ReviewsView {
        total: row(LinkContext::default(), governed(renderer).map(|(_, verdict)| verdict)),
        sections: by_section(renderer, from),
        overdue: rows(&overdue, 1).iter().map(|page| renderer.overdue_page(*page, from)).collect(),
        ..ReviewsView::default()
    };
    let context = PageContext { view: Some(View::Reviews(view)), ..PageContext::default() };
    String::from_utf8_lossy(&renderer.html(Template::ReviewsPart, &context).0).into_owned()
}

/// Published pages whose review somebody has to do, with their verdicts.
fn governed<'r>(renderer: &'r Renderer<'_>) -> impl Iterator<Item = (PageId, &'r PageStatus)> {
    let published = renderer.site.page_ids().filter(|page| renderer.site.is_published(*page));
    let judged = published.filter_map(|page| Some((page, renderer.report.of(page)?)));
    judged.filter(|(_, verdict)| verdict.is_governed && !verdict.is_exempt_by_nature())
}

/// Overdue pages, the longest overdue and most linked to first.
fn overdue(renderer: &Renderer<'_>) -> Vec<PageId> {
    let stale =
        governed(renderer).filter(|(_, verdict)| verdict.review.state == ReviewState::Stale);
    let links = |page: PageId| renderer.resolved.backlinks(renderer.site.page(page).node()).len();
    let mut pages: Vec<_> =
        stale.map(|(page, verdict)| (verdict.review.due, Reverse(links(page)), page)).collect();
    pages.sort_unstable();
    pages.into_iter().map(|(_, _, page)| page).collect()
}

fn row<'r>(of: LinkContext<'r>, verdicts: impl Iterator<Item = &'r PageStatus>) -> HealthRow<'r> {
    let mut row = HealthRow { of, ..HealthRow::default() };
    for verdict in verdicts {
        row.pages += 1;
        match verdict.review.state {
            ReviewState::Stale => row.stale += 1,
            ReviewState::Invalid => row.invalid += 1,
            ReviewState::NeverReviewed => row.never += 1,
            ReviewState::DueSoon => row.due_soon += 1,
            ReviewState::Fresh | ReviewState::Snoozed | ReviewState::Exempt => row.fresh += 1,
        }
    }
    row
}

/// Owners, those who left among them: whoever has most to do first, then by name; last among equals
/// the pages of nobody.
fn by_owner<'r>(renderer: &'r Renderer<'_>, from: &Address) -> Vec<HealthRow<'r>> {
    type Owned<'v> = (Option<PageId>, Vec<&'v PageStatus>);
    let mut owners: BTreeMap<(bool, String), Owned<'_>> = BTreeMap::new();
    for (page, verdict) in governed(renderer) {
        let owner = renderer.resolved.owners(page).first();
        let key =
            (owner.is_none(), owner.map(|owner| owner.name().to_lowercase()).unwrap_or_default());
        let entry = owners.entry(key).or_insert_with(|| (owner.map(|_| page), Vec::new()));
        entry.1.push(verdict);
    }
    let named = |page: Option<PageId>| page.and_then(|page| renderer.resolved.owners(page).first());
    let nobody =
        || LinkContext { title: renderer.theme.words().get("reviews.unowned").into(), href: None };
    let link = |page| named(page).map_or_else(nobody, |owner| renderer.owner_link(owner, from));
    let mut rows: Vec<_> = owners
        .into_values()
        .map(|(page, verdicts)| row(link(page), verdicts.into_iter()))
        .collect();
    rows.sort_by_key(|row| Reverse((row.stale, row.invalid + row.never, row.due_soon)));
    rows
}

/// The top sections in the order of navigation; pages at the top belong to the home page.
fn by_section<'r>(renderer: &'r Renderer<'_>, from: &'r Address) -> Vec<HealthRow<'r>> {
    let mut sections: BTreeMap<NodeId, Vec<&PageStatus>> = BTreeMap::new();
    for (page, verdict) in governed(renderer) {
        sections.entry(section_of(renderer, renderer.site.page(page))).or_default().push(verdict);
    }
    let order = renderer.order.iter().filter_map(|node| Some((*node, sections.remove(node)?)));
    let order: Vec<_> = order.collect();
    order
        .into_iter()
        .map(|(node, verdicts)| row(renderer.linker(from).link(node), verdicts.into_iter()))
        .collect()
}

fn section_of(renderer: &Renderer<'_>, page: &Page) -> NodeId {
    let node = page.node();
    let above = renderer.tree.ancestors(node).into_iter().chain([node]);
    above
        .filter(|node| renderer.tree.node(*node).is_section())
        .find(|node| *node != NodeId::HOME)
        .unwrap_or(NodeId::HOME)
}

/// What falls due in each of the next months; the first one has all that is overdue as well.
fn forecast<'r>(renderer: &'r Renderer<'_>) -> Vec<Month<'r>> {
    let words = renderer.theme.words();
    let today = renderer.report.today();
    let mut counts = vec![0_usize; MONTHS];
    for due in governed(renderer).filter_map(|(_, verdict)| verdict.review.due) {
        let month =
            usize::try_from(month_number(due.max(today)) - month_number(today)).unwrap_or(MONTHS);
        if let Some(count) = counts.get_mut(month) {
            *count += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let month = |(index, count): (usize, usize)| {
        let number = month_number(today).saturating_add(i32::try_from(index).unwrap_or(0));
        let (year, month) = (number.div_euclid(12), number.rem_euclid(12) + 1);
        let height = count * TALLEST / most;
        Month {
            name: words.month(year, month).into(),
            short: words.get(&format!("month_short.{month}")).to_owned().into(),
            count,
            x: index * 50 + 8,
            y: TALLEST + 16 - height,
            height,
        }
    };
    counts.into_iter().enumerate().map(month).collect()
}

/// Months since the year 0.
fn month_number(day: Day) -> i32 {
    i32::from(day.date().year()) * 12 + i32::from(day.date().month()) - 1
}

impl Renderer<'_> {
    fn overdue_page<'r>(&'r self, page: PageId, from: &'r Address) -> OverduePage<'r> {
        let due = self.report.of(page).and_then(|verdict| verdict.review.due);
        OverduePage {
            page: self.linker(from).link(self.site.page(page).node()),
            owner: self.resolved.owners(page).first().map(|owner| self.owner_link(owner, from)),
            due: due.map(|due| self.day(due)),
            linked: self.resolved.backlinks(self.site.page(page).node()).len(),
        }
    }
}
