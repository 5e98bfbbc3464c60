//! Urgency: levels, channels, and promises that cannot be kept.

use super::did_you_mean;
use crate::day::Wait;
use crate::diag::{Finding, Rule};
use crate::source::Location;

/// A level that handbook.yaml does not have.
pub fn unknown_level(
    place: Location,
    key: &str,
    name: &str,
    near: Option<&str>,
    known: &[&str],
) -> Finding {
    let message = format!("`{key}`: there is no level `{name}`");
    Finding::new(
        Rule::UnknownUrgency,
        place,
        message,
        did_you_mean(near, &one_of(known, "levels", "urgency: {levels: …}")),
    )
}

/// A channel that handbook.yaml does not have.
pub fn unknown_channel(
    place: Location,
    key: &str,
    name: &str,
    near: Option<&str>,
    known: &[&str],
) -> Finding {
    let message = format!("`{key}`: there is no channel `{name}`");
    Finding::new(
        Rule::UnknownUrgency,
        place,
        message,
        did_you_mean(near, &one_of(known, "channels", "channels: …")),
    )
}

fn one_of(known: &[&str], what: &str, key: &str) -> String {
    let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    if names.is_empty() {
        format!("handbook.yaml has no {what} yet: write them there, below `{key}`")
    } else {
        format!("write one of {}", names.join(", "))
    }
}

/// A region whose holidays handbook.yaml does not list.
pub fn unknown_region(
    place: Location,
    key: &str,
    name: &str,
    near: Option<&str>,
    known: &str,
) -> Finding {
    let message = format!("`{key}`: handbook.yaml lists no holidays of `{name}`");
    let otherwise = match known {
        "" => format!("list them in handbook.yaml: `holidays: {{{name}: [2026-12-25]}}`"),
        known => format!("write one of {known}, or list its holidays in handbook.yaml"),
    };
    Finding::new(Rule::WrongType, place, message, did_you_mean(near, &otherwise))
}

/// A promise that even the quickest channel is too slow for.
pub fn late_channels(place: Location, promised: Wait, channel: &str, within: Wait) -> Finding {
    let message = format!(
        "an answer is promised within {promised}, and the quickest channel, `{channel}`, promises \
         {within}"
    );
    Finding::new(
        Rule::UrgencyContradiction,
        place,
        message,
        "name a channel that answers in time, or promise less",
    )
}

/// A promise at any hour, in channels that are not there at any hour.
pub fn closed_channels(place: Location, channel: &str) -> Finding {
    let message = format!(
        "an answer is promised at any hour, and no channel, not even `{channel}`, is always there"
    );
    let help = "name a channel with `hours: always`, or take `hours: always` from the level";
    Finding::new(Rule::UrgencyContradiction, place, message, help)
}

/// An escalation that begins when the promise is broken.
pub fn late_escalation(place: Location, after: Wait, promised: Wait) -> Finding {
    let message = format!(
        "somebody else is asked after {after}, and an answer is promised within {promised}"
    );
    Finding::new(Rule::UrgencyContradiction, place, message, "ask sooner, or promise less")
}

/// A step of an escalation that comes before the one in front of it.
pub fn disordered_escalation(place: Location, after: Wait, before: Wait) -> Finding {
    let message = format!("this step comes after {after}, and the one before it after {before}");
    Finding::new(
        Rule::UrgencyContradiction,
        place,
        message,
        "write the steps in the order in which they come",
    )
}

/// A promise at any hour, and a time of the week in which nobody is there.
pub fn gap(place: Location, level: &str, from: &str, to: &str) -> Finding {
    let message = format!(
        "`{level}` expects an answer at any time, but nobody is available from {from} to {to}"
    );
    let help = "name a `cover` in another time zone, say in people.yaml who is `on_call`, or \
        choose a level for working hours";
    Finding::new(Rule::UrgencyContradiction, place, message, help)
}

/// An urgent page that nobody owns.
pub fn urgent_and_unowned(place: Location, level: &str) -> Finding {
    let message = format!("`{level}` is more urgent than the default, but this page has no owner");
    Finding::new(Rule::UrgencyContradiction, place, message, "name an `owner`")
}
