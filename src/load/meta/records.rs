//! The keys of meetings, brainstorms and decisions. Only pages of these types have them: elsewhere
//! `date` or `mode` is the author's own.

use super::key::{Key, field, key};
use super::values::{owner, tags};
use crate::config::table::handbook::ATTENDEES;
use crate::day::hours;
use crate::diag::Finding;
use crate::diag::catalogue::keys;
use crate::site::meta::PageType;
use crate::site::record::{Attendees, ClockTime, DecisionMode, Revisit};
use crate::yaml::read::{day, flag, item, list, one_of, text, wait, written, zone};
use crate::yaml::{At, Fields, MapKey, Takes};

const RECORDS: &[PageType] = &[PageType::Meeting, PageType::Decision];
const MEETING: &[PageType] = &[PageType::Meeting];
const DECISION: &[PageType] = &[PageType::Decision];
const BRAINSTORM: &[PageType] = &[PageType::Brainstorm];
const HELD: &[PageType] = &[PageType::Meeting, PageType::Brainstorm];
const CLOSED: &[PageType] = &[PageType::Decision, PageType::Brainstorm];

const MODES: &[(&str, DecisionMode)] =
    &[("async", DecisionMode::Async), ("sync", DecisionMode::Sync)];

pub(super) const MEETINGS: &[Key] = &[
    key(
        "date",
        field!(record.date, day, ["date"]),
        Takes::Day,
        "the day of it, also of a decision",
    )
    .of(RECORDS),
    key("time", field!(record.time, clock_time, ["time"]), Takes::Text, "when it begins: `14:00`")
        .of(MEETING),
    key(
        "timezone",
        field!(record.timezone, zone, ["timezone"]),
        Takes::Text,
        "whose clock that is: `Europe/Lisbon`",
    )
    .of(MEETING),
    key(
        "length",
        field!(record.length, wait, ["length", "duration"]),
        Takes::Text,
        "how long it is: `30m`",
    )
    .of(MEETING),
    key(
        "facilitator",
        field!(record.facilitator, owner, ["facilitator"]),
        Takes::Text,
        "who leads through it, also of a brainstorm",
    )
    .of(HELD),
    key(
        "notetaker",
        field!(record.notetaker, owner, ["notetaker", "scribe"]),
        Takes::Text,
        "who writes the notes",
    )
    .of(MEETING),
    key(
        "attendees",
        field!(record.attendees, attendees, ["attendees", "participants"]),
        Takes::Either(&[Takes::Texts, Takes::Map(ATTENDEES)]),
        "who comes",
    )
    .of(MEETING),
    key(
        "why_sync",
        field!(record.why_sync, text, ["why_sync"]),
        Takes::Text,
        "why it is not done in writing",
    )
    .of(MEETING),
    key(
        "notes_due",
        field!(record.notes_due, wait, ["notes_due"]),
        Takes::Text,
        "how long before the meeting its agenda is there: `1 working day`",
    )
    .of(MEETING),
];

pub(super) const DECISIONS: &[Key] = &[
    key(
        "decision-makers",
        field!(record.decision_makers, list(written(owner)), ["decision-makers", "deciders"]),
        Takes::Texts,
        "who decides",
    )
    .of(DECISION)
    .labelled("decision-maker"),
    key("consulted", field!(record.consulted, tags, ["consulted"]), Takes::Texts, "who was asked")
        .of(DECISION),
    key("informed", field!(record.informed, tags, ["informed"]), Takes::Texts, "who is told")
        .of(DECISION),
    key(
        "mode",
        field!(record.mode, one_of(MODES), ["mode"]),
        Takes::Text,
        "`async` (in writing) or `sync` (live)",
    )
    .of(DECISION),
    key(
        "comment_until",
        field!(record.comment_until, day, ["comment_until", "comments_until"]),
        Takes::Day,
        "the last day for comments",
    )
    .of(DECISION),
    key(
        "reversible",
        field!(record.reversible, text, ["reversible"]),
        Takes::Text,
        "`easily` or `hardly`",
    )
    .of(DECISION),
    key(
        "revisit_when",
        field!(record.revisit_when, text, ["revisit_when"]),
        Takes::Text,
        "what would make you look at it before its day",
    )
    .of(DECISION),
    key(
        "supersedes",
        field!(record.supersedes, list(written(item)), ["supersedes"]),
        Takes::Texts,
        "the decisions that it replaces",
    )
    .of(DECISION),
    key(
        "revisits",
        field!(record.revisits, list(written(revisit)), ["revisits", "outcomes"]),
        Takes::List(&Takes::Map(REVISIT)),
        "what came of each time that somebody looked at it again",
    )
    .of(DECISION)
    .labelled("revisit"),
    key(
        "outcome",
        field!(record.outcome, text, ["outcome"]),
        Takes::Text,
        "of the last time somebody looked at it: `kept`, `changed` or `dropped`; of a brainstorm, \
         what came of it, or the decision",
    )
    .of(CLOSED),
];

pub(super) const BRAINSTORMS: &[Key] = &[
    key(
        "question",
        field!(record.question, text, ["question"]),
        Takes::Text,
        "what people are asked",
    )
    .of(BRAINSTORM),
    key(
        "opens",
        field!(record.opens, day, ["opens"]),
        Takes::Day,
        "the first day for contributions",
    )
    .of(BRAINSTORM),
    key(
        "closes",
        field!(record.closes, day, ["closes"]),
        Takes::Day,
        "the last day for contributions",
    )
    .of(BRAINSTORM),
    key(
        "invited",
        field!(record.invited, list(written(owner)), ["invited"]),
        Takes::Texts,
        "who is asked",
    )
    .of(BRAINSTORM),
    key(
        "hide_until_close",
        field!(
            record.hide_until_close,
            flag,
            ["hide_until_close", "hidden_until_close", "hide_until_closed"]
        ),
        Takes::Flag,
        "whether contributions are published only after it closes",
    )
    .of(BRAINSTORM),
];

/// What came of looking at a decision again.
const REVISIT: &[MapKey] = &[
    MapKey::new(&["date", "day"], Takes::Day, "when that was").required(),
    MapKey::new(&["outcome"], Takes::Text, "`kept`, `changed` or `dropped`").required(),
    MapKey::new(&["note", "why"], Takes::Text, "why"),
];

fn revisit(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Revisit> {
    let mut fields = Fields::of(at).by(REVISIT);
    let (date, outcome) = (fields.plain("date", day), fields.plain("outcome", text));
    let note = fields.plain("note", text);
    let is_said = at.node.as_map().is_none() || !fields.rejected().is_empty();
    findings.extend(fields.finish());
    let revisit = date.zip(outcome).map(|(date, outcome)| Revisit { date, outcome, note });
    if revisit.is_none() && !is_said {
        let (why, help) = (
            "does not say when and with what outcome",
            "write `{date: 2026-11-20, outcome: kept}`",
        );
        findings.push(keys::unusable_value(at.location(), &at.key, why, help));
    }
    revisit
}

/// A list of people, or a map that says who has to come.
pub fn attendees(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Attendees> {
    if at.node.as_map().is_none() {
        let required = list(written(owner))(at, findings)?;
        return Some(Attendees { required, ..Attendees::default() });
    }
    let mut fields = Fields::of(at).by(ATTENDEES);
    let mut people = |name| fields.plain(name, list(written(owner))).unwrap_or_default();
    let attendees = Attendees {
        required: people("required"),
        optional: people("optional"),
        absent: people("absent"),
    };
    findings.extend(fields.finish());
    Some(attendees)
}

/// A time of day: `14:00`, `2pm`, `9.30`.
pub fn clock_time(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<ClockTime> {
    let text = text(at, findings)?;
    let minutes = hours::time(&text).map(ClockTime);
    if minutes.is_none() {
        let help = "write the time when it begins, such as `\"14:00\"`";
        findings.push(keys::unusable_value(at.location(), &at.key, "is not a time of day", help));
    }
    minutes
}
