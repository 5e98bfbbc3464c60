//! Tables: each in a frame that scrolls, and that the keyboard and screen readers can find.

use super::buffer::Buffer;
use crate::site::document::{Hole, SiteWord};
use pulldown_cmark::Alignment;

/// How a cell of the header begins.
const HEADER: &str = "<th scope=\"col\"";

/// The table that is being written.
#[derive(Default)]
pub(super) struct Tables {
    count: usize,
    alignments: Vec<Alignment>,
    cell: usize,
    /// Where the cell begins.
    start: usize,
    /// How much was written when its content began.
    before: (usize, usize),
    in_body: bool,
}

impl Tables {
    /// A table begins; `heading` is the one above it.
    pub(super) fn start(
        &mut self,
        alignments: Vec<Alignment>,
        heading: Option<&str>,
        out: &mut Buffer,
    ) {
        let count = self.count + 1;
        *self = Tables { count, alignments, ..Tables::default() };
        out.line();
        out.push("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
        out.hole(Hole::Word(SiteWord::Table));
        out.push(&format!(" {count}"));
        if let Some(heading) = heading {
            out.push(": ");
            out.escape(heading);
        }
        out.push("\"><table>\n");
    }

    pub(super) fn start_row(&mut self, out: &mut Buffer) {
        self.in_body = true;
        self.cell = 0;
        out.push("<tr>");
    }

    pub(super) fn start_cell(&mut self, out: &mut Buffer) {
        self.start = out.len();
        out.push(if self.in_body { "<td" } else { HEADER });
        let side = match self.alignments.get(self.cell) {
            Some(Alignment::Left) => " data-align=\"left\"",
            Some(Alignment::Center) => " data-align=\"center\"",
            Some(Alignment::Right) => " data-align=\"right\"",
            Some(Alignment::None) | None => "",
        };
        out.push(side);
        out.push(">");
        self.before = out.extent();
    }

    pub(super) fn end_cell(&mut self, out: &mut Buffer) {
        self.cell += 1;
        let is_empty_corner = !self.in_body && self.before == out.extent();
        if is_empty_corner {
            self.unmake_header(out);
        }
        out.push(if self.in_body || is_empty_corner { "</td>" } else { "</th>" });
    }

    /// A header without text heads nothing, and screen readers stumble over it: it becomes a plain
    /// cell.
    fn unmake_header(&self, out: &mut Buffer) {
        let html = out.template.html_mut();
        html.replace_range(self.start..self.start + HEADER.len(), "<td");
    }
}
