//! The day in a task: behind a word such as `due` or `by`, or at its end.

use super::unspaced;
use super::words::{Word, words};
use crate::day::{Day, DayError, day_phrase};
use std::ops::Range;

/// When a task is due, and which bytes of its text say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueDay {
    /// The day, or why the words that look like one are none.
    pub day: Result<Day, DayError>,
    /// The bytes that say it, the word in front among them.
    pub span: Range<usize>,
}

/// Words behind which nothing but a day is meant; the marks are those of to-do lists.
const STRONG: [&str; 18] = [
    "due",
    "deadline",
    "eta",
    "📅",
    "🗓",
    "🗓\u{fe0f}",
    "duedate",
    "fällig",
    "frist",
    "termin",
    "échéance",
    "vence",
    "vencimiento",
    "scadenza",
    "prazo",
    "期限",
    "截止",
    "마감",
];

/// Words behind which a day may stand.
const WEAK: [&str; 23] = [
    "by",
    "until",
    "till",
    "before",
    "latest",
    "bis",
    "vor",
    "spätestens",
    "avant",
    "d'ici",
    "d’ici",
    "pour",
    "antes",
    "hasta",
    "para",
    "entro",
    "até",
    "tegen",
    "voor",
    "uiterlijk",
    "senast",
    "före",
    "do",
];

/// Words of languages in which `1.12.` is a day.
const DOTTED: [&str; 6] = ["bis", "vor", "spätestens", "fällig", "frist", "termin"];

/// Words between those and the day.
const BETWEEN: [&str; 30] = [
    "by",
    "on",
    "date",
    "the",
    "before",
    "latest",
    "is",
    "until",
    "no",
    "bis",
    "zum",
    "am",
    "den",
    "dem",
    "spätestens",
    "le",
    "au",
    "plus",
    "tard",
    "el",
    "del",
    "il",
    "al",
    "o",
    "dia",
    "op",
    "uiterlijk",
    "på",
    "dnia",
    "kl",
];

/// Words in front of a day that make it no day to be done by.
const OF_OTHERS: [&str; 29] = [
    "of", "from", "since", "after", "for", "to", "and", "version", "per", "vs", "between", "dated",
    "every", "each", "last", "once", "a", "the", "one", "jede", "jeden", "pro", "seit", "vom",
    "chaque", "depuis", "cada", "desde", "ogni",
];

/// The day of a task that was written on another one.
pub fn due(text: &str, said_on: Option<Day>) -> Option<DueDay> {
    let words = words(text);
    let behind = |marks: &[&str]| {
        let places = words.iter().enumerate().filter(|(_, word)| marks.contains(&&*word.plain));
        places.rev().find_map(|(place, _)| behind_mark(&words, place, said_on))
    };
    unspaced::due(text, said_on)
        .or_else(|| behind(&STRONG))
        .or_else(|| behind(&WEAK))
        .or_else(|| at_an_end(text, &words, said_on))
}

fn behind_mark(words: &[Word<'_>], mark: usize, said_on: Option<Day>) -> Option<DueDay> {
    let between =
        words.get(mark + 1..)?.iter().take_while(|word| BETWEEN.contains(&&*word.plain)).count();
    let start = mark + 1 + between;
    let is_dotted = words.get(mark).is_some_and(|word| DOTTED.contains(&&*word.plain));
    let dotted = is_dotted.then(|| short_dotted(words, (mark, start), said_on)).flatten();
    let mut due = dotted.or_else(|| phrase(words, mark, start, said_on))?;
    // `bis spätestens` is one mark.
    let before = words.get(..mark).unwrap_or_default().iter().rev();
    let marks = before.take_while(|word| WEAK.contains(&&*word.plain));
    due.span.start = marks.last().map_or(due.span.start, |word| word.range.start);
    Some(due)
}

/// `bis 1.12.`
fn short_dotted(
    words: &[Word<'_>],
    (first, start): (usize, usize),
    said_on: Option<Day>,
) -> Option<DueDay> {
    let word = words.get(start)?;
    let (day, month) = word.plain.split_once('.')?;
    let (day, month): (i8, i8) = (day.parse().ok()?, month.parse().ok()?);
    let next = next_such_day(month, day, said_on?)?;
    Some(DueDay { day: Ok(next), span: words.get(first)?.range.start..word.range.end })
}

/// The first such day from another one on.
pub(super) fn next_such_day(month: i8, day: i8, said_on: Day) -> Option<Day> {
    let year = said_on.date().year();
    let mut years = [year, year.saturating_add(1)].into_iter();
    years.find_map(|year| Day::new(year, month, day).filter(|day| *day >= said_on))
}

/// The day that begins at a word; the span begins at an earlier one.
fn phrase(words: &[Word<'_>], first: usize, start: usize, said_on: Option<Day>) -> Option<DueDay> {
    let plain: Vec<&str> = words.get(start..)?.iter().map(|word| &*word.plain).collect();
    let found = day_phrase(&plain, said_on)?;
    let last = words.get(start + found.words - 1)?;
    Some(DueDay { day: found.day, span: words.get(first)?.range.start..last.range.end })
}

/// A day without a word in front, as the first or the last of the text: `(2026-12-01)`.
fn at_an_end(text: &str, words: &[Word<'_>], said_on: Option<Day>) -> Option<DueDay> {
    let last = words.iter().rposition(|word| !word.is_mention()).map_or(0, |last| last + 1);
    let ends_there =
        |due: &DueDay| words.get(last - 1).is_some_and(|word| word.range.end == due.span.end);
    for start in last.saturating_sub(5)..last {
        let before = start.checked_sub(1).and_then(|before| words.get(before));
        let is_of_others = before.is_some_and(|word| OF_OTHERS.contains(&&*word.plain));
        let begins = words.get(start).is_some_and(|word| word.plain != "at");
        if let Some(due) = phrase(words, start, start, said_on)
            .filter(|due| begins && !is_of_others && ends_there(due) && is_apart(text, due))
        {
            return Some(due);
        }
    }
    let first = words.iter().position(|word| !word.is_mention())?;
    phrase(words, first, first, None).filter(|due| is_followed_by_mark(text, due))
}

/// A bare number and a word are a day only where they stand apart: `(1 Dec)`, `– 1 Dec`; a full
/// date, a weekday or a word such as `tomorrow` is one anyway.
fn is_apart(text: &str, due: &DueDay) -> bool {
    let before = text.get(..due.span.start).unwrap_or_default().trim_end();
    let words = text.get(due.span.clone()).unwrap_or_default();
    let is_full = Day::parse(words).is_ok();
    let has_number = words.contains(|c: char| c.is_ascii_digit());
    let words = words.to_lowercase();
    let is_said = ["on ", "in ", "within "].iter().any(|word| words.starts_with(word));
    is_full || !has_number || is_said || before.ends_with(['(', '[', '-', '–', '—', ',', '|', ':'])
}

/// `2026-12-01: send the draft`
fn is_followed_by_mark(text: &str, due: &DueDay) -> bool {
    let behind = text.get(due.span.end..).unwrap_or_default().trim_start();
    behind.starts_with([':', '-', '–', '—', '|', ']', ')', ','])
}
