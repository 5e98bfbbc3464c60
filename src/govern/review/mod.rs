//! The review axis: each page is in exactly one state on a given day.

use crate::config;
use crate::day::{Day, Period};
use crate::load::meta::table;
use crate::site::meta::{Meta, PageType, Status};
use crate::yaml::Sourced;
use serde::Serialize;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// How far ahead a review may lie because somebody's calendar is a day further.
const TIME_ZONES: i64 = 1;

/// What is to be thought of a page's review. The first state that holds counts.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Display,
    EnumIter,
    EnumString,
    IntoStaticStr,
    Serialize,
)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum ReviewState {
    /// What it says of its review cannot be used.
    Invalid,
    /// It needs no review.
    Exempt,
    /// Its review was put off.
    Snoozed,
    /// Its review is overdue.
    Stale,
    /// Nobody has read all of it yet.
    NeverReviewed,
    /// Its review is due within the window.
    DueSoon,
    /// It was read, and need not be read again yet.
    Fresh,
}

/// What a page says of its review; its own values before those of defaults and settings.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReviewFacts {
    /// Whether a value that decides cannot be used as it is written.
    pub is_malformed: bool,
    /// Why it needs no review.
    pub exemption: Option<Exemption>,
    /// The day of the last review.
    pub reviewed: Option<Day>,
    /// The day of the next review; of a decision, the day to come back.
    pub next_review: Option<Day>,
    /// The interval between reviews.
    pub every: Option<Period>,
    /// The last day of rest, and whether there is a reason for it.
    pub snooze: Option<ActiveSnooze>,
    /// The last day on which the page holds.
    pub expires: Option<Day>,
}

/// A review put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActiveSnooze {
    /// The last day of rest.
    pub until: Day,
    /// Whether a reason is given.
    pub has_reason: bool,
}

/// Why a page needs no review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exemption {
    /// The page says so, with this reason.
    Reason(String),
    /// handbook.yaml says so of all pages.
    AllPages,
    /// It is not for readers yet.
    Draft,
    /// It is kept, and not in force.
    Archived,
    /// Another page replaces it.
    Superseded,
    /// It is the record of a meeting.
    Meeting,
    /// It is a question that was put to people.
    Brainstorm,
    /// It is a decision that names no day to come back.
    Decision,
}

/// How far ahead one looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// How long before its day a review is announced.
    pub due_soon: Period,
    /// How far away a snooze may end.
    pub snooze_max: Period,
}

/// What was found out about a page's review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedReview {
    /// The state.
    pub state: ReviewState,
    /// The day on which the next review is due, and still in time; `None` where there is none, or
    /// it is not known.
    pub due: Option<Day>,
    /// The last day of rest, of a review that is put off.
    pub rests_until: Option<Day>,
    /// Why it is invalid.
    pub faults: Vec<Fault>,
    /// Whether the page no longer holds.
    pub is_expired: bool,
}

/// What cannot be used, although it is well written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A value could not be read; another finding says which.
    Malformed,
    /// The review is in the future.
    FutureReview(Day),
    /// The snooze ends after this last possible day.
    SnoozeTooLong(Day),
    /// The snooze has no reason.
    SnoozeWithoutReason,
}

impl ReviewFacts {
    /// What a page says; `meta` has the defaults of its section in it already.
    pub fn of(meta: &Meta, settings: &config::ReviewSettings) -> Self {
        let snooze = meta.snooze.as_ref().map(|snooze| ActiveSnooze {
            until: snooze.value().until,
            has_reason: !snooze.value().reason.trim().is_empty(),
        });
        ReviewFacts {
            is_malformed: meta.broken || has_unusable_key(meta),
            exemption: exemption(meta, settings),
            reviewed: meta.reviewed.as_ref().map(|day| *day.value()),
            next_review: meta.next_review.as_ref().map(|day| *day.value()),
            every: meta.review_every.as_ref().map(|period| *period.value()).or(settings.every),
            snooze,
            expires: meta.expires.as_ref().map(|day| *day.value()),
        }
    }
}

/// Whether a key that decides about reviews and owners cannot be used as it is written.
fn has_unusable_key(meta: &Meta) -> bool {
    table::keys().any(|key| key.is_governing && meta.is_rejected(key.name))
}

/// Why a page needs no review: by what it is, then by what it says, then by the settings.
fn exemption(meta: &Meta, settings: &config::ReviewSettings) -> Option<Exemption> {
    let status = meta.status.as_ref().map(Sourced::value);
    let page_type = meta.page_type.as_ref().map(Sourced::value);
    let said = meta
        .review_exempt
        .as_ref()
        .map(|reason| reason.value().trim())
        .filter(|reason| !reason.is_empty());
    match (status, page_type) {
        (Some(Status::Draft), _) => Some(Exemption::Draft),
        (Some(Status::Archived), _) => Some(Exemption::Archived),
        (Some(Status::Superseded), _) => Some(Exemption::Superseded),
        _ if meta.superseded_by.is_some() => Some(Exemption::Superseded),
        (_, Some(PageType::Meeting)) => Some(Exemption::Meeting),
        (_, Some(PageType::Brainstorm)) => Some(Exemption::Brainstorm),
        (_, Some(PageType::Decision)) if meta.next_review.is_none() => Some(Exemption::Decision),
        _ => said
            .map(|reason| Exemption::Reason(reason.to_owned()))
            .or(settings.exempt.then_some(Exemption::AllPages)),
    }
}

/// Judges a page's review on a day.
pub fn judge(facts: &ReviewFacts, limits: &Limits, today: Day) -> JudgedReview {
    let faults = faults(facts, limits, today);
    let due = due(facts).filter(|_| faults.is_empty() && facts.exemption.is_none());
    let is_expired = facts.expires.is_some_and(|last| today > last);
    let state =
        if faults.is_empty() { state(facts, due, limits, today) } else { ReviewState::Invalid };
    let snooze = facts.snooze.filter(|_| state == ReviewState::Snoozed);
    let rests_until = snooze.map(|snooze| snooze.until);
    JudgedReview { state, due, rests_until, faults, is_expired }
}

/// The day on which the next review is due. A day that was named is kept until a review on or after
/// it.
pub fn due(facts: &ReviewFacts) -> Option<Day> {
    let by_interval = || Some(facts.reviewed?.plus(facts.every?));
    match facts.next_review {
        Some(next) if facts.reviewed.is_none_or(|reviewed| reviewed < next) => Some(next),
        _ => by_interval(),
    }
}

fn faults(facts: &ReviewFacts, limits: &Limits, today: Day) -> Vec<Fault> {
    let malformed = facts.is_malformed.then_some(Fault::Malformed);
    let is_future = |day: &Day| today.days_until(*day) > TIME_ZONES;
    let future = facts.reviewed.filter(is_future).map(Fault::FutureReview);
    let latest = today.plus(limits.snooze_max);
    let snooze = facts.snooze.filter(|snooze| snooze.until >= today);
    let too_long =
        snooze.filter(|snooze| snooze.until > latest).map(|_| Fault::SnoozeTooLong(latest));
    let without_reason =
        snooze.filter(|snooze| !snooze.has_reason).map(|_| Fault::SnoozeWithoutReason);
    [malformed, future, too_long, without_reason].into_iter().flatten().collect()
}

fn state(facts: &ReviewFacts, due: Option<Day>, limits: &Limits, today: Day) -> ReviewState {
    match due {
        _ if facts.exemption.is_some() => ReviewState::Exempt,
        _ if facts.snooze.is_some_and(|snooze| snooze.until >= today) => ReviewState::Snoozed,
        Some(due) if today > due => ReviewState::Stale,
        _ if facts.reviewed.is_none() => ReviewState::NeverReviewed,
        Some(due) if due <= today.plus(limits.due_soon) => ReviewState::DueSoon,
        _ => ReviewState::Fresh,
    }
}

/// The sections under governance: those with a page of which `says_something` of owners or reviews
/// is true, by its own values or by a default. Pages come as `(section, says_something)`.
pub fn governed_sections<'p>(
    pages: impl IntoIterator<Item = (&'p str, bool)>,
) -> std::collections::BTreeSet<&'p str> {
    pages
        .into_iter()
        .filter(|(_, says_something)| *says_something)
        .map(|(section, _)| section)
        .collect()
}

#[cfg(test)]
mod tests;
