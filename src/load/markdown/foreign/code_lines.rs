//! Lines in which nothing is foreign: code in fences or indented, comments and raw elements over
//! several lines.

use super::layout::{numbered, quote_depth};
use std::collections::BTreeSet;

/// What is HTML to its end whatever lines it has, and what ends it; see CommonMark's HTML blocks of
/// kinds 1 and 2.
const VERBATIM: [(&str, &str); 5] = [
    ("<!--", "-->"),
    ("<pre", "</pre>"),
    ("<script", "</script>"),
    ("<style", "</style>"),
    ("<textarea", "</textarea>"),
];

/// Languages of code blocks in which a vault of Obsidian has queries.
const QUERIES: [&str; 5] = ["dataview", "dataviewjs", "tasks", "query", "base"];

/// The language of a query that begins with this line.
pub(super) fn query(bare: &str) -> Option<&'static str> {
    let info = bare.strip_prefix("```")?.trim();
    QUERIES.into_iter().find(|language| *language == info)
}

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

/// Where we are in such lines.
#[derive(Default)]
pub(super) struct CodeLines {
    /// The code fence we are in: its character and length.
    fence: Option<(u8, usize)>,
    /// How many quotes the fence stands in.
    fence_depth: usize,
    /// Whether it holds Rust, of which mdBook hides some lines.
    in_rust: bool,
    /// Whether a list is open, so that indented lines are no code.
    in_list: bool,
    /// Whether the line above is indented code.
    in_code: bool,
    /// What ends the element with a diagram that we are in.
    diagram: Option<&'static str>,
    /// What ends the comment or raw element that we are in.
    verbatim: Option<&'static str>,
    /// Ends of comments and raw elements, and beginnings of elements with diagrams, that have no
    /// end in what is left.
    absent: BTreeSet<&'static str>,
}

/// What a line is of a diagram between `:::`, or in an element for diagrams.
pub(super) enum DiagramLine {
    /// In HTML, with entities.
    Html,
    Code,
    End,
}

/// Elements that scripts of Mermaid draw, and their ends.
const DIAGRAMS: [(&str, &str); 4] = [
    ("<pre class=\"mermaid\">", "</pre>"),
    ("<pre class='mermaid'>", "</pre>"),
    ("<div class=\"mermaid\">", "</div>"),
    ("<div class='mermaid'>", "</div>"),
];

impl CodeLines {
    /// Whether we are in a fence.
    pub(super) fn in_any_fence(&self) -> bool {
        self.fence.is_some()
    }

    /// Whether a block may begin in a line that stands this deep.
    pub(super) fn may_begin(&self, deep: usize) -> bool {
        self.fence.is_none() && self.verbatim.is_none() && (deep < 4 || self.in_list)
    }

    /// A diagram begins that `:::` ends.
    pub(super) fn open_colons(&mut self) {
        self.fence = Some((b':', 3));
    }

    /// The container ends that the fence stands in.
    pub(super) fn leave(&mut self) {
        self.fence = None;
    }

    /// A fence ends with the quote that it stands in.
    pub(super) fn leave_quoted(&mut self, depth: usize) {
        if depth < self.fence_depth {
            self.fence = None;
            self.fence_depth = 0;
        }
    }

    /// Takes note of code fences; whether this line belongs to one.
    pub(super) fn in_fence(&mut self, bare: &str) -> bool {
        let inside = bare.trim_start_matches(['>', ' ', '\t']);
        let inside = inside.strip_prefix(['-', '*', '+']).map_or(inside, str::trim_start);
        let inside = numbered(inside);
        let first = inside.bytes().next().unwrap_or_default();
        let length = inside.bytes().take_while(|byte| *byte == first).count();
        match self.fence {
            Some((byte, least)) => {
                if first == byte && length >= least && inside.trim_end().len() == length {
                    self.fence = None;
                    self.fence_depth = 0;
                }
                true
            }
            None if matches!(first, b'`' | b'~') && length >= 3 => {
                let info = inside.get(length..).unwrap_or_default();
                let opens = first == b'~' || !info.contains('`');
                self.fence = opens.then_some((first, length));
                self.fence_depth = if opens { quote_depth(bare) } else { 0 };
                self.in_rust = opens && info.trim_start().starts_with("rust");
                opens
            }
            None => false,
        }
    }

    /// Inside of `::: mermaid`, up to its `:::`, or of an element for diagrams.
    pub(super) fn in_diagram(&mut self, bare: &str) -> Option<DiagramLine> {
        if let Some(close) = self.diagram {
            let ends = bare.trim_end().eq_ignore_ascii_case(close);
            self.diagram = self.diagram.filter(|_| !ends);
            return Some(if ends { DiagramLine::End } else { DiagramLine::Html });
        }
        self.fence.filter(|(byte, _)| *byte == b':')?;
        let ends = bare.trim_end().trim_start_matches(':').is_empty();
        self.fence = self.fence.filter(|_| !ends);
        Some(if ends { DiagramLine::End } else { DiagramLine::Code })
    }

    /// Whether an element for diagrams begins in a line, and ends on a line of its own below.
    pub(super) fn begins_diagram(&mut self, bare: &str, rest: &str) -> bool {
        let bare = bare.trim_end();
        let Some((open, close)) = DIAGRAMS.into_iter().find(|(open, _)| begins(bare, open)) else {
            return false;
        };
        if bare.len() > open.len() || self.absent.contains(open) {
            return false;
        }
        if rest.lines().any(|line| line.trim().eq_ignore_ascii_case(close)) {
            self.diagram = Some(close);
        } else {
            self.absent.insert(open);
        }
        self.diagram.is_some()
    }

    /// Lines of code that mdBook hides: `# ` in Rust, and the names of parts to include.
    pub(super) fn is_hidden(&self, bare: &str) -> bool {
        let bare = bare.trim_end();
        let is_rust = self.in_rust && (bare == "#" || bare.starts_with("# "));
        is_rust || is_anchor_line(bare) || is_highlight_line(bare)
    }

    /// Whether a line is indented code: it is at least four columns `deep`, and in no list.
    pub(super) fn is_indented(&self, deep: usize, is_after_blank: impl FnOnce() -> bool) -> bool {
        let may_be = self.fence.is_none() && deep >= 4 && !self.in_list;
        may_be && (self.in_code || is_after_blank())
    }

    /// Takes note of whether a line is indented code.
    pub(super) fn note_code(&mut self, is_code: bool) {
        self.in_code = is_code;
    }

    /// Takes note of whether a line begins or ends a list.
    pub(super) fn note_list(&mut self, bare: &str, column: usize) {
        let marker = bare.starts_with(['-', '*', '+'])
            && bare.get(1..).is_some_and(|rest| rest.starts_with([' ', '\t']));
        if marker || numbered(bare).len() < bare.len() {
            self.in_list = true;
        } else if column == 0 {
            self.in_list = false;
        }
    }

    /// Whether a line lies in a comment or raw element, or ends it.
    pub(super) fn in_verbatim(&mut self, line: &str) -> bool {
        let Some(close) = self.verbatim else { return false };
        self.verbatim = self.verbatim.filter(|_| !contains(line, close));
        true
    }

    /// Whether one begins in a line and goes on in the `rest` below it.
    pub(super) fn begins_verbatim(&mut self, bare: &str, rest: &str) -> bool {
        let Some((_, close)) = VERBATIM.into_iter().find(|(open, _)| begins(bare, open)) else {
            return false;
        };
        if contains(bare, close) || self.absent.contains(close) {
            return false;
        }
        if contains(rest, close) {
            self.verbatim = Some(close);
        } else {
            self.absent.insert(close);
        }
        self.verbatim.is_some()
    }
}

/// `// ANCHOR: part` and `# --8<-- [start:part]`, which name a part for includes.
fn is_anchor_line(bare: &str) -> bool {
    ["ANCHOR: ", "ANCHOR_END: "].iter().any(|sign| {
        bare.split_once(sign).is_some_and(|(before, name)| {
            before.len() <= 8 && !before.chars().any(char::is_alphanumeric) && !name.contains(' ')
        })
    }) || bare.contains("--8<-- [start:")
        || bare.contains("--8<-- [end:")
}

/// `// highlight-next-line`, with which Docusaurus marks lines of code.
fn is_highlight_line(bare: &str) -> bool {
    let word = bare.trim_matches(|c: char| !c.is_ascii_alphabetic());
    matches!(word, "highlight-next-line" | "highlight-start" | "highlight-end")
        && bare.len() <= word.len() + 12
}
