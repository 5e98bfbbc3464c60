//! When an answer can be expected: one algorithm, here and in the page's script
//! (`themes/default/js/answer.js`). A table of cases that both pass stands in `tests/answers/`.
//!
//! One person answers: the first of those who are asked that is on duty. From then on only that
//! person's time counts, or on days off the time of whoever stands in.

use crate::day::{Wait, WaitUnit};
use crate::govern::rota::{Rota, Span};
use jiff::{Timestamp, ToSpan};

/// Days that are looked at from one before the question; somebody who is off for longer answers to
/// nobody's knowledge.
const HORIZON: usize = 400;

/// When an answer comes at the latest, if all keep to their promises, and from whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedAnswer<'r> {
    /// The moment.
    pub at: Timestamp,
    /// The id of the person whose time counted; none where a clock alone decides.
    pub by: Option<&'r str>,
}

/// How a promise is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitCount {
    /// Seconds on the clock, by day and by night.
    Clock(i64),
    /// Seconds of somebody's working time.
    Working(i64),
    /// Somebody's working days.
    Days(u32),
}

impl WaitCount {
    /// Minutes and hours run while the promise's hours do: with `always` on the clock, else in
    /// working time.
    pub fn new(wait: Wait, always: bool) -> Self {
        let seconds = i64::from(wait.minutes(0)) * 60;
        match wait.unit() {
            WaitUnit::WorkingDay => WaitCount::Days(wait.count()),
            WaitUnit::Minute | WaitUnit::Hour if always => WaitCount::Clock(seconds),
            _ => WaitCount::Working(seconds),
        }
    }

    /// The same for the page's script: `c15`, `w240`, `d1`; minutes or days.
    pub fn text(self) -> String {
        match self {
            WaitCount::Clock(seconds) => format!("c{}", seconds / 60),
            WaitCount::Working(seconds) => format!("w{}", seconds / 60),
            WaitCount::Days(days) => format!("d{days}"),
        }
    }
}

impl Rota {
    /// When an answer to something that is asked at a moment can be expected; `None` where nobody's
    /// time is known.
    pub fn answer(&self, asked: Timestamp, count: WaitCount) -> Option<ExpectedAnswer<'_>> {
        let at = asked.as_second();
        if let WaitCount::Clock(seconds) = count {
            return Some(ExpectedAnswer {
                at: Timestamp::from_second(at.checked_add(seconds)?).ok()?,
                by: None,
            });
        }
        let place = self.first_on_duty(at)?;
        let duty = self.duty(place, at);
        let answered = match count {
            WaitCount::Days(days) => after_days(duty, at, days)?,
            WaitCount::Clock(seconds) | WaitCount::Working(seconds) => {
                after_working(duty, at, seconds)?
            }
        };
        let by = self.schedules.get(place).and_then(|schedule| schedule.person.as_deref());
        Some(ExpectedAnswer { at: Timestamp::from_second(answered).ok()?, by })
    }

    /// Whoever of those who are asked works first; of several the one named first.
    fn first_on_duty(&self, at: i64) -> Option<usize> {
        let begins = |place: &usize| {
            let spans = self.duty(*place, at).next()?;
            let start =
                spans.iter().filter(|(_, to)| *to > at).map(|(from, _)| (*from).max(at)).min()?;
            Some((start, *place))
        };
        self.asked.iter().filter_map(begins).min_by_key(|(start, _)| *start).map(|(_, place)| place)
    }

    /// The working days that are not over at a moment, in order.
    fn duty(&self, place: usize, at: i64) -> impl Iterator<Item = Vec<Span>> {
        let first = self
            .schedules
            .get(place)
            .and_then(|schedule| schedule.date(at)?.checked_sub(2.days()).ok());
        let dates = first.into_iter().flat_map(|first| first.series(1.day()).take(HORIZON));
        dates.map(move |date| self.working_day(place, date, 0)).filter(move |spans| end(spans) > at)
    }
}

/// When the last span of a working day ends.
fn end(spans: &[Span]) -> i64 {
    spans.iter().map(|(_, to)| *to).max().unwrap_or(i64::MIN)
}

/// The moment at which so much working time has passed.
fn after_working(duty: impl Iterator<Item = Vec<Span>>, at: i64, seconds: i64) -> Option<i64> {
    let (mut now, mut left) = (at, seconds);
    for (from, to) in duty.flatten() {
        now = now.max(from);
        if to - now >= left {
            return Some(now + left);
        }
        // Spans may overlap where somebody stands in; no minute counts twice.
        left -= (to - now).max(0);
        now = now.max(to);
    }
    None
}

/// Asked during a working day: the same point of the day so many working days later. Asked at any
/// other time: the end of the last of so many working days.
fn after_days(mut duty: impl Iterator<Item = Vec<Span>>, at: i64, days: u32) -> Option<i64> {
    let first = duty.next()?;
    let start = |spans: &[Span]| spans.first().map(|(from, _)| *from);
    let point = at - start(&first)?;
    let days = usize::try_from(days).ok()?;
    if point < 0 {
        let last = if days <= 1 { first } else { duty.nth(days - 2)? };
        return Some(end(&last));
    }
    let last = duty.nth(days.checked_sub(1)?)?;
    Some(end(&last).min(start(&last)? + point))
}
