//! `/-/ways-of-working/`: what is done in writing and what live, decided on purpose.

use crate::govern::ways::WayChange;
use crate::render::context::{View, WayChangeRow, WayRow, WaysView};
use crate::render::renderer::Renderer;
use crate::render::time;
use crate::render::views::list::{ListPage, ListView};
use crate::site::urgency::WayOfWorking;
use crate::theme::Template;

/// The list.
pub const LIST: ListView = ListView::of_one_page(
    Template::WaysOfWorking,
    |site, _| !site.urgency().ways().is_empty(),
    show,
);

fn show<'r>(renderer: &'r Renderer<'_>, _: &'r ListPage) -> View<'r> {
    let changes = renderer.report.ways_over_time().iter();
    View::Ways(WaysView {
        as_of: time::day_text(renderer, renderer.policies.today()),
        ways: renderer.site.urgency().ways().iter().map(|way| way_row(renderer, way)).collect(),
        history: changes.map(|way| way_change(renderer, way)).collect(),
    })
}

/// The ways of working that are to be looked at again now or soon, the first one first.
pub fn ways_to_look_at<'r>(renderer: &'r Renderer<'_>) -> Vec<WayRow<'r>> {
    let soon = renderer.policies.today().plus(renderer.site.config().review.due_soon);
    let due = |way: &&WayOfWorking| way.look_again.as_ref().is_some_and(|day| *day.value() <= soon);
    let mut ways: Vec<&WayOfWorking> = renderer.site.urgency().ways().iter().filter(due).collect();
    ways.sort_by_key(|way| way.look_again.as_ref().map(|day| *day.value()));
    ways.into_iter().map(|way| way_row(renderer, way)).collect()
}

fn way_change<'r>(renderer: &Renderer<'_>, change: &'r WayChange) -> WayChangeRow<'r> {
    WayChangeRow {
        day: time::day_text(renderer, change.day),
        work: change.work.as_str().into(),
        before: change.before.as_deref().map(Into::into),
        now: change.now.as_deref().map(Into::into),
    }
}

fn way_row<'r>(renderer: &'r Renderer<'_>, way: &'r WayOfWorking) -> WayRow<'r> {
    let look_again = way.look_again.as_ref().map(|day| *day.value());
    WayRow {
        work: way.work.value().as_str().into(),
        now: way.now.as_deref().map(Into::into),
        why: way.why.as_deref().map(Into::into),
        look_again: look_again.map(|day| time::day_text(renderer, day)),
        overdue: look_again.is_some_and(|day| day < renderer.policies.today()),
    }
}
