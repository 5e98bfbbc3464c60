//! Phrases: where several words follow each other, in headings and texts.
//!
//! All phrases are looked for in one pass over each text.

use crate::search::words;
use aho_corasick::AhoCorasick;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

/// What may follow the last word of a phrase.
const ENDINGS: [&str; 6] = ["", "s", "es", "d", "ed", "ing"];

/// Where a phrase stands, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhraseCount {
    /// The phrase, by its place in the list.
    pub(super) phrase: u32,
    /// The text, by its place in the list.
    pub(super) text: u32,
    /// How often.
    pub(super) times: u16,
}

/// Finds phrases, which are folded and have single spaces.
pub struct PhraseFinder(Option<AhoCorasick>);

impl PhraseFinder {
    /// For these phrases; only more than 2 GB of them are refused.
    pub fn new(phrases: &[&str]) -> Self {
        PhraseFinder(AhoCorasick::new(phrases.iter().map(|phrase| format!(" {phrase}"))).ok())
    }

    /// Where they stand, text by text.
    pub fn find<T: AsRef<str> + Sync>(&self, texts: &[T]) -> Vec<PhraseCount> {
        let Some(finder) = &self.0 else { return Vec::new() };
        let of_text = |(text, raw): (usize, &T)| counts(finder, text, raw.as_ref());
        texts.par_iter().enumerate().map(of_text).flatten_iter().collect()
    }
}

/// The phrases of one text.
fn counts(finder: &AhoCorasick, text: usize, raw: &str) -> Vec<PhraseCount> {
    let plain = words::spaced(raw);
    let all = finder.find_overlapping_iter(&plain);
    let whole = all.filter(|found| ends(plain.get(found.end()..).unwrap_or_default()));
    let mut found: Vec<usize> = whole.map(|found| found.pattern().as_usize()).collect();
    found.sort_unstable();
    let counts = found.chunk_by(|left, right| left == right).filter_map(|same| {
        let times = u16::try_from(same.len()).unwrap_or(u16::MAX);
        Some(PhraseCount { phrase: short(*same.first()?), text: short(text), times })
    });
    counts.collect()
}

fn short(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Whether what follows is the end of the word, or an inflection of it.
fn ends(rest: &str) -> bool {
    ENDINGS.contains(&rest.split(' ').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::PhraseFinder;

    #[test]
    fn phrases_stand_in_whole_words() {
        let texts = [
            "Paid time-off; time off, and time offs.",
            "Time office. Sometime off",
            "Naïve time\u{a0}off’s",
        ];
        let found = PhraseFinder::new(&["time off", "paid time off"]).find(&texts);
        let found: Vec<_> =
            found.iter().map(|count| (count.phrase, count.text, count.times)).collect();
        assert_eq!(found, [(0, 0, 3), (1, 0, 1), (0, 2, 1)]);
        assert!(PhraseFinder::new(&[]).find(&texts).is_empty());
    }
}
