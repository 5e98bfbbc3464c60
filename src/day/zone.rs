//! Time zones by their IANA name, from the database inside the program: every machine says the
//! same.

use crate::suggest;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::fmt;
use std::sync::LazyLock;

static DATABASE: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A time zone with its IANA name: `Europe/Lisbon`.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone(TimeZone);

/// A text that names no time zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownZone {
    /// The name that was perhaps meant.
    pub near: Option<String>,
}

impl Zone {
    /// The zone of an IANA name; case does not matter.
    pub fn parse(name: &str) -> Result<Self, UnknownZone> {
        let name = name.trim();
        DATABASE.get(name).map(Zone).map_err(|_| UnknownZone { near: nearest(name) })
    }

    /// The zone of a handbook that names none.
    pub fn utc() -> Self {
        Zone(TimeZone::UTC)
    }

    /// The IANA name, as the database spells it.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// The same for the calendar library.
    pub fn time_zone(&self) -> &TimeZone {
        &self.0
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// A near name, or the zone of a city that was given alone: `Lisbon` is `Europe/Lisbon`.
fn nearest(name: &str) -> Option<String> {
    let names: Vec<String> = DATABASE.available().map(|name| name.to_string()).collect();
    let city = name.rsplit('/').next().unwrap_or(name).replace(' ', "_");
    let same_city = |known: &&String| {
        known.rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case(&city))
    };
    let near = || suggest::nearest(name, names.iter().map(String::as_str)).map(str::to_owned);
    names.iter().filter(|known| known.contains('/')).find(same_city).cloned().or_else(near)
}

#[cfg(test)]
mod tests {
    use super::Zone;

    #[test]
    fn names_are_found_whatever_their_case() {
        assert_eq!(
            Zone::parse(" europe/lisbon ").map(|zone| zone.name().to_owned()),
            Ok("Europe/Lisbon".into())
        );
        assert_eq!(Zone::parse("UTC").as_ref().map(Zone::name), Ok("UTC"));
        assert_eq!(Zone::utc().to_string(), "UTC");
    }

    #[test]
    fn a_near_name_is_offered() {
        let near = |name| Zone::parse(name).expect_err(name).near;
        assert_eq!(near("Europe/Lisbonn").as_deref(), Some("Europe/Lisbon"));
        assert_eq!(near("Lisbon").as_deref(), Some("Europe/Lisbon"));
        assert_eq!(near("America/Sao Paulo").as_deref(), Some("America/Sao_Paulo"));
        assert_eq!(near("UTC+2 (summer)"), None);
        assert_eq!(near(""), None);
    }
}
