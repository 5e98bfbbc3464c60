//! Answers of the search, for people at a terminal and for programs.

use super::human::printable;
use crate::search::answer::{Hit, SearchAnswer};
use crate::search::snippet::SnippetPiece;
use serde::Serialize;
use std::collections::BTreeMap;

/// States that a reader need not be told of.
const QUIET: [&str; 3] = ["fresh", "exempt", "owned"];

/// An answer as programs read it.
#[derive(Serialize)]
struct AnswerRow<'a> {
    query: &'a str,
    total: usize,
    synonyms: BTreeMap<&'a str, &'a [&'a str]>,
    hits: Vec<HitRow<'a>>,
}

/// One page that answers, with its best section. What is absent is null.
#[derive(Serialize)]
struct HitRow<'a> {
    address: &'a str,
    path: Option<&'a str>,
    title: &'a str,
    #[serde(flatten)]
    best: SectionRow<'a>,
    sections: Vec<SectionRow<'a>>,
    owners: Vec<&'a str>,
    owner_state: Option<&'a str>,
    review_state: Option<&'a str>,
    #[serde(rename = "type")]
    kind: &'a str,
}

/// A section that answers.
#[derive(Serialize)]
struct SectionRow<'a> {
    headings: &'a [&'a str],
    anchor: Option<&'a str>,
    snippet: String,
    score: u64,
}

/// For programs.
pub fn json(query: &str, answer: &SearchAnswer<'_>) -> String {
    let synonyms = answer.synonyms.iter().map(|(word, names)| (word.as_str(), names.as_slice()));
    let row = AnswerRow {
        query,
        total: answer.total,
        synonyms: synonyms.collect(),
        hits: answer.pages().map(hit_row).collect(),
    };
    serde_json::to_string_pretty(&row).unwrap_or_default() + "\n"
}

fn hit_row<'a>((best, others): (&'a Hit<'_>, &'a [Hit<'_>])) -> HitRow<'a> {
    let page = best.page;
    HitRow {
        address: &page.address,
        path: page.path.as_deref(),
        title: &page.title,
        best: section_row(best),
        sections: others.iter().map(section_row).collect(),
        owners: page.owners.iter().map(|owner| owner.name.as_str()).collect(),
        owner_state: page.owner_state,
        review_state: page.review_state,
        kind: &page.kind.id,
    }
}

fn section_row<'a>(hit: &'a Hit<'_>) -> SectionRow<'a> {
    SectionRow {
        headings: &hit.headings,
        anchor: Some(hit.anchor).filter(|anchor| !anchor.is_empty()),
        snippet: hit.snippet.iter().map(|piece| piece.text).collect(),
        score: hit.score,
    }
}

/// For people: what was found is bold, in ANSI sequences.
pub fn text(answer: &SearchAnswer<'_>) -> String {
    let mut text = String::new();
    for (word, names) in answer.synonyms.iter().filter(|_| answer.total > 0) {
        let names = names.join(", ");
        text += &format!("`{}`: including results for {}\n\n", printable(word), printable(&names));
    }
    text.extend(answer.pages().map(page_text));
    text += &match (answer.total, answer.total - answer.pages().count()) {
        (0, _) => "nothing found; try other words, or fewer\n".to_owned(),
        (_, 0) => String::new(),
        (_, rest) => format!("{rest} more pages; see them with --limit {}\n", answer.total),
    };
    for (word, alike) in &answer.unknown {
        let alike = alike.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let hint =
            if alike.is_empty() { String::new() } else { format!("; did you mean {alike}?") };
        text += &format!("no page has `{}`{hint}\n", printable(word));
    }
    text + &answer.ask.map(|place| format!("or ask: {}\n", printable(place))).unwrap_or_default()
}

/// Title and headings; the file, who answers, what is to be thought of it; a piece of the text; the
/// other sections that answer.
fn page_text((hit, others): (&Hit<'_>, &[Hit<'_>])) -> String {
    let page = hit.page;
    let place = page.path.as_deref().unwrap_or(&page.address);
    let anchor = if hit.anchor.is_empty() { String::new() } else { format!("#{}", hit.anchor) };
    let names: Vec<&str> =
        std::iter::once(page.title.as_str()).chain(hit.headings.iter().copied()).collect();
    let owners: Vec<&str> = page.owners.iter().map(|owner| owner.name.as_str()).collect();
    let states = page.states.iter().filter(|state| !QUIET.contains(&&*state.id));
    let facts: Vec<String> = std::iter::once(format!("{place}{anchor}"))
        .chain((!owners.is_empty()).then(|| owners.join(", ")))
        .chain(states.map(|state| {
            if state.name.is_empty() { &state.id } else { &state.name }.to_lowercase()
        }))
        .collect();
    let snippet: String = hit.snippet.iter().map(piece).collect();
    let snippet = if snippet.is_empty() { snippet } else { format!("  {snippet}\n") };
    let others: String = others.iter().map(other_section).collect();
    let (names, facts) = (names.join(" › "), facts.join(" · "));
    format!("{}\n  {}\n{snippet}{others}\n", printable(&names), printable(&facts))
}

fn other_section(hit: &Hit<'_>) -> String {
    let name = hit.headings.last().map_or("top of the page", |heading| heading);
    let anchor = if hit.anchor.is_empty() { String::new() } else { format!("  #{}", hit.anchor) };
    printable(&format!("  also: {name}{anchor}")) + "\n"
}

fn piece(piece: &SnippetPiece<'_>) -> String {
    let text = printable(piece.text);
    if piece.found { format!("\u{1b}[1m{text}\u{1b}[22m") } else { text }
}
