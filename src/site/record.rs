//! What records of meetings, brainstorms and decisions say of themselves in their front matter.

use crate::day::{Day, Period, Wait, Zone, hours};
use crate::yaml::Sourced;
use std::fmt::{Display, Formatter, Result};

/// The keys of records. A page of another type has none of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecordMeta {
    /// The series of a meeting.
    pub(crate) series: Option<Sourced<String>>,
    /// The day of the meeting, or on which the decision was taken.
    pub(crate) date: Option<Sourced<Day>>,
    /// When the meeting begins.
    pub(crate) time: Option<Sourced<ClockTime>>,
    /// Whose clock that is.
    pub(crate) timezone: Option<Sourced<Zone>>,
    /// How long the meeting is.
    pub(crate) length: Option<Sourced<Wait>>,
    /// Who leads through it.
    pub(crate) facilitator: Option<Sourced<String>>,
    /// Who writes the notes.
    pub(crate) notetaker: Option<Sourced<String>>,
    /// Who comes.
    pub(crate) attendees: Option<Sourced<Attendees>>,
    /// Why it is not done in writing.
    pub(crate) why_sync: Option<Sourced<String>>,
    /// How long before the meeting its agenda is there.
    pub(crate) notes_due: Option<Sourced<Wait>>,
    /// Who decides.
    pub(crate) decision_makers: Vec<Sourced<String>>,
    /// Who was asked.
    pub(crate) consulted: Vec<Sourced<String>>,
    /// Who is told.
    pub(crate) informed: Vec<Sourced<String>>,
    /// In writing or live.
    pub(crate) mode: Option<Sourced<DecisionMode>>,
    /// The last day for comments.
    pub(crate) comment_until: Option<Sourced<Day>>,
    /// How easily it can be taken back.
    pub(crate) reversible: Option<Sourced<String>>,
    /// What would make somebody look at it again.
    pub(crate) revisit_when: Option<Sourced<String>>,
    /// The decisions that it replaces.
    pub(crate) supersedes: Vec<Sourced<String>>,
    /// What came of each time that somebody looked at it again.
    pub(crate) revisits: Vec<Sourced<Revisit>>,
    /// What came of it.
    pub(crate) outcome: Option<Sourced<String>>,
    /// What people are asked.
    pub(crate) question: Option<Sourced<String>>,
    /// The first day for contributions.
    pub(crate) opens: Option<Sourced<Day>>,
    /// The last day for contributions.
    pub(crate) closes: Option<Sourced<Day>>,
    /// Who is asked.
    pub(crate) invited: Vec<Sourced<String>>,
    /// Whether nobody reads contributions before it closes.
    pub(crate) hide_until_close: Option<Sourced<bool>>,
}

/// What came of looking at a decision again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revisit {
    /// When that was.
    pub(crate) date: Day,
    /// `kept`, `changed`, `dropped`, or in the author's words.
    pub(crate) outcome: String,
    /// Why.
    pub(crate) note: Option<String>,
}

impl Display for Revisit {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        write!(formatter, "{}: {}", self.date, self.outcome)
    }
}

/// Who comes to a meeting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attendees {
    /// Without them it makes no sense.
    pub(crate) required: Vec<Sourced<String>>,
    /// May come.
    pub(crate) optional: Vec<Sourced<String>>,
    /// Could not come.
    pub(crate) absent: Vec<Sourced<String>>,
}

/// A time of day, in minutes since midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockTime(pub(crate) u16);

/// How something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionMode {
    /// In writing, at any hour.
    Async,
    /// Live.
    Sync,
}

impl Attendees {
    /// Everybody who is expected, in the order of the file.
    pub fn expected(&self) -> impl Iterator<Item = &Sourced<String>> {
        self.required.iter().chain(&self.optional)
    }

    /// Everybody who is named.
    pub fn all(&self) -> impl Iterator<Item = &Sourced<String>> {
        self.expected().chain(&self.absent)
    }
}

impl Display for Attendees {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        let names: Vec<&str> = self.expected().map(|name| name.value().as_str()).collect();
        out.write_str(&names.join(", "))
    }
}

impl Display for ClockTime {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        out.write_str(&hours::clock(self.0))
    }
}

impl Display for DecisionMode {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        out.write_str(match self {
            DecisionMode::Async => "async",
            DecisionMode::Sync => "sync",
        })
    }
}

/// A meeting that comes again.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The name in handbook.yaml.
    pub(crate) id: Sourced<String>,
    /// The name for readers.
    pub(crate) name: Option<String>,
    /// Who comes.
    pub(crate) attendees: Attendees,
    /// Who leads through it.
    pub(crate) facilitator: Option<Sourced<String>>,
    /// Whose clock `time` is.
    pub(crate) timezone: Option<Zone>,
    /// When it begins.
    pub(crate) time: Option<ClockTime>,
    /// How long it is.
    pub(crate) length: Option<Wait>,
    /// How often it comes.
    pub(crate) every: Option<Period>,
    /// A day on which it was, from which the others are counted.
    pub(crate) first: Option<Day>,
    /// The day of the week, from Monday as 0.
    pub(crate) weekday: Option<usize>,
    /// Why it is not done in writing.
    pub(crate) why_sync: Option<String>,
    /// When to think again about whether it is needed.
    pub(crate) look_again: Option<Sourced<Day>>,
    /// How long before a meeting its agenda is there.
    pub(crate) notes_due: Option<Wait>,
    /// Who may know that there is such a meeting.
    pub(crate) audience: Option<Sourced<String>>,
}

impl Series {
    /// The name for readers.
    pub fn title(&self) -> String {
        self.name.clone().unwrap_or_else(|| crate::site::name::title(self.id.value()))
    }

    /// Whether somebody who writes this means it.
    pub fn is_named(&self, name: &str) -> bool {
        self.id.value().eq_ignore_ascii_case(name.trim())
    }
}
