//! HTML in the making: a template, and notes on which of its bytes are whose, for the sanitiser.

use crate::html::escape;
use crate::site::document::{Hole, HtmlTemplate};
use crate::source::Location;
use std::ops::Range;

/// What ends a paragraph.
pub(super) const PARAGRAPH_END: &str = "</p>\n";

/// A piece of HTML in the making. All offsets count bytes of its template's HTML, in rising order.
#[derive(Default)]
pub(super) struct Buffer {
    pub(super) template: HtmlTemplate,
    /// What the author wrote as HTML.
    pub(super) raw: Vec<Range<usize>>,
    /// The opening tags in it.
    pub(super) tags: Vec<RawTag>,
    /// What is ours as a whole and may not be touched.
    pub(super) opaque: Vec<Opaque>,
    /// Where containers begin and end that reach over several blocks.
    pub(super) boundaries: Vec<usize>,
    /// Where blocks of the outermost level begin.
    pub(super) cuts: Vec<usize>,
}

/// An opening tag that the author wrote.
#[derive(Clone)]
pub(super) struct RawTag {
    /// Offset of `<`.
    pub(super) at: usize,
    /// Offset behind the name.
    pub(super) name_end: usize,
    /// The name, in lower case.
    pub(super) name: String,
    /// The names of the attributes, in lower case, as far as they should stay.
    pub(super) attributes: Vec<String>,
    pub(super) place: Location,
}

/// A piece of ours that the sanitiser only sees as one empty element.
#[derive(Clone)]
pub(super) struct Opaque {
    pub(super) range: Range<usize>,
    /// Whether it stands as a block of its own, and not in a line of text.
    pub(super) block: bool,
}

impl Buffer {
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Buffer { template: HtmlTemplate::with_capacity(bytes), ..Buffer::default() }
    }

    pub(super) fn len(&self) -> usize {
        self.template.html().len()
    }

    pub(super) fn push(&mut self, html: &str) {
        self.template.push(html);
    }

    pub(super) fn hole(&mut self, hole: Hole) {
        self.template.push_hole(hole);
    }

    /// Begins a new line unless one has just begun.
    pub(super) fn line(&mut self) {
        let html = self.template.html();
        if !html.is_empty() && !html.ends_with('\n') {
            self.template.push("\n");
        }
    }

    /// Notes that everything since `start` is ours as a whole.
    pub(super) fn opaque(&mut self, start: usize, block: bool) {
        let range = start..self.len();
        self.opaque.push(Opaque { range, block });
    }

    /// Notes that a container begins or ends here, perhaps in another block than its other end.
    pub(super) fn boundary(&mut self) {
        self.boundaries.push(self.len());
    }

    /// Notes that everything since `start` was written by the author as HTML.
    pub(super) fn raw(&mut self, start: usize) {
        self.raw.push(start..self.len());
    }

    /// Notes that a block of the outermost level begins here.
    pub(super) fn cut(&mut self) {
        self.cuts.push(self.len());
    }

    /// How much is written: bytes and holes.
    pub(super) fn extent(&self) -> (usize, usize) {
        (self.len(), self.template.holes().len())
    }

    /// Escapes text into the value of an attribute.
    pub(super) fn escape(&mut self, text: &str) {
        escape(self.template.html_mut(), text);
    }

    /// Opens a paragraph of ours again that has just ended; `false` where something else did.
    pub(super) fn reopen_paragraph(&mut self) -> bool {
        let by_us = self.raw.last().is_none_or(|raw| raw.end < self.len());
        let html = self.template.html_mut();
        let ends = by_us && html.ends_with(PARAGRAPH_END);
        if ends {
            html.truncate(html.len() - PARAGRAPH_END.len());
        }
        ends
    }

    pub(super) fn append(&mut self, other: Buffer) {
        let shift = self.len();
        self.template.append(&other.template);
        self.raw.extend(other.raw.into_iter().map(|range| shifted(&range, shift)));
        self.tags.extend(other.tags.into_iter().map(|tag| RawTag {
            at: tag.at + shift,
            name_end: tag.name_end + shift,
            ..tag
        }));
        let opaque = other
            .opaque
            .into_iter()
            .map(|opaque| Opaque { range: shifted(&opaque.range, shift), ..opaque });
        self.opaque.extend(opaque);
        self.boundaries.extend(other.boundaries.into_iter().map(|boundary| boundary + shift));
    }
}

fn shifted(range: &Range<usize>, shift: usize) -> Range<usize> {
    range.start + shift..range.end + shift
}
