//! What the template of "Handbook health" gets.

use crate::render::context::{DayText, LinkContext, Pager, Text, ViewContext};
use crate::render::views::ways_of_working::WayRow;
use serde::Serialize;

/// How it stands with reviews and owners.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ReviewsView<'a> {
    /// The day of all this.
    pub as_of: DayText<'a>,
    /// All pages under governance.
    pub total: HealthRow<'a>,
    /// How many of them are up to date.
    pub fresh: usize,
    /// The same in percent, rounded: 100 is all of them.
    pub percent: usize,
    /// The four figures that ask for something.
    pub figures: Vec<HealthFigure<'a>>,
    /// How many pages of other sections have no owner, or were never read.
    pub outside: usize,
    /// By owner: whoever has most to do first.
    pub owners: Vec<HealthRow<'a>>,
    /// By top section, in the order of navigation.
    pub sections: Vec<HealthRow<'a>>,
    /// The share of pages that were up to date at the end of each of the last months, and today.
    pub trend: Trend<'a>,
    /// What falls due in the next months.
    pub forecast: Vec<Month<'a>>,
    /// Whether some month has more than its owners can do.
    pub is_over: bool,
    /// How many reviews an owner can do in a month.
    pub capacity: Option<usize>,
    /// Overdue pages by how long they are overdue.
    pub ages: Vec<HealthFigure<'a>>,
    /// Owners who have left, and whose pages nobody took over.
    pub left: Vec<LeftOwner<'a>>,
    /// Ways of working to be looked at again.
    pub ways: Vec<WayRow<'a>>,
    /// Pages that readers report most, the worst first.
    pub gap_pages: Vec<GapRow<'a>>,
    /// What readers searched for in vain.
    pub gap_searches: Vec<GapRow<'a>>,
    /// Overdue pages, the worst first.
    pub overdue: Vec<ListedReview<'a>>,
    /// Pages that are due soon, the next one first.
    pub due_soon: Vec<ListedReview<'a>>,
    /// Pages that nobody has read yet, and those whose date is invalid.
    pub unreviewed: Vec<ListedReview<'a>>,
    /// Pages without an owner, or whose owner has left.
    pub ownerless: Vec<ListedReview<'a>>,
    /// Where the list of overdue pages goes on.
    pub pager: Pager<'a>,
}

impl ViewContext for ReviewsView<'_> {
    const TEMPLATE: &'static str = "reviews";

    #[cfg(test)]
    fn filled() -> Self {
        tests::filled()
    }
}

/// What fails readers.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GapRow<'a> {
    /// The page, or the words of a search.
    pub of: LinkContext<'a>,
    /// Who answers for it.
    pub owners: Vec<LinkContext<'a>>,
    /// How often it was reported.
    pub count: usize,
    /// The last day on which it was.
    pub latest: Option<DayText<'a>>,
}

/// A number with a word, and the place of what it counts.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HealthFigure<'a> {
    /// Its word is `words.reviews[id]`, or of ages `words.ages[id]`.
    pub id: Text<'a>,
    /// How many.
    pub count: usize,
    /// Where they are listed.
    pub href: Option<Text<'a>>,
}

/// How many pages of an owner or a section are in which state.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HealthRow<'a> {
    /// The owner or section.
    pub of: LinkContext<'a>,
    /// In all; up to date; of these due soon; overdue; not reviewed; invalid; without an owner.
    pub counts: Vec<HealthFigure<'a>>,
    /// The parts of its bar.
    pub bar: Vec<BarPart<'a>>,
}

/// One part of a bar that is 100 wide.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BarPart<'a> {
    /// `fresh`, `due_soon`, `stale`, `other`.
    pub state: Text<'a>,
    /// Its left edge.
    pub x: usize,
    /// Its width.
    pub width: usize,
}

/// A line over twelve months, in a drawing 600 wide and 170 high.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Trend<'a> {
    /// The months, today last.
    pub points: Vec<TrendPoint<'a>>,
    /// The line, for `points`.
    pub line: String,
}

/// One month of the trend.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TrendPoint<'a> {
    /// `March 2027`.
    pub name: Text<'a>,
    /// `Mar`.
    pub short: Text<'a>,
    /// Pages up to date at its end.
    pub fresh: usize,
    /// Pages that were there.
    pub pages: usize,
    /// The same in percent, rounded.
    pub percent: usize,
    /// Where it stands.
    pub x: usize,
    /// Where it stands.
    pub y: usize,
}

/// One bar of the forecast, in a drawing 600 wide, with room above for the number.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Month<'a> {
    /// `March 2027`.
    pub name: Text<'a>,
    /// `Mar`.
    pub short: Text<'a>,
    /// Reviews that fall due.
    pub count: usize,
    /// How many of them are more than their owners can do.
    pub over: usize,
    /// Its left edge.
    pub x: usize,
    /// Its upper edge.
    pub y: usize,
    /// Its height.
    pub height: usize,
    /// The height of what is too much, at its top.
    pub over_height: usize,
}

/// Somebody who has left and still is the owner of pages.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LeftOwner<'a> {
    /// Who.
    pub owner: LinkContext<'a>,
    /// The last day.
    pub last_day: DayText<'a>,
    /// How many pages.
    pub pages: usize,
}

/// A page in one of the lists.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ListedReview<'a> {
    /// The page.
    pub page: LinkContext<'a>,
    /// Who owns it.
    pub owner: Option<LinkContext<'a>>,
    /// Its state, as `words.state[state]`.
    pub state: Text<'a>,
    /// Since when, or by when.
    pub due: Option<DayText<'a>>,
    /// How many pages link to it.
    pub linked: usize,
}

#[cfg(test)]
mod tests {
    use super::{
        BarPart, GapRow, HealthFigure, HealthRow, LeftOwner, ListedReview, Month, ReviewsView,
        Trend, TrendPoint,
    };
    use crate::render::context::samples::{day, evil, link, pager};
    use crate::render::views::ways_of_working::WayRow;

    pub(super) fn filled() -> ReviewsView<'static> {
        let figure =
            |id: &'static str| HealthFigure { id: id.into(), count: 2, href: Some(evil()) };
        let row = || HealthRow {
            of: link(),
            counts: vec![figure("pages"), figure("stale")],
            bar: vec![BarPart { state: evil(), x: 0, width: 100 }],
        };
        let month = Month { name: evil(), short: evil(), count: 2, over: 1, ..Month::default() };
        let point = TrendPoint { name: evil(), short: evil(), pages: 1, ..TrendPoint::default() };
        let owner = Some(link());
        let page = ListedReview { page: link(), owner, state: evil(), due: day(), linked: 1 };
        let gap = || GapRow { of: link(), owners: vec![link()], count: 2, latest: day() };
        let last_day = day().unwrap_or_default();
        ReviewsView {
            as_of: day().unwrap_or_default(),
            gap_pages: vec![gap()],
            gap_searches: vec![gap()],
            total: row(),
            fresh: 1,
            percent: 50,
            figures: ["stale", "due_soon", "unreviewed", "without_owner"].map(figure).to_vec(),
            outside: 1,
            owners: vec![row()],
            sections: vec![row()],
            trend: Trend { points: vec![point.clone(), point], line: "0,0".to_owned() },
            forecast: vec![month],
            is_over: true,
            capacity: Some(17),
            ages: vec![figure("month")],
            left: vec![LeftOwner { owner: link(), last_day, pages: 1 }],
            ways: vec![WayRow::filled()],
            overdue: vec![page.clone()],
            due_soon: vec![page.clone()],
            unreviewed: vec![page.clone()],
            ownerless: vec![page],
            pager: pager(),
        }
    }
}
