//! Footnotes: numbered in the order of their first reference, shown at the end, with ways back.

use super::buffer::Buffer;
use super::inline::InlineWriter;
use super::reports::Reports;
use crate::diag::catalogue::markdown as say;
use crate::site::document::{Hole, HtmlPart, SiteWord};
use crate::source::Location;
use std::collections::HashMap;

/// The footnotes of one document, from all its parts.
#[derive(Default)]
pub(super) struct Footnotes {
    notes: Vec<Footnote>,
    /// Indices into `notes`, in the order of their numbers.
    order: Vec<usize>,
    part: FootnotesOfPart,
}

/// What is known of the part that is being read: labels are its own.
#[derive(Default)]
pub(super) struct FootnotesOfPart {
    /// Indices into all notes by label.
    labels: HashMap<String, usize>,
    /// The one that is being read.
    open: Option<usize>,
}

/// One note.
#[derive(Default)]
struct Footnote {
    label: String,
    number: Option<usize>,
    references: usize,
    content: Option<Buffer>,
}

impl Footnotes {
    /// Begins a part; returns what is known of the one around it, for [`Footnotes::leave_part`].
    pub(super) fn enter_part(&mut self) -> FootnotesOfPart {
        std::mem::take(&mut self.part)
    }

    pub(super) fn leave_part(&mut self, outer: FootnotesOfPart) {
        self.part = outer;
    }

    /// Whether a note is being read.
    pub(super) fn is_open(&self) -> bool {
        self.part.open.is_some()
    }

    /// Writes a reference.
    pub(super) fn reference(&mut self, label: &str, out: &mut Buffer) {
        let index = self.index(label);
        let (number, times) = self.refer(index);
        let start = out.len();
        out.push("<sup>");
        let way = out.len();
        let id = reference_id(number, times);
        out.push(&format!(
            "<a class=\"footnote-ref\" id=\"{id}\" href=\"#hb:fn-{number}\" aria-label=\""
        ));
        out.hole(Hole::Word(SiteWord::Footnote));
        out.push(&format!(" {number}\">{number}</a>"));
        out.template.push_part(way, HtmlPart::Navigation);
        out.push("</sup>");
        out.opaque(start, false);
    }

    /// A note begins, which is written apart.
    pub(super) fn start(
        &mut self,
        label: &str,
        place: impl FnOnce() -> Location,
        inline: &mut InlineWriter,
        reports: &mut Reports,
    ) {
        let mut index = self.index(label);
        if self.notes.get(index).is_some_and(|note| note.content.is_some()) {
            reports.add(say::footnote_twice(place(), label));
            index = self.notes.len();
            self.notes.push(Footnote::default());
        }
        self.part.open = Some(index);
        inline.open_apart();
    }

    pub(super) fn end(&mut self, inline: &mut InlineWriter) {
        let content = inline.close_apart();
        let open = self.part.open.take();
        let note = open.and_then(|index| self.notes.get_mut(index));
        if let Some(note) = note
            && note.content.is_none()
        {
            note.content = Some(content);
        }
    }

    /// Writes all footnotes; those that nobody refers to come last, so that nothing is lost.
    /// Returns their labels in the order of their numbers.
    pub(super) fn write(mut self, out: &mut Buffer) -> Vec<String> {
        let unused = (0..self.notes.len())
            .filter(|index| self.notes.get(*index).is_some_and(|note| note.number.is_none()));
        let order: Vec<usize> = self.order.iter().copied().chain(unused).collect();
        if order.is_empty() {
            return Vec::new();
        }
        out.cut();
        out.line();
        out.push("<section class=\"footnotes\" aria-label=\"");
        out.hole(Hole::Word(SiteWord::Footnotes));
        out.push("\">\n<ol>\n");
        let mut labels = Vec::new();
        for (position, index) in order.into_iter().enumerate() {
            let mut note = self.notes.get_mut(index).map(std::mem::take).unwrap_or_default();
            labels.push(std::mem::take(&mut note.label));
            write_footnote(position + 1, note, out);
        }
        out.push("</ol>\n</section>\n");
        labels
    }

    fn index(&mut self, label: &str) -> usize {
        let next = self.notes.len();
        let index = *self.part.labels.entry(label.to_lowercase()).or_insert(next);
        if index == next {
            self.notes.push(Footnote { label: label.to_owned(), ..Footnote::default() });
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

fn write_footnote(number: usize, note: Footnote, out: &mut Buffer) {
    out.push(&format!("<li id=\"hb:fn-{number}\">\n"));
    out.append(note.content.unwrap_or_default());
    let in_paragraph = out.reopen_paragraph();
    for time in 1..=note.references {
        write_way_back(number, time, out);
    }
    out.push(if in_paragraph { "</p>\n</li>\n" } else { "</li>\n" });
}

fn write_way_back(number: usize, time: usize, out: &mut Buffer) {
    out.push(" ");
    let start = out.len();
    out.push(&format!(
        "<a class=\"footnote-back\" href=\"#{}\" aria-label=\"",
        reference_id(number, time)
    ));
    out.hole(Hole::Word(SiteWord::BackToText));
    let which = if time == 1 { format!("{number}") } else { format!("{number}-{time}") };
    out.push(&format!(" {which}\">↩</a>"));
    out.template.push_part(start, HtmlPart::Navigation);
    out.opaque(start, false);
}

/// The id of the reference to note `number`, for the n-th `time`.
fn reference_id(number: usize, time: usize) -> String {
    if time == 1 { format!("hb:fnref-{number}") } else { format!("hb:fnref-{number}-{time}") }
}
