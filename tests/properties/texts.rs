//! Any text at all: no panic, places inside the text, nothing dangerous in the HTML.

use super::tries;
use handbook::diag::Finding;
use handbook::load::markdown::{Dialect, Highlighter, NotIncluded, Options, Part, RawHtml, document};
use handbook::source::{Source, Span};
use handbook::yaml::{Purpose, map};
use proptest::prelude::*;

/// Pieces that mean something to a reader of YAML or Markdown, in any order.
const PIECES: [&str; 64] = [
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "  ",
    "    ",
    "\t",
    "a",
    "Größe",
    "🎉",
    "\u{200b}",
    "\0",
    "é",
    "1",
    "-",
    "- ",
    "* ",
    "1. ",
    "> ",
    "# ",
    "## ",
    "---\n",
    "===\n",
    "***",
    "_",
    "`",
    "```",
    "```rust\n",
    "```handbook\n",
    "view: people\n",
    "include: a.md\n",
    "~~~\n",
    "|",
    "|-|\n",
    "[",
    "]",
    "(",
    ")",
    "[a](b.md)",
    "![a](b.png)",
    "[[a]]",
    "[^1]",
    "[^1]: ",
    "<",
    ">",
    "<!--",
    "-->",
    "<div>",
    "</div>",
    "<script>",
    "<a href=\"javascript:x\">",
    "<img src=x onerror=y>",
    "&amp;",
    "&#106;",
    "$",
    "$$",
    ":tada:",
    "{#id}",
    "{% hint %}",
    "{{< x >}}",
    "<!-- handbook: ignore broken-link why -->",
    ": ",
    "http://a.b",
];

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40).prop_map(|pieces| pieces.concat());
    prop_oneof![4 => pieces, 1 => "\\PC{0,60}"]
}

fn places_are_inside(findings: &[Finding], text: &str) -> bool {
    let inside = |span: Span| span.start <= span.end && span.end <= text.len();
    let whole = |span: Span| text.is_char_boundary(span.start) && text.is_char_boundary(span.end);
    findings.iter().filter_map(|finding| finding.place().span()).all(|span| inside(span) && whole(span))
}

fn html(text: &str) -> (String, Vec<Finding>) {
    let highlighter = Highlighter::default();
    let options =
        Options { raw_html: RawHtml::Sanitize, dialect: Dialect::Handbook, untitled: false, highlighter: &highlighter };
    let includes = |_: &Source, _: &str| Err(NotIncluded::Missing);
    let (document, findings) = document(&Part::whole(Source::new("a.md", text)), &options, &includes);
    (document.body().html().to_owned(), findings)
}

proptest! {
    #![proptest_config(tries())]

    #[test]
    fn any_markdown_becomes_the_same_safe_html(text in text()) {
        let (html_text, findings) = html(&text);
        prop_assert!(places_are_inside(&findings, &text));
        let lower = html_text.to_lowercase();
        prop_assert!(!["<script", "<iframe", "<style", "onerror=y>"].iter().any(|part| lower.contains(part)), "{}", html_text);
        prop_assert_eq!(html(&text).0, html_text);
    }

    #[test]
    fn any_yaml_is_read_or_refused_with_a_place(text in text()) {
        let source = Source::new("a.md", text.as_str());
        let (root, findings) = map(&source, Span::new(0, text.len()), Purpose::FrontMatter);
        prop_assert!(places_are_inside(&findings, &text));
        prop_assert!(root.is_none_or(|root| root.span.end <= text.len()));
    }
}
