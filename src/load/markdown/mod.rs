//! Markdown into a [`Document`]: one pass over the parser's events, with places of everything that
//! may need a finding.
//!
//! Nothing here reads files, knows addresses or decides whether a link leads anywhere: links become
//! holes that a renderer fills. Whatever the text holds, the answer is a document and findings.

mod blocks;
mod buffer;
mod code;
mod code_includes;
mod directive;
mod emoji;
mod escape;
mod events;
mod footnotes;
mod foreign;
mod headings;
mod highlight;
mod includes;
mod links;
mod math;
mod raw;
mod reading;
mod slug;
mod tables;
mod targets;
mod tasks;
mod text;
mod writer;

pub use code_includes::included_files;
pub use includes::{Includes, NotIncluded};
pub(in crate::load) use slug::Slugs;
pub use slug::{RESERVED, slug};

pub use crate::config::{ExternalImages, RawHtml};
use crate::diag::Finding;
use crate::site::document::Document;
use crate::source::{Source, Span};

/// The text of a page, or of something that a page includes: a file and where its body is.
#[derive(Clone, Debug)]
pub struct TextPart {
    source: Source,
    body: Span,
}

impl TextPart {
    /// The bytes `body` of a file: what is left without front matter.
    pub fn new(source: Source, body: Span) -> Self {
        TextPart { source, body }
    }

    /// A file without front matter.
    pub fn whole(source: Source) -> Self {
        let end = source.text().len();
        TextPart { source, body: Span::new(0, end) }
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

/// Reads the text of a page. `includes` finds what it includes.
pub fn document(
    part: &TextPart,
    options: MarkdownOptions,
    includes: &dyn Includes,
) -> (Document, Vec<Finding>) {
    let mut writer = writer::Writer::new(part, options, includes);
    writer.read(part);
    writer.finish()
}

#[cfg(test)]
mod tests;
