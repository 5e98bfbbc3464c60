//! How long somebody waits for an answer.

use std::fmt;

/// A time to wait: `15m`, `4h`, `4 working hours`, `1 working day`. At least one, at most a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wait {
    count: u32,
    unit: WaitUnit,
}

/// What a wait is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WaitUnit {
    /// Minutes; they run while the hours of the level or channel run.
    Minute,
    /// Hours; the same.
    Hour,
    /// Hours in which whoever answers works.
    WorkingHour,
    /// Days on which whoever answers works.
    WorkingDay,
}

/// Why a text is no time to wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WaitError {
    /// Nothing like one: `soon`.
    Malformed,
    /// A number without a unit.
    BareNumber(u32),
    /// `2 days` could be 48 hours or two working days: the number.
    AnyDays(u32),
    /// Zero or negative.
    NotPositive,
    /// More than a year.
    TooLong,
}

const UNITS: &[(&[&str], WaitUnit)] = &[
    (&["m", "min", "mins", "minute", "minutes"], WaitUnit::Minute),
    (&["h", "hr", "hrs", "hour", "hours"], WaitUnit::Hour),
    (
        &["workinghour", "workinghours", "businesshour", "businesshours", "wh"],
        WaitUnit::WorkingHour,
    ),
    (
        &["workingday", "workingdays", "workday", "workdays", "businessday", "businessdays", "wd"],
        WaitUnit::WorkingDay,
    ),
];

impl Wait {
    /// So many units.
    pub fn new(count: u32, unit: WaitUnit) -> Result<Self, WaitError> {
        match count {
            0 => Err(WaitError::NotPositive),
            _ if count > unit.most() => Err(WaitError::TooLong),
            _ => Ok(Wait { count, unit }),
        }
    }

    /// Reads a time to wait: `15m`, `15 minutes`, `4h`, `4 working hours`, `one working day`, `2
    /// business days`.
    ///
    /// ```
    /// use handbook::internals::day::Wait;
    /// assert_eq!(Wait::parse("15 minutes"), Wait::parse("15m"));
    /// assert!(Wait::parse("2 days").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, WaitError> {
        let text = text.trim().to_lowercase();
        let text = text.strip_prefix("within ").unwrap_or(&text).trim_start();
        let text = ["one ", "a ", "an "]
            .iter()
            .find_map(|one| text.strip_prefix(one))
            .map_or_else(|| text.to_owned(), |rest| format!("1 {rest}"));
        if text.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            return Err(WaitError::NotPositive);
        }
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = text.split_at(digits);
        if number.is_empty() {
            return Err(WaitError::Malformed);
        }
        let count = number.parse().map_err(|_| WaitError::TooLong)?;
        let unit: String = unit.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        match UNITS.iter().find(|(names, _)| names.contains(&unit.as_str())) {
            Some((_, unit)) => Wait::new(count, *unit),
            None if unit.is_empty() => Err(WaitError::BareNumber(count)),
            None if matches!(unit.as_str(), "d" | "day" | "days") => Err(WaitError::AnyDays(count)),
            None => Err(WaitError::Malformed),
        }
    }

    /// How many.
    pub fn count(self) -> u32 {
        self.count
    }

    /// Of what.
    pub fn unit(self) -> WaitUnit {
        self.unit
    }

    /// The same in minutes, a working day being so many minutes.
    pub fn minutes(self, working_day: u32) -> u32 {
        let each = match self.unit {
            WaitUnit::Minute => 1,
            WaitUnit::Hour | WaitUnit::WorkingHour => 60,
            WaitUnit::WorkingDay => working_day,
        };
        self.count.saturating_mul(each)
    }

    /// Whether it is counted in the working time of whoever answers, whatever the hours of the
    /// level are.
    pub fn is_working(self) -> bool {
        matches!(self.unit, WaitUnit::WorkingHour | WaitUnit::WorkingDay)
    }
}

impl WaitUnit {
    /// The key of its word: `minute`, `working_day`.
    pub fn key(self) -> &'static str {
        match self {
            WaitUnit::Minute => "minute",
            WaitUnit::Hour => "hour",
            WaitUnit::WorkingHour => "working_hour",
            WaitUnit::WorkingDay => "working_day",
        }
    }

    /// A year in this unit.
    fn most(self) -> u32 {
        match self {
            WaitUnit::Minute => 525_600,
            WaitUnit::Hour | WaitUnit::WorkingHour => 8_760,
            WaitUnit::WorkingDay => 366,
        }
    }
}

impl fmt::Display for Wait {
    /// In plain words: `15 minutes`, `1 working day`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.count == 1 { "" } else { "s" };
        write!(formatter, "{} {}{plural}", self.count, self.unit.key().replace('_', " "))
    }
}

#[cfg(test)]
mod tests {
    use super::{Wait, WaitError};
    use proptest::prelude::{any, proptest};

    #[test]
    fn accepted_forms() {
        let cases = [
            ("15m", "15 minutes"),
            ("1 min", "1 minute"),
            ("within 15 minutes", "15 minutes"),
            ("4h", "4 hours"),
            ("an hour", "1 hour"),
            ("4 working hours", "4 working hours"),
            ("4 business-hours", "4 working hours"),
            ("1 working day", "1 working day"),
            ("one working day", "1 working day"),
            ("3 Workdays", "3 working days"),
        ];
        for (text, expected) in cases {
            assert_eq!(
                Wait::parse(text).map(|wait| wait.to_string()).as_deref(),
                Ok(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn refused_forms_say_why() {
        let cases = [
            ("soon", WaitError::Malformed),
            ("", WaitError::Malformed),
            ("4 weeks", WaitError::Malformed),
            ("15", WaitError::BareNumber(15)),
            ("2 days", WaitError::AnyDays(2)),
            ("1d", WaitError::AnyDays(1)),
            ("0m", WaitError::NotPositive),
            ("-5m", WaitError::NotPositive),
            ("9000h", WaitError::TooLong),
            ("99999999999m", WaitError::TooLong),
        ];
        for (text, expected) in cases {
            assert_eq!(Wait::parse(text), Err(expected), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(text in "[0-9]{1,4} ?(m|h|working \
            (hours|days)|wd)", any in any::<String>()) {
            let _ = Wait::parse(&any);
            if let Ok(wait) = Wait::parse(&text) {
                assert_eq!(Wait::parse(&wait.to_string()), Ok(wait));
            }
        }
    }
}
