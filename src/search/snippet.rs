//! Snippets: the piece of a text that holds most of what was asked for, with the words found
//! marked.

use crate::search::query_terms::QueryTerm;
use crate::search::words;
use std::collections::BTreeSet;
use std::ops::Range;

/// About how many characters a snippet has.
const LENGTH: usize = 180;

/// A piece of a snippet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SnippetPiece<'t> {
    /// Plain text.
    pub text: &'t str,
    /// Whether it was asked for.
    pub found: bool,
}

/// The words that are marked.
pub struct MarkedTerms {
    words: BTreeSet<String>,
    start: Option<String>,
}

impl MarkedTerms {
    /// All forms of what answers for a query; what begins like an open last word, too.
    pub fn new(query_terms: &[QueryTerm<'_>], open: bool) -> Self {
        let small = |query_term: &&QueryTerm<'_>| {
            query_term.rarity() > u64::from(crate::search::classes::SMALL_RARITY)
        };
        let all_small = !query_terms.iter().any(|query_term| small(&query_term));
        let marked = query_terms.iter().filter(|query_term| all_small || small(query_term));
        let forms = marked.flat_map(|query_term| {
            let forms = query_term.classes.iter().flat_map(|(class, _)| &class.forms);
            forms.flat_map(|form| {
                words::spaced(form).split_whitespace().map(str::to_owned).collect::<Vec<_>>()
            })
        });
        let last = query_terms
            .last()
            .map(|query_term| query_term.word.clone())
            .filter(|word| open && word.chars().count() > 2);
        MarkedTerms { words: forms.collect(), start: last }
    }

    fn mark(&self, raw: &str) -> bool {
        let mut found = false;
        words::terms(raw, true, &mut |term| {
            let term = words::fold(term);
            found |= self.words.contains(&term)
                || self.start.as_ref().is_some_and(|start| term.starts_with(start));
        });
        found
    }
}

/// The piece of a text that holds most of the marked words.
pub fn snippet<'t>(text: &'t str, marks: &MarkedTerms) -> Vec<SnippetPiece<'t>> {
    let found: Vec<Range<usize>> = words::raw_words(text)
        .filter(|range| marks.mark(text.get(range.clone()).unwrap_or_default()))
        .collect();
    let window = window(text, &found);
    let mut pieces =
        vec![SnippetPiece { text: if window.start > 0 { "… " } else { "" }, found: false }];
    let mut from = window.start;
    for range in found.iter().filter(|range| window.start <= range.start && range.end <= window.end)
    {
        pieces.push(SnippetPiece {
            text: text.get(from..range.start).unwrap_or_default(),
            found: false,
        });
        pieces
            .push(SnippetPiece { text: text.get(range.clone()).unwrap_or_default(), found: true });
        from = range.end;
    }
    pieces
        .push(SnippetPiece { text: text.get(from..window.end).unwrap_or_default(), found: false });
    pieces
        .push(SnippetPiece {
            text: if window.end < text.len() { " …" } else { "" }, found: false
        });
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// Where the most marks stand near each other, from a little before the first of them.
fn window(text: &str, found: &[Range<usize>]) -> Range<usize> {
    let mut best = (0, 0);
    for (place, range) in found.iter().enumerate() {
        let rest = found.get(place..).unwrap_or_default();
        let inside =
            rest.iter().take_while(|next| next.end <= range.start + LENGTH * 3 / 4).count();
        if inside > best.0 {
            best = (inside, range.start);
        }
    }
    let start = if best.1 <= LENGTH / 4 { 0 } else { after_space(text, best.1 - LENGTH / 4) };
    let end = start + LENGTH;
    if end >= text.len() { start..text.len() } else { start..before_space(text, end) }
}

/// Behind the first space from here on, and not too far.
fn after_space(text: &str, from: usize) -> usize {
    let from = text.floor_char_boundary(from);
    let rest = text.get(from..).unwrap_or_default();
    rest.find(' ').filter(|at| *at < LENGTH / 4).map_or(from, |at| from + at + 1)
}

/// At the last space before here, and not too far.
fn before_space(text: &str, to: usize) -> usize {
    let to = text.floor_char_boundary(to);
    let head = text.get(..to).unwrap_or_default();
    head.rfind(' ').filter(|at| to - at < LENGTH / 4).unwrap_or(to)
}

#[cfg(test)]
mod tests {
    use super::{MarkedTerms, snippet};

    fn shown(text: &str, words: &[&str]) -> String {
        let marks = MarkedTerms {
            words: words.iter().map(|word| (*word).to_owned()).collect(),
            start: None,
        };
        let show = |piece: super::SnippetPiece<'_>| {
            if piece.found { format!("[{}]", piece.text) } else { piece.text.to_owned() }
        };
        snippet(text, &marks).into_iter().map(show).collect()
    }

    #[test]
    fn the_part_with_the_most_marks_is_shown() {
        assert_eq!(shown("", &["a"]), "");
        assert_eq!(shown("Écoles, an école.", &["ecoles", "ecole"]), "[Écoles], an [école].");
        assert_eq!(shown("call notifyShips now", &["ships"]), "call [notifyShips] now");
        let far = format!(
            "ferry {} a ferry at the pier leaves {}",
            "wide water ".repeat(40),
            "again ".repeat(60)
        );
        let part = shown(&far, &["ferry", "pier"]);
        assert!(part.starts_with("… ") && part.ends_with(" …"), "{part}");
        assert!(part.contains("a [ferry] at the [pier] leaves"), "{part}");
    }

    #[test]
    fn any_text_can_be_cut() {
        for text in
            ["é".repeat(500), "漢字".repeat(300), format!("{} x", "a".repeat(700)), " ".repeat(400)]
        {
            assert!(shown(&text, &["x"]).chars().count() <= text.chars().count() + 6);
        }
    }
}
