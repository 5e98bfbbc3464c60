//! The text of one page as a document: HTML with holes, and the lists of what is in it.
//!
//! Nothing here knows of files, addresses, themes or Markdown. A [`Document`] cannot change after
//! it was made.

use crate::html::Html;
use crate::source::Location;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The text of one page. Made by `load` and only read from then on.
#[derive(Debug)]
pub struct Document(DocumentParts);

/// The parts of a [`Document`], for the one room that makes them.
#[derive(Debug, Default)]
pub(crate) struct DocumentParts {
    pub(crate) body: HtmlTemplate,
    pub(crate) title: Option<Heading>,
    pub(crate) headings: Vec<Heading>,
    pub(crate) links: Vec<Link>,
    pub(crate) anchors: BTreeMap<String, Location>,
    pub(crate) footnotes: Vec<String>,
    pub(crate) summary: String,
    pub(crate) words: usize,
    pub(crate) views: Vec<EmbeddedBlock>,
    pub(crate) ignores: Vec<Ignore>,
    pub(crate) comments: Vec<Location>,
    pub(crate) includes: BTreeSet<String>,
    pub(crate) inclusions: Vec<Inclusion>,
    pub(crate) tasks: Vec<TaskLine>,
    pub(crate) has_left_out: bool,
}

impl Document {
    /// Seals the parts.
    pub(crate) fn new(mut written: DocumentParts) -> Self {
        // A copy takes no more room than it needs; the buffer was made for the longest of pages.
        written.body = written.body.clone();
        Document(written)
    }

    /// The HTML of the text, without the page's title.
    pub fn body(&self) -> &HtmlTemplate {
        &self.0.body
    }

    /// The heading of level one that opens the document; it is not in the body.
    pub fn title(&self) -> Option<&Heading> {
        self.0.title.as_ref()
    }

    /// The headings that are in the body, in order.
    pub fn headings(&self) -> &[Heading] {
        &self.0.headings
    }

    /// Links, images and media in the order in which they appear; holes refer to them by index.
    pub fn links(&self) -> &[Link] {
        &self.0.links
    }

    /// Ids that authors gave to things that are no headings, and where.
    pub fn anchors(&self) -> &BTreeMap<String, Location> {
        &self.0.anchors
    }

    /// The labels of the footnotes, in the order of their numbers.
    pub fn footnotes(&self) -> &[String] {
        &self.0.footnotes
    }

    /// Whether syntax of other tools was left out that may have made headings.
    pub fn has_left_out(&self) -> bool {
        self.0.has_left_out
    }

    /// Whether `#id` leads somewhere in this document.
    pub fn has_anchor(&self, id: &str) -> bool {
        let headings = self.0.title.iter().chain(&self.0.headings);
        self.0.anchors.contains_key(id) || headings.into_iter().any(|heading| heading.id == id)
    }

    /// The first paragraph as plain text, at most about 300 characters; empty when there is none.
    pub fn summary(&self) -> &str {
        &self.0.summary
    }

    /// The heading that an id is about: its own, or the one right below the anchor, or above it.
    pub fn heading_at(&self, id: &str) -> Option<&Heading> {
        let all = || self.0.title.iter().chain(&self.0.headings);
        if let Some(heading) = all().find(|heading| heading.id == id) {
            return Some(heading);
        }
        let anchor = self.0.anchors.get(id)?;
        let place = anchor.span()?;
        let start = |heading: &Heading| heading.place.span().map_or(0, |span| span.start);
        let here = || all().filter(|heading| heading.place.path() == anchor.path());
        let below = here().find(|heading| start(heading) >= place.end);
        let is_label = |line: &str| line.trim_end().ends_with(")=") || line.trim().is_empty();
        let is_right_below = |heading: &&Heading| {
            let between = anchor.source().text().get(place.end..start(heading));
            between.is_some_and(|text| text.trim_end_matches(['#', ' ']).lines().all(is_label))
        };
        let above = || here().rfind(|heading| start(heading) <= place.start);
        below.filter(is_right_below).or_else(above)
    }

    /// How many words readers read; code blocks do not count.
    pub fn words(&self) -> usize {
        self.0.words
    }

    /// The data that is embedded with ```` ```handbook ```` blocks; holes refer to them by index.
    pub fn views(&self) -> &[EmbeddedBlock] {
        &self.0.views
    }

    /// The items of task lists, in order.
    pub fn tasks(&self) -> &[TaskLine] {
        &self.0.tasks
    }

    /// The heading in front of a task; `None` before the first one in the body.
    pub fn heading_of(&self, task: &TaskLine) -> Option<&Heading> {
        self.0.headings.get(task.heading?)
    }

    /// Comments of all kinds; they are not in the body.
    pub fn comments(&self) -> &[Location] {
        &self.0.comments
    }

    /// The files that are included, by their path from the handbook's folder.
    pub fn includes(&self) -> &BTreeSet<String> {
        &self.0.includes
    }

    /// Each place that includes something, in order.
    pub fn inclusions(&self) -> &[Inclusion] {
        &self.0.inclusions
    }

    /// The `<!-- handbook: ignore … -->` comments.
    pub fn ignores(&self) -> &[Ignore] {
        &self.0.ignores
    }
}

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The text without any markup.
    pub text: String,
    /// The inline content as safe HTML, without links, images and footnotes.
    pub html: Html,
    /// The anchor, unique in the document.
    pub id: String,
    /// Where it is written.
    pub place: Location,
}

/// Something that refers to another thing: a link, an image, a film.
#[derive(Clone, Debug)]
pub struct Link {
    /// What it is, and how it was written.
    pub kind: LinkKind,
    /// What it refers to, as the author meant it: entities and escapes are decoded, percent signs
    /// are not.
    pub target: String,
    /// The title (tooltip), or empty.
    pub title: String,
    /// The text instead of an image; the other half of a wikilink, or the text of a
    /// link to `#`; empty for all others.
    pub alt: String,
    /// The size that the author wants an image to have.
    pub size: ImageSize,
    /// The target in the text, or the link as a whole where the target cannot be found.
    /// The path of the place is what relative targets are relative to (an included text keeps its
    /// own).
    pub place: Location,
}

/// Width and height in pixels, as far as somebody gave them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImageSize {
    /// The width.
    pub width: Option<u32>,
    /// The height.
    pub height: Option<u32>,
}

impl ImageSize {
    /// The size to show a picture in, which has this size itself.
    pub fn shown(self, own: Option<(u32, u32)>) -> (Option<u32>, Option<u32>) {
        let scaled = |wanted: u32, of: u32, other: u32| {
            let length = u64::from(wanted) * u64::from(other) / u64::from(of.max(1));
            u32::try_from(length).ok().filter(|length| *length > 0)
        };
        match (self.width, self.height, own) {
            (None, None, own) => own.unzip(),
            (Some(width), None, Some((w, h))) => (Some(width), scaled(width, w, h)),
            (None, Some(height), Some((w, h))) => (scaled(height, h, w), Some(height)),
            (width, height, _) => (width, height),
        }
    }
}

/// What a [`Link`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// A Markdown link.
    Page,
    /// A Markdown image.
    Image,
    /// `[[a wikilink]]`: the name of a page, and perhaps `#` and a heading.
    Wiki,
    /// `![[picture.png]]`: the name of a file, wherever it lies.
    WikiImage,
    /// The address in a raw `<a href>`.
    RawHref,
    /// The address in a raw `<img src>`.
    RawSrc,
    /// A raw `<video>`.
    Video,
    /// A raw `<audio>`.
    Audio,
    /// A raw `<iframe>`.
    Embed,
}

impl LinkKind {
    /// Whether readers see a picture.
    pub fn is_image(self) -> bool {
        matches!(self, LinkKind::Image | LinkKind::WikiImage | LinkKind::RawSrc)
    }

    /// Whether it is shown or played on the page.
    pub fn is_media(self) -> bool {
        self.is_image() || matches!(self, LinkKind::Video | LinkKind::Audio)
    }
}

/// A view that a page asks for: `view: people` in a ```` ```handbook ```` block.
#[derive(Clone, Debug)]
pub struct EmbeddedBlock {
    /// The name of the view.
    pub name: String,
    /// The other keys, as text.
    pub arguments: BTreeMap<String, String>,
    /// Where the name stands.
    pub place: Location,
}

/// An item of a task list: `- [ ] @ana send the draft, due 2026-12-01`.
#[derive(Clone, Debug)]
pub struct TaskLine {
    /// Whether the box is ticked.
    pub is_done: bool,
    /// What stands behind the box, as it is written.
    pub text: String,
    /// Where that stands; an included text keeps its own.
    pub place: Location,
    /// The heading in front of it, by index into [`Document::headings`].
    pub heading: Option<usize>,
}

/// A place that includes another text.
#[derive(Clone, Debug)]
pub struct Inclusion {
    /// What it names, as written.
    pub target: String,
    /// Where that stands; an included text keeps its own.
    pub place: Location,
    /// The file, by its path from the handbook's folder.
    pub path: String,
}

/// A comment that asks for silence about one rule near it.
#[derive(Clone, Debug)]
pub struct Ignore {
    /// The id of the rule, as written.
    pub rule: String,
    /// Why; may be empty.
    pub reason: String,
    /// The comment.
    pub place: Location,
    /// What it is about: the same block, or the next one where the comment stands alone.
    pub scope: Location,
}

/// HTML with holes that are filled when a page is rendered.
///
/// Holes are offsets beside the text, not marks in it, so that no content can forge one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HtmlTemplate {
    html: String,
    holes: Vec<(usize, Hole)>,
    parts: Vec<(Range<usize>, HtmlPart)>,
}

/// What a part of the HTML is that is more than text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HtmlPart {
    /// A heading, by index into [`Document::headings`].
    Heading(usize),
    /// What is not read as text: a link that is only for moving around, such as the number of a
    /// footnote, or the source of a drawing, whose words stand in the drawing.
    Navigation,
}

/// What is not known before the handbook as a whole is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hole {
    /// The whole opening tag of a link, by index into [`Document::links`].
    LinkOpen(usize),
    /// The closing tag of the same link.
    LinkClose(usize),
    /// What a link without text of its own is called: the title of what it leads to.
    LinkText(usize),
    /// A whole `<img>`.
    Image(usize),
    /// A whole video, audio or embedded page (or a link to it).
    Media(usize),
    /// The value of an attribute, between its quotes: the address of a raw link or image.
    Address(usize),
    /// A whole view, by index into [`Document::views`].
    View(usize),
    /// A word of the theme; it may stand in an attribute.
    Word(SiteWord),
}

/// Words that the document needs and that the theme says in the handbook's language.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, strum::EnumIter, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case")]
pub enum SiteWord {
    /// Title of a callout.
    Note,
    /// Title of a callout.
    Tip,
    /// Title of a callout.
    Important,
    /// Title of a callout.
    Warning,
    /// Title of a callout.
    Caution,
    /// Summary of details without one.
    Details,
    /// "Link to this section", before the heading's text.
    SectionLink,
    /// "Table", before its number.
    Table,
    /// A ticked task.
    TaskDone,
    /// A task that is not ticked.
    TaskOpen,
    /// "Diagram", before its language or its name.
    Diagram,
    /// What opens the source of a diagram that is drawn.
    DiagramSource,
    /// "Footnote", before its number.
    Footnote,
    /// The name of the list of footnotes.
    Footnotes,
    /// "Back to the text", before the footnote's number.
    BackToText,
}

impl SiteWord {
    /// The key in the theme's list of words.
    pub fn key(self) -> &'static str {
        self.into()
    }
}

impl HtmlTemplate {
    /// The text between the holes, and the holes, in order.
    pub fn fill(&self, out: &mut Html, mut hole: impl FnMut(Hole, &mut Html)) {
        let mut from = 0;
        for (offset, what) in &self.holes {
            out.add_finished(self.html.get(from..*offset).unwrap_or_default());
            hole(*what, out);
            from = *offset;
        }
        out.add_finished(self.html.get(from..).unwrap_or_default());
    }

    /// The holes with their offsets into the HTML, sorted by offset.
    pub fn holes(&self) -> &[(usize, Hole)] {
        &self.holes
    }

    /// Its parts, sorted by where they begin; one may hold others.
    pub fn parts(&self) -> &[(Range<usize>, HtmlPart)] {
        &self.parts
    }

    /// The HTML without what belongs into the holes.
    pub fn html(&self) -> &str {
        &self.html
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty() && self.holes.is_empty()
    }

    /// Empty, with room for `bytes` of HTML.
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        HtmlTemplate { html: String::with_capacity(bytes), ..HtmlTemplate::default() }
    }

    /// Adds HTML. The caller has escaped it.
    pub(crate) fn push(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Adds a hole.
    pub(crate) fn push_hole(&mut self, hole: Hole) {
        self.holes.push((self.html.len(), hole));
    }

    /// Notes what the HTML from `start` to here is.
    pub(crate) fn push_part(&mut self, start: usize, part: HtmlPart) {
        self.parts.push((start..self.html.len(), part));
    }

    /// The parts, for the passes that put them in order or close one.
    pub(crate) fn parts_mut(&mut self) -> &mut Vec<(Range<usize>, HtmlPart)> {
        &mut self.parts
    }

    /// Adds another template.
    pub(crate) fn append(&mut self, other: &HtmlTemplate) {
        let shift = self.html.len();
        self.html.push_str(&other.html);
        self.holes.extend(other.holes.iter().map(|(offset, hole)| (offset + shift, *hole)));
        let parts = other.parts.iter();
        self.parts.extend(parts.map(|(at, part)| (at.start + shift..at.end + shift, *part)));
    }

    /// The text, for writers that add to it.
    pub(crate) fn html_mut(&mut self) -> &mut String {
        &mut self.html
    }

    /// The holes, for the one pass that numbers links anew.
    pub(crate) fn holes_mut(&mut self) -> &mut [(usize, Hole)] {
        &mut self.holes
    }
}
