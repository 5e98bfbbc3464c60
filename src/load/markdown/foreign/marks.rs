//! Marks: what foreign containers become, from the rewritten text into the document.

use super::super::escape::escaped;
use super::super::reading::ParsedText;
use super::super::writer::Writer;
use crate::site::document::{Hole, SiteWord};
use std::ops::Range;

/// The marks of one text, and those that are open.
#[derive(Default)]
pub(in super::super) struct ForeignMarks {
    /// The attribute that carries a mark; it does not occur in the original text.
    pub(super) attribute: String,
    pub(super) all: Vec<Mark>,
    /// The original text of each mark.
    pub(super) originals: Vec<String>,
    open: Vec<OpenMark>,
}

/// What a mark says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    Open(Container),
    Close(Family),
    /// The quote that begins here is this container.
    Alert(Container),
    /// An anchor with this id.
    Anchor(String),
}

/// A container of another tool.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Container {
    Callout {
        kind: SiteWord,
        title: Option<String>,
    },
    Details {
        summary: Option<String>,
        open: bool,
    },
    Tab {
        title: String,
    },
    /// An element in a line of text.
    Inline(&'static str),
}

/// Which marks close which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Callout,
    Details,
    Tab,
    Inline(&'static str),
}

struct OpenMark {
    family: Family,
    /// How many elements were open around it.
    depth: usize,
}

impl Container {
    pub(super) fn family(&self) -> Family {
        match self {
            Container::Callout { .. } => Family::Callout,
            Container::Details { .. } => Family::Details,
            Container::Tab { .. } => Family::Tab,
            Container::Inline(tag) => Family::Inline(tag),
        }
    }
}

impl Container {
    fn title(&self) -> Option<&str> {
        match self {
            Container::Callout { title, .. } => title.as_deref(),
            Container::Details { summary, .. } => summary.as_deref(),
            Container::Tab { title } => Some(title),
            Container::Inline(_) => None,
        }
    }
}

impl Family {
    fn end(self) -> &'static str {
        match self {
            Family::Callout => "</aside>\n",
            Family::Details => "</details>\n",
            Family::Tab => "</section>\n",
            Family::Inline(_) => "",
        }
    }
}

impl ForeignMarks {
    /// No marks yet; `attribute` does not occur in the text.
    pub(super) fn new(attribute: String) -> Self {
        ForeignMarks { attribute, ..ForeignMarks::default() }
    }

    /// Whether an attribute is the one that carries marks.
    pub(in super::super) fn carries(&self, attribute: &str) -> bool {
        !self.all.is_empty() && self.attribute == attribute
    }

    /// The tag that stands for a mark in the rewritten text.
    pub(super) fn tag(&mut self, mark: Mark, original: &str) -> String {
        let is_inline = matches!(
            mark,
            Mark::Anchor(_) | Mark::Open(Container::Inline(_)) | Mark::Close(Family::Inline(_))
        );
        let name = if is_inline { "span" } else { "aside" };
        let tag = format!("<{name} {}=\"{}\">", self.attribute, self.all.len());
        self.all.push(mark);
        self.originals.push(original.to_owned());
        tag
    }

    /// The number of the mark when a piece of HTML is nothing but one.
    fn number(&self, html: &str) -> Option<usize> {
        if self.all.is_empty() {
            return None;
        }
        let inside =
            html.trim().strip_prefix("<aside ").or_else(|| html.trim().strip_prefix("<span "))?;
        let number = inside
            .strip_prefix(self.attribute.as_str())?
            .strip_prefix("=\"")?
            .strip_suffix("\">")?;
        number.parse().ok()
    }

    /// The container that a quote is, by the Markdown of the quote.
    pub(super) fn alert(&self, quote: &str) -> Option<&Container> {
        if self.all.is_empty() {
            return None;
        }
        let first = quote.lines().next()?.trim_start_matches(['>', ' ', '\t']);
        match self.all.get(self.number(first)?)? {
            Mark::Alert(container) => Some(container),
            _ => None,
        }
    }

    /// How many marks are open.
    pub(in super::super) fn opened(&self) -> usize {
        self.open.len()
    }

    /// Code in which a mark ended up, with the original text instead.
    pub(in super::super) fn restored(&self, code: &str) -> Option<String> {
        if self.all.is_empty() || !code.contains(&self.attribute) {
            return None;
        }
        let mut out = String::with_capacity(code.len());
        let mut pieces = code.split(self.attribute.as_str());
        out.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let tag = out.rfind('<').unwrap_or(out.len());
            out.truncate(tag);
            let (number, rest) =
                piece.trim_start_matches("=\"").split_once("\">").unwrap_or((piece, ""));
            let original = number.parse().ok().and_then(|number: usize| self.originals.get(number));
            out.push_str(original.map_or("", String::as_str));
            out.push_str(rest);
        }
        Some(out)
    }
}

impl Writer<'_> {
    /// Whether a block of HTML is a mark; then it takes effect.
    pub(in super::super) fn mark(
        &mut self,
        reading: &mut ParsedText<'_>,
        html: &str,
        range: &Range<usize>,
    ) -> bool {
        let Some(mark) =
            reading.marks.number(html).and_then(|number| reading.marks.all.get(number)).cloned()
        else {
            return false;
        };
        match mark {
            Mark::Open(_) if reading.marks.open.len() >= super::super::writer::DEEPEST => {}
            Mark::Alert(_) => {}
            Mark::Open(container) => {
                reading
                    .marks
                    .open
                    .push(OpenMark { family: container.family(), depth: self.blocks.depth() });
                self.open_container(container);
            }
            Mark::Close(family) => self.close_mark(reading, family),
            Mark::Anchor(id) => self.anchor_mark(reading, id, range),
        }
        true
    }

    /// Whether a tag in a line is a mark; containers of blocks take no effect there.
    pub(in super::super) fn inline_mark(
        &mut self,
        reading: &mut ParsedText<'_>,
        html: &str,
        range: &Range<usize>,
    ) -> bool {
        let Some(mark) =
            reading.marks.number(html).and_then(|number| reading.marks.all.get(number)).cloned()
        else {
            return false;
        };
        match mark {
            Mark::Anchor(id) => self.anchor_mark(reading, id, range),
            Mark::Open(Container::Inline(tag)) => self.open_inline(reading, tag),
            Mark::Close(family @ Family::Inline(_)) => {
                let first = self.links.last().map_or(0, |link| link.marks);
                let depth = self.blocks.depth();
                let found = reading.marks.open.iter().rposition(|mark| mark.family == family);
                let is_here = |index: usize| {
                    index >= first
                        && reading.marks.open.get(index).is_some_and(|mark| mark.depth == depth)
                };
                if let Some(found) = found.filter(|index| is_here(*index)) {
                    self.close_from(reading, found);
                }
            }
            // Nothing can begin here; what it is called stays.
            Mark::Open(container) | Mark::Alert(container) => {
                if let Some(title) = container.title() {
                    self.plain(&format!("{title} "));
                }
            }
            Mark::Close(_) => {}
        }
        true
    }

    fn open_inline(&mut self, reading: &mut ParsedText<'_>, tag: &'static str) {
        if reading.marks.open.len() < super::super::writer::DEEPEST {
            let family = Family::Inline(tag);
            reading.marks.open.push(OpenMark { family, depth: self.blocks.depth() });
            self.markup(&format!("<{tag}>"));
        }
    }

    /// A quote begins: as the callout that it is, or as a quote. Returns what ends it.
    pub(in super::super) fn open_quote(
        &mut self,
        reading: &ParsedText<'_>,
        range: &Range<usize>,
    ) -> &'static str {
        match reading.marks.alert(reading.slice(range.clone())).cloned() {
            Some(container) => {
                let end = container.family().end();
                self.write_container(container);
                end
            }
            None => {
                self.out.push("<blockquote>\n");
                "</blockquote>\n"
            }
        }
    }

    fn anchor_mark(&mut self, reading: &ParsedText<'_>, id: String, range: &Range<usize>) {
        let place = reading.place(range.clone());
        // A block that is embedded twice has its id where it comes first.
        let is_block = id.starts_with('^');
        if is_block && !self.slugs.take(&id) {
            return;
        }
        if id.starts_with(super::super::RESERVED) || !is_block && !self.slugs.take(&id) {
            return self.report(crate::diag::catalogue::markdown::duplicate_anchor(place, &id));
        }
        let start = self.out.len();
        self.out.push(&format!("<span id=\"{}\"></span>", escaped(&id)));
        self.out.opaque(start, false);
        self.written.anchors.insert(id, place);
    }

    fn open_container(&mut self, container: Container) {
        self.out.line();
        self.out.boundary();
        self.write_container(container);
    }

    fn write_container(&mut self, container: Container) {
        match container {
            Container::Callout { kind, title } => self.open_callout(kind, title.as_deref()),
            Container::Inline(_) => {}
            Container::Details { summary, open } => {
                self.out.push(if open { "<details open>\n" } else { "<details>\n" });
                self.out.push("<summary>");
                match summary {
                    Some(summary) => self.out.push(&escaped(&summary)),
                    None => self.out.hole(Hole::Word(SiteWord::Details)),
                }
                self.out.push("</summary>\n");
            }
            Container::Tab { title } => {
                self.out.push(&format!(
                    "<section class=\"tab\">\n<p class=\"tab-title\">{}</p>\n",
                    escaped(&title)
                ));
            }
        }
    }

    /// Elements in a line end that began since there were `first` marks open.
    pub(in super::super) fn close_marks_since(
        &mut self,
        reading: &mut ParsedText<'_>,
        first: usize,
    ) {
        self.close_from(reading, first);
    }

    /// Closes the innermost container of a family, and what is open inside it; nothing where there
    /// is none here.
    fn close_mark(&mut self, reading: &mut ParsedText<'_>, family: Family) {
        let depth = self.blocks.depth();
        let Some(found) = reading
            .marks
            .open
            .iter()
            .rposition(|mark| mark.family == family && mark.depth == depth)
        else {
            return;
        };
        self.close_from(reading, found);
    }

    /// An element ends: containers that began in it end with it.
    pub(in super::super) fn close_marks(&mut self, reading: &mut ParsedText<'_>) {
        let depth = self.blocks.depth();
        let kept = reading.marks.open.partition_point(|mark| mark.depth <= depth);
        self.close_from(reading, kept);
    }

    pub(super) fn close_all_marks(&mut self, reading: &mut ParsedText<'_>) {
        self.close_from(reading, 0);
    }

    fn close_from(&mut self, reading: &mut ParsedText<'_>, first: usize) {
        while reading.marks.open.len() > first {
            let Some(mark) = reading.marks.open.pop() else { return };
            if let Family::Inline(tag) = mark.family {
                self.markup(&format!("</{tag}>"));
            } else {
                self.out.line();
                self.out.boundary();
                self.out.push(mark.family.end());
            }
        }
    }
}
