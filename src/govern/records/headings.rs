//! The parts of a record, found by the names of their headings.

use super::is_record;
use crate::config::headings::{HeadingNames, RecordPart};
use crate::day::Day;
use crate::site::Page;
use crate::site::document::{Heading, TaskLine};

/// Whether a heading begins this part: by its whole text, or in a record by one of the names in it.
/// Elsewhere "Lists and tasks" is a heading like any other.
fn is_of(names: &HeadingNames, page: &Page, heading: &Heading, part: RecordPart) -> bool {
    if is_record(page) {
        return names.is_among(&heading.text, part);
    }
    names.is(&heading.text, part)
}

/// The day that a heading names: `Review 2026-11-20`, `20 November 2026: drill`.
fn day_in(heading: &Heading) -> Option<Day> {
    let words: Vec<&str> = heading.text.split([' ', '(', ')', ':', ',']).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let windows = (1..=3).rev().flat_map(|count| words.windows(count));
    windows.map(|window| window.join(" ")).find_map(|text| Day::parse(&text).ok())
}

/// The day that the headings above a task name.
pub fn day_above(page: &Page, task: &TaskLine) -> Option<Day> {
    above(page, task).find_map(day_in)
}

/// Whether a task stands in this part, perhaps below a heading inside it.
pub fn is_in(names: &HeadingNames, page: &Page, task: &TaskLine, part: RecordPart) -> bool {
    above(page, task).any(|heading| is_of(names, page, heading, part))
}

/// The heading in front of a task, and those around it, from the innermost.
pub fn above<'p>(page: &'p Page, task: &TaskLine) -> impl Iterator<Item = &'p Heading> {
    let before = task.heading.map_or(0, |last| last + 1);
    let headings = page.document().headings().get(..before).unwrap_or_default();
    let mut level = u8::MAX;
    headings.iter().rev().filter(move |heading| {
        let is_above = heading.level < level;
        level = level.min(heading.level);
        is_above
    })
}

/// Whether a part of the page is there, and has a text.
pub fn has(names: &HeadingNames, page: &Page, part: RecordPart) -> bool {
    let headings = page.document().headings();
    let found =
        headings.iter().enumerate().filter(|(_, heading)| is_of(names, page, heading, part));
    found.into_iter().any(|(place, _)| !is_empty(page, headings, place))
}

/// Whether nothing stands below a heading but comments, marks and headings of its own.
fn is_empty(page: &Page, headings: &[Heading], place: usize) -> bool {
    let Some(heading) = headings.get(place) else { return true };
    let behind = headings.get(place + 1..).unwrap_or_default();
    let next = behind.iter().find(|next| next.level <= heading.level);
    let span = |heading: &Heading| {
        heading.place.span().filter(|_| heading.place.path() == page.source().path())
    };
    // A heading of an included text: what stands below it is not looked at.
    let Some(start) = span(heading).map(|span| span.end) else { return false };
    let end = next.and_then(span).map_or(page.source().text().len(), |span| span.start);
    let text = page.source().text().get(start..end).unwrap_or_default();
    let inner: Vec<&str> = behind.iter().map(|heading| heading.text.as_str()).collect();
    !without_comments(text).lines().any(|line| {
        let line = line.trim_matches(|c: char| !c.is_alphanumeric());
        !line.is_empty() && !inner.contains(&line) && !is_placeholder(line)
    })
}

/// What templates leave where something is to be written.
fn is_placeholder(line: &str) -> bool {
    matches!(line.to_lowercase().as_str(), "tbd" | "todo" | "tba" | "to be added" | "x" | "n/a")
}

fn without_comments(text: &str) -> String {
    let mut parts = text.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once("-->").map_or("", |(_, rest)| rest))
}
