//! The clock and what stands in for it. The only room that knows what day it is.
#![expect(
    clippy::disallowed_methods,
    reason = "this room is the edge to the clock and to the variables that replace it"
)]

use crate::day::{Day, Moment, Zone};
use jiff::Timestamp;
use std::time::{Duration, Instant};

/// The day that counts as today: `asked` (a day, or days from now such as `+30d`) ›
/// `HANDBOOK_TODAY` › `SOURCE_DATE_EPOCH` › the clock in the handbook's time zone. The error is the
/// text that is no day.
pub fn today(asked: Option<&str>, zone: &Zone) -> Result<Day, String> {
    match stand_in(asked) {
        Some(text) => read(&text, zone).ok_or(text),
        None => from_clock(zone),
    }
}

/// The moment that counts as now: noon of the day that stands in for today, else
/// `SOURCE_DATE_EPOCH` › the clock. The error is as for today.
pub fn now(asked: Option<&str>, zone: &Zone) -> Result<Moment, String> {
    match stand_in(asked) {
        Some(text) => read(&text, zone).and_then(|day| Moment::noon(day, zone)).ok_or(text),
        None => timestamp().map(|now| Moment::new(now, zone)),
    }
}

/// What stands in for today, on the command line or in the variable for it.
fn stand_in(asked: Option<&str>) -> Option<String> {
    let from_variable =
        || std::env::var("HANDBOOK_TODAY").ok().filter(|text| !text.trim().is_empty());
    asked.map(str::to_owned).or_else(from_variable)
}

fn read(text: &str, zone: &Zone) -> Option<Day> {
    match text.trim().strip_prefix('+') {
        Some(days) => {
            from_clock(zone).ok()?.checked_add_days(days.trim_end_matches(['d', 'D']).parse().ok()?)
        }
        None => Day::parse(text.trim()).ok(),
    }
}

fn from_clock(zone: &Zone) -> Result<Day, String> {
    let date = timestamp()?.to_zoned(zone.time_zone().clone()).date();
    Day::from_date(date).ok_or_else(|| date.to_string())
}

fn timestamp() -> Result<Timestamp, String> {
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => seconds
            .trim()
            .parse()
            .ok()
            .and_then(|seconds| Timestamp::from_second(seconds).ok())
            .ok_or(seconds),
        Err(_) => Ok(Timestamp::now()),
    }
}

/// Measures how long something takes.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    pub fn start() -> Self {
        Stopwatch(Instant::now())
    }

    /// The time since the start, or since the last lap.
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    /// The time since the start, or since the last lap; begins the next lap.
    pub fn lap(&mut self) -> Duration {
        let now = Instant::now();
        now - std::mem::replace(&mut self.0, now)
    }
}
