//! What there is to say about meetings, follow-ups, decisions and brainstorms.

use crate::diag::Finding;
use crate::diag::catalogue::records as say;
use crate::govern::Report;
use crate::govern::follow_ups::FollowUp;
use crate::resolve::Resolved;
use crate::resolve::owners::Owner;
use crate::site::people::{Lookup, People};
use crate::site::{Page, Site};
use crate::source::Place;
use crate::yaml::Sourced;

/// All findings about records, in no particular order.
pub fn findings(resolved: &Resolved<'_>, report: &Report) -> Vec<Finding> {
    let people = resolved.site().people();
    let open = report.records().follow_ups.open();
    let mut findings: Vec<Finding> =
        open.flat_map(|task| follow_up(task, people, report)).collect();
    findings.extend(meetings(resolved.site(), report));
    findings
}

fn meetings(site: &Site, report: &Report) -> Vec<Finding> {
    let mut findings = Vec::new();
    for record in report.records().meetings.records() {
        let place = head(site.page(record.page));
        let agenda = record.agenda_missing_since;
        findings.extend(agenda.map(|due| say::missing_agenda(place.clone(), due)));
        let takeaways = record.takeaways_missing_since;
        findings.extend(takeaways.map(|due| say::missing_takeaways(place.clone(), due)));
        if record.is_without_reason {
            findings.push(say::missing_why_sync(place, "this meeting"));
        }
    }
    let silent = site.series().iter().filter(|series| series.why_sync.is_none());
    findings.extend(silent.map(|series| {
        say::missing_why_sync(series.id.place().clone(), &format!("`{}`", series.id.value()))
    }));
    findings
}

/// Where a record says what it is: its day or its status, else the page.
fn head(page: &Page) -> Place {
    let meta = page.meta();
    let date = meta.record.date.as_ref().map(Sourced::place);
    let status = meta.status.as_ref().map(Sourced::place);
    let own = |place: &&Place| place.path() == page.source().path();
    status.or(date).filter(own).cloned().unwrap_or_else(|| page.source().whole())
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
