//! Footnotes: numbered in the order of their first reference, shown at the end, with ways back.

use super::buffer::Buffer;
use super::reading::ParsedText;
use super::writer::Writer;
use crate::diag::catalogue::markdown as say;
use crate::site::document::{Hole, SiteWord};
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// The footnotes of one document, from all its parts.
#[derive(Default)]
pub(super) struct Footnotes {
    notes: Vec<Footnote>,
    /// Indices into `notes`, in the order of their numbers.
    order: Vec<usize>,
    /// The one that is being read.
    open: Option<usize>,
}

#[derive(Default)]
struct Footnote {
    number: Option<usize>,
    references: usize,
    content: Option<Buffer>,
}

impl Footnotes {
    /// Leaves the note that is open while something is included in it.
    pub(super) fn set_aside(&mut self) -> Option<usize> {
        self.open.take()
    }

    pub(super) fn take_up(&mut self, open: Option<usize>) {
        self.open = open;
    }

    fn index(&mut self, reading: &mut ParsedText<'_>, label: &str) -> usize {
        let next = self.notes.len();
        let index = *reading.footnotes.entry(label.to_lowercase()).or_insert(next);
        if index == next {
            self.notes.push(Footnote::default());
        }
        index
    }

    /// The number of a note and how often it was referred to, this time included.
    fn refer(&mut self, index: usize) -> (usize, usize) {
        let next = self.order.len() + 1;
        let Some(note) = self.notes.get_mut(index) else {
            return (next, 1);
        };
        note.references += 1;
        let number = *note.number.get_or_insert(next);
        if number == next {
            self.order.push(index);
        }
        (number, note.references)
    }
}

impl Writer<'_> {
    /// Definitions are read even where the rest of a part is left out: something inside may refer
    /// to them.
    pub(super) fn in_footnote(&self, event: &Event<'_>) -> bool {
        let begins = matches!(event, Event::Start(Tag::FootnoteDefinition(_)));
        begins || self.footnotes.open.is_some()
    }

    pub(super) fn footnote_reference(&mut self, reading: &mut ParsedText<'_>, label: &str) {
        if self.image.is_some() {
            return;
        }
        let index = self.footnotes.index(reading, label);
        let (number, times) = self.footnotes.refer(index);
        let start = self.out.len();
        let id = reference_id(number, times);
        self.out.push(&format!(
            "<sup><a class=\"footnote-ref\" id=\"{id}\" href=\"#hb:fn-{number}\" aria-label=\""
        ));
        self.out.hole(Hole::Word(SiteWord::Footnote));
        self.out.push(&format!(" {number}\">{number}</a></sup>"));
        self.out.opaque(start, false);
    }

    pub(super) fn start_footnote(
        &mut self,
        reading: &mut ParsedText<'_>,
        label: &str,
        range: Range<usize>,
    ) {
        let mut index = self.footnotes.index(reading, label);
        if self.footnotes.notes.get(index).is_some_and(|note| note.content.is_some()) {
            self.report(say::footnote_twice(reading.place(range), label));
            index = self.footnotes.notes.len();
            self.footnotes.notes.push(Footnote::default());
        }
        self.footnotes.open = Some(index);
        self.open_buffer();
    }

    pub(super) fn end_footnote(&mut self) {
        let content = self.close_buffer();
        let open = self.footnotes.open.take();
        let note = open.and_then(|index| self.footnotes.notes.get_mut(index));
        if let Some(note) = note
            && note.content.is_none()
        {
            note.content = Some(content);
        }
    }

    /// Adds all footnotes at the end; those that nobody refers to come last, so that nothing is
    /// lost.
    pub(super) fn write_footnotes(&mut self) {
        let mut footnotes = std::mem::take(&mut self.footnotes);
        let unused = (0..footnotes.notes.len())
            .filter(|index| footnotes.notes.get(*index).is_some_and(|note| note.number.is_none()));
        let order: Vec<usize> = footnotes.order.iter().copied().chain(unused).collect();
        if order.is_empty() {
            return;
        }
        let here = self.out.len();
        self.out.cuts.push(here);
        self.out.line();
        self.out.push("<section class=\"footnotes\" aria-label=\"");
        self.out.hole(Hole::Word(SiteWord::Footnotes));
        self.out.push("\">\n<ol>\n");
        for (position, index) in order.into_iter().enumerate() {
            let note = footnotes.notes.get_mut(index).map(std::mem::take).unwrap_or_default();
            self.write_footnote(position + 1, note);
        }
        self.out.push("</ol>\n</section>\n");
    }

    fn write_footnote(&mut self, number: usize, note: Footnote) {
        self.out.push(&format!("<li id=\"hb:fn-{number}\">\n"));
        self.out.append(note.content.unwrap_or_default());
        let by_us = self.out.raw.last().is_none_or(|raw| raw.end < self.out.len());
        let html = self.out.template.html_mut();
        let in_paragraph = by_us && html.ends_with("</p>\n");
        if in_paragraph {
            html.truncate(html.len() - "</p>\n".len());
        }
        for time in 1..=note.references {
            self.write_way_back(number, time);
        }
        self.out.push(if in_paragraph { "</p>\n</li>\n" } else { "</li>\n" });
    }

    fn write_way_back(&mut self, number: usize, time: usize) {
        self.out.push(" ");
        let start = self.out.len();
        self.out.push(&format!(
            "<a class=\"footnote-back\" href=\"#{}\" aria-label=\"",
            reference_id(number, time)
        ));
        self.out.hole(Hole::Word(SiteWord::BackToText));
        let which = if time == 1 { format!("{number}") } else { format!("{number}-{time}") };
        self.out.push(&format!(" {which}\">↩</a>"));
        self.out.opaque(start, false);
    }
}

/// The id of the reference to note `number`, for the n-th `time`.
fn reference_id(number: usize, time: usize) -> String {
    if time == 1 { format!("hb:fnref-{number}") } else { format!("hb:fnref-{number}-{time}") }
}
