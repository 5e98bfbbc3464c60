//! Points in time, which become days only in a time zone.

use crate::day::{Day, Zone};
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

/// A point in time with the offset of whoever wrote it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct CommitTime {
    seconds: i64,
    offset_minutes: i32,
}

impl CommitTime {
    /// Seconds since 1970 and minutes east of Greenwich.
    pub fn new(seconds: i64, offset_minutes: i32) -> Self {
        CommitTime { seconds, offset_minutes }
    }

    /// Reads git's raw form, `1723622400 +0200`; an offset that makes no sense counts as none.
    pub fn parse(raw: &str) -> Option<Self> {
        let (seconds, offset) = raw.trim().split_once(' ').unwrap_or((raw.trim(), "+0000"));
        Some(CommitTime {
            seconds: seconds.parse().ok()?,
            offset_minutes: minutes(offset).unwrap_or(0),
        })
    }

    /// The day it was in a time zone; `None` outside of the calendar.
    pub fn day_in(self, zone: &Zone) -> Option<Day> {
        self.day(zone.time_zone())
    }

    /// The day it was where it was written; `None` outside of the calendar.
    pub fn own_day(self) -> Option<Day> {
        self.day(&Offset::from_seconds(self.offset_minutes * 60).ok()?.to_time_zone())
    }

    /// Seconds since 1970.
    pub fn seconds(self) -> i64 {
        self.seconds
    }

    fn day(self, zone: &TimeZone) -> Option<Day> {
        let timestamp = Timestamp::from_second(self.seconds).ok()?;
        Day::from_date(zone.to_datetime(timestamp).date())
    }
}

/// `+0530` is 330. Beyond a day and a bit there are no zones.
fn minutes(offset: &str) -> Option<i32> {
    let (hours, minutes) = offset.split_at_checked(offset.len().checked_sub(2)?)?;
    let sign = if hours.starts_with('-') { -1 } else { 1 };
    let hours: i32 = hours.trim_start_matches(['+', '-']).parse().ok()?;
    let minutes: i32 = minutes.parse().ok()?;
    (hours < 25 && (0..60).contains(&minutes)).then_some(sign * (hours * 60 + minutes))
}

#[cfg(test)]
mod tests {
    use super::CommitTime;
    use crate::day::{Day, Zone};

    fn days(raw: &str) -> Option<(String, String)> {
        let lisbon = Zone::parse("Europe/Lisbon").expect("a zone");
        let moment = CommitTime::parse(raw)?;
        let words = |day: Option<Day>| day.map_or("none".to_owned(), |day| day.to_string());
        Some((words(moment.own_day()), words(moment.day_in(&lisbon))))
    }

    #[test]
    fn one_moment_is_two_days_in_two_places() {
        let both = |own: &str, here: &str| Some((own.to_owned(), here.to_owned()));
        assert_eq!(days("1786741200 +0530"), both("2026-08-15", "2026-08-14"));
        assert_eq!(days("1786752000 -0800"), both("2026-08-14", "2026-08-15"));
        assert_eq!(days("0 -0100"), both("1969-12-31", "1970-01-01"));
        assert_eq!(days("1786741200 +51800"), both("2026-08-14", "2026-08-14"));
        assert_eq!(days("1786741200"), both("2026-08-14", "2026-08-14"));
        assert_eq!(days("99999999999999 +0000"), both("none", "none"));
        assert_eq!(days("soon +0000"), None);
        assert_eq!(days("1 é"), both("1970-01-01", "1970-01-01"));
    }
}
