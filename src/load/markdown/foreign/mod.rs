//! Syntax of other tools.
use super::Part;
use super::reading::{Origins, Reading};
use super::writer::Writer;
use std::borrow::Cow;
use std::ops::Range;

/// Marks.
#[derive(Default)]
pub(super) struct Marks;

pub(super) struct Rewritten<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) origins: Origins,
    pub(super) marks: Marks,
    pub(super) unknown: Vec<()>,
}

pub(super) fn untouched(part: &Part) -> Rewritten<'_> {
    let text = Cow::Borrowed(part.text());
    let origins = Origins::unchanged(part.body.start, part.text().len());
    Rewritten { text, origins, marks: Marks, unknown: Vec::new() }
}
pub(super) fn rewrite(part: &Part) -> Rewritten<'_> {
    untouched(part)
}

impl Writer<'_> {
    pub(super) fn report_foreign(&mut self, _reading: &Reading<'_>, _unknown: Vec<()>) {}
    pub(super) fn close_marks(&mut self, _reading: &Reading<'_>) {}
    pub(super) fn mark(&mut self, _reading: &mut Reading<'_>, _text: &str, _range: &Range<usize>) -> bool {
        false
    }
    pub(super) fn inline_mark(&mut self, _reading: &mut Reading<'_>, _text: &str, _range: &Range<usize>) -> bool {
        false
    }
    pub(super) fn end_part(&mut self, reading: &mut Reading<'_>) {
        self.flush(reading);
        let end = reading.text.len();
        self.settle_ignores(reading, &(end..end));
    }
}
