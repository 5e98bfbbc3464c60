//! `/-/decisions/`: what was decided, what is open for comments, and what is looked at again when.

use crate::diag::Finding;
use crate::govern::records::decisions::{DecisionRecord, DecisionState, Decisions};
use crate::outputs::Output;
use crate::render::Renderer;
use crate::render::context::{DecisionRow, DecisionsView, QuarterRow, View};
use crate::render::views::{page_count, paged, pager, rows};
use crate::site::address::Address;
use crate::site::record::DecisionMode;
use crate::theme::Template;
use crate::yaml::Sourced;
use std::collections::BTreeMap;

/// The pages of the view.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let all = renderer.decisions().records();
    if all.is_empty() {
        return Vec::new();
    }
    (1..=page_count(all.len()))
        .map(|number| {
            let path = paged(&["decisions"], number, renderer.ending).output_path();
            (path, Output::Rendered(Box::new(move || render(renderer, number)) as Box<_>))
        })
        .collect()
}

fn render(renderer: &Renderer<'_>, number: usize) -> (Vec<u8>, Vec<Finding>) {
    let here = paged(&["decisions"], number, renderer.ending);
    let title = renderer.theme.words().get("views.decisions");
    let mut context = renderer.around_view("decisions", title, &here);
    let all = renderer.decisions().records();
    let log: Vec<&DecisionRecord> = all.iter().collect();
    let soon = renderer.report.today().plus(renderer.site.config().review.due_soon);
    let mut due: Vec<&DecisionRecord> =
        all.iter().filter(|record| record.revisit.is_some_and(|day| day <= soon)).collect();
    due.sort_by_key(|record| record.revisit);
    let open = all.iter().filter(|record| record.state == DecisionState::Proposed);
    let is_first = number == 1;
    context.view = Some(View::Decisions(DecisionsView {
        as_of: renderer.day(renderer.report.today()),
        open: renderer.decision_rows(open.filter(|_| is_first), &here),
        due: renderer.decision_rows(due.into_iter().filter(|_| is_first), &here),
        log: renderer.decision_rows(rows(&log, number).iter().copied(), &here),
        years: if is_first { renderer.modes_by_year() } else { Vec::new() },
        pager: pager(&["decisions"], number, page_count(all.len()), renderer.ending),
    }));
    renderer.html(Template::Decisions, &context)
}

impl<'a> Renderer<'a> {
    pub(super) fn decisions(&self) -> &'a Decisions {
        &self.report.records().decisions
    }
}

impl Renderer<'_> {
    fn decision_rows<'r>(
        &'r self,
        records: impl Iterator<Item = &'r DecisionRecord>,
        from: &Address,
    ) -> Vec<DecisionRow<'r>> {
        records.map(|record| self.decision_row(record, from)).collect()
    }

    fn decision_row<'r>(&'r self, record: &'r DecisionRecord, from: &Address) -> DecisionRow<'r> {
        let meta = &self.site.page(record.page).meta().record;
        let today = self.report.today();
        let comment_until = meta.comment_until.as_ref().map(|day| *day.value());
        let is_open = record.state == DecisionState::Proposed;
        DecisionRow {
            decision: self.page_link(record.page, from),
            day: record.day.map(|day| self.day(day)),
            state: decision_state(record).into(),
            mode: meta.mode.as_ref().map(|mode| mode.value().to_string().into()),
            deciders: self.links(&meta.decision_makers, from),
            comment_until: comment_until
                .filter(|day| is_open && *day >= today)
                .map(|day| self.day(day)),
            revisit: record.revisit.map(|day| self.day(day)),
            late: record.revisit.is_some_and(|day| day < today),
            replaced_by: record
                .replaced_by
                .iter()
                .map(|page| self.page_link(*page, from))
                .collect(),
        }
    }

    /// How decisions were taken, by year; those that do not say are left out.
    fn modes_by_year(&self) -> Vec<QuarterRow<'static>> {
        let mut years: BTreeMap<i16, (usize, usize)> = BTreeMap::new();
        for record in self.decisions().records() {
            let meta = &self.site.page(record.page).meta().record;
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
}

/// The state of a decision, or its own word for it.
pub fn decision_state(record: &DecisionRecord) -> &str {
    match &record.other {
        Some(other) => other,
        None => record.state.into(),
    }
}
