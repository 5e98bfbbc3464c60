//! CommonMark 0.31.2: all examples of the specification through our own path, and what the defaults
//! change about them.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a broken specification stops the test"
)]

use handbook::internals::html::Html;
use handbook::internals::load::markdown::{
    Dialect, ExternalImages, MarkdownOptions, NotIncluded, RawHtml, TextPart, document,
};
use handbook::internals::site::document::{Document, Hole, Link, LinkKind};
use handbook::internals::source::Source;

/// One example of the specification.
struct Example {
    number: usize,
    markdown: String,
    html: String,
}

fn examples() -> Vec<Example> {
    let spec = include_str!("commonmark/spec.txt").replace("\r\n", "\n").replace('→', "\t");
    let fence = "`".repeat(32);
    let opening = format!("{fence} example\n");
    let blocks = spec.split(&opening).skip(1);
    let bodies =
        blocks.map(|block| block.split(&fence).next().expect("a closing fence").to_owned());
    let example = |(index, body): (usize, String)| {
        let (markdown, html) =
            body.split_once("\n.\n").or_else(|| body.split_once(".\n")).expect("two halves");
        let markdown = if markdown.is_empty() { String::new() } else { format!("{markdown}\n") };
        Example { number: index + 1, markdown, html: html.to_owned() }
    };
    bodies.enumerate().map(example).collect()
}

fn rendered(markdown: &str, dialect: Dialect) -> String {
    let options = MarkdownOptions {
        raw_html: RawHtml::Trust,
        dialect,
        external_images: ExternalImages::default(),
        untitled: false,
        cross_references: false,
    };
    let includes = |_: &Source, _: &str| Err(NotIncluded::Missing);
    let part = TextPart::whole(Source::new("spec.md", markdown));
    let (document, _) = document(&part, options, &includes);
    let mut out = Html::default();
    if let Some(title) = document.title() {
        out.add_finished(&format!("<h1>{}</h1>\n", title.html.as_str()));
    }
    document.body().fill(&mut out, |hole, out| out.add_finished(&filled(&document, hole)));
    out.as_str().to_owned()
}

/// What a renderer that knows no other pages puts into the holes.
fn filled(document: &Document, hole: Hole) -> String {
    let link = |index: usize| &document.links()[index];
    match hole {
        Hole::LinkOpen(index) => {
            let Link { title, .. } = link(index);
            format!("<a href=\"{}\"{}>", address(link(index)), attribute("title", title))
        }
        Hole::LinkClose(_) => "</a>".to_owned(),
        Hole::LinkText(index) | Hole::Address(index) => escaped(&link(index).target),
        Hole::Image(index) => {
            let Link { title, alt, .. } = link(index);
            let title = attribute("title", title);
            format!("<img src=\"{}\" alt=\"{}\"{title} />", address(link(index)), escaped(alt))
        }
        Hole::Word(word) => word.key().to_owned(),
        Hole::Media(_) | Hole::View(_) => String::new(),
    }
}

/// Quotes may be written as they are or as entities: the same to every reader.
fn normal(html: &str) -> String {
    html.replace("&quot;", "\"").replace("&#39;", "'")
}

fn attribute(name: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!(" {name}=\"{}\"", escaped(value)) }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn address(link: &Link) -> String {
    assert!(matches!(link.kind, LinkKind::Page | LinkKind::Image | LinkKind::Wiki));
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.!~*'();/?:@&=+$,#%".contains(&byte);
    let encode = |byte: u8| {
        if kept(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    escaped(&link.target.bytes().map(encode).collect::<String>())
}

#[test]
fn all_examples_pass_without_extensions() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    let failed: Vec<String> = examples
        .iter()
        .filter(|example| {
            normal(&rendered(&example.markdown, Dialect::CommonMark)) != normal(&example.html)
        })
        .map(|example| {
            let ours = rendered(&example.markdown, Dialect::CommonMark);
            format!(
                "{}\n{}\nexpected {:?}\nrendered {ours:?}\n",
                example.number, example.markdown, example.html
            )
        })
        .collect();
    assert!(failed.is_empty(), "{} examples fail:\n{}", failed.len(), failed.join("\n"));
}

/// What the defaults change, why, and in which examples.
#[rustfmt::skip]
const CHANGED: [(&str, &[usize]); 9] = [
    ("code blocks can be scrolled by keyboard, and are highlighted", &[
        1, 2, 3, 5, 6, 7, 8, 18, 19, 24, 34, 36, 48, 69, 85, 100, 107, 110, 111, 112, 114, 116, 117, 118, 119,
        120, 122, 123, 124, 125, 126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136, 137, 139, 140, 142, 143,
        144, 146, 147, 183, 184, 191, 211, 212, 225, 231, 236, 237, 252, 253, 254, 257, 263, 264, 270, 271, 272,
        273, 274, 278, 286, 287, 288, 289, 290, 309, 313, 318, 321, 324,
    ]),
    ("headings have ids and a link to themselves", &[
        59, 62, 68, 71, 72, 73, 74, 76, 77, 79, 80, 82, 83, 84, 86, 89, 90, 91, 95, 96, 102, 103, 228, 229, 230,
        232, 300, 646, 647,
    ]),
    ("both code blocks and headings", &[81, 115, 141]),
    ("the first heading of level one is the title: it stands first, and without its \
        links", &[78, 214, 227]),
    ("bare URLs, e-mail addresses and wikilinks are links", &[590, 602, 606, 608, 611, 612]),
    ("a link without text shows where it leads", &[484]),
    ("a target with blanks is a link where it is surely a path", &[488]),
    ("code in HTML goes on to its end, also below another tag", &[148]),
    ("raw links are written anew, so that they lead where they should", &[31, 630]),
];

#[test]
fn the_defaults_change_only_what_is_listed() {
    let changed = |example: &Example| {
        normal(&rendered(&example.markdown, Dialect::Handbook)) != normal(&example.html)
    };
    let found: Vec<usize> = examples()
        .iter()
        .filter(|example| changed(example))
        .map(|example| example.number)
        .collect();
    let mut listed: Vec<usize> =
        CHANGED.iter().flat_map(|(_, numbers)| numbers.iter().copied()).collect();
    listed.sort_unstable();
    assert_eq!(found, listed);
}
