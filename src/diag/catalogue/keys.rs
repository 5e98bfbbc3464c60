//! Front matter, handbook.yaml and people.yaml: keys and values.

use super::did_you_mean;
use crate::day::{DayError, HoursError, PeriodError, WaitError};
use crate::diag::{Finding, Rule, Severity};
use crate::source::Location;

/// The front matter of a page is not YAML; the page is kept, the block is not shown.
pub fn invalid_front_matter(place: Location, why: &str, help: &str) -> Finding {
    Finding::new(
        Rule::InvalidFrontMatter,
        place,
        format!("front matter is not readable: {why}"),
        help,
    )
}

/// The front matter of a page is opened and never closed.
pub fn unclosed_front_matter(place: Location, closing: &str) -> Finding {
    let message = "front matter starts here and never ends".to_owned();
    let help = format!("write a line `{closing}` behind the last key");
    Finding::new(Rule::InvalidFrontMatter, place, message, help)
}

/// What is wrong with where front matter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misplaced {
    /// Something stands before it.
    NotFirst,
    /// Its fences are moved in.
    Indented,
    /// Its fences have more than three dashes.
    LongFence,
    /// It has no first fence.
    NoFence,
}

/// Front matter that stands where other tools do not see it. It is read all the same.
pub fn misplaced_front_matter(place: Location, why: Misplaced) -> Finding {
    let (message, help) = match why {
        Misplaced::NotFirst => (
            "front matter does not begin in the first line",
            "remove everything before the first `---`, blanks as well",
        ),
        Misplaced::Indented => {
            ("the fences of front matter are indented", "write `---` at the start of its line")
        }
        Misplaced::LongFence => {
            ("the fences of front matter have more than three dashes", "write `---`")
        }
        Misplaced::NoFence => {
            ("front matter has no opening fence", "write a line `---` above the first key")
        }
    };
    let message = format!("{message}; it is read, but other tools show it as text");
    Finding::new(Rule::InvalidFrontMatter, place, message, help)
}

/// Two audiences on one page: the narrowest is the one that counts.
pub fn repeated_audience(place: Location, name: &str) -> Finding {
    let message = format!(
        "`audience` is written more than once; the narrowest counts, `{}`",
        shortened(name)
    );
    Finding::new(Rule::DuplicateKey, place, message, "keep the one that is meant")
}

/// An audience in a handbook that knows none: nobody can know who may read the page.
pub fn audience_without_list(place: Location, name: &str) -> Finding {
    let message =
        format!("`audience` is `{}`, and handbook.yaml names no audiences", shortened(name));
    let help = "name them there, the widest first: `audiences: [public, staff]` and \
        `default_audience: public`; \
                or remove the line";
    Finding::new(Rule::UnknownAudience, place, message, help)
}

/// handbook.yaml or people.yaml cannot be trusted as it is.
pub fn invalid_configuration(place: Location, why: &str, help: &str) -> Finding {
    let message = format!("`{}` is not readable: {why}", place.path());
    Finding::new(Rule::InvalidConfiguration, place, message, help)
}

/// The same finding where nothing can be published before it is mended.
pub fn breaks_configuration(finding: Finding) -> Finding {
    let rule = Rule::InvalidConfiguration;
    Finding { rule, severity: rule.severity(), ..finding }
}

/// A list of audiences needs to say which one a page without `audience` is for.
pub fn missing_default_audience(place: Location, audiences: &str) -> Finding {
    let message = "`audiences` are named, but no `default_audience`".to_owned();
    let help = format!(
        "say whom a page without `audience` is for: `default_audience:` with one of {audiences}"
    );
    Finding::new(Rule::InvalidConfiguration, place, message, help)
}

/// A value of another type than the key takes: `found` and `wanted` are such as `a list`.
pub fn wrong_type(place: Location, key: &str, found: &str, wanted: &str) -> Finding {
    let message = format!("`{key}` is {found}, and takes {wanted}");
    Finding::new(Rule::WrongType, place, message, format!("write {wanted}"))
}

/// A text that the key does not know.
pub fn unknown_value(
    place: Location,
    key: &str,
    value: &str,
    near: Option<&str>,
    known: &str,
) -> Finding {
    let message = format!("`{key}` does not take `{}`", shortened(value));
    Finding::new(
        Rule::WrongType,
        place,
        message,
        did_you_mean(near, &format!("write one of {known}")),
    )
}

/// A value of the right type that cannot be used, and what to write.
pub fn unusable_value(place: Location, key: &str, why: &str, help: &str) -> Finding {
    Finding::new(Rule::WrongType, place, format!("`{key}` {why}"), help)
}

/// A name that cannot be a part of an address; `why` completes "because ".
pub fn unusable_segment(place: Location, key: &str, why: &str) -> Finding {
    let help = "write another name, such as `expenses`";
    unusable_value(place, key, &format!("cannot be a part of an address: {why}"), help)
}

/// A text that YAML takes for a comment: `ask: #help`.
pub fn swallowed_text(place: Location, key: &str, text: &str) -> Finding {
    let message = format!("`{key}` is empty: to YAML `{text}` is a comment");
    Finding::new(Rule::WrongType, place, message, format!("write `\"{text}\"` with the quotes"))
}

/// A key that nobody reads.
pub fn unknown_key(place: Location, key: &str, near: Option<&str>) -> Finding {
    let severity = if near.is_some() { Severity::Warning } else { Severity::Notice };
    let help = did_you_mean(near, "remove it, or check its spelling in the manual");
    Finding::new(Rule::UnknownKey, place, format!("`{key}` is not a known key"), help)
        .with_severity(severity)
}

/// Text of a page under a key that nobody reads.
pub fn unshown_text(place: Location, key: &str) -> Finding {
    let message = format!("`{key}` holds text that readers do not see: it is not a known key");
    let help =
        "write the text below the front matter, or list the key in `check: {extra_keys: […]}`";
    Finding::new(Rule::UnknownKey, place, message, help).with_severity(Severity::Notice)
}

/// A rule that does not exist, in a comment that asks to ignore it.
pub fn unknown_rule(place: Location, rule: &str, near: Option<&str>) -> Finding {
    let help = did_you_mean(near, "write the id of a rule, such as `broken-link`");
    Finding::new(Rule::UnknownKey, place, format!("there is no rule `{}`", shortened(rule)), help)
        .with_severity(Severity::Warning)
}

/// A key that stands in one map twice; `first_line` is where the one stands that counts.
pub fn duplicate_key(place: Location, key: &str, first_line: usize) -> Finding {
    let message = format!("`{key}` is written twice; the one in line {first_line} counts");
    Finding::new(Rule::DuplicateKey, place, message, "remove one of them")
}

/// Two spellings of one key with different values; `other` is the one that counts.
pub fn conflicting_keys(place: Location, key: &str, other: &str, other_line: usize) -> Finding {
    let message = format!(
        "`{key}` says something else than `{other}` in line {other_line}, and they mean the same"
    );
    Finding::new(
        Rule::ConflictingKeys,
        place,
        message,
        format!("keep `{other}`, and remove the other"),
    )
}

/// A key of several of which only one can count.
pub fn second_way(place: Location, key: &str, first: &str) -> Finding {
    let message = format!("`{key}` has no effect beside `{first}`");
    let help = format!("keep `{first}`, and remove `{key}`, or the other way round");
    Finding::new(Rule::ConflictingKeys, place, message, help)
}

/// A text that is not a date, or could be two.
pub fn invalid_date(place: Location, key: &str, text: &str, error: &DayError) -> Finding {
    let text = shortened(text);
    let (why, help) = match error {
        DayError::Malformed => {
            ("is not a day", "write a day such as `2026-08-14`, or leave the key out".to_owned())
        }
        DayError::Impossible => {
            ("is a day that the calendar does not have", "write the day that was meant".to_owned())
        }
        DayError::Ambiguous(readings) => {
            let readings: Vec<String> = readings.iter().map(|day| format!("`{day}`")).collect();
            let why = if readings.len() > 1 {
                "can be read in two ways"
            } else {
                "has day, month and year in an order of its own"
            };
            (why, format!("write {}", readings.join(" or ")))
        }
    };
    Finding::new(Rule::InvalidDate, place, format!("`{key}`: `{text}` {why}"), help)
}

/// `review_date` is the last review to some and the next one to others.
pub fn ambiguous_review_date(place: Location, text: &str) -> Finding {
    let message =
        "`review_date` does not say whether it is the last review or the next one".to_owned();
    let help = format!(
        "write `reviewed: {text}` or `next_review: {text}`, or say it for all pages in \
         handbook.yaml: `review: {{review_date: last}}` or `next`"
    );
    Finding::new(Rule::InvalidDate, place, message, help)
}

/// A text that is no period of days, weeks, months or years.
pub fn invalid_period(place: Location, key: &str, text: &str, error: &PeriodError) -> Finding {
    let (why, help) = match error {
        PeriodError::Malformed => {
            ("is not a period", "write a period such as `6 months`".to_owned())
        }
        PeriodError::BareNumber(count) => {
            ("has no unit", format!("write `{count} months` or `{count} days`"))
        }
        PeriodError::MinutesOrMonths(count) => {
            ("could be minutes or months", format!("write `{count} months` or `{count}mo`"))
        }
        PeriodError::TwoMeanings(one, other) => {
            ("has two meanings", format!("write `{one}` or `{other}`"))
        }
        PeriodError::NotPositive => {
            ("is not a time to wait", "write a period such as `6 months`".to_owned())
        }
        PeriodError::TooLong => (
            "is more than a hundred years",
            "write a shorter period, or `review_exempt` with a reason".to_owned(),
        ),
    };
    Finding::new(Rule::InvalidPeriod, place, format!("`{key}`: `{}` {why}", shortened(text)), help)
}

/// A text that is no time to wait for an answer.
pub fn invalid_wait(place: Location, key: &str, text: &str, error: &WaitError) -> Finding {
    let example = || "write a time such as `15m`, `4 working hours` or `1 working day`".to_owned();
    let (why, help) = match error {
        WaitError::Malformed => ("is not a time to wait", example()),
        WaitError::BareNumber(count) => {
            ("has no unit", format!("write `{count}m` or `{count} working hours`"))
        }
        WaitError::AnyDays(count) => (
            "does not say whether nights and free days count",
            format!(
                "write `{count} working day{}` or `{}h`",
                if *count == 1 { "" } else { "s" },
                24 * u64::from(*count)
            ),
        ),
        WaitError::NotPositive => ("is no time at all", example()),
        WaitError::TooLong => ("is more than a year", example()),
    };
    Finding::new(Rule::InvalidPeriod, place, format!("`{key}`: `{}` {why}", shortened(text)), help)
}

/// A text that is no working hours.
pub fn invalid_hours(place: Location, key: &str, text: &str, error: HoursError) -> Finding {
    let why = match error {
        HoursError::Malformed => "is not a list of days and times",
        HoursError::NoDays => "does not say on which days",
        HoursError::NoTimes => "does not say from when to when",
        HoursError::Empty => "ends when it begins",
    };
    let help = "write days and times such as `Mon-Thu 08:00-12:00, 13:00-17:00; Fri 08:00-12:00`, \
        or `always`";
    Finding::new(Rule::WrongType, place, format!("`{key}`: `{}` {why}", shortened(text)), help)
}

/// A text that names no time zone.
pub fn unknown_timezone(place: Location, key: &str, text: &str, near: Option<&str>) -> Finding {
    let message = format!("`{key}`: `{}` is not a time zone", shortened(text));
    Finding::new(
        Rule::UnknownTimezone,
        place,
        message,
        did_you_mean(near, "write a name such as `Europe/Lisbon`"),
    )
}

/// A name that no person, team or role has.
pub fn unknown_owner(place: Location, key: &str, text: &str, near: Option<&str>) -> Finding {
    let message = format!("`{key}`: no person, team or role is called `{}`", shortened(text));
    Finding::new(
        Rule::UnknownOwner,
        place,
        message,
        did_you_mean(near, "add the person, team or role to people.yaml"),
    )
}

/// An audience that handbook.yaml does not name: nobody can know who may read the page.
pub fn unknown_audience<'n>(
    place: Location,
    name: &str,
    near: Option<&str>,
    known: impl Iterator<Item = &'n str>,
) -> Finding {
    let message = format!("`audience`: handbook.yaml names no audience `{}`", shortened(name));
    let known: Vec<String> = known.map(|name| format!("`{name}`")).collect();
    let help = did_you_mean(near, &format!("write one of {}", known.join(", ")));
    Finding::new(Rule::UnknownAudience, place, message, help)
}

/// A name that several people, teams or roles have; `candidates` are their ids.
pub fn several_owners(place: Location, key: &str, text: &str, candidates: &str) -> Finding {
    let message = format!("`{key}`: `{}` could be {candidates}", shortened(text));
    Finding::new(
        Rule::UnknownOwner,
        place,
        message,
        "write the id of the one that is meant, with `team:` or `role:` if needed",
    )
}

/// A snooze that does not say until when, and why.
pub fn bad_snooze(place: Location, why: &str) -> Finding {
    let help = "write `snooze: {until: 2026-12-01, reason: …}`";
    Finding::new(Rule::BadSnooze, place, format!("`snooze` {why}"), help)
}

/// The first words of a value, so that a message stays one line.
fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or(line)),
        None => line.to_owned(),
    }
}
