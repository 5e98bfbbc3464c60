//! Days as people say them in a sentence: `next Friday`, `1 Dec`, `end of the month`; counted from
//! a day on which they were said.

use super::{Day, DayError, names};
use jiff::civil::Weekday;

/// A day at the start of some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayPhrase {
    /// The day, or why the words that look like one are none.
    pub day: Result<Day, DayError>,
    /// How many words it takes.
    pub words: usize,
}

/// Words that change nothing.
const FILLERS: [&str; 6] = ["the", "of", "this", "coming", "on", "at"];

/// Most words of a day on the calendar: `friday the 27th of november 2026`.
const LONGEST: usize = 6;

/// Reads the day that the words begin with; words are in lower case, without punctuation. Without
/// a day on which they were said, only a full date is one.
pub fn day_phrase(words: &[&str], said_on: Option<Day>) -> Option<DayPhrase> {
    let plain: Vec<(usize, &str)> = words
        .iter()
        .enumerate()
        .take(LONGEST + FILLERS.len())
        .map(|(place, word)| (place, names::english(word)))
        .filter(|(_, word)| !FILLERS.contains(word))
        .collect();
    let found = calendar(&plain, said_on).or_else(|| {
        let (day, count) = relative(&plain, said_on?)?;
        Some((Ok(day?), count))
    });
    let (day, count) = found?;
    let (last, _) = plain.get(count.checked_sub(1)?)?;
    Some(DayPhrase { day, words: last + 1 })
}

type Found<D> = Option<(D, usize)>;

/// A date, perhaps behind its weekday, perhaps without its year.
fn calendar(words: &[(usize, &str)], said_on: Option<Day>) -> Found<Result<Day, DayError>> {
    let named = words.first().is_some_and(|(_, word)| weekday(word).is_some());
    let skip = usize::from(named && words.len() > 1);
    for count in (1..=3).rev() {
        let Some(part) = words.get(skip..skip + count) else { continue };
        let part: Vec<&str> = part.iter().map(|(_, word)| cardinal(word)).collect();
        let part_text = part.join(" ");
        match dotted(&part_text).unwrap_or_else(|| Day::parse(&part_text)) {
            Err(DayError::Malformed) => {}
            day => return Some((day, skip + count)),
        }
        if let Some(day) = said_on.and_then(|said_on| yearless(&part, said_on)) {
            return Some((day, skip + count));
        }
    }
    None
}

/// `1.12.2026`: wherever people write dots, the day comes first.
fn dotted(text: &str) -> Option<Result<Day, DayError>> {
    let mut parts = text.split('.').map(|part| part.parse::<i16>().ok());
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    let is_short = |number: i16| (1..=31).contains(&number);
    if parts.next().is_some() || year < 1000 || !is_short(day) || !is_short(month) {
        return None;
    }
    let day = Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    Some(day.ok_or(DayError::Impossible))
}

/// `1 dec`, `dec 1`, `1-dec`: the next such day.
fn yearless(part: &[&str], said_on: Day) -> Option<Result<Day, DayError>> {
    let text = part.join(" ").replace(['-', '/'], " ");
    let has_month = text.split(' ').any(|word| word.starts_with(|c: char| c.is_ascii_lowercase()));
    if !has_month || text.split(' ').count() != 2 {
        return None;
    }
    let year = said_on.date().year();
    let days = [year, year.saturating_add(1)].map(|year| Day::parse(&format!("{text} {year:04}")));
    let next = days.iter().flatten().find(|day| **day >= said_on).copied();
    match days {
        [Err(DayError::Malformed), _] => None,
        [first, _] => Some(next.map_or(first, Ok)),
    }
}

/// `1st` is `1`, and so are `1er`, `1º` and `1.`.
fn cardinal(word: &str) -> &str {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    match (word.get(..digits), word.get(digits..)) {
        (Some(number), Some(suffix))
            if digits > 0
                && matches!(suffix, "st" | "nd" | "rd" | "th" | "er" | "º" | "." | "e") =>
        {
            number
        }
        _ => word,
    }
}

/// A day counted from another one.
fn relative(words: &[(usize, &str)], from: Day) -> Found<Option<Day>> {
    let word = |place: usize| words.get(place).map(|(_, word)| *word);
    let (first, second, third) = (word(0)?, word(1), word(2));
    if let Some(found) = weekday(first) {
        if second == Some("next") {
            return Some((weekday_of_next_week(from, found), 2));
        }
        return Some((next_weekday(from, found), 1));
    }
    match (first, second) {
        ("today" | "tonight" | "eod" | "cob" | "eob", _) => Some((Some(from), 1)),
        ("tomorrow", _) => Some((from.checked_add_days(1), 1)),
        ("week" | "month", Some("next")) => {
            let next = [(0, "next"), (1, first)];
            relative(&next, from)
        }
        ("eow" | "week", _) => Some((week_end(from), 1)),
        ("eom" | "month", _) => Some((month_end(from, 0), 1)),
        ("eoq" | "quarter", _) => Some((quarter_end(from), 1)),
        ("eoy" | "year", _) => Some((Day::new(from.date().year(), 12, 31), 1)),
        ("next", Some("week")) => Some((week_end(from)?.checked_add_days(7), 2)),
        ("next", Some("month")) => Some((month_end(from, 1), 2)),
        ("next", Some(name)) => Some((weekday_of_next_week(from, weekday(name)?), 2)),
        ("end" | "close" | "eo", Some("day" | "today" | "business")) => Some((Some(from), 2)),
        ("end", Some(_)) => {
            let (day, count) = end_of(words.get(1..)?, from)?;
            Some((day, count + 1))
        }
        ("in" | "within", Some(_)) => Some((Some(later(from, number(second?)?, third?)?), 3)),
        _ => None,
    }
}

/// The last day of what the words say, behind `end of`.
fn end_of(words: &[(usize, &str)], from: Day) -> Found<Option<Day>> {
    let (_, word) = words.first()?;
    let quarter = word.strip_prefix('q').and_then(|number| number.parse::<i8>().ok());
    if let Some(quarter) = quarter.filter(|quarter| (1..=4).contains(quarter)) {
        let year = from.date().year();
        let of = |year| last_of_month(year, quarter * 3);
        return Some((of(year).filter(|day| *day >= from).or(of(year.saturating_add(1))), 1));
    }
    let first = format!("1 {word}");
    if let Some(Ok(day)) = yearless(&first.split(' ').collect::<Vec<_>>(), from) {
        let this = last_of_month(from.date().year(), day.date().month());
        let last = this.filter(|day| *day >= from);
        return Some((last.or_else(|| last_of_month(day.date().year(), day.date().month())), 1));
    }
    relative(words, from)
}

/// `mon`, `monday`
fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "mon" | "monday" | "mondays" => Weekday::Monday,
        "tue" | "tues" | "tuesday" => Weekday::Tuesday,
        "wed" | "weds" | "wednesday" => Weekday::Wednesday,
        "thu" | "thur" | "thurs" | "thursday" => Weekday::Thursday,
        "fri" | "friday" => Weekday::Friday,
        "sat" | "saturday" => Weekday::Saturday,
        "sun" | "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

/// The first such day behind the one on which it was said.
fn next_weekday(from: Day, weekday: Weekday) -> Option<Day> {
    let ahead = i64::from(from.weekday().until(weekday));
    from.checked_add_days(if ahead == 0 { 7 } else { ahead })
}

/// Weeks begin on Monday.
fn weekday_of_next_week(from: Day, weekday: Weekday) -> Option<Day> {
    let monday = i64::from(from.weekday().to_monday_zero_offset());
    from.checked_add_days(7 - monday + i64::from(weekday.to_monday_zero_offset()))
}

/// The Friday of the week; of the next one where it has passed.
fn week_end(from: Day) -> Option<Day> {
    from.checked_add_days(i64::from(from.weekday().until(Weekday::Friday)))
}

fn month_end(from: Day, months: i8) -> Option<Day> {
    let (year, month) = (from.date().year(), from.date().month() + months);
    if month > 12 { last_of_month(year + 1, month - 12) } else { last_of_month(year, month) }
}

fn quarter_end(from: Day) -> Option<Day> {
    let month = from.date().month();
    last_of_month(from.date().year(), month + (12 - month) % 3)
}

fn last_of_month(year: i16, month: i8) -> Option<Day> {
    Day::from_date(Day::new(year, month, 1)?.date().last_of_month())
}

/// A small number in digits or words.
fn number(word: &str) -> Option<i64> {
    const WORDS: [&str; 11] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let named = || WORDS.iter().position(|name| *name == word);
    let one = matches!(word, "a" | "an").then_some(1);
    one.or_else(|| word.parse().ok().filter(|count| (1..=365).contains(count)))
        .or_else(|| i64::try_from(named()?).ok())
}

fn later(from: Day, count: i64, unit: &str) -> Option<Day> {
    match unit.trim_end_matches('s') {
        "day" => from.checked_add_days(count),
        "week" => from.checked_add_days(count * 7),
        "month" => {
            let span = jiff::Span::new().try_months(count).ok()?;
            from.date().checked_add(span).ok().and_then(Day::from_date)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::day_phrase;
    use crate::day::Day;
    use proptest::prelude::{any, proptest};

    /// Said on a Thursday.
    fn said(text: &str) -> String {
        let words: Vec<&str> = text.split(' ').collect();
        let day = Day::parse("2026-11-19").ok();
        match day_phrase(&words, day) {
            Some(phrase) => match phrase.day {
                Ok(day) => format!("{day} {}", phrase.words),
                Err(error) => format!("{error:?} {}", phrase.words),
            },
            None => "-".to_owned(),
        }
    }

    #[test]
    fn days_are_counted_from_the_day_on_which_they_were_said() {
        let table = [
            ("2026-12-01 please", "2026-12-01 1"),
            ("1 december 2026", "2026-12-01 3"),
            ("december 1st 2026", "2026-12-01 3"),
            ("1 dec and more", "2026-12-01 2"),
            ("the 1st of december", "2026-12-01 4"),
            ("jan 15", "2027-01-15 2"),
            ("friday", "2026-11-20 1"),
            ("thursday", "2026-11-26 1"),
            ("next friday", "2026-11-27 2"),
            ("this friday", "2026-11-20 2"),
            ("next monday", "2026-11-23 2"),
            ("friday 27 november", "2026-11-27 3"),
            ("today", "2026-11-19 1"),
            ("tomorrow", "2026-11-20 1"),
            ("end of the week", "2026-11-20 4"),
            ("end of next week", "2026-11-27 4"),
            ("next week", "2026-11-27 2"),
            ("end of month", "2026-11-30 3"),
            ("end of november", "2026-11-30 3"),
            ("end of february", "2027-02-28 3"),
            ("end of q4", "2026-12-31 3"),
            ("end of q1", "2027-03-31 3"),
            ("end of year", "2026-12-31 3"),
            ("eoq", "2026-12-31 1"),
            ("next month", "2026-12-31 2"),
            ("in two weeks", "2026-12-03 3"),
            ("within 10 days", "2026-11-29 3"),
            ("in a month", "2026-12-19 3"),
            ("14.12.2026", "2026-12-14 1"),
            ("3.4.2027", "2027-04-03 1"),
            ("12/14/2026", "Ambiguous([Day(2026-12-14)]) 1"),
            ("1. dezember", "2026-12-01 2"),
            ("freitag", "2026-11-20 1"),
            ("nächsten freitag", "2026-11-27 2"),
            ("ende der woche", "2026-11-20 3"),
            ("ende november", "2026-11-30 2"),
            ("fin du mois", "2026-11-30 3"),
            ("semaine prochaine", "2026-11-27 2"),
            ("vendredi prochain", "2026-11-27 2"),
            ("1er décembre", "2026-12-01 2"),
            ("1 de diciembre de 2026", "2026-12-01 5"),
            ("dentro de", "-"),
            ("demain", "2026-11-20 1"),
            ("in zwei wochen", "2026-12-03 3"),
            ("dans 10 jours", "2026-11-29 3"),
            ("1 grudnia", "2026-12-01 2"),
            ("2026年12月1日", "2026-12-01 1"),
            ("2026-02-30", "Impossible 1"),
            ("hand", "-"),
            ("may", "-"),
            ("end users", "-"),
            ("in ten boxes", "-"),
            ("1 of 3", "-"),
        ];
        for (text, expected) in table {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_words_are_read_without_a_panic(words in any::<Vec<String>>(), days in 1i64..3_600_000) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let _ = day_phrase(&words, Day::FIRST.checked_add_days(days));
        }
    }
}
