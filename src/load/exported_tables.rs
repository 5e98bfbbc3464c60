//! Tables that Notion exported: pages with a table, in which each row leads to its own page.

use super::Front;
use super::table::reader;
use crate::site::name;
use crate::site::opening::{OpeningPiece, PageOpening};
use crate::source::{Source, Span};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// From about this many letters on Notion cuts titles in the names of files.
const CUT: usize = 30;

/// All pages, the tables among them with their rows as Markdown.
pub(super) fn with_tables(fronts: Vec<Arc<Front>>) -> Vec<Arc<Front>> {
    if !fronts.iter().any(|front| name::is_table(front.source.path())) {
        return fronts;
    }
    let paths: Vec<String> = fronts.iter().map(|front| front.source.path().to_owned()).collect();
    let shown = |front: Arc<Front>| {
        if !name::is_table(front.source.path()) {
            return front;
        }
        let opening = table(&front.source, &mut RowPages::of(front.source.path(), &paths));
        Arc::new(front.opened(opening))
    };
    fronts.into_iter().map(shown).collect()
}

/// The pages of rows, by what is left of their titles.
struct RowPages(BTreeMap<String, VecDeque<String>>);

impl RowPages {
    /// Those in the folder of a table, which has its name with the id or without.
    fn of(table: &str, paths: &[String]) -> Self {
        let stem = name::stem(table).unwrap_or(table);
        let (above, last) = stem.rsplit_once('/').unwrap_or(("", stem));
        let mut found: BTreeMap<String, VecDeque<String>> = BTreeMap::new();
        for folder in [last, name::exported(last).0] {
            let prefix = if above.is_empty() { String::new() } else { format!("{above}/") };
            let below = format!("{prefix}{folder}/");
            for rest in paths.iter().filter_map(|path| path.strip_prefix(&below)) {
                let Some(stem) = name::stem(rest).filter(|stem| !stem.contains('/')) else {
                    continue;
                };
                let known = found.entry(key(name::exported(stem).0)).or_default();
                known.push_back(format!("{folder}/{rest}"));
            }
        }
        RowPages(found)
    }

    /// The page of a row, which no other row has.
    fn take(&mut self, title: &str) -> Option<String> {
        let title = key(title);
        let is_cut = |name: &&String| name.len() >= CUT && title.starts_with(name.as_str());
        let name = if self.0.contains_key(&title) {
            title.clone()
        } else {
            self.0.keys().find(is_cut)?.clone()
        };
        self.0.get_mut(&name)?.pop_front()
    }
}

/// What file names keep of a title.
fn key(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The table as Markdown.
fn table(source: &Source, pages: &mut RowPages) -> PageOpening {
    let mut reader = reader(source.text());
    let header = reader.headers().cloned().unwrap_or_default();
    let mut pieces = Vec::new();
    let mut push = |markdown: String, span: Span| pieces.push(OpeningPiece { markdown, span });
    let cells: Vec<String> = header.iter().map(plain).collect();
    let dashes = "---|".repeat(cells.len());
    push(format!("| {} |\n|{dashes}\n", cells.join(" | ")), source.line_span(1));
    for record in reader.records().flatten() {
        let number = record.position().map_or(1, csv::Position::line);
        let span = source.line_span(usize::try_from(number).unwrap_or(1));
        let mut cells = record.iter();
        let title = cells.next().unwrap_or_default();
        match pages.take(title) {
            Some(page) => {
                push(format!("| [{}](<", plain(title)), span);
                push(page, span);
                push(">)".to_owned(), span);
            }
            None => push(format!("| {}", plain(title)), span),
        }
        let rest: String = cells.map(|cell| format!(" | {}", plain(cell))).collect();
        push(format!("{rest} |\n"), span);
    }
    push("\n".to_owned(), source.line_span(1));
    pieces.into()
}

/// A cell, in which nothing is markup.
fn plain(cell: &str) -> String {
    let mut out = String::new();
    let is_address = cell.starts_with("http");
    for sign in cell.trim().chars() {
        match sign {
            '\n' => out.push_str("<br>"),
            '\r' => {}
            '|' | '\\' | '[' | ']' | '<' | '>' | '`' | '$' => out.extend(['\\', sign]),
            '*' | '_' | '~' | '&' if !is_address => out.extend(['\\', sign]),
            _ => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::RowPages;

    #[test]
    fn rows_find_their_pages() {
        let id = "0123456789abcdef0123456789abcdef";
        let long = "a title that is longer than what Notion keeps of it in names";
        let paths = [
            format!("x/T {id}/Ship it now {id}.md"),
            format!("x/T/Ship it now {id}.md"),
            format!("x/T {id}/{} {id}.md", long.get(..48).expect("a long title")),
            format!("x/T {id}/deep/Other {id}.md"),
        ];
        let mut pages = RowPages::of(&format!("x/T {id}.csv"), &paths);
        assert!(pages.take("Ship it, now!").is_some_and(|page| page.starts_with("T 0")));
        assert!(pages.take("Ship it, now!").is_some_and(|page| page.starts_with("T/")));
        assert_eq!(pages.take("Ship it, now!"), None);
        assert!(pages.take(long).is_some());
        assert_eq!(pages.take("Other"), None);
    }
}
