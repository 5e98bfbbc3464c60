//! acknowledgements.csv: who has acknowledged which version of which page, as a form or an HR
//! system exports it.

use super::table::{self, Lack, TableColumns};
use crate::diag::Finding;
use crate::diag::catalogue::files::unusable_row;
use crate::site::acknowledgement::Acknowledged;
use crate::source::{Location, Source};
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
    table::rows(source, COLUMNS, lacks, row)
}

fn lacks(columns: &TableColumns<4>) -> Option<Lack> {
    let needed = [(0, "page"), (2, "person"), (3, "day")];
    let (_, name) = needed.into_iter().find(|(place, _)| !columns.has(*place))?;
    let help = "name the columns in the first row: page, version, person, day";
    Some((format!("has no column `{name}`"), help))
}

fn row(
    columns: &TableColumns<4>,
    record: &StringRecord,
    place: Location,
) -> Result<Acknowledged, Finding> {
    let cell = |column: usize| columns.cell(record, column).to_owned();
    for (column, name) in [(0, "page"), (2, "person")] {
        if cell(column).is_empty() {
            let why = format!("names no {name}");
            return Err(unusable_row(place, &why, "complete the row, or remove it"));
        }
    }
    let day = table::day(&cell(3), &place)?;
    let version = Some(cell(1)).filter(|version| !version.is_empty());
    Ok(Acknowledged { page: cell(0), version, person: cell(2), day, place })
}
