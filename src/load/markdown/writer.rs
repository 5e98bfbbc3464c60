//! The state of one document in the making.
//!
//! The methods stand in the files of the things they write: blocks, headings, links, text, code,
//! raw HTML …

use super::buffer::Buffer;
use super::footnotes::Footnotes;
use super::headings::OpenHeading;
use super::includes::{Includes, Including};
use super::links::{OpenImage, OpenLink};
use super::raw::RawState;
use super::reading::{ParsedText, TextRun};
use super::slug::Slugs;
use super::{Dialect, MarkdownOptions, TextPart};
use crate::diag::Finding;
use crate::site::document::{Document, DocumentParts};
use std::collections::BTreeSet;

/// Deeper nesting is not shown as such: browsers and sanitisers walk it, and nobody reads it.
pub(super) const DEEPEST: usize = 100;

/// One document in the making.
pub(super) struct Writer<'o> {
    pub(super) options: MarkdownOptions,
    pub(super) includes: &'o dyn Includes,
    pub(super) including: Including,
    pub(super) written: DocumentParts,
    pub(super) findings: Vec<Finding>,
    /// What was said already, where once per page is enough.
    said: BTreeSet<String>,
    /// What is being written.
    pub(super) out: Buffer,
    /// What waits while something is written apart: a heading, a footnote.
    outer: Vec<Buffer>,
    pub(super) slugs: Slugs,
    pub(super) footnotes: Footnotes,
    /// Text that was read and not written yet.
    pub(super) run: TextRun,
    pub(super) heading: Option<OpenHeading>,
    pub(super) image: Option<OpenImage>,
    pub(super) links: Vec<OpenLink>,
    pub(super) tables: super::tables::Tables,
    pub(super) raw: RawState,
    pub(super) blocks: super::blocks::Blocks,
    pub(super) summary: super::text::Summary,
    pub(super) finder: linkify::LinkFinder,
}

impl<'o> Writer<'o> {
    pub(super) fn new(
        part: &TextPart,
        options: MarkdownOptions,
        includes: &'o dyn Includes,
    ) -> Self {
        let length = part.text().len();
        Writer {
            options,
            includes,
            including: Including::from(part),
            written: DocumentParts::default(),
            findings: Vec::new(),
            said: BTreeSet::new(),
            out: Buffer::with_capacity(length + length / 4 + 64),
            outer: Vec::new(),
            slugs: Slugs::default(),
            footnotes: Footnotes::default(),
            run: TextRun::default(),
            heading: None,
            image: None,
            links: Vec::new(),
            tables: super::tables::Tables::default(),
            raw: RawState::default(),
            blocks: super::blocks::Blocks::default(),
            summary: super::text::Summary::default(),
            finder: super::targets::finder(),
        }
    }

    /// What follows is written apart, until [`Writer::close_buffer`].
    pub(super) fn open_buffer(&mut self) {
        self.outer.push(std::mem::take(&mut self.out));
    }

    /// What was written since the last [`Writer::open_buffer`].
    pub(super) fn close_buffer(&mut self) -> Buffer {
        let outer = self.outer.pop().unwrap_or_default();
        std::mem::replace(&mut self.out, outer)
    }

    /// Whether what is written goes straight into the body.
    pub(super) fn in_body(&self) -> bool {
        self.outer.is_empty()
    }

    /// Whether the extensions of handbooks are on.
    pub(super) fn extended(&self) -> bool {
        self.options.dialect == Dialect::Handbook
    }

    pub(super) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Whether `key` comes up for the first time on this page.
    pub(super) fn first(&mut self, key: String) -> bool {
        self.said.insert(key)
    }

    /// Everything is read: adds the footnotes, cleans raw HTML and seals the document.
    pub(super) fn finish(mut self) -> (Document, Vec<Finding>) {
        self.write_footnotes();
        let buffer = std::mem::take(&mut self.out);
        let dirty = !buffer.raw.is_empty() && self.options.raw_html == super::RawHtml::Sanitize;
        self.written.body = if dirty { self.sanitised(&buffer) } else { buffer.template };
        self.written.summary = self.summary.take();
        (Document::new(self.written), self.findings)
    }
}

impl std::fmt::Debug for ParsedText<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Reading({:?})", self.source)
    }
}
