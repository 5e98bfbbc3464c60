//! What readers report, in "Handbook health".

use crate::govern::gaps::{Gaps, ReportedGap};
use crate::render::context::LinkContext;
use crate::render::renderer::Renderer;
use crate::render::views::reviews::context::GapRow;
use crate::render::{links, paging, states, time};
use crate::site::address::Address;

/// The pages that readers report most, with those who answer for them.
pub fn gap_pages<'r>(renderer: &'r Renderer<'_>, gaps: &Gaps, from: &Address) -> Vec<GapRow<'r>> {
    let rows = gaps.pages.iter().take(paging::ROWS).map(|gap| GapRow {
        of: links::page_link(renderer, gap.of, from),
        owners: states::answering(renderer, gap.of, from),
        count: gap.count,
        latest: gap.latest.map(|day| time::day_text(renderer, day)),
    });
    rows.collect()
}

/// What was searched for in vain.
pub fn gap_searches(renderer: &Renderer<'_>, gaps: &Gaps) -> Vec<GapRow<'static>> {
    let row = |gap: &ReportedGap<String>| GapRow {
        of: LinkContext { title: gap.of.clone().into(), href: None },
        owners: Vec::new(),
        count: gap.count,
        latest: gap.latest.map(|day| time::day_text(renderer, day)),
    };
    gaps.searches.iter().take(paging::ROWS).map(row).collect()
}
