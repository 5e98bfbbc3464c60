//! What there is to say about meetings, follow-ups, decisions and brainstorms.

use crate::diag::Finding;
use crate::diag::catalogue::records as say;
use crate::govern::Report;
use crate::govern::follow_ups::FollowUp;
use crate::resolve::Resolved;
use crate::resolve::owners::Owner;
use crate::site::people::{Lookup, People};

/// All findings about records, in no particular order.
pub fn findings(resolved: &Resolved<'_>, report: &Report) -> Vec<Finding> {
    let people = resolved.site().people();
    let open = report.records().follow_ups.open();
    open.flat_map(|task| follow_up(task, people, report)).collect()
}

fn follow_up(task: &FollowUp, people: &People, report: &Report) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(due) = task.due.filter(|_| task.is_overdue(report.today())) {
        let owner = task.owners.first().map(Owner::name);
        findings.push(say::follow_up_overdue(task.due_place.clone(), due, owner));
    }
    if task.owners.is_empty() {
        findings.push(say::follow_up_without_owner(task.place.clone()));
    }
    findings.extend(
        task.trouble.as_ref().map(|(error, place)| say::follow_up_day(place.clone(), error)),
    );
    let unknown = task.unknown.iter().filter_map(|name| match people.find(name) {
        Lookup::Nobody { near } => {
            Some(say::follow_up_of_unknown(task.place.clone(), name, near.as_deref()))
        }
        _ => None,
    });
    findings.extend(unknown);
    findings
}
