//! The words that a handbook has: most of a thesaurus leads nowhere in it.

use crate::search::counts::TermCounts;
use crate::search::engine::Stems;
use crate::search::words::{self, WordMap, WordSet};
use std::collections::BTreeSet;

/// Which words a handbook has, in any of their forms.
pub struct Vocabulary<'s> {
    small: &'s BTreeSet<&'s str>,
    stems: Stems,
    known: WordSet,
}

impl<'s> Vocabulary<'s> {
    /// The words of all texts, and the small words that may stand in a phrase.
    pub fn new(
        terms: &WordMap<String, TermCounts>,
        small: &'s BTreeSet<&'s str>,
        mut stems: Stems,
    ) -> Self {
        let mut known: WordSet = small.iter().map(|word| (*word).to_owned()).collect();
        for term in terms.keys() {
            known.insert(stems.stem(term));
            known.insert(words::fold(term));
        }
        Vocabulary { small, stems, known }
    }

    /// The words of a text that are not small ones.
    pub fn without_small<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        text.split_whitespace().filter(|word| !self.small.contains(word))
    }

    /// Whether all of these words, folded and between spaces, are somewhere.
    pub fn has_all(&mut self, words: &str) -> bool {
        words.split(' ').all(|word| self.known.contains(word) || self.has_stem(word))
    }

    fn has_stem(&mut self, word: &str) -> bool {
        let stem = self.stems.stem(word);
        self.known.contains(&stem)
    }

    /// The stems, which are known now.
    pub fn into_stems(self) -> Stems {
        self.stems
    }
}
