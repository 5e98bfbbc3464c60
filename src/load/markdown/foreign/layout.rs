//! How lines are laid out: their ends, indentation and list markers, and what stands around an
//! offset.

use std::ops::Range;

/// How far back a line is looked at.
const FARTHEST: usize = 400;

/// Where the line ends that `at` stands in.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1)
}

/// What stands before `at` on its line, or the end of it when it is long.
pub(super) fn line_before(text: &str, at: usize) -> &str {
    let from = text.floor_char_boundary(at.saturating_sub(FARTHEST));
    text.get(from..at).unwrap_or_default().rsplit('\n').next().unwrap_or_default()
}

/// Columns of blanks in front of a line.
pub(super) fn indentation(line: &str) -> usize {
    line.bytes()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .map(|byte| if byte == b'\t' { 4 } else { 1 })
        .sum()
}

/// How many bytes the first `columns` columns of blanks take.
pub(super) fn blanks(line: &str, columns: usize) -> usize {
    let mut passed = 0;
    let blanks = line.bytes().take_while(|byte| {
        let is_blank = matches!(byte, b' ' | b'\t') && passed < columns;
        passed += if *byte == b'\t' { 4 } else { 1 };
        is_blank
    });
    blanks.count()
}

/// A line without the number of a list item in front.
pub(super) fn numbered(line: &str) -> &str {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..).unwrap_or_default();
    let behind = rest.strip_prefix(['.', ')']).filter(|_| (1..=9).contains(&digits));
    behind.and_then(|behind| behind.strip_prefix([' ', '\t'])).map_or(line, str::trim_start)
}

/// Whether a line begins an item of a list, or a quote.
pub(super) fn is_item(bare: &str) -> bool {
    numbered(bare).len() < bare.len()
        || bare.starts_with("- ")
        || bare.starts_with("* ")
        || bare.starts_with("+ ")
        || bare.starts_with('>')
}

/// How many `>` a line begins with.
pub(super) fn quote_depth(line: &str) -> usize {
    line.chars().take_while(|c| matches!(c, '>' | ' ' | '\t')).filter(|c| *c == '>').count()
}

/// What the lines around `at` begin with: quotes and indentation, blanks instead of list markers.
/// The first `columns` belong to containers.
pub(super) fn prefix(text: &str, at: usize, columns: usize) -> String {
    let line = line_before(text, at);
    let line = line.get(blanks(line, columns)..).unwrap_or_default();
    let bare = line.trim_start_matches([' ', '\t', '>']);
    let mut prefix = line.get(..line.len() - bare.len()).unwrap_or_default().to_owned();
    let unmarked =
        bare.strip_prefix(['-', '*', '+']).map_or(bare, |rest| rest.trim_start_matches(' '));
    let words = numbered(unmarked);
    let is_item =
        bare.starts_with(['-', '*', '+']) || bare.starts_with(|first: char| first.is_ascii_digit());
    if words.len() < bare.len() && is_item {
        prefix.push_str(&" ".repeat((bare.len() - words.len()).min(8)));
    }
    prefix
}

/// Whether nothing else stands on the lines of a range.
pub(super) fn is_alone(text: &str, range: &Range<usize>) -> bool {
    let after = text.get(range.end..).unwrap_or_default();
    line_before(text, range.start).trim().is_empty()
        && after.split('\n').next().is_none_or(|line| line.trim().is_empty())
}

/// Whether the line begins with a tag, so that Markdown in it is none.
pub(super) fn is_in_html(text: &str, at: usize) -> bool {
    line_before(text, at).trim_start().starts_with('<')
}

/// Whether the line is a heading, which takes an id at its end.
pub(super) fn is_heading(text: &str, at: usize) -> bool {
    line_before(text, at).trim_start().starts_with('#')
}

/// Whether a target begins here, in a link or in the definition of one.
pub(super) fn is_at_target(text: &str, at: usize) -> bool {
    let before = line_before(text, at).trim_end();
    before.ends_with("](") || before.ends_with("]:")
}

/// Whether an address is expected here.
pub(super) fn in_target(text: &str, at: usize) -> bool {
    let before = line_before(text, at);
    ["](", "](<", "=\"", "='", "="].iter().any(|sign| before.ends_with(sign))
}

/// Whether this stands within an address, where signs are no markup.
pub(super) fn in_address(text: &str, at: usize) -> bool {
    let before = line_before(text, at);
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let in_target = before
        .rfind("](")
        .is_some_and(|open| before.get(open..).is_some_and(|rest| !rest.contains(')')));
    word.contains("://") || word.starts_with("www.") || in_target
}

/// What stands in an address for a part that another tool would fill in. Links with it lead
/// nowhere, and are not reported once more.
pub(super) const UNKNOWN_PLACE: &str = "{{}}";

/// Whether this is a part of an address inside of the handbook.
pub(super) fn names_a_place(text: &str, at: usize) -> bool {
    let before = line_before(text, at);
    let address = ["](", "href=", "src="]
        .iter()
        .filter_map(|sign| before.rsplit_once(sign).map(|(_, address)| address))
        .min_by_key(|address| address.len());
    address.is_some_and(|address| {
        let address = address.trim_start_matches(['"', '\'']);
        let variable = address.strip_prefix("{{").and_then(|rest| rest.split_once("}}"));
        let address = variable.map_or(address, |(_, rest)| rest);
        !address.contains("://") && !address.contains([')', '"', '\'', ' ', '>'])
    })
}

/// Whether this is inside of an HTML tag, where no other can stand.
pub(super) fn in_tag(text: &str, at: usize) -> bool {
    let before = line_before(text, at);
    let open = before.rfind('<').filter(|open| before.rfind('>').is_none_or(|close| close < *open));
    open.and_then(|open| before.get(open + 1..)?.chars().next())
        .is_some_and(|next| next.is_ascii_alphabetic() || next == '/')
}
