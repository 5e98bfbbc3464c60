//! What is written of a text, with the way back to the file.

use super::rewrite::Rewriter;
use crate::source::Span;
use std::ops::Range;

impl Rewriter<'_> {
    /// Something that its author wrote for other authors.
    pub(super) fn comment(&mut self, range: Range<usize>) {
        self.comments.push(self.span(&range));
    }

    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.offset)
    }

    /// Copies a piece of the text, with U+FFFD for NUL as CommonMark asks, and without other
    /// characters that control what shows a text.
    pub(super) fn copy(&mut self, range: Range<usize>) {
        let mut from = range.start;
        while let Some((at, text)) = self.next_insertion(from..range.end) {
            self.copy_bytes(from..at);
            self.make(&text, &(at..at));
            from = at;
        }
        self.copy_bytes(from..range.end);
    }

    /// What is to be written at an offset in this range; it is asked for once.
    fn next_insertion(&mut self, range: Range<usize>) -> Option<(usize, String)> {
        let at = *self.insertions.range(range).next()?.0;
        self.insertions.remove_entry(&at)
    }

    fn copy_bytes(&mut self, range: Range<usize>) {
        let mut from = range.start;
        let controls = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
        while let Some(at) = self.text.get(from..range.end).and_then(|text| text.find(controls)) {
            let sign = self.text.get(from + at..).and_then(|text| text.chars().next());
            let end = from + at + sign.map_or(1, char::len_utf8);
            self.copy_text(from..from + at);
            if sign == Some('\0') {
                self.make("\u{fffd}", &(from + at..end));
            }
            from = end;
        }
        self.copy_text(from..range.end);
    }

    fn copy_text(&mut self, range: Range<usize>) {
        if let Some(text) = self.text.get(range.clone()).filter(|text| !text.is_empty()) {
            self.origins.copied(self.out.len(), self.span(&range));
            self.out.push_str(text);
        }
    }

    /// Writes `text`, which stands for `range` of the original.
    pub(super) fn make(&mut self, text: &str, range: &Range<usize>) {
        if !text.is_empty() {
            self.origins.made(self.out.len(), self.span(range));
            self.out.push_str(text);
        }
    }
}
