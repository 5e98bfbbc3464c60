//! Civil days, periods, moments, working hours, times to wait and time zones.
//!
//! Never the clock: nothing here knows what day it is today.

pub mod hours;
mod moment;
mod names;
mod parse;
mod period;
mod phrase;
mod wait;
mod zone;

pub use hours::{Hours, HoursError, Turn};
use jiff::civil::{Date, Weekday};
pub use moment::Moment;
pub use parse::DayError;
pub use period::{Period, PeriodError, Unit};
pub use phrase::day_phrase;
use serde::{Serialize, Serializer};
use std::fmt;
pub use wait::{Wait, WaitError, WaitUnit};
pub use zone::Zone;

/// A civil day, without a time and without a zone: `2026-08-14`. Years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The first day there is: `0001-01-01`.
    pub const FIRST: Day = Day(jiff::civil::date(1, 1, 1));

    /// The last day there is: `9999-12-31`; no arithmetic leads past it.
    pub const LAST: Day = Day(Date::MAX);

    /// The day of this year, month (1 to 12) and day of the month; `None` where the calendar has no
    /// such day.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().and_then(Self::from_date)
    }

    /// The day of a date of the calendar library; `None` before the year 1.
    pub fn from_date(date: Date) -> Option<Self> {
        (date.year() >= 1).then_some(Day(date))
    }

    /// The same day for the calendar library.
    pub fn date(self) -> Date {
        self.0
    }

    /// This day and a period later: calendar months, clamped to the month's end, and never past
    /// [`Day::LAST`].
    #[must_use]
    pub fn plus(self, period: Period) -> Self {
        self.0.checked_add(period.span()).map_or(Self::LAST, Day)
    }

    /// This day and a period earlier; `None` outside of the calendar.
    pub fn minus(self, period: Period) -> Option<Self> {
        self.0.checked_sub(period.span()).ok().and_then(Self::from_date)
    }

    /// This many days later, or earlier when negative; `None` outside of the calendar.
    pub fn checked_add_days(self, days: i64) -> Option<Self> {
        let span = jiff::Span::new().try_days(days).ok()?;
        self.0.checked_add(span).ok().and_then(Self::from_date)
    }

    /// How many days it is until `later`; negative when that day has passed.
    pub fn days_until(self, later: Day) -> i64 {
        self.0.duration_until(later.0).as_hours() / 24
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// The day in plain English words: `14 August 2026`.
    pub fn in_words(self) -> String {
        self.0.strftime("%-d %B %Y").to_string()
    }
}

impl fmt::Display for Day {
    /// As in front matter: `2026-08-14`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, Period, Unit};
    use proptest::prelude::{Strategy, any, proptest};

    fn day(text: &str) -> Day {
        Day::parse(text).expect(text)
    }

    fn period(text: &str) -> Period {
        Period::parse(text).expect(text)
    }

    #[test]
    fn months_are_clamped_to_their_end() {
        assert_eq!(day("2026-08-31").plus(period("6 months")), day("2027-02-28"));
        assert_eq!(day("2027-08-31").plus(period("6 months")), day("2028-02-29"));
        assert_eq!(day("2024-02-29").plus(period("1 year")), day("2025-02-28"));
        assert_eq!(day("2026-12-31").plus(period("1 day")), day("2027-01-01"));
        assert_eq!(day("9990-01-01").plus(period("100 years")), Day::LAST);
    }

    #[test]
    fn days_are_counted_both_ways() {
        assert_eq!(day("2026-02-27").days_until(day("2026-03-01")), 2);
        assert_eq!(day("2026-03-01").days_until(day("2026-02-27")), -2);
        assert_eq!(day("2026-03-01").checked_add_days(-2), Some(day("2026-02-27")));
        assert_eq!(Day::LAST.checked_add_days(1), None);
        assert_eq!(Day::LAST.checked_add_days(i64::MAX), None);
        assert_eq!(day("0001-01-01").days_until(Day::LAST), 3_652_058);
    }

    #[test]
    fn a_day_in_words() {
        assert_eq!(day("2026-08-04").in_words(), "4 August 2026");
        assert_eq!(
            serde_json::to_string(&day("2026-08-04")).ok().as_deref(),
            Some("\"2026-08-04\"")
        );
    }

    fn any_day() -> impl Strategy<Value = Day> {
        (1i16..=9999, 1i8..=12, 1i8..=31)
            .prop_filter_map("no such day", |(year, month, day)| Day::new(year, month, day))
    }

    fn any_period() -> impl Strategy<Value = Period> {
        let unit = proptest::sample::select(vec![Unit::Day, Unit::Week, Unit::Month, Unit::Year]);
        (1u32..=36_525, unit).prop_map(|(count, unit)| Period::of(count, unit))
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(day in any_day(), period in any_period()) {
            assert_eq!(Day::parse(&day.to_string()), Ok(day));
            assert_eq!(Day::parse(&day.in_words()), Ok(day));
            assert_eq!(Period::parse(&period.to_string()), Ok(period));
        }

        #[test]
        fn a_later_start_never_ends_earlier(one in any_day(), other in any_day(), period in any_period()) {
            assert!(one.min(other).plus(period) <= one.max(other).plus(period));
            assert!(one.plus(period) > one || one.plus(period) == Day::LAST);
        }

        #[test]
        fn days_until_undoes_adding_days(day in any_day(), days in -400_000i64..400_000) {
            if let Some(other) = day.checked_add_days(days) {
                assert_eq!(day.days_until(other), days);
            }
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in any::<String>(), digits in "[0-9/. \
            TtZz:+-]{0,24}") {
            for text in [text, digits] {
                let _ = Day::parse(&text);
                let _ = Period::parse(&text);
            }
        }
    }
}
