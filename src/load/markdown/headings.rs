//! Headings: their ids, their link to themselves, and the one that is the page's title.

use super::escape::escape;
use super::reading::{ParsedText, TitleRule};
use super::slug::RESERVED;
use super::writer::Writer;
use crate::diag::catalogue;
use crate::site::document::{Heading, Hole, SiteWord};
use pulldown_cmark::HeadingLevel;
use std::ops::Range;

/// The heading that is being read.
pub(super) struct OpenHeading {
    level: u8,
    /// The id that the author gave.
    id: Option<String>,
    /// Whether the braces at its end are no id, and so belong to the text.
    braces: bool,
    /// Inline HTML without links.
    pub(super) html: String,
    /// The text, with emoji as characters.
    pub(super) text: String,
    /// The text as GitHub reads it for the id, with emoji as shortcodes.
    pub(super) slug: String,
}

/// Whether no heading of this level or above follows.
fn is_only_one(rest: &str, level: u8) -> bool {
    let mut in_fence = false;
    !rest.lines().any(|line| {
        in_fence ^= line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        let signs = line.bytes().take_while(|byte| *byte == b'#').count();
        let is_heading = line.get(signs..).is_some_and(|rest| rest.starts_with(' '));
        !in_fence && is_heading && (1..=usize::from(level)).contains(&signs)
    })
}

impl Writer<'_> {
    pub(super) fn start_heading(&mut self, level: HeadingLevel, id: Option<&str>, braces: bool) {
        let id = id.filter(|id| !id.is_empty()).map(str::to_owned);
        let braces = braces && id.is_none();
        let level = level as u8;
        self.heading = Some(OpenHeading {
            level,
            id,
            braces,
            html: String::new(),
            text: String::new(),
            slug: String::new(),
        });
        self.open_buffer();
    }

    pub(super) fn end_heading(&mut self, reading: &mut ParsedText<'_>, range: &Range<usize>) {
        self.raw.unmute();
        self.restore_braces(reading, range);
        let content = self.close_buffer();
        let Some(open) = self.heading.take() else {
            return;
        };
        if !self.extended() {
            let level = open.level;
            self.out.line();
            self.out.push(&format!("<h{level}>"));
            self.out.append(content);
            self.out.push(&format!("</h{level}>\n"));
            return;
        }
        let opens_the_text = self.options.untitled
            && self.out.len() == 0
            && is_only_one(reading.slice(range.end..reading.text.len()), open.level);
        let leads = (open.level == 1 || opens_the_text) && self.blocks.depth() == 0;
        let rule = if leads { reading.title } else { TitleRule::Keep };
        reading.title = TitleRule::Keep;
        match rule {
            TitleRule::Drop => {}
            TitleRule::Take if open.text.trim().is_empty() => {}
            TitleRule::Take => self.written.title = Some(self.finished(reading, open, range)),
            TitleRule::Keep => self.write_heading(reading, open, content, range),
        }
    }

    fn write_heading(
        &mut self,
        reading: &ParsedText<'_>,
        open: OpenHeading,
        content: super::buffer::Buffer,
        range: &Range<usize>,
    ) {
        let heading = self.finished(reading, open, range);
        let (level, id) = (heading.level, super::escape::escaped(&heading.id));
        self.out.line();
        self.out.push(&format!("<h{level} id=\"{id}\">"));
        self.out.append(content);
        let start = self.out.len();
        self.out.push(&format!(
            " <a class=\"anchor\" href=\"#{}\" aria-label=\"",
            super::targets::fragment(&heading.id)
        ));
        self.out.hole(Hole::Word(SiteWord::SectionLink));
        self.out.push(": ");
        escape(self.out.template.html_mut(), &heading.text);
        self.out.push("\">#</a>");
        self.out.opaque(start, false);
        self.out.push(&format!("</h{level}>\n"));
        self.written.headings.push(heading);
    }

    fn finished(
        &mut self,
        reading: &ParsedText<'_>,
        open: OpenHeading,
        range: &Range<usize>,
    ) -> Heading {
        let text = open.text.trim().to_owned();
        let place =
            reading.place(range.start..range.start + reading.slice(range.clone()).trim_end().len());
        let id = match open.id {
            Some(id) => self.given_id(id, &place),
            None => self.slugs.fresh(open.slug.trim()),
        };
        Heading { level: open.level, text, html: open.html.trim().to_owned(), id, place }
    }

    /// The author's own id, unless it is ours or taken.
    fn given_id(&mut self, id: String, place: &crate::source::Location) -> String {
        if id.starts_with(RESERVED) || !self.slugs.take(&id) {
            self.report(catalogue::markdown::duplicate_anchor(place.clone(), &id));
            return self.slugs.distinct(id.trim_start_matches(RESERVED).to_owned());
        }
        id
    }

    /// `## GET /users/{id}`: braces that name no id are text, though the parser took them for
    /// attributes.
    fn restore_braces(&mut self, reading: &ParsedText<'_>, range: &Range<usize>) {
        if !self.heading.as_ref().is_some_and(|open| open.braces) {
            return;
        }
        let source = reading.slice(range.clone());
        let Some(at) = source.rfind('{') else { return };
        let length = source.get(at..).and_then(|rest| rest.find('}')).map_or(1, |end| end + 1);
        let braces = source.get(at..at + length).unwrap_or_default().to_owned();
        let blank =
            if source.get(..at).is_some_and(|before| before.ends_with(' ')) { " " } else { "" };
        self.text(&format!("{blank}{braces}"), range.start + at..range.start + at + length);
        self.flush(reading);
    }
}
