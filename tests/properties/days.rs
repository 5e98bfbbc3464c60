//! Days and periods: what is written is read back, and arithmetic keeps its order.

use super::tries;
use handbook::internals::day::{Day, Period, Unit};
use proptest::prelude::*;

fn day() -> impl Strategy<Value = Day> {
    (1_i16..=9999, 1_i8..=12, 1_i8..=31)
        .prop_filter_map("a day of the calendar", |(year, month, day)| Day::new(year, month, day))
}

fn period() -> impl Strategy<Value = Period> {
    let unit = prop_oneof![Just(Unit::Day), Just(Unit::Week), Just(Unit::Month), Just(Unit::Year)];
    (1_u32..100, unit).prop_filter_map("a period", |(count, unit)| Period::new(count, unit).ok())
}

proptest! {
    #![proptest_config(tries())]

    #[test]
    fn a_written_day_is_read_back(day in day()) {
        prop_assert_eq!(Day::parse(&day.to_string()), Ok(day));
    }

    #[test]
    fn a_written_period_is_read_back(period in period()) {
        prop_assert_eq!(Period::parse(&period.to_string()), Ok(period));
    }

    #[test]
    fn later_days_are_due_later(one in day(), other in day(), period in period()) {
        let (early, late) = (one.min(other), one.max(other));
        prop_assert!(early.plus(period) <= late.plus(period));
        prop_assert!(early.plus(period) >= early);
    }

    #[test]
    fn days_are_counted_as_they_are_added(day in day(), count in 0_i64..100_000) {
        if let Some(later) = day.checked_add_days(count) {
            prop_assert_eq!(day.days_until(later), count);
            prop_assert_eq!(later.days_until(day), -count);
        }
    }

    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,40}|[0-9P./ mdwy-]{0,12}") {
        let _ = (Day::parse(&text), Period::parse(&text));
    }
}
