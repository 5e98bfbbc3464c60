//! What is read: the Markdown of one file, and how to read it.

use crate::config::{ExternalImages, RawHtml};
use crate::site::opening::{OpeningPiece, PageOpening};
use crate::source::{Source, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The text of a page, or of something that a page includes: a file and where its body is.
#[derive(Clone, Debug)]
pub struct TextPart {
    source: Source,
    pub(super) body: Span,
    opening: PageOpening,
    /// Short forms that are explained elsewhere.
    pub(super) short_forms: Arc<BTreeMap<String, String>>,
}

impl TextPart {
    /// The bytes `body` of a file: what is left without front matter.
    pub fn new(source: Source, body: Span) -> Self {
        TextPart { source, body, opening: PageOpening::default(), short_forms: Arc::default() }
    }

    /// A file without front matter.
    pub fn whole(source: Source) -> Self {
        let end = source.text().len();
        TextPart::new(source, Span::new(0, end))
    }

    /// The same below what the front matter shows.
    #[must_use]
    pub fn below(self, opening: PageOpening) -> Self {
        TextPart { opening, ..self }
    }

    /// The same with the short forms that other texts explain.
    #[must_use]
    pub fn with_short_forms(self, short_forms: Arc<BTreeMap<String, String>>) -> Self {
        TextPart { short_forms, ..self }
    }

    /// What stands above the text.
    pub(super) fn opening(&self) -> &[OpeningPiece] {
        &self.opening
    }

    /// Whether both are the same text of the same file.
    pub fn is(&self, other: &TextPart) -> bool {
        self.body == other.body && self.source.is(&other.source)
    }

    /// The file.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The Markdown.
    pub fn text(&self) -> &str {
        self.source.slice(self.body)
    }
}

/// How to read.
#[derive(Clone, Copy)]
pub struct MarkdownOptions {
    /// What becomes of raw HTML.
    pub raw_html: RawHtml,
    /// What becomes of images from other hosts.
    pub external_images: ExternalImages,
    /// Which Markdown.
    pub dialect: Dialect,
    /// Whether the page has no title of its own: then a heading that opens the text becomes it,
    /// whatever its level.
    pub untitled: bool,
    /// Whether links may name an anchor of any page, and be called as what they lead to.
    pub cross_references: bool,
}

impl MarkdownOptions {
    /// Whether the extensions of handbooks are on.
    pub(super) fn is_extended(self) -> bool {
        self.dialect == Dialect::Handbook
    }
}

/// Which Markdown is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// Everything that handbooks use.
    #[default]
    Handbook,
    /// CommonMark alone: no extensions, no ids, nothing taken out. For the specification's tests.
    CommonMark,
}
