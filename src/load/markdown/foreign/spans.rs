//! Code spans in a run of lines, so that nothing in them is taken for syntax.

use std::collections::HashMap;
use std::ops::Range;

/// The code spans of a text, as a parser finds them: from a run of backticks to the next run of the
/// same length.
pub(super) fn code_spans(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let runs = runs(text, range);
    let mut next_of: HashMap<usize, Vec<usize>> = HashMap::new();
    for (index, run) in runs.iter().enumerate().rev() {
        next_of.entry(run.len()).or_default().push(index);
    }
    let mut spans = Vec::new();
    let mut index = 0;
    while let Some(open) = runs.get(index) {
        let later = next_of.entry(open.len()).or_default();
        while later.last().is_some_and(|candidate| *candidate <= index) {
            later.pop();
        }
        match later.last().and_then(|close| runs.get(*close).map(|run| (*close, run))) {
            Some((close, run)) => {
                spans.push(open.start..run.end);
                index = close + 1;
            }
            None => index += 1,
        }
    }
    spans
}

/// Longest line in front of the end of a wikilink that is looked at.
const LONGEST: usize = 500;

/// Where a wikilink opens that ends at `at` and holds code, such as ``[[Page#`name`]]``: it is read
/// without its backticks. What stands before `from` is done.
pub(super) fn coded_wikilink(text: &str, from: usize, at: usize) -> Option<usize> {
    if !text.get(at..)?.starts_with("]]") {
        return None;
    }
    let near = text.ceil_char_boundary(at.saturating_sub(LONGEST)).max(from);
    let line = text.get(near..at)?.rsplit('\n').next()?;
    let (before, inside) = line.split_at(line.rfind("[[")?);
    let is_code = before.matches('`').count() % 2 == 1;
    let ticks = inside.matches('`').count();
    (!is_code && ticks > 0 && ticks % 2 == 0).then_some(at - inside.len())
}

/// Runs of backticks; one behind a backslash does not open anything, and rarely closes.
fn runs(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut runs = Vec::new();
    let mut at = range.start;
    while at < range.end {
        match bytes.get(at) {
            Some(b'`') => {
                let length = bytes
                    .get(at..range.end)
                    .unwrap_or_default()
                    .iter()
                    .take_while(|byte| **byte == b'`')
                    .count();
                runs.push(at..at + length);
                at += length;
            }
            Some(b'\\') if runs.is_empty() => at += 2,
            _ => at += 1,
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    #![expect(clippy::string_slice, reason = "a test knows its texts")]

    use super::code_spans;

    #[test]
    fn spans_go_from_run_to_equal_run() {
        let of = |text: &'static str| -> Vec<&str> {
            code_spans(text, 0..text.len()).into_iter().map(|span| &text[span]).collect()
        };
        assert_eq!(of("a `b` c ``d ` e`` f"), ["`b`", "``d ` e``"]);
        assert_eq!(of("` `` a ```"), Vec::<&str>::new());
        assert_eq!(of("\\`a `b`"), ["`b`"]);
    }
}
