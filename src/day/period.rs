//! Periods of whole days: how long until the next review.

use std::fmt;

/// A length of time in calendar units: `6 months`. At least one day, at most a hundred years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    count: u32,
    unit: Unit,
}

/// What a period is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks of seven days.
    Week,
    /// Months of the calendar.
    Month,
    /// Years of the calendar.
    Year,
}

/// Why a text is not a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PeriodError {
    /// Nothing like a period: `often`.
    Malformed,
    /// A number without a unit: `6`.
    BareNumber(u32),
    /// `6m` could be minutes or months: the number.
    MinutesOrMonths(u32),
    /// `biannually`, `bimonthly`: twice in it or every second; both readings.
    TwoMeanings(Period, Period),
    /// Zero or negative.
    NotPositive,
    /// More than a hundred years.
    TooLong,
}

/// Words that are a period by themselves.
const WORDS: &[(&[&str], u32, Unit)] = &[
    (&["daily"], 1, Unit::Day),
    (&["weekly"], 1, Unit::Week),
    (&["fortnightly", "biweekly"], 2, Unit::Week),
    (&["monthly"], 1, Unit::Month),
    (&["quarterly"], 3, Unit::Month),
    (&["semiannually", "semiannual", "halfyearly"], 6, Unit::Month),
    (&["annually", "annual", "yearly"], 1, Unit::Year),
    (&["biennially", "biennial"], 2, Unit::Year),
];

/// Units as they are written behind a number.
const UNITS: &[(&[&str], Unit)] = &[
    (&["d", "day", "days"], Unit::Day),
    (&["w", "wk", "wks", "week", "weeks"], Unit::Week),
    (&["mo", "mos", "month", "months"], Unit::Month),
    (&["y", "yr", "yrs", "year", "years"], Unit::Year),
];

/// Units of ISO 8601 behind the `P`.
const ISO_UNITS: &[(&[&str], Unit)] =
    &[(&["d"], Unit::Day), (&["w"], Unit::Week), (&["m"], Unit::Month), (&["y"], Unit::Year)];

impl Period {
    /// So many units.
    pub fn new(count: u32, unit: Unit) -> Result<Self, PeriodError> {
        match count {
            0 => Err(PeriodError::NotPositive),
            _ if count > unit.most() => Err(PeriodError::TooLong),
            _ => Ok(Period { count, unit }),
        }
    }

    /// So many units, where the program itself says how many: at least one, at most a hundred
    /// years.
    pub(crate) fn of(count: u32, unit: Unit) -> Self {
        Period { count: count.clamp(1, unit.most()), unit }
    }

    /// Reads a period: `6 months`, `12months`, `90d`, `6w`, `6mo`, `1y`, `P6M`, `every 2 weeks`, or
    /// a word such as `quarterly`.
    ///
    /// ```
    /// use handbook::internals::day::Period;
    /// assert_eq!(Period::parse("P6M"), Period::parse("6 months"));
    /// assert!(Period::parse("6m").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        let text = text.split(" #").next().unwrap_or("").trim().to_lowercase();
        let text = text.strip_prefix("every ").unwrap_or(&text).trim();
        if let Some(rest) = text.strip_prefix('p') {
            return counted(rest, ISO_UNITS);
        }
        word(text).unwrap_or_else(|| counted(text, UNITS))
    }

    /// How many.
    pub fn count(self) -> u32 {
        self.count
    }

    /// Of what.
    pub fn unit(self) -> Unit {
        self.unit
    }

    /// The same for the calendar library. The limits of [`Period::new`] are far inside its own.
    pub(super) fn span(self) -> jiff::Span {
        let count = i64::from(self.count);
        match self.unit {
            Unit::Day => jiff::Span::new().days(count),
            Unit::Week => jiff::Span::new().weeks(count),
            Unit::Month => jiff::Span::new().months(count),
            Unit::Year => jiff::Span::new().years(count),
        }
    }
}

impl fmt::Display for Period {
    /// In plain words: `1 month`, `6 months`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.count == 1 { "" } else { "s" };
        write!(formatter, "{} {}{plural}", self.count, self.unit.name())
    }
}

impl Unit {
    fn name(self) -> &'static str {
        match self {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        }
    }

    /// A hundred years in this unit.
    fn most(self) -> u32 {
        match self {
            Unit::Day => 36_525,
            Unit::Week => 5_218,
            Unit::Month => 1_200,
            Unit::Year => 100,
        }
    }
}

fn word(text: &str) -> Option<Result<Period, PeriodError>> {
    let letters: String = text.chars().filter(|c| !matches!(c, '-' | ' ' | '_')).collect();
    let either = |one, other| Some(Err(PeriodError::TwoMeanings(one, other)));
    match letters.as_str() {
        "biannually" | "biannual" => {
            either(Period { count: 6, unit: Unit::Month }, Period { count: 2, unit: Unit::Year })
        }
        "bimonthly" => {
            either(Period { count: 2, unit: Unit::Week }, Period { count: 2, unit: Unit::Month })
        }
        letters => {
            let (_, count, unit) = WORDS.iter().find(|(words, ..)| words.contains(&letters))?;
            Some(Period::new(*count, *unit))
        }
    }
}

/// A number and a unit, with or without a blank or a hyphen between them.
fn counted(text: &str, units: &[(&[&str], Unit)]) -> Result<Period, PeriodError> {
    if text.starts_with('-') && text.as_bytes().get(1).is_some_and(u8::is_ascii_digit) {
        return Err(PeriodError::NotPositive);
    }
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    if digits.is_empty() {
        return Err(PeriodError::Malformed);
    }
    let count = digits.parse().map_err(|_| PeriodError::TooLong)?;
    let unit = unit.trim_start_matches([' ', '-', '\u{a0}']);
    match units.iter().find(|(names, _)| names.contains(&unit)) {
        Some((_, unit)) => Period::new(count, *unit),
        None if count == 0 => Err(PeriodError::NotPositive),
        None if unit.is_empty() => Err(PeriodError::BareNumber(count)),
        None if unit == "m" => Err(PeriodError::MinutesOrMonths(count)),
        None => Err(PeriodError::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::{Period, PeriodError, Unit};

    #[test]
    fn accepted_forms() {
        let cases = [
            ("6 months", 6, Unit::Month),
            ("6 month", 6, Unit::Month),
            ("12months", 12, Unit::Month),
            ("6-months", 6, Unit::Month),
            ("90 days", 90, Unit::Day),
            ("90-days", 90, Unit::Day),
            ("90d", 90, Unit::Day),
            ("12 weeks", 12, Unit::Week),
            ("6w", 6, Unit::Week),
            ("6mo", 6, Unit::Month),
            ("1y", 1, Unit::Year),
            ("1 Year # at least", 1, Unit::Year),
            ("P6M", 6, Unit::Month),
            ("P1Y", 1, Unit::Year),
            ("p90d", 90, Unit::Day),
            ("every 2 weeks", 2, Unit::Week),
            ("Quarterly", 3, Unit::Month),
            ("annually", 1, Unit::Year),
            ("yearly", 1, Unit::Year),
            ("semi-annually", 6, Unit::Month),
            ("monthly", 1, Unit::Month),
            ("weekly", 1, Unit::Week),
        ];
        for (text, count, unit) in cases {
            assert_eq!(Period::parse(text), Period::new(count, unit), "{text}");
            assert!(Period::parse(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn refused_forms() {
        let months = |count| Period::new(count, Unit::Month).expect("a period");
        let years = |count| Period::new(count, Unit::Year).expect("a period");
        let cases = [
            ("", PeriodError::Malformed),
            ("often", PeriodError::Malformed),
            ("P", PeriodError::Malformed),
            ("PT6M", PeriodError::Malformed),
            ("6 moons", PeriodError::Malformed),
            ("1.5 years", PeriodError::Malformed),
            ("6", PeriodError::BareNumber(6)),
            ("P6", PeriodError::BareNumber(6)),
            ("6m", PeriodError::MinutesOrMonths(6)),
            ("6 m", PeriodError::MinutesOrMonths(6)),
            ("0", PeriodError::NotPositive),
            ("0 days", PeriodError::NotPositive),
            ("-6 months", PeriodError::NotPositive),
            ("P-6M", PeriodError::NotPositive),
            ("101 years", PeriodError::TooLong),
            ("99999999999999999999 days", PeriodError::TooLong),
            ("biannually", PeriodError::TwoMeanings(months(6), years(2))),
        ];
        for (text, why) in cases {
            assert_eq!(Period::parse(text), Err(why), "{text}");
        }
    }
}
