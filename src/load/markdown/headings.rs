//! Headings: their ids, their link to themselves, and the one that is the page's title.

use super::anchors::Anchors;
use super::buffer::Buffer;
use super::inline::InlineWriter;
use super::reading::ParsedText;
use super::reports::Reports;
use crate::html::Html;
use crate::site::document::{Heading, Hole, HtmlPart, SiteWord};
use pulldown_cmark::HeadingLevel;
use std::ops::Range;

/// The headings of one page.
pub(super) struct Headings {
    /// What becomes of a leading heading of level one, in the part that is being read.
    rule: TitleRule,
    /// Whether a heading of any level that opens the text becomes the title.
    untitled: bool,
    /// Those in the body.
    pub(super) list: Vec<Heading>,
    /// The one that is the page's title.
    pub(super) title: Option<Heading>,
    open: Option<OpenHeading>,
}

/// What becomes of a leading heading of level one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TitleRule {
    /// It is the page's title.
    Take,
    /// It is left out: the title of an included page.
    Drop,
    /// It stays.
    Keep,
}

/// The heading that is being read.
struct OpenHeading {
    level: u8,
    /// The id that the author gave.
    id: Option<String>,
    /// Whether the braces at its end are no id, and so belong to the text.
    braces: bool,
}

/// Where a heading stands.
pub(super) struct HeadingPlace<'a> {
    pub(super) text: &'a ParsedText<'a>,
    pub(super) range: &'a Range<usize>,
    /// Whether it is in no list, quote or the like.
    pub(super) is_outermost: bool,
}

impl Headings {
    /// None yet; `untitled` as [`super::MarkdownOptions`] has it.
    pub(super) fn new(untitled: bool) -> Self {
        Headings { rule: TitleRule::Keep, untitled, list: Vec::new(), title: None, open: None }
    }

    /// Begins a part; returns the rule of the one around it, which is set again behind it.
    pub(super) fn set_rule(&mut self, rule: TitleRule) -> TitleRule {
        std::mem::replace(&mut self.rule, rule)
    }

    /// The text of the last heading, or of the title.
    pub(super) fn last(&self) -> Option<&str> {
        let heading = self.list.last().or(self.title.as_ref());
        heading.map(|heading| heading.text.as_str())
    }

    /// A heading begins, which is written apart. `braces`: whether it ends with attributes.
    pub(super) fn start(
        &mut self,
        level: HeadingLevel,
        id: Option<&str>,
        braces: bool,
        inline: &mut InlineWriter,
    ) {
        let id = id.filter(|id| !id.is_empty()).map(str::to_owned);
        let braces = braces && id.is_none();
        self.open = Some(OpenHeading { level: level as u8, id, braces });
        inline.heading = Some(super::inline::HeadingText::default());
        inline.open_apart();
    }

    /// `## GET /users/{id}`: braces that name no id are text, though the parser took them for
    /// attributes. Returns that text and where it stands.
    pub(super) fn lost_braces(
        &self,
        text: &ParsedText<'_>,
        range: &Range<usize>,
    ) -> Option<(String, Range<usize>)> {
        self.open.as_ref().filter(|open| open.braces)?;
        let source = text.slice(range.clone());
        let at = source.rfind('{')?;
        let length = source.get(at..).and_then(|rest| rest.find('}')).map_or(1, |end| end + 1);
        let braces = source.get(at..at + length).unwrap_or_default();
        let blank =
            if source.get(..at).is_some_and(|before| before.ends_with(' ')) { " " } else { "" };
        let place = range.start + at..range.start + at + length;
        Some((format!("{blank}{braces}"), place))
    }

    /// A heading ends: it is written, or becomes the title.
    pub(super) fn end(
        &mut self,
        place: &HeadingPlace<'_>,
        inline: &mut InlineWriter,
        anchors: &mut Anchors,
        reports: &mut Reports,
    ) {
        let content = inline.close_apart();
        let (Some(open), Some(kept)) = (self.open.take(), inline.heading.take()) else {
            return;
        };
        let rule = self.rule_for(&open, place, inline.out.len() == 0);
        self.rule = TitleRule::Keep;
        if rule == TitleRule::Drop || rule == TitleRule::Take && kept.text.trim().is_empty() {
            return;
        }
        let source = place.text.slice(place.range.clone()).trim_end();
        let location = place.text.place(place.range.start..place.range.start + source.len());
        let id = anchors.of_heading(open.id, &kept.slug, &location, reports);
        let heading = Heading {
            level: open.level,
            text: kept.text.trim().to_owned(),
            html: Html::finished(kept.html.trim().to_owned()),
            id,
            place: location,
        };
        if rule == TitleRule::Take {
            self.title = Some(heading);
        } else {
            write(&heading, self.list.len(), content, &mut inline.out);
            self.list.push(heading);
        }
    }

    /// A heading of plain CommonMark ends.
    pub(super) fn end_plain(&mut self, inline: &mut InlineWriter) {
        let content = inline.close_apart();
        inline.heading = None;
        let Some(OpenHeading { level, .. }) = self.open.take() else {
            return;
        };
        inline.out.line();
        inline.out.push(&format!("<h{level}>"));
        inline.out.append(content);
        inline.out.push(&format!("</h{level}>\n"));
    }

    /// What becomes of a heading; `is_first`: whether nothing is written before it.
    fn rule_for(&self, open: &OpenHeading, place: &HeadingPlace<'_>, is_first: bool) -> TitleRule {
        let rest = || place.text.slice(place.range.end..place.text.text.len());
        let opens_the_text = self.untitled && is_first && is_only_one(rest(), open.level);
        let leads = (open.level == 1 || opens_the_text) && place.is_outermost;
        if leads { self.rule } else { TitleRule::Keep }
    }
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

/// Writes a heading, which is the one of this index.
fn write(heading: &Heading, index: usize, content: Buffer, out: &mut Buffer) {
    let level = heading.level;
    out.line();
    let begin = out.len();
    out.push(&format!("<h{level} id=\"{}\">", crate::html::escaped(&heading.id)));
    out.append(content);
    let start = out.len();
    out.push(&format!(
        " <a class=\"anchor\" href=\"#{}\" aria-label=\"",
        super::slug::fragment(&heading.id)
    ));
    out.hole(Hole::Word(SiteWord::SectionLink));
    out.push(": ");
    out.escape(&heading.text);
    out.push("\">#</a>");
    out.opaque(start, false);
    out.push(&format!("</h{level}>"));
    out.template.push_part(begin, HtmlPart::Heading(index));
    out.push("\n");
}
