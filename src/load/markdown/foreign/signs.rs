//! Signs in a line at which something of another tool may begin, and where its tags end.

use super::tags::{ForeignTag, Syntax, tag};
use crate::load::markdown::math::is_formula;
use std::ops::Range;

/// Bytes at which something may begin.
const SIGNS: &[u8] = br"{<%\+=^~:]$";

/// Those of fields of Dataview.
const SIGNS_OF_FIELDS: &[u8] = b"[(";

/// What GitBook leaves of bold text that was deleted.
pub(super) const EMPTY_BOLD: &str = "****";

/// The signs that are looked for in one text: a table, because every byte of it is looked up.
pub(super) struct SignTable([bool; 256]);

impl SignTable {
    /// For a text that may hold fields of Dataview, or bold text with nothing in it.
    pub(super) fn new(has_fields: bool, has_empty_bold: bool) -> Self {
        let fields = SIGNS_OF_FIELDS.iter().filter(|_| has_fields);
        let bold = b"*".iter().filter(|_| has_empty_bold);
        let mut table = [false; 256];
        for sign in SIGNS.iter().chain(fields).chain(bold) {
            table.get_mut(usize::from(*sign)).into_iter().for_each(|known| *known = true);
        }
        SignTable(table)
    }

    fn find(&self, text: &str) -> Option<usize> {
        text.bytes().position(|byte| self.0.get(usize::from(byte)) == Some(&true))
    }
}

/// The end of bold text at `at` with nothing in it: beside other bold text, or behind the last
/// sentence of a line. Elsewhere four stars are text, such as a password that is not shown.
pub(super) fn empty_bold(text: &str, at: usize) -> Option<usize> {
    let (before, behind) = text.split_at_checked(at)?;
    let behind = behind.strip_prefix(EMPTY_BOLD)?;
    let is_apart = |next: Option<char>| next.is_none_or(char::is_whitespace);
    if !is_apart(before.chars().next_back()) || !is_apart(behind.chars().next()) {
        return None;
    }
    // Only blanks are skipped: a line may hold thousands of these.
    let before = before.trim_end_matches([' ', '\t']);
    let behind = behind.trim_start_matches([' ', '\t']);
    let is_end = behind.is_empty() || behind.starts_with(['\n', '\r']);
    let is_last = is_end && before.ends_with(['.', '!', '?', ':']);
    let is_beside = before.ends_with("**") || behind.starts_with("**");
    (is_last || is_beside).then_some(at + EMPTY_BOLD.len())
}

/// What encloses formulas in mdBook: in a line, and on lines of their own.
pub(super) const FORMULAS: [(&str, &str); 2] = [(r"\\(", r"\\)"), (r"\\[", r"\\]")];

fn rest_of(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// The formula of mdBook at `at`, as it is written elsewhere, and where it ends.
pub(super) fn formula(text: &str, at: usize, limit: usize) -> Option<(String, usize)> {
    let rest = text.get(at..limit)?;
    let (open, close) = FORMULAS.into_iter().find(|(open, _)| rest.starts_with(open))?;
    let inside = rest.get(open.len()..)?;
    let end = inside.find(close)?;
    let formula = inside.get(..end)?.trim();
    let before = text.get(..at)?.chars().next_back();
    let after = inside.get(end + close.len()..)?.chars().next();
    // Others write the same signs in patterns and paths.
    let has_signs = formula.contains(['\\', '^', '_', '=']) && !formula.contains('$');
    let is_display = open.ends_with('[');
    if !has_signs || !(is_display || is_formula(before, formula, after)) {
        return None;
    }
    let dollars = if is_display { "$$" } else { "$" };
    Some((format!("{dollars}{formula}{dollars}"), at + open.len() + end + close.len()))
}

/// The next byte at which a tag may begin; one behind a backslash may not.
pub(super) fn next_sign(text: &str, from: usize, limit: usize, signs: &SignTable) -> Option<usize> {
    let mut at = from;
    loop {
        let found = at + signs.find(text.get(at..limit)?)?;
        let is_formula = FORMULAS.iter().any(|(open, _)| rest_of(text, found).starts_with(open));
        if text.as_bytes().get(found) != Some(&b'\\') || is_formula {
            return Some(found);
        }
        at = found + 1 + text.get(found + 1..limit)?.chars().next().map_or(1, char::len_utf8);
    }
}

/// Behind the comment at `at`, or behind the byte where there is none.
pub(super) fn behind_comment(text: &str, at: usize, limit: usize) -> usize {
    let rest = text.get(at..limit).unwrap_or_default();
    let comment =
        rest.starts_with("<!--").then(|| rest.find("-->").map_or(rest.len(), |end| end + 3));
    at + comment.unwrap_or(1)
}

/// `{% endraw %}`, the only tag in a raw region.
pub(super) fn raw_end(text: &str, at: usize, limit: usize) -> Option<ForeignTag<'_>> {
    let head = text.get(at..limit.min(text.floor_char_boundary(at + 20)))?;
    if !head.trim_start_matches(['{', '%', '-', ' ']).starts_with("endraw") {
        return None;
    }
    tag(text, at, limit)
}

/// Whether what looks like a tag is text: shell variables, attributes that belong to nothing.
pub(super) fn is_text(text: &str, tag: &ForeignTag<'_>, is_heading: bool) -> bool {
    let before = text.get(..tag.range.start).and_then(|text| text.chars().next_back());
    match tag.syntax {
        // `style={{ … }}`: an attribute of a component, which goes with its tag.
        Syntax::Output => before == Some('$') || before == Some('='),
        Syntax::Attributes => {
            let after = text.get(tag.range.end..).and_then(|rest| rest.chars().next());
            let ends = after.is_none_or(|after| after.is_whitespace() || ".,;:)".contains(after));
            let id = tag.inside.starts_with('#');
            let kramdown = tag.inside.starts_with(':');
            let attached = before.is_some_and(|before| ")]`*_>\"”".contains(before));
            let alone = before.is_none_or(char::is_whitespace);
            let rest = text.get(tag.range.end..).unwrap_or_default();
            let rest = rest.trim_start_matches([' ', '\t', '\r']);
            let is_last = rest.is_empty() || rest.starts_with(['\n', '|']);
            let is_attached = attached && (!is_heading || is_last);
            // `Text{.class}`: at the end of a line, only a class or an id is surely no text.
            let is_named = tag.inside.trim_start_matches(':').trim_start().starts_with(['.', '#']);
            let ends_word = is_named && is_last && before.is_some_and(char::is_alphanumeric);
            !(is_attached
                || ends_word
                || (alone && ends && !is_heading && (id || kramdown))
                || (alone && is_last))
        }
        // `100%%` is a number, and the `%` in a row of them begin nothing.
        Syntax::Percents => before.is_some_and(|before| before == '%' || before.is_alphanumeric()),
        _ => false,
    }
}

/// Behind the tag that ends a comment: `{% endcomment %}`, `{{< /comment >}}`.
pub(super) fn comment_end(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let ends = rest.match_indices("comment").find(|(at, _)| {
        let before = rest.get(..*at).unwrap_or_default().trim_end();
        before.ends_with("end") || before.ends_with('/')
    });
    let close = ends.and_then(|(at, _)| Some(at + rest.get(at..)?.find('}')? + 1));
    let Some(close) = close else { return from };
    let twice = rest.get(close..).is_some_and(|rest| rest.starts_with('}'));
    from + close + usize::from(twice)
}

/// Where the tag stands that closes the one of this name.
pub(super) fn closing_tag(text: &str, name: &str) -> Option<Range<usize>> {
    let found = text.match_indices(name).find(|(at, _)| {
        let before = text.get(..*at).unwrap_or_default();
        before.ends_with("end") || before.trim_end_matches(' ').ends_with('/')
    });
    let (at, _) = found?;
    let open = text.get(..at)?.rfind('{')?;
    let open = if text.get(..open)?.ends_with('{') { open - 1 } else { open };
    let close = at + text.get(at..)?.find('}')? + 1;
    let twice = text.get(close..)?.starts_with('}');
    Some(open..close + usize::from(twice))
}
