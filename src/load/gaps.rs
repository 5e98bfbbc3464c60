//! gaps.csv: what readers report as missing or wrong, and what they searched for in vain, as an
//! issue tracker or a form exports it.

use super::table::{self, Lack, TableColumns};
use crate::day::Day;
use crate::diag::Finding;
use crate::diag::catalogue::files::unusable_row;
use crate::site::gap::GapReport;
use crate::source::{Location, Source};
use csv::StringRecord;

/// The columns by any of their names, in small letters.
const COLUMNS: [&[&str]; 5] = [
    &["page", "path", "address", "url", "link", "document", "policy"],
    &["search", "query", "searched", "searched for", "search term", "term", "keywords"],
    &["day", "date", "created", "created at", "created_at", "timestamp", "time", "reported"],
    &["count", "times", "number", "searches", "reports", "hits", "total"],
    &["state", "status", "closed", "closed at", "closed_at", "resolved"],
];

/// Words for a report that somebody has dealt with.
const CLOSED: [&str; 10] = [
    "closed",
    "done",
    "resolved",
    "fixed",
    "yes",
    "true",
    "wontfix",
    "completed",
    "duplicate",
    "rejected",
];

/// Reads all rows; one that cannot be used is a finding.
pub fn gaps(source: &Source) -> (Vec<GapReport>, Vec<Finding>) {
    table::rows(source, COLUMNS, lacks, row)
}

fn lacks(columns: &TableColumns<5>) -> Option<Lack> {
    let why = "has neither a column `page` nor a column `search`".to_owned();
    let help = "name the columns in the first row: page, search, day, count, state";
    (!columns.has(0) && !columns.has(1)).then_some((why, help))
}

fn row(
    columns: &TableColumns<5>,
    record: &StringRecord,
    place: Location,
) -> Result<GapReport, Finding> {
    let cell = |column: usize| {
        Some(columns.cell(record, column).to_owned()).filter(|text| !text.is_empty())
    };
    let (page, search) = (cell(0), cell(1));
    if page.is_none() && search.is_none() {
        let why = "names neither a page nor a search";
        return Err(unusable_row(place, why, "complete the row, or remove it"));
    }
    let day = cell(2).map(|text| table::day(&text, &place)).transpose()?;
    let count = match cell(3).map(|text| text.parse::<usize>()) {
        Some(Ok(count)) => count,
        None => 1,
        Some(Err(_)) => {
            let why = format!("has no number: `{}`", columns.cell(record, 3));
            return Err(unusable_row(place, &why, "write how often it was, such as `3`"));
        }
    };
    let is_closed = cell(4).is_some_and(|state| {
        CLOSED.contains(&state.to_lowercase().as_str()) || Day::parse(&state).is_ok()
    });
    Ok(GapReport { page, search, day, count, is_closed, place })
}
