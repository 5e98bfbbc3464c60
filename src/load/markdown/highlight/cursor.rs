//! Where a lexer is in its text, and the HTML that it has written so far.

use crate::html::escape_text;
use std::cell::Cell;

/// What a piece of code is. A theme styles the letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(strum::EnumIter))]
pub(super) enum TokenClass {
    /// A decorator, an attribute, an anchor, the flag of a command.
    Attribute,
    Comment,
    /// A constant of the language, or what is written like one.
    Constant,
    /// An escape in a string, an entity.
    Escape,
    Function,
    Heading,
    Inserted,
    Keyword,
    /// Words that stand out in prose.
    Marked,
    Number,
    /// What is beside the point: prompts, marks of lists.
    Quiet,
    /// A key, a variable.
    Property,
    Removed,
    String,
    Tag,
    Type,
}

impl TokenClass {
    /// The class in HTML.
    pub(super) const fn letter(self) -> &'static str {
        match self {
            TokenClass::Attribute => "a",
            TokenClass::Comment => "c",
            TokenClass::Constant => "b",
            TokenClass::Escape => "e",
            TokenClass::Function => "f",
            TokenClass::Heading => "h",
            TokenClass::Inserted => "i",
            TokenClass::Keyword => "k",
            TokenClass::Marked => "m",
            TokenClass::Number => "n",
            TokenClass::Quiet => "o",
            TokenClass::Property => "p",
            TokenClass::Removed => "d",
            TokenClass::String => "s",
            TokenClass::Tag => "g",
            TokenClass::Type => "t",
        }
    }
}

/// Goes through a text once, from its start to its end. What is dropped with bytes to come is
/// plain.
pub(super) struct Cursor<'a, 'o> {
    text: &'a str,
    at: usize,
    /// Where the plain text starts that is not written yet.
    plain: usize,
    /// Where the line ends, if that is further on: lines may be long, and it is asked for often.
    line_end: Cell<usize>,
    out: &'o mut String,
}

impl<'a, 'o> Cursor<'a, 'o> {
    pub(super) fn new(text: &'a str, out: &'o mut String) -> Self {
        Cursor { text, at: 0, plain: 0, line_end: Cell::new(0), out }
    }

    /// What is still to come.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The next byte; none at the end.
    pub(super) fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The byte before.
    pub(super) fn before(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at.checked_sub(1)?).copied()
    }

    pub(super) fn starts_line(&self) -> bool {
        matches!(self.before(), None | Some(b'\n'))
    }

    pub(super) fn sees(&self, what: &str) -> bool {
        self.rest().starts_with(what)
    }

    /// The rest of the line, without its end.
    pub(super) fn line(&self) -> &'a str {
        if self.line_end.get() <= self.at {
            self.line_end.set(self.rest().find('\n').map_or(self.text.len(), |end| self.at + end));
        }
        let line = self.text.get(self.at..self.line_end.get()).unwrap_or_default();
        line.strip_suffix('\r').unwrap_or(line)
    }

    /// Leaves the next bytes plain; at least one.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.at = self.end(bytes.max(1));
    }

    /// Leaves blanks plain.
    pub(super) fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
    }

    /// Leaves the rest of the line plain, and its end.
    pub(super) fn skip_line(&mut self) {
        self.skip(self.rest().find('\n').map_or(usize::MAX, |end| end + 1));
    }

    /// Gives the next bytes a class.
    pub(super) fn paint(&mut self, class: TokenClass, bytes: usize) {
        let end = self.end(bytes);
        if end == self.at {
            return;
        }
        self.write_plain();
        self.out.push_str("<span class=\"");
        self.out.push_str(class.letter());
        self.out.push_str("\">");
        escape_text(self.out, self.text.get(self.at..end).unwrap_or_default());
        self.out.push_str("</span>");
        (self.at, self.plain) = (end, end);
    }

    /// Gives the rest of the line a class, but not its end.
    pub(super) fn paint_line(&mut self, class: TokenClass) {
        self.paint(class, self.line().len());
    }

    /// Lets somebody else write the next bytes.
    pub(super) fn lend(&mut self, bytes: usize, write: impl FnOnce(Cursor<'a, '_>)) {
        let end = self.end(bytes);
        self.write_plain();
        write(Cursor::new(self.text.get(self.at..end).unwrap_or_default(), self.out));
        (self.at, self.plain) = (end, end);
    }

    fn write_plain(&mut self) {
        escape_text(self.out, self.text.get(self.plain..self.at).unwrap_or_default());
        self.plain = self.at;
    }

    /// Where so many bytes more lead: at the end of a character.
    fn end(&self, bytes: usize) -> usize {
        let end = self.at.saturating_add(bytes).min(self.text.len());
        (end..self.text.len())
            .find(|end| self.text.is_char_boundary(*end))
            .unwrap_or(self.text.len())
    }
}

impl Drop for Cursor<'_, '_> {
    fn drop(&mut self) {
        escape_text(self.out, self.text.get(self.plain..).unwrap_or_default());
    }
}
