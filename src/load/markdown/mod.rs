//! Markdown into a [`Document`], with places of everything that may need a finding.
//!
//! ```text
//! part       the Markdown of one file
//!   foreign    → the same text without the syntax of other tools, and marks for what it meant
//!   reader     → the parser's events with their spans; an include is a part inside of a part
//!   events     → each event goes to the pass that answers for it:
//!                  text, formulas, links, headings, footnotes, tables, tasks, code, directive,
//!                  includes, raw (HTML), containers (marks), comments, anchors (ids)
//!   inline     → what stands in lines, and buffer: the HTML with notes on whose it is
//!   raw::fill  → authors' HTML cleaned as a whole
//! ```
//!
//! Each pass is a file: a small state that remembers what it must between two events, and functions
//! that are lent what they write to. None of them knows the reader. Nothing here reads files, knows
//! addresses or decides whether a link leads anywhere: links become holes that a renderer fills.
//! Whatever the text holds, the answer is a document and findings.

mod anchors;
mod blocks;
mod buffer;
mod callouts;
mod code;
mod code_includes;
mod comments;
mod containers;
mod directive;
mod drawings;
mod emoji;
mod events;
mod footnotes;
mod foreign;
mod formulas;
mod headings;
mod highlight;
mod includes;
mod inline;
mod link_list;
mod links;
mod math;
mod origins;
mod part;
mod raw;
mod reader;
mod reading;
mod reports;
mod run;
mod sections;
mod slug;
mod summary;
mod tables;
mod targets;
mod tasks;
mod text;

pub use code_includes::included_files;
pub use foreign::short_forms;
pub use includes::{Includes, NotIncluded};
pub use part::{Dialect, MarkdownOptions, TextPart};
pub(in crate::load) use slug::Slugs;
pub use slug::slug;

pub use crate::config::{ExternalImages, RawHtml};
use crate::diag::Finding;
use crate::site::document::Document;

/// Reads the text of a page. `includes` finds what it includes.
pub fn document(
    part: &TextPart,
    options: MarkdownOptions,
    includes: &dyn Includes,
) -> (Document, Vec<Finding>) {
    reader::PageReader::read(part, options, includes)
}

#[cfg(test)]
mod tests;
