//! Front matter as it is read, and what is said about wrong values.

use super::defaults;
use crate::config::{self, Config};
use crate::diag::Finding;
use crate::load::front_matter::front_matter;
use crate::site::meta::{Meta, PageType, Status};
use crate::source::Source;
use crate::yaml::Sourced;
use std::fmt::Display;

fn read_with(yaml: &str, settings: &str) -> (Meta, Vec<Finding>) {
    let (config, _) = config::read(&Source::new("handbook.yaml", settings));
    let (meta, _, findings) =
        front_matter(&Source::new("a.md", format!("---\n{yaml}\n---\n")), &config);
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
    let start = finding.location().start().expect("a place");
    format!(
        "{}:{} {} {} | {}",
        start.line - 1,
        start.column,
        finding.rule(),
        finding.message(),
        finding.help()
    )
}

/// The value and the key it was written with.
fn shown<T: Display>(written: Option<&Sourced<T>>) -> String {
    written.map_or_else(|| "-".into(), |written| format!("{} ({})", written.value(), written.key()))
}

fn all<T: Display>(list: &[Sourced<T>]) -> String {
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
        assert_eq!(
            shown(clean(&format!("{key}: 2026-8-14")).reviewed.as_ref()),
            format!("2026-08-14 ({key})")
        );
    }
    let nested =
        clean("freshness:\n  owner: ana\n  reviewed: 2026-08-14\n  review_interval: 6 months");
    assert_eq!(shown(nested.reviewed.as_ref()), "2026-08-14 (freshness.reviewed)");
    assert_eq!(shown(nested.review_every.as_ref()), "6 months (freshness.review_interval)");
    assert_eq!(all(&nested.owners), "ana");
    assert_eq!(
        shown(clean("freshness.reviewed: 2026-08-14").reviewed.as_ref()),
        "2026-08-14 (freshness.reviewed)"
    );
}

#[test]
fn other_names_of_the_next_review_and_the_interval() {
    for key in ["next_review", "review_by", "reviewBy", "revisit_by", "expire_by", "stale_after"] {
        assert_eq!(
            shown(clean(&format!("{key}: 2026-08-14")).next_review.as_ref()),
            format!("2026-08-14 ({key})")
        );
    }
    for key in [
        "review_every",
        "review_in",
        "review_interval",
        "review_cycle",
        "review_frequency",
        "stale_after",
    ] {
        assert_eq!(
            shown(clean(&format!("{key}: 6 months")).review_every.as_ref()),
            format!("6 months ({key})")
        );
    }
    for yaml in ["expiration_in_days: 180", "ms.update-cycle: 180-days", "ms: {update-cycle: 180}"]
    {
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
    assert!(
        meta.is_rejected("review_date") && meta.reviewed.is_none() && meta.next_review.is_none()
    );
    let (last, _) = read_with("review_date: 2026-08-14", "review: {review_date: last}");
    assert_eq!(shown(last.reviewed.as_ref()), "2026-08-14 (review_date)");
    let (next, _) = read_with("review_date: 2026-08-14", "review: {review_date: next}");
    assert_eq!(shown(next.next_review.as_ref()), "2026-08-14 (review_date)");
    assert_eq!(
        shown(clean("reviewed: 2026-02-01\nreview_date: 2026-08-14").next_review.as_ref()),
        "2026-08-14 (review_date)"
    );
    let (_, findings) = read_with(
        "next_review: 2026-02-01\nreview_date: 2026-08-14",
        "review: {review_date: next}",
    );
    assert_eq!(
        findings.iter().map(|finding| finding.rule().id()).collect::<Vec<_>>(),
        ["conflicting-keys"]
    );
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
    let both = clean(
        "owner: ana\nowner_slack: '#ops'\nquestions: [help, {text: Hours, url: 'https://x.example'}]",
    );
    assert_eq!((all(&both.owners).as_str(), both.ask.len()), ("ana", 2));
    assert_eq!(both.ask[1].value().link.as_deref(), Some("https://x.example"));
}

#[test]
fn status_and_its_other_names() {
    let status = |yaml: &str| clean(yaml).status.map(Sourced::into_value);
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
    assert_eq!(meta.page_type.map(Sourced::into_value), Some(PageType::Policy));
    assert_eq!(shown(meta.version.as_ref()), "1.10 (version)");
    assert_eq!(
        (all(&meta.tags).as_str(), all(&meta.aliases).as_str(), all(&meta.approvers).as_str()),
        ("a b", "/old", "Ana")
    );
    assert_eq!(
        meta.reviewed_hash.map(|hash| hash.value().digits.clone()).as_deref(),
        Some("9f2c41d7a0b3e6f8")
    );
    assert_eq!(
        meta.snooze.map(|snooze| snooze.value().reason.clone()).as_deref(),
        Some("after the move")
    );
    assert!(
        meta.changes[0].value().major && meta.urgency.is_some() && meta.review_exempt.is_some()
    );
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
        (
            "review_every: 6",
            "1:15 invalid-period `review_every`: `6` has no unit | write `6 months` or `6 days`",
        ),
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
        (
            "status: curent",
            "1:9 wrong-type `status` does not take `curent` | did you mean `current`?",
        ),
        (
            "draft: maybe",
            "1:8 wrong-type `draft` is a text, and takes `true` or `false` | write `true` or `false`",
        ),
        (
            "slug: a/../b",
            "1:7 wrong-type `slug` is not a path in this site | write one segment such as `expenses`, or a path such as `/people/expenses`",
        ),
        (
            "slug: '%2e%2E'",
            "1:7 wrong-type `slug` is not a path in this site | write one segment such as `expenses`, or a path such as `/people/expenses`",
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
        ("weight: heavy", "1:9 wrong-type `weight` is a text, and takes a number | write a number"),
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
    let (meta, _) =
        read_with("lastVerified: never\nreviewBy: 2026-02-01\nreview_by: 2026-02-02", "");
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
    let page = super::complete(clean("owner: ana"), &meta);
    assert_eq!((all(&page.owners).as_str(), page.page_type), ("ana", None));
    assert_eq!(shown(page.review_every.as_ref()), "12 months (defaults[0].every)");
    let (config, _) = config::read(&Source::new(
        "handbook.yaml",
        "check: {extra_keys: [cost_centre]}\ndefaults: [{cost_centre: 7}, {nonsense: 1}]",
    ));
    let rules =
        |index: usize| defaults(&config.defaults[index], &Config { ..config.clone() }).1.len();
    assert_eq!((rules(0), rules(1)), (0, 1));
}

/// A key of the table stands in the case that shows them all, where its line in `explain` is held.
#[test]
fn the_case_of_every_key_has_every_key() {
    let case = include_str!("../../../tests/cases/explain/every-key.case");
    let is_written = |name: &str| case.lines().any(|line| line.starts_with(&format!("{name}:")));
    let is_shown = |label: &str| {
        case.lines().any(|line| line.starts_with(&format!("{label} ")) && line.contains(".md:"))
    };
    let missing: Vec<&str> = super::table::keys()
        .filter(|key| !is_written(key.name) || !key.label.is_none_or(is_shown))
        .map(|key| key.name)
        .collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn no_two_keys_are_called_alike() {
    let mut names = std::collections::BTreeMap::new();
    for key in super::table::keys() {
        for name in key.names() {
            let folded = name.to_lowercase().replace(['_', '-', '.'], "");
            names.entry(folded).or_insert_with(Vec::new).push(key.name);
        }
    }
    names.retain(|_, keys| keys.len() > 1);
    // A day or a period, a day or a flag: each of the two readers takes its own.
    let shared = [
        ("published".to_owned(), vec!["status", "publish_date"]),
        ("staleafter".to_owned(), vec!["next_review", "review_every"]),
    ];
    assert_eq!(names.into_iter().collect::<Vec<_>>(), shared);
}
