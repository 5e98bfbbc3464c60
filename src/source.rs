//! Text with places: the files that were read, and spans in them.
//!
//! Nothing here knows what the text means, or where it came from.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// One text file of the handbook. Cheap to clone: all clones share one text.
#[derive(Clone)]
pub struct Source(Arc<Inner>);

struct Inner {
    path: String,
    text: String,
    line_starts: OnceLock<Vec<usize>>,
    /// How many scalar values stand in front of each block of bytes: a line may be a megabyte, with
    /// a finding in each word.
    scalars: OnceLock<Vec<usize>>,
}

/// The length of a block for counting, in bytes.
const BLOCK: usize = 1024;

impl Source {
    /// `path` is relative to the handbook's folder, with `/` between its parts.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Source(Arc::new(Inner {
            path: path.into(),
            text: text.into(),
            line_starts: OnceLock::new(),
            scalars: OnceLock::new(),
        }))
    }

    /// The path below the handbook's folder, with `/` between its parts.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The whole text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// Whether both are the same text of the same file.
    pub fn is(&self, other: &Source) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
            || (self.path() == other.path() && self.text() == other.text())
    }

    /// The text of a span; empty where the span does not lie in this text.
    pub fn slice(&self, span: Span) -> &str {
        self.text().get(span.range()).unwrap_or("")
    }

    /// The place of a span of this file.
    pub fn at(&self, span: impl Into<Span>) -> Location {
        let Span { start, end } = span.into();
        Location { source: self.clone(), start: short(start), end: short(end) }
    }

    /// The place of the file as a whole.
    pub fn whole(&self) -> Location {
        Location { source: self.clone(), start: NOWHERE, end: 0 }
    }

    /// Line and column of a byte offset, both from 1, columns in Unicode scalar values.
    pub fn position(&self, offset: usize) -> Position {
        let starts = self.line_starts();
        let line = starts.partition_point(|start| *start <= offset).max(1);
        let start = starts.get(line - 1).copied().unwrap_or(0);
        let before = floor_boundary(self.text(), offset);
        let column = self.scalars_before(before).saturating_sub(self.scalars_before(start));
        Position { line, column: column + 1 }
    }

    /// The bytes of a line (from 1) without its end; empty and behind the text where there is no
    /// such line.
    pub fn line_span(&self, line: usize) -> Span {
        let starts = self.line_starts();
        let start = line
            .checked_sub(1)
            .and_then(|index| starts.get(index))
            .copied()
            .unwrap_or(self.text().len());
        let end = starts.get(line).copied().unwrap_or(self.text().len());
        let text = self.text().get(start..end).unwrap_or("");
        Span::new(start, start + text.trim_end_matches(['\n', '\r']).len())
    }

    /// The line (from 1) without its end.
    pub fn line(&self, line: usize) -> &str {
        self.slice(self.line_span(line))
    }

    /// How many scalar values begin in front of a byte.
    fn scalars_before(&self, offset: usize) -> usize {
        let bytes = self.text().as_bytes();
        let blocks = self.0.scalars.get_or_init(|| {
            let before = |total: &mut usize, block: &[u8]| {
                Some(std::mem::replace(total, *total + scalars(block)))
            };
            bytes.chunks(BLOCK).scan(0, before).collect()
        });
        let block = (offset / BLOCK).min(blocks.len().saturating_sub(1));
        blocks.get(block).copied().unwrap_or(0)
            + bytes.get(block * BLOCK..offset).map_or(0, scalars)
    }

    /// Starts of lines. `\n`, `\r\n` and a lone `\r` each end a line.
    fn line_starts(&self) -> &[usize] {
        self.0.line_starts.get_or_init(|| {
            let bytes = self.text().as_bytes();
            let ends = memchr_lines(bytes);
            std::iter::once(0).chain(ends).collect()
        })
    }
}

/// How many bytes begin a scalar value.
fn scalars(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

/// Offsets just behind each line end.
fn memchr_lines(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    bytes.iter().enumerate().filter_map(|(index, byte)| {
        let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(index + 1) != Some(&b'\n'));
        ends.then_some(index + 1)
    })
}

/// The nearest character boundary at or before `offset`.
fn floor_boundary(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset.min(text.len()))
}

/// Control characters, and those that turn the direction of text or have no width. Joiners stay:
/// scripts and emoji need them.
pub fn is_unseen(letter: char) -> bool {
    let turns = matches!(
        letter,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    letter.is_control()
        || turns
        || matches!(letter, '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{feff}')
}

impl fmt::Debug for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Source({})", self.path())
    }
}

/// A range of bytes in one text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One behind the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }

    /// The same as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The span moved forward by `offset` bytes: from a part of a text to the whole.
    pub fn shifted(self, offset: usize) -> Self {
        Span { start: self.start + offset, end: self.end + offset }
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// Where something stands: a file, and mostly a span in it. There are dozens for each page, so
/// offsets are short: files that are read have far less than four gigabytes.
#[derive(Clone, Debug)]
pub struct Location {
    source: Source,
    start: u32,
    end: u32,
}

/// The start of a location that is a file as a whole; its end is smaller.
const NOWHERE: u32 = u32::MAX;

fn short(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(NOWHERE)
}

impl Location {
    /// The file.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The path of the file.
    pub fn path(&self) -> &str {
        self.source.path()
    }

    /// The span, or `None` when the finding is about the file as a whole.
    pub fn span(&self) -> Option<Span> {
        (self.start <= self.end).then(|| Span::new(self.start as usize, self.end as usize))
    }

    /// The first position, or `None` for a whole file.
    pub fn start(&self) -> Option<Position> {
        self.span().map(|span| self.source.position(span.start))
    }

    /// The position just behind the last character, or `None` for a whole file.
    pub fn end(&self) -> Option<Position> {
        self.span().map(|span| self.source.position(span.end))
    }
}

/// A line and a column, both from 1; columns count Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

#[cfg(test)]
mod tests {
    use super::{Position, Source};

    #[test]
    fn positions_count_scalar_values_and_every_kind_of_line_end() {
        let source = Source::new("a.md", "né\r\nx\ry\n");
        let at = |offset| source.position(offset);
        assert_eq!(at(0), Position { line: 1, column: 1 });
        assert_eq!(at(3), Position { line: 1, column: 3 });
        assert_eq!(at(5), Position { line: 2, column: 1 });
        assert_eq!(at(7), Position { line: 3, column: 1 });
        assert_eq!(at(999), Position { line: 4, column: 1 });
        assert_eq!(source.line(1), "né");
        assert_eq!(source.line(3), "y");
        assert_eq!(source.line(9), "");
        let long = Source::new("a.md", format!("x\n{}", "é".repeat(5_000)));
        assert_eq!(long.position(2 + 2 * 4_000), Position { line: 2, column: 4_001 });
        assert_eq!(long.position(usize::MAX), Position { line: 2, column: 5_001 });
    }
}
