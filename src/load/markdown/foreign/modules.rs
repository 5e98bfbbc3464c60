//! `import` and `export` of MDX, on one line or several: they are gone, and said once.

use super::draft::TextDraft;
use super::layout::line_end;
use super::survey::TextSurvey;
use super::unknown::ForeignTool;
use std::ops::Range;

/// How many lines and bytes a statement may take.
const MOST_LINES: usize = 200;
const MOST_BYTES: usize = 20_000;

/// Where a statement ends that begins at `at` and takes several lines.
pub(super) fn statement(text: &str, bare: &str, at: usize) -> Option<usize> {
    let is_import = bare.starts_with("import ") && bare.trim_end().ends_with(['{', ',']);
    let is_export = ["export const ", "export function ", "export default ", "export let "]
        .iter()
        .any(|sign| bare.starts_with(sign));
    if !is_import && !is_export {
        return None;
    }
    let end = statement_end(text, at)?;
    if end == line_end(text, at) && is_import {
        return None;
    }
    let statement = text.get(at..end)?.trim_end().trim_end_matches(';');
    (!is_import || statement.ends_with(['"', '\''])).then_some(end)
}

/// One word on a page about all that it exports. What is imported says nothing to readers, and is
/// reported where it is used.
pub(super) fn report(draft: &mut TextDraft<'_>, survey: &TextSurvey<'_>, range: &Range<usize>) {
    let word = survey.slice(range.clone()).split(' ').next().unwrap_or_default();
    if word != "import" {
        draft.unknown(ForeignTool::Module, word.to_owned(), range);
    }
}

/// Behind the line at which all brackets are closed again; braces and brackets in texts do not
/// count.
fn statement_end(text: &str, at: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut end = at;
    for _ in 0..MOST_LINES {
        let next = line_end(text, end);
        let line = text.get(end..next).filter(|line| !line.is_empty())?;
        depth = depth_after(line, depth);
        end = next;
        if depth == 0 {
            return Some(end);
        }
        if end - at > MOST_BYTES {
            return None;
        }
    }
    None
}

/// How many brackets are open behind a line.
fn depth_after(line: &str, mut depth: usize) -> usize {
    let mut quote = None;
    for byte in line.bytes() {
        match (quote, byte) {
            (Some(open), byte) if open == byte => quote = None,
            (Some(_), _) => {}
            // An apostrophe in the text of an element ends with its line.
            (None, b'"' | b'\'' | b'`') => quote = Some(byte),
            (None, b'{' | b'(' | b'[') => depth += 1,
            (None, b'}' | b')' | b']') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth
}
