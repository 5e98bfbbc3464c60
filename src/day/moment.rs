//! A moment as somebody's clock shows it.

use crate::day::{Day, Zone};
use jiff::civil::{DateTime, Time, Weekday};
use jiff::{Timestamp, ToSpan, Zoned};
use serde::{Serialize, Serializer};
use std::fmt;

/// A moment by the clock of a zone. Shown to machines as RFC 3339: `2026-11-20T18:00:00-08:00`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment(Zoned);

impl Moment {
    /// A moment by this clock.
    pub fn new(at: Timestamp, zone: &Zone) -> Self {
        Moment(at.to_zoned(zone.time_zone().clone()))
    }

    /// Reads a moment: `2026-11-20 18:00`, `2026-11-20T18:00`, `18:00` (today), `Fri 18:00` (the
    /// next Friday, today among them), each by the clock of the zone; or with its own offset,
    /// `2026-11-20T18:00-08:00`.
    ///
    /// ```
    /// use handbook::internals::day::{Day, Moment, Zone};
    /// let today = Day::parse("2026-11-18").unwrap();
    /// let moment = Moment::parse("Fri 18:00", &Zone::utc(), today).unwrap();
    /// assert_eq!(moment.in_words(), "Friday 20 November 2026, 18:00");
    /// ```
    pub fn parse(text: &str, zone: &Zone, today: Day) -> Option<Self> {
        let text = text.trim();
        if let Ok(at) = text.parse::<Timestamp>() {
            return Some(Moment::new(at, zone));
        }
        let shown = match text.parse::<Time>() {
            Ok(time) if !text.contains('-') => today.date().to_datetime(time),
            _ => on_weekday(text, today).or_else(|| written(text))?,
        };
        shown.to_zoned(zone.time_zone().clone()).ok().map(Moment)
    }

    /// A time of a day, in minutes since midnight.
    pub fn at(day: Day, minutes: u16, zone: &Zone) -> Option<Self> {
        let (hour, minute) = (i8::try_from(minutes / 60).ok()?, i8::try_from(minutes % 60).ok()?);
        let time = Time::new(hour, minute, 0, 0).ok()?;
        day.date().to_datetime(time).to_zoned(zone.time_zone().clone()).ok().map(Moment)
    }

    /// The noon of a day.
    pub fn noon(day: Day, zone: &Zone) -> Option<Self> {
        day.date().at(12, 0, 0, 0).to_zoned(zone.time_zone().clone()).ok().map(Moment)
    }

    /// The same moment on everybody's clock.
    pub fn timestamp(&self) -> Timestamp {
        self.0.timestamp()
    }

    /// The day that the clock of a zone shows then.
    pub fn day_in(&self, zone: &Zone) -> Option<Day> {
        Day::from_date(self.timestamp().to_zoned(zone.time_zone().clone()).date())
    }

    /// In plain English words: `Friday 20 November 2026, 18:00`.
    pub fn in_words(&self) -> String {
        self.0.strftime("%A %-d %B %Y, %H:%M").to_string()
    }
}

/// A day and a time; a day alone says no moment.
fn written(text: &str) -> Option<DateTime> {
    if text.contains(':') { text.parse().ok() } else { None }
}

/// `Fri 18:00`: on that day of the week, at the soonest.
fn on_weekday(text: &str, today: Day) -> Option<DateTime> {
    let (name, time) = text.split_once(char::is_whitespace)?;
    let days = (0..7).filter_map(|days| today.date().checked_add(days.days()).ok());
    let name = name.trim_end_matches(',').to_ascii_lowercase();
    let is_meant = |weekday: Weekday| {
        name.len() >= 3 && format!("{weekday:?}").to_ascii_lowercase().starts_with(&name)
    };
    let date = days.into_iter().find(|date| is_meant(date.weekday()))?;
    Some(date.to_datetime(time.trim().parse().ok()?))
}

impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0.strftime("%Y-%m-%dT%H:%M:%S%:z"))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;
    use crate::day::{Day, Zone};
    use proptest::prelude::{any, proptest};

    fn parse(text: &str) -> Option<String> {
        let zone = Zone::parse("America/Los_Angeles").expect("a zone");
        Moment::parse(text, &zone, Day::parse("2026-11-18").expect("a day"))
            .map(|moment| moment.to_string())
    }

    #[test]
    fn many_ways_of_writing_are_read() {
        let cases = [
            ("2026-11-20 18:00", "2026-11-20T18:00:00-08:00"),
            ("2026-11-20T18:00", "2026-11-20T18:00:00-08:00"),
            ("2026-11-20T18:00:30", "2026-11-20T18:00:30-08:00"),
            ("2026-11-20T18:00Z", "2026-11-20T10:00:00-08:00"),
            ("2026-11-20T18:00+05:30", "2026-11-20T04:30:00-08:00"),
            ("18:00", "2026-11-18T18:00:00-08:00"),
            ("Fri 18:00", "2026-11-20T18:00:00-08:00"),
            ("wednesday, 09:30", "2026-11-18T09:30:00-08:00"),
            // The clock goes forward at 02:00.
            ("2027-03-14 02:30", "2027-03-14T03:30:00-07:00"),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_says_no_moment_is_refused() {
        for text in ["", "now", "2026-11-20", "25:00", "Fr 18:00", "Fri", "2026-02-30 10:00"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in any::<String>(), near in "[0-9T:Z+ -]{0,24}") {
            let _ = (parse(&text), parse(&near));
        }
    }
}
