//! Whole texts through the whole path.

mod features;
mod foreign;
mod foreign_table;
mod hostile;
mod includes;
mod properties;
mod raw_html;

use super::ExternalImages;
use super::{Dialect, MarkdownOptions, NotIncluded, RawHtml, TextPart, document};
use crate::html::Html;
use crate::site::document::{Document, Hole};
use crate::source::Source;

/// A text that was read, with its holes filled so that they can be seen.
pub(super) struct Read {
    pub(super) document: Document,
    pub(super) html: String,
    /// `line:column rule message`
    pub(super) findings: Vec<String>,
}

/// Reads a text with the defaults; it can include `other.md`.
pub(super) fn read(markdown: &str) -> Read {
    read_as(markdown, RawHtml::Sanitize, "")
}

/// Reads a text; `other` is the text of `other.md`.
pub(super) fn read_as(markdown: &str, raw_html: RawHtml, other: &str) -> Read {
    let options = MarkdownOptions {
        raw_html,
        dialect: Dialect::Handbook,
        external_images: ExternalImages::default(),
        untitled: false,
        cross_references: false,
    };
    let includes = |_: &Source, target: &str| match target {
        "other.md" => Ok(TextPart::whole(Source::new("other.md", other))),
        "page.md" => Ok(TextPart::whole(Source::new("page.md", markdown))),
        "../outside.md" => Err(NotIncluded::Outside),
        _ => Err(NotIncluded::Missing),
    };
    let part = TextPart::whole(Source::new("page.md", markdown));
    let (document, findings) = document(&part, options, &includes);
    let findings = findings.iter().map(|finding| {
        let start = finding.location().start().expect("a place");
        format!("{}:{} {} {}", start.line, start.column, finding.rule(), finding.message())
    });
    let findings = findings.collect();
    Read { html: filled(&document), findings, document }
}

fn filled(document: &Document) -> String {
    let mut out = Html::default();
    let target = |index: usize| document.links()[index].target.as_str();
    document.body().fill(&mut out, |hole, out| {
        out.add_finished(&match hole {
            Hole::LinkOpen(index) => format!("<a={}>", target(index)),
            Hole::LinkClose(_) => "</a>".to_owned(),
            Hole::Image(index) => {
                format!("<img={} {}>", target(index), document.links()[index].alt)
            }
            Hole::Media(index) => format!("<media={}>", target(index)),
            Hole::Address(index) => target(index).to_owned(),
            Hole::View(index) => format!("<view={}>", document.views()[index].name),
            Hole::Word(word) => word.key().to_owned(),
            Hole::LinkText(index) => format!("T{index}"),
        });
    });
    out.as_str().to_owned()
}

/// Each text gives exactly this HTML (but for the last line end) and no finding, except that
/// diagrams are not drawn.
pub(super) fn check(table: &[(&str, &str)]) {
    for (markdown, html) in table {
        let read = read(markdown);
        assert_eq!(read.html.trim_end(), *html, "{markdown}");
        let mut findings = read.findings;
        findings.retain(|finding| !finding.contains(" undrawn-diagram "));
        assert_eq!(findings, Vec::<String>::new(), "{markdown}");
    }
}

/// Each text gives exactly these findings.
pub(super) fn check_findings(table: &[(&str, &[&str])]) {
    for (markdown, findings) in table {
        assert_eq!(read(markdown).findings, *findings, "{markdown}");
    }
}
