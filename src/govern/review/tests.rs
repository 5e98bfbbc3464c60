//! The table of states. Each line: today, the front matter, and then state, due day and flags that
//! are expected.

use super::{Limits, ReviewFacts, governed_sections, judge};
use crate::config;
use crate::day::Day;
use crate::load::front_matter::front_matter;
use crate::source::Source;

/// What is said of a page whose front matter has these lines, with `;` between them.
fn said(today: &str, lines: &str, settings: &str) -> String {
    let (config, _) = config::read(&Source::new("handbook.yaml", settings));
    let yaml = lines.split("; ").collect::<Vec<_>>().join("\n");
    let (meta, _, _) = front_matter(&Source::new("a.md", format!("---\n{yaml}\n---\n")), &config);
    let limits = Limits { due_soon: config.review.due_soon, snooze_max: config.review.snooze_max };
    let review =
        judge(&ReviewFacts::of(&meta, &config.review), &limits, Day::parse(today).expect("a day"));
    let due = review.due.map_or("-".to_owned(), |due| due.to_string());
    format!("{} {due}{}", review.state, if review.is_expired { " expired" } else { "" })
}

fn check(table: &[(&str, &str, &str)], settings: &str) {
    let wrong = |(today, lines, expected): &(&str, &str, &str)| {
        let said = said(today, lines, settings);
        (said != *expected).then(|| format!("{today} | {lines} | {said}, expected {expected}"))
    };
    let wrong: Vec<String> = table.iter().filter_map(wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Only what a page says of itself: no interval comes from the settings.
const OWN: &[(&str, &str, &str)] = &[
    // Nothing said.
    ("2026-08-14", "title: A", "never-reviewed -"),
    ("2026-08-14", "reviewed:", "never-reviewed -"),
    ("2026-08-14", "reviewed: ''", "never-reviewed -"),
    ("2026-08-14", "reviewed: ~; review_every: 6 months", "never-reviewed -"),
    ("2026-08-14", "lastmod: 2026-08-01; date: 2026-08-01", "never-reviewed -"),
    // A review without an interval has no due day.
    ("2026-08-14", "reviewed: 2026-08-14", "fresh -"),
    ("2036-08-14", "reviewed: 2026-08-14", "fresh -"),
    // The due day itself is still good.
    ("2026-07-14", "reviewed: 2026-02-14; review_every: 6 months", "fresh 2026-08-14"),
    ("2026-08-13", "reviewed: 2026-02-14; review_every: 6 months", "due-soon 2026-08-14"),
    ("2026-08-14", "reviewed: 2026-02-14; review_every: 6 months", "due-soon 2026-08-14"),
    ("2026-08-15", "reviewed: 2026-02-14; review_every: 6 months", "stale 2026-08-14"),
    // The window of thirty days, both ends.
    ("2026-07-15", "reviewed: 2026-02-14; review_every: 6 months", "due-soon 2026-08-14"),
    ("2026-06-15", "reviewed: 2026-02-14; review_every: 6 months", "fresh 2026-08-14"),
    ("2026-06-14", "reviewed: 2026-02-14; review_every: 6 months", "fresh 2026-08-14"),
    // Calendar months are clamped to the month's end.
    ("2027-02-28", "reviewed: 2026-08-31; review_every: 6 months", "due-soon 2027-02-28"),
    ("2027-03-01", "reviewed: 2026-08-31; review_every: 6 months", "stale 2027-02-28"),
    ("2028-02-29", "reviewed: 2027-08-31; review_every: 6 months", "due-soon 2028-02-29"),
    ("2028-03-01", "reviewed: 2027-08-31; review_every: 6 months", "stale 2028-02-29"),
    ("2026-04-30", "reviewed: 2026-03-31; review_every: monthly", "due-soon 2026-04-30"),
    ("2026-05-01", "reviewed: 2026-03-31; review_every: monthly", "stale 2026-04-30"),
    ("2026-12-01", "reviewed: 2026-11-30; review_every: 3 months", "fresh 2027-02-28"),
    // Leap days.
    ("2025-02-28", "reviewed: 2024-02-29; review_every: 1 year", "due-soon 2025-02-28"),
    ("2025-03-01", "reviewed: 2024-02-29; review_every: 1 year", "stale 2025-02-28"),
    ("2028-02-29", "reviewed: 2024-02-29; review_every: 4 years", "due-soon 2028-02-29"),
    ("2026-03-01", "reviewed: 2025-02-29", "invalid -"),
    ("2024-03-02", "reviewed: 2024-02-28; review_every: 2 days", "stale 2024-03-01"),
    // Weeks and days are not months.
    ("2026-03-30", "reviewed: 2026-01-01; review_every: 90 days", "due-soon 2026-04-01"),
    ("2026-04-02", "reviewed: 2026-01-01; review_every: 90d", "stale 2026-04-01"),
    ("2026-02-12", "reviewed: 2026-01-01; review_every: 6w", "due-soon 2026-02-12"),
    ("2026-02-13", "reviewed: 2026-01-01; review_every: 6w", "stale 2026-02-12"),
    ("2026-08-14", "reviewed: 2026-01-01; review_every: P6M", "stale 2026-07-01"),
    ("2026-08-14", "reviewed: 2026-01-01; expiration_in_days: 365", "fresh 2027-01-01"),
    // One day for time zones, and no more.
    ("2026-08-14", "reviewed: 2026-08-15", "fresh -"),
    ("2026-08-14", "reviewed: 2026-08-16", "invalid -"),
    ("2026-08-14", "reviewed: 2027-08-14; review_every: 1 year", "invalid -"),
    ("2026-12-31", "reviewed: 2027-01-01; review_every: 1 day", "due-soon 2027-01-02"),
    ("2026-08-14", "reviewed: 9999-12-31", "invalid -"),
    // A day that is named goes before the interval, until a review on or after it.
    (
        "2026-08-14",
        "reviewed: 2026-01-01; next_review: 2026-09-30; review_every: 1 month",
        "fresh 2026-09-30",
    ),
    (
        "2026-08-14",
        "reviewed: 2026-01-01; next_review: 2026-03-01; review_every: 5 years",
        "stale 2026-03-01",
    ),
    (
        "2026-08-14",
        "reviewed: 2026-02-28; next_review: 2026-03-01; review_every: 5 years",
        "stale 2026-03-01",
    ),
    (
        "2026-08-14",
        "reviewed: 2026-03-01; next_review: 2026-03-01; review_every: 1 year",
        "fresh 2027-03-01",
    ),
    ("2026-08-14", "reviewed: 2026-08-01; next_review: 2026-03-01", "fresh -"),
    (
        "2026-08-14",
        "reviewed: 2026-08-01; next_review: 2026-03-01; review_every: 1 week",
        "stale 2026-08-08",
    ),
    ("2026-08-14", "next_review: 2026-08-13", "stale 2026-08-13"),
    ("2026-08-14", "next_review: 2026-08-14", "never-reviewed 2026-08-14"),
    ("2026-08-14", "next_review: 2026-08-20", "never-reviewed 2026-08-20"),
    ("2026-08-14", "next_review: 2027-08-14; review_every: 1 day", "never-reviewed 2027-08-14"),
    // Other tools' names for the same.
    ("2026-08-14", "last_reviewed_on: 2026-01-01; review_in: 6 months", "stale 2026-07-01"),
    (
        "2026-08-14",
        "freshness: {reviewed: 2026-01-01, review_interval: 6 months}",
        "stale 2026-07-01",
    ),
    ("2026-08-14", "Last-Reviewed: 2026-8-1; stale_after: 2 weeks", "due-soon 2026-08-15"),
    ("2026-08-14", "lastVerified: 2026-aug-01; stale_after: 2026-08-10", "stale 2026-08-10"),
    ("2026-08-14", "last_reviewed: 1 August 2026; expire_by: 2026-12-01", "fresh 2026-12-01"),
    ("2026-08-14", "reviewed: 2026-08-01T23:59:59-05:00; review_every: 1 week", "stale 2026-08-08"),
    // Malformed, impossible, ambiguous, in conflict: never fresh.
    ("2026-08-14", "reviewed: TBD", "invalid -"),
    ("2026-08-14", "reviewed: YYYY-MM-DD", "invalid -"),
    ("2026-08-14", "reviewed: 2026-02-30", "invalid -"),
    ("2026-08-14", "reviewed: 03/04/2026", "invalid -"),
    ("2026-08-14", "reviewed: [2026-08-01]", "invalid -"),
    ("2026-08-14", "reviewed: true", "invalid -"),
    ("2026-08-14", "reviewed: 2026", "invalid -"),
    ("2026-08-14", "review_date: 2026-08-01", "invalid -"),
    ("2026-08-14", "reviewed: 2026-08-01; next_review: soon", "invalid -"),
    ("2026-08-14", "reviewed: 2026-08-01; review_every: 6", "invalid -"),
    ("2026-08-14", "reviewed: 2026-08-01; review_every: 6m", "invalid -"),
    ("2026-08-14", "reviewed: 2026-08-01; review_every: 0 days", "invalid -"),
    ("2026-08-14", "reviewed: 2026-08-01; review_every: -1 year", "invalid -"),
    ("2026-08-14", "reviewed: 2026-08-01; review_every: sometimes", "invalid -"),
    ("2026-08-14", "reviewed: 2026-08-01; last_reviewed: 2026-08-02", "invalid -"),
    ("2026-08-14", "reviewed: 2026-08-01; last_reviewed: 2026-8-1", "fresh -"),
    ("2026-08-14", "next_review: 2026-09-01; review_by: 2026-10-01", "invalid -"),
    ("2026-08-14", "reviewed: 2026-08-01; reviewed_hash: 1234", "invalid -"),
    ("2026-08-14", "reviewed: 2026-08-01; owner: {slack: }", "invalid -"),
    ("2026-08-14", "reviewed: 2026-08-01; expires: never", "invalid -"),
    ("2026-08-14", "reviewed: 2026-08-01; owner: [", "invalid -"),
    ("2026-08-14", "reviewed: 2026-08-01; tags: {}", "fresh -"),
    // Put off: until that day, with a reason, not too far.
    ("2026-08-14", "snooze: {until: 2026-08-14, reason: move}", "snoozed -"),
    ("2026-08-15", "snooze: {until: 2026-08-14, reason: move}", "never-reviewed -"),
    (
        "2026-08-14",
        "next_review: 2026-01-01; snooze: {until: 2026-11-12, reason: move}",
        "snoozed 2026-01-01",
    ),
    (
        "2026-08-14",
        "next_review: 2026-01-01; snooze: {until: 2026-11-13, reason: move}",
        "invalid -",
    ),
    (
        "2026-08-15",
        "next_review: 2026-01-01; snooze: {until: 2026-11-13, reason: move}",
        "snoozed 2026-01-01",
    ),
    (
        "2026-11-14",
        "next_review: 2026-01-01; snooze: {until: 2026-11-13, reason: move}",
        "stale 2026-01-01",
    ),
    ("2026-08-14", "snooze: {until: 2026-09-01}", "invalid -"),
    ("2026-08-14", "snooze: {until: 2026-09-01, reason: ' '}", "invalid -"),
    ("2026-08-14", "snooze: {reason: move}", "invalid -"),
    ("2026-08-14", "snooze: 2026-09-01", "invalid -"),
    ("2026-08-14", "snooze: {until: soon, reason: move}", "invalid -"),
    // Exempt: with a reason, or by what it is.
    (
        "2026-08-14",
        "review_exempt: kept as a record; reviewed: 2020-01-01; review_every: 1 year",
        "exempt -",
    ),
    ("2026-08-14", "review_exempt: true", "invalid -"),
    ("2026-08-14", "review_exempt: false", "never-reviewed -"),
    ("2026-08-14", "review_exempt: ''", "never-reviewed -"),
    ("2026-08-14", "status: draft; next_review: 2020-01-01", "exempt -"),
    ("2026-08-14", "draft: true", "exempt -"),
    ("2026-08-14", "published: false", "exempt -"),
    ("2026-08-14", "status: archived", "exempt -"),
    ("2026-08-14", "status: superseded", "exempt -"),
    ("2026-08-14", "superseded_by: b.md", "exempt -"),
    ("2026-08-14", "status: deprecated", "never-reviewed -"),
    ("2026-08-14", "type: meeting; next_review: 2020-01-01", "exempt -"),
    ("2026-08-14", "type: brainstorm", "exempt -"),
    ("2026-08-14", "type: runbook", "never-reviewed -"),
    ("2026-08-14", "type: decision", "exempt -"),
    ("2026-08-14", "type: decision; reviewed: 2020-01-01; review_every: 1 year", "exempt -"),
    ("2026-08-14", "type: decision; revisit_by: 2026-08-13", "stale 2026-08-13"),
    ("2026-08-14", "type: decision; revisit_by: 2026-08-13; reviewed: 2026-08-13", "fresh -"),
    ("2026-08-14", "status: draft; reviewed: TBD", "invalid -"),
    (
        "2026-08-14",
        "review_exempt: a record; snooze: {until: 2026-08-20, reason: move}",
        "exempt -",
    ),
    // Expired is a flag beside the state.
    ("2026-08-14", "reviewed: 2026-08-14; expires: 2026-08-14", "fresh -"),
    ("2026-08-15", "reviewed: 2026-08-14; expires: 2026-08-14", "fresh - expired"),
    ("2026-08-15", "expires: 2026-08-14; status: archived", "exempt - expired"),
];

/// With an interval, a window and a limit for all pages.
const WITH_SETTINGS: &[(&str, &str, &str)] = &[
    ("2026-08-14", "reviewed: 2026-02-28", "due-soon 2026-08-28"),
    ("2026-08-14", "reviewed: 2026-03-01", "fresh 2026-09-01"),
    ("2026-08-14", "reviewed: 2026-02-28; review_every: 1 year", "fresh 2027-02-28"),
    ("2026-08-14", "title: A", "never-reviewed -"),
    ("2026-08-14", "snooze: {until: 2026-08-24, reason: move}", "snoozed -"),
    ("2026-08-14", "snooze: {until: 2026-08-25, reason: move}", "invalid -"),
    ("2026-08-14", "review_date: 2026-03-01", "fresh 2026-09-01"),
];

#[test]
fn each_page_is_in_one_state() {
    check(OWN, "");
    check(
        WITH_SETTINGS,
        "review: {every: 6 months, due_soon: 2 weeks, snooze_max: 10 days, review_date: last}",
    );
    check(
        &[("2026-08-14", "title: A", "exempt -"), ("2026-08-14", "reviewed: x", "invalid -")],
        "review: {exempt: true}",
    );
    assert!(OWN.len() > 80);
}

#[test]
fn all_states_are_in_the_table() {
    let is_there = |state: super::ReviewState| {
        OWN.iter().any(|(_, _, said)| said.starts_with(&state.to_string()))
    };
    assert!(<super::ReviewState as strum::IntoEnumIterator>::iter().all(is_there));
}

#[test]
fn a_section_is_under_governance_by_one_page() {
    let pages = [("policies", true), ("policies", false), ("people", false), ("", false)];
    assert_eq!(governed_sections(pages).into_iter().collect::<Vec<_>>(), ["policies"]);
}
