//! acknowledgements.csv: who has acknowledged which version of which page, as a form or an HR
//! system exports it.

use crate::day::Day;
use crate::diag::Finding;
use crate::diag::catalogue::files::unusable_row;
use crate::site::acknowledgement::Acknowledged;
use crate::source::{Location, Source};
use csv::{Reader, ReaderBuilder, StringRecord, Trim};

/// The columns by any of their names, in small letters.
const COLUMNS: [&[&str]; 4] = [
    &["page", "path", "address", "url", "link", "document", "policy"],
    &["version", "revision"],
    &["person", "who", "name", "email", "e-mail", "mail", "user", "employee", "email address"],
    &["day", "date", "timestamp", "time", "acknowledged", "acknowledged on", "completed"],
];

/// Where each column stands.
struct Columns([Option<usize>; 4]);

/// Reads all rows; one that cannot be used is a finding.
pub fn acknowledgements(source: &Source) -> (Vec<Acknowledged>, Vec<Finding>) {
    let mut reader = reader(source.text());
    let header = reader.headers().cloned().unwrap_or_default();
    let columns = Columns::of(&header);
    let missing = [(0, "page"), (2, "person"), (3, "day")];
    if let Some((_, name)) = missing.iter().find(|(place, _)| !columns.has(*place)) {
        let why = format!("has no column `{name}`");
        let help = "name the columns in the first row: page, version, person, day";
        return (Vec::new(), vec![unusable_row(line(source, 1), &why, help)]);
    }
    let (mut rows, mut findings) = (Vec::new(), Vec::new());
    for record in reader.records() {
        match record {
            Ok(record) => match row(source, &columns, &record) {
                Ok(row) => rows.push(row),
                Err(finding) => findings.push(finding),
            },
            Err(error) => {
                let at = error.position().map_or(1, csv::Position::line);
                let place = line(source, usize::try_from(at).unwrap_or(1));
                findings.push(unusable_row(place, "is not a row of a table", "close its quotes"));
            }
        }
    }
    (rows, findings)
}

/// Commas, semicolons or tabs: whatever the first line has most of.
fn reader(text: &str) -> Reader<&[u8]> {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    let sign = [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| count(*sign));
    ReaderBuilder::new()
        .delimiter(sign.unwrap_or(b','))
        .flexible(true)
        .trim(Trim::All)
        .from_reader(text.as_bytes())
}

impl Columns {
    fn of(header: &StringRecord) -> Self {
        let place = |names: &[&str]| {
            header.iter().position(|cell| names.contains(&cell.to_lowercase().as_str()))
        };
        Columns(COLUMNS.map(place))
    }

    fn has(&self, column: usize) -> bool {
        self.0.get(column).is_some_and(Option::is_some)
    }

    fn cell<'r>(&self, record: &'r StringRecord, column: usize) -> &'r str {
        let place = self.0.get(column).copied().flatten();
        place.and_then(|place| record.get(place)).unwrap_or_default()
    }
}

fn row(source: &Source, columns: &Columns, record: &StringRecord) -> Result<Acknowledged, Finding> {
    let at = record.position().map_or(1, csv::Position::line);
    let place = line(source, usize::try_from(at).unwrap_or(1));
    let cell = |column: usize| columns.cell(record, column).to_owned();
    for (column, name) in [(0, "page"), (2, "person")] {
        if cell(column).is_empty() {
            let why = format!("names no {name}");
            return Err(unusable_row(place, &why, "complete the row, or remove it"));
        }
    }
    let written = cell(3);
    // Forms export the time as well.
    let day = written.split([' ', 'T']).next().unwrap_or_default();
    let Ok(day) = Day::parse(day) else {
        let why = format!("has no day: `{written}`");
        return Err(unusable_row(place, &why, "write it as `2026-11-20`"));
    };
    let version = Some(cell(1)).filter(|version| !version.is_empty());
    Ok(Acknowledged { page: cell(0), version, person: cell(2), day, place })
}

fn line(source: &Source, number: usize) -> Location {
    source.at(source.line_span(number))
}
