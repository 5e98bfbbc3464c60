//! The manual's tables are those of the tables in code; `UPDATE=1 cargo test --lib` writes them.

#![expect(clippy::disallowed_methods, reason = "the test reads the manual of this repository")]

use crate::config::table::{glossary, handbook, people};
use crate::load::meta::table;
use crate::yaml::{MapKey, Takes};
use std::fs;

/// A table of keys: the heading above it, the head of its first column, and its rows.
struct ManualTable<'k> {
    page: &'static str,
    heading: &'static str,
    first: &'static str,
    keys: Vec<&'k MapKey>,
}

#[test]
fn the_manual_has_every_key_of_front_matter() {
    for group in &table::GROUPS {
        let heading = format!("### {}", group.heading);
        hold_table("writing-pages", &heading, "Key", &rows(group.keys));
    }
}

#[test]
fn the_manual_has_every_key_of_the_settings() {
    let of = |page, heading, first, keys: &'static [MapKey]| ManualTable {
        page,
        heading,
        first,
        keys: keys.iter().collect(),
    };
    let groups =
        handbook::GROUPS.iter().map(|group| of("configuration", group.heading, "Key", group.keys));
    let more = [
        of("configuration", "Review", "Key of `review`", handbook::REVIEW),
        of("configuration", "The site", "Key of `repository`", handbook::REPOSITORY),
        of("configuration", "The site", "Key of `sources`", handbook::SOURCES),
        of("configuration", "Findings", "Key of `check`", handbook::CHECK),
        of("configuration", "Theme", "Key of `theme`", handbook::THEME),
        of("urgency", "Levels", "Key of `urgency`", handbook::URGENCY),
        of("urgency", "Levels", "Key of a level", handbook::LEVEL),
        of("urgency", "Channels", "Key of a channel", handbook::CHANNEL),
        of("urgency", "Ways of working", "Key of a way of working", handbook::WAY),
        of("records", "Meetings", "Key of a series", handbook::SERIES),
        of("people", "Keys of a person", "Key", people::PERSON),
        of("people", "Keys of a team", "Key", people::TEAM),
        of("glossary", "Keys of a term", "Key", glossary::TERM),
    ];
    for table in groups.chain(more) {
        let rows = setting_rows(table.first, &table.keys);
        hold_table(table.page, &format!("## {}", table.heading), table.first, &rows);
    }
}

/// Holds a table of the manual to what the code says: the one below a heading of a page whose first
/// column is so headed.
pub(crate) fn hold_table(page: &str, heading: &str, first: &str, table: &str) {
    let path = path(page);
    let written = fs::read_to_string(&path).expect("the manual");
    super::tests::hold(&path, &written, &with_table(&written, heading, first, table));
}

fn path(page: &str) -> String {
    format!("{}/example-handbook/content/manual/{page}.md", env!("CARGO_MANIFEST_DIR"))
}

fn setting_rows(first: &str, keys: &[&MapKey]) -> String {
    let row = |key: &&MapKey| {
        let names: Vec<String> = key.names.iter().map(|name| format!("`{name}`")).collect();
        format!("| {} | {} | {} |\n", names.join(", "), kind(&key.takes), key.about)
    };
    let rows = keys.iter().map(row).collect::<String>();
    format!("| {first} | Value | Meaning |\n|---|---|---|\n{rows}")
}

fn rows(keys: &[table::Key]) -> String {
    let head = "| Key | Value | Meaning | Also read as | In `defaults` |\n|---|---|---|---|---|\n";
    let row = |key: &table::Key| {
        let others: Vec<String> = key.other_names().map(|name| format!("`{name}`")).collect();
        let inherited = if key.is_inherited { "yes" } else { "" };
        let (name, kind, others) = (format!("`{}`", key.name), kind(&key.takes), others.join(", "));
        let cells = [&*name, &*kind, key.about, &*others, inherited].map(|cell| format!(" {cell}"));
        format!("|{} |\n", cells.map(|cell| cell.trim_end().to_owned()).join(" |"))
    };
    head.to_owned() + &keys.iter().map(row).collect::<String>()
}

fn kind(takes: &Takes) -> String {
    match takes {
        Takes::Text | Takes::TextOrNumber => "text".to_owned(),
        Takes::Number => "number".to_owned(),
        Takes::Flag => "`true` or `false`".to_owned(),
        Takes::Day => "[day](writing-pages.md#days)".to_owned(),
        Takes::Period => "[period](writing-pages.md#periods)".to_owned(),
        Takes::Wait => "[time to wait](urgency.md#times)".to_owned(),
        Takes::Hours => "[hours](urgency.md#times)".to_owned(),
        Takes::OneOf(words) => {
            words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
        }
        Takes::Texts => "text, or a list of texts".to_owned(),
        Takes::Map(keys) if keys.len() > 5 => "map".to_owned(),
        Takes::Map(keys) => {
            format!("`{{{}}}`", keys.iter().map(MapKey::name).collect::<Vec<_>>().join(", "))
        }
        Takes::ById(_) => "map by name".to_owned(),
        Takes::List(item) => format!("list of {}", kind(item)),
        Takes::Either(kinds) => kinds.iter().map(kind).collect::<Vec<_>>().join(", or "),
    }
}

/// The page with this table in place of the one below a heading whose first column is so headed.
fn with_table(page: &str, heading: &str, first: &str, table: &str) -> String {
    let (before, below) = page.split_once(&format!("\n{heading}\n")).expect("the heading");
    let start = below.find(&format!("\n| {first} |")).expect("a table below the heading") + 1;
    let (between, rest) = below.split_at(start);
    let length: usize =
        rest.split_inclusive('\n').take_while(|line| line.starts_with('|')).map(str::len).sum();
    let (_, after) = rest.split_at(length);
    format!("{before}\n{heading}\n{between}{table}{after}")
}
