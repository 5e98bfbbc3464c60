//! What begins with `:::` or `///`, and snippets.

use super::lines::{Colons, family};
use super::marks::Mark;
use super::rewrite::{Rewriter, indentation, line_end};
use super::unknown::ForeignTool;
use std::ops::Range;

impl Rewriter<'_> {
    /// The definition of a short form that is so far indented that it is code.
    pub(super) fn is_indented_short_form(&self, range: &Range<usize>, column: usize) -> bool {
        column >= 4 && self.text.get(range.clone()).is_some_and(|line| line.starts_with('*'))
    }

    pub(super) fn is_slashes(&self, range: &Range<usize>) -> bool {
        self.text.get(range.clone()).is_some_and(|line| line.starts_with('/'))
    }

    /// Below `/// note`, lines such as `    type: warning` say how it looks.
    pub(super) fn skip_options(&mut self, range: &Range<usize>) {
        let mut at = line_end(self.text, range.start);
        while self.is_slashes(range) {
            let next = line_end(self.text, at);
            let line = self.text.get(at..next).unwrap_or_default();
            let is_option = indentation(line) >= 4
                && line.split_once(':').is_some_and(|(key, _)| !key.trim().contains(' '));
            if !is_option {
                break;
            }
            self.skip_until = next;
            at = next;
        }
    }

    pub(super) fn open_colons(&mut self, colons: Colons, prefix: &str, range: Range<usize>) {
        let family = family(&colons);
        match colons {
            Colons::Container(container) => self.block(Mark::Open(container), &range, prefix),
            Colons::Code(language) => {
                self.make(&format!("{prefix}```{language}\n"), &range);
                self.fence = Some((b':', 3));
                return;
            }
            Colons::Frame => {}
            Colons::Unknown(name, title) => {
                self.say(ForeignTool::Container, format!(":::{name}"), &range);
                if let Some(title) = title {
                    self.fresh_line(prefix, &range);
                    self.make(&format!("{title}\n{prefix}\n"), &range);
                }
            }
        }
        self.colons.push(family);
    }

    pub(super) fn snippet(&mut self, path: &str, prefix: &str, range: &Range<usize>) {
        if path.split(['#', ':']).next().is_some_and(|path| path.ends_with(".md")) {
            self.include(path, prefix, range);
        } else {
            self.say(ForeignTool::Snippet, "--8<--".to_owned(), range);
        }
    }

    /// A block of files between two lines `--8<--`.
    pub(super) fn snippets(&mut self, prefix: &str, range: Range<usize>) -> bool {
        let start = line_end(self.text, range.start);
        let rest = self.text.get(start..).unwrap_or_default();
        let Some(end) = rest.find("--8<--").filter(|end| *end < 2000) else {
            return false;
        };
        let paths: Vec<String> = rest
            .get(..end)
            .unwrap_or_default()
            .lines()
            .map(|line| line.trim().to_owned())
            .collect();
        for path in paths.iter().filter(|path| !path.is_empty() && !path.starts_with(';')) {
            self.snippet(path, prefix, &range);
        }
        self.skip_until = line_end(self.text, start + end);
        true
    }
}
