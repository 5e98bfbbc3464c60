//! Urgency: levels, channels, and promises that cannot be kept.

use super::did_you_mean;
use crate::diag::{Finding, Rule};
use crate::source::Place;

/// A level that handbook.yaml does not have.
pub fn unknown_level(place: Place, key: &str, name: &str, near: Option<&str>, known: &[&str]) -> Finding {
    let message = format!("`{key}`: there is no level `{name}`");
    Finding::new(
        Rule::UnknownUrgency,
        place,
        message,
        did_you_mean(near, &one_of(known, "levels", "urgency: {levels: …}")),
    )
}

/// A channel that handbook.yaml does not have.
pub fn unknown_channel(place: Place, key: &str, name: &str, near: Option<&str>, known: &[&str]) -> Finding {
    let message = format!("`{key}`: there is no channel `{name}`");
    Finding::new(Rule::UnknownUrgency, place, message, did_you_mean(near, &one_of(known, "channels", "channels: …")))
}

fn one_of(known: &[&str], what: &str, key: &str) -> String {
    let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    match names.is_empty() {
        true => format!("handbook.yaml has no {what} yet: write them there, below `{key}`"),
        false => format!("write one of {}", names.join(", ")),
    }
}

/// A region whose holidays handbook.yaml does not list.
pub fn unknown_region(place: Place, key: &str, name: &str, near: Option<&str>, known: &str) -> Finding {
    let message = format!("`{key}`: handbook.yaml lists no holidays of `{name}`");
    let otherwise = match known {
        "" => format!("list them in handbook.yaml: `holidays: {{{name}: [2026-12-25]}}`"),
        known => format!("write one of {known}, or list its holidays in handbook.yaml"),
    };
    Finding::new(Rule::WrongType, place, message, did_you_mean(near, &otherwise))
}
