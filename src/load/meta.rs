//! From a map to a page's values: every key, with all its other names. Front matter and the `defaults` of handbook.yaml are read by
//! the same code.

use crate::config::{Config, Defaults, ReviewDate};
use crate::day::{Day, Period};
use crate::diag::Finding;
use crate::diag::catalogue::keys;
use crate::site::meta::{Ask, Change, Meta, PageType, ReviewedHash, Snooze, Status};
use crate::source::Source;
use crate::yaml::read::{Reader, day, days, flag, list, node, period, text, whole_number, written};
use crate::yaml::{At, Fields, Node, Value, Written};

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
    "revisit_when",
    "series",
    "state",
    "supersedes",
    "time",
    "timezone",
    "toc",
    "topic",
    "type_of",
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

const REVIEWED: &[&str] = &[
    "reviewed",
    "last_reviewed",
    "last_reviewed_on",
    "last_reviewed_at",
    "last_review_date",
    "lastVerified",
    "freshness.reviewed",
];

const OWNER: &[&str] =
    &["owner", "owners", "maintainedBy", "maintainer", "maintainers", "dri", "dris", "freshness.owner"];

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
    (meta, fields.finish_but(&foreign(config)))
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
        aliases: many(fields.value(&["aliases", "redirect_from", "old_paths"], list(written(text)))),
        owners: many(fields.value(OWNER, list(written(owner)))),
        ask: many(fields.value(&["ask", "questions"], list(written(ask)))),
        reviewed_by: fields.value(&["reviewed_by"], text),
        review_note: fields.value(&["review_note"], text),
        reviewed_hash: fields.value(&["reviewed_hash"], reviewed_hash),
        review_every: fields.first_of(REVIEW_EVERY),
        review_when: many(fields.value(&["review_when"], list(written(text)))),
        snooze: fields.value(&["snooze"], snooze),
        review_exempt: fields.value(&["review_exempt"], reason),
        status: judged(fields, page_type.as_ref()),
        superseded_by: fields.value(&["superseded_by"], text),
        expires: fields.value(&["expires"], day),
        urgency: fields.value(&["urgency"], node),
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

/// `owner_slack` is where readers ask, and the owner where the page names no other.
fn owner_slack(fields: &mut Fields<'_>, meta: &mut Meta) {
    let channels = many(fields.value(&["owner_slack"], list(written(text))));
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
    meta.next_review = fields.first_of(NEXT_REVIEW);
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
    let status = fields.first_of(STATUS)?;
    let page_type = page_type.map_or(&PageType::Page, Written::value);
    let is_page = matches!(page_type, PageType::Page | PageType::Policy | PageType::Runbook);
    if let Status::Other(other) = status.value()
        && is_page
    {
        let names = STATUSES.iter().map(|(name, _)| *name);
        let near = crate::near::nearest(other, names);
        fields.say(keys::unknown_value(status.place().clone(), status.key(), other, near, KNOWN));
    }
    Some(status)
}

const STATUSES: [(&str, Status); 5] = [
    ("draft", Status::Draft),
    ("current", Status::Current),
    ("deprecated", Status::Deprecated),
    ("superseded", Status::Superseded),
    ("archived", Status::Archived),
];

fn status(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Status> {
    let text = text(at, findings)?;
    let known = STATUSES.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(&text)).map(|(_, status)| status);
    Some(known.unwrap_or(Status::Other(text)))
}

fn draft(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Status> {
    flag(at, findings)?.then_some(Status::Draft)
}

fn published(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Status> {
    (!flag(at, findings)?).then_some(Status::Draft)
}

fn outdated(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Status> {
    flag(at, findings)?.then_some(Status::Deprecated)
}

fn page_type(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<PageType> {
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
fn tags(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Vec<Written<String>>> {
    if at.node.as_list().is_some() {
        return list(written(text))(at, findings);
    }
    let whole = written(text)(at, findings)?;
    let one = |tag: &str| Written::new(tag.trim().to_owned(), whole.key(), whole.place().clone());
    Some(whole.value().split(',').filter(|tag| !tag.trim().is_empty()).map(one).collect())
}

/// One segment of an address: nothing in it can lead elsewhere.
fn slug(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let text = text(at, findings)?;
    let plain = percent_encoding::percent_decode_str(&text).decode_utf8_lossy().into_owned();
    let leads_elsewhere = plain.contains(['/', '\\', '?', '#']) || matches!(plain.trim(), "" | "." | "..");
    if leads_elsewhere || plain.contains(char::is_control) {
        let help = "write one segment without `/`, such as `expenses`";
        findings.push(keys::unusable_value(at.place(), &at.key, "is not one segment of an address", help));
        return None;
    }
    Some(text)
}

/// A name, or a map with one.
fn owner(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    let Value::Map(map) = &at.node.value else { return text(at, findings) };
    let named = ["id", "email", "name", "github", "slack"].iter().find_map(|key| map.get(key)?.text());
    named.map(|name| name.trim().to_owned()).or_else(|| {
        findings.push(at.wrong_type("a name, or a map with `id`, `email` or `name`"));
        None
    })
}

/// A channel, or a map with words and a link.
fn ask(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Ask> {
    let Value::Map(map) = &at.node.value else {
        return text(at, findings).map(|text| Ask { text, link: None });
    };
    let of = |names: [&str; 3]| names.iter().find_map(|name| map.get(name)?.text()).map(|text| text.trim().to_owned());
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
fn reviewed_hash(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<ReviewedHash> {
    let text = text(at, findings)?;
    let parts = text.rsplit_once('-').and_then(|(day, digits)| Some((Day::parse(day).ok()?, digits)));
    let is_hash = |digits: &str| digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if let Some((day, digits)) = parts.filter(|(_, digits)| is_hash(digits)) {
        return Some(ReviewedHash { day, digits: digits.to_ascii_lowercase() });
    }
    let help = "leave it to `handbook review`, which writes it";
    findings.push(keys::unusable_value(at.place(), &at.key, "is not a day and a hash", help));
    None
}

/// Until when, and why; one without the other is no snooze.
fn snooze(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Snooze> {
    if at.node.as_map().is_none() {
        findings.push(keys::bad_snooze(at.place(), "does not say until when and why"));
        return None;
    }
    let mut fields = Fields::of(at);
    let until = fields.value(&["until"], day).map(Written::into_value);
    let reason = fields.value(&["reason"], text).map(Written::into_value);
    let is_malformed = !fields.rejected().is_empty();
    findings.extend(fields.finish());
    match (until, reason) {
        (Some(until), Some(reason)) => return Some(Snooze { until, reason }),
        _ if is_malformed => {}
        (None, _) => findings.push(keys::bad_snooze(at.place(), "does not say until when")),
        (_, None) => findings.push(keys::bad_snooze(at.place(), "gives no reason")),
    }
    None
}

/// Why no review is needed; `false` says nothing, `true` is no reason.
fn reason(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<String> {
    match at.node.value {
        Value::Bool(false) => None,
        Value::Bool(true) => {
            let help = "write why this page needs no review: `review_exempt: kept as a record`";
            findings.push(keys::unusable_value(at.place(), &at.key, "gives no reason", help));
            None
        }
        _ => text(at, findings),
    }
}

fn change(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Change> {
    let mut fields = Fields::of(at);
    let day = fields.value(&["day", "date"], day).map(Written::into_value);
    let what = fields.value(&["what"], text).map(Written::into_value);
    let major = fields.value(&["major"], flag).is_some_and(Written::into_value);
    let is_said = at.node.as_map().is_none() || !fields.rejected().is_empty();
    findings.extend(fields.finish());
    let change = day.zip(what).map(|(day, what)| Change { day, what, major });
    if change.is_none() && !is_said {
        let help = "write `{day: 2026-11-20, what: …}`";
        findings.push(keys::unusable_value(at.place(), &at.key, "does not say when and what", help));
    }
    change
}

/// `stale_after` as a day; an interval is read under its own key.
fn day_of_either(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Day> {
    if at.node.text().is_some_and(|text| Period::parse(text).is_ok()) { None } else { day(at, findings) }
}

/// `stale_after` as an interval; anything else is judged as a day.
fn period_of_either(at: &At<'_>, _: &mut Vec<Finding>) -> Option<Period> {
    at.node.text().and_then(|text| Period::parse(text).ok())
}

#[cfg(test)]
mod tests {
    use super::defaults;
    use crate::config::{self, Config};
    use crate::diag::Finding;
    use crate::load::front_matter::front_matter;
    use crate::site::meta::{Meta, PageType, Status};
    use crate::source::Source;
    use crate::yaml::Written;
    use std::fmt::Display;

    fn read_with(yaml: &str, settings: &str) -> (Meta, Vec<Finding>) {
        let (config, _) = config::read(&Source::new("handbook.yaml", settings));
        let (meta, _, findings) = front_matter(&Source::new("a.md", format!("---\n{yaml}\n---\n")), &config);
        (meta, findings)
    }

    fn clean(yaml: &str) -> Meta {
        let (meta, findings) = read_with(yaml, "");
        assert!(findings.is_empty(), "{yaml}: {findings:?}");
        meta
    }

    fn said(yaml: &str) -> Vec<String> {
        read_with(yaml, "").1.iter().map(line_of).collect()
    }

    fn line_of(finding: &Finding) -> String {
        let start = finding.place().start().expect("a place");
        format!("{}:{} {} {} | {}", start.line - 1, start.column, finding.rule(), finding.message(), finding.help())
    }

    /// The value and the key it was written with.
    fn shown<T: Display>(written: Option<&Written<T>>) -> String {
        written.map_or_else(|| "-".into(), |written| format!("{} ({})", written.value(), written.key()))
    }

    fn all<T: Display>(list: &[Written<T>]) -> String {
        list.iter().map(|written| written.value().to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn other_names_of_the_last_review() {
        for key in [
            "reviewed",
            "Last-Reviewed",
            "last_reviewed_on",
            "lastReviewedAt",
            "last_review_date",
            "lastVerified",
            "last reviewed",
        ] {
            assert_eq!(shown(clean(&format!("{key}: 2026-8-14")).reviewed.as_ref()), format!("2026-08-14 ({key})"));
        }
        let nested = clean("freshness:\n  owner: ana\n  reviewed: 2026-08-14\n  review_interval: 6 months");
        assert_eq!(shown(nested.reviewed.as_ref()), "2026-08-14 (freshness.reviewed)");
        assert_eq!(shown(nested.review_every.as_ref()), "6 months (freshness.review_interval)");
        assert_eq!(all(&nested.owners), "ana");
        assert_eq!(shown(clean("freshness.reviewed: 2026-08-14").reviewed.as_ref()), "2026-08-14 (freshness.reviewed)");
    }

    #[test]
    fn other_names_of_the_next_review_and_the_interval() {
        for key in ["next_review", "review_by", "reviewBy", "revisit_by", "expire_by", "stale_after"] {
            assert_eq!(shown(clean(&format!("{key}: 2026-08-14")).next_review.as_ref()), format!("2026-08-14 ({key})"));
        }
        for key in ["review_every", "review_in", "review_interval", "review_cycle", "review_frequency", "stale_after"] {
            assert_eq!(shown(clean(&format!("{key}: 6 months")).review_every.as_ref()), format!("6 months ({key})"));
        }
        for yaml in ["expiration_in_days: 180", "ms.update-cycle: 180-days", "ms: {update-cycle: 180}"] {
            let days = clean(yaml).review_every.map(|every| every.value().to_string());
            assert_eq!(days.as_deref(), Some("180 days"), "{yaml}");
        }
    }

    #[test]
    fn what_is_never_a_review() {
        let meta = clean(
            "lastmod: 2026-01-01\nlast_updated: 2026-01-01\nupdated: 2026-01-01\ndate: 2026-01-01\nms.date: 01/02/2026",
        );
        assert_eq!((meta.reviewed, meta.next_review), (None, None));
        assert_eq!(
            meta.extra.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(),
            ["lastmod", "last_updated", "updated", "date", "ms.date"]
        );
    }

    #[test]
    fn review_date_is_never_guessed() {
        let expected = "1:14 invalid-date `review_date` does not say whether it is the last review or the next one | write `reviewed: 2026-08-14` or `next_review: 2026-08-14`, or say it for all pages in handbook.yaml: `review: {review_date: last}` or `next`";
        assert_eq!(said("review_date: 2026-08-14"), [expected]);
        let (meta, _) = read_with("review_date: 2026-08-14", "");
        assert!(meta.is_rejected("review_date") && meta.reviewed.is_none() && meta.next_review.is_none());
        let (last, _) = read_with("review_date: 2026-08-14", "review: {review_date: last}");
        assert_eq!(shown(last.reviewed.as_ref()), "2026-08-14 (review_date)");
        let (next, _) = read_with("review_date: 2026-08-14", "review: {review_date: next}");
        assert_eq!(shown(next.next_review.as_ref()), "2026-08-14 (review_date)");
        assert_eq!(
            shown(clean("reviewed: 2026-02-01\nreview_date: 2026-08-14").next_review.as_ref()),
            "2026-08-14 (review_date)"
        );
        let (_, findings) =
            read_with("next_review: 2026-02-01\nreview_date: 2026-08-14", "review: {review_date: next}");
        assert_eq!(findings.iter().map(|finding| finding.rule().id()).collect::<Vec<_>>(), ["conflicting-keys"]);
    }

    #[test]
    fn owners_and_where_to_ask() {
        assert_eq!(
            all(&clean("owners: ['@ana', user:default/ben, group:default/x]").owners),
            "@ana user:default/ben group:default/x"
        );
        assert_eq!(
            all(&clean("maintainers:\n  - {name: Ana, email: ana@meridian.example}").owners),
            "ana@meridian.example"
        );
        let slack = clean("owner_slack: '#ops'");
        assert_eq!((all(&slack.owners).as_str(), slack.ask[0].value().text.as_str()), ("#ops", "#ops"));
        let both = clean("owner: ana\nowner_slack: '#ops'\nquestions: [help, {text: Hours, url: 'https://x.example'}]");
        assert_eq!((all(&both.owners).as_str(), both.ask.len()), ("ana", 2));
        assert_eq!(both.ask[1].value().link.as_deref(), Some("https://x.example"));
    }

    #[test]
    fn status_and_its_other_names() {
        let status = |yaml: &str| clean(yaml).status.map(Written::into_value);
        assert_eq!(status("draft: true"), Some(Status::Draft));
        assert_eq!(status("draft: yes"), Some(Status::Draft));
        assert_eq!(status("draft: false"), None);
        assert_eq!(status("published: false"), Some(Status::Draft));
        assert_eq!(status("published: true"), None);
        assert_eq!(status("outdated: true"), Some(Status::Deprecated));
        assert_eq!(status("status: Archived"), Some(Status::Archived));
        assert_eq!(status("type: decision\nstatus: accepted"), Some(Status::Other("accepted".into())));
        assert!(read_with("status: current\ndraft: true", "").0.is_draft());
    }

    #[test]
    fn the_other_values() {
        let meta = clean(
            "type: Policy\nversion: 1.10\ntags: a, b\nweight: 3\nslug: costs\nredirect_from: /old\napprover: Ana\nreviewed_hash: 2026-08-14-9f2c41d7a0b3e6f8\nsnooze: {until: 2026-12-01, reason: after the move}\nreview_exempt: kept as a record\nchanges: [{day: 2026-11-20, what: limit, major: true}]\nurgency: {level: high}\ncost_centre: 7",
        );
        assert_eq!(meta.page_type.map(Written::into_value), Some(PageType::Policy));
        assert_eq!(shown(meta.version.as_ref()), "1.10 (version)");
        assert_eq!(
            (all(&meta.tags).as_str(), all(&meta.aliases).as_str(), all(&meta.approvers).as_str()),
            ("a b", "/old", "Ana")
        );
        assert_eq!(meta.reviewed_hash.map(|hash| hash.value().digits.clone()).as_deref(), Some("9f2c41d7a0b3e6f8"));
        assert_eq!(meta.snooze.map(|snooze| snooze.value().reason.clone()).as_deref(), Some("after the move"));
        assert!(meta.changes[0].value().major && meta.urgency.is_some() && meta.review_exempt.is_some());
        assert_eq!(meta.extra[0].key, "cost_centre");
    }

    #[test]
    fn null_and_empty_are_missing() {
        let meta = clean("title:\nowner: ''\ntags: []\nreviewed: ~\nsnooze: {}\nreview_every: \"  \"");
        assert_eq!(meta, Meta::default());
    }

    #[test]
    fn mistakes_are_said_with_their_place() {
        let cases = [
            (
                "ask: #help",
                "1:6 wrong-type `ask` is empty: to YAML `#help` is a comment | write `\"#help\"` with the quotes",
            ),
            (
                "owners:\n  - #ops",
                "2:5 wrong-type `owners[0]` is empty: to YAML `#ops` is a comment | write `\"#ops\"` with the quotes",
            ),
            ("ownr: ana", "1:1 unknown-key `ownr` is not a known key | did you mean `owner`?"),
            (
                "reviewed: 03/04/2026",
                "1:11 invalid-date `reviewed`: `03/04/2026` can be read in two ways | write `2026-03-04` or `2026-04-03`",
            ),
            (
                "reviewed: TBD",
                "1:11 invalid-date `reviewed`: `TBD` is not a day | write a day such as `2026-08-14`, or leave the key out",
            ),
            (
                "reviewed: 2026-02-30",
                "1:11 invalid-date `reviewed`: `2026-02-30` is a day that the calendar does not have | write the day that was meant",
            ),
            (
                "reviewed: [2026-02-03]",
                "1:11 wrong-type `reviewed` is a list, and takes a day such as `2026-08-14` | write a day such as `2026-08-14`",
            ),
            (
                "review_every: 6m",
                "1:15 invalid-period `review_every`: `6m` could be minutes or months | write `6 months` or `6mo`",
            ),
            ("review_every: 6", "1:15 invalid-period `review_every`: `6` has no unit | write `6 months` or `6 days`"),
            (
                "stale_after: soon",
                "1:14 invalid-date `stale_after`: `soon` is not a day | write a day such as `2026-08-14`, or leave the key out",
            ),
            (
                "reviewed: 2026-01-01\nlast_reviewed: 2026-02-01",
                "2:16 conflicting-keys `last_reviewed` says something else than `reviewed` in line 2, and they mean the same | keep `reviewed`, and remove the other",
            ),
            (
                "Owner: ana\nowner: ben",
                "2:8 conflicting-keys `owner` says something else than `Owner` in line 2, and they mean the same | keep `Owner`, and remove the other",
            ),
            ("status: curent", "1:9 wrong-type `status` does not take `curent` | did you mean `current`?"),
            ("draft: maybe", "1:8 wrong-type `draft` is a text, and takes `true` or `false` | write `true` or `false`"),
            (
                "slug: a/b",
                "1:7 wrong-type `slug` is not one segment of an address | write one segment without `/`, such as `expenses`",
            ),
            (
                "slug: '%2e%2E'",
                "1:7 wrong-type `slug` is not one segment of an address | write one segment without `/`, such as `expenses`",
            ),
            (
                "snooze: 2026-12-01",
                "1:9 bad-snooze `snooze` does not say until when and why | write `snooze: {until: 2026-12-01, reason: …}`",
            ),
            (
                "snooze: {until: 2026-12-01}",
                "1:9 bad-snooze `snooze` gives no reason | write `snooze: {until: 2026-12-01, reason: …}`",
            ),
            (
                "review_exempt: true",
                "1:16 wrong-type `review_exempt` gives no reason | write why this page needs no review: `review_exempt: kept as a record`",
            ),
            ("weight: heavy", "1:9 wrong-type `weight` is a text, and takes a whole number | write a whole number"),
            (
                "reviewed_hash: abc",
                "1:16 wrong-type `reviewed_hash` is not a day and a hash | leave it to `handbook review`, which writes it",
            ),
            (
                "changes: [{day: 2026-01-01}]",
                "1:11 wrong-type `changes[0]` does not say when and what | write `{day: 2026-11-20, what: …}`",
            ),
            (
                "title: a\ntitle: b",
                "2:1 duplicate-key `title` is written twice; the one in line 2 counts | remove one of them",
            ),
        ];
        for (yaml, expected) in cases {
            assert_eq!(said(yaml), [expected], "{yaml}");
        }
    }

    #[test]
    fn a_key_with_a_wrong_value_is_rejected_by_its_canonical_name() {
        let (meta, _) = read_with("lastVerified: never\nreviewBy: 2026-02-01\nreview_by: 2026-02-02", "");
        assert_eq!(meta.rejected, ["reviewed", "next_review"]);
        assert_eq!(shown(meta.next_review.as_ref()), "2026-02-01 (reviewBy)");
    }

    #[test]
    fn defaults_are_read_as_front_matter_is() {
        let text = "defaults:\n  - {in: policies, type: runbook, owner: team:people, every: 12 months, evry: 1y}\n";
        let (config, _) = config::read(&Source::new("handbook.yaml", text));
        let (meta, findings) = defaults(&config.defaults[0], &config);
        assert_eq!(shown(meta.review_every.as_ref()), "12 months (defaults[0].every)");
        assert_eq!(
            findings.iter().map(line_of).collect::<Vec<_>>(),
            ["1:73 unknown-key `defaults[0].evry` is not a known key | did you mean `every`?"]
        );
        let page = clean("owner: ana").or(&meta);
        assert_eq!((all(&page.owners).as_str(), page.page_type), ("ana", None));
        assert_eq!(shown(page.review_every.as_ref()), "12 months (defaults[0].every)");
        let (config, _) = config::read(&Source::new(
            "handbook.yaml",
            "check: {extra_keys: [cost_centre]}\ndefaults: [{cost_centre: 7}, {nonsense: 1}]",
        ));
        let rules = |index: usize| defaults(&config.defaults[index], &Config { ..config.clone() }).1.len();
        assert_eq!((rules(0), rules(1)), (0, 1));
    }
}
