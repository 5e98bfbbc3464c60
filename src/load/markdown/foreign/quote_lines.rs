//! Quotes that are callouts: by their first line, by the classes above or behind them.

use super::attributes::list_at;
use super::inline::InlinePass;
use super::known::callout;
use super::layout::{line_end, quote_depth};
use super::marks::Mark;
use super::quotes::{alert, class_kind};
use crate::site::document::SiteWord;
use std::ops::Range;

/// How many lines of a quote are passed to see what stands behind it.
const MOST_LINES: usize = 200;

/// The first line of a quote that is a callout; returns where reading goes on. `next_kind`: what
/// the next quote is, as a line above it says.
pub(super) fn write(
    pass: &mut InlinePass<'_, '_>,
    next_kind: &mut Option<SiteWord>,
    bare: &str,
    line: Range<usize>,
    at: usize,
) -> Option<usize> {
    let text = pass.survey.text;
    let depth = quote_depth(bare);
    if depth == 0 || quote_depth(line_above(text, line.start)) >= depth {
        return None;
    }
    let inside = bare.trim_start_matches(['>', ' ']);
    let text_at = at + bare.len() - inside.len();
    let prefix = text.get(line.start..text_at)?.to_owned();
    let prefix = if prefix.ends_with(' ') { prefix } else { format!("{prefix} ") };
    if let Some(kind) = next_kind.take().or_else(|| kind_behind(text, line.end)) {
        let start = line.start..line.start;
        let tag = pass.draft.tag(Mark::Alert(callout(kind, None)), &start);
        pass.draft.make(&format!("{prefix}{tag}\n{prefix}\n"), &start);
        return None;
    }
    let found = alert(inside)?;
    let original = pass.survey.slice(text_at..line.end).trim_end();
    let tag = pass.draft.tag(Mark::Alert(found.container), &(text_at..text_at + original.len()));
    pass.draft.make(&format!("{prefix}{tag}\n{prefix}\n"), &(line.start..line.end));
    if found.text.is_empty() {
        return Some(line.end);
    }
    let from = text_at + inside.find(&found.text)?;
    pass.draft.make(&prefix, &(from..from));
    Some(pass.paragraph(from, line.end))
}

/// The line before an offset that begins one.
fn line_above(text: &str, at: usize) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let before = before
        .rsplit_once('\n')
        .map_or("", |(lines, last)| if last.trim().is_empty() { lines } else { last });
    before.rsplit('\n').next().unwrap_or_default()
}

/// The kind in `{.is-info}` below a quote, of which `at` is the second line.
fn kind_behind(text: &str, mut at: usize) -> Option<SiteWord> {
    for _ in 0..MOST_LINES {
        let rest = text.get(at..).unwrap_or_default();
        if !rest.trim_start_matches(' ').starts_with('>') {
            break;
        }
        at = line_end(text, at);
    }
    let line = text.get(at..line_end(text, at))?.trim();
    let list = list_at(line).filter(|list| list.length == line.len())?;
    list.classes.iter().filter(|class| class.starts_with("is-")).find_map(|class| class_kind(class))
}
