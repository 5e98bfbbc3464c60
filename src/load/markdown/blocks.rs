//! Lists, quotes and the like; and how deep we are in them.

use super::buffer::Buffer;
use super::callouts;
use super::containers::{self, DEEPEST};
use super::reading::ParsedText;
use pulldown_cmark::{Tag, TagEnd};
use std::ops::Range;

/// Where we are among blocks.
#[derive(Default)]
pub(super) struct Blocks {
    /// For each open element whether its tags are written.
    open: Vec<bool>,
    /// The innermost block that began last.
    pub(super) current: Range<usize>,
    /// What ends the quotes that are open.
    quotes: Vec<&'static str>,
}

impl Blocks {
    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Enters an element; whether its tags should be written.
    pub(super) fn enter(&mut self) -> bool {
        let written = self.open.len() < DEEPEST;
        self.open.push(written);
        written
    }

    /// Leaves the innermost element; whether its tags were written.
    pub(super) fn leave(&mut self) -> bool {
        self.open.pop().unwrap_or(true)
    }

    /// Writes the start of a list, a quote or a part of them.
    pub(super) fn open(
        &mut self,
        text: &ParsedText<'_>,
        tag: &Tag<'_>,
        range: &Range<usize>,
        out: &mut Buffer,
    ) {
        out.line();
        match tag {
            Tag::BlockQuote(None) => {
                self.quotes.push(containers::open_quote(text, range, out));
            }
            Tag::BlockQuote(Some(kind)) => callouts::open(out, callouts::kind(*kind), None),
            Tag::List(None) => out.push("<ul>\n"),
            Tag::List(Some(1)) => out.push("<ol>\n"),
            Tag::List(Some(start)) => out.push(&format!("<ol start=\"{start}\">\n")),
            Tag::Item => out.push("<li>"),
            Tag::DefinitionList => out.push("<dl>\n"),
            Tag::DefinitionListTitle => out.push("<dt>"),
            Tag::DefinitionListDefinition => out.push("<dd>"),
            _ => {}
        }
    }

    /// Writes the end of what [`Blocks::open`] began.
    pub(super) fn close(&mut self, tag: TagEnd, out: &mut Buffer) {
        match tag {
            TagEnd::BlockQuote(None) => {
                let end = self.quotes.pop().unwrap_or(containers::QUOTE_END);
                close(out, end);
            }
            TagEnd::BlockQuote(Some(_)) => close(out, callouts::END),
            TagEnd::List(false) => out.push("</ul>\n"),
            TagEnd::List(true) => out.push("</ol>\n"),
            TagEnd::Item => out.push("</li>\n"),
            TagEnd::DefinitionList => out.push("</dl>\n"),
            TagEnd::DefinitionListTitle => out.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => out.push("</dd>\n"),
            _ => {}
        }
    }
}

/// Closes an element that ends on a line of its own.
fn close(out: &mut Buffer, tag: &str) {
    out.line();
    out.push(tag);
}
