//! Readers of values that only pages have.

use super::table::{ACKNOWLEDGE, CHANGE, SNOOZE};
use crate::day::{Day, Period};
use crate::diag::Finding;
use crate::diag::catalogue::keys;
use crate::site::acknowledgement::AcknowledgeMeta;
use crate::site::address::plain_segment;
use crate::site::meta::{Ask, ChangeEntry, PageType, ReviewedHash, Snooze, Status};
use crate::site::segment::trouble;
use crate::site::weight::Weight;
use crate::yaml::read::{day, flag, item, list, period, text, written};
use crate::yaml::{At, Fields, Sourced, Value};
use percent_encoding::percent_decode_str;
use std::collections::BTreeSet;

pub(super) const STATUSES: [(&str, Status); 10] = [
    ("draft", Status::Draft),
    ("current", Status::Current),
    // What MkDocs Material marks a page with.
    ("new", Status::Current),
    // What others say of pages that hold.
    ("final", Status::Current),
    ("active", Status::Current),
    ("published", Status::Current),
    ("up-to-date", Status::Current),
    ("deprecated", Status::Deprecated),
    ("superseded", Status::Superseded),
    ("archived", Status::Archived),
];

pub(super) fn status(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Status> {
    let text = text(at, findings)?;
    let known = STATUSES
        .into_iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(&text))
        .map(|(_, status)| status);
    Some(known.unwrap_or(Status::Other(text)))
}

/// A number, perhaps with decimals.
pub(super) fn weight(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Weight> {
    let read = at.node.text().and_then(Weight::parse);
    if read.is_none() {
        findings.push(at.wrong_type("a number"));
    }
    read
}

pub(super) fn draft(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Status> {
    flag(at, findings)?.then_some(Status::Draft)
}

/// A day is read under `publish_date`.
pub(super) fn published(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Status> {
    if at.node.text().is_some_and(|text| Day::parse(text).is_ok()) {
        return None;
    }
    (!flag(at, findings)?).then_some(Status::Draft)
}

/// `build.render` of Hugo: `never` and `false` keep a page back.
pub(super) fn rendered(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Status> {
    match at.node.text().map(str::trim) {
        Some("never") => Some(Status::Draft),
        Some("always" | "link") => None,
        _ => (!flag(at, findings)?).then_some(Status::Draft),
    }
}

/// `published` as a day; anything else is read as a flag.
pub(super) fn publish_day(at: &At<'_>, _: &mut Vec<Finding>) -> Option<Day> {
    at.node.text().and_then(|text| Day::parse(text).ok())
}

pub(super) fn outdated(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Status> {
    flag(at, findings)?.then_some(Status::Deprecated)
}

pub(super) fn page_type(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<PageType> {
    let text = text(at, findings)?;
    Some(match text.to_lowercase().as_str() {
        "page" => PageType::Page,
        "policy" => PageType::Policy,
        "runbook" => PageType::Runbook,
        "meeting" => PageType::Meeting,
        "brainstorm" => PageType::Brainstorm,
        "decision" => PageType::Decision,
        _ => PageType::Other(text),
    })
}

/// A list, or a text with commas.
pub(super) fn tags(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Vec<Sourced<String>>> {
    if at.node.as_list().is_some() {
        return list(written(item))(at, findings);
    }
    let whole = written(item)(at, findings)?;
    let one =
        |tag: &str| Sourced::new(tag.trim().to_owned(), whole.key(), whole.location().clone());
    Some(whole.value().split(',').filter(|tag| !tag.trim().is_empty()).map(one).collect())
}

/// The last segment of an address; or a path of several, from the root of the site where it begins
/// with `/`. Nothing in it can lead elsewhere.
pub(super) fn slug(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let text = text(at, findings)?;
    let segments = text.trim().trim_matches('/').split('/');
    if text.trim() != "/" && segments.clone().any(leads_elsewhere) {
        let help = "write one segment such as `expenses`, or a path such as `/people/expenses`";
        findings.push(keys::unusable_value(
            at.location(),
            &at.key,
            "is not a path in this site",
            help,
        ));
        return None;
    }
    let trouble = segments.filter(|segment| !segment.is_empty()).find_map(|segment| {
        let plain = percent_decode_str(segment).decode_utf8_lossy();
        [segment, &plain].into_iter().find_map(|text| trouble(&plain_segment(text)))
    });
    findings.extend(
        trouble.map(|trouble| keys::unusable_segment(at.location(), &at.key, trouble.why())),
    );
    trouble.is_none().then_some(text)
}

fn leads_elsewhere(segment: &str) -> bool {
    let plain = percent_decode_str(segment).decode_utf8_lossy();
    plain.contains(['/', '\\', '?', '#']) || matches!(plain.trim(), "" | "." | "..")
}

/// The whole address as Hugo and Jekyll give it: a path from the root, perhaps with the name of a
/// file. Patterns such as `/:year/:title/`, and addresses of other sites, say nothing of it.
pub(super) fn whole_address(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let text = at.node.text()?.trim();
    if !text.starts_with('/') || text.starts_with("//") || text.contains(':') {
        return None;
    }
    let path = slug(at, findings)?;
    let path = path.trim().trim_end_matches("index.html").trim_end_matches(".html");
    Some(path.to_owned())
}

/// A name, or a map with one.
pub(super) fn owner(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let Value::Map(map) = &at.node.value else {
        return text(at, findings);
    };
    let named =
        ["id", "email", "name", "github", "slack"].iter().find_map(|key| map.get(key)?.text());
    named.map(|name| name.trim().to_owned()).or_else(|| {
        findings.push(at.wrong_type("a name, or a map with `id`, `email` or `name`"));
        None
    })
}

/// Everybody who answers; whoever is named twice answers once.
pub(super) fn owners(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Vec<Sourced<String>>> {
    let mut names = list(written(owner))(at, findings)?;
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.value().trim().to_lowercase()));
    Some(names)
}

/// A channel, or a map with words and a link.
pub(super) fn ask(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Ask> {
    let Value::Map(map) = &at.node.value else {
        return text(at, findings).map(|text| Ask { text, link: None });
    };
    let of = |names: [&str; 3]| {
        names.iter().find_map(|name| map.get(name)?.text()).map(|text| text.trim().to_owned())
    };
    let link = of(["url", "link", "href"]);
    match of(["text", "name", "title"]).or_else(|| link.clone()) {
        Some(text) => Some(Ask { text, link }),
        None => {
            findings.push(at.wrong_type("a channel, or a map with `text` and `url`"));
            None
        }
    }
}

/// `2026-08-14-9f2c41d7a0b3e6f8`: the day, then 16 hexadecimal digits.
pub(super) fn reviewed_hash(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<ReviewedHash> {
    let text = text(at, findings)?;
    let parts =
        text.rsplit_once('-').and_then(|(day, digits)| Some((Day::parse(day).ok()?, digits)));
    let is_hash =
        |digits: &str| digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if let Some((day, digits)) = parts.filter(|(_, digits)| is_hash(digits)) {
        return Some(ReviewedHash { day, digits: digits.to_ascii_lowercase() });
    }
    let help = "leave it to `handbook review`, which writes it";
    findings.push(keys::unusable_value(at.location(), &at.key, "is not a day and a hash", help));
    None
}

/// Until when, and why; one without the other is no snooze.
pub(super) fn snooze(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Snooze> {
    if at.node.as_map().is_none() {
        findings.push(keys::bad_snooze(at.location(), "does not say until when and why"));
        return None;
    }
    let mut fields = Fields::of(at).by(SNOOZE);
    let until = fields.plain("until", day);
    let reason = fields.plain("reason", text);
    let is_malformed = !fields.rejected().is_empty();
    findings.extend(fields.finish());
    match (until, reason) {
        (Some(until), Some(reason)) => return Some(Snooze { until, reason }),
        _ if is_malformed => {}
        (None, _) => findings.push(keys::bad_snooze(at.location(), "does not say until when")),
        (_, None) => findings.push(keys::bad_snooze(at.location(), "gives no reason")),
    }
    None
}

/// `all`, names, or a map with who, within how long and which version.
pub(super) fn acknowledge(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<AcknowledgeMeta> {
    let names = |by: Option<Vec<Sourced<String>>>| {
        let is_all = |name: &Sourced<String>| {
            ["all", "everybody", "everyone"]
                .iter()
                .any(|all| name.value().eq_ignore_ascii_case(all))
        };
        by.filter(|by| !by.iter().any(is_all)).unwrap_or_default()
    };
    if at.node.as_map().is_none() {
        let by = list(written(item))(at, findings)?;
        return Some(AcknowledgeMeta { by: names(Some(by)), ..AcknowledgeMeta::default() });
    }
    let mut fields = Fields::of(at).by(ACKNOWLEDGE);
    let by = fields.plain("by", list(written(item)));
    let within = fields.plain("within", period);
    let version = fields.plain("version", text);
    let is_unreadable = by.is_none() && !fields.rejected().is_empty();
    findings.extend(fields.finish());
    (!is_unreadable).then(|| AcknowledgeMeta { by: names(by), within, version })
}

/// Why no review is needed; `false` says nothing, `true` is no reason.
pub(super) fn reason(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    match at.node.value {
        Value::Bool(false) => None,
        Value::Bool(true) => {
            let help = "write why this page needs no review: `review_exempt: kept as a record`";
            findings.push(keys::unusable_value(at.location(), &at.key, "gives no reason", help));
            None
        }
        _ => text(at, findings),
    }
}

pub(super) fn change(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<ChangeEntry> {
    let mut fields = Fields::of(at).by(CHANGE);
    let day = fields.plain("day", day);
    let what = fields.plain("what", text);
    let major = fields.plain("major", flag).unwrap_or_default();
    let is_said = at.node.as_map().is_none() || !fields.rejected().is_empty();
    findings.extend(fields.finish());
    let change = day.zip(what).map(|(day, what)| ChangeEntry { day, what, major });
    if change.is_none() && !is_said {
        let help = "write `{day: 2026-11-20, what: …}`";
        findings.push(keys::unusable_value(
            at.location(),
            &at.key,
            "does not say when and what",
            help,
        ));
    }
    change
}

/// `stale_after` as a day; an interval is read under its own key.
pub(super) fn day_of_either(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Day> {
    if at.node.text().is_some_and(|text| Period::parse(text).is_ok()) {
        None
    } else {
        day(at, findings)
    }
}

/// `stale_after` as an interval; anything else is judged as a day.
pub(super) fn period_of_either(at: &At<'_>, _: &mut Vec<Finding>) -> Option<Period> {
    at.node.text().and_then(|text| Period::parse(text).ok())
}
