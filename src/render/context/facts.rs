//! The facts of a page, for its head.

use super::parts::{ClockText, DayText, LinkContext, Text};
use serde::Serialize;

/// The state of a page that its author declares. The sentence is `words.status[state]`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StatusContext<'a> {
    /// `draft`, `deprecated`, `superseded`, `archived`, `expired`.
    pub state: Text<'a>,
    /// What to read instead.
    pub instead: Vec<LinkContext<'a>>,
    /// The day of it, as for `expired`.
    pub day: Option<DayText<'a>>,
    /// Of a page that is due, the day of its last review.
    pub reviewed: Option<DayText<'a>>,
    /// Of a page that is due, the owner, and how to tell them what is wrong.
    pub tell: Option<LinkContext<'a>>,
}

/// One line below the heading, and more in a disclosure.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FactsContext<'a> {
    /// Who answers, the accountable one first.
    pub owners: Vec<LinkContext<'a>>,
    /// `owned`, `unowned`, `orphaned`; `None` until governance judges.
    pub owner_state: Option<Text<'a>>,
    /// What is known of the review.
    pub review: Option<ReviewContext<'a>>,
    /// Where to ask, and when an answer usually comes.
    pub ask: Option<AskContext<'a>>,
    /// The policy for what the page is about.
    pub urgency: Option<UrgencyContext<'a>>,
    /// When a mistake on the page is answered, as it is promised: "1 working day".
    pub mistake: Option<Text<'a>>,
    /// What else is known, for the disclosure: version, approver, classification, the author's own
    /// declared keys.
    pub more: Vec<Fact<'a>>,
}

/// The review axis. The words are `words.review[state]` with `{reviewed}` and `{due}`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReviewContext<'a> {
    /// `invalid`, `exempt`, `snoozed`, `stale`, `never-reviewed`, `due-soon`, `fresh`; `stated`
    /// while nothing judges: the page says when it was reviewed, and that is all.
    pub state: Text<'a>,
    /// The day somebody read all of it.
    pub reviewed: Option<DayText<'a>>,
    /// Who it was.
    pub by: Vec<LinkContext<'a>>,
    /// The day by which it is read again.
    pub due: Option<DayText<'a>>,
    /// The whole sentence, for the disclosure.
    pub sentence: Option<Text<'a>>,
}

/// Where readers ask.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AskContext<'a> {
    /// The channel, person or address.
    pub channel: LinkContext<'a>,
    /// When an answer usually comes.
    pub answer: Option<Expected<'a>>,
    /// What the channel is for.
    pub purpose: Option<Text<'a>>,
    /// What the channel is not for.
    pub not_for: Option<Text<'a>>,
}

/// When something comes: a promise, and what the page's script needs to turn it into a time of the
/// reader's own clock.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Expected<'a> {
    /// "4 working hours".
    pub within: Text<'a>,
    /// The promise and whose time counts, for `data-answer`; none where nobody's hours are known.
    pub data: Option<Text<'a>>,
}

/// The policy for what a page is about.
#[derive(Clone, Debug, Default, Serialize)]
pub struct UrgencyContext<'a> {
    /// The id of the level: `critical`.
    pub level: Text<'a>,
    /// The name and the place of its definition.
    pub name: LinkContext<'a>,
    /// Whether it is more urgent than whatever says nothing.
    pub above: bool,
    /// Whether nothing is more urgent.
    pub is_highest: bool,
    /// What it means.
    pub means: Option<Text<'a>>,
    /// Where to ask, the best place first.
    pub channels: Vec<LinkContext<'a>>,
    /// When somebody says that they have seen it.
    pub reply: Option<Expected<'a>>,
    /// When there is an answer.
    pub answer: Option<Expected<'a>>,
    /// When the promise holds; none for the working hours of whoever answers.
    pub hours: Option<Text<'a>>,
    /// Whom to go to next, and when.
    pub escalate: Vec<StepContext<'a>>,
}

/// One step of an escalation.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StepContext<'a> {
    /// After how long: "15 minutes".
    pub after: Text<'a>,
    /// Who is asked then.
    pub to: LinkContext<'a>,
    /// How they are reached where no link can be followed.
    pub contacts: Vec<Text<'a>>,
}

/// A label and its values. The label is `words.facts[id]`, or `label` where the theme has no such
/// word.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Fact<'a> {
    /// `version`, `approver`, `approved`, `effective`, `classification`, `audience`, `size` … or
    /// the author's key.
    pub id: Text<'a>,
    /// Shown where `words.facts` has no such id.
    pub label: Text<'a>,
    /// At least one.
    pub values: Vec<LinkContext<'a>>,
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
