//! Series of meetings, from the part of handbook.yaml that holds them.

use super::audiences::unknown_name;
use super::meta::records::{attendees, clock_time};
use crate::config::table::handbook;
use crate::config::{Audiences, Config};
use crate::diag::Finding;
use crate::diag::catalogue::keys;
use crate::site::Page;
use crate::site::people::{Lookup, People};
use crate::site::record::{RecordMeta, Series};
use crate::suggest;
use crate::yaml::read::{day, period, text, wait, zone};
use crate::yaml::{At, Fields, MapEntry, Sourced, same_key};

/// Reads all series, in the order of the file.
pub fn series(config: &Config) -> (Vec<Series>, Vec<Finding>) {
    let mut findings = Vec::new();
    let Some(node) = &config.series else { return (Vec::new(), findings) };
    let at =
        At { source: node.location().source(), key: node.key().to_owned(), node: node.value() };
    let Some(map) = at.node.as_map() else {
        findings.push(at.wrong_type("a map by name"));
        return (Vec::new(), findings);
    };
    let entries = map.entries.iter().map(|entry| {
        let key = format!("{}.{}", at.key, entry.key);
        let id =
            Sourced::new(entry.key.trim().to_owned(), at.key.clone(), at.source.at(entry.key_span));
        one(&At { source: at.source, key, node: &entry.value }, id, &mut findings)
    });
    let series = entries.collect();
    (series, findings)
}

fn one(at: &At<'_>, id: Sourced<String>, findings: &mut Vec<Finding>) -> Series {
    let mut fields = Fields::of(at).by(handbook::SERIES);
    let series = Series {
        name: fields.plain("name", text),
        attendees: fields.plain("attendees", attendees).unwrap_or_default(),
        facilitator: fields.key("facilitator", text),
        timezone: fields.plain("timezone", zone),
        time: fields.plain("time", clock_time),
        length: fields.plain("length", wait),
        every: fields.plain("every", period),
        first: fields.plain("first", day),
        weekday: fields.plain("on", weekday),
        why_sync: fields.plain("why_sync", text),
        look_again: fields.key("look_again", day),
        notes_due: fields.plain("notes_due", wait),
        audience: fields.key("audience", text),
        id,
    };
    let mut series = series;
    if series.audience.is_none() && fields.rejected().contains(&"audience") {
        series.audience = unreadable_audience(at);
    }
    findings.extend(fields.finish());
    series
}

/// An audience that no text names is nobody's.
fn unreadable_audience(at: &At<'_>) -> Option<Sourced<String>> {
    let is_audience = |entry: &&MapEntry| same_key(&entry.key, "audience");
    let entry = at.node.as_map()?.entries.iter().find(is_audience)?;
    let place = at.source.at(entry.value.span);
    Some(Sourced::new(String::new(), entry.key.clone(), place))
}

/// The day of the week, from Monday as 0.
fn weekday(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<usize> {
    let text = text(at, findings)?;
    let found = crate::day::hours::weekday_named(&text);
    if found.is_none() {
        let help = "write the day of the week, such as `Thursday`";
        findings.push(keys::unusable_value(
            at.location(),
            &at.key,
            "is not a day of the week",
            help,
        ));
    }
    found
}

/// Drops the series that are for fewer people than the site; one for an unknown audience is for
/// nobody.
pub fn for_readers(series: Vec<Series>, audiences: &Audiences) -> (Vec<Series>, Vec<Finding>) {
    let named = series.iter().filter_map(|series| series.audience.as_ref());
    let named = named.filter(|name| !name.value().is_empty());
    let found = named.filter_map(|name| unknown_name(name, audiences)).collect();
    let is_shown = |series: &Series| {
        let rank = series.audience.as_ref().map(|name| audiences.rank(name.value()));
        rank.is_none_or(|rank| rank.is_some_and(|rank| rank <= audiences.built_for()))
    };
    (series.into_iter().filter(is_shown).collect(), found)
}

/// Names in series and records that are close to somebody's (others may be guests), and series
/// that handbook.yaml does not have.
pub fn unknown_names(series: &[Series], people: &People, pages: &[Page]) -> Vec<Finding> {
    let named = |series: &Series| {
        let facilitator = series.facilitator.iter();
        facilitator.chain(series.attendees.all()).cloned().collect::<Vec<_>>()
    };
    let of_series = series.iter().flat_map(named);
    let records: Vec<&RecordMeta> = pages.iter().map(|page| &page.meta().record).collect();
    let names = of_series.chain(records.iter().flat_map(|record| named_in(record)).cloned());
    let mut findings: Vec<Finding> = names.filter_map(|name| mistyped(people, &name)).collect();
    let unknown = records.iter().filter_map(|record| unknown_series(series, record));
    findings.extend(unknown);
    findings
}

/// A name that nobody has, and that is close to one that somebody has.
fn mistyped(people: &People, name: &Sourced<String>) -> Option<Finding> {
    match people.find(name.value()) {
        Lookup::Nobody { near: Some(near) } if !people.is_empty() => {
            let place = name.location().clone();
            Some(keys::unknown_owner(place, name.key(), name.value(), Some(&near)))
        }
        _ => None,
    }
}

/// Everybody whom a record names.
fn named_in(meta: &RecordMeta) -> impl Iterator<Item = &Sourced<String>> {
    let attendees = meta.attendees.iter().flat_map(|attendees| attendees.value().all());
    let lists = [&meta.decision_makers, &meta.consulted, &meta.informed, &meta.invited];
    let names = meta.facilitator.iter().chain(&meta.notetaker).chain(attendees);
    names.chain(lists.into_iter().flatten())
}

fn unknown_series(known: &[Series], record: &RecordMeta) -> Option<Finding> {
    let named = record.series.as_ref().filter(|_| !known.is_empty())?;
    let is_known = |series: &Series| series.id.value().eq_ignore_ascii_case(named.value());
    if known.iter().any(is_known) {
        return None;
    }
    let ids = || known.iter().map(|series| series.id.value().as_str());
    let near = suggest::nearest(named.value(), ids());
    let all = ids().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ");
    Some(keys::unknown_value(named.location().clone(), named.key(), named.value(), near, &all))
}
