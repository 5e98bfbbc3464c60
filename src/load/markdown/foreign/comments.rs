//! Comments of other tools that take whole lines.

use super::draft::TextDraft;
use super::layout::line_end;

/// A comment that goes over several lines, or that Markdown has no other way to write; returns
/// where the text goes on.
pub(super) fn block(draft: &mut TextDraft<'_>, text: &str, bare: &str, at: usize) -> Option<usize> {
    let end = if bare.starts_with("%%") {
        let inside = text.get(at + 2..)?;
        let close = at + 2 + inside.find("%%")? + 2;
        // One that ends in its paragraph is read as any other sign.
        close.checked_sub(line_end(text, at)).filter(|behind| *behind > 0)?;
        close
    } else if is_definition(bare) {
        line_end(text, at)
    } else {
        return None;
    };
    draft.comment(at..end);
    Some(end)
}

/// `[//]: # (for authors)`, `[comment]: <> (for authors)`
fn is_definition(bare: &str) -> bool {
    let Some((label, rest)) = bare.strip_prefix('[').and_then(|rest| rest.split_once("]:")) else {
        return false;
    };
    let is_comment = label == "//" || label.trim_matches('_').eq_ignore_ascii_case("comment");
    let rest = rest.trim_start();
    is_comment && (rest.starts_with('#') || rest.starts_with("<>") || rest.starts_with("<#>"))
}
