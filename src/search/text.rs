//! The plain text of a page, cut at its headings.
//!
//! It is read off the finished HTML, so that whatever readers see can be found, however it was
//! written; what is only for moving around (links to headings and footnotes) is left out.

use crate::html::{entity, escaped, tag_length};
use crate::site::document::Document;
use std::ops::Range;

/// Elements that stand within a line; all others divide words.
const INLINE: [&str; 24] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "u", "var", "wbr",
];

/// Elements whose content nobody reads.
const SILENT: [&str; 3] = ["script", "style", "template"];

/// The text before the first heading, then the text below each heading, in the order of
/// [`Document::headings`].
pub fn sections(document: &Document) -> Vec<String> {
    let html = document.body().html();
    let mut reader = SectionReader { html, at: 0, text: String::new() };
    let mut sections = Vec::with_capacity(document.headings().len() + 1);
    for heading in document.headings() {
        let opening = format!("<h{} id=\"{}\">", heading.level, escaped(&heading.id));
        // A heading that cannot be found again (raw HTML was trusted, and broke it) leaves its text
        // where it is.
        let start =
            html.get(reader.at..).and_then(|rest| rest.find(&opening)).map(|at| reader.at + at);
        let Some(start) = start else {
            sections.push(String::new());
            continue;
        };
        reader.read_to(start);
        sections.push(reader.take());
        reader.skip_heading(heading.level);
    }
    reader.read_to(html.len());
    sections.push(reader.take());
    sections
}

/// The plain text of a piece of HTML.
pub fn plain(html: &str) -> String {
    let mut reader = SectionReader { html, at: 0, text: String::new() };
    reader.read_to(html.len());
    reader.take()
}

struct SectionReader<'h> {
    html: &'h str,
    at: usize,
    text: String,
}

impl SectionReader<'_> {
    fn take(&mut self) -> String {
        let text = std::mem::take(&mut self.text);
        if text.ends_with(' ') { text.trim_end().to_owned() } else { text }
    }

    /// Collects the text up to an offset.
    fn read_to(&mut self, end: usize) {
        while self.at < end {
            let rest = self.html.get(self.at..end).unwrap_or_default();
            match rest.find('<') {
                Some(0) => self.tag(end),
                Some(tag) => self.words(self.at..self.at + tag),
                None => self.words(self.at..end),
            }
        }
    }

    /// Text between tags; white space of any length becomes one space.
    fn words(&mut self, range: Range<usize>) {
        self.at = range.end;
        let text = self.html.get(range).unwrap_or_default();
        let mut rest = text;
        while let Some(and) = rest.find('&') {
            self.push(rest.get(..and).unwrap_or_default());
            let (letter, length) = entity(rest.get(and..).unwrap_or_default()).unwrap_or(('&', 1));
            self.push(letter.encode_utf8(&mut [0; 4]));
            rest = rest.get(and + length..).unwrap_or_default();
        }
        self.push(rest);
    }

    fn push(&mut self, text: &str) {
        if text.starts_with(char::is_whitespace) {
            self.space();
        }
        for (index, word) in text.split_whitespace().enumerate() {
            if index > 0 {
                self.text.push(' ');
            }
            self.text.push_str(word);
        }
        if text.ends_with(char::is_whitespace) {
            self.space();
        }
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    /// Steps over a tag, and over what is inside when nobody reads it.
    fn tag(&mut self, end: usize) {
        let rest = self.html.get(self.at..end).unwrap_or_default();
        let tag = rest.get(..tag_length(rest)).unwrap_or(rest);
        let name = tag_name(tag);
        self.at += tag.len().max(1);
        if !INLINE.contains(&name) {
            self.space();
        }
        if !tag.starts_with("</")
            && (SILENT.contains(&name) || tag.starts_with("<a class=\"footnote-"))
        {
            let close = format!("</{name}");
            let inside = self.html.get(self.at..end).unwrap_or_default();
            self.at += inside.find(&close).unwrap_or(inside.len());
        }
    }

    /// Steps behind the heading that begins here; its text is known.
    fn skip_heading(&mut self, level: u8) {
        let close = format!("</h{level}>");
        let rest = self.html.get(self.at..).unwrap_or_default();
        self.at += rest.find(&close).map_or(rest.len(), |at| at + close.len());
    }
}

fn tag_name(tag: &str) -> &str {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len());
    name.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn tags_go_and_words_stay_apart() {
        for (html, text) in [
            ("<p>One <em>wo</em>rd</p><p>two</p>", "One word two"),
            ("<td>a</td><td>b</td>", "a b"),
            ("x &lt;b&gt; &amp;amp; &nbsp; y", "x <b> &amp; y"),
            ("a<script>no</script>b<br>c", "a b c"),
            ("see<a class=\"footnote-ref\" href=\"#f\">1</a> it", "see it"),
            ("<img alt=\"a > b\">c", "c"),
            ("broken <b", "broken"),
            ("&", "&"),
            ("", ""),
        ] {
            assert_eq!(plain(html), text, "{html}");
        }
    }
}
