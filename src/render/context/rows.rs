//! Rows that pages and more than one view show.

use super::parts::{DayText, LinkContext, Rest, Text};
use serde::Serialize;

/// A page or section with what helps to choose it: in cards and in lists.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Card<'a> {
    /// Title for navigation.
    pub title: Text<'a>,
    /// Where it leads.
    pub href: Text<'a>,
    /// One or two plain sentences.
    pub description: Option<Text<'a>>,
    /// Who answers.
    pub owner: Option<LinkContext<'a>>,
    /// Pages below it, for sections.
    pub count: Option<usize>,
    /// Titles of the sections above it, in lists that mix sections.
    pub place: Option<Text<'a>>,
    /// As in [`crate::render::context::PageContext::kind`].
    pub kind: Option<Text<'a>>,
    /// As in [`super::facts::StatusContext::state`].
    pub status: Option<Text<'a>>,
    /// As in [`ReviewContext::state`].
    pub review: Option<Text<'a>>,
    /// The name of the level, where it is above the default.
    pub urgency: Option<Text<'a>>,
}

/// Some cards, and a link to all of them when there are more.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CardList<'a> {
    /// In the order of navigation.
    pub items: Vec<Card<'a>>,
    /// Set when more exist than shown.
    pub rest: Option<Rest<'a>>,
}

/// Some changes of one page, or one of many pages.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChangeRow<'a> {
    /// The page; none where there are many.
    pub page: Option<LinkContext<'a>>,
    /// How many pages, where there are many.
    pub pages: usize,
    /// How many changes.
    pub count: usize,
    /// What tells the latest one from all others.
    pub key: Text<'a>,
    /// What the latest one was.
    pub what: Vec<TextPiece<'a>>,
    /// When that was.
    pub day: DayText<'a>,
    /// Who made it.
    pub author: Option<LinkContext<'a>>,
    /// Whether the page is new.
    pub is_new: bool,
    /// Whether everybody is told.
    pub is_major: bool,
    /// The text of the page after it, in the repository.
    pub text: Option<Text<'a>>,
}

/// A piece of a line, such as the first line of a commit.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TextPiece<'a> {
    /// Its words.
    pub text: Text<'a>,
    /// Whether it stood between backticks.
    pub is_code: bool,
}
