//! Tasks: a box, and the first paragraph of its item, without the lists inside it.

use super::buffer::Buffer;
use super::reading::ParsedText;
use crate::site::document::{Hole, SiteWord, TaskLine};
use std::ops::Range;

/// The task whose box is at `marker`; `item` is where its item stands, and `heading` the index of
/// the heading above.
pub(super) fn task(
    text: &ParsedText<'_>,
    is_done: bool,
    marker: &Range<usize>,
    item: &Range<usize>,
    heading: Option<usize>,
) -> TaskLine {
    let line = marker.end..item.end.max(marker.end);
    let written = first_paragraph(text.slice(line.clone()));
    let start = line.start + (written.len() - written.trim_start().len());
    let written = written.trim_start();
    let place = text.place(start..start + written.len());
    TaskLine { is_done, text: written.to_owned(), place, heading }
}

/// Writes the box of a task.
pub(super) fn write_box(is_done: bool, out: &mut Buffer) {
    let start = out.len();
    out.push(if is_done {
        "<input type=\"checkbox\" disabled checked aria-label=\""
    } else {
        "<input type=\"checkbox\" disabled aria-label=\""
    });
    out.hole(Hole::Word(if is_done { SiteWord::TaskDone } else { SiteWord::TaskOpen }));
    out.push("\">");
    out.opaque(start, false);
    out.push("\n");
}

/// What stands behind the box of a task, up to a blank line or the next item.
fn first_paragraph(text: &str) -> &str {
    let mut end = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if number > 0 && (line.trim().is_empty() || begins_block(line.trim_start())) {
            break;
        }
        end += line.len();
    }
    text.get(..end).unwrap_or(text).trim_end()
}

/// A line that begins an item, a quote, a heading or a block of code.
fn begins_block(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let behind = line.get(digits..).unwrap_or_default();
    let is_counted = digits > 0 && (behind.starts_with(". ") || behind.starts_with(") "));
    let starts = ["- ", "* ", "+ ", "> ", "#", "```", "~~~", "<!--"];
    is_counted || starts.iter().any(|start| line.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::first_paragraph;

    #[test]
    fn a_task_ends_where_another_block_begins() {
        let cases = [
            (" @ana send it\n", " @ana send it"),
            (" @ana send it,\n  due Friday\n", " @ana send it,\n  due Friday"),
            (" @ana send it\n\n  More.\n", " @ana send it"),
            (" @ana send it\n  - by mail\n", " @ana send it"),
            (" @ana send it\n  1. by mail\n", " @ana send it"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(first_paragraph(text), expected, "{text:?}");
        }
    }
}
