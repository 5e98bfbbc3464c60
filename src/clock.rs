//! The clock and what stands in for it. The only room that knows what day it is.
#![expect(
    clippy::disallowed_methods,
    reason = "this room is the edge to the clock and to the variables that replace it"
)]

use crate::day::{Day, Zone};
use jiff::Timestamp;
use std::time::{Duration, Instant};

/// The day that counts as today: `asked` (a day, or days from now such as `+30d`) › `HANDBOOK_TODAY` › `SOURCE_DATE_EPOCH` › the clock
/// in the handbook's time zone. The error is the text that is no day.
pub fn today(asked: Option<&str>, zone: &Zone) -> Result<Day, String> {
    let from_variable = std::env::var("HANDBOOK_TODAY").ok().filter(|text| !text.trim().is_empty());
    match asked.map(str::to_owned).or(from_variable) {
        Some(text) => read(&text, zone).ok_or(text),
        None => from_clock(zone),
    }
}

fn read(text: &str, zone: &Zone) -> Option<Day> {
    match text.trim().strip_prefix('+') {
        Some(days) => from_clock(zone).ok()?.checked_add_days(days.trim_end_matches(['d', 'D']).parse().ok()?),
        None => Day::parse(text.trim()).ok(),
    }
}

fn from_clock(zone: &Zone) -> Result<Day, String> {
    let now = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => {
            seconds.trim().parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok()).ok_or(seconds)?
        }
        Err(_) => Timestamp::now(),
    };
    let date = now.to_zoned(zone.time_zone().clone()).date();
    Day::from_date(date).ok_or_else(|| date.to_string())
}

/// Measures how long something takes.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    pub fn start() -> Self {
        Stopwatch(Instant::now())
    }

    /// The time since the start, or since the last lap; begins the next lap.
    pub fn lap(&mut self) -> Duration {
        let now = Instant::now();
        now - std::mem::replace(&mut self.0, now)
    }
}
