//! `urgency-contradiction`: promises that cannot be kept, as findings.

use crate::day::hours::clock;
use crate::diag::Finding;
use crate::diag::catalogue::urgency as say;
use crate::govern::urgency::{Contradiction, Policies};
use crate::resolve::Resolved;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// What there is to say about promises.
pub fn contradictions(resolved: &Resolved<'_>, policies: &Policies<'_>) -> Vec<Finding> {
    policies.contradictions(resolved).iter().map(finding).collect()
}

fn finding(contradiction: &Contradiction<'_>) -> Finding {
    match contradiction {
        Contradiction::LateChannels { promised, quickest, hours: true, .. } => {
            say::closed_channels(promised.place().clone(), &quickest.id)
        }
        Contradiction::LateChannels { promised, quickest, within, .. } => {
            say::late_channels(promised.place().clone(), *promised.value(), &quickest.id, *within)
        }
        Contradiction::LateEscalation { after, promised } => {
            say::late_escalation(after.place().clone(), *after.value(), *promised)
        }
        Contradiction::Disorder { after, before } => {
            say::disordered_escalation(after.place().clone(), *after.value(), *before)
        }
        Contradiction::Gap { said, level, gap } => {
            say::gap(said.place().clone(), level.id.value(), &moment(gap.from), &moment(gap.to))
        }
        Contradiction::Unowned { said, level } => {
            say::urgent_and_unowned(said.place().clone(), level.id.value())
        }
    }
}

/// `Sat 02:00`
fn moment((day, minute): (usize, u16)) -> String {
    format!("{} {}", DAYS.get(day).copied().unwrap_or_default(), clock(minute))
}
