//! Input made to hurt: everything ends soon, and nothing is deeper than it may be.
#![expect(clippy::disallowed_methods, reason = "growth is measured in time")]

use super::{read, read_as};
use crate::load::markdown::RawHtml;
use std::time::{Duration, Instant};

/// Reads a text in all ways that matter for it, and returns how long that took.
fn timed(name: &str, text: &str) -> Duration {
    let ways = [RawHtml::Sanitize, RawHtml::Escape, RawHtml::Trust];
    let start = Instant::now();
    for raw_html in ways.into_iter().take(if text.contains('<') { 3 } else { 1 }) {
        let read = read_as(text, raw_html, "");
        assert!(
            read.html.len() < 40 * text.len() + 10_000,
            "{name} grows to {} bytes",
            read.html.len()
        );
    }
    start.elapsed()
}

/// Four times the text takes about four times as long; a quadratic path would take sixteen times.
/// Other work on the machine can disturb one measurement, hardly four in a row.
fn linear(piece: &str, times: usize) {
    let within = || {
        let short = timed(piece, &piece.repeat(times / 4));
        timed(piece, &piece.repeat(times)) < short * 10 + Duration::from_millis(200)
    };
    assert!((0..4).any(|_| within()), "{piece:?} does not take linear time");
}

#[test]
fn repeated_openings_take_linear_time() {
    let pieces = [
        "{++",
        "==a",
        "{>> a\n\n",
        "%%\n\n",
        "++a+",
        "a^b",
        "![a](b c =",
        "> [!x] a\n> > b\n",
        "\n> a\n>> b",
        "*[a]: b\n\na ",
        "<title>",
        "|a|\n|-|\n",
        "![[a",
        "{: .note }\n",
        "<div markdown>\n",
        "{.a",
        "[",
        "]",
        "![",
        "[[",
        "`",
        "``` ",
        "\"",
        "'",
        "<",
        "<a ",
        "<!--",
        "<b>",
        "</b>",
        "<div>",
        "<b id=x>",
        "$",
        "$$",
        "$a",
        "*",
        "_",
        "**a ",
        "~",
        ":",
        ":a",
        "@",
        "www.",
        "{",
        "{{",
        "{% ",
        "{%",
        "{: ",
        "{{< ",
        "<% ",
        "{{ a }}",
        "${{",
        "{% raw %}",
        "{% comment %}",
        "{% hint %}",
        "{% endhint %} ",
        "\\",
        "&",
        "&#",
        "(",
        "|",
        "[^1]",
        "\u{0}",
        "\u{feff}",
        "\u{200b}",
        "é",
        "a\tb",
        "<x y=\"",
        "{#a}",
        "){:",
        "[a](",
        "<a href=\"x\">",
        "<Tab>",
        "# <Badge text=\"a\" /> ",
        "[[`a`]] ",
        "[](){#",
        "a **** ",
        "!!! ",
        "{a.",
        "<ac:link>",
        "<ac:structured-macro ac:name=\"code\"><ac:plain-text-body>",
    ];
    for piece in pieces {
        linear(piece, 20_000);
    }
}

#[test]
fn repeated_lines_take_linear_time() {
    let pieces = [
        ":::{raw} a\n\n",
        "> ```{code} a\n\n",
        "```{list-table}\n* - a\n",
        "\n(a)=\n:::{toctree}\n",
        "> ",
        "- ",
        "1. ",
        "# a\n",
        "- a\n",
        "> a\n",
        "a\n\n",
        "|a|b|\n|-|-|\n",
        "[a]: b\n",
        "[^a]: b\n\n",
        "a[^1]\n\n",
        "!!! note\n    ",
        ":::note\n",
        ":::\n",
        "=== \"a\"\n",
        "{% hint %}\n",
        "{% endhint %}\n",
        "<div>\n\n",
        "</div>\n\n",
        "<p>\n",
        "<b>a\n\n",
        "```\n",
        "~~~\n\n",
        "    a\n\n",
        "import a from 'b'\n",
        "[TOC]\n",
        "{:toc}\n",
        "a\n: b\n\n",
        "- [ ] a\n",
        "---\n",
        "a\n===\n",
        "<!-- handbook: ignore x -->\n\n",
        "<details>\n\n",
        "\r",
        "\r\n",
        "```handbook\nview: a\n```\n",
        "$$\na\n",
    ];
    for piece in pieces {
        linear(piece, 10_000);
    }
}

#[test]
fn deep_nesting_is_flat_beyond_a_bound() {
    let nested_list: String =
        (0..2_000).map(|depth| format!("{}- a\n", " ".repeat(depth * 2))).collect();
    let nested_notes: String =
        (0..2_000).map(|depth| format!("{}!!! note\n", " ".repeat(depth * 4))).collect();
    let stars = format!("{}a{}", "**".repeat(20_000), "**".repeat(20_000));
    for (name, text) in [
        ("list", nested_list.as_str()),
        ("notes", &nested_notes),
        ("quotes", &"> ".repeat(20_000)),
        ("stars", &stars),
        ("<div>", &"<div>".repeat(20_000)),
        ("<Note>", &"<Note>\n\n".repeat(5_000)),
    ] {
        let html = read(&format!("{text} x <b>raw</b>")).html;
        let depth = html.split('<').fold((0i64, 0i64), |(now, most), tag| {
            let step = if tag.starts_with('/') {
                -1
            } else {
                i64::from(!tag.is_empty() && !tag.contains("/>"))
            };
            (now + step, most.max(now + step))
        });
        assert!(depth.1 < 330, "{name} is {} deep", depth.1);
    }
}

#[test]
fn large_pages_are_read() {
    let paragraph = "Some **text** with a [link](a.md), `code` and https://example.org/x.\n\n";
    timed("10 MB", &paragraph.repeat(10_000_000 / paragraph.len()));
    timed("million lines", &"a\n".repeat(1_000_000));
    timed("one line", &"word ".repeat(1_000_000));
    timed("raw", &"<p>a <i>b</i></p>\n\ntext\n\n".repeat(40_000));
}

#[test]
fn texts_full_of_our_marks_are_read() {
    let names: String =
        (0..50_000).map(|number| format!("hb-foreign{number:x} hb-mark{number} ")).collect();
    timed("marks", &format!("{names}\n\n<b>x</b>\n\n{{% hint %}}\ny\n{{% endhint %}}\n"));
}

#[test]
fn formats_that_are_never_closed_do_not_multiply() {
    let open: String = (0..1_000)
        .map(|number| format!("<b id=\"{number}\"><a href=\"{number}\"><i title=\"{number}\">"))
        .collect();
    let text = format!("{open}\n\n{}", "<p>a</p>\n\n".repeat(5_000));
    assert!(read(&text).html.len() < 40 * text.len());
}

#[test]
fn odd_characters_are_kept_or_replaced() {
    assert_eq!(read("a\u{0}b").html, "<p>a\u{fffd}b</p>\n");
    assert_eq!(read("").html, "");
    assert_eq!(read("\u{feff}\n\n   \n").findings, Vec::<String>::new());
}
