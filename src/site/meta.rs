//! What a page says of itself: its front matter, or the defaults of its section, typed.
//!
//! Each value knows its place and the key it was written with. What follows from the values is
//! judged elsewhere.

use crate::day::{Day, Period};
use crate::site::acknowledgement::AcknowledgeMeta;
use crate::site::record::RecordMeta;
use crate::site::urgency::PageUrgency;
use crate::site::weight::Weight;
use crate::yaml::{MapEntry, Sourced};
use std::fmt::{Display, Formatter, Result};

/// The values of one page's front matter, or of one entry of `defaults`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// The title.
    pub(crate) title: Option<Sourced<String>>,
    /// A shorter title for navigation.
    pub(crate) nav_title: Option<Sourced<String>>,
    /// One sentence about the page.
    pub(crate) description: Option<Sourced<String>>,
    /// What people call the page as well.
    pub(crate) also: Vec<Sourced<String>>,
    /// Tags.
    pub(crate) tags: Vec<Sourced<String>>,
    /// The place among the pages of its section; the smallest comes first.
    pub(crate) weight: Option<Sourced<Weight>>,
    /// The last segment of the address.
    pub(crate) slug: Option<Sourced<String>>,
    /// Old addresses, as they are written.
    pub(crate) aliases: Vec<Sourced<String>>,
    /// What kind of page it is.
    pub(crate) page_type: Option<Sourced<PageType>>,
    /// Who answers; the first is accountable.
    pub(crate) owners: Vec<Sourced<String>>,
    /// Where readers ask.
    pub(crate) ask: Vec<Sourced<Ask>>,
    /// The day on which somebody read all of it and it was right.
    pub(crate) reviewed: Option<Sourced<Day>>,
    /// Who read it.
    pub(crate) reviewed_by: Option<Sourced<String>>,
    /// What that person had to say.
    pub(crate) review_note: Option<Sourced<String>>,
    /// Day and hash of what was read.
    pub(crate) reviewed_hash: Option<Sourced<ReviewedHash>>,
    /// The day of the next review.
    pub(crate) next_review: Option<Sourced<Day>>,
    /// The interval until the next review.
    pub(crate) review_every: Option<Sourced<Period>>,
    /// Pages or globs; a change there asks for a review here.
    pub(crate) review_when: Vec<Sourced<String>>,
    /// A review put off.
    pub(crate) snooze: Option<Sourced<Snooze>>,
    /// Why it needs no review.
    pub(crate) review_exempt: Option<Sourced<String>>,
    /// Where in its life it is.
    pub(crate) status: Option<Sourced<Status>>,
    /// The page that replaces it.
    pub(crate) superseded_by: Option<Sourced<String>>,
    /// The last day on which it holds.
    pub(crate) expires: Option<Sourced<Day>>,
    /// The day from which readers may see it.
    pub(crate) publish_date: Option<Sourced<Day>>,
    /// The day from which readers may no longer see it.
    pub(crate) expiry_date: Option<Sourced<Day>>,
    /// How urgent the matter of the page is: a level, or one refined.
    pub(crate) urgency: Option<Sourced<PageUrgency>>,
    /// For whom it is.
    pub(crate) audience: Option<Sourced<String>>,
    /// The version, as it is written.
    pub(crate) version: Option<Sourced<String>>,
    /// Who approved it.
    pub(crate) approvers: Vec<Sourced<String>>,
    /// When it was approved.
    pub(crate) approved: Option<Sourced<Day>>,
    /// From when on it holds.
    pub(crate) effective: Option<Sourced<Day>>,
    /// A label such as `internal`.
    pub(crate) classification: Option<Sourced<String>>,
    /// The change table.
    pub(crate) changes: Vec<Sourced<ChangeEntry>>,
    /// Who has to acknowledge it.
    pub(crate) acknowledge: Option<Sourced<AcknowledgeMeta>>,
    /// What a meeting, a brainstorm or a decision says of itself.
    pub(crate) record: RecordMeta,
    /// All other entries, in the order of the file.
    pub(crate) extra: Vec<MapEntry>,
    /// Keys, by their canonical names, whose values are malformed, impossible, ambiguous or in
    /// conflict.
    pub(crate) rejected: Vec<&'static str>,
    /// Whether the block is not YAML; then only what stood before the mistake was read.
    pub(crate) broken: bool,
}

/// What kind of page it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PageType {
    /// A page like any other.
    #[default]
    Page,
    /// A policy.
    Policy,
    /// What to do when something happens.
    Runbook,
    /// The record of a meeting.
    Meeting,
    /// A question put to people in writing.
    Brainstorm,
    /// A decision.
    Decision,
    /// A type of the company's own.
    Other(String),
}

/// Where readers ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// A channel, an address or words.
    pub(crate) text: String,
    /// Where the words lead.
    pub(crate) link: Option<String>,
}

/// Which text was read on which day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewedHash {
    /// The day of the review.
    pub(crate) day: Day,
    /// The first 16 hexadecimal digits of the text's hash.
    pub(crate) digits: String,
}

/// A review put off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snooze {
    /// The last day of rest.
    pub(crate) until: Day,
    /// Why.
    pub(crate) reason: String,
}

/// Where in its life a page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Not for readers yet.
    Draft,
    /// It holds.
    Current,
    /// It still holds, but something better is coming.
    Deprecated,
    /// Another page replaces it.
    Superseded,
    /// Kept, and not in force.
    Archived,
    /// A status of a meeting, a decision or a type of the company's own.
    Other(String),
}

/// One row of a change table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeEntry {
    /// When.
    pub(crate) day: Day,
    /// What.
    pub(crate) what: String,
    /// Whether everybody is told.
    pub(crate) major: bool,
}

impl Meta {
    /// Whether the value of a key, by its canonical name, could not be used as it is written.
    pub fn is_rejected(&self, key: &str) -> bool {
        self.rejected.contains(&key)
    }

    /// The date that keeps it from readers on a day.
    pub fn held_on(&self, today: Day) -> Option<&Sourced<Day>> {
        let early = self.publish_date.as_ref().filter(|day| *day.value() > today);
        early.or_else(|| self.expiry_date.as_ref().filter(|day| *day.value() <= today))
    }

    /// What kind of page it is; an ordinary one where it does not say.
    pub fn kind(&self) -> &PageType {
        const PAGE: &PageType = &PageType::Page;
        self.page_type.as_ref().map_or(PAGE, |written| written.value())
    }

    /// Whether the page says that it is not for readers yet.
    pub fn is_draft(&self) -> bool {
        self.status.as_ref().is_some_and(|status| *status.value() == Status::Draft)
    }
}

impl PageType {
    /// The name, as front matter has it.
    pub fn id(&self) -> &str {
        match self {
            PageType::Page => "page",
            PageType::Policy => "policy",
            PageType::Runbook => "runbook",
            PageType::Meeting => "meeting",
            PageType::Brainstorm => "brainstorm",
            PageType::Decision => "decision",
            PageType::Other(name) => name,
        }
    }

    /// The name where readers are told of it: for the types that the tool knows, but for ordinary
    /// pages.
    pub fn for_readers(&self) -> Option<&str> {
        (!matches!(self, PageType::Page | PageType::Other(_))).then(|| self.id())
    }
}

impl Status {
    /// The name, as front matter has it.
    pub fn id(&self) -> &str {
        match self {
            Status::Current => "current",
            Status::Other(name) => name,
            known => known.for_readers().unwrap_or_default(),
        }
    }

    /// The name where readers have to be told before they read on.
    pub fn for_readers(&self) -> Option<&'static str> {
        match self {
            Status::Draft => Some("draft"),
            Status::Deprecated => Some("deprecated"),
            Status::Superseded => Some("superseded"),
            Status::Archived => Some("archived"),
            Status::Current | Status::Other(_) => None,
        }
    }
}

impl Display for PageType {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        out.write_str(self.id())
    }
}

impl Display for Status {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        out.write_str(self.id())
    }
}

impl Display for Ask {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        out.write_str(&self.text)
    }
}

/// As it is written.
impl Display for ReviewedHash {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        write!(out, "{}-{}", self.day, self.digits)
    }
}

impl Display for Snooze {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        write!(out, "until {}: {}", self.until, self.reason)
    }
}

impl Display for ChangeEntry {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        write!(out, "{}: {}", self.day, self.what)
    }
}
