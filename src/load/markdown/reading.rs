//! The text that is being read, and the way from it back to the file.

use crate::source::{Location, Source, Span};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// One text on its way through the parser: a part of a file, perhaps with foreign syntax replaced.
pub(super) struct ParsedText<'a> {
    pub(super) source: &'a Source,
    pub(super) text: Cow<'a, str>,
    pub(super) origins: Origins,
    /// Foreign constructs that stand in the text as marks, see [`super::foreign`].
    pub(super) marks: super::foreign::ForeignMarks,
    /// What becomes of a leading heading of level one.
    pub(super) title: TitleRule,
    /// Footnotes of this text by label: an index into the document's footnotes.
    pub(super) footnotes: HashMap<String, usize>,
    /// Short forms and what they mean.
    pub(super) abbreviations: std::collections::BTreeMap<String, String>,
    /// Names of all elements that the text closes somewhere, once somebody asked.
    pub(super) closed: Option<std::collections::BTreeSet<String>>,
}

/// What becomes of a leading heading of level one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TitleRule {
    /// It is the page's title.
    Take,
    /// It is left out: the title of an included page.
    Drop,
    /// It stays.
    Keep,
}

impl ParsedText<'_> {
    /// The place in the file of a range of this text.
    pub(super) fn place(&self, range: Range<usize>) -> Location {
        self.source.at(self.span(range))
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.origins.start(range.start), self.origins.end(range.end))
    }

    /// Whether the text closes an element of this name (in lower case) anywhere.
    pub(super) fn closes(&mut self, name: &str) -> bool {
        if self.closed.is_none() {
            let ends = self.text.split("</").skip(1);
            let names = ends.map(|rest| {
                rest.split([' ', '>', '\n', '<']).next().unwrap_or_default().to_ascii_lowercase()
            });
            self.closed = Some(names.collect());
        }
        self.closed.as_ref().is_some_and(|closed| closed.contains(name))
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }
}

/// Where the bytes of a rewritten text come from.
#[derive(Debug, Default)]
pub(super) struct Origins {
    pieces: Vec<RunPiece>,
}

#[derive(Debug)]
struct RunPiece {
    /// Offset in the rewritten text.
    at: usize,
    /// Where it was in the file.
    from: Span,
    /// Whether it stands for the span as a whole, and is not a copy of it.
    made: bool,
}

impl Origins {
    /// A text that was not rewritten, and begins at `offset` of the file.
    pub(super) fn unchanged(offset: usize, length: usize) -> Self {
        let mut origins = Origins::default();
        origins.copied(0, Span::new(offset, offset + length));
        origins
    }

    /// What begins at `at` is a copy of `from`.
    pub(super) fn copied(&mut self, at: usize, from: Span) {
        match self.pieces.last_mut() {
            Some(last) if !last.made && last.from.end == from.start => last.from.end = from.end,
            _ => self.pieces.push(RunPiece { at, from, made: false }),
        }
    }

    /// What begins at `at` was made from `from`.
    pub(super) fn made(&mut self, at: usize, from: Span) {
        self.pieces.push(RunPiece { at, from, made: true });
    }

    fn piece(&self, offset: usize) -> Option<&RunPiece> {
        let next = self.pieces.partition_point(|piece| piece.at <= offset);
        self.pieces.get(next.saturating_sub(1))
    }

    /// The offset in the file of something that begins at `offset`.
    fn start(&self, offset: usize) -> usize {
        let Some(piece) = self.piece(offset) else {
            return offset;
        };
        if piece.made {
            piece.from.start
        } else {
            (piece.from.start + (offset - piece.at)).min(piece.from.end)
        }
    }

    /// The offset in the file of something that ends at `offset`.
    fn end(&self, offset: usize) -> usize {
        let Some(piece) = self.piece(offset.saturating_sub(1)) else {
            return offset;
        };
        if piece.made {
            piece.from.end
        } else {
            (piece.from.start + (offset - piece.at)).min(piece.from.end)
        }
    }
}

/// A text put together from pieces, which knows where each piece begins in the text being read.
#[derive(Default)]
pub(super) struct TextRun {
    pub(super) text: String,
    pieces: Vec<(usize, usize)>,
}

impl TextRun {
    /// Adds a piece that stands at `origin` in the text being read.
    pub(super) fn push(&mut self, text: &str, origin: usize) {
        let follows =
            self.pieces.last().is_some_and(|(at, from)| from + (self.text.len() - at) == origin);
        if !follows {
            self.pieces.push((self.text.len(), origin));
        }
        self.text.push_str(text);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.pieces.clear();
    }

    /// Where a range of the run stands in the text being read.
    pub(super) fn origin(&self, range: Range<usize>) -> Range<usize> {
        let start = self.offset(range.start);
        start..self.offset(range.end.saturating_sub(1)).saturating_add(1).max(start)
    }

    fn offset(&self, at: usize) -> usize {
        let next = self.pieces.partition_point(|(start, _)| *start <= at);
        let (start, origin) = self.pieces.get(next.saturating_sub(1)).copied().unwrap_or_default();
        origin + at.saturating_sub(start)
    }
}
