//! What contexts are made of.

use crate::html::Html;
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// Plain text, escaped by the templates.
pub type Text<'a> = Cow<'a, str>;

/// HTML, the only value that templates do not escape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Markup<'a>(&'a Html);

impl<'a> From<&'a Html> for Markup<'a> {
    fn from(html: &'a Html) -> Self {
        Markup(html)
    }
}

impl Serialize for Markup<'_> {
    /// Tera takes its own values over as they are, so the mark "safe" arrives in the template.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tera::Value::safe_string(self.0.as_str()).serialize(serializer)
    }
}

/// A title and mostly a place to go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LinkContext<'a> {
    /// What is shown.
    pub title: Text<'a>,
    /// Where it leads; plain text where absent.
    pub href: Option<Text<'a>>,
}

/// Some links, and one to all of them when there are more.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LinkList<'a> {
    /// At most 20.
    pub items: Vec<LinkContext<'a>>,
    /// Set when more exist than shown.
    pub rest: Option<Rest<'a>>,
}

/// "All 57".
#[derive(Clone, Debug, Default, Serialize)]
pub struct Rest<'a> {
    /// How many there are in all.
    pub count: usize,
    /// Where all are; plain text where absent.
    pub href: Option<Text<'a>>,
}

/// A day for readers and for machines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DayText<'a> {
    /// `14 August 2026`, made by `Words::day`.
    pub text: Text<'a>,
    /// `2026-08-14`.
    pub iso: Text<'a>,
}

/// Where a long view goes on.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pager<'a> {
    /// From 1.
    pub current: usize,
    /// How many pages the view has; with one, no pager is shown.
    pub total: usize,
    /// Href of the page before.
    pub previous: Option<Text<'a>>,
    /// Href of the page behind.
    pub next: Option<Text<'a>>,
}

/// A time of day at a place, and the moment for machines.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ClockText<'a> {
    /// `14:00`
    pub text: Text<'a>,
    /// `Lisbon`
    pub zone: Text<'a>,
    /// `2026-11-26T14:00:00+00:00`
    pub iso: Text<'a>,
}
