//! Files inside code blocks, as mdBook and MkDocs include them: `{{#include a.rs:part}}`,
//! `--8<-- "a.py:part"` on a line alone.

use super::foreign::{included_code, shown_file};
use super::includes::IncludeStack;
use super::part::TextPart;
use super::reading::ParsedText;
use super::reports::Reports;
use super::run::TextRun;
use std::ops::Range;

/// The names of mdBook's tags that include a file.
const TAGS: [&str; 4] = ["include", "rustdoc_include", "playground", "playpen"];

/// What a line of code includes, with the part of it behind a colon.
fn target(line: &str) -> Option<&str> {
    let line = line.trim();
    if let Some(tag) = line.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")) {
        let (name, rest) = tag.trim().strip_prefix('#')?.split_once(char::is_whitespace)?;
        return rest.split_whitespace().next().filter(|_| TAGS.contains(&name));
    }
    let path = line.strip_prefix("--8<--")?.trim();
    let quote = path.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    path.strip_prefix(quote)?.strip_suffix(quote)
}

/// The files that a text may show as code, as they are written.
pub fn included_files(text: &str) -> impl Iterator<Item = &str> {
    let may_include = ["{{#", "--8<--", "<<<", "include}"].iter().any(|sign| text.contains(sign));
    let lines = text.lines().filter(move |_| may_include);
    let of_others = |line| included_code(line).map(|(path, _)| path).or_else(|| shown_file(line));
    let target = move |line| target(line).or_else(|| of_others(line));
    lines.filter_map(target).map(|target| target.split(':').next().unwrap_or(target))
}

/// Whether a line only names a part of a file.
fn names_a_part(line: &str) -> bool {
    ["ANCHOR:", "ANCHOR_END:", "--8<-- [start:", "--8<-- [end:", "#region ", "#endregion"]
        .iter()
        .any(|sign| line.contains(sign))
}

/// Puts files in the place of the lines of a code block that include them.
pub(super) fn expand(
    text: &ParsedText<'_>,
    run: &mut TextRun,
    includes: &mut IncludeStack<'_>,
    reports: &mut Reports,
) {
    if included_files(&run.text).next().is_none() {
        return;
    }
    let mut code = String::with_capacity(run.text.len());
    let mut at = 0;
    for line in run.text.split_inclusive('\n') {
        let place = || text.place(run.origin(at..at + line.trim_end().len()));
        match target(line).map(|target| includes.code(text, target, place())) {
            Some(Ok((part, range))) => push_lines(&mut code, &part, range),
            Some(Err(finding)) => {
                reports.add(finding);
                code.push_str(line);
            }
            None => code.push_str(line),
        }
        at += line.len();
    }
    run.text = code;
}

/// Adds the lines of a file but for those that name its parts.
fn push_lines(code: &mut String, part: &TextPart, range: Range<usize>) {
    let text = part.source().text().get(range).unwrap_or_default();
    for line in text.lines().filter(|line| !names_a_part(line)) {
        code.push_str(line);
        code.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::included_files;

    #[test]
    fn lines_that_include_are_known() {
        let text = "{{#include ../a.rs:part}}\nx {{#include no}}\n  --8<-- \"b.py\"\n\
                    {{#title T}}\n{{ #playground c.rs editable }}\n";
        assert_eq!(included_files(text).collect::<Vec<_>>(), ["../a.rs", "b.py", "c.rs"]);
    }
}
