//! What documents for paper show.

use super::facts::{FactsContext, StatusContext};
use super::parts::{DayText, Markup, Text};
use super::week::RecordContext;
use serde::Serialize;

/// Several pages in one document.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PrintView<'a> {
    /// The day of all this.
    pub as_of: DayText<'a>,
    /// A whole `<style>` element, where the file needs no other.
    pub style: Option<Markup<'a>>,
    /// In the order of reading.
    pub pages: Vec<PrintedPage<'a>>,
}

/// One page of such a document.
#[derive(Clone, Debug, Serialize)]
pub struct PrintedPage<'a> {
    /// The fragment that leads to it.
    pub id: Text<'a>,
    /// How deep it lies in the document, from 1 to 6.
    pub depth: usize,
    /// The heading.
    pub title: Text<'a>,
    /// The heading with its inline markup.
    pub title_markup: Option<Markup<'a>>,
    /// The titles of the sections around it.
    pub above: Vec<Text<'a>>,
    /// The author's description.
    pub lead: Option<Text<'a>>,
    /// Said before the first sentence: a draft, archived, superseded.
    pub status: Option<StatusContext<'a>>,
    /// Of records, when and who.
    pub record: Option<RecordContext<'a>>,
    /// Owner, review, where to ask.
    pub facts: Option<FactsContext<'a>>,
    /// The text, its headings one level lower and its ids kept apart.
    pub body: Markup<'a>,
    /// Absolute address, where `base_url` is known.
    pub canonical: Option<Text<'a>>,
}
