//! The text without foreign syntax in the making, with the way back to the file.

use super::layout::{numbered, prefix};
use super::marks::{ForeignMarks, Mark};
use super::pieces::InlinePart;
use super::rewritten::Rewritten;
use super::unknown::{ForeignTool, UnknownSyntax};
use crate::html::unused_name;
use crate::load::markdown::origins::Origins;
use crate::load::markdown::part::TextPart;
use crate::site::opening::OpeningPiece;
use crate::source::Span;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// What is written of a text. All ranges are of the original.
pub(super) struct TextDraft<'t> {
    text: &'t str,
    /// Where the text begins in its file.
    offset: usize,
    out: String,
    origins: Origins,
    marks: ForeignMarks,
    unknown: Vec<UnknownSyntax>,
    comments: Vec<Span>,
    /// What is written between the bytes of the original, by offset.
    insertions: BTreeMap<usize, String>,
    /// What is written below everything else.
    notes: Vec<String>,
}

impl<'t> TextDraft<'t> {
    /// Nothing is written yet.
    pub(super) fn new(part: &'t TextPart) -> Self {
        let text = part.text();
        TextDraft {
            text,
            offset: part.body.start,
            out: String::with_capacity(text.len() + 256),
            origins: Origins::default(),
            marks: ForeignMarks::new(unused_name("foreign", text)),
            unknown: Vec::new(),
            comments: Vec::new(),
            insertions: BTreeMap::new(),
            notes: Vec::new(),
        }
    }

    /// Everything is written but what waits.
    pub(super) fn finish(mut self, abbreviations: BTreeMap<String, String>) -> Rewritten<'t> {
        let end = self.text.len();
        for note in std::mem::take(&mut self.notes) {
            self.make(&format!("\n\n{note}\n"), &(end..end));
        }
        let TextDraft { out, origins, marks, unknown, comments, .. } = self;
        Rewritten { text: Cow::Owned(out), origins, marks, unknown, comments, abbreviations }
    }

    /// Begins with what stands above the text.
    pub(super) fn open(&mut self, opening: &[OpeningPiece]) {
        for piece in opening {
            self.origins.made(self.out.len(), piece.span);
            self.out.push_str(&piece.markdown);
        }
    }

    /// What is written so far.
    pub(super) fn written(&self) -> &str {
        &self.out
    }

    /// Something that its author wrote for other authors.
    pub(super) fn comment(&mut self, range: Range<usize>) {
        self.comments.push(self.span(&range));
    }

    /// Something that we do not know.
    pub(super) fn unknown(&mut self, tool: ForeignTool, name: String, range: &Range<usize>) {
        let at = self.span(range);
        self.unknown.push(UnknownSyntax { name, tool, at });
    }

    /// Texts are written where they belong once their offsets are copied.
    pub(super) fn insert(&mut self, insertions: Vec<(usize, String)>) {
        self.insertions.extend(insertions);
    }

    /// Nothing more is written within a range.
    pub(super) fn forget(&mut self, range: Range<usize>) {
        while self.next_insertion(range.clone()).is_some() {}
    }

    /// What was to be written at offsets that nobody copied.
    pub(super) fn insert_rest(&mut self) {
        let end = self.text.len();
        for text in std::mem::take(&mut self.insertions).into_values() {
            self.make(&text, &(end..end));
        }
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

    /// Writes `text`, which stands for `range` of the original.
    pub(super) fn make(&mut self, text: &str, range: &Range<usize>) {
        if !text.is_empty() {
            self.origins.made(self.out.len(), self.span(range));
            self.out.push_str(text);
        }
    }

    /// Writes the parts of a piece of a line.
    pub(super) fn make_parts(&mut self, parts: Vec<InlinePart>, range: &Range<usize>) {
        for part in parts {
            match part {
                InlinePart::Text(text) => self.make(&text, range),
                InlinePart::Mark(mark) => self.mark(mark, range),
            }
        }
    }

    /// A mark in a line.
    pub(super) fn mark(&mut self, mark: Mark, range: &Range<usize>) {
        let tag = self.tag(mark, range);
        self.make(&tag, range);
    }

    /// The tag of a mark, which the caller writes.
    pub(super) fn tag(&mut self, mark: Mark, original: &Range<usize>) -> String {
        let original = self.text.get(original.clone()).unwrap_or_default();
        self.marks.tag(mark, original)
    }

    /// A mark on a line of its own, with blank lines around it; `prefix` is what the lines around
    /// begin with.
    pub(super) fn block(&mut self, mark: Mark, range: &Range<usize>, prefix: &str) {
        let tag = self.tag(mark, range);
        self.fresh_line(prefix, range);
        self.make(&format!("{tag}\n{prefix}\n"), range);
    }

    /// The same in the middle of a line, of which `columns` belong to containers; the line goes on.
    pub(super) fn block_at(&mut self, mark: Mark, range: &Range<usize>, columns: usize) {
        let prefix = prefix(self.text, range.start, columns);
        self.block(mark, range, &prefix);
        self.make(&prefix, range);
    }

    /// A block that includes another text.
    pub(super) fn include(&mut self, path: &str, prefix: &str, range: &Range<usize>) {
        let path: String =
            path.chars().filter(|character| !character.is_control() && *character != '"').collect();
        self.fresh_line(prefix, range);
        self.make(&format!("```handbook\n{prefix}include: \"{path}\"\n{prefix}```\n"), range);
    }

    /// A code block that shows a file, or the part of it behind a colon, when that is read.
    pub(super) fn code_file(&mut self, path: &str, info: &str, prefix: &str, range: &Range<usize>) {
        self.fresh_line(prefix, range);
        let include = format!("{prefix}{{{{#include {path}}}}}");
        self.make(&format!("~~~~~~{info}\n{include}\n{prefix}~~~~~~\n"), range);
    }

    /// A footnote with this text, written below everything else; returns the reference to it.
    pub(super) fn note(&mut self, text: &str) -> String {
        let label = format!("{}-{}", self.marks.attribute, self.notes.len() + 1);
        self.notes.push(format!("[^{label}]: {text}"));
        format!("[^{label}]")
    }

    /// Begins a line of its own below a blank one; a line that holds only the marker of a list item
    /// is one.
    pub(super) fn fresh_line(&mut self, prefix: &str, range: &Range<usize>) {
        let line = self.out.rfind('\n').map_or(0, |end| end + 1);
        let (before, written) = self.out.split_at(line);
        let bare = written.trim_matches([' ', '\t', '>']);
        let text = if bare.is_empty() {
            let blank = line_above(before).trim_matches([' ', '\t', '>', '\r']).is_empty();
            match (blank, written.is_empty()) {
                (true, true) => prefix.to_owned(),
                (true, false) => String::new(),
                (false, true) => format!("{prefix}\n{prefix}"),
                (false, false) => format!("\n{prefix}"),
            }
        } else {
            let marker =
                matches!(bare, "-" | "*" | "+") || numbered(written.trim_start()).is_empty();
            if marker { String::new() } else { format!("\n{prefix}\n{prefix}") }
        };
        self.make(&text, range);
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.offset)
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
}

/// The last line of a text that ends with one.
fn line_above(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.rsplit('\n').next().unwrap_or_default()
}
