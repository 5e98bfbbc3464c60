//! A few findings for the tests of all formats.

use crate::diag::Finding;
use crate::diag::catalogue::{files, governance};
use crate::source::{Source, Span};

/// A file as a whole, a word behind a letter of two bytes, and a span of two lines.
pub(super) fn findings() -> Vec<Finding> {
    let page = Source::new("über uns/a,b.md", "é owner: \"<b>\"\nsecond\n");
    let Ok(due) = crate::day::Day::parse("2026-03-03") else {
        return Vec::new();
    };
    vec![
        files::unreadable_file(Source::new("gone.md", "").whole(), "permission denied"),
        governance::stale_page(page.at(Span::new(3, 8)), due),
        governance::unowned_page(page.at(Span::new(3, 22))),
        governance::unowned_page(page.at(Span::new(3, 22))),
    ]
}
