//! Reviews for other programs: the register of an audit, a calendar of due days, a digest for each
//! owner.

use crate::formats::csv::{RegisterRow, register as register_table};
use crate::formats::ics::{CalendarEvent, calendar as calendar_file};
use crate::formats::markdown::{DigestItem, List, OwnerDigest, OwnerPart, digest as digest_text};
use crate::govern::acknowledgements::acknowledgements;
use crate::govern::evidence::{AttestedText, ReviewStamp};
use crate::govern::ownership::OwnerState;
use crate::govern::report::{PageStatus, Report};
use crate::govern::review::ReviewState;
use crate::resolve::Resolved;
use crate::shell;
use crate::site::PageId;
use std::collections::BTreeMap;

/// All pages as a table, in the order of their paths.
pub fn register(resolved: &Resolved<'_>, report: &Report) -> String {
    let keys = &resolved.site().config().check.extra_keys;
    let (asked, _) = acknowledgements(resolved.site(), report.today());
    let count = |page: PageId| {
        let asked = asked.iter().find(|asked| asked.page == page)?;
        Some(format!("{} of {}", asked.done(), asked.people.len()))
    };
    let rows = resolved.site().page_ids().map(|page| RegisterRow {
        acknowledged: count(page),
        ..register_row(resolved, report, page, keys)
    });
    register_table(&rows.collect::<Vec<_>>(), keys)
}

fn register_row(
    resolved: &Resolved<'_>,
    report: &Report,
    id: PageId,
    keys: &[String],
) -> RegisterRow {
    let page = resolved.site().page(id);
    let (meta, verdict) = (page.meta(), report.of(id));
    let fingerprint = AttestedText::of(meta, page.body_text()).fingerprint();
    let extra = |key: &String| {
        let entry = meta.extra.iter().find(|entry| crate::yaml::same_key(&entry.key, key))?;
        entry.value.text().map(str::to_owned)
    };
    RegisterRow {
        address: resolved.site().address(page).as_str().to_owned(),
        title: page.title().to_owned(),
        version: meta.version.as_ref().map(|version| version.value().clone()),
        status: meta.status.as_ref().map(|status| status.value().id().to_owned()),
        owner: resolved.owners(id).first().map(|owner| owner.id().to_owned()),
        approver: meta.approvers.first().map(|approver| approver.value().clone()),
        reviewed: meta.reviewed.as_ref().map(|day| *day.value()),
        by: meta.reviewed_by.as_ref().map(|by| by.value().clone()),
        commit: verdict
            .and_then(|verdict| verdict.last_commit.as_ref())
            .map(|edit| edit.commit.clone()),
        next: verdict.and_then(|verdict| verdict.review.due),
        hash: ReviewStamp { day: report.today(), fingerprint }.fingerprint.to_string(),
        classification: meta.classification.as_ref().map(|label| label.value().clone()),
        acknowledged: None,
        extra: keys.iter().map(extra).collect(),
    }
}

/// The due days as events.
pub fn calendar(resolved: &Resolved<'_>, report: &Report) -> String {
    let site = resolved.site();
    let event = |id: PageId| {
        let page = site.page(id);
        Some(CalendarEvent {
            id: format!("{}#review", page.source().path()),
            day: report.of(id)?.review.due?,
            summary: format!("Review: {}", page.title()),
            description: format!("handbook review {}", shell::word(page.source().path())),
            url: site.web().absolute(site.address(page)),
        })
    };
    let events: Vec<CalendarEvent> = site.page_ids().filter_map(event).collect();
    calendar_file(site.title(), &events, report.today())
}

/// What each owner has to do, in Markdown; nothing to do is no text.
pub fn digest(resolved: &Resolved<'_>, report: &Report) -> String {
    let mut owners: BTreeMap<&str, Vec<(PageId, &PageStatus)>> = BTreeMap::new();
    for id in resolved.site().page_ids() {
        let Some(verdict) =
            report.of(id).filter(|verdict| verdict.is_governed && !verdict.is_exempt_by_nature())
        else {
            continue;
        };
        let owner = resolved.owners(id).first().map_or("No owner", |owner| owner.name());
        owners.entry(owner).or_default().push((id, verdict));
    }
    let parts = owners.into_iter().map(|(owner, pages)| part(resolved, owner, &pages)).collect();
    digest_text(&OwnerDigest { title: format!("{}: reviews due", resolved.site().title()), parts })
}

fn part(resolved: &Resolved<'_>, owner: &str, pages: &[(PageId, &PageStatus)]) -> OwnerPart {
    let list = |words: &str, is_meant: &dyn Fn(&PageStatus) -> bool| {
        let mut meant: Vec<_> = pages.iter().filter(|(_, verdict)| is_meant(verdict)).collect();
        meant.sort_by_key(|(_, verdict)| verdict.review.due);
        List {
            words: words.to_owned(),
            items: meant.iter().map(|(id, verdict)| item(resolved, *id, verdict)).collect(),
        }
    };
    let in_state = |state: ReviewState| move |verdict: &PageStatus| verdict.review.state == state;
    let overdue = pages.iter().filter(|(_, verdict)| verdict.review.state == ReviewState::Stale);
    let paths: Vec<String> =
        overdue.map(|(id, _)| shell::word(resolved.site().page(*id).source().path())).collect();
    OwnerPart {
        heading: owner.to_owned(),
        lists: vec![
            list("Review overdue", &in_state(ReviewState::Stale)),
            list("Due soon", &in_state(ReviewState::DueSoon)),
            list("The review cannot be understood", &in_state(ReviewState::Invalid)),
            list("Owner has left", &|verdict| verdict.ownership.state == OwnerState::Orphaned),
        ],
        command: if paths.is_empty() {
            String::new()
        } else {
            format!("handbook review {}", paths.join(" "))
        },
    }
}

fn item(resolved: &Resolved<'_>, id: PageId, verdict: &PageStatus) -> DigestItem {
    let page = resolved.site().page(id);
    let word = match verdict.review.state {
        ReviewState::Stale => "since ",
        ReviewState::DueSoon => "by ",
        _ => "",
    };
    DigestItem {
        title: page.title().to_owned(),
        url: resolved.site().web().absolute(resolved.site().address(page)),
        words: verdict
            .review
            .due
            .map(|due| format!("{word}{}", due.in_words()))
            .unwrap_or_default(),
    }
}
