//! The head of a record: when, who, and its neighbours; not when it was reviewed.

use crate::day::Day;
use crate::govern::records::brainstorms::{BrainstormRecord, BrainstormState};
use crate::govern::records::decisions::DecisionRecord;
use crate::govern::records::meetings::MeetingRecord;
use crate::render::context::{LinkContext, RecordContext};
use crate::render::renderer::Renderer;
use crate::render::views::decisions::decision_state;
use crate::render::views::{brainstorms, meetings};
use crate::render::{links, names, time};
use crate::site::PageId;
use crate::site::address::Address;
use crate::site::meta::PageType;
use crate::site::record::{DecisionMode, RecordMeta, Revisit};
use crate::yaml::Sourced;

/// What the head of a record shows; `None` for other pages.
pub fn record<'r>(
    renderer: &'r Renderer<'_>,
    id: PageId,
    from: &Address,
) -> Option<RecordContext<'r>> {
    match renderer.site.page(id).meta().kind() {
        PageType::Meeting => {
            Some(meeting_head(renderer, renderer.report.records().meetings.record_of(id)?, from))
        }
        PageType::Decision => {
            Some(decision_head(renderer, renderer.report.records().decisions.record_of(id)?, from))
        }
        PageType::Brainstorm => Some(brainstorm_head(
            renderer,
            renderer.report.records().brainstorms.record_of(id)?,
            from,
        )),
        _ => None,
    }
}

/// Records of meetings and brainstorms have a head of their own instead of facts about reviews.
pub fn has_facts(renderer: &Renderer<'_>, id: PageId) -> bool {
    let kind = renderer.site.page(id).meta().kind();
    let is_record = matches!(kind, PageType::Meeting | PageType::Brainstorm);
    !is_record || record(renderer, id, &Address::default()).is_none()
}

fn meeting_head<'r>(
    renderer: &'r Renderer<'_>,
    record: &MeetingRecord,
    from: &Address,
) -> RecordContext<'r> {
    let meta = &renderer.site.page(record.page).meta().record;
    let series = record.series.and_then(|number| renderer.site.series().get(number));
    let (before, behind) = renderer.report.records().meetings.neighbours(record);
    let state: &'static str = record.state.into();
    let facilitator =
        meta.facilitator.as_ref().or(series.and_then(|series| series.facilitator.as_ref()));
    let own = meta.attendees.as_ref().map(Sourced::value);
    let attendees = own.or(series.map(|series| &series.attendees));
    let absent = own.map(|attendees| attendees.absent.as_slice()).unwrap_or_default();
    let why = meta.why_sync.as_ref().map(|why| why.value().as_str());
    let facts = vec![
        ("facilitator", links::links(renderer, facilitator, from)),
        ("notetaker", links::links(renderer, &meta.notetaker, from)),
        (
            "attendees",
            attendees.map(|all| meetings::attendee_links(renderer, all, from)).unwrap_or_default(),
        ),
        ("absent", links::links(renderer, absent, from)),
        ("why_sync", links::plain(why.or(series.and_then(|series| series.why_sync.as_deref())))),
    ];
    RecordContext {
        state: Some(state.into()),
        day: record.day.map(|day| time::day_text(renderer, day)),
        time: record.day.and_then(|day| meetings::clock_text(renderer, Some(meta), series, day)),
        closes: None,
        facts: links::known_facts(facts),
        before: before.map(|page| links::page_link(renderer, page, from)),
        behind: behind.map(|page| links::page_link(renderer, page, from)),
        add: None,
        hidden: false,
    }
}

fn decision_head<'r>(
    renderer: &'r Renderer<'_>,
    record: &'r DecisionRecord,
    from: &Address,
) -> RecordContext<'r> {
    let meta = &renderer.site.page(record.page).meta().record;
    let text = |written: &'r Option<Sourced<String>>| {
        links::plain(written.as_ref().map(|text| text.value().as_str()))
    };
    let day = |day: Option<Day>| {
        let title = day.map(|day| time::day_text(renderer, day).text);
        title.map(|title| LinkContext { title, href: None }).into_iter().collect()
    };
    let link = |pages: &[PageId]| {
        pages.iter().map(|page| links::page_link(renderer, *page, from)).collect()
    };
    let mode = meta.mode.as_ref().map(|mode| match mode.value() {
        DecisionMode::Async => renderer.theme.words().get("record.async"),
        DecisionMode::Sync => renderer.theme.words().get("record.sync"),
    });
    let facts = vec![
        ("deciders", links::links(renderer, &meta.decision_makers, from)),
        ("mode", links::plain(mode)),
        ("comment_until", day(meta.comment_until.as_ref().map(|day| *day.value()))),
        ("revisit", day(record.revisit)),
        ("revisit_when", text(&meta.revisit_when)),
        ("reversible", text(&meta.reversible)),
        ("consulted", links::links(renderer, &meta.consulted, from)),
        ("informed", links::links(renderer, &meta.informed, from)),
        ("outcome", outcomes(renderer, meta)),
        ("replaces", link(&record.replaces)),
        ("replaced_by", link(&record.replaced_by)),
    ];
    RecordContext {
        state: Some(decision_state(record).into()),
        day: record.day.map(|day| time::day_text(renderer, day)),
        facts: links::known_facts(facts),
        ..RecordContext::default()
    }
}

/// What came of each look at a decision, the latest first.
fn outcomes<'r>(renderer: &Renderer<'_>, meta: &'r RecordMeta) -> Vec<LinkContext<'r>> {
    let mut revisits: Vec<&Revisit> = meta.revisits.iter().map(Sourced::value).collect();
    revisits.sort_by_key(|revisit| std::cmp::Reverse(revisit.date));
    let text = |revisit: &Revisit| {
        let day = time::day_text(renderer, revisit.date).text;
        let note = revisit.note.iter().map(|note| format!(" – {note}")).collect::<String>();
        format!("{day}: {}{note}", revisit.outcome)
    };
    let last = meta.outcome.as_ref().map(|outcome| outcome.value().clone());
    let texts = last.into_iter().chain(revisits.into_iter().map(text));
    texts.map(|title| LinkContext { title: title.into(), href: None }).collect()
}

fn brainstorm_head<'r>(
    renderer: &'r Renderer<'_>,
    record: &'r BrainstormRecord,
    from: &Address,
) -> RecordContext<'r> {
    let meta = &renderer.site.page(record.page).meta().record;
    let state: &'static str = record.state.into();
    let is_open = record.state == BrainstormState::Open;
    let waiting = if is_open { brainstorms::waiting(renderer, record, from) } else { Vec::new() };
    let facts = vec![
        ("facilitator", links::links(renderer, &meta.facilitator, from)),
        (
            "heard",
            record.heard.iter().map(|owner| names::owner_link(renderer, owner, from)).collect(),
        ),
        ("waiting", waiting),
        ("outcome", brainstorms::outcome(renderer, record, from).into_iter().collect()),
    ];
    RecordContext {
        state: Some(state.into()),
        closes: record.closes.map(|day| time::day_text(renderer, day)),
        facts: links::known_facts(facts),
        add: brainstorms::add_contribution(renderer, record.page)
            .filter(|_| is_open)
            .map(Into::into),
        hidden: renderer.site.page(record.page).withheld().is_some(),
        ..RecordContext::default()
    }
}
