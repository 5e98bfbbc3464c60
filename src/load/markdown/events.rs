//! The loop over the parser's events, and who answers for which.

use super::reading::{ParsedText, TitleRule};
use super::writer::Writer;
use super::{TextPart, foreign};
use pulldown_cmark::{Event, LinkType, Options, Parser, RefDefs, Tag, TagEnd};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

impl Writer<'_> {
    /// Reads the page itself.
    pub(super) fn read(&mut self, part: &TextPart) {
        let rule = if self.extended() { TitleRule::Take } else { TitleRule::Keep };
        self.read_part(part, rule, None);
    }

    /// Reads a part; of an included one perhaps only the events inside `section`, a range of the
    /// file.
    pub(super) fn read_part(
        &mut self,
        part: &TextPart,
        title: TitleRule,
        section: Option<Range<usize>>,
    ) {
        let rewritten = if self.extended() {
            foreign::rewrite(part, self.options.raw_html)
        } else {
            foreign::untouched(part)
        };
        let mut reading = ParsedText {
            source: part.source(),
            text: rewritten.text,
            origins: rewritten.origins,
            marks: rewritten.marks,
            title,
            footnotes: HashMap::new(),
            closed: None,
            abbreviations: rewritten.abbreviations,
        };
        self.report_foreign(&reading, rewritten.unknown);
        self.written
            .comments
            .extend(rewritten.comments.into_iter().map(|comment| reading.source.at(comment)));
        let text = std::mem::take(&mut reading.text);
        let options = self.parser_options(&text);
        let mut events = Parser::new_ext(&text, options).into_offset_iter();
        reading.text = std::borrow::Cow::Borrowed(&text);
        let mut used = HashSet::new();
        while let Some((event, range)) = events.next() {
            if section.as_ref().is_some_and(|section| !inside(&reading, &range, section))
                && !self.in_footnote(&event)
            {
                continue;
            }
            let defined = definition_of(&event, events.reference_definitions());
            used.extend(defined.as_ref().map(|defined| defined.start));
            self.event(&mut reading, event, range, defined);
        }
        // What no link uses is a note for authors.
        let unused = events.reference_definitions().iter().map(|(_, defined)| &defined.span);
        let unused = unused.filter(|span| !used.contains(&span.start));
        self.written.comments.extend(unused.map(|span| reading.place(span.clone())));
        self.end_part(&mut reading);
    }

    fn parser_options(&self, text: &str) -> Options {
        if !self.extended() {
            return Options::empty();
        }
        let mut options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES
            | Options::ENABLE_GFM
            | Options::ENABLE_DEFINITION_LIST;
        options.set(Options::ENABLE_MATH, super::math::has_formulas(text));
        options
    }

    fn event(
        &mut self,
        reading: &mut ParsedText<'_>,
        event: Event<'_>,
        range: Range<usize>,
        defined: Option<Range<usize>>,
    ) {
        if !matches!(event, Event::Text(_)) {
            self.flush(reading);
        }
        match event {
            Event::Start(tag) => self.start(reading, tag, range, defined),
            Event::End(tag) => self.end(reading, tag, range),
            leaf => self.leaf(reading, leaf, range),
        }
    }

    fn leaf(&mut self, reading: &mut ParsedText<'_>, event: Event<'_>, range: Range<usize>) {
        self.blocks.last_end = range.end;
        match event {
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => {
                self.inline_code(reading.marks.restored(&code).as_deref().unwrap_or(&code));
            }
            Event::InlineMath(_) => self.inline_math(reading, range),
            Event::DisplayMath(formula) => self.display_math(reading, &formula, range),
            Event::Html(html) => self.raw.block.push(&html, range.start),
            Event::InlineHtml(html) => self.inline_html(reading, &html, range),
            Event::FootnoteReference(label) => self.footnote_reference(reading, &label),
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br />\n"),
            Event::Rule => self.rule(reading, range),
            Event::TaskListMarker(done) => self.task(reading, done, &range),
            Event::Start(_) | Event::End(_) => {}
        }
    }

    fn start(
        &mut self,
        reading: &mut ParsedText<'_>,
        tag: Tag<'_>,
        range: Range<usize>,
        defined: Option<Range<usize>>,
    ) {
        match tag {
            Tag::Link { link_type, dest_url, title, .. } => {
                self.start_link(reading, link_type, (&dest_url, &title), range, defined);
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                self.start_image(reading, link_type, (&dest_url, &title), range, defined);
            }
            Tag::Emphasis => self.start_inline("<em>"),
            Tag::Strong => self.start_inline("<strong>"),
            Tag::Strikethrough => self.start_inline("<del>"),
            block => self.start_block(reading, block, range),
        }
    }

    fn end(&mut self, reading: &mut ParsedText<'_>, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Link => self.end_link(reading, &range),
            TagEnd::Image => self.end_image(reading, &range),
            TagEnd::Emphasis => self.end_inline(reading, "</em>"),
            TagEnd::Strong => self.end_inline(reading, "</strong>"),
            TagEnd::Strikethrough => self.end_inline(reading, "</del>"),
            block => self.end_block(reading, block, &range),
        }
        self.blocks.last_end = range.end;
    }
}

/// Whether an event lies in a section of the file.
fn inside(reading: &ParsedText<'_>, range: &Range<usize>, section: &Range<usize>) -> bool {
    let span = reading.span(range.clone());
    section.start <= span.start && span.end <= section.end
}

/// Where the target of a link is written, if elsewhere than in the link.
fn definition_of(event: &Event<'_>, definitions: &RefDefs<'_>) -> Option<Range<usize>> {
    let Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) = event
    else {
        return None;
    };
    let is_elsewhere =
        matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut);
    let found = definitions.get(id).filter(|_| is_elsewhere)?;
    Some(found.span.clone())
}
