//! `/-/ways-of-working/`: what is done in writing and what live, decided on purpose.

use crate::govern::ways::WayChange;
#[cfg(test)]
use crate::render::context::samples::{day, evil};
use crate::render::context::{DayText, Text, View, ViewContext};
use crate::render::renderer::Renderer;
use crate::render::time;
use crate::render::views::list::{ListPage, ListView};
use crate::site::urgency::WayOfWorking;
use serde::Serialize;

/// The list.
pub const LIST: ListView = ListView::of_one_page::<WaysView<'_>>(
    "which work is done in writing and which live, and why",
    |site, _| !site.urgency().ways().is_empty(),
    show,
);

/// Ways of working, in the order of the file.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WaysView<'a> {
    /// The day on which the view was made.
    pub as_of: DayText<'a>,
    /// Each kind of work.
    pub ways: Vec<WayRow<'a>>,
    /// What was done in another way before, the latest change first.
    pub history: Vec<WayChangeRow<'a>>,
}

impl ViewContext for WaysView<'_> {
    const TEMPLATE: &'static str = "ways-of-working";

    #[cfg(test)]
    fn filled() -> Self {
        let change = WayChangeRow {
            day: day().unwrap_or_default(),
            work: evil(),
            before: Some(evil()),
            now: Some(evil()),
        };
        WaysView {
            as_of: day().unwrap_or_default(),
            ways: vec![WayRow::filled()],
            history: vec![change],
        }
    }
}

/// A kind of work that is done in another way from a day on.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WayChangeRow<'a> {
    /// From when on.
    pub day: DayText<'a>,
    /// What is done.
    pub work: Text<'a>,
    /// How it was done before.
    pub before: Option<Text<'a>>,
    /// How it was done from then on.
    pub now: Option<Text<'a>>,
}

/// A kind of work, and how it is done on purpose.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WayRow<'a> {
    /// What is done.
    pub work: Text<'a>,
    /// How.
    pub now: Option<Text<'a>>,
    /// Why so.
    pub why: Option<Text<'a>>,
    /// When the choice is looked at again.
    pub look_again: Option<DayText<'a>>,
    /// Whether that day has passed.
    pub overdue: bool,
}

#[cfg(test)]
impl WayRow<'_> {
    /// One in which everything is set.
    pub fn filled() -> Self {
        WayRow {
            work: evil(),
            now: Some(evil()),
            why: Some(evil()),
            look_again: day(),
            overdue: true,
        }
    }
}

fn show(renderer: &Renderer<'_>, _: &ListPage) -> View {
    let changes = renderer.report.ways_over_time().iter();
    View::of(&WaysView {
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
