//! Pages before and after, and any page at all.

use super::{Refused, ReviewRecord, add, reassign, set};
use crate::config::{self, Config};
use crate::load::front_matter::front_matter;
use crate::source::Source;
use proptest::prelude::{any, proptest};
use proptest::prop_assert;

fn record() -> ReviewRecord {
    let hash = "2026-08-14-9f2c41d7a0b3e6f8".to_owned();
    ReviewRecord { day: "2026-08-14".to_owned(), hash, by: Some("ana".to_owned()), note: None }
}

fn reviewed(page: &str) -> Result<String, Refused> {
    set(page.as_bytes(), &record().sets(&Config::default()))
        .map(|bytes| String::from_utf8(bytes).expect("text"))
}

/// The lines that are new, and how many are gone.
fn difference(before: &str, after: &str) -> (Vec<String>, usize) {
    let lines = |text: &str| text.split('\n').map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (lines(before), lines(after));
    let gone = old.iter().filter(|line| !new.contains(line)).count();
    (new.into_iter().filter(|line| !old.contains(line)).collect(), gone)
}

#[test]
fn a_review_changes_its_own_lines_only() {
    const NEW: [&str; 3] =
        ["reviewed: 2026-08-14", "reviewed_by: ana", "reviewed_hash: 2026-08-14-9f2c41d7a0b3e6f8"];
    let by_and_hash = &NEW[1..];
    let cases: &[(&str, &[&str])] = &[
        ("---\ntitle: A\n---\nText", &NEW),
        ("---\n---\nText", &NEW),
        ("---\ntitle: A\nreviewed: 2026-01-01\nowner: ana\n---\nText", &NEW),
        (
            "---\nreviewed: 2026-01-01 # by hand\n---\n",
            &["reviewed: 2026-08-14 # by hand", NEW[1], NEW[2]],
        ),
        ("---\nreviewed: !!str 2026-01-01\n---\n", &["reviewed: !!str 2026-08-14", NEW[1], NEW[2]]),
        ("---\nreviewed:\nowner: ana\n---\n", &NEW),
        ("---\nreviewed: ~\n---\n", &NEW),
        (
            "---\nreviewed:   # not yet\n---\n",
            &["reviewed: 2026-08-14   # not yet", NEW[1], NEW[2]],
        ),
        (
            "---\nlast_reviewed_on: '2026-01-01'\n---\n",
            &["last_reviewed_on: '2026-08-14'", NEW[1], NEW[2]],
        ),
        (
            "---\n\"Last-Reviewed\" : \"2026-01-01\"\n---\n",
            &["\"Last-Reviewed\" : \"2026-08-14\"", NEW[1], NEW[2]],
        ),
        (
            "---\nfreshness:\n  reviewed: 2026-01-01\n  owner: ana\n---\n",
            &["  reviewed: 2026-08-14", NEW[1], NEW[2]],
        ),
        (
            "---\nfreshness: {reviewed: 2026-01-01, owner: ana}\n---\n",
            &["freshness: {reviewed: 2026-08-14, owner: ana}", NEW[1], NEW[2]],
        ),
        (
            "---\n  title: A\n  tags:\n    - b\n---\n",
            &[
                "  reviewed: 2026-08-14",
                "  reviewed_by: ana",
                "  reviewed_hash: 2026-08-14-9f2c41d7a0b3e6f8",
            ],
        ),
        ("---\ndescription: |\n  two\n\n  lines\n---\n", &NEW),
        (
            "---\nreviewed: 2026-01-01\nreviewed_by: ben\nreviewed_hash: \
             2026-01-01-0000000000000000\n---\n",
            &NEW,
        ),
        (
            "---\nreviewed: 2026-01-01\nlast_reviewed: 2026-1-1\n---\n",
            &["reviewed: 2026-08-14", "last_reviewed: 2026-08-14", NEW[1], NEW[2]],
        ),
        ("---\nreviewed: 2026-08-14\n---\n", by_and_hash),
        ("---\nowner: @ana\nask: #help\n---\n", &NEW),
    ];
    for (page, expected) in cases {
        let after = reviewed(page).unwrap_or_else(|refused| panic!("{page:?}: {refused:?}"));
        let (new, gone) = difference(page, &after);
        assert_eq!(new, *expected, "{page:?}");
        assert!(gone <= new.len());
        for (mark, end) in [("\u{feff}", "\n"), ("", "\r\n"), ("", "\r"), ("\u{feff}", "\r\n")] {
            let other = |text: &str| format!("{mark}{}", text.replace('\n', end));
            assert_eq!(reviewed(&other(page)), Ok(other(&after)), "{page:?} with {end:?}");
        }
    }
}

#[test]
fn flow_maps_stay_on_their_line() {
    const NEW: &str =
        "reviewed: 2026-08-14, reviewed_by: ana, reviewed_hash: 2026-08-14-9f2c41d7a0b3e6f8";
    const REST: &str = "reviewed_by: ana, reviewed_hash: 2026-08-14-9f2c41d7a0b3e6f8";
    for (before, after) in [
        ("{}", format!("{{{NEW}}}")),
        ("{title: A}", format!("{{title: A, {NEW}}}")),
        ("{title: A, } # x", format!("{{title: A, {NEW} }} # x")),
        ("{title: A, reviewed: 2026-01-01}", format!("{{title: A, reviewed: 2026-08-14, {REST}}}")),
        (
            "{title: A, reviewed: , tags: [a, b]}",
            format!("{{title: A, reviewed: 2026-08-14 , tags: [a, b], {REST}}}"),
        ),
        ("{title: A,\n tags: {a: b}\n}", format!("{{title: A,\n tags: {{a: b}}, {NEW}\n}}")),
    ] {
        let page = |inside: &str| format!("---\n{inside}\n---\nText");
        assert_eq!(reviewed(&page(before)), Ok(page(&after)), "{before}");
    }
}

#[test]
fn a_page_without_front_matter_gets_three_lines() {
    for text in [
        "",
        "Text",
        "# A\n\nText\n",
        "\n# A",
        "---\nJust text.\n---\nMore",
        "---",
        "----\n",
        "# A\r\n\r\nText\r\n",
    ] {
        let end = if text.contains('\r') { "\r\n" } else { "\n" };
        let inside =
            "{reviewed: 2026-08-14, reviewed_by: ana, reviewed_hash: 2026-08-14-9f2c41d7a0b3e6f8}";
        assert_eq!(reviewed(text), Ok(format!("---{end}{inside}{end}---{end}{text}")), "{text:?}");
        assert_eq!(
            reviewed(&format!("\u{feff}{text}")),
            Ok(format!("\u{feff}---{end}{inside}{end}---{end}{text}"))
        );
    }
}

#[test]
fn what_cannot_be_edited_safely_is_refused() {
    let cases = [
        ("---\ntitle: A\nText", Refused::Broken),
        ("---\ntitle: A: B\n---\n", Refused::Broken),
        ("---\nreviewed: 2026-01-01\nreviewed: 2026-01-02\n---\n", Refused::Broken),
        ("---\nreviewed: [2026-01-01]\n---\n", Refused::NotAScalar),
        ("---\nreviewed: {day: 2026-01-01}\n---\n", Refused::NotAScalar),
    ];
    for (page, why) in cases {
        assert_eq!(reviewed(page), Err(why), "{page:?}");
    }
    for page in [
        "---\nreviewed: &day 2026-01-01\nexpires: *day\n---\n",
        "---\nd: &day 2026-01-01\nreviewed: *day\n---\n",
        "---\nreviewed: >-\n  2026-01-01\n---\n",
    ] {
        let edited = reviewed(page);
        assert!(
            matches!(edited, Err(Refused::NotAScalar | Refused::Entangled)),
            "{page:?}: {edited:?}"
        );
    }
    assert_eq!(set(b"caf\xe9", &record().sets(&Config::default())), Err(Refused::NotUtf8));
}

#[test]
fn review_date_is_the_review_where_the_settings_say_so() {
    let (config, _) = config::read(&Source::new("handbook.yaml", "review: {review_date: last}"));
    let page = b"---\nreview_date: 2026-01-01\n---\n";
    let after =
        set(page, &record().sets(&config)).map(|bytes| String::from_utf8(bytes).expect("text"));
    assert!(
        after.is_ok_and(|after| after.starts_with("---\nreview_date: 2026-08-14\nreviewed_by"))
    );
}

#[test]
fn owners_are_replaced_wherever_they_stand() {
    let to = |page: &str| {
        reassign(page.as_bytes(), &|name| name == "ben" || name == "@ben", "ana")
            .map(|bytes| String::from_utf8(bytes).expect("text"))
    };
    for (before, after) in [
        ("owner: ben # since May", "owner: ana # since May"),
        ("owner: '@ben'\nreviewed_by: ben", "owner: 'ana'\nreviewed_by: ben"),
        ("owner: [ben, dee]", "owner: [ana, dee]"),
        ("owners:\n  - dee\n  - \"ben\"", "owners:\n  - dee\n  - \"ana\""),
        ("maintainers:\n- {name: ben, email: x}", "maintainers:\n- {name: ana, email: x}"),
        ("freshness: {owner: ben}", "freshness: {owner: ana}"),
        ("dri: ben\nowner: ben", "dri: ana\nowner: ana"),
    ] {
        let page = |lines: &str| format!("---\ntitle: ben\n{lines}\n---\nben");
        assert_eq!(to(&page(before)), Ok(page(after)));
    }
    assert_eq!(to("---\nowner: dee\n---\n"), Err(Refused::NotThere));
    assert_eq!(to("ben"), Err(Refused::NotThere));
}

#[test]
fn an_owner_that_needs_quotes_gets_them() {
    let after = reassign(b"---\nowner: ben\n---\n", &|name| name == "ben", "team:platform");
    assert_eq!(after.as_deref(), Ok(&b"---\nowner: \"team:platform\"\n---\n"[..]));
}

proptest! {
    #[test]
    fn any_page_is_reviewed_or_refused(
        text in any::<String>(),
        lines in "(---|\\.\\.\\.|title: ?.{0,5}|owner: [@#a\\[{]{0,3}|reviewed: \
            ?.{0,12}|reviewed:|last_reviewed_on: '2026-01-01'|freshness:|  reviewed: a|\\{a: \
            b,?\\}|x: \\||  y|# c|\n|\r|\r\n|\t){0,14}",
        note in any::<String>(),
        mark in any::<bool>(),
    ) {
        let record = ReviewRecord { note: Some(note.clone()), ..record() };
        let sets = record.sets(&Config::default());
        for text in [text, lines.clone(), format!("---\n{lines}\n---\ntext\n")] {
            let text = if mark { format!("\u{feff}{text}") } else { text };
            let Ok(after) = set(text.as_bytes(), &sets) else { continue };
            let after = String::from_utf8(after).expect("text");
            let source = Source::new("a.md", after.strip_prefix('\u{feff}').unwrap_or(&after));
            let (meta, _, _) = front_matter(&source, &Config::default());
            prop_assert!(meta.reviewed.is_some_and(|day| day.value().to_string() == "2026-08-14"));
            prop_assert!(meta.reviewed_by.is_some_and(|by| by.value() == "ana"));
            prop_assert!(meta.review_note.is_none_or(|said| said.value() == note.trim()));
            prop_assert!(meta.reviewed_hash.is_some_and(|hash| hash.value().digits == "9f2c41d7a0b3e6f8"));
            prop_assert!(set(after.as_bytes(), &sets).is_ok_and(|again| again == after.as_bytes()), "twice is once");
        }
    }
}

#[test]
fn a_list_gets_one_more_value() {
    let table = [
        ("Text", "---\naliases: /a/\n---\nText"),
        ("---\ntitle: A\n---\n", "---\ntitle: A\naliases: /a/\n---\n"),
        ("---\naliases:\n---\n", "---\naliases: /a/\n---\n"),
        ("---\naliases: old\n---\n", "---\naliases: [old, /a/]\n---\n"),
        ("---\naliases: []\n---\n", "---\naliases: [/a/]\n---\n"),
        ("---\nredirect_from: ['o']  # x\n---\n", "---\nredirect_from: ['o', /a/]  # x\n---\n"),
        (
            "---\r\naliases:\r\n  - o # x\r\nowner: b\r\n---\r\n",
            "---\r\naliases:\r\n  - o # x\r\n  - /a/\r\nowner: b\r\n---\r\n",
        ),
        ("---\naliases:\n- o\n---\n", "---\naliases:\n- o\n- /a/\n---\n"),
        ("---\n{title: A}\n---\n", "---\n{title: A, aliases: /a/}\n---\n"),
    ];
    for (before, after) in table {
        let added = add(before.as_bytes(), "aliases", "/a/").expect("an edit");
        assert_eq!(String::from_utf8_lossy(&added), after, "{before}");
    }
    for refused in ["---\naliases: {a: b}\n---\n", "+++\n+++\n", "---\naliases: [a\n---\n"] {
        assert!(add(refused.as_bytes(), "aliases", "/a/").is_err(), "{refused}");
    }
}
