//! What the views of the company's week show: follow-ups, meetings, decisions, brainstorms,
//! changes.

use super::facts::Fact;
use super::parts::{DayText, LinkContext, Pager, Rest, Text};
use serde::Serialize;

/// What is to be done, by whom and when.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FollowUpsView<'a> {
    /// The day of all this.
    pub as_of: DayText<'a>,
    /// How many are open.
    pub open: usize,
    /// How many of these are overdue.
    pub late: usize,
    /// How many are done.
    pub done: usize,
    /// Those that are overdue, the longest first.
    pub overdue: Vec<FollowUpRow<'a>>,
    /// The others that have a day, the next one first.
    pub due: Vec<FollowUpRow<'a>>,
    /// Those without a day.
    pub undated: Vec<FollowUpRow<'a>>,
    /// How many each person or team has.
    pub owners: Vec<FollowUpCount<'a>>,
    /// How many came from each series of meetings, or section.
    pub sources: Vec<FollowUpCount<'a>>,
    /// Inside a page: where all are, if there are more.
    pub rest: Option<Rest<'a>>,
    /// Where it goes on.
    pub pager: Pager<'a>,
}

/// One thing to be done.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FollowUpRow<'a> {
    /// What; the link leads to its part of the record.
    pub what: LinkContext<'a>,
    /// Who, the accountable one first.
    pub owners: Vec<LinkContext<'a>>,
    /// By when.
    pub due: Option<DayText<'a>>,
    /// Whether that day has passed.
    pub late: bool,
    /// The record.
    pub source: Option<Text<'a>>,
    /// Where its box is ticked.
    pub edit: Option<Text<'a>>,
}

/// How many follow-ups somebody has, or something brought.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FollowUpCount<'a> {
    /// Who or what.
    pub of: LinkContext<'a>,
    /// How many are open.
    pub open: usize,
    /// How many of these are overdue.
    pub late: usize,
}

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

/// A time of day at a place, and the moment for machines.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ClockText<'a> {
    /// `14:00`
    pub text: Text<'a>,
    /// `Lisbon`
    pub zone: Text<'a>,
    /// `2026-11-26T14:00:00+00:00`
    pub iso: Text<'a>,
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

/// The head of a record: what it is about instead of reviews.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RecordContext<'a> {
    /// `planned`, `held`, `cancelled`, `moved-to-async`, `proposed`, `open`, `closed` …
    pub state: Option<Text<'a>>,
    /// Its day.
    pub day: Option<DayText<'a>>,
    /// When it begins.
    pub time: Option<ClockText<'a>>,
    /// The last day for contributions.
    pub closes: Option<DayText<'a>>,
    /// What else is known, by the words of `record`.
    pub facts: Vec<Fact<'a>>,
    /// The one before it in its series.
    pub before: Option<LinkContext<'a>>,
    /// The one behind it.
    pub behind: Option<LinkContext<'a>>,
    /// Where somebody adds their own contribution.
    pub add: Option<Text<'a>>,
    /// Whether contributions are kept from readers until it closes.
    pub hidden: bool,
}

/// Decisions as a log.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DecisionsView<'a> {
    /// The day of all this.
    pub as_of: DayText<'a>,
    /// Those on which comments are open.
    pub open: Vec<DecisionRow<'a>>,
    /// Those to be looked at again now or soon, the first one first.
    pub due: Vec<DecisionRow<'a>>,
    /// What happens to them, by month.
    pub timeline: Vec<TimelineMonth<'a>>,
    /// All, the latest first.
    pub log: Vec<DecisionRow<'a>>,
    /// How many were taken in writing and how many live, by year, the latest first.
    pub years: Vec<QuarterRow<'a>>,
    /// Where the log goes on.
    pub pager: Pager<'a>,
}

/// One decision.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DecisionRow<'a> {
    /// The page.
    pub decision: LinkContext<'a>,
    /// When it was taken or proposed.
    pub day: Option<DayText<'a>>,
    /// `proposed`, `accepted`, `rejected`, `deprecated`, `superseded`, or the company's own word.
    pub state: Text<'a>,
    /// `async`, `sync`
    pub mode: Option<Text<'a>>,
    /// Who decides.
    pub deciders: Vec<LinkContext<'a>>,
    /// Until when comments are open.
    pub comment_until: Option<DayText<'a>>,
    /// When it is looked at again.
    pub revisit: Option<DayText<'a>>,
    /// Whether that day has passed.
    pub late: bool,
    /// What replaces it.
    pub replaced_by: Vec<LinkContext<'a>>,
}

/// What happens to decisions in a month.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelineMonth<'a> {
    /// Its name, with the year.
    pub name: Text<'a>,
    /// The latest first.
    pub events: Vec<TimelineEvent<'a>>,
}

/// Something that happens to a decision.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelineEvent<'a> {
    /// The page.
    pub decision: LinkContext<'a>,
    /// When.
    pub day: DayText<'a>,
    /// Where it stands, where it was taken or proposed on the day.
    pub state: Option<Text<'a>>,
    /// What it replaces, on that day.
    pub replaces: Vec<LinkContext<'a>>,
    /// What replaces it by now.
    pub replaced_by: Vec<LinkContext<'a>>,
    /// What came of looking at it again.
    pub outcome: Option<Text<'a>>,
    /// Why.
    pub note: Option<Text<'a>>,
    /// Whether comments close on the day.
    pub closes: bool,
    /// Whether it is to be looked at again on the day.
    pub next: bool,
    /// Whether that day has passed.
    pub late: bool,
}

/// Questions put to people over days.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BrainstormsView<'a> {
    /// The day of all this.
    pub as_of: DayText<'a>,
    /// Those that are open, the one that closes first before all.
    pub open: Vec<BrainstormRow<'a>>,
    /// Those that are over, the latest first.
    pub closed: Vec<BrainstormRow<'a>>,
    /// Where the list of those that are over goes on.
    pub pager: Pager<'a>,
}

/// One question.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BrainstormRow<'a> {
    /// The page.
    pub question: LinkContext<'a>,
    /// What people are asked, where it is not the title.
    pub text: Option<Text<'a>>,
    /// `planned`, `open`, `closed`
    pub state: Text<'a>,
    /// The last day.
    pub closes: Option<DayText<'a>>,
    /// How many days are left.
    pub left: Option<i64>,
    /// Who has written.
    pub heard: Vec<LinkContext<'a>>,
    /// Who was asked and has not written yet.
    pub waiting: Vec<LinkContext<'a>>,
    /// What came of it.
    pub outcome: Option<LinkContext<'a>>,
    /// Whether contributions are kept from readers until it closes.
    pub hidden: bool,
    /// Where somebody adds their own.
    pub add: Option<Text<'a>>,
}

/// What changed, by week.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChangesView<'a> {
    /// The weeks, the latest first.
    pub weeks: Vec<WeekRow<'a>>,
    /// Whether the history is cut off, or there is none.
    pub cut_off: bool,
    /// The feed of all changes.
    pub feed: Option<Text<'a>>,
    /// Feeds of sections, owners and types.
    pub feeds: Vec<LinkContext<'a>>,
    /// Inside a page: where all are, if there are more.
    pub rest: Option<Rest<'a>>,
    /// Where it goes on.
    pub pager: Pager<'a>,
}

/// The changes of one week.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WeekRow<'a> {
    /// Its Monday.
    pub monday: DayText<'a>,
    /// What everybody is told.
    pub major: Vec<ChangeRow<'a>>,
    /// The rest, by page; what touched very many pages at once is one row.
    pub minor: Vec<ChangeRow<'a>>,
}

/// Some changes of one page, or one of many pages.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChangeRow<'a> {
    /// The page; none where there are many.
    pub page: Option<LinkContext<'a>>,
    /// How many pages, where there are many.
    pub pages: usize,
    /// How many changes.
    pub count: usize,
    /// What tells the latest one from all others.
    pub key: Text<'a>,
    /// What the latest one was.
    pub what: Vec<TextPiece<'a>>,
    /// When that was.
    pub day: DayText<'a>,
    /// Who made it.
    pub author: Option<LinkContext<'a>>,
    /// Whether the page is new.
    pub is_new: bool,
    /// Whether everybody is told.
    pub is_major: bool,
    /// The text of the page after it, in the repository.
    pub text: Option<Text<'a>>,
}

/// A piece of a line, such as the first line of a commit.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TextPiece<'a> {
    /// Its words.
    pub text: Text<'a>,
    /// Whether it stood between backticks.
    pub is_code: bool,
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
