//! Content of a line on its way out: into the page, and into what headings, the summary and the
//! texts of images keep of it.

use super::buffer::Buffer;
use super::summary::Summary;
use crate::html::{escape_text, escaped};

/// What is kept of a heading while its content is written.
#[derive(Default)]
pub(super) struct HeadingText {
    /// Inline HTML without links.
    pub(super) html: String,
    /// The text, with emoji as characters.
    pub(super) text: String,
    /// The text as GitHub reads it for the id, with emoji as shortcodes.
    pub(super) slug: String,
}

/// Writes what stands in lines.
pub(super) struct InlineWriter {
    /// What is being written.
    pub(super) out: Buffer,
    /// What waits while something is written apart: a heading, a footnote.
    outer: Vec<Buffer>,
    /// The heading that is being written.
    pub(super) heading: Option<HeadingText>,
    /// The text of the image that is being read, which takes everything.
    pub(super) alt: Option<String>,
    /// What stands in such a text for the end of a line.
    alt_break: char,
    pub(super) summary: Summary,
    /// How many words readers read.
    pub(super) words: usize,
}

impl InlineWriter {
    /// Nothing is written yet; `bytes` is about how much will be. `alt_break`: what stands for the
    /// end of a line in the text of an image.
    pub(super) fn new(bytes: usize, alt_break: char) -> Self {
        InlineWriter {
            out: Buffer::with_capacity(bytes),
            outer: Vec::new(),
            heading: None,
            alt: None,
            alt_break,
            summary: Summary::default(),
            words: 0,
        }
    }

    /// What follows is written apart, until [`InlineWriter::close_apart`].
    pub(super) fn open_apart(&mut self) {
        self.outer.push(std::mem::take(&mut self.out));
    }

    /// What was written since the last [`InlineWriter::open_apart`].
    pub(super) fn close_apart(&mut self) -> Buffer {
        let outer = self.outer.pop().unwrap_or_default();
        std::mem::replace(&mut self.out, outer)
    }

    /// Whether what is written goes straight into the body.
    pub(super) fn in_body(&self) -> bool {
        self.outer.is_empty()
    }

    /// Takes note of text that is going to be written: its words, and what it adds to the id of a
    /// heading.
    pub(super) fn note(&mut self, text: &str) {
        self.words += count_words(text);
        if let Some(heading) = &mut self.heading {
            heading.slug.push_str(text);
        }
    }

    /// Text with nothing to find in it.
    pub(super) fn plain(&mut self, text: &str) {
        if let Some(alt) = &mut self.alt {
            return alt.push_str(text);
        }
        if let Some(heading) = &mut self.heading {
            escape_text(&mut heading.html, text);
            heading.text.push_str(text);
        }
        self.summary.push(text);
        escape_text(self.out.template.html_mut(), text);
    }

    /// Inline tags of ours, which headings keep in lists of contents.
    pub(super) fn markup(&mut self, tag: &str) {
        if self.alt.is_some() {
            return;
        }
        if let Some(heading) = &mut self.heading {
            heading.html.push_str(tag);
        }
        self.out.push(tag);
    }

    /// Code in a line.
    pub(super) fn code(&mut self, code: &str) {
        self.markup("<code>");
        self.plain(code);
        self.markup("</code>");
    }

    /// A soft or hard end of a line.
    pub(super) fn line_break(&mut self, html: &str) {
        if let Some(alt) = &mut self.alt {
            return alt.push(self.alt_break);
        }
        if let Some(heading) = &mut self.heading {
            heading.slug.push('\n');
            heading.text.push(' ');
            heading.html.push(' ');
        }
        self.summary.push(" ");
        self.out.push(html);
    }

    /// A short form with what it means.
    pub(super) fn abbreviation(&mut self, short: &str, long: &str) {
        if self.alt.is_some() {
            return self.plain(short);
        }
        let start = self.out.len();
        self.out.push(&format!("<abbr title=\"{}\">{}</abbr>", escaped(long), escaped(short)));
        self.out.opaque(start, false);
        if let Some(heading) = &mut self.heading {
            heading.html.push_str(&escaped(short));
            heading.text.push_str(short);
        }
        self.summary.push(short);
    }

    /// A formula that is `html`.
    pub(super) fn formula(&mut self, formula: &str, html: &str) {
        if let Some(heading) = &mut self.heading {
            heading.slug.push_str(formula);
            heading.text.push_str(formula);
            heading.html.push_str(html);
        }
        let start = self.out.len();
        self.out.push(html);
        self.out.opaque(start, false);
    }
}

/// How many words there are, as white space divides them.
fn count_words(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (before, behind) = (bytes.get(..bytes.len().saturating_sub(1)), bytes.get(1..));
    let pairs = before.unwrap_or_default().iter().zip(behind.unwrap_or_default());
    let begins = pairs.filter(|(before, byte)| **before <= b' ' && **byte > b' ').count();
    begins + usize::from(bytes.first().is_some_and(|byte| *byte > b' '))
}
