//! Paragraphs, lists, quotes and the like; and how deep we are in them.

use super::reading::ParsedText;
use super::tasks;
use super::writer::{DEEPEST, Writer};
use crate::site::document::{Hole, SiteWord, TaskLine};
use pulldown_cmark::{BlockQuoteKind, Tag, TagEnd};
use std::ops::Range;

/// Where the writer is among blocks.
#[derive(Default)]
pub(super) struct Blocks {
    /// For each open element whether its tags are written.
    open: Vec<bool>,
    /// The innermost block that began last.
    pub(super) current: Range<usize>,
    /// The end of the event before this one.
    pub(super) last_end: usize,
    /// What ends the quotes that are open.
    quotes: Vec<&'static str>,
    /// The code block that is being read.
    pub(super) code: Option<super::code::OpenCode>,
}

impl Blocks {
    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }
}

impl Writer<'_> {
    /// Enters an element; whether its tags should be written.
    fn enter(&mut self) -> bool {
        let written = self.blocks.open.len() < DEEPEST;
        self.blocks.open.push(written);
        written
    }

    fn leave(&mut self) -> bool {
        self.blocks.open.pop().unwrap_or(true)
    }

    pub(super) fn start_inline(&mut self, tag: &str) {
        if self.enter() {
            self.markup(tag);
        }
    }

    pub(super) fn end_inline(&mut self, reading: &mut ParsedText<'_>, tag: &str) {
        let written = self.leave();
        self.close_marks(reading);
        if written {
            self.markup(tag);
        }
    }

    pub(super) fn start_block(
        &mut self,
        reading: &mut ParsedText<'_>,
        tag: Tag<'_>,
        range: Range<usize>,
    ) {
        self.note_block(reading, &range);
        let written = self.enter();
        match tag {
            Tag::Paragraph => self.start_paragraph(),
            Tag::Heading { level, id, attrs, .. } => {
                self.start_heading(level, id.as_deref(), !attrs.is_empty());
            }
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::HtmlBlock => self.raw.in_block = true,
            Tag::FootnoteDefinition(label) => self.start_footnote(reading, &label, range),
            Tag::Table(alignments) => self.start_table(alignments),
            Tag::TableHead => self.out.push("<thead><tr>"),
            Tag::TableRow => self.start_row(),
            Tag::TableCell => self.start_cell(),
            container if written => self.start_container(reading, &container, &range),
            _ => {}
        }
    }

    fn start_paragraph(&mut self) {
        self.out.line();
        self.out.push("<p>");
        let outermost = self.blocks.depth() == 1 && self.in_body();
        self.summary.paragraph(outermost);
    }

    fn start_container(&mut self, reading: &ParsedText<'_>, tag: &Tag<'_>, range: &Range<usize>) {
        self.out.line();
        match tag {
            Tag::BlockQuote(None) => {
                let end = self.open_quote(reading, range);
                self.blocks.quotes.push(end);
            }
            Tag::BlockQuote(Some(kind)) => self.open_callout(alert(*kind), None),
            Tag::List(None) => self.out.push("<ul>\n"),
            Tag::List(Some(1)) => self.out.push("<ol>\n"),
            Tag::List(Some(start)) => self.out.push(&format!("<ol start=\"{start}\">\n")),
            Tag::Item => self.out.push("<li>"),
            Tag::DefinitionList => self.out.push("<dl>\n"),
            Tag::DefinitionListTitle => self.out.push("<dt>"),
            Tag::DefinitionListDefinition => self.out.push("<dd>"),
            _ => {}
        }
    }

    pub(super) fn end_block(
        &mut self,
        reading: &mut ParsedText<'_>,
        tag: TagEnd,
        range: &Range<usize>,
    ) {
        let written = self.leave();
        self.close_marks(reading);
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::Heading(_) => self.end_heading(reading, range),
            TagEnd::CodeBlock => self.end_code(reading, range),
            TagEnd::HtmlBlock => self.html_block(reading, range),
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.out.push("</tr></thead><tbody>\n"),
            TagEnd::TableRow => self.out.push("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            container if written => self.end_container(container),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        self.raw.unmute();
        self.out.push("</p>\n");
        self.summary.end_paragraph();
    }

    fn end_container(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(None) => {
                let end = self.blocks.quotes.pop().unwrap_or("</blockquote>\n");
                self.close(end);
            }
            TagEnd::BlockQuote(Some(_)) => self.close("</aside>\n"),
            TagEnd::List(false) => self.out.push("</ul>\n"),
            TagEnd::List(true) => self.out.push("</ol>\n"),
            TagEnd::Item => self.out.push("</li>\n"),
            TagEnd::DefinitionList => self.out.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out.push("</dd>\n"),
            _ => {}
        }
    }

    /// Closes an element that ends on a line of its own.
    pub(super) fn close(&mut self, tag: &str) {
        self.out.line();
        self.out.push(tag);
    }

    /// Begins a callout; without a title it is called by its kind.
    pub(super) fn open_callout(&mut self, kind: SiteWord, title: Option<&str>) {
        self.out.line();
        self.out.push(&format!(
            "<aside class=\"callout\" data-kind=\"{}\" role=\"note\">\n",
            kind.key()
        ));
        let start = self.out.len();
        self.out.push("<p class=\"callout-title\">");
        match title {
            Some(title) => super::escape::escape(self.out.template.html_mut(), title),
            None => self.out.hole(Hole::Word(kind)),
        }
        self.out.push("</p>");
        self.out.opaque(start, true);
        self.out.push("\n");
    }

    pub(super) fn rule(&mut self, reading: &mut ParsedText<'_>, range: Range<usize>) {
        self.note_block(reading, &range);
        self.out.line();
        self.out.push("<hr />\n");
    }

    pub(super) fn task(&mut self, reading: &ParsedText<'_>, is_done: bool, marker: &Range<usize>) {
        let line = marker.end..self.blocks.current.end.max(marker.end);
        let text = tasks::first_paragraph(reading.slice(line.clone()));
        let start = line.start + (text.len() - text.trim_start().len());
        let text = text.trim_start();
        let place = reading.place(start..start + text.len());
        let heading = self.written.headings.len().checked_sub(1);
        self.written.tasks.push(TaskLine { is_done, text: text.to_owned(), place, heading });
        self.checkbox(is_done);
    }

    fn checkbox(&mut self, done: bool) {
        let start = self.out.len();
        self.out.push(if done {
            "<input type=\"checkbox\" disabled checked aria-label=\""
        } else {
            "<input type=\"checkbox\" disabled aria-label=\""
        });
        self.out.hole(Hole::Word(if done { SiteWord::TaskDone } else { SiteWord::TaskOpen }));
        self.out.push("\">");
        self.out.opaque(start, false);
        self.out.push("\n");
    }

    /// A block begins: comments that were about the next block are about this one.
    fn note_block(&mut self, reading: &ParsedText<'_>, range: &Range<usize>) {
        self.blocks.current = range.clone();
        if self.blocks.depth() == 0 && self.in_body() {
            let here = self.out.len();
            self.out.cuts.push(here);
        }
        self.settle_ignores(reading, range);
    }
}

fn alert(kind: BlockQuoteKind) -> SiteWord {
    match kind {
        BlockQuoteKind::Note => SiteWord::Note,
        BlockQuoteKind::Tip => SiteWord::Tip,
        BlockQuoteKind::Important => SiteWord::Important,
        BlockQuoteKind::Warning => SiteWord::Warning,
        BlockQuoteKind::Caution => SiteWord::Caution,
    }
}
