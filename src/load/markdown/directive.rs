//! The blocks that are meant for us: ```` ```handbook ```` with `view:` or `include:`.

use super::reading::{ParsedText, TextRun};
use super::writer::Writer;
use crate::diag::catalogue;
use crate::site::document::{EmbeddedBlock, Hole};
use std::collections::BTreeMap;
use std::ops::Range;

/// One `key: value` of a block; the range is that of the value, in the block's text.
struct DirectiveEntry {
    key: String,
    value: String,
    range: Range<usize>,
}

impl Writer<'_> {
    pub(super) fn directive(
        &mut self,
        reading: &ParsedText<'_>,
        run: &TextRun,
        range: &Range<usize>,
    ) {
        let entries = entries(&run.text);
        let place_of = |entry: &DirectiveEntry| run.origin(entry.range.clone());
        let find = |key: &str| {
            entries.iter().flatten().find(|entry| entry.key == key && !entry.value.is_empty())
        };
        if let Some(include) = find("include") {
            let (target, at) = (include.value.clone(), place_of(include));
            self.include(reading, &target, at);
        } else if let Some(view) = find("view") {
            let place = reading.place(place_of(view));
            let others = entries.iter().flatten().filter(|entry| entry.key != "view");
            let arguments: BTreeMap<String, String> =
                others.map(|entry| (entry.key.clone(), entry.value.clone())).collect();
            self.view(EmbeddedBlock { name: view.value.clone(), arguments, place });
        } else {
            self.report(catalogue::markdown::empty_block(reading.place(range.clone())));
            self.code_as_text(&run.text);
        }
    }

    fn view(&mut self, view: EmbeddedBlock) {
        let index = self.written.views.len();
        self.written.views.push(view);
        self.out.hole(Hole::View(index));
        self.out.push("\n");
    }
}

/// Reads the block: one flat level of YAML, `key: value` on each line. `None` where it is anything
/// else.
fn entries(text: &str) -> Option<Vec<DirectiveEntry>> {
    let mut entries = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if !bare.is_empty() && !bare.starts_with('#') {
            entries.push(entry(line, at)?);
        }
        at += line.len();
    }
    Some(entries)
}

fn entry(line: &str, at: usize) -> Option<DirectiveEntry> {
    let (key, rest) = line.split_once(':')?;
    let sane = key
        .trim()
        .chars()
        .all(|character| character.is_alphanumeric() || matches!(character, '_' | '-' | ' '));
    if !sane || !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let uncommented = rest.split_once(" #").map_or(rest, |(value, _)| value);
    let value = uncommented.trim();
    let unquoted = unquoted(value);
    let blank = rest.len() - rest.trim_start().len();
    let quote = usize::from(unquoted.len() < value.len());
    let start = at + key.len() + 1 + blank.min(rest.len()) + quote;
    Some(DirectiveEntry {
        key: key.trim().to_owned(),
        value: unquoted.to_owned(),
        range: start..start + unquoted.len(),
    })
}

fn unquoted(value: &str) -> &str {
    let inside = |quote: char| value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::string_slice, reason = "a test knows its texts")]

    use super::entries;

    #[test]
    fn blocks_are_flat_lists_of_keys() {
        let text = "# a comment\nview: people\nteam: \"team:a\" # why\nempty:\n";
        let read = entries(text).expect("it is one");
        let seen: Vec<(&str, &str, &str)> = read
            .iter()
            .map(|entry| (&*entry.key, &*entry.value, &text[entry.range.clone()]))
            .collect();
        assert_eq!(
            seen,
            [("view", "people", "people"), ("team", "team:a", "team:a"), ("empty", "", "")]
        );
        assert!(entries("- a\n- b").is_none());
        assert!(entries("https://x").is_none());
    }
}
