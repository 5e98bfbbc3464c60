//! Files inside code blocks, as mdBook and MkDocs include them: `{{#include a.rs:part}}`,
//! `--8<-- "a.py:part"` on a line alone.

use super::includes::named_part;
use super::reading::{ParsedText, TextRun};
use super::writer::Writer;
use crate::diag::Finding;
use crate::diag::catalogue::markdown as say;
use crate::source::Location;

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

/// The files that the code blocks of a text may include, as they are written.
pub fn included_files(text: &str) -> impl Iterator<Item = &str> {
    let may_include = text.contains("{{#") || text.contains("--8<--");
    let lines = text.lines().filter(move |_| may_include);
    lines.filter_map(target).map(|target| target.split(':').next().unwrap_or(target))
}

/// Whether a line only names a part of a file.
fn names_a_part(line: &str) -> bool {
    ["ANCHOR:", "ANCHOR_END:", "--8<-- [start:", "--8<-- [end:"]
        .iter()
        .any(|sign| line.contains(sign))
}

impl Writer<'_> {
    /// Puts files in the place of the lines that include them.
    pub(super) fn include_in_code(&mut self, reading: &ParsedText<'_>, run: &mut TextRun) {
        if included_files(&run.text).next().is_none() {
            return;
        }
        let mut code = String::with_capacity(run.text.len());
        let mut at = 0;
        for line in run.text.split_inclusive('\n') {
            let place = || reading.place(run.origin(at..at + line.trim_end().len()));
            match target(line).map(|target| self.included_code(reading, target, place(), &mut code))
            {
                Some(Ok(())) => {}
                Some(Err(finding)) => {
                    self.report(finding);
                    code.push_str(line);
                }
                None => code.push_str(line),
            }
            at += line.len();
        }
        run.text = code;
    }

    fn included_code(
        &mut self,
        reading: &ParsedText<'_>,
        target: &str,
        place: Location,
        code: &mut String,
    ) -> Result<(), Finding> {
        let (path, name) = target.split_once(':').unwrap_or((target, ""));
        let Ok(part) = self.includes.find(reading.source, path) else {
            return Err(say::include_missing(place, target, false));
        };
        if !self.including.takes(part.text().len()) {
            return Err(say::include_too_much(place, target));
        }
        let whole = 0..part.source().text().len();
        let found = if name.is_empty() { Some(whole) } else { named_part(&part, name) };
        let Some(text) = found.and_then(|range| part.source().text().get(range)) else {
            return Err(say::include_without_part(place, path, name));
        };
        self.written.includes.insert(part.source().path().to_owned());
        for line in text.lines().filter(|line| !names_a_part(line)) {
            code.push_str(line);
            code.push('\n');
        }
        Ok(())
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
