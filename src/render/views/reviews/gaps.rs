//! What readers report, in "Handbook health".

use crate::govern::gaps::{Gaps, ReportedGap};
use crate::render::Renderer;
use crate::render::context::{GapRow, LinkContext};
use crate::render::views::ROWS;
use crate::site::address::Address;

impl Renderer<'_> {
    /// The pages that readers report most, with those who answer for them.
    pub(super) fn gap_pages<'r>(&'r self, gaps: &Gaps, from: &Address) -> Vec<GapRow<'r>> {
        let rows = gaps.pages.iter().take(ROWS).map(|gap| GapRow {
            of: self.page_link(gap.of, from),
            owners: self
                .resolved
                .owners(gap.of)
                .iter()
                .map(|owner| self.owner_link(owner, from))
                .collect(),
            count: gap.count,
            latest: gap.latest.map(|day| self.day(day)),
        });
        rows.collect()
    }

    /// What was searched for in vain.
    pub(super) fn gap_searches(&self, gaps: &Gaps) -> Vec<GapRow<'static>> {
        let row = |gap: &ReportedGap<String>| GapRow {
            of: LinkContext { title: gap.of.clone().into(), href: None },
            owners: Vec::new(),
            count: gap.count,
            latest: gap.latest.map(|day| self.day(day)),
        };
        gaps.searches.iter().take(ROWS).map(row).collect()
    }
}
