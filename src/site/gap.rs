//! What readers report as missing or wrong.

use crate::day::Day;
use crate::source::Location;

/// One row of gaps.csv.
#[derive(Clone, Debug)]
pub struct GapReport {
    /// The page, by its file or address.
    pub(crate) page: Option<String>,
    /// What somebody searched for.
    pub(crate) search: Option<String>,
    /// When.
    pub(crate) day: Option<Day>,
    /// How often.
    pub(crate) count: usize,
    /// Whether somebody has dealt with it.
    pub(crate) is_closed: bool,
    /// The row.
    pub(crate) place: Location,
}
