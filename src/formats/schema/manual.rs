//! The manual's tables of keys are those of the table; `UPDATE=1 cargo test --lib schema` writes
//! them.

#![expect(clippy::disallowed_methods, reason = "the test reads the manual of this repository")]

use crate::load::meta::table;
use crate::yaml::Takes;
use std::fs;

const PAGE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/example-handbook/content/manual/writing-pages.md");

#[test]
fn the_manual_has_every_key_of_front_matter() {
    let written = fs::read_to_string(PAGE).expect("the manual");
    let expected = table::GROUPS
        .iter()
        .fold(written.clone(), |page, group| with_table(&page, group.heading, &rows(group.keys)));
    super::tests::hold(PAGE, &written, &expected);
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
        Takes::Number => "whole number".to_owned(),
        Takes::Flag => "`true` or `false`".to_owned(),
        Takes::Day => "[day](#days)".to_owned(),
        Takes::Period => "[period](#periods)".to_owned(),
        Takes::Texts => "text, or a list of texts".to_owned(),
        Takes::Map(parts) => {
            format!("`{{{}}}`", parts.iter().map(|part| part.name).collect::<Vec<_>>().join(", "))
        }
        Takes::List(item) => format!("list of {}", kind(item)),
        Takes::Either(kinds) => kinds.iter().map(kind).collect::<Vec<_>>().join(", or "),
    }
}

/// The page with this table in place of the first one below a heading.
fn with_table(page: &str, heading: &str, table: &str) -> String {
    let (before, below) = page.split_once(&format!("### {heading}\n")).expect("the heading");
    let start = below.find("\n|").expect("a table below the heading") + 1;
    let (between, rest) = below.split_at(start);
    let length: usize =
        rest.split_inclusive('\n').take_while(|line| line.starts_with('|')).map(str::len).sum();
    let (_, after) = rest.split_at(length);
    format!("{before}### {heading}\n{between}{table}{after}")
}
