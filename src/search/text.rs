//! The plain text of a page, cut at its headings.
//!
//! It is read off the HTML of the text, so that whatever readers see can be found, however it was
//! written. The document knows where headings stand in it, and what is only for moving around, such
//! as links to footnotes.

use crate::html::{entity, tag_length};
use crate::site::document::{Document, HtmlPart, HtmlTemplate};
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
    let mut sections = vec![String::new(); document.headings().len() + 1];
    let mut current = 0;
    let mut reader = SectionReader::new(document.body(), 0);
    for (range, part) in document.body().parts() {
        reader.read_to(range.start);
        if let HtmlPart::Heading(index) = part {
            put(&mut sections, current, reader.take());
            current = index + 1;
        }
        reader.skip_to(range.end);
    }
    reader.read_to(document.body().html().len());
    put(&mut sections, current, reader.take());
    sections
}

fn put(sections: &mut [String], index: usize, text: String) {
    if let Some(section) = sections.get_mut(index) {
        *section = text;
    }
}

/// The plain text of a piece of a page.
pub fn plain(page: &HtmlTemplate, piece: Range<usize>) -> String {
    let mut reader = SectionReader::new(page, piece.start);
    let first = page.parts().partition_point(|(range, _)| range.start < piece.start);
    for (range, _) in page.parts().iter().skip(first) {
        if range.start >= piece.end {
            break;
        }
        reader.read_to(range.start);
        reader.skip_to(range.end.min(piece.end));
    }
    reader.read_to(piece.end);
    reader.take()
}

/// Reads the text off a page.
struct SectionReader<'h> {
    html: &'h str,
    at: usize,
    text: String,
}

impl<'h> SectionReader<'h> {
    fn new(page: &'h HtmlTemplate, at: usize) -> Self {
        SectionReader { html: page.html(), at, text: String::new() }
    }

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
        if !tag.starts_with("</") && SILENT.contains(&name) {
            let close = format!("</{name}");
            let inside = self.html.get(self.at..end).unwrap_or_default();
            self.at += inside.find(&close).unwrap_or(inside.len());
        }
    }

    /// Steps over what readers do not read as text.
    fn skip_to(&mut self, end: usize) {
        self.at = self.at.max(end);
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
    use crate::site::document::{HtmlPart, HtmlTemplate};

    #[test]
    fn tags_go_and_words_stay_apart() {
        for (html, text) in [
            ("<p>One <em>wo</em>rd</p><p>two</p>", "One word two"),
            ("<td>a</td><td>b</td>", "a b"),
            ("x &lt;b&gt; &amp;amp; &nbsp; y", "x <b> &amp; y"),
            ("a<script>no</script>b<br>c", "a b c"),
            ("a <!-- don't > --> b", "a b"),
            ("<img alt=\"a > b\">c", "c"),
            ("broken <b", "broken"),
            ("&", "&"),
            ("", ""),
        ] {
            let mut page = HtmlTemplate::default();
            page.push(html);
            assert_eq!(plain(&page, 0..html.len()), text, "{html}");
        }
    }

    #[test]
    fn what_is_only_for_moving_around_is_no_text() {
        let mut page = HtmlTemplate::default();
        page.push("see");
        page.push("<a href=\"#f\">1</a>");
        page.push_part("see".len(), HtmlPart::Navigation);
        page.push(" it");
        assert_eq!(plain(&page, 0..page.html().len()), "see it");
    }
}
