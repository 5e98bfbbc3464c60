//! Settings as they are read, and what is said about wrong ones.

use super::neighbour::{book, mkdocs, tech_docs};
use super::table::handbook;
use super::{Config, ReviewDate, Urls, is_broken, read};
use crate::diag::{Finding, Rule, Severity};
use crate::source::Source;
use crate::yaml::{MapKey, Takes};
use proptest::prelude::{any, proptest};

fn config(text: &str) -> (Config, Vec<Finding>) {
    read(&Source::new("handbook.yaml", text))
}

/// Each finding in one line: place, rule, message, help.
fn said(text: &str) -> Vec<String> {
    let line = |finding: Finding| {
        let start = finding.location().start().expect("a place");
        format!(
            "{}:{} {} {} | {}",
            start.line,
            start.column,
            finding.rule(),
            finding.message(),
            finding.help()
        )
    };
    config(text).1.into_iter().map(line).collect()
}

const WHOLE: &str = r##"
title: Meridian Handbook
description: How we work
language: pt_BR
timezone: Europe/Lisbon
content: ./content/
base_url: https://handbook.example/
urls: file
robots: noindex
print: sections
repository: {url: https://github.com/meridian/handbook, branch: main, path: content}
html: escape
external_images: link
embeds: [www.youtube-nocookie.com]
synonyms: ["the bench > quality lab"]
nav: [people, ...]
published_since: 2026-01-01
review: {every: 12 months, due_soon: 14 days, snooze_max: 60 days, capacity: 4 per week, exempt: false, review_date: next}
defaults:
  - {in: policies/, owner: team:people, every: 12 months}
  - {type: runbook, every: 3 months, urgency: high}
urgency:
  default: normal
  when_unsure: more-urgent
  levels:
    high: {means: x, channels: [chat], escalate: [{after: 15m, to: team:platform}], answer_within: 4 working hours}
channels:
  chat: {name: Chat, link: "https://chat.example", for: x, not_for: y, answer_within: 4 working hours, hours: always}
working_hours: Mon-Fri 09:00-17:00
holidays: {pt: [2026-12-25]}
series: {weekly: {attendees: [ana], facilitator: ana, timezone: UTC, time: "10:00", length: 30m, why_sync: x, look_again: 2027-01-01}}
ways_of_working:
  - {work: brainstorm, now: in writing, why: "every voice", look_again: 2027-03-01}
audiences: [public, staff]
default_audience: staff
people_audience: staff
check: {rules: {broken-anchor: error, link-case: ignore}, ignore_links: [/azure/], extra_keys: [cost_centre]}
theme: {accent: "#0F6B5C", logo: logo.svg}
"##;

#[test]
fn every_key_is_read() {
    let (config, findings) = config(WHOLE);
    assert!(findings.is_empty(), "{:?}", said(WHOLE));
    assert_eq!(config.title.as_deref(), Some("Meridian Handbook"));
    assert_eq!((config.language(), config.timezone.name()), ("pt-BR", "Europe/Lisbon"));
    assert_eq!(config.content.as_deref(), Some("content"));
    assert_eq!(config.base_url.as_deref(), Some("https://handbook.example"));
    assert_eq!(config.urls, Some(Urls::File));
    assert_eq!(
        config.repository.as_ref().and_then(|repository| repository.branch.as_deref()),
        Some("main")
    );
    assert_eq!(config.review.every.map(|every| every.to_string()).as_deref(), Some("12 months"));
    assert_eq!(
        (config.review.capacity, config.review.review_date),
        (Some(4), Some(ReviewDate::Next))
    );
    assert_eq!(config.defaults[0].sections[0].value(), "policies");
    assert_eq!(config.defaults[1].types[0].value(), "runbook");
    assert_eq!(config.check.rules.get(&Rule::BrokenAnchor), Some(&Some(Severity::Error)));
    assert_eq!(config.check.rules.get(&Rule::LinkCase), Some(&None));
    assert_eq!(config.theme.accent.as_deref(), Some("#0f6b5c"));
    assert_eq!(config.audiences.default.as_ref().map(|name| name.value().as_str()), Some("staff"));
    let defaults = Config::default();
    assert_ne!(config.html, defaults.html);
    assert_ne!(config.robots, defaults.robots);
    assert_ne!(config.print, defaults.print);
    assert_ne!(config.external_images, defaults.external_images);
    assert!(
        config.urgency.is_some()
            && config.channels.is_some()
            && config.series.is_some()
            && config.nav.is_some()
    );
}

#[test]
fn nothing_said_is_the_default() {
    for text in ["", "# nothing yet\n", "title:\nreview:\ncheck: {}\n"] {
        let (config, findings) = config(text);
        assert_eq!(config, Config::default());
        assert!(findings.is_empty());
    }
}

#[test]
fn wrong_settings_are_said_with_their_place() {
    let cases = [
        ("titel: x\n", "1:1 unknown-key `titel` is not a known key | did you mean `title`?"),
        (
            "colour: red\n",
            "1:1 unknown-key `colour` is not a known key | remove it, or check its spelling in the manual",
        ),
        ("title: [a]\n", "1:8 wrong-type `title` is a list, and takes a text | write a text"),
        (
            "timezone: Europe/Lisbonn\n",
            "1:11 unknown-timezone `timezone`: `Europe/Lisbonn` is not a time zone | did you mean `Europe/Lisbon`?",
        ),
        (
            "review: {evry: 1y}\n",
            "1:10 unknown-key `review.evry` is not a known key | did you mean `every`?",
        ),
        (
            "review:\n  every: 6m\n",
            "2:10 invalid-period `review.every`: `6m` could be minutes or months | write `6 months` or `6mo`",
        ),
        (
            "review: 12 months\n",
            "1:9 wrong-type `review` is a text, and takes a map of `key: value` | write a map of `key: value`",
        ),
        (
            "urls: fiel\n",
            "1:7 invalid-configuration `urls` does not take `fiel` | did you mean `file`?",
        ),
        (
            "content: ../x\n",
            "1:10 invalid-configuration `content` leads out of the handbook | write a path below the folder of handbook.yaml, such as `content`",
        ),
        (
            "embeds: [\"x.y; script-src *\"]\n",
            "1:10 invalid-configuration `embeds[0]` is not the name of a host | write only the host, such as `www.youtube-nocookie.com`",
        ),
        (
            "theme: {accent: red}\n",
            "1:17 wrong-type `theme.accent` is not a colour | write its hexadecimal digits in quotes, such as `\"#0f6b5c\"`",
        ),
        (
            "theme:\n  accent: #0f6b5c\n",
            "2:11 wrong-type `theme.accent` is empty: to YAML `#0f6b5c` is a comment | write `\"#0f6b5c\"` with the quotes",
        ),
        (
            "check: {rules: {broken-anker: error}}\n",
            "1:17 unknown-key `check.rules.broken-anker` is not a known key | did you mean `broken-anchor`?",
        ),
        (
            "check: {rules: {broken-anchor: eror}}\n",
            "1:32 wrong-type `check.rules.broken-anchor` does not take `eror` | did you mean `error`?",
        ),
        (
            "audiences: [public, staff]\n",
            "1:13 invalid-configuration `audiences` are named, but no `default_audience` | say whom a page without `audience` is for: `default_audience:` with one of `public`, `staff`",
        ),
        (
            "audiences: [public, staff]\ndefault_audience: staf\n",
            "2:19 invalid-configuration `default_audience` does not take `staf` | did you mean `staff`?",
        ),
        (
            "- a\n",
            "1:1 invalid-configuration `handbook.yaml` is not readable: there are no `key: value` lines | write one `key: value` per line",
        ),
        (
            "title: a: b\n",
            "1:9 invalid-configuration `handbook.yaml` is not readable: there is a second `: ` in one line (at `title`) | put the value in quotes: `key: \"a: b\"`",
        ),
        (
            "base_url: handbook.example\n",
            "1:11 invalid-configuration `base_url` is not an address of the web | write an address such as `https://handbook.example`",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(said(text).first().map(String::as_str), Some(expected), "{text}");
        assert_eq!(
            is_broken(&config(text).1),
            expected.contains("invalid-configuration"),
            "{text}"
        );
    }
}

#[test]
fn neighbours_say_title_and_content() {
    let mkdocs = mkdocs(&Source::new(
        "mkdocs.yml",
        "site_name: Playbook\nrepo_url: https://github.com/acme/playbook/\nedit_uri: edit/main/docs/\nmarkdown_extensions:\n  - x:\n      y: !!python/name:material.emoji\n      z: !ENV [A, b]\n",
    ));
    let config = Config::default().or(mkdocs);
    assert_eq!(
        (config.title.as_deref(), config.neighbour_content.as_deref()),
        (Some("Playbook"), Some("docs"))
    );
    let repository = config.repository.expect("a repository");
    assert_eq!(
        (repository.url.as_str(), repository.branch.as_deref()),
        ("https://github.com/acme/playbook", Some("main"))
    );

    let book = book(&Source::new(
        "book.toml",
        "[book]\ntitle = \"The book\" # x\nsrc = 'text'\n[output.html]\ntitle = \"no\"\n",
    ));
    let config = Config::default().or(book);
    assert_eq!(
        (config.title.as_deref(), config.neighbour_content.as_deref()),
        (Some("The book"), Some("text"))
    );

    let tech = tech_docs(&Source::new(
        "config/tech-docs.yml",
        "service_name: The Way\ngithub_repo: acme/way\n",
    ));
    let config = Config { title: Some("Ours".into()), ..Config::default() }.or(tech);
    assert_eq!(
        (config.title.as_deref(), config.neighbour_content.as_deref()),
        (Some("Ours"), Some("source"))
    );
    assert_eq!(
        config.repository.map(|repository| repository.url).as_deref(),
        Some("https://github.com/acme/way")
    );
}

#[test]
fn neighbours_that_cannot_be_read_say_nothing() {
    for text in ["", "\0", "- a", "site_name: [", "docs_dir: ../../etc\n"] {
        let config = Config::default().or(mkdocs(&Source::new("mkdocs.yml", text)));
        assert_eq!(config.title, None);
        assert_ne!(config.neighbour_content.as_deref(), Some("../../etc"));
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in any::<String>(), yaml in "((title|review|check|defaults|nav|urgency): ?[a-c{}\\[\\],: \n-]{0,12}\n){0,4}") {
        for text in [text, yaml] {
            let _ = config(&text);
            let _ = book(&Source::new("book.toml", text.as_str()));
            let _ = mkdocs(&Source::new("mkdocs.yml", text.as_str()));
        }
    }
}

/// Each word that the tables offer is taken where it is offered.
#[test]
fn every_word_of_the_tables_is_accepted() {
    let words = |key: &MapKey| match key.takes {
        Takes::OneOf(words) => words.iter().map(|word| (key.name(), *word)).collect(),
        _ => Vec::new(),
    };
    let top = handbook::keys().flat_map(words).map(|(key, word)| format!("{key}: {word}\n"));
    let review = handbook::REVIEW.iter().flat_map(words);
    let texts: Vec<String> =
        top.chain(review.map(|(key, word)| format!("review: {{{key}: {word}}}\n"))).collect();
    assert!(texts.len() > 10);
    for text in texts {
        let (_, findings) = read(&Source::new("handbook.yaml", text.clone()));
        assert!(findings.is_empty(), "{text}: {findings:?}");
    }
}
