//! Phrases: where several words follow each other, in headings and texts.
//!
//! All phrases are looked for in one pass over each text.

use crate::search::words;
use aho_corasick::AhoCorasick;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

/// What may follow the last word of a phrase.
const ENDINGS: [&str; 6] = ["", "s", "es", "d", "ed", "ing"];

/// Where a phrase stands, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PhraseCount {
    /// The phrase, by its place in the list.
    pub(super) phrase: usize,
    /// The text, by its place in the list.
    pub(super) text: usize,
    /// How often.
    pub(super) times: u16,
}

/// Finds phrases, which are folded and have single spaces, in texts.
pub fn find<T: AsRef<str> + Sync>(phrases: &[&str], texts: &[T]) -> Vec<PhraseCount> {
    let patterns = phrases.iter().map(|phrase| format!(" {phrase}"));
    // Only patterns of more than 2 GB are refused.
    let Ok(finder) = AhoCorasick::new(patterns) else {
        return Vec::new();
    };
    let of_text = |(text, raw): (usize, &T)| {
        let plain = words::spaced(raw.as_ref());
        let mut found: Vec<usize> = finder
            .find_overlapping_iter(&plain)
            .filter(|found| ends(plain.get(found.end()..).unwrap_or_default()))
            .map(|found| found.pattern().as_usize())
            .collect();
        found.sort_unstable();
        let counts = found.chunk_by(|left, right| left == right).filter_map(|same| {
            let times = u16::try_from(same.len()).unwrap_or(u16::MAX);
            Some(PhraseCount { phrase: *same.first()?, text, times })
        });
        counts.collect::<Vec<_>>()
    };
    let mut all: Vec<PhraseCount> =
        texts.par_iter().enumerate().map(of_text).flatten_iter().collect();
    all.sort_unstable();
    all
}

/// Whether what follows is the end of the word, or an inflection of it.
fn ends(rest: &str) -> bool {
    ENDINGS.contains(&rest.split(' ').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn phrases_stand_in_whole_words() {
        let texts = [
            "Paid time-off; time off, and time offs.",
            "Time office. Sometime off",
            "Naïve time\u{a0}off’s",
        ];
        let found = find(&["time off", "paid time off"], &texts);
        let found: Vec<_> =
            found.iter().map(|count| (count.phrase, count.text, count.times)).collect();
        assert_eq!(found, [(0, 0, 3), (0, 2, 1), (1, 0, 1)]);
        assert!(find(&[], &texts).is_empty());
    }
}
