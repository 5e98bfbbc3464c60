//! Days as people write them; what could be two days is refused, never guessed.

use super::{Day, names};
use jiff::civil::Time;

/// Why a text is not a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayError {
    /// Nothing like a day: `TBD`, `soon`, `14-8`.
    Malformed,
    /// Written as a day that the calendar does not have: `2026-02-30`.
    Impossible,
    /// Month first or day first: each reading that the calendar has, the month first.
    Ambiguous(Vec<Day>),
}

impl Day {
    /// Reads a day: `2026-08-14`, `2026-8-14`, `2026-aug-14`, `14 Aug 2026`, `August 14, 2026`, or
    /// a date-time, of which only the day counts. Blanks around it and a trailing ` # comment` do
    /// not matter.
    ///
    /// ```
    /// use handbook::internals::day::Day;
    /// assert_eq!(Day::parse("2026-8-14"), Day::parse("14 August 2026"));
    /// assert!(Day::parse("03/04/2026").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Day, DayError> {
        let text = text.split(" #").next().unwrap_or("").trim();
        let parts = split(date_part(text)).ok_or(DayError::Malformed)?;
        from_parts(parts)
    }
}

/// The text without a time of day, where it has a proper one; else all of it.
fn date_part(text: &str) -> &str {
    let cut = text.find(['T', 't']).into_iter().chain(text.find(' ')).min();
    let Some((date, time)) = cut.and_then(|cut| Some((text.get(..cut)?, text.get(cut + 1..)?)))
    else {
        return text;
    };
    if is_time(time.trim_start()) { date } else { text }
}

/// A time of day with or without a zone: `10:00`, `10:00:00.5Z`, `10:00:00 +0200`.
fn is_time(text: &str) -> bool {
    let end =
        text.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(text.len());
    let (time, zone) = text.split_at(end);
    let is_offset =
        |zone: &str| zone.chars().all(|c| c.is_ascii_digit() || c == ':') && zone.len() <= 5;
    let zone = zone.trim();
    time.contains(':')
        && time.parse::<Time>().is_ok()
        && (matches!(zone, "" | "Z" | "z" | "UTC")
            || zone.strip_prefix(['+', '-']).is_some_and(is_offset))
}

/// One of the three parts of a day.
#[derive(Clone, Copy)]
enum DayPart {
    Year(i16),
    Month(i8),
    /// A day or a month, by number.
    Number(i8),
}

/// The three parts between `-`, `/`, `.`, blanks and a comma; no other number of parts is a day.
fn split(text: &str) -> Option<[DayPart; 3]> {
    let separator = |c: char| matches!(c, '-' | '/' | '.' | ' ' | ',');
    let text = named(&text.replace(", ", " "));
    let mut parts = text.split(separator).map(part);
    let three = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(three)
}

/// `14. August 2026`, `14 de agosto de 2026` and `2026年8月14日` without what stands between.
fn named(text: &str) -> String {
    let text = text.replace(". ", " ").replace(" de ", " ").replace(" of ", " ");
    let text = text.replace(['年', '月'], "-").replace("년 ", "-").replace("월 ", "-");
    let text = text.strip_suffix(['日', '일']).unwrap_or(&text);
    text.to_owned()
}

fn part(text: &str) -> Option<DayPart> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.len() {
        4 if digits => text.parse().ok().map(DayPart::Year),
        1 | 2 if digits => text.parse().ok().map(DayPart::Number),
        _ => month(text).map(DayPart::Month),
    }
}

/// Names in the usual languages, in full or shortened.
fn month(text: &str) -> Option<i8> {
    names::month(&text.to_lowercase())
}

fn from_parts(parts: [DayPart; 3]) -> Result<Day, DayError> {
    let exactly = |year, month, day| Day::new(year, month, day).ok_or(DayError::Impossible);
    match parts {
        [
            DayPart::Year(year),
            DayPart::Month(month) | DayPart::Number(month),
            DayPart::Number(day),
        ]
        | [DayPart::Number(day), DayPart::Month(month), DayPart::Year(year)]
        | [DayPart::Month(month), DayPart::Number(day), DayPart::Year(year)] => {
            exactly(year, month, day)
        }
        [DayPart::Number(first), DayPart::Number(second), DayPart::Year(year)] => {
            Err(either(year, first, second))
        }
        _ => Err(DayError::Malformed),
    }
}

fn either(year: i16, first: i8, second: i8) -> DayError {
    let mut readings: Vec<Day> =
        Day::new(year, first, second).into_iter().chain(Day::new(year, second, first)).collect();
    readings.dedup();
    if readings.is_empty() { DayError::Impossible } else { DayError::Ambiguous(readings) }
}

#[cfg(test)]
mod tests {
    use super::{Day, DayError};

    #[test]
    fn every_accepted_form_is_the_same_day() {
        let forms = [
            "2026-08-14",
            "2026-8-14",
            "2026-aug-14",
            "2026-August-14",
            "2026/08/14",
            "14 Aug 2026",
            "14 August 2026",
            "14-Aug-2026",
            "August 14, 2026",
            "Aug 14 2026",
            " 2026-08-14 ",
            "2026-08-14 # as agreed",
            "2026-08-14T10:00",
            "2026-08-14T23:59:59.123Z",
            "2026-08-14 23:59:59 +0200",
            "2026-08-14 23:59:59 UTC",
            "2026-08-14T23:59:59-05:00",
            "14. August 2026",
            "14 août 2026",
            "14 de agosto de 2026",
            "14 sierpnia 2026",
            "2026年8月14日",
            "2026년 8월 14일",
        ];
        for form in forms {
            assert_eq!(Day::parse(form), Ok(Day::new(2026, 8, 14).expect("a day")), "{form}");
        }
    }

    #[test]
    fn what_is_no_day_is_malformed() {
        let forms = [
            "",
            "TBD",
            "YYYY-MM-DD",
            "20260814",
            "14-08-26",
            "2026-08",
            "2026",
            "2026-08-14-9f2c41d7a0b3e6f8",
            "2026-08-14 and later",
            "2026-08-14T25:00",
            "20266-08-14",
            "2026--08-14",
            "-2026-08-14",
            "2026-08-+4",
            "２０２６-08-14",
            "2026-14 Aug",
            "to be done",
        ];
        for form in forms {
            assert_eq!(Day::parse(form), Err(DayError::Malformed), "{form}");
        }
    }

    #[test]
    fn impossible_days_are_not_moved_to_possible_ones() {
        for form in [
            "2026-02-30",
            "2025-02-29",
            "2026-13-01",
            "2026-00-10",
            "0000-01-01",
            "31 Apr 2026",
            "13/13/2026",
        ] {
            assert_eq!(Day::parse(form), Err(DayError::Impossible), "{form}");
        }
    }

    #[test]
    fn month_first_or_day_first_is_never_guessed() {
        let readings = |text| match Day::parse(text) {
            Err(DayError::Ambiguous(days)) => {
                days.iter().map(Day::to_string).collect::<Vec<_>>().join(" ")
            }
            other => format!("{other:?}"),
        };
        assert_eq!(readings("03/04/2026"), "2026-03-04 2026-04-03");
        assert_eq!(readings("14/08/2026"), "2026-08-14");
        assert_eq!(readings("08-14-2026"), "2026-08-14");
        assert_eq!(readings("14.8.2026"), "2026-08-14");
        assert_eq!(readings("05/05/2026"), "2026-05-05");
    }
}
