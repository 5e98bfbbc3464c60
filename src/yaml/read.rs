//! Readers of single values. Each gives the value, or says what is wrong with it.

use super::{At, Sourced, Value, YamlNode};
use crate::day::{Day, Hours, Period, Unit, Wait, Zone};
use crate::diag::Finding;
use crate::diag::catalogue::keys;
use crate::suggest;

/// A reader as a plain function; `None` without a finding means that nothing was said.
pub type Reader<T> = fn(&At<'_>, &mut Vec<Finding>) -> Option<T>;

/// Any scalar as it is written: `version: 1.10` is `1.10`.
pub fn text(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let text = scalar(at, "a text", findings)?;
    Some(text.trim().to_owned())
}

/// The same where a list of texts may stand as well.
pub fn item(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let in_list = at.key.ends_with(']');
    let text = scalar(at, if in_list { "a text" } else { "a text or a list of texts" }, findings)?;
    Some(text.trim().to_owned())
}

/// `true` or `false`; also `yes`, `no`, `on` and `off`, which are meant so where a flag is wanted.
pub fn flag(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<bool> {
    let text = at.node.text().map(str::to_ascii_lowercase);
    match text.as_deref().map(str::trim) {
        Some("true" | "yes" | "on") => Some(true),
        Some("false" | "no" | "off") => Some(false),
        _ => refuse(at.wrong_type("`true` or `false`"), findings),
    }
}

/// A day.
pub fn day(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Day> {
    let text = scalar(at, "a day such as `2026-08-14`", findings)?;
    Day::parse(text)
        .or_else(|error| {
            refused(keys::invalid_date(at.location(), &at.key, text, &error), findings)
        })
        .ok()
}

/// A period with its unit.
pub fn period(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Period> {
    let text = scalar(at, "a period such as `6 months`", findings)?;
    Period::parse(text)
        .or_else(|error| {
            refused(keys::invalid_period(at.location(), &at.key, text, &error), findings)
        })
        .ok()
}

/// A number of days, or a period with its unit.
pub fn days(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Period> {
    let Some(days) = at.node.text().and_then(|text| text.trim().parse().ok()) else {
        return period(at, findings);
    };
    let made = Period::new(days, Unit::Day);
    made.or_else(|error| {
        refused(keys::invalid_period(at.location(), &at.key, &days.to_string(), &error), findings)
    })
    .ok()
}

/// A time to wait for an answer.
pub fn wait(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Wait> {
    let text = scalar(at, "a time such as `15m`, `4 working hours` or `1 working day`", findings)?;
    Wait::parse(text)
        .or_else(|error| {
            refused(keys::invalid_wait(at.location(), &at.key, text, &error), findings)
        })
        .ok()
}

/// Working hours: one text, or a list of them that are put together.
pub fn hours(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Hours> {
    let wanted = "hours such as `Mon-Fri 09:00-17:00`";
    let text = match at.node.as_list() {
        Some(items) => items
            .iter()
            .map(YamlNode::text)
            .collect::<Option<Vec<_>>>()
            .map(|items| items.join("; ")),
        None => scalar(at, wanted, findings).map(str::to_owned),
    };
    let Some(text) = text else {
        let is_said = at.node.as_list().is_none();
        findings.extend((!is_said).then(|| at.wrong_type(wanted)));
        return None;
    };
    Hours::parse(&text)
        .or_else(|error| {
            refused(keys::invalid_hours(at.location(), &at.key, &text, error), findings)
        })
        .ok()
}

/// An IANA time zone.
pub fn zone(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Zone> {
    let text = scalar(at, "a time zone such as `Europe/Lisbon`", findings)?;
    let unknown = |near: Option<&str>| keys::unknown_timezone(at.location(), &at.key, text, near);
    Zone::parse(text).or_else(|error| refused(unknown(error.near.as_deref()), findings)).ok()
}

/// The value as it stands, for rooms that read it themselves.
pub fn node(at: &At<'_>, _: &mut Vec<Finding>) -> Option<YamlNode> {
    Some(at.node.clone())
}

/// One of the given words; case, `-` and `_` do not matter.
pub fn one_of<T: Copy>(
    words: &'static [(&'static str, T)],
) -> impl Fn(&At<'_>, &mut Vec<Finding>) -> Option<T> {
    move |at, findings| {
        let known: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
        let known = known.join(", ");
        let text = scalar(at, &format!("one of {known}"), findings)?;
        let found = words
            .iter()
            .find(|(word, _)| super::fields::same_key(word, text))
            .map(|(_, value)| *value);
        found.or_else(|| {
            let near = suggest::nearest(text, words.iter().map(|(word, _)| *word));
            refuse(keys::unknown_value(at.location(), &at.key, text, near, &known), findings)
        })
    }
}

/// A list of such values, or one alone; empty items are left out, wrong ones are reported one by
/// one.
pub fn list<T>(
    read: impl Fn(&At<'_>, &mut Vec<Finding>) -> Option<T>,
) -> impl Fn(&At<'_>, &mut Vec<Finding>) -> Option<Vec<T>> {
    move |at, findings| {
        let mut values = Vec::new();
        for item in at.items() {
            findings.extend(item.swallowed().filter(|_| at.node.as_list().is_some()));
            values.extend(
                Some(&item)
                    .filter(|item| !item.node.is_empty())
                    .and_then(|item| read(item, findings)),
            );
        }
        Some(values).filter(|values| !values.is_empty())
    }
}

/// A value together with its place.
pub fn written<T>(
    read: impl Fn(&At<'_>, &mut Vec<Finding>) -> Option<T>,
) -> impl Fn(&At<'_>, &mut Vec<Finding>) -> Option<Sourced<T>> {
    move |at, findings| {
        read(at, findings).map(|value| Sourced::new(value, at.key.clone(), at.location()))
    }
}

/// A value without which nothing can be published: where it is wrong, the configuration is broken.
pub fn vital<T>(
    read: impl Fn(&At<'_>, &mut Vec<Finding>) -> Option<T>,
) -> impl Fn(&At<'_>, &mut Vec<Finding>) -> Option<T> {
    move |at, findings| {
        let mut own = Vec::new();
        let value = read(at, &mut own);
        findings.extend(own.into_iter().map(keys::breaks_configuration));
        value
    }
}

fn scalar<'n>(at: &At<'n>, wanted: &str, findings: &mut Vec<Finding>) -> Option<&'n str> {
    match &at.node.value {
        Value::Null | Value::List(_) | Value::Map(_) => refuse(at.wrong_type(wanted), findings),
        _ => at.node.text(),
    }
}

fn refuse<T>(finding: Finding, findings: &mut Vec<Finding>) -> Option<T> {
    findings.push(finding);
    None
}

fn refused<T>(finding: Finding, findings: &mut Vec<Finding>) -> Result<T, ()> {
    findings.push(finding);
    Err(())
}
