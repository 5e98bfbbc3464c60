//! What Obsidian adds to lines: ids of blocks (`text ^id`), fields of Dataview (`key:: value`) and
//! footnotes in the text (`^[note]`).

use super::draft::TextDraft;
use super::marks::Mark;
use crate::site::name;
use std::ops::Range;

/// Longest note in a text, and how far away its end may stand.
const LONGEST: usize = 2000;

/// The id at the end of a line: ` ^quote-1`. Returns where the caret stands, and the id with it.
pub(super) fn block_id(line: &str) -> Option<(usize, &str)> {
    let line = line.trim_end();
    let caret = line.rfind('^')?;
    let id = line.get(caret + 1..)?;
    let is_id = id.len() >= 2
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && id.bytes().any(|byte| byte.is_ascii_alphabetic())
        && !id.starts_with('-');
    let before = line.get(..caret)?;
    (is_id && is_before_block_id(before)).then(|| (caret, line.get(caret..).unwrap_or_default()))
}

/// Whether the id of a block may follow: behind a blank, or behind what is embedded.
pub(in super::super) fn is_before_block_id(before: &str) -> bool {
    before.is_empty() || before.ends_with([' ', '\t']) || before.ends_with("]]")
}

/// `Due date:: 2026-03-01`: the key, and where the value begins.
pub(super) fn field(line: &str) -> Option<(&str, usize)> {
    // `main :: IO ()` is a line of Haskell.
    let (key, rest) = line.split_once(":: ").filter(|(key, _)| !key.ends_with(' '))?;
    let is_sign = |c: char| c.is_alphanumeric() || " -_/".contains(c);
    let is_key = !key.trim().is_empty()
        && key.len() <= 40
        && key.starts_with(char::is_alphabetic)
        && key.chars().all(is_sign)
        && key.split(' ').count() <= 4;
    let value = rest.trim_start();
    (is_key && !value.trim().is_empty()).then(|| (key.trim(), line.len() - value.len()))
}

/// Where the properties of a page stand that Notion exported: lines `Owner: Ana` below the title.
pub(super) fn facts(path: &str, text: &str) -> Range<usize> {
    let stem = name::stem(path).unwrap_or_default();
    let last = stem.rsplit('/').next().unwrap_or_default();
    let Some(title) = text.strip_prefix("# ").filter(|_| name::exported(last).1.is_some()) else {
        return 0..0;
    };
    let below = title.split_once('\n').map_or("", |(_, below)| below).trim_start();
    let start = text.len() - below.len();
    let block = below.split("\n\n").next().unwrap_or_default();
    let is_fact = |line: &str| fact(line).is_some();
    if block.lines().all(is_fact) { start..start + block.len() } else { 0..0 }
}

/// `Owner: Ana`: the key, and where the value begins.
pub(super) fn fact(line: &str) -> Option<(&str, usize)> {
    let (key, value) = line.split_once(": ")?;
    let is_key = key.len() <= 40
        && key.starts_with(char::is_uppercase)
        && key.chars().all(|c| c.is_alphanumeric() || " -_/&()".contains(c));
    (is_key && !value.trim().is_empty()).then_some((key, key.len() + 2))
}

/// `[key:: value]` shows both, `(key:: value)` the value alone. Returns what is shown, and its
/// length as written.
fn field_in_line(text: &str) -> Option<(Range<usize>, Option<&str>, usize)> {
    let close = if text.starts_with('[') { ']' } else { ')' };
    let end = text.get(..text.floor_char_boundary(200))?.find([close, '\n'])?;
    let inside =
        text.get(1..end).filter(|_| text.get(end..).is_some_and(|r| r.starts_with(close)))?;
    let (key, value) = field(inside)?;
    let key = text.starts_with('[').then_some(key);
    Some((1 + value..end, key, end + 1))
}

/// A field or the id of a block in a line of text; returns where reading goes on.
pub(super) fn field_sign(
    draft: &mut TextDraft<'_>,
    text: &str,
    at: usize,
    copied: usize,
) -> Option<usize> {
    let rest = text.get(at..)?;
    if rest.starts_with('^') {
        let line = rest.split('\n').next()?;
        let (0, id) = block_id(line)? else { return None };
        if !is_before_block_id(text.get(..at)?) {
            return None;
        }
        let end = at + id.len();
        draft.copy(copied..at);
        let tag = draft.tag(Mark::Anchor(id.to_owned()), &(at..at));
        draft.make(&tag, &(at..end));
        return Some(end);
    }
    let (value, key, length) = field_in_line(rest)?;
    draft.copy(copied..at);
    if let Some(key) = key {
        draft.make(&format!("{key}: "), &(at..at + value.start));
    }
    draft.copy(at + value.start..at + value.end);
    Some(at + length)
}

/// `^[A note.]` is a footnote of its own.
pub(super) fn inline_note(
    draft: &mut TextDraft<'_>,
    text: &str,
    at: usize,
    copied: usize,
    limit: usize,
) -> Option<usize> {
    let far = text.floor_char_boundary(limit.min(at + LONGEST));
    let inside = text.get(at + 2..far)?;
    let mut depth = 0_usize;
    let end = inside.bytes().position(|byte| {
        depth += usize::from(byte == b'[');
        let closes = byte == b']' && depth == 0;
        depth = depth.saturating_sub(usize::from(byte == b']'));
        closes
    })?;
    let note = inside.get(..end).filter(|note| !note.trim().is_empty())?;
    let note = note.split_whitespace().collect::<Vec<_>>().join(" ");
    draft.copy(copied..at);
    let reference = draft.note(&note);
    draft.make(&reference, &(at..at + end + 3));
    Some(at + end + 3)
}

#[cfg(test)]
mod tests {
    use super::{block_id, field};

    #[test]
    fn ids_of_blocks_stand_at_the_end() {
        assert_eq!(block_id("A sentence. ^quote-1"), Some((12, "^quote-1")));
        assert_eq!(block_id("^table"), Some((0, "^table")));
        for line in ["x^2", "x ^2", "a ^b^", "see ^ here", "10^ab"] {
            assert_eq!(block_id(line), None, "{line}");
        }
    }

    #[test]
    fn fields_have_a_key() {
        assert_eq!(field("Due date:: soon"), Some(("Due date", 11)));
        for line in ["std::vec", "a: b", "x:: ", "f(x):: Int", "12:: a"] {
            assert_eq!(field(line), None, "{line}");
        }
    }
}
