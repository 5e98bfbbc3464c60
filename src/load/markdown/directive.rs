//! The blocks that are meant for us: ```` ```handbook ```` with `view:` or `include:`.

use super::reading::ParsedText;
use super::run::TextRun;
use crate::site::document::EmbeddedBlock;
use std::collections::BTreeMap;
use std::ops::Range;

/// One `key: value` of a block; the range is that of the value, in the block's text.
struct DirectiveEntry {
    key: String,
    value: String,
    range: Range<usize>,
}

/// What a block asks for.
pub(super) enum Directive {
    /// The text that `target` refers to; it is written at this range of the text being read.
    Include { target: String, at: Range<usize> },
    /// A view.
    View(EmbeddedBlock),
}

/// Reads a block; `None` when it asks for nothing that we know.
pub(super) fn read(text: &ParsedText<'_>, run: &TextRun) -> Option<Directive> {
    let entries = entries(&run.text)?;
    let place_of = |entry: &DirectiveEntry| run.origin(entry.range.clone());
    let find = |key: &str| entries.iter().find(|entry| entry.key == key && !entry.value.is_empty());
    if let Some(include) = find("include") {
        return Some(Directive::Include { target: include.value.clone(), at: place_of(include) });
    }
    let view = find("view")?;
    let place = text.place(place_of(view));
    let others = entries.iter().filter(|entry| entry.key != "view");
    let arguments: BTreeMap<String, String> =
        others.map(|entry| (entry.key.clone(), entry.value.clone())).collect();
    Some(Directive::View(EmbeddedBlock { name: view.value.clone(), arguments, place }))
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
