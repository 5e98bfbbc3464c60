//! What the templates of people and teams get.

#[cfg(test)]
use crate::render::context::samples::{ask, day, evil, link, matter, pager, rest};
use crate::render::context::{
    AskContext, DayText, LinkContext, Pager, Rest, ReviewContext, Text, UrgencyContext, ViewContext,
};
use crate::render::views::follow_ups::FollowUpRow;
use serde::Serialize;

/// People and teams.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PeopleView<'a> {
    /// Ordered by name.
    pub teams: Vec<TeamRow<'a>>,
    /// Ordered by name.
    pub people: Vec<PersonRow<'a>>,
    /// Where the list of people goes on.
    pub pager: Pager<'a>,
}

impl ViewContext for PeopleView<'_> {
    const TEMPLATE: &'static str = "people";

    #[cfg(test)]
    fn filled() -> Self {
        let team = TeamRow {
            team: link(),
            purpose: Some(evil()),
            lead: Some(link()),
            members: 1,
            owns: 1,
        };
        PeopleView { teams: vec![team], people: vec![tests::person_row()], pager: pager() }
    }
}

/// A team in the list of teams.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TeamRow<'a> {
    /// Name and view.
    pub team: LinkContext<'a>,
    /// What it answers for.
    pub purpose: Option<Text<'a>>,
    /// Who leads it.
    pub lead: Option<LinkContext<'a>>,
    /// Living members.
    pub members: usize,
    /// Pages it answers for.
    pub owns: usize,
}

/// A person in the list of people.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PersonRow<'a> {
    /// Name and view.
    pub person: LinkContext<'a>,
    /// Roles and teams.
    pub belongs: Vec<LinkContext<'a>>,
    /// Time zone for readers: `Lisbon`.
    pub zone: Option<Text<'a>>,
    /// Working hours for readers.
    pub hours: Option<Text<'a>>,
    /// Working hours for the script that says whether they are at work now.
    pub clock: Option<Text<'a>>,
    /// Pages they answer for.
    pub owns: usize,
}

/// One person.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PersonView<'a> {
    /// Teams they are in.
    pub teams: Vec<LinkContext<'a>>,
    /// Time zone for readers.
    pub zone: Option<Text<'a>>,
    /// Working hours for readers.
    pub hours: Option<Text<'a>>,
    /// Working hours for the script that says whether they are at work now.
    pub clock: Option<Text<'a>>,
    /// When they are away, from today on.
    pub away: Vec<DaysAway<'a>>,
    /// Mail, chat, code host.
    pub contacts: Vec<LinkContext<'a>>,
    /// Who stands in.
    pub cover: Option<LinkContext<'a>>,
    /// What they have to check, and what they answer for.
    pub work: Work<'a>,
}

impl ViewContext for PersonView<'_> {
    const TEMPLATE: &'static str = "person";

    #[cfg(test)]
    fn filled() -> Self {
        PersonView {
            teams: vec![link()],
            zone: Some(evil()),
            hours: Some(evil()),
            clock: Some(evil()),
            away: vec![DaysAway { from: day().unwrap_or_default(), to: day(), is_now: true }],
            contacts: vec![link()],
            cover: Some(link()),
            work: tests::work(),
        }
    }
}

/// Days on which somebody is away.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DaysAway<'a> {
    /// The first day.
    pub from: DayText<'a>,
    /// The last one, where there are more.
    pub to: Option<DayText<'a>>,
    /// Whether they are away on the day of the build.
    pub is_now: bool,
}

/// What somebody answers for.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Work<'a> {
    /// Pages whose review is theirs to do now or soon; at most 20.
    pub due: Vec<DueRow<'a>>,
    /// What they said they would do.
    pub follow_ups: Vec<FollowUpRow<'a>>,
    /// Pages they answer for.
    pub owns: Vec<OwnedRow<'a>>,
    /// Where the list of pages goes on.
    pub pager: Pager<'a>,
}

/// A page that somebody answers for.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OwnedRow<'a> {
    /// The page.
    pub page: LinkContext<'a>,
    /// The top section that it is in.
    pub section: Option<LinkContext<'a>>,
    /// As in [`super::facts::StatusContext::state`].
    pub status: Option<Text<'a>>,
    /// The name of the level, where it is above the default.
    pub urgency: Option<Text<'a>>,
    /// How it stands with its review.
    pub review: Option<ReviewContext<'a>>,
}

/// A page that is to be read.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DueRow<'a> {
    /// The page.
    pub page: LinkContext<'a>,
    /// Its state, and the day.
    pub review: ReviewContext<'a>,
}

/// One team.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TeamView<'a> {
    /// Where to ask, and when an answer usually comes.
    pub ask: Option<AskContext<'a>>,
    /// The levels of urgency at which it answers, the most urgent first.
    pub levels: Vec<UrgencyContext<'a>>,
    /// Sections that are its own.
    pub sections: Vec<LinkContext<'a>>,
    /// When somebody of it can be woken.
    pub on_call: Option<Text<'a>>,
    /// Who leads it.
    pub lead: Option<LinkContext<'a>>,
    /// Living members, where no chart shows them.
    pub members: Vec<PersonRow<'a>>,
    /// Set when there are more of them than shown; all are in the list of people.
    pub rest: Option<Rest<'a>>,
    /// Living members with their hours side by side.
    pub chart: Option<Chart<'a>>,
    /// Chat, code host.
    pub contacts: Vec<LinkContext<'a>>,
    /// Who stands in.
    pub cover: Option<LinkContext<'a>>,
    /// What it has to check, and what it answers for.
    pub work: Work<'a>,
}

impl ViewContext for TeamView<'_> {
    const TEMPLATE: &'static str = "team";

    #[cfg(test)]
    fn filled() -> Self {
        TeamView {
            ask: Some(ask()),
            levels: vec![matter()],
            sections: vec![link()],
            on_call: Some(evil()),
            lead: Some(link()),
            members: vec![tests::person_row()],
            rest: rest(),
            chart: Some(tests::chart()),
            contacts: vec![link()],
            cover: Some(link()),
            work: tests::work(),
        }
    }
}

/// The working hours of some people side by side, on one day by one clock.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Chart<'a> {
    /// The day for which the clocks are compared.
    pub day: DayText<'a>,
    /// Whose clock it is: `Lisbon`.
    pub zone: Text<'a>,
    /// How many minutes that clock is ahead of UTC.
    pub ahead: i32,
    /// One for each person.
    pub rows: Vec<ChartRow<'a>>,
    /// When most of them work.
    pub overlap: Vec<ChartBar>,
    /// The same in words.
    pub times: Vec<Times<'a>>,
    /// How many people say when they work.
    pub people: usize,
    /// How many of them work at the same time at most.
    pub most: usize,
}

/// One person in a chart.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChartRow<'a> {
    /// Who it is.
    pub person: PersonRow<'a>,
    /// When they work; empty where they do not say.
    pub bars: Vec<ChartBar>,
    /// The same in words.
    pub times: Vec<Times<'a>>,
}

/// A bar of a chart, in minutes since midnight; each stands there three times, a day apart.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct ChartBar {
    /// Its left edge.
    pub x: i32,
    /// Its width.
    pub width: u16,
}

/// From when to when, in minutes since midnight and as a clock shows it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Times<'a> {
    /// The first minute.
    pub from: u16,
    /// The minute behind the last.
    pub to: u16,
    /// `09:00`
    pub from_text: Text<'a>,
    /// `17:00`
    pub to_text: Text<'a>,
}

#[cfg(test)]
mod tests {
    use super::{Chart, ChartBar, ChartRow, DueRow, OwnedRow, PersonRow, Times, Work};
    use crate::render::context::samples::{day, evil, link, pager, review};
    use crate::render::views::follow_ups::FollowUpRow;

    pub(super) fn person_row() -> PersonRow<'static> {
        PersonRow {
            person: link(),
            belongs: vec![link()],
            zone: Some(evil()),
            hours: Some(evil()),
            clock: Some(evil()),
            owns: 1,
        }
    }

    pub(super) fn work() -> Work<'static> {
        let owned = OwnedRow {
            page: link(),
            section: Some(link()),
            status: Some("draft".into()),
            urgency: Some(evil()),
            review: Some(review("stale")),
        };
        let due = vec![DueRow { page: link(), review: review("stale") }];
        let follow_ups = vec![FollowUpRow::filled()];
        Work { due, follow_ups, owns: vec![owned], pager: pager() }
    }

    pub(super) fn chart() -> Chart<'static> {
        let times = || vec![Times { from: 0, to: 1, from_text: evil(), to_text: evil() }];
        let bars = vec![ChartBar { x: -1, width: 1 }];
        let row = ChartRow { person: person_row(), bars, times: times() };
        Chart {
            day: day().unwrap_or_default(),
            zone: evil(),
            ahead: -60,
            rows: vec![row],
            overlap: vec![ChartBar { x: -1, width: 1 }],
            times: times(),
            people: 2,
            most: 2,
        }
    }
}
