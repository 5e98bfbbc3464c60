//! Pages that people have to acknowledge, and who has.

use crate::day::{Day, Period};
use crate::source::Location;
use crate::yaml::Sourced;
use std::fmt::{Display, Formatter, Result};

/// `acknowledge:` of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AcknowledgeMeta {
    /// Who: people, teams or roles; empty for everybody.
    pub(crate) by: Vec<Sourced<String>>,
    /// How long after it holds, or after somebody came.
    pub(crate) within: Option<Period>,
    /// Which version; without it, that of the page.
    pub(crate) version: Option<String>,
}

/// One row of acknowledgements.csv.
#[derive(Clone, Debug)]
pub struct Acknowledged {
    /// The page, by its file or address.
    pub(crate) page: String,
    /// The version, as it is written.
    pub(crate) version: Option<String>,
    /// Who, by any of their names.
    pub(crate) person: String,
    /// When.
    pub(crate) day: Day,
    /// The row.
    pub(crate) place: Location,
}

impl Display for AcknowledgeMeta {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        let names: Vec<&str> = self.by.iter().map(|name| name.value().as_str()).collect();
        out.write_str(&if names.is_empty() { "all".to_owned() } else { names.join(", ") })?;
        self.within.iter().try_for_each(|within| write!(out, ", within {within}"))?;
        self.version.iter().try_for_each(|version| write!(out, ", version {version}"))
    }
}
