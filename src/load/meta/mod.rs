//! From a map to a page's values: every key, with all its other names. Front matter and the `defaults` of handbook.yaml are read by
//! the same code.

#[cfg(test)]
mod tests;
mod values;

use self::values::{
    STATUSES, ask, change, day_of_either, draft, outdated, owner, page_type, period_of_either, published, reason,
    reviewed_hash, slug, snooze, status, tags,
};
use crate::config::{Config, Defaults, ReviewDate};
use crate::day::{Day, Period};
use crate::diag::Finding;
use crate::diag::catalogue::keys;
use crate::load::urgency::page_urgency;
use crate::near;
use crate::site::meta::{Ask, Meta, PageType, Status};
use crate::source::{Source, Span};
use crate::yaml::read::{Reader, day, days, item, list, period, text, whole_number, written};
use crate::yaml::{self, At, Budget, Fields, Node, Written, same_key};
use std::collections::BTreeSet;

/// Maps whose keys read as one with theirs: `freshness: {owner: ana}` is `freshness.owner`.
const GROUPS: [&str; 2] = ["freshness", "ms"];

/// Keys of meetings, brainstorms and decisions, and of other tools: none of them is a slip of the pen, and none of them is a review.
const FOREIGN: &[&str] = &[
    "absent",
    "attendees",
    "author",
    "authors",
    "categories",
    "category",
    "closes",
    "comment_until",
    "consulted",
    "created",
    "date",
    "decision_makers",
    "dir",
    "facilitator",
    "id",
    "informed",
    "invited",
    "keywords",
    "lang",
    "language",
    "last_updated",
    "lastmod",
    "layout",
    "length",
    "mode",
    "modified",
    "ms.author",
    "ms.date",
    "ms.topic",
    "notes_due",
    "notetaker",
    "opens",
    "outcome",
    "parent",
    "permalink",
    "question",
    "reversible",
    "reviewer",
    "reviewers",
    "revisit_when",
    "series",
    "state",
    "stats",
    "supersedes",
    "tabs",
    "time",
    "timezone",
    "toc",
    "topic",
    "updated",
    "url",
    "why_sync",
];

const NEXT_REVIEW: &[(&str, Reader<Day>)] = &[
    ("next_review", day),
    ("review_by", day),
    ("revisit_by", day),
    ("expire_by", day),
    ("stale_after", day_of_either),
];

const REVIEW_EVERY: &[(&str, Reader<Period>)] = &[
    ("review_every", period),
    ("every", period),
    ("review_in", period),
    ("review_interval", period),
    ("review_cycle", period),
    ("review_frequency", period),
    ("freshness.review_interval", period),
    ("stale_after", period_of_either),
    ("expiration_in_days", days),
    ("ms.update-cycle", days),
];

/// A draft comes first: where two keys disagree, a page is rather kept back.
const STATUS: &[(&str, Reader<Status>)] =
    &[("draft", draft), ("published", published), ("status", status), ("outdated", outdated)];

/// All names of the day of the last review.
pub(crate) const REVIEWED: &[&str] = &[
    "reviewed",
    "last_reviewed",
    "last_reviewed_on",
    "last_reviewed_at",
    "last_review_date",
    "lastVerified",
    "freshness.reviewed",
];

/// All names of the owner.
pub(crate) const OWNER: &[&str] =
    &["owner", "owners", "maintainedBy", "maintainer", "maintainers", "dri", "dris", "freshness.owner"];

/// Keys with one name each that decide about reviews.
const OTHER_GOVERNANCE: &[&str] = &[
    "type",
    "reviewed_by",
    "review_note",
    "reviewed_hash",
    "review_date",
    "review_when",
    "snooze",
    "review_exempt",
    "superseded_by",
    "expires",
];

/// Reads the values of a map that is a page's front matter.
pub fn front_matter(source: &Source, root: &Node, config: &Config) -> (Meta, Vec<Finding>) {
    let mut fields = Fields::with_groups(&At { source, key: String::new(), node: root }, &GROUPS);
    let mut meta = read(&mut fields, config.review.review_date);
    let (extra, findings) = fields.finish_with_rest(&foreign(config));
    meta.extra = extra;
    (meta, findings)
}

/// Reads the values of one entry of `defaults`; `in` and `type` say for which pages it is, and are no values.
pub fn defaults(defaults: &Defaults, config: &Config) -> (Meta, Vec<Finding>) {
    let place = defaults.values.place();
    let at = At { source: place.source(), key: defaults.values.key().to_owned(), node: defaults.values.value() };
    let mut fields = Fields::with_groups(&at, &GROUPS);
    fields.value(&["in"], |_, _| None::<()>);
    let meta = Meta { page_type: None, ..read(&mut fields, config.review.review_date) };
    let mut findings: Vec<Finding> = own_keys(&meta).collect();
    findings.extend(fields.finish_but(&foreign(config)));
    (meta, findings)
}

/// Keys that only a page itself can have: nobody reads a whole section by writing one line.
fn own_keys(meta: &Meta) -> impl Iterator<Item = Finding> {
    let places = [
        meta.reviewed.as_ref().map(|written| (written.key().to_owned(), written.place().clone())),
        meta.reviewed_by.as_ref().map(|written| (written.key().to_owned(), written.place().clone())),
        meta.reviewed_hash.as_ref().map(|written| (written.key().to_owned(), written.place().clone())),
        meta.snooze.as_ref().map(|written| (written.key().to_owned(), written.place().clone())),
    ];
    places.into_iter().flatten().map(|(key, place)| {
        keys::unusable_value(
            place,
            &key,
            "is said by each page for itself",
            "write it into the front matter of the page",
        )
    })
}

/// Keys of reviews and owners that stand in a block more than once, by their canonical names.
pub fn repeated(source: &Source, inside: Span) -> Vec<&'static str> {
    let names = |names: &'static [&'static str]| names.iter().map(move |name| (*name, names));
    let days = NEXT_REVIEW.iter().map(|(name, _)| (*name, &["next_review"][..]));
    let periods = REVIEW_EVERY.iter().map(|(name, _)| (*name, &["review_every"][..]));
    let states = STATUS.iter().map(|(name, _)| (*name, &["status"][..]));
    let others = OTHER_GOVERNANCE.iter().map(|name| (*name, std::slice::from_ref(name)));
    let known: Vec<_> =
        names(REVIEWED).chain(names(OWNER)).chain(days).chain(periods).chain(states).chain(others).collect();
    let repeated = yaml::parse(source, inside, Budget::PAGE).repeated;
    let canonical = |key: &str| {
        let outer = key.split('.').next().unwrap_or(key);
        let is_it = |name: &str| same_key(name, key) || same_key(name, outer);
        known.iter().find(|(name, _)| is_it(name)).and_then(|(_, canonical)| canonical.first().copied())
    };
    repeated.iter().filter_map(|repeated| canonical(&repeated.key)).collect()
}

fn foreign(config: &Config) -> Vec<&str> {
    FOREIGN.iter().copied().chain(config.check.extra_keys.iter().map(String::as_str)).collect()
}

fn read(fields: &mut Fields<'_>, review_date: Option<ReviewDate>) -> Meta {
    let page_type = fields.value(&["type"], page_type);
    let mut meta = Meta {
        title: fields.value(&["title"], text),
        nav_title: fields.value(&["nav_title", "linkTitle", "sidebar_label"], text),
        description: fields.value(&["description"], text),
        tags: many(fields.value(&["tags"], tags)),
        weight: fields.value(&["weight", "order", "sidebar_position", "nav_order"], whole_number),
        slug: fields.value(&["slug"], slug),
        aliases: many(fields.value(&["aliases", "redirect_from", "old_paths"], list(written(item)))),
        owners: once(many(fields.value(OWNER, list(written(owner))))),
        ask: many(fields.value(&["ask", "questions"], list(written(ask)))),
        reviewed_by: fields.value(&["reviewed_by"], text),
        review_note: fields.value(&["review_note"], text),
        reviewed_hash: fields.value(&["reviewed_hash"], reviewed_hash),
        review_every: fields.first_of("review_every", REVIEW_EVERY),
        review_when: many(fields.value(&["review_when"], list(written(item)))),
        snooze: fields.value(&["snooze"], snooze),
        review_exempt: fields.value(&["review_exempt"], reason),
        status: judged(fields, page_type.as_ref()),
        superseded_by: fields.value(&["superseded_by"], text),
        expires: fields.value(&["expires"], day),
        urgency: fields.value(&["urgency"], page_urgency),
        audience: fields.value(&["audience"], text),
        version: fields.value(&["version"], text),
        approvers: many(fields.value(&["approver", "approvers"], list(written(owner)))),
        approved: fields.value(&["approved"], day),
        effective: fields.value(&["effective"], day),
        classification: fields.value(&["classification"], text),
        changes: many(fields.value(&["changes"], list(written(change)))),
        page_type,
        ..Meta::default()
    };
    owner_slack(fields, &mut meta);
    review_days(fields, review_date, &mut meta);
    meta.rejected = fields.rejected().to_vec();
    meta
}

fn many<T>(list: Option<Written<Vec<T>>>) -> Vec<T> {
    list.map(Written::into_value).unwrap_or_default()
}

/// Whoever is named twice answers once.
fn once(mut names: Vec<Written<String>>) -> Vec<Written<String>> {
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.value().trim().to_lowercase()));
    names
}

/// `owner_slack` is where readers ask, and the owner where the page names no other.
fn owner_slack(fields: &mut Fields<'_>, meta: &mut Meta) {
    let channels = many(fields.value(&["owner_slack"], list(written(item))));
    if meta.ask.is_empty() {
        let ask = |channel: &Written<String>| channel.clone().map(|text| Ask { text, link: None });
        meta.ask = channels.iter().map(ask).collect();
    }
    if meta.owners.is_empty() {
        meta.owners = channels;
    }
}

/// The last and the next review. `review_date` is either: as the settings say, or whichever the page does not have.
fn review_days(fields: &mut Fields<'_>, setting: Option<ReviewDate>, meta: &mut Meta) {
    meta.reviewed = fields.value(REVIEWED, day);
    meta.next_review = fields.first_of("next_review", NEXT_REVIEW);
    let meaning = setting.or(match (&meta.reviewed, &meta.next_review) {
        (Some(_), None) => Some(ReviewDate::Next),
        (None, Some(_)) => Some(ReviewDate::Last),
        _ => None,
    });
    let known = [(ReviewDate::Last, meta.reviewed.clone()), (ReviewDate::Next, meta.next_review.clone())];
    let said = known.into_iter().find(|(one, _)| Some(*one) == meaning).and_then(|(_, said)| said);
    let review_date = fields.value(&["review_date"], |at, findings| {
        let read = day(at, findings)?;
        let finding = match (meaning, &said) {
            (None, _) => Some(keys::ambiguous_review_date(at.place(), at.node.text().unwrap_or("").trim())),
            (Some(_), Some(said)) if *said.value() != read => {
                let line = said.place().start().map_or(0, |start| start.line);
                Some(keys::conflicting_keys(at.place(), &at.key, said.key(), line))
            }
            _ => None,
        };
        let is_fine = finding.is_none();
        findings.extend(finding);
        is_fine.then_some(read)
    });
    match meaning {
        Some(ReviewDate::Last) => meta.reviewed = meta.reviewed.take().or(review_date),
        Some(ReviewDate::Next) => meta.next_review = meta.next_review.take().or(review_date),
        None => {}
    }
}

/// The status; of a page, a policy or a runbook only the known ones.
fn judged(fields: &mut Fields<'_>, page_type: Option<&Written<PageType>>) -> Option<Written<Status>> {
    const KNOWN: &str = "`draft`, `current`, `deprecated`, `superseded`, `archived`";
    let status = fields.first_of("status", STATUS)?;
    let page_type = page_type.map_or(&PageType::Page, Written::value);
    let is_page = matches!(page_type, PageType::Page | PageType::Policy | PageType::Runbook);
    if let Status::Other(other) = status.value()
        && is_page
    {
        let names = STATUSES.iter().map(|(name, _)| *name);
        let near = near::nearest(other, names);
        fields.say(keys::unknown_value(status.place().clone(), status.key(), other, near, KNOWN));
    }
    Some(status)
}
