//! A text without foreign syntax: what the parser reads.

use super::marks::ForeignMarks;
use super::unknown::UnknownSyntax;
use crate::load::markdown::origins::Origins;
use crate::load::markdown::part::TextPart;
use crate::source::Span;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A text without foreign syntax.
pub(in super::super) struct Rewritten<'a> {
    pub(in super::super) text: Cow<'a, str>,
    pub(in super::super) origins: Origins,
    pub(in super::super) marks: ForeignMarks,
    pub(in super::super) unknown: Vec<UnknownSyntax>,
    /// What authors wrote for themselves.
    pub(in super::super) comments: Vec<Span>,
    /// Short forms and what they mean.
    pub(in super::super) abbreviations: BTreeMap<String, String>,
}

/// A part as it is.
pub(in super::super) fn untouched(part: &TextPart) -> Rewritten<'_> {
    let text = part.text();
    let origins = Origins::unchanged(part.body.start, text.len());
    Rewritten {
        text: Cow::Borrowed(text),
        origins,
        marks: ForeignMarks::default(),
        unknown: Vec::new(),
        comments: Vec::new(),
        abbreviations: BTreeMap::new(),
    }
}
