//! Syntax of other tools: never run, never shown as noise, never fatal.
//!
//! The text is rewritten before it is parsed, with the way back to the file kept. What we know
//! becomes Markdown, or a mark: an HTML tag with an attribute that does not occur in the text, so
//! that nobody can forge one. What we do not know is taken out but for its text, and named once.
//! Code stays as it is.

mod addresses;
mod attributes;
mod blocks;
mod component_tags;
mod components;
mod containers;
mod fields;
mod icons;
mod inline;
mod known;
mod lines;
mod marks;
mod mask;
mod modules;
mod output;
mod pieces;
mod quotes;
mod rewrite;
mod spans;
mod tables;
mod verbatim;
mod tags;

use super::reading::{Origins, ParsedText};
use super::writer::Writer;
use super::{RawHtml, TextPart};
use crate::diag::catalogue::markdown as say;
use crate::source::Span;
pub(super) use marks::ForeignMarks;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A text without foreign syntax.
pub(super) struct Rewritten<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) origins: Origins,
    pub(super) marks: ForeignMarks,
    pub(super) unknown: Vec<UnknownSyntax>,
    /// What authors wrote for themselves.
    pub(super) comments: Vec<Span>,
    /// Short forms and what they mean.
    pub(super) abbreviations: BTreeMap<String, String>,
}

/// How many characters of a construct a message shows.
const SHOWN: usize = 60;

/// Something that we do not know.
#[derive(Debug)]
pub(super) struct UnknownSyntax {
    pub(super) name: String,
    pub(super) tool: ForeignTool,
    pub(super) at: Span,
}

/// Where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ForeignTool {
    Template,
    Shortcode,
    Ruby,
    Container,
    Module,
    Component,
    Snippet,
    /// A picture of another tool's font.
    Icon,
    /// A variable that stays as it is.
    Variable,
}

/// A part as it is.
pub(super) fn untouched(part: &TextPart) -> Rewritten<'_> {
    let text = part.text();
    let origins = Origins::unchanged(part.body.start, text.len());
    Rewritten {
        text: Cow::Borrowed(text),
        origins,
        marks: ForeignMarks::default(),
        unknown: Vec::new(),
        comments: Vec::new(),
        abbreviations: BTreeMap::new(),
    }
}

/// A part with foreign syntax replaced.
pub(super) fn rewrite(part: &TextPart, raw_html: RawHtml) -> Rewritten<'_> {
    rewrite::rewrite(part, raw_html)
}

/// The size behind the last bar of an image's text.
pub(super) fn image_size(text: &str) -> Option<crate::site::document::ImageSize> {
    addresses::sized(text)
}

/// What is said of a construct: how it begins, as it is written.
fn first_line(written: &str) -> String {
    let line = written.trim().lines().next().unwrap_or_default();
    let shown: String = line.chars().take(SHOWN).collect();
    if shown.len() < written.trim().len() { shown + "…" } else { shown }
}

impl Writer<'_> {
    /// One finding for each name on a page.
    pub(super) fn report_foreign(&mut self, reading: &ParsedText<'_>, unknown: Vec<UnknownSyntax>) {
        for UnknownSyntax { name, tool, at } in unknown {
            if self.first(format!("foreign {name}")) {
                let place = reading.source.at(at);
                let written = first_line(reading.source.slice(at));
                self.report(match tool {
                    ForeignTool::Variable => say::foreign_variable(place, &written),
                    ForeignTool::Template => say::foreign_syntax(place, &written, "template"),
                    ForeignTool::Shortcode => say::foreign_syntax(place, &written, "shortcode"),
                    ForeignTool::Ruby => say::foreign_syntax(place, &written, "Ruby template"),
                    ForeignTool::Container => say::foreign_syntax(place, &written, "container"),
                    ForeignTool::Component => say::foreign_syntax(place, &name, "component"),
                    ForeignTool::Module => say::foreign_syntax(place, &written, "module"),
                    ForeignTool::Icon => say::foreign_syntax(place, &written, "icon"),
                    ForeignTool::Snippet => say::foreign_syntax(place, &written, "snippet"),
                });
            }
        }
    }

    /// The text of a part is read to its end.
    pub(super) fn end_part(&mut self, reading: &mut ParsedText<'_>) {
        self.flush(reading);
        self.close_all_marks(reading);
        let end = reading.text.len();
        self.settle_ignores(reading, &(end..end));
    }
}
