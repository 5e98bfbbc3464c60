//! Records: meetings and what they ask for, decisions, brainstorms.

use crate::day::{Day, DayError};
use crate::diag::catalogue::keys;
use crate::diag::{Finding, Rule};
use crate::source::Place;

/// A follow-up whose day has passed, and whose box is not ticked.
pub fn follow_up_overdue(place: Place, due: Day, owner: Option<&str>) -> Finding {
    let of = owner.map(|owner| format!(" of {owner}")).unwrap_or_default();
    let message = format!("follow-up{of} overdue since {}", due.in_words());
    let help = "tick its box (`- [x]`) if it is done, agree on another day, or strike it out \
        (`~~…~~`) if it was given up";
    Finding::new(Rule::FollowUpOverdue, place, message, help)
}

/// A follow-up that nobody does.
pub fn follow_up_without_owner(place: Place) -> Finding {
    let message = "this follow-up has no owner".to_owned();
    let help = "begin it with a name: `- [ ] @ana send the draft, due 2026-12-01`";
    Finding::new(Rule::FollowUpWithoutOwner, place, message, help)
}

/// The day of a follow-up cannot be read.
pub fn follow_up_day(place: Place, error: &DayError) -> Finding {
    let text = place.span().map_or("", |span| place.source().slice(span)).to_owned();
    keys::invalid_date(place, "follow-up", &text, error)
}

/// Somebody in a follow-up whom people.yaml does not know.
pub fn follow_up_of_unknown(place: Place, name: &str, near: Option<&str>) -> Finding {
    keys::unknown_owner(place, "follow-up", name, near)
}
