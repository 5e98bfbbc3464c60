//! What every number of "Handbook health" is counted by.

use crate::govern::ownership::OwnerState;
use crate::govern::report::PageStatus;
use crate::govern::review::ReviewState;
use crate::render::renderer::Renderer;
use crate::site::PageId;

/// A page that somebody has to review, and how it stands with it.
#[derive(Clone, Copy)]
pub struct PageHealth<'r> {
    pub id: PageId,
    pub status: &'r PageStatus,
    pub state: ReviewState,
    pub links: usize,
}

impl PageHealth<'_> {
    /// Whether its day of review has passed.
    pub fn is_overdue(&self) -> bool {
        self.state == ReviewState::Stale
    }

    /// Whether nobody has reviewed it, as far as can be read.
    pub fn is_unreviewed(&self) -> bool {
        matches!(self.state, ReviewState::NeverReviewed | ReviewState::Invalid)
    }

    /// Whether all its owners have left.
    pub fn has_left(&self) -> bool {
        self.status.ownership.state == OwnerState::Orphaned
    }

    /// Whether nobody answers for it.
    pub fn is_ownerless(&self) -> bool {
        self.status.ownership.state != OwnerState::Owned
    }

    /// Up to date, but not for long.
    pub fn is_due_soon(&self) -> bool {
        self.state == ReviewState::DueSoon && self.is_fresh()
    }

    /// Whether it is up to date.
    pub fn is_fresh(&self) -> bool {
        !self.is_overdue() && !self.is_unreviewed() && !self.has_left()
    }
}

/// Published pages whose review somebody has to do.
pub fn governed<'r>(renderer: &'r Renderer<'_>) -> Vec<PageHealth<'r>> {
    let published = renderer.site.page_ids().filter(|page| renderer.site.is_published(*page));
    let judged = published.filter_map(|page| Some((page, renderer.report.of(page)?)));
    let health = |(id, status): (PageId, &'r PageStatus)| PageHealth {
        id,
        status,
        state: status.review.state,
        links: renderer.resolved.backlinks(renderer.site.page(id).node()).len(),
    };
    judged
        .filter(|(_, status)| status.is_governed && !status.is_exempt_by_nature())
        .map(health)
        .collect()
}

/// A share in percent, rounded; never 100 while something is missing.
pub fn percent(part: usize, whole: usize) -> usize {
    let rounded = (part.saturating_mul(100) + whole / 2).checked_div(whole).unwrap_or(0);
    if part < whole { rounded.min(99) } else { rounded }
}

/// How many pages are so.
pub fn count<'r>(pages: &[PageHealth<'r>], is: impl Fn(&PageHealth<'r>) -> bool) -> usize {
    pages.iter().filter(|page| is(page)).count()
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn only_all_are_a_hundred_percent() {
        for (part, whole, expected) in
            [(79, 90, 88), (73, 86, 85), (199, 200, 99), (200, 200, 100), (0, 5, 0), (0, 0, 0)]
        {
            assert_eq!(percent(part, whole), expected, "{part} of {whole}");
        }
    }
}
