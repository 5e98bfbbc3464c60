//! `urgency-conflict`: promises that cannot be kept, as findings.

use crate::day::hours::clock;
use crate::diag::Finding;
use crate::diag::catalogue::urgency as say;
use crate::govern::urgency::{Policies, UrgencyConflict};
use crate::resolve::Resolved;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// What there is to say about promises.
pub fn conflicts(resolved: &Resolved<'_>, policies: &Policies<'_>) -> Vec<Finding> {
    policies.conflicts(resolved).iter().map(finding).collect()
}

fn finding(conflict: &UrgencyConflict<'_>) -> Finding {
    match conflict {
        UrgencyConflict::LateChannels { promised, quickest, hours: true, .. } => {
            say::closed_channels(promised.location().clone(), &quickest.id)
        }
        UrgencyConflict::LateChannels { promised, quickest, within, .. } => say::late_channels(
            promised.location().clone(),
            *promised.value(),
            &quickest.id,
            *within,
        ),
        UrgencyConflict::LateEscalation { after, promised } => {
            say::late_escalation(after.location().clone(), *after.value(), *promised)
        }
        UrgencyConflict::Disorder { after, before } => {
            say::disordered_escalation(after.location().clone(), *after.value(), *before)
        }
        UrgencyConflict::Gap { said, level, gap } => {
            say::gap(said.location().clone(), level.id.value(), &moment(gap.from), &moment(gap.to))
        }
        UrgencyConflict::Unowned { said, level } => {
            say::urgent_and_unowned(said.location().clone(), level.id.value())
        }
    }
}

/// `Sat 02:00`
fn moment((day, minute): (usize, u16)) -> String {
    format!("{} {}", DAYS.get(day).copied().unwrap_or_default(), clock(minute))
}
