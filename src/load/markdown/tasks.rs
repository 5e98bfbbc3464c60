//! The text of a task: the first paragraph of its item, without the lists inside it.

/// What stands behind the box of a task, up to a blank line or the next item.
pub(super) fn first_paragraph(text: &str) -> &str {
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
