//! The day in a task of a language that writes no blanks, or none around a day: Chinese, Japanese
//! and Korean. `2026年12月1日までに`, `周五前`, `12월 1일까지`

use super::due::{DueDay, next_such_day};
use crate::day::{Day, DayError, day_phrase};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// What stands in front of a day to be done by.
const BEFORE: &str = r"(?:期限|締切り?|締め切り|〆切|納期|截止(?:日期|时间|日)?|截至|마감(?:일|\s*기한)?|기한)\s*[:：はは]?\s*";

/// What stands behind one.
const BEHIND: &str =
    r"\s*(?:までに?|迄に?|締切り?|締め切り|〆切|之前|以前|前|截止|까지|\s전(?:까지)?)";

/// A day of the week in brackets behind a date.
const WEEKDAY: &str = r"(?:\s*[(（][月火水木金土日一二三四五六周星期월화수목금토曜요일]+[)）])?";

/// A date with its signs.
const SIGNED: &str = r"(?:(\d{4})\s*[年년]\s*)?(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号號]";

/// A date of numbers, the month before the day as these languages have it.
const NUMBERS: &str = r"(?:(\d{4})[-/.])?(\d{1,2})[-/](\d{1,2})";

/// Words, and what an English speaker would say.
const WORDS: [(&str, &str); 5] = [
    ("今日|本日|今天|오늘", "today"),
    ("明日|明天|내일", "tomorrow"),
    ("来週(?:中|末)?|下周|下週|다음\\s*주", "next week"),
    ("今週(?:中|末)?|本周|这周|이번\\s*주", "this week"),
    ("今月(?:末|中)|月末|月底|이번\\s*달\\s*말|월말", "end of month"),
];

/// The days of the week in Japanese, Chinese and Korean.
const WEEKDAYS: [(&str, [char; 3]); 7] = [
    ("monday", ['月', '一', '월']),
    ("tuesday", ['火', '二', '화']),
    ("wednesday", ['水', '三', '수']),
    ("thursday", ['木', '四', '목']),
    ("friday", ['金', '五', '금']),
    ("saturday", ['土', '六', '토']),
    ("sunday", ['日', '日', '일']),
];

/// Dates: with a word that says what they are for, else with their signs, apart from other words.
static DATES: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let patterns = [
        format!(r"{BEFORE}(?:{SIGNED}){WEEKDAY}(?:{BEHIND})?"),
        format!(r"{BEFORE}(?:{NUMBERS}){WEEKDAY}(?:{BEHIND})?"),
        format!(r"(?:{SIGNED}){WEEKDAY}{BEHIND}"),
        format!(r"(?:{NUMBERS}){WEEKDAY}{BEHIND}"),
        format!(r"[(（【\[]\s*(?:{SIGNED}){WEEKDAY}\s*[)）】\]]"),
        format!(r"(?:^|[\s、，,:：–—-])(?:{SIGNED}){WEEKDAY}[。.]?$"),
        format!(r"^(?:{SIGNED}){WEEKDAY}\s*[:：]"),
    ];
    patterns.iter().filter_map(|pattern| Regex::new(pattern).ok()).collect()
});

/// Words with what they mean, the longer ones first.
static PHRASES: LazyLock<Vec<(Regex, String)>> = LazyLock::new(|| {
    let next = WEEKDAYS.iter().map(|(english, [japanese, chinese, korean])| {
        let next =
            format!(r"来週の?{japanese}曜日?|下(?:周|週|星期){chinese}|다음\s*주\s*{korean}요일");
        (next, format!("next {english}"))
    });
    let this = WEEKDAYS.iter().map(|(english, [japanese, chinese, korean])| {
        let this = format!(r"{japanese}曜日?|(?:周|週|星期){chinese}|{korean}요일");
        (this, (*english).to_owned())
    });
    let words = WORDS.iter().map(|(words, english)| ((*words).to_owned(), (*english).to_owned()));
    next.chain(this)
        .chain(words)
        .filter_map(|(words, english)| {
            let pattern = format!("{BEFORE}(?:{words})(?:{BEHIND})?|(?:{words}){BEHIND}");
            Some((Regex::new(&pattern).ok()?, english))
        })
        .collect()
});

/// The day of a task that was written on another one, and what says it.
pub(super) fn due(text: &str, said_on: Option<Day>) -> Option<DueDay> {
    if text.is_ascii() {
        return None;
    }
    let date = DATES.iter().find_map(|pattern| date(&pattern.captures(text)?, said_on));
    date.or_else(|| {
        PHRASES.iter().find_map(|(pattern, english)| {
            let span = pattern.find(text)?.range();
            let words: Vec<&str> = english.split(' ').collect();
            Some(DueDay { day: day_phrase(&words, said_on)?.day, span })
        })
    })
}

fn date(found: &Captures<'_>, said_on: Option<Day>) -> Option<DueDay> {
    let number = |group: usize| found.get(group).and_then(|number| number.as_str().parse().ok());
    let (month, day) = (i8::try_from(number(2)?).ok()?, i8::try_from(number(3)?).ok()?);
    let day = match number(1) {
        Some(year) => Day::new(year, month, day).ok_or(DayError::Impossible),
        None => next_such_day(month, day, said_on?).ok_or(DayError::Impossible),
    };
    Some(DueDay { day, span: found.get(0)?.range() })
}
