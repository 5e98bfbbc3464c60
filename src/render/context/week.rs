//! What the views of the company's week show: follow-ups, meetings, decisions, brainstorms,
//! changes.

use super::{DayText, LinkContext, Pager, Text};
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
