//! Golden queries: the hits of `golden.txt` for the small handbook beside it, in their order.
//! Browsers must give the same.
//!
//! `UPDATE=1` writes the file anew; read what changed.

use crate::handbook_index;
use handbook::internals::search::index::Index;
use handbook::internals::search::query::Query;
use std::env;
use std::fs;
use std::path::Path;

/// Hits of one query that are written down.
const HITS: usize = 5;

/// Compares the file with what is found now.
pub fn check() -> Result<(), String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/relevance/golden");
    let file = folder.join("golden.txt");
    let expected = fs::read_to_string(&file).map_err(|error| error.to_string())?;
    let site = handbook_index::read(&folder.join("handbook"));
    let index = handbook_index::index(&site);
    let queries = expected.lines().filter_map(|line| line.strip_prefix("> "));
    let actual = queries.map(|query| answer(&index, query)).collect::<Vec<_>>().join("\n");
    if env::var_os("UPDATE").is_some() {
        return fs::write(&file, actual).map_err(|error| error.to_string());
    }
    if actual == expected {
        return Ok(());
    }
    Err(format!("{}", similar::TextDiff::from_lines(&expected, &actual).unified_diff()))
}

/// The query, then each hit: its address and its score.
fn answer(index: &Index, query: &str) -> String {
    let answer = index.search(&Query::parse(query), HITS);
    let mut text = format!("> {query}\n");
    for hit in answer.hits.iter().take(HITS) {
        let anchor = if hit.anchor.is_empty() { String::new() } else { format!("#{}", hit.anchor) };
        text += &format!("{}{anchor} {}\n", hit.page.address, hit.score);
    }
    text + &answer
        .unknown
        .iter()
        .map(|(word, alike)| format!("? {word}: {}\n", alike.join(" ")))
        .collect::<String>()
}
