//! iCalendar (RFC 5545): days as events of a whole day.

use crate::day::Day;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// No line is longer, in bytes and without its end.
const LONGEST: usize = 75;

/// One day in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEvent {
    /// What makes it the same event tomorrow, such as the address of a page with the kind of day.
    pub id: String,
    /// The day.
    pub day: Day,
    /// What is shown.
    pub summary: String,
    /// More words; empty for none.
    pub description: String,
    /// Where to read more.
    pub url: Option<String>,
}

/// A calendar of whole days, as of a day.
pub fn calendar(name: &str, events: &[CalendarEvent], as_of: Day) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//handbook//handbook//EN".to_owned(),
    ];
    lines.push("CALSCALE:GREGORIAN".to_owned());
    lines.push(format!("X-WR-CALNAME:{}", text(name)));
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for event in events {
        let count = seen.entry(event.id.as_str()).or_default();
        *count += 1;
        lines.extend(event_lines(event, *count, as_of));
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

/// A meeting in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarMeeting {
    /// What makes it the same meeting tomorrow, and another than those of all other handbooks.
    pub id: String,
    /// Its day, where no time is known.
    pub day: Day,
    /// When it begins, and how many minutes it is.
    pub begins: Option<(Timestamp, u32)>,
    /// What is shown.
    pub summary: String,
    /// Where its record is.
    pub url: Option<String>,
    /// Whether it does not take place.
    pub is_cancelled: bool,
}

/// A calendar of meetings, as of a day.
pub fn meetings_calendar(name: &str, meetings: &[CalendarMeeting], as_of: Day) -> String {
    let mut lines: Vec<String> =
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//handbook//handbook//EN", "METHOD:PUBLISH"]
            .map(str::to_owned)
            .to_vec();
    lines.push("CALSCALE:GREGORIAN".to_owned());
    lines.push(format!("X-WR-CALNAME:{}", text(name)));
    lines.extend(meetings.iter().flat_map(|meeting| meeting_lines(meeting, as_of)));
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn meeting_lines(meeting: &CalendarMeeting, as_of: Day) -> Vec<String> {
    let mut lines = vec!["BEGIN:VEVENT".to_owned(), format!("UID:{}", text(&meeting.id))];
    lines.push(format!("DTSTAMP:{}T000000Z", digits(as_of)));
    match meeting.begins {
        Some((begins, minutes)) => {
            let at = |time: Timestamp| time.strftime("%Y%m%dT%H%M%SZ").to_string();
            lines.push(format!("DTSTART:{}", at(begins)));
            lines.push(format!("DURATION:PT{minutes}M"));
        }
        None => lines.push(format!("DTSTART;VALUE=DATE:{}", digits(meeting.day))),
    }
    lines.push(format!("SUMMARY:{}", text(&meeting.summary)));
    let url = meeting.url.as_ref();
    lines.extend(url.map(|url| format!("URL:{}", url.replace(char::is_control, ""))));
    let status = if meeting.is_cancelled { "CANCELLED" } else { "CONFIRMED" };
    lines.push(format!("STATUS:{status}"));
    lines.push("END:VEVENT".to_owned());
    lines
}

/// `count` is how often this id stands in the calendar by now: no two events may have the same.
fn event_lines(event: &CalendarEvent, count: usize, as_of: Day) -> Vec<String> {
    let number = if count > 1 { format!("-{count}") } else { String::new() };
    let id = format!("UID:{}{number}@handbook", text(&event.id));
    let mut lines = vec!["BEGIN:VEVENT".to_owned(), id];
    lines.push(format!("DTSTAMP:{}T000000Z", digits(as_of)));
    lines.push(format!("DTSTART;VALUE=DATE:{}", digits(event.day)));
    // The end is the day after; without one, the event is that whole day, which is all that can be
    // said of the last day there is.
    lines.extend(
        event.day.checked_add_days(1).map(|next| format!("DTEND;VALUE=DATE:{}", digits(next))),
    );
    lines.push(format!("SUMMARY:{}", text(&event.summary)));
    lines.extend(
        Some(&event.description)
            .filter(|words| !words.is_empty())
            .map(|words| format!("DESCRIPTION:{}", text(words))),
    );
    lines
        .extend(event.url.as_ref().map(|url| format!("URL:{}", url.replace(char::is_control, ""))));
    // A review is no appointment: the day stays free.
    lines.push("TRANSP:TRANSPARENT".to_owned());
    lines.push("END:VEVENT".to_owned());
    lines
}

fn digits(day: Day) -> String {
    day.to_string().replace('-', "")
}

fn text(words: &str) -> String {
    let words =
        words.replace("\r\n", "\n").replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    words.replace(['\n', '\r'], "\\n").replace(|c: char| c.is_control() && c != '\t', "")
}

/// The line in pieces that are short enough, each further one behind a line end and a blank; no
/// letter is cut.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 8);
    let mut width = 0;
    for letter in line.chars() {
        if width + letter.len_utf8() > LONGEST {
            folded.push_str("\r\n ");
            width = 1;
        }
        folded.push(letter);
        width += letter.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::{CalendarEvent, calendar, folded};
    use crate::day::Day;
    use proptest::prelude::{any, proptest};

    #[test]
    fn a_calendar_of_days() {
        let event = CalendarEvent {
            id: "people/expenses/#review".into(),
            day: Day::parse("2026-12-31").expect("a day"),
            summary: "Review: Expenses, travel; more\\".into(),
            description: "first\r\nsecond".into(),
            url: Some("https://handbook.example/people/expenses/".into()),
        };
        let ics = calendar("Meridian Handbook", &[event], Day::parse("2026-08-14").expect("a day"));
        let expected = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//handbook//handbook//EN\r\nCALSCALE:GREGORIAN\r\n\
            X-WR-CALNAME:Meridian \
            Handbook\r\nBEGIN:VEVENT\r\nUID:people/expenses/#review@handbook\r\n\
            DTSTAMP:20260814T000000Z\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n\
            SUMMARY:Review: Expenses\\, travel\\; more\\\\\r\nDESCRIPTION:first\\nsecond\r\n\
            URL:https://handbook.example/people/expenses/\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(ics, expected);
    }

    #[test]
    fn a_line_of_exactly_the_longest_length_is_not_folded() {
        assert_eq!(folded(&"x".repeat(75)), format!("{}\r\n", "x".repeat(75)));
        assert_eq!(folded(&"x".repeat(76)), format!("{}\r\n x\r\n", "x".repeat(75)));
        assert_eq!(
            folded(&format!("{}é", "x".repeat(74))),
            format!("{}\r\n é\r\n", "x".repeat(74))
        );
    }

    proptest! {
        #[test]
        fn folding_is_undone_by_unfolding(words in any::<String>()) {
            let line = super::text(&words);
            let folded = folded(&line);
            assert!(folded.split("\r\n").all(|piece| piece.len() <= 75));
            assert_eq!(folded.strip_suffix("\r\n").expect("an end").replace("\r\n ", ""), line);
        }
    }
}
