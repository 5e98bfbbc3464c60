//! Tables: each in a frame that scrolls, and that the keyboard and screen readers can find.

use super::writer::Writer;
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
    /// What was written when the cell began: bytes and holes.
    before: (usize, usize),
    in_body: bool,
}

impl Writer<'_> {
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        let count = self.tables.count + 1;
        self.tables = Tables { count, alignments, ..Tables::default() };
        self.out.line();
        self.out.push("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
        self.out.hole(Hole::Word(SiteWord::Table));
        let near = self
            .written
            .headings
            .last()
            .or(self.written.title.as_ref())
            .map(|heading| heading.text.clone());
        self.out.push(&format!(" {count}"));
        if let Some(near) = near {
            self.out.push(": ");
            super::escape::escape(self.out.template.html_mut(), &near);
        }
        self.out.push("\"><table>\n");
    }

    pub(super) fn start_row(&mut self) {
        self.tables.in_body = true;
        self.tables.cell = 0;
        self.out.push("<tr>");
    }

    pub(super) fn start_cell(&mut self) {
        self.out.push(if self.tables.in_body { "<td" } else { HEADER });
        let side = match self.tables.alignments.get(self.tables.cell) {
            Some(Alignment::Left) => " data-align=\"left\"",
            Some(Alignment::Center) => " data-align=\"center\"",
            Some(Alignment::Right) => " data-align=\"right\"",
            Some(Alignment::None) | None => "",
        };
        self.out.push(side);
        self.out.push(">");
        self.tables.before = self.written_so_far();
    }

    pub(super) fn end_cell(&mut self) {
        self.raw.unmute();
        self.tables.cell += 1;
        let is_empty_corner = !self.tables.in_body && self.tables.before == self.written_so_far();
        if is_empty_corner {
            self.unmake_header();
        }
        self.out.push(if self.tables.in_body || is_empty_corner { "</td>" } else { "</th>" });
    }

    pub(super) fn written_so_far(&self) -> (usize, usize) {
        (self.out.len(), self.out.template.holes().len())
    }

    /// A header without text heads nothing, and screen readers stumble over it: it becomes a plain
    /// cell.
    fn unmake_header(&mut self) {
        let html = self.out.template.html_mut();
        if let Some(start) = html.rfind(HEADER) {
            html.replace_range(start..start + HEADER.len(), "<td");
        }
    }

    pub(super) fn end_table(&mut self) {
        self.out.push("</tbody></table></div>\n");
    }
}
