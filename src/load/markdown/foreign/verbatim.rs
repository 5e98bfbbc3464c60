//! Comments and raw elements over several lines, in which nothing is foreign.

use super::rewrite::Rewriter;

/// What is HTML to its end whatever lines it has, and what ends it; see CommonMark's HTML blocks of
/// kinds 1 and 2.
const VERBATIM: [(&str, &str); 5] = [
    ("<!--", "-->"),
    ("<pre", "</pre>"),
    ("<script", "</script>"),
    ("<style", "</style>"),
    ("<textarea", "</textarea>"),
];

/// Whether a line begins with such an element.
fn begins(bare: &str, open: &str) -> bool {
    let (start, rest) = bare.split_at_checked(open.len()).unwrap_or(("", ""));
    let ends = |c: char| c == '>' || c.is_whitespace();
    start.eq_ignore_ascii_case(open)
        && (open == "<!--" || rest.is_empty() || rest.starts_with(ends))
}

/// Whether a text has this somewhere, in any case.
fn contains(text: &str, sought: &str) -> bool {
    let starts = sought.chars().next().unwrap_or('<');
    text.match_indices(starts).any(|(at, _)| {
        text.get(at..at + sought.len()).is_some_and(|found| found.eq_ignore_ascii_case(sought))
    })
}

impl Rewriter<'_> {
    /// Whether a line lies in such an element, or ends it.
    pub(super) fn in_verbatim(&mut self, line: &str) -> bool {
        let Some(close) = self.verbatim else { return false };
        self.verbatim = self.verbatim.filter(|_| !contains(line, close));
        true
    }

    /// Whether one begins in a line and goes on below it, at `end`.
    pub(super) fn begins_verbatim(&mut self, bare: &str, end: usize) -> bool {
        let Some((_, close)) = VERBATIM.into_iter().find(|(open, _)| begins(bare, open)) else {
            return false;
        };
        if contains(bare, close) || self.absent.contains(close) {
            return false;
        }
        if contains(self.text.get(end..).unwrap_or_default(), close) {
            self.verbatim = Some(close);
        } else {
            self.absent.insert(close);
        }
        self.verbatim.is_some()
    }
}
