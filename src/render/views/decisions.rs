//! `/-/decisions/`: what was decided, what is open for comments, and what is looked at again when.

mod timeline;

use crate::govern::records::decisions::{DecisionRecord, DecisionState, Decisions};
#[cfg(test)]
use crate::render::context::samples::{day, evil, link, pager};
use crate::render::context::{DayText, LinkContext, Pager, Text, View, ViewContext};
use crate::render::renderer::Renderer;
use crate::render::views::decisions::timeline::TimelineMonth;
use crate::render::views::list::{ListPage, ListView};
use crate::render::views::meetings::context::QuarterRow;
use crate::render::{links, time};
use crate::site::address::Address;
use crate::site::record::DecisionMode;
use crate::yaml::Sourced;
use serde::Serialize;
use std::collections::BTreeMap;

/// The list.
pub const LIST: ListView = ListView {
    rows: |renderer| decisions(renderer).records().len(),
    ..ListView::of_one_page::<DecisionsView<'_>>(
        "decisions with their state, and those to revisit",
        |_, report| !report.records().decisions.records().is_empty(),
        show,
    )
};

/// Decisions as a log.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DecisionsView<'a> {
    /// The day of all this.
    pub as_of: DayText<'a>,
    /// Those on which comments are open.
    pub open: Vec<DecisionRow<'a>>,
    /// Those to be looked at again now or soon, the first one first.
    pub due: Vec<DecisionRow<'a>>,
    /// What happens to them, by month.
    pub timeline: Vec<TimelineMonth<'a>>,
    /// All, the latest first.
    pub log: Vec<DecisionRow<'a>>,
    /// How many were taken in writing and how many live, by year, the latest first.
    pub years: Vec<QuarterRow<'a>>,
    /// Where the log goes on.
    pub pager: Pager<'a>,
}

impl ViewContext for DecisionsView<'_> {
    const TEMPLATE: &'static str = "decisions";

    #[cfg(test)]
    fn filled() -> Self {
        let row = || DecisionRow {
            decision: link(),
            day: day(),
            state: evil(),
            mode: Some(evil()),
            deciders: vec![link()],
            comment_until: day(),
            revisit: day(),
            late: true,
            replaced_by: vec![link()],
        };
        DecisionsView {
            as_of: day().unwrap_or_default(),
            open: vec![row()],
            due: vec![row()],
            timeline: vec![TimelineMonth::filled()],
            log: vec![row()],
            years: vec![QuarterRow { name: evil(), live: 1, ..QuarterRow::default() }],
            pager: pager(),
        }
    }
}

/// One decision.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DecisionRow<'a> {
    /// The page.
    pub decision: LinkContext<'a>,
    /// When it was taken or proposed.
    pub day: Option<DayText<'a>>,
    /// `proposed`, `accepted`, `rejected`, `deprecated`, `superseded`, or the company's own word.
    pub state: Text<'a>,
    /// `async`, `sync`
    pub mode: Option<Text<'a>>,
    /// Who decides.
    pub deciders: Vec<LinkContext<'a>>,
    /// Until when comments are open.
    pub comment_until: Option<DayText<'a>>,
    /// When it is looked at again.
    pub revisit: Option<DayText<'a>>,
    /// Whether that day has passed.
    pub late: bool,
    /// What replaces it.
    pub replaced_by: Vec<LinkContext<'a>>,
}

fn show(renderer: &Renderer<'_>, page: &ListPage) -> View {
    let all = decisions(renderer).records();
    let log: Vec<&DecisionRecord> = all.iter().collect();
    let soon = renderer.report.today().plus(renderer.site.config().review.due_soon);
    let mut due: Vec<&DecisionRecord> =
        all.iter().filter(|record| record.revisit.is_some_and(|day| day <= soon)).collect();
    due.sort_by_key(|record| record.revisit);
    let open = all.iter().filter(|record| record.state == DecisionState::Proposed);
    let is_first = page.is_first();
    View::of(&DecisionsView {
        as_of: time::day_text(renderer, renderer.report.today()),
        open: decision_rows(renderer, open.filter(|_| is_first), &page.here),
        due: decision_rows(renderer, due.into_iter().filter(|_| is_first), &page.here),
        timeline: if is_first { timeline::timeline(renderer, &page.here) } else { Vec::new() },
        log: decision_rows(renderer, page.rows(&log).iter().copied(), &page.here),
        years: if is_first { modes_by_year(renderer) } else { Vec::new() },
        pager: page.pager.clone(),
    })
}

/// All decisions.
pub fn decisions<'a>(renderer: &Renderer<'a>) -> &'a Decisions {
    &renderer.report.records().decisions
}

fn decision_rows<'r>(
    renderer: &'r Renderer<'_>,
    records: impl Iterator<Item = &'r DecisionRecord>,
    from: &Address,
) -> Vec<DecisionRow<'r>> {
    records.map(|record| decision_row(renderer, record, from)).collect()
}

fn decision_row<'r>(
    renderer: &'r Renderer<'_>,
    record: &'r DecisionRecord,
    from: &Address,
) -> DecisionRow<'r> {
    let meta = &renderer.site.page(record.page).meta().record;
    let today = renderer.report.today();
    let comment_until = meta.comment_until.as_ref().map(|day| *day.value());
    let is_open = record.state == DecisionState::Proposed;
    DecisionRow {
        decision: links::page_link(renderer, record.page, from),
        day: record.day.map(|day| time::day_text(renderer, day)),
        state: decision_state(record).into(),
        mode: meta.mode.as_ref().map(|mode| mode.value().to_string().into()),
        deciders: links::links(renderer, &meta.decision_makers, from),
        comment_until: comment_until
            .filter(|day| is_open && *day >= today)
            .map(|day| time::day_text(renderer, day)),
        revisit: record.revisit.map(|day| time::day_text(renderer, day)),
        late: record.revisit.is_some_and(|day| day < today),
        replaced_by: record
            .replaced_by
            .iter()
            .map(|page| links::page_link(renderer, *page, from))
            .collect(),
    }
}

/// How decisions were taken, by year; those that do not say are left out.
fn modes_by_year(renderer: &Renderer<'_>) -> Vec<QuarterRow<'static>> {
    let mut years: BTreeMap<i16, (usize, usize)> = BTreeMap::new();
    for record in decisions(renderer).records() {
        let meta = &renderer.site.page(record.page).meta().record;
        let mode = meta.mode.as_ref().map(Sourced::value);
        let (Some(mode), Some(day)) = (mode, record.day) else { continue };
        let (live, written) = years.entry(day.date().year()).or_default();
        match mode {
            DecisionMode::Sync => *live += 1,
            DecisionMode::Async => *written += 1,
        }
    }
    let row = |(year, (live, written)): (i16, (usize, usize))| QuarterRow {
        name: year.to_string().into(),
        live,
        written,
        cancelled: 0,
        share: (written * 100).checked_div(live + written).unwrap_or(0),
    };
    years.into_iter().rev().map(row).collect()
}

/// The state of a decision, or its own word for it.
pub fn decision_state(record: &DecisionRecord) -> &str {
    match &record.other {
        Some(other) => other,
        None => record.state.into(),
    }
}
