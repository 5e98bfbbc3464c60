//! What there is to say about meetings, follow-ups, decisions and brainstorms.

use crate::diag::Finding;
use crate::diag::catalogue::files::unusable_row;
use crate::diag::catalogue::records as say;
use crate::govern::Report;
use crate::govern::duplicates::{Duplicate, duplicates};
use crate::govern::follow_ups::FollowUp;
use crate::govern::gaps::Gaps;
use crate::govern::records::brainstorms::BrainstormRecord;
use crate::resolve::Resolved;
use crate::resolve::owners::Owner;
use crate::site::gap::GapReport;
use crate::site::people::{Lookup, People};
use crate::site::{Page, PageId, Site};
use crate::source::Location;
use crate::yaml::Sourced;

/// All findings about records, in no particular order.
pub fn findings(resolved: &Resolved<'_>, report: &Report) -> Vec<Finding> {
    let people = resolved.site().people();
    let open = report.records().follow_ups.open();
    let mut findings: Vec<Finding> =
        open.flat_map(|task| follow_up(task, people, report)).collect();
    findings.extend(meetings(resolved.site(), report));
    findings.extend(decisions(resolved.site(), report));
    findings.extend(brainstorms(resolved.site(), report));
    findings.extend(duplicate_content(resolved.site()));
    findings.extend(super::acknowledgements::findings(resolved, report));
    findings.extend(unknown_gaps(resolved.site()));
    findings
}

fn duplicate_content(site: &Site) -> Vec<Finding> {
    let finding = |found: &Duplicate| {
        let place = site.page(found.page).source().at(found.span);
        let (page, span) = found.first;
        say::duplicate_content(place, &site.page(page).source().at(span), found.others)
    };
    duplicates(site).iter().map(finding).collect()
}

/// Rows of gaps.csv that name a page which is not there.
fn unknown_gaps(site: &Site) -> Vec<Finding> {
    let unknown = Gaps::collect(site).unknown.into_iter();
    let rows = unknown.filter_map(|place| site.gaps().get(place));
    let finding = |row: &GapReport| {
        let page = row.page.as_deref().unwrap_or_default();
        let why = format!("names a page that is not there: `{page}`");
        unusable_row(row.place.clone(), &why, "name its file or its address, or close the report")
    };
    rows.map(finding).collect()
}

fn decisions(site: &Site, report: &Report) -> Vec<Finding> {
    let mut findings = Vec::new();
    for record in report.records().decisions.records() {
        let page = site.page(record.page);
        let path = |id: PageId| site.page(id).source().path();
        for (place, other) in &record.unanswered {
            let named = page.meta().record.supersedes.get(*place);
            let place = named.map_or_else(|| head(page), |name| name.location().clone());
            findings.push(say::not_superseded_by(place, path(*other), path(record.page)));
        }
        if let (Some(other), Some(written)) = (record.unanswering, &page.meta().superseded_by) {
            let place = written.location().clone();
            findings.push(say::does_not_supersede(place, path(other), path(record.page)));
        }
    }
    findings
}

fn brainstorms(site: &Site, report: &Report) -> Vec<Finding> {
    let records = report.records().brainstorms.records().iter();
    let silent = records.filter(|record| record.is_without_outcome);
    let finding = |record: &BrainstormRecord| {
        let page = site.page(record.page);
        let closes = page.meta().record.closes.as_ref().map(|day| day.location().clone());
        say::brainstorm_outcome(closes.unwrap_or_else(|| head(page)), record.closes)
    };
    silent.map(finding).collect()
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
        say::missing_why_sync(series.id.location().clone(), &format!("`{}`", series.id.value()))
    }));
    findings
}

/// Where a record says what it is: its day or its status, else the page.
fn head(page: &Page) -> Location {
    let meta = page.meta();
    let date = meta.record.date.as_ref().map(Sourced::location);
    let status = meta.status.as_ref().map(Sourced::location);
    let own = |place: &&Location| place.path() == page.source().path();
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
