//! Where paragraphs end.

use super::fields::block_id;
use super::html_tags::is_html_line;
use super::layout::{is_item, line_end};
use super::lines::line;
use super::tables;

/// The end of the paragraph whose first line ends at `from`: before a blank line, a fence or a
/// foreign line. `is_indented`: in a container with an indented body; before `table_end` there is a
/// table.
pub(super) fn paragraph_end(text: &str, from: usize, is_indented: bool, table_end: usize) -> usize {
    let mut end = from;
    while end < text.len() {
        let next = line_end(text, end);
        let content = text.get(end..next).unwrap_or_default();
        let bare = content.trim();
        let breaks = bare.is_empty()
            || bare.starts_with("```")
            || bare.starts_with("~~~")
            || bare.starts_with('#')
            || bare.starts_with("<pre>")
            || bare.starts_with("<pre ")
            || line(bare).is_some()
            || is_html_line(bare)
            || bare.starts_with('^') && block_id(bare).is_some()
            || is_indented
            || end >= table_end && tables::begins(text, end);
        // The end of a shortcode over several lines looks like a quote.
        if breaks || is_item(bare) && !bare.starts_with(">}}") {
            return end;
        }
        end = next;
    }
    end
}

/// Whether a line is the beginning of a paragraph.
pub(super) fn begins(text: &str) -> bool {
    let bare = text.trim_start();
    line(bare).is_none() && !bare.starts_with(['#', '>', '|', '`', '~', '<']) && !is_item(bare)
}
