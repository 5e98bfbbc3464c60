//! acknowledgements.csv: who has acknowledged which version of which page, as a form or an HR
//! system exports it.

use super::table::{self, TableColumns};
use crate::day::Day;
use crate::diag::Finding;
use crate::diag::catalogue::files::unusable_row;
use crate::site::acknowledgement::Acknowledged;
use crate::source::Source;
use csv::StringRecord;

/// The columns by any of their names, in small letters.
const COLUMNS: [&[&str]; 4] = [
    &["page", "path", "address", "url", "link", "document", "policy"],
    &["version", "revision"],
    &["person", "who", "name", "email", "e-mail", "mail", "user", "employee", "email address"],
    &["day", "date", "timestamp", "time", "acknowledged", "acknowledged on", "completed"],
];

/// Reads all rows; one that cannot be used is a finding.
pub fn acknowledgements(source: &Source) -> (Vec<Acknowledged>, Vec<Finding>) {
    let mut reader = table::reader(source.text());
    let header = reader.headers().cloned().unwrap_or_default();
    let columns = TableColumns::of(&header, COLUMNS);
    let missing = [(0, "page"), (2, "person"), (3, "day")];
    if let Some((_, name)) = missing.iter().find(|(place, _)| !columns.has(*place)) {
        let why = format!("has no column `{name}`");
        let help = "name the columns in the first row: page, version, person, day";
        return (Vec::new(), vec![unusable_row(table::line(source, 1), &why, help)]);
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
                let place = table::line(source, at);
                findings.push(unusable_row(place, "is not a row of a table", "close its quotes"));
            }
        }
    }
    (rows, findings)
}

fn row(
    source: &Source,
    columns: &TableColumns<4>,
    record: &StringRecord,
) -> Result<Acknowledged, Finding> {
    let place = table::place(source, record);
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
