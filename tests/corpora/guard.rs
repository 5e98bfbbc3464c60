//! Whether the words of pages are on the site: those of a page's source that are neither markup nor
//! meant for authors alone.

#![expect(clippy::expect_used, reason = "the patterns are written here")]

use regex::{Captures, Regex};
use std::collections::BTreeMap;

/// What is no text, in the order in which it is taken out.
const MARKUP: [&str; 15] = [
    r"(?s)\A\s*(---|\+\+\+)\r?\n.*?\n(---|\.\.\.|\+\+\+)[ \t]*(\r?\n|\z)",
    r"(?s)<!--.*?(-->|\z)|\{#.*?#\}|\{%-? *comment.*?endcomment *-?%\}",
    r"(?s)<(style|script)\b.*?</(style|script)>",
    r"(?s)\{%.*?%\}|\{\{.*?\}\}|<%.*?%>",
    r"(?s)</?[a-zA-Z][\w-]*(\s[^<>]*)?/?>",
    r#"\]\(\s*(<[^>\n]*>|[^()\s]*(\([^()]*\)[^()\s]*)*)(\s+("[^"]*"|'[^']*'))?\s*\)"#,
    // Blanks in the name of a page or heading: read as the author means it.
    r"\]\([^()\n]*\.md(#[^()\n]*)?\)",
    // What a footnote is called; its text is read.
    r"\[\^[^\]\n]+\]:?",
    r"(?m)^ {0,3}\[[^\]\n]+\]:.*$",
    r"\] ?\[[^\]\n]*\]",
    r"(?m)^[ \t>*-]*(```+|~~~+).*$",
    r"\{[:.#]?[^{}\n]*\}",
    r"&#?\w+;",
    r":[\w+-]+:",
    r"(?m)^\s*(:::.*|(> ?)+\[!\w+\].*|\d+[.)]\s)",
];

/// The words of a source that readers should see, with their lines.
pub fn words_of_source(text: &str) -> Vec<(usize, String)> {
    let mut text = text.to_owned();
    for pattern in MARKUP {
        let pattern = Regex::new(pattern).expect("a pattern");
        let blanks = |found: &Captures<'_>| {
            found[0].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect::<String>()
        };
        text = pattern.replace_all(&text, blanks).into_owned();
    }
    let lines = text.lines().enumerate();
    lines
        .flat_map(|(at, line)| words(line).map(move |word| (at + 1, word)).collect::<Vec<_>>())
        .collect()
}

/// Words of two letters and more; a small ² behind one, as an entity in the source, is none of it.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !(c.is_alphabetic() || c.is_ascii_digit()))
        .filter(|word| word.chars().count() > 1)
        .map(str::to_owned)
}

/// How often each word is on a page, its attributes included: an image says its words there.
pub fn words_of_page(html: &str) -> BTreeMap<String, usize> {
    let block = Regex::new(r"</?(p|li|td|th|div|h[1-6]|pre|br|img|summary|dt|dd)\b[^>]*>")
        .expect("a pattern");
    let spaced = block.replace_all(html, |found: &Captures<'_>| format!(" {} ", &found[0]));
    let bare = Regex::new(r"<[^>]*>").expect("a pattern");
    let joined = bare.replace_all(&spaced, "").into_owned();
    let tags: String =
        bare.find_iter(&spaced).map(|tag| tag.as_str()).collect::<Vec<_>>().join(" ");
    let mut counts = BTreeMap::new();
    for text in [joined, spaced.into_owned(), tags] {
        for word in words(&unescaped(&text)) {
            *counts.entry(word).or_insert(0) += 1;
        }
    }
    counts
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
