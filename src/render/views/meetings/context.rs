//! What the template of meetings gets.

#[cfg(test)]
use crate::render::context::samples::{clock, day, evil, link, pager};
use crate::render::context::{ClockText, DayText, LinkContext, Pager, Text, ViewContext};
use serde::Serialize;

/// Meetings: what comes, what was, by series.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MeetingsView<'a> {
    /// The day of all this.
    pub as_of: DayText<'a>,
    /// The next ones, the soonest first.
    pub upcoming: Vec<MeetingRow<'a>>,
    /// Those that were, the latest first.
    pub recent: Vec<MeetingRow<'a>>,
    /// The series.
    pub series: Vec<SeriesRow<'a>>,
    /// How many were live and how many in writing, by quarter, the latest first.
    pub quarters: Vec<QuarterRow<'a>>,
    /// The calendar of all.
    pub calendar: Option<Text<'a>>,
    /// Where the list of those that were goes on.
    pub pager: Pager<'a>,
}

impl ViewContext for MeetingsView<'_> {
    const TEMPLATE: &'static str = "meetings";

    #[cfg(test)]
    fn filled() -> Self {
        let meeting = |state: &'static str| MeetingRow {
            meeting: link(),
            day: day(),
            time: clock(),
            state: state.into(),
            facilitator: Some(link()),
            open: 1,
        };
        let series = SeriesRow {
            id: evil(),
            name: evil(),
            next: day(),
            time: clock(),
            length: Some(evil()),
            facilitator: Some(link()),
            attendees: vec![link()],
            why_sync: Some(evil()),
            look_again: day(),
            overdue: true,
            records: vec![meeting("held")],
            calendar: Some(evil()),
        };
        MeetingsView {
            as_of: day().unwrap_or_default(),
            upcoming: vec![meeting("planned"), meeting("computed")],
            recent: vec![meeting("cancelled")],
            series: vec![series],
            quarters: vec![QuarterRow { name: evil(), live: 1, ..QuarterRow::default() }],
            calendar: Some(evil()),
            pager: pager(),
        }
    }
}

/// One meeting.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MeetingRow<'a> {
    /// Its record; without one, the name of its series.
    pub meeting: LinkContext<'a>,
    /// Its day.
    pub day: Option<DayText<'a>>,
    /// When it begins.
    pub time: Option<ClockText<'a>>,
    /// `planned`, `held`, `cancelled`, `moved-to-async`, or `computed` without a record.
    pub state: Text<'a>,
    /// Who leads through it.
    pub facilitator: Option<LinkContext<'a>>,
    /// How many of its follow-ups are open.
    pub open: usize,
}

/// A series of meetings.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SeriesRow<'a> {
    /// Its id, for the fragment.
    pub id: Text<'a>,
    /// Its name.
    pub name: Text<'a>,
    /// When the next one is.
    pub next: Option<DayText<'a>>,
    /// When they begin.
    pub time: Option<ClockText<'a>>,
    /// How long they are.
    pub length: Option<Text<'a>>,
    /// Who leads through them.
    pub facilitator: Option<LinkContext<'a>>,
    /// Who comes.
    pub attendees: Vec<LinkContext<'a>>,
    /// Why they are live.
    pub why_sync: Option<Text<'a>>,
    /// When to think again about whether they are needed.
    pub look_again: Option<DayText<'a>>,
    /// Whether that day has passed.
    pub overdue: bool,
    /// The latest records.
    pub records: Vec<MeetingRow<'a>>,
    /// Its calendar.
    pub calendar: Option<Text<'a>>,
}

/// The meetings of a quarter.
#[derive(Clone, Debug, Default, Serialize)]
pub struct QuarterRow<'a> {
    /// `Q4 2026`
    pub name: Text<'a>,
    /// Held live.
    pub live: usize,
    /// Done in writing instead.
    pub written: usize,
    /// Cancelled.
    pub cancelled: usize,
    /// How much of what was held or moved was in writing, in percent.
    pub share: usize,
}
