//! Decisions by month: when each was taken, replaced and looked at again, and the next look.

use super::{decision_state, decisions};
use crate::day::Day;
use crate::govern::records::decisions::{DecisionRecord, DecisionState};
#[cfg(test)]
use crate::render::context::samples::{day, evil, link};
use crate::render::context::{DayText, LinkContext, Text};
use crate::render::renderer::Renderer;
use crate::render::{links, paging, time};
use crate::site::PageId;
use crate::site::address::Address;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What happens to decisions in a month.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelineMonth<'a> {
    /// Its name, with the year.
    pub name: Text<'a>,
    /// The latest first.
    pub events: Vec<TimelineEvent<'a>>,
}

#[cfg(test)]
impl TimelineMonth<'_> {
    /// One in which everything is set.
    pub fn filled() -> Self {
        let event = TimelineEvent {
            decision: link(),
            day: day().unwrap_or_default(),
            state: Some(evil()),
            replaces: vec![link()],
            replaced_by: vec![link()],
            outcome: Some(evil()),
            note: Some(evil()),
            closes: false,
            next: true,
            late: true,
        };
        TimelineMonth { name: evil(), events: vec![event] }
    }
}

/// Something that happens to a decision.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelineEvent<'a> {
    /// The page.
    pub decision: LinkContext<'a>,
    /// When.
    pub day: DayText<'a>,
    /// Where it stands, where it was taken or proposed on the day.
    pub state: Option<Text<'a>>,
    /// What it replaces, on that day.
    pub replaces: Vec<LinkContext<'a>>,
    /// What replaces it by now.
    pub replaced_by: Vec<LinkContext<'a>>,
    /// What came of looking at it again.
    pub outcome: Option<Text<'a>>,
    /// Why.
    pub note: Option<Text<'a>>,
    /// Whether comments close on the day.
    pub closes: bool,
    /// Whether it is to be looked at again on the day.
    pub next: bool,
    /// Whether that day has passed.
    pub late: bool,
}

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
