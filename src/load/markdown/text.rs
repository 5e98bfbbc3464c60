//! Text in a line: escaped, with emoji, bare URLs and wikilinks found in it; also what headings and
//! the summary keep.

use super::escape::{escape_text, escaped};
use super::reading::ParsedText;
use super::targets::{FoundTarget, TargetKind, find};
use super::writer::Writer;
use crate::site::document::{Hole, ImageSize, Link, LinkKind};
use std::ops::Range;

/// Longest summary, in characters.
const LONGEST_SUMMARY: usize = 300;

/// The first paragraph of a page.
#[derive(Default)]
pub(super) struct Summary {
    text: String,
    open: bool,
}

impl Summary {
    /// A paragraph begins; only those of the outermost level count.
    pub(super) fn paragraph(&mut self, outermost: bool) {
        self.open = outermost && self.text.is_empty();
    }

    pub(super) fn end_paragraph(&mut self) {
        self.open = false;
        if self.text.trim().is_empty() {
            self.text.clear();
        }
    }

    fn push(&mut self, text: &str) {
        if self.open && self.text.len() <= LONGEST_SUMMARY * 4 {
            self.text.push_str(text);
        }
    }

    /// The text, cut at a word when it is long.
    pub(super) fn take(&mut self) -> String {
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let Some((end, _)) = text.char_indices().nth(LONGEST_SUMMARY) else {
            return text;
        };
        let start = text.get(..end).unwrap_or_default();
        let whole = start.rsplit_once(' ').map_or(start, |(words, _)| words);
        format!("{}…", whole.trim_end_matches(|last: char| last.is_ascii_punctuation()))
    }
}

impl Writer<'_> {
    /// Text as the parser gives it, often in pieces; it is written by [`Writer::flush`].
    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        // An escaped character is text from behind its backslash, so the end of the range is the
        // surer side.
        let origin = if range.len() >= text.len() { range.end - text.len() } else { range.start };
        let origin = if range.len() == text.len() { range.start } else { origin };
        match self.blocks.code.as_mut() {
            Some(code) => code.run.push(text, origin),
            None if self.raw.in_block => self.raw.block.push(text, origin),
            None => self.run.push(text, origin),
        }
    }

    /// Writes the text that was read.
    pub(super) fn flush(&mut self, reading: &ParsedText<'_>) {
        if self.run.is_empty() {
            return;
        }
        let run = std::mem::take(&mut self.run);
        if !self.raw.muted() {
            self.write_run(reading, &run);
        }
        self.run = run;
        self.run.clear();
    }

    fn write_run(&mut self, reading: &ParsedText<'_>, run: &super::reading::TextRun) {
        self.written.words += count_words(&run.text);
        if let Some(heading) = &mut self.heading {
            heading.slug.push_str(&run.text);
        }
        let may_hold = || super::targets::may_hold(&run.text) || !reading.abbreviations.is_empty();
        if !self.extended() || !may_hold() {
            return self.plain(&run.text);
        }
        let linkable = self.links.is_empty() && self.image.is_none();
        let mut from = 0;
        for found in find(&run.text, &self.finder, linkable, &reading.abbreviations) {
            if !is_written_so(reading, run, &found) {
                continue;
            }
            self.plain(run.text.get(from..found.range.start).unwrap_or_default());
            let place = run.origin(found.range.clone());
            self.found(reading, &found, place);
            from = found.range.end;
        }
        self.plain(run.text.get(from..).unwrap_or_default());
    }

    fn found(&mut self, reading: &ParsedText<'_>, found: &FoundTarget<'_>, place: Range<usize>) {
        let (kind, target, label) = match found.what {
            TargetKind::Emoji(emoji) => return self.plain(emoji),
            TargetKind::Abbreviation(short, long) => return self.abbreviation(short, long),
            TargetKind::Footnote(label) => {
                let place = reading.place(place);
                self.report(crate::diag::catalogue::markdown::missing_footnote(place, label));
                return self.plain(&format!("[^{label}]"));
            }
            TargetKind::Picture { target, label } => {
                let link = found_link(LinkKind::WikiImage, target.to_owned(), reading.place(place));
                let index = self.add_link(link);
                let alt = if super::foreign::image_size(label).is_some() {
                    format!("|{label}")
                } else {
                    label.to_owned()
                };
                return self.write_image(index, alt);
            }
            TargetKind::Url(target) => (LinkKind::Page, target.to_owned(), target),
            TargetKind::Web(target) => (LinkKind::Page, format!("http://{target}"), target),
            TargetKind::Email(target) => (LinkKind::Page, format!("mailto:{target}"), target),
            TargetKind::Wiki { target, label } => (LinkKind::Wiki, target.to_owned(), label),
        };
        let mut link = found_link(kind, target, reading.place(place));
        if kind == LinkKind::Wiki && link.target != label {
            label.clone_into(&mut link.alt);
        }
        let index = self.add_link(link);
        self.out.hole(Hole::LinkOpen(index));
        self.plain(label);
        self.out.hole(Hole::LinkClose(index));
    }

    fn abbreviation(&mut self, short: &str, long: &str) {
        if self.image.is_some() {
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

    /// Text with nothing to find in it.
    pub(super) fn plain(&mut self, text: &str) {
        if let Some(image) = &mut self.image {
            return image.alt.push_str(text);
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
        if self.image.is_some() {
            return;
        }
        if let Some(heading) = &mut self.heading {
            heading.html.push_str(tag);
        }
        self.out.push(tag);
    }

    pub(super) fn inline_code(&mut self, code: &str) {
        if self.raw.muted() {
            return;
        }
        self.written.words += count_words(code);
        if let Some(heading) = &mut self.heading {
            heading.slug.push_str(code);
        }
        // `#!python print()` names the language, as MkDocs has it.
        let named = code.strip_prefix("#!").and_then(|rest| rest.split_once(' '));
        let code = match named {
            Some((language, code)) if self.extended() && is_word(language) => code,
            _ => code,
        };
        self.markup("<code>");
        self.plain(code);
        self.markup("</code>");
    }

    /// A soft or hard end of a line.
    pub(super) fn line_break(&mut self, html: &str) {
        if self.raw.muted() {
            return;
        }
        if let Some(image) = &mut self.image {
            return image.alt.push(if self.options.dialect == super::Dialect::CommonMark {
                '\n'
            } else {
                ' '
            });
        }
        if let Some(heading) = &mut self.heading {
            heading.slug.push('\n');
            heading.text.push(' ');
            heading.html.push(' ');
        }
        self.summary.push(" ");
        self.out.push(html);
    }

    /// What the parser takes for a formula in a line; money in front of a formula may have misled
    /// it.
    pub(super) fn inline_math(&mut self, reading: &ParsedText<'_>, range: Range<usize>) {
        let close = range.end.saturating_sub(1);
        let dollars =
            reading.slice(range.start..close).match_indices('$').map(|(at, _)| range.start + at);
        let open = dollars
            .into_iter()
            .find(|open| super::math::pair_is_formula(&reading.text, *open, close));
        let Some(open) = open else {
            return self.plain_markdown(reading, range);
        };
        if open > range.start {
            self.plain_markdown(reading, range.start..open);
        }
        let formula = reading.slice(open + 1..close).to_owned();
        self.formula(reading, &formula, &(open..range.end), false);
    }

    pub(super) fn display_math(
        &mut self,
        reading: &ParsedText<'_>,
        formula: &str,
        range: Range<usize>,
    ) {
        self.formula(reading, formula, &range, true);
    }

    /// A formula as MathML, or as code with a finding where it cannot be read.
    pub(super) fn formula(
        &mut self,
        reading: &ParsedText<'_>,
        formula: &str,
        range: &Range<usize>,
        display: bool,
    ) {
        if let Some(image) = &mut self.image {
            return image.alt.push_str(formula);
        }
        let math = super::math::mathml(formula, display);
        let html = math.unwrap_or_else(|| {
            let place = reading.place(range.clone());
            self.report(crate::diag::catalogue::markdown::unreadable_formula(place));
            format!("<code class=\"math\">{}</code>", escaped(formula))
        });
        if let Some(heading) = &mut self.heading {
            heading.slug.push_str(formula);
            heading.text.push_str(formula);
            heading.html.push_str(&html);
        }
        let start = self.out.len();
        self.out.push(&html);
        self.out.opaque(start, false);
    }

    /// Dollars that were no formula: what is between them is Markdown after all.
    fn plain_markdown(&mut self, reading: &ParsedText<'_>, range: Range<usize>) {
        use pulldown_cmark::{Event, Options, Parser};
        let source = reading.slice(range.clone()).to_owned();
        for (event, inner) in
            Parser::new_ext(&source, Options::ENABLE_STRIKETHROUGH).into_offset_iter()
        {
            let at = range.start + inner.start..range.start + inner.end;
            match event {
                Event::Text(text) => self.text(&text, at),
                Event::Code(code) => {
                    self.flush(reading);
                    self.inline_code(&code);
                }
                Event::SoftBreak | Event::HardBreak => self.text("\n", at),
                _ => {}
            }
        }
        self.flush(reading);
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn found_link(kind: LinkKind, target: String, place: crate::source::Location) -> Link {
    let (title, alt) = (String::new(), String::new());
    Link { kind, target, title, alt, size: ImageSize::default(), place }
}

/// Whether a sign stands in the text as it was found, and no backslash takes its meaning away.
fn is_written_so(
    reading: &ParsedText<'_>,
    run: &super::reading::TextRun,
    found: &FoundTarget<'_>,
) -> bool {
    match found.what {
        TargetKind::Emoji(_)
        | TargetKind::Wiki { .. }
        | TargetKind::Picture { .. }
        | TargetKind::Footnote(_) => {
            let origin = run.origin(found.range.clone());
            let written = reading.slice(origin.clone()).replace("\\|", "|");
            let before = reading.slice(0..origin.start);
            let is_escaped = before.ends_with('\\') && !before.ends_with("\\\\");
            !is_escaped && run.text.get(found.range.clone()) == Some(written.as_str())
        }
        TargetKind::Url(_) => !reading.slice(run.origin(found.range.clone())).contains('\\'),
        _ => true,
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

#[cfg(test)]
mod tests {
    use super::Summary;

    #[test]
    fn summaries_end_at_a_word() {
        let mut summary = Summary::default();
        summary.paragraph(true);
        summary.push(&"word, ".repeat(100));
        summary.end_paragraph();
        let text = summary.take();
        assert!(text.chars().count() <= 301 && text.ends_with("word…"), "{text}");
    }
}
