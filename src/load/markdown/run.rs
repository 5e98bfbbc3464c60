//! Text that the parser gives in pieces, with the way back to where each stands.

use std::ops::Range;

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

    /// Adds text as the parser gives it, often in pieces, with the range of its event.
    pub(super) fn push_event(&mut self, text: &str, range: &Range<usize>) {
        // An escaped character is text from behind its backslash, so the end of the range is the
        // surer side.
        let is_longer = range.len() > text.len();
        self.push(text, if is_longer { range.end - text.len() } else { range.start });
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
