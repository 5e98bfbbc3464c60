//! Lines that are a field of Obsidian or a property of Notion, or only the id of the block above.

use super::fields::{block_id, fact, field};
use super::inline::InlinePass;
use super::layout::line_end;
use super::marks::Mark;
use std::ops::Range;

/// Writes such a line; returns where reading goes on.
pub(super) fn write(
    pass: &mut InlinePass<'_, '_>,
    bare: &str,
    prefix: &str,
    range: Range<usize>,
) -> Option<usize> {
    let text = pass.survey.text;
    if let Some((0, id)) = block_id(bare).filter(|_| bare.starts_with('^')) {
        pass.draft.block(Mark::Anchor(id.trim_end().to_owned()), &range, prefix);
        return Some(line_end(text, range.start));
    }
    let is_fact = pass.survey.facts.contains(&range.start);
    let (key, value) = if is_fact { fact(bare) } else { field(bare) }?;
    pass.draft.copy(range.start - prefix.len().min(range.start)..range.start);
    pass.draft.make(&format!("**{key}:** "), &(range.start..range.start + value));
    let next = line_end(text, range.start);
    let text_end = range.start + bare.trim_end().len();
    let done = pass.paragraph(range.start + value, text_end);
    if done > text_end {
        // A tag of the value goes on over later lines.
        return Some(done);
    }
    let below = text.get(next..line_end(text, next)).unwrap_or_default();
    let is_followed = pass.paragraph_end(next) > next && !is_rule(below);
    pass.draft.make(if is_followed { "\\\n" } else { "\n" }, &(text_end..next));
    Some(next)
}

/// A rule, which would make a heading of the line above.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && ['-', '=', '*', '_'].iter().any(|sign| line.chars().all(|c| c == *sign))
}
