//! Findings for people at a terminal: the line, what is wrong underlined, what to do.

use crate::diag::{Finding, Severity};
use crate::source::{Location, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// Lines are shown up to this many bytes on each side of the finding; a page may be one line of a
/// megabyte.
const AROUND: usize = 160;

/// One finding, as many lines of text for a terminal that is so wide; colours are ANSI sequences.
pub fn finding(finding: &Finding, columns: usize) -> String {
    shown(finding, &Renderer::styled().term_width(columns))
}

/// One finding as text without colours, for pages and programs.
pub fn plain(finding: &Finding) -> String {
    shown(finding, &Renderer::plain())
}

fn shown(finding: &Finding, renderer: &Renderer) -> String {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Notice => Level::NOTE.with_name("notice"),
    };
    let message = printable(finding.message());
    let title = level.primary_title(message).id(finding.rule().id());
    let group = place(Group::with_title(title), finding.location());
    renderer.render(&[group.element(Level::HELP.message(printable(finding.help())))])
}

fn place<'a>(group: Group<'a>, place: &'a Location) -> Group<'a> {
    let path = printable(place.path());
    let (Some(span), Some(start)) = (place.span(), place.start()) else {
        return group.element(Origin::path(path));
    };
    let line = place.source().line_span(start.line);
    let inside =
        Span::new(span.start.saturating_sub(line.start), span.end.saturating_sub(line.start));
    let (text, marked) = excerpt(place.source().slice(line), inside);
    let origin = Origin::path(path.clone()).line(start.line).char_column(start.column);
    if text.trim().is_empty() {
        return group.element(origin);
    }
    let begins_with_the_line = inside.start <= AROUND;
    let snippet = Snippet::source(text)
        .line_start(start.line)
        .annotation(AnnotationKind::Primary.span(marked));
    // A snippet counts columns in what it was given; where that is not the whole line, the place is
    // said apart.
    if begins_with_the_line {
        group.element(snippet.path(path))
    } else {
        group.element(origin).element(snippet)
    }
}

/// The part of a line around a span, and the span in that part; control characters are shown as one
/// space or symbol each.
fn excerpt(line: &str, span: Span) -> (String, Range<usize>) {
    let start = line.floor_char_boundary(span.start.min(line.len()));
    let end = line.ceil_char_boundary(span.end.clamp(start, line.len()));
    let from = line.floor_char_boundary(start.saturating_sub(AROUND));
    let marked_end = line.floor_char_boundary(end.min(start + AROUND)).max(start);
    let to = line.ceil_char_boundary((marked_end + AROUND).min(line.len()));
    let part = |range: Range<usize>| printable(line.get(range).unwrap_or(""));
    let (before, marked, after) =
        (part(from..start), part(start..marked_end), part(marked_end..to));
    let range = before.len()..before.len() + marked.len();
    (format!("{before}{marked}{after}"), range)
}

/// Text of a file as it may be printed: nothing in it steers the terminal or turns the direction of
/// writing.
pub(super) fn printable(text: &str) -> String {
    let steers = |letter: char| {
        letter.is_control() || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .map(|letter| {
            if letter == '\t' {
                ' '
            } else if steers(letter) {
                '\u{FFFD}'
            } else {
                letter
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::plain;
    use crate::diag::catalogue;
    use crate::source::Source;

    #[test]
    fn a_finding_shows_its_line_and_what_to_do() {
        let source = Source::new("a.md", format!("one\n{}é\u{1b}[x](y.md)\n", "-".repeat(400)));
        let text = plain(&catalogue::files::unreadable_file(source.at(410..414), "no"));
        assert!(text.contains("--> a.md:2:406"), "{text}");
        assert!(text.contains("help: give read permission"), "{text}");
        assert!(!text.contains('\u{1b}'), "{text}");
        assert!(text.lines().all(|line| line.chars().count() < 260), "{text}");
    }
}
