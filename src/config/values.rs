//! Readers of values that only settings have.

use crate::diag::catalogue::keys;
use crate::diag::{Finding, Rule, Severity};
use crate::suggest;
use crate::yaml::{At, read};
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

/// A path below the handbook's folder, without `/` at its ends; `.` is the folder itself. Nothing
/// leads out of it.
pub(super) fn inside(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let text = read::text(at, findings)?.replace('\\', "/");
    let leads_out =
        text.starts_with('/') || text.contains(':') || text.split('/').any(|part| part == "..");
    if leads_out {
        let help = "write a path below the folder of handbook.yaml, such as `content`";
        findings.push(keys::unusable_value(
            at.location(),
            &at.key,
            "leads out of the handbook",
            help,
        ));
        return None;
    }
    Some(parts_of(&text))
}

/// A path without empty parts and `.`.
pub(super) fn parts_of(path: &str) -> String {
    path.split('/').filter(|part| !part.is_empty() && *part != ".").collect::<Vec<_>>().join("/")
}

/// A pattern of paths below the handbook's folder: `static/demo/**`.
pub(super) fn pattern(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let text = read::item(at, findings)?;
    let is_pattern = !text.is_empty() && globset::Glob::new(&text).is_ok();
    if !is_pattern || text.starts_with('/') {
        let help = "write a path below the folder of handbook.yaml, such as `static/demo/**`";
        findings.push(keys::unusable_value(
            at.location(),
            &at.key,
            "is not a pattern of paths",
            help,
        ));
        return None;
    }
    Some(text)
}

/// An address of the web, without `/` at its end.
pub(super) fn web_address(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let text = read::text(at, findings)?;
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let host =
        rest.and_then(|rest| rest.split(['/', '?', '#']).next()).filter(|host| !host.is_empty());
    let is_plain = !text.contains(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\')
    });
    if host.is_none() || !is_plain || text.contains(['?', '#']) {
        let help = "write an address such as `https://handbook.example`";
        findings.push(keys::unusable_value(
            at.location(),
            &at.key,
            "is not an address of the web",
            help,
        ));
        return None;
    }
    Some(text.trim_end_matches('/').to_owned())
}

/// Placeholders of addresses that are made for each page.
const PLACEHOLDERS: [&str; 5] = ["page", "title", "version", "url", "owner"];

/// An address of the web or for mail, with placeholders in it.
pub(super) fn link_template(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let text = read::text(at, findings)?;
    let is_address = ["https://", "http://", "mailto:"].iter().any(|start| text.starts_with(start));
    let mut names = text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default());
    let unknown = names.find(|name| !PLACEHOLDERS.contains(name)).map(str::to_owned);
    if is_address && unknown.is_none() && !text.contains(char::is_whitespace) {
        return Some(text);
    }
    let why = unknown.map_or_else(
        || "is not an address of the web or for mail".to_owned(),
        |name| format!("has an unknown placeholder `{{{name}}}`"),
    );
    let names = PLACEHOLDERS.map(|name| format!("`{{{name}}}`")).join(", ");
    let help =
        format!("write an address such as `https://forms.example/?page={{page}}`, with {names}");
    findings.push(keys::unusable_value(at.location(), &at.key, &why, &help));
    None
}

/// A mail address.
pub(super) fn mail(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let text = read::text(at, findings)?;
    let address = text.strip_prefix("mailto:").unwrap_or(&text);
    let parts = address.split_once('@');
    let is_address = parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    if is_address && !address.contains(|c: char| c.is_whitespace() || "?&<>\"".contains(c)) {
        return Some(address.to_owned());
    }
    let help = "write an address such as `handbook@example.com`";
    findings.push(keys::unusable_value(at.location(), &at.key, "is not a mail address", help));
    None
}

/// Words that find each other, `PTO, vacation`, or in one direction, `PTO > paid time off`.
pub(super) fn synonyms(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let text = read::text(at, findings)?;
    let names = |part: &str| part.split(',').filter(|name| !name.trim().is_empty()).count();
    let is_group = match text.split_once(" > ") {
        Some((typed, found)) => names(typed) > 0 && names(found) > 0,
        None => names(&text) > 1,
    };
    if !is_group {
        let help = "write a line such as `PTO, vacation, time off`, or `the bench > quality lab`";
        findings.push(keys::unusable_value(at.location(), &at.key, "leads to no other word", help));
        return None;
    }
    Some(text)
}

/// A host name, with a port perhaps; it goes into the page's security policy, so nothing else may.
pub(super) fn host(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let text = read::text(at, findings)?.to_ascii_lowercase();
    let is_host = text.contains('.')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'));
    if is_host {
        return Some(text);
    }
    let help = "write only the host, such as `www.youtube-nocookie.com`";
    findings.push(keys::unusable_value(at.location(), &at.key, "is not the name of a host", help));
    None
}

/// A language as HTML takes it: `en`, `pt-BR`.
pub(super) fn language(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let tag = language_tag(&read::text(at, findings)?);
    if tag.is_some() {
        return tag;
    }
    let help = "write a language tag such as `en` or `pt-BR`";
    findings.push(keys::unusable_value(at.location(), &at.key, "is not a language", help));
    None
}

/// `en`, `pt-BR`, also as `pt_BR`; `None` where it is none.
pub(super) fn language_tag(text: &str) -> Option<String> {
    let text = text.replace('_', "-");
    let first = text.split('-').next().unwrap_or("");
    let is_tag = text.split('-').all(|part| {
        (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
    });
    let is_language =
        (2..=3).contains(&first.len()) && first.chars().all(|c| c.is_ascii_alphabetic());
    (is_tag && is_language).then_some(text)
}

/// A colour by its hexadecimal digits; it goes into the style sheet, so nothing else may.
pub(super) fn colour(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let text = read::text(at, findings)?;
    let is_hex = |digits: &str| {
        matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    if text.strip_prefix('#').is_some_and(is_hex) {
        return Some(text.to_ascii_lowercase());
    }
    let help = "write its hexadecimal digits in quotes, such as `\"#0f6b5c\"`";
    findings.push(keys::unusable_value(at.location(), &at.key, "is not a colour", help));
    None
}

/// So many reviews in a week: `4 per week`, `4`.
pub(super) fn per_week(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<u32> {
    let text = read::text(at, findings)?;
    let number = text
        .trim_end_matches("week")
        .trim_end()
        .trim_end_matches("per")
        .trim_end_matches(['a', '/'])
        .trim_end();
    let count = number.parse().ok().filter(|count| (1..=1000).contains(count));
    if count.is_none() {
        let help = "write a number of reviews such as `4 per week`";
        findings.push(keys::unusable_value(
            at.location(),
            &at.key,
            "is not a number of reviews in a week",
            help,
        ));
    }
    count
}

/// What a rule may be set to.
pub(super) const LEVELS: [(&str, Option<Severity>); 4] = [
    ("error", Some(Severity::Error)),
    ("warning", Some(Severity::Warning)),
    ("notice", Some(Severity::Notice)),
    ("ignore", None),
];

/// Severities by rule.
pub(super) fn severities(
    at: &At<'_>,
    findings: &mut Vec<Finding>,
) -> Option<BTreeMap<Rule, Option<Severity>>> {
    let Some(map) = at.node.as_map() else {
        findings.push(at.wrong_type("a map such as `{broken-anchor: error}`"));
        return None;
    };
    let mut severities = BTreeMap::new();
    for entry in &map.entries {
        let key = format!("{}.{}", at.key, entry.key);
        let value = At { source: at.source, key: key.clone(), node: &entry.value };
        match Rule::iter().find(|rule| rule.id() == entry.key) {
            Some(rule) => {
                severities
                    .extend(read::one_of(&LEVELS)(&value, findings).map(|level| (rule, level)));
            }
            None => {
                let near = suggest::nearest(&entry.key, Rule::iter().map(Rule::id));
                findings.push(keys::unknown_key(at.source.at(entry.key_span), &key, near));
            }
        }
    }
    Some(severities)
}
