//! The text that is being read, and the way from it back to the file.

use super::foreign::{ForeignMarks, Rewritten};
use super::origins::Origins;
use crate::source::{Location, Source, Span};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// One text on its way through the parser: a part of a file, perhaps with foreign syntax replaced.
pub(super) struct ParsedText<'a> {
    pub(super) source: &'a Source,
    pub(super) text: &'a str,
    origins: &'a Origins,
    /// Foreign constructs that stand in the text as marks, see [`super::foreign`].
    pub(super) marks: &'a ForeignMarks,
    /// Short forms and what they mean.
    pub(super) abbreviations: &'a BTreeMap<String, String>,
    /// Names of all elements that the text closes somewhere, once somebody asked.
    closed: OnceCell<BTreeSet<String>>,
}

impl<'a> ParsedText<'a> {
    /// What became of a part of a file.
    pub(super) fn new(source: &'a Source, rewritten: &'a Rewritten<'_>) -> Self {
        ParsedText {
            source,
            text: &rewritten.text,
            origins: &rewritten.origins,
            marks: &rewritten.marks,
            abbreviations: &rewritten.abbreviations,
            closed: OnceCell::new(),
        }
    }

    /// The place in the file of a range of this text.
    pub(super) fn place(&self, range: Range<usize>) -> Location {
        self.source.at(self.span(range))
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.origins.start(range.start), self.origins.end(range.end))
    }

    /// Whether the text closes an element of this name (in lower case) anywhere.
    pub(super) fn closes(&self, name: &str) -> bool {
        self.closed.get_or_init(|| closed_names(self.text)).contains(name)
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }
}

fn closed_names(text: &str) -> BTreeSet<String> {
    let ends = text.split("</").skip(1);
    let name = |rest: &str| {
        rest.split([' ', '>', '\n', '<']).next().unwrap_or_default().to_ascii_lowercase()
    };
    ends.map(name).collect()
}
