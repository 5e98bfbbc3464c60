//! Any text at all: no panic, places inside the text, nothing dangerous in the HTML.

use super::tries;
use handbook::internals::diag::Finding;
use handbook::internals::load::markdown::{
    Dialect, ExternalImages, MarkdownOptions, NotIncluded, RawHtml, TextPart, document,
};
use handbook::internals::source::{Source, Span};
use handbook::internals::yaml::{Purpose, map};
use proptest::prelude::*;

/// Pieces that mean something to a reader of YAML or Markdown, in any order.
const PIECES: [&str; 73] = [
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
    "<p onclick=x>",
    "<a title=\"\" onload=\"x\">",
    "onclick=\"x\"",
    "\"",
    "=",
    "<iframe src=\"https://a.b\">",
    "<svg onload=x>",
    "<style>",
    "<base href=x>",
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
    let pieces = prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)
        .prop_map(|pieces| pieces.concat());
    prop_oneof![4 => pieces, 1 => "\\PC{0,60}"]
}

fn places_are_inside(findings: &[Finding], text: &str) -> bool {
    let inside = |span: Span| span.start <= span.end && span.end <= text.len();
    let whole = |span: Span| text.is_char_boundary(span.start) && text.is_char_boundary(span.end);
    findings
        .iter()
        .filter_map(|finding| finding.location().span())
        .all(|span| inside(span) && whole(span))
}

fn html(text: &str) -> (String, Vec<Finding>) {
    let options = MarkdownOptions {
        raw_html: RawHtml::Sanitize,
        dialect: Dialect::Handbook,
        external_images: ExternalImages::default(),
        untitled: false,
        cross_references: false,
    };
    let includes = |_: &Source, _: &str| Err(NotIncluded::Missing);
    let (document, findings) =
        document(&TextPart::whole(Source::new("a.md", text)), options, &includes);
    (document.body().html().to_owned(), findings)
}

/// Elements that no page of an author may have.
const DANGEROUS: [&str; 9] =
    ["<script", "<style", "<iframe", "<object", "<embed", "<form", "<base", "<meta", "<link"];

/// The tags of a text, in small letters.
fn tags(html: &str) -> impl Iterator<Item = String> {
    html.split('<')
        .skip(1)
        .map(|rest| format!("<{}>", rest.split('>').next().unwrap_or_default().to_lowercase()))
}

/// A tag without the values of its attributes.
fn outside_of_quotes(tag: &str) -> String {
    tag.split('"').step_by(2).collect()
}

proptest! {
    #![proptest_config(tries())]

    #[test]
    fn any_markdown_becomes_the_same_safe_html(text in text()) {
        let (html_text, findings) = html(&text);
        prop_assert!(places_are_inside(&findings, &text));
        for tag in tags(&html_text) {
            let name = tag.split([' ', '>']).next().unwrap_or_default();
            prop_assert!(!DANGEROUS.contains(&name), "{} in {}", tag, html_text);
            prop_assert!(!outside_of_quotes(&tag).contains(" on"), "{} in {}", tag, html_text);
            prop_assert!(!tag.contains("\"javascript:"), "{} in {}", tag, html_text);
        }
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
