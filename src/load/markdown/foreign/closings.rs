//! Signs that end something which began before, and what stands for each.

use super::pieces::InlinePart;
use std::collections::BTreeMap;
use std::ops::Range;

/// What ends something in the lines to come.
#[derive(Default)]
pub(super) struct Closings {
    by_start: BTreeMap<usize, (usize, Vec<InlinePart>)>,
}

impl Closings {
    /// These parts stand for what is at `range`.
    pub(super) fn add(&mut self, range: Range<usize>, parts: Vec<InlinePart>) {
        self.by_start.insert(range.start, (range.end, parts));
    }

    /// This text does.
    pub(super) fn add_text(&mut self, range: Range<usize>, text: String) {
        self.add(range, vec![InlinePart::Text(text)]);
    }

    /// What stands for the sign at `at`, and where that ends; it is asked for once.
    pub(super) fn take(&mut self, at: usize) -> Option<(usize, Vec<InlinePart>)> {
        self.by_start.remove(&at)
    }
}
