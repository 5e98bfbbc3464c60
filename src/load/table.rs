//! Tables that other systems export as CSV, with whatever names their columns have.

use crate::source::{Location, Source};
use csv::{Reader, ReaderBuilder, StringRecord, Trim};

/// Where each column stands.
pub(super) struct TableColumns<const N: usize>([Option<usize>; N]);

impl<const N: usize> TableColumns<N> {
    /// The columns by any of their names, in small letters.
    pub fn of(header: &StringRecord, names: [&[&str]; N]) -> Self {
        let place = |names: &[&str]| {
            let is_one = |cell: &str| names.contains(&cell.trim().to_lowercase().as_str());
            header.iter().position(is_one)
        };
        TableColumns(names.map(place))
    }

    /// Whether the table has a column.
    pub fn has(&self, column: usize) -> bool {
        self.0.get(column).is_some_and(Option::is_some)
    }

    /// The cell of a row; empty where there is none.
    pub fn cell<'r>(&self, record: &'r StringRecord, column: usize) -> &'r str {
        let place = self.0.get(column).copied().flatten();
        place.and_then(|place| record.get(place)).unwrap_or_default()
    }
}

/// Commas, semicolons or tabs: whatever the first line has most of.
pub(super) fn reader(text: &str) -> Reader<&[u8]> {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    let sign = [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| count(*sign));
    ReaderBuilder::new()
        .delimiter(sign.unwrap_or(b','))
        .flexible(true)
        .trim(Trim::All)
        .from_reader(text.as_bytes())
}

/// The place of a row.
pub(super) fn place(source: &Source, record: &StringRecord) -> Location {
    line(source, record.position().map_or(1, csv::Position::line))
}

/// The place of a line.
pub(super) fn line(source: &Source, number: u64) -> Location {
    source.at(source.line_span(usize::try_from(number).unwrap_or(1)))
}
