//! Tables that other systems export as CSV, with whatever names their columns have.

use crate::day::Day;
use crate::diag::Finding;
use crate::diag::catalogue::files::unusable_row;
use crate::source::{Location, Source};
use csv::{Position, Reader, ReaderBuilder, StringRecord, Trim};

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

/// What a table lacks as a whole: why it cannot be used, and what to do.
pub(super) type Lack = (String, &'static str);

/// Reads all rows; one that cannot be used is a finding. Where `lacks` has something to say, no row
/// can be used.
pub(super) fn rows<const N: usize, Row>(
    source: &Source,
    names: [&[&str]; N],
    lacks: impl Fn(&TableColumns<N>) -> Option<Lack>,
    row: impl Fn(&TableColumns<N>, &StringRecord, Location) -> Result<Row, Finding>,
) -> (Vec<Row>, Vec<Finding>) {
    let mut reader = reader(source.text());
    let header = reader.headers().cloned().unwrap_or_default();
    let columns = TableColumns::of(&header, names);
    if let Some((why, help)) = lacks(&columns) {
        return (Vec::new(), vec![unusable_row(line(source, 1), &why, help)]);
    }
    let (mut rows, mut findings) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let read = match record {
            Ok(record) => row(&columns, &record, place(source, record.position())),
            Err(error) => {
                let place = place(source, error.position());
                Err(unusable_row(place, "is not a row of a table", "close its quotes"))
            }
        };
        match read {
            Ok(row) => rows.push(row),
            Err(finding) => findings.push(finding),
        }
    }
    (rows, findings)
}

/// The day in a cell; forms export the time as well.
pub(super) fn day(cell: &str, place: &Location) -> Result<Day, Finding> {
    let first = cell.split([' ', 'T']).next().unwrap_or_default();
    Day::parse(first).or_else(|_| Day::parse(cell)).map_err(|_| {
        let why = format!("has no day: `{cell}`");
        unusable_row(place.clone(), &why, "write it as `2026-11-20`")
    })
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

fn place(source: &Source, position: Option<&Position>) -> Location {
    line(source, position.map_or(1, Position::line))
}

fn line(source: &Source, number: u64) -> Location {
    source.at(source.line_span(usize::try_from(number).unwrap_or(1)))
}
