//! Which pass answers for which of the parser's events. Each pass is lent what it needs of the
//! page, and nothing else.

use super::code::{self, CodeBlock, CodeUse};
use super::containers::MarkPass;
use super::directive::{self, Directive};
use super::headings::HeadingPlace;
use super::links::{LinkPass, ParsedLink};
use super::raw::{self, RawPass};
use super::reader::PageReader;
use super::reading::ParsedText;
use super::run::TextRun;
use super::text::TextPass;
use super::{code_includes, formulas, tasks};
use crate::diag::catalogue::markdown as say;
use crate::site::document::Hole;
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

impl PageReader<'_> {
    /// Reads one event; `defined` is where the target of a link is written, if elsewhere.
    pub(super) fn event(
        &mut self,
        text: &ParsedText<'_>,
        event: Event<'_>,
        range: Range<usize>,
        defined: Option<Range<usize>>,
    ) {
        if !matches!(event, Event::Text(_)) {
            self.flush(text);
        }
        match event {
            Event::Start(tag) => self.start(text, tag, range, defined),
            Event::End(tag) => {
                self.end(text, tag, &range);
                self.open_links.pass(range.end);
            }
            leaf => {
                self.open_links.pass(range.end);
                self.leaf(text, leaf, range);
            }
        }
    }

    /// Writes the text that was read.
    pub(super) fn flush(&mut self, text: &ParsedText<'_>) {
        if !self.run.is_empty() {
            let mut run = std::mem::take(&mut self.run);
            self.text_pass(text).write(&run);
            run.clear();
            self.run = run;
        }
    }

    fn leaf(&mut self, text: &ParsedText<'_>, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(words) => match &mut self.code {
                Some(code) => code.run.push_event(&words, &range),
                None if self.raw.in_block => self.raw.block.push_event(&words, &range),
                None => self.run.push_event(&words, &range),
            },
            Event::Code(code) => {
                let restored = text.marks.restored(&code);
                self.text_pass(text).code(restored.as_deref().unwrap_or(&code));
            }
            Event::InlineMath(_) => self.text_pass(text).math(range),
            Event::DisplayMath(formula) => {
                let place = || text.place(range);
                formulas::write(&formula, place, true, &mut self.inline, &mut self.reports);
            }
            Event::Html(html) => self.raw.block.push(&html, range.start),
            Event::InlineHtml(html) => self.inline_html(text, &html, &range),
            Event::FootnoteReference(label) => {
                if self.inline.alt.is_none() {
                    self.footnotes.reference(&label, &mut self.inline.out);
                }
            }
            Event::SoftBreak | Event::HardBreak if self.raw.is_muted() => {}
            Event::SoftBreak => self.inline.line_break("\n"),
            Event::HardBreak => self.inline.line_break("<br />\n"),
            Event::Rule => {
                self.note_block(text, &range);
                self.inline.out.line();
                self.inline.out.push("<hr />\n");
            }
            Event::TaskListMarker(is_done) => {
                let heading = self.headings.list.len().checked_sub(1);
                let item = &self.blocks.current;
                self.tasks.push(tasks::task(text, is_done, &range, item, heading));
                tasks::write_box(is_done, &mut self.inline.out);
            }
            Event::Start(_) | Event::End(_) => {}
        }
    }

    fn start(
        &mut self,
        text: &ParsedText<'_>,
        tag: Tag<'_>,
        range: Range<usize>,
        defined: Option<Range<usize>>,
    ) {
        match tag {
            Tag::Link { link_type, dest_url, title, .. } => {
                let (target, title) = (&*dest_url, &*title);
                let link = ParsedLink { link_type, target, title, range, defined };
                let containers = self.containers.count();
                self.link_pass(text).start_link(&link, containers);
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                let (target, title) = (&*dest_url, &*title);
                let image = ParsedLink { link_type, target, title, range, defined };
                self.link_pass(text).start_image(&image);
            }
            Tag::Emphasis => self.start_inline("<em>"),
            Tag::Strong => self.start_inline("<strong>"),
            Tag::Strikethrough => self.start_inline("<del>"),
            block => self.start_block(text, block, &range),
        }
    }

    fn end(&mut self, text: &ParsedText<'_>, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Link => {
                // What began in the link ends with it.
                let outside = self.open_links.containers_outside();
                if let Some(outside) = outside.filter(|_| self.inline.alt.is_none()) {
                    self.containers.close_from(outside, &mut self.inline);
                }
                self.link_pass(text).end_link(range);
            }
            TagEnd::Image => self.link_pass(text).end_image(range),
            TagEnd::Emphasis => self.end_inline("</em>"),
            TagEnd::Strong => self.end_inline("</strong>"),
            TagEnd::Strikethrough => self.end_inline("</del>"),
            block => self.end_block(text, block, range),
        }
    }

    fn start_inline(&mut self, tag: &str) {
        if self.blocks.enter() {
            self.inline.markup(tag);
        }
    }

    fn end_inline(&mut self, tag: &str) {
        if self.leave() {
            self.inline.markup(tag);
        }
    }

    /// Leaves the innermost element, and what of other tools is open in it; whether its tags are
    /// written.
    fn leave(&mut self) -> bool {
        let is_written = self.blocks.leave();
        self.containers.close_inside(self.blocks.depth(), &mut self.inline);
        is_written
    }

    fn start_block(&mut self, text: &ParsedText<'_>, tag: Tag<'_>, range: &Range<usize>) {
        self.note_block(text, range);
        let is_written = self.blocks.enter();
        let out = &mut self.inline.out;
        match tag {
            Tag::Paragraph => {
                out.line();
                out.push("<p>");
                let is_outermost = self.blocks.depth() == 1 && self.inline.in_body();
                self.inline.summary.paragraph(is_outermost);
            }
            Tag::Heading { level, id, attrs, .. } => {
                self.headings.start(level, id.as_deref(), !attrs.is_empty(), &mut self.inline);
            }
            Tag::CodeBlock(kind) => self.code = Some(CodeBlock::new(&kind)),
            Tag::HtmlBlock => self.raw.in_block = true,
            Tag::FootnoteDefinition(label) => {
                let place = || text.place(range.clone());
                self.footnotes.start(&label, place, &mut self.inline, &mut self.reports);
            }
            Tag::Table(alignments) => self.tables.start(alignments, self.headings.last(), out),
            Tag::TableHead => out.push("<thead><tr>"),
            Tag::TableRow => self.tables.start_row(out),
            Tag::TableCell => self.tables.start_cell(out),
            container if is_written => self.blocks.open(text, &container, range, out),
            _ => {}
        }
    }

    fn end_block(&mut self, text: &ParsedText<'_>, tag: TagEnd, range: &Range<usize>) {
        let is_written = self.leave();
        if matches!(tag, TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell) {
            self.raw.unmute();
        }
        let out = &mut self.inline.out;
        match tag {
            TagEnd::Paragraph => {
                out.push("</p>\n");
                self.inline.summary.end_paragraph();
            }
            TagEnd::Heading(_) => self.end_heading(text, range),
            TagEnd::CodeBlock => self.end_code(text, range),
            TagEnd::HtmlBlock => self.html_block(text, range),
            TagEnd::FootnoteDefinition => self.footnotes.end(&mut self.inline),
            TagEnd::Table => out.push("</tbody></table></div>\n"),
            TagEnd::TableHead => out.push("</tr></thead><tbody>\n"),
            TagEnd::TableRow => out.push("</tr>\n"),
            TagEnd::TableCell => self.tables.end_cell(out),
            container if is_written => self.blocks.close(container, out),
            _ => {}
        }
    }

    /// A block begins: comments that were about the next block are about this one.
    fn note_block(&mut self, text: &ParsedText<'_>, range: &Range<usize>) {
        self.blocks.current = range.clone();
        if self.blocks.depth() == 0 && self.inline.in_body() {
            self.inline.out.cut();
        }
        self.comments.settle_ignores(text, range);
    }

    fn end_heading(&mut self, text: &ParsedText<'_>, range: &Range<usize>) {
        if let Some((braces, at)) = self.headings.lost_braces(text, range) {
            self.run.push_event(&braces, &at);
            self.flush(text);
        }
        if !self.options.is_extended() {
            return self.headings.end_plain(&mut self.inline);
        }
        let place = HeadingPlace { text, range, is_outermost: self.blocks.depth() == 0 };
        self.headings.end(&place, &mut self.inline, &mut self.anchors, &mut self.reports);
    }

    fn end_code(&mut self, text: &ParsedText<'_>, range: &Range<usize>) {
        let Some(mut code) = self.code.take() else {
            return;
        };
        if let Some(restored) = text.marks.restored(&code.run.text) {
            code.run.text = restored;
        }
        let out = &mut self.inline.out;
        out.line();
        if !self.options.is_extended() {
            return code.write_plain(out);
        }
        code_includes::expand(text, &mut code.run, &mut self.includes, &mut self.reports);
        match code.purpose() {
            CodeUse::Directive => self.directive(text, &code.run, range),
            CodeUse::Formula => {
                out.push("<p>");
                let (formula, place) = (code.run.text.trim(), || text.place(range.clone()));
                formulas::write(formula, place, true, &mut self.inline, &mut self.reports);
                self.inline.out.push("</p>\n");
            }
            CodeUse::Shown => {
                let place = text.place(range.clone());
                if let Some(id) = code.id.take() {
                    self.raw_pass(text).marks.anchor(&id, range);
                }
                code.write(&mut self.inline.out, &mut self.reports, place);
            }
        }
    }

    fn directive(&mut self, text: &ParsedText<'_>, run: &TextRun, range: &Range<usize>) {
        match directive::read(text, run) {
            Some(Directive::Include { target, at }) => {
                self.include(text, &target, text.place(at));
            }
            Some(Directive::View(view)) => {
                self.inline.out.hole(Hole::View(self.views.len()));
                self.inline.out.push("\n");
                self.views.push(view);
            }
            None => {
                self.reports.add(say::empty_block(text.place(range.clone())));
                code::highlighted(&mut self.inline.out, "yaml", &run.text);
            }
        }
    }

    /// A block of HTML ends.
    fn html_block(&mut self, text: &ParsedText<'_>, range: &Range<usize>) {
        let block = std::mem::take(&mut self.raw.block);
        self.raw.in_block = false;
        self.inline.out.line();
        let mut pass = self.raw_pass(text);
        if !pass.marks.block(&block.text, range) {
            raw::write(&mut pass, &block, true);
        }
        self.raw.unmute();
    }

    /// A tag or comment in a line.
    fn inline_html(&mut self, text: &ParsedText<'_>, html: &str, range: &Range<usize>) {
        if self.inline.alt.is_some() {
            return;
        }
        let mut pass = self.raw_pass(text);
        if !pass.marks.in_line(html, range) {
            let mut run = TextRun::default();
            run.push(html, range.start);
            raw::write(&mut pass, &run, false);
        }
    }

    fn text_pass<'a>(&'a mut self, text: &'a ParsedText<'a>) -> TextPass<'a> {
        TextPass {
            text,
            is_extended: self.options.is_extended(),
            is_linkable: !self.open_links.in_link() && self.inline.alt.is_none(),
            is_muted: self.raw.is_muted(),
            inline: &mut self.inline,
            list: &mut self.links,
            reports: &mut self.reports,
            finder: &self.finder,
        }
    }

    fn link_pass<'a>(&'a mut self, text: &'a ParsedText<'a>) -> LinkPass<'a> {
        LinkPass {
            text,
            open: &mut self.open_links,
            list: &mut self.links,
            inline: &mut self.inline,
            reports: &mut self.reports,
            options: self.options,
        }
    }

    fn raw_pass<'a>(&'a mut self, text: &'a ParsedText<'a>) -> RawPass<'a> {
        let marks = MarkPass {
            text,
            inline: &mut self.inline,
            anchors: &mut self.anchors,
            reports: &mut self.reports,
            list: &mut self.links,
            containers: &mut self.containers,
            depth: self.blocks.depth(),
            outside_link: self.open_links.containers_outside().unwrap_or(0),
        };
        RawPass {
            marks,
            comments: &mut self.comments,
            state: &mut self.raw,
            block: self.blocks.current.clone(),
            options: self.options,
        }
    }
}
