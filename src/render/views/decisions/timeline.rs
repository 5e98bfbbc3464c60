//! Decisions by month: when each was taken, replaced and looked at again, and the next look.

use super::{decision_state, decisions};
use crate::day::Day;
use crate::govern::records::decisions::{DecisionRecord, DecisionState};
use crate::render::context::{TimelineEvent, TimelineMonth};
use crate::render::renderer::Renderer;
use crate::render::{links, paging, time};
use crate::site::PageId;
use crate::site::address::Address;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The newest month first; what is still to come stands before it.
pub(super) fn timeline<'r>(renderer: &'r Renderer<'_>, from: &Address) -> Vec<TimelineMonth<'r>> {
    let records = decisions(renderer).records();
    let mut all: Vec<(Day, TimelineEvent<'r>)> =
        records.iter().flat_map(|record| events(renderer, record, from)).collect();
    all.sort_by_key(|(day, _)| Reverse(*day));
    let mut months: BTreeMap<(i16, i8), Vec<TimelineEvent<'r>>> = BTreeMap::new();
    for (day, event) in paging::rows(&all, 1) {
        let date = day.date();
        months.entry((date.year(), date.month())).or_default().push(event.clone());
    }
    let words = renderer.theme.words();
    let month = |((year, month), events)| TimelineMonth {
        name: words.month(i32::from(year), i32::from(month)).into(),
        events,
    };
    months.into_iter().rev().map(month).collect()
}

/// What has happened to a decision, and what will.
fn events<'r>(
    renderer: &'r Renderer<'_>,
    record: &'r DecisionRecord,
    from: &Address,
) -> Vec<(Day, TimelineEvent<'r>)> {
    let meta = &renderer.site.page(record.page).meta().record;
    let pages = |pages: &[PageId]| {
        pages.iter().map(|page| links::page_link(renderer, *page, from)).collect()
    };
    let event = |day: Day| TimelineEvent {
        decision: links::page_link(renderer, record.page, from),
        day: time::day_text(renderer, day),
        ..TimelineEvent::default()
    };
    let taken = record.day.map(|day| {
        let state = Some(decision_state(record).into());
        let (replaces, replaced_by) = (pages(&record.replaces), pages(&record.replaced_by));
        (day, TimelineEvent { state, replaces, replaced_by, ..event(day) })
    });
    let looked = meta.revisits.iter().map(|revisit| {
        let revisit = revisit.value();
        let outcome = Some(revisit.outcome.as_str().into());
        let note = revisit.note.as_deref().map(Into::into);
        (revisit.date, TimelineEvent { outcome, note, ..event(revisit.date) })
    });
    let is_open = record.state == DecisionState::Proposed;
    let closes = meta.comment_until.as_ref().map(|day| *day.value()).filter(|_| is_open);
    let closes = closes.map(|day| (day, TimelineEvent { closes: true, ..event(day) }));
    let next = record.revisit.map(|day| {
        let late = day < renderer.report.today();
        (day, TimelineEvent { next: true, late, ..event(day) })
    });
    taken.into_iter().chain(looked).chain(closes).chain(next).collect()
}
