//! Words that a mistyped word could be: those that differ by one letter left out, added, changed,
//! or exchanged with its neighbour.
//!
//! Half of a word is right then. Words are kept in two lists, ordered by their starts and by their
//! ends, so that a browser finds all candidates in small pieces of the two.

use crate::search::index::Index;

/// How many words are tried instead of a mistyped one.
const MOST: usize = 4;
/// How many words are offered for an unknown one.
const MOST_ALIKE: usize = 3;
/// The step of words that stand nowhere, and only lead to others.
const NOWHERE: u8 = u8::MAX / 16;
/// Words with fewer letters are not corrected.
const SHORTEST: usize = 3;

/// A word that exists, with how rare it is in steps of 16.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KnownWord {
    /// From its start to its end, or the other way round.
    pub(super) letters: String,
    /// 0 for the most frequent.
    pub(super) step: u8,
}

impl Index {
    /// All words that are tried, ordered by their letters from the start, or from the end.
    pub(super) fn known_words(&self, backward: bool) -> Vec<KnownWord> {
        let forms = self
            .classes
            .iter()
            .flat_map(|class| class.forms.iter().map(|form| (form, class.rarity)));
        let mut known: Vec<KnownWord> = forms
            .filter(|(form, _)| is_plain(form))
            .map(|(form, rarity)| KnownWord { letters: turned(form, backward), step: rarity / 16 })
            .collect();
        known.sort_unstable();
        known
    }

    /// The words that a mistyped word could be, the most frequent first. An open word may go on
    /// behind what was typed.
    pub(super) fn near(&self, word: &str, open: bool) -> Vec<String> {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() < SHORTEST {
            return Vec::new();
        }
        let half = ((letters.len() - 1) / 2).max(2);
        let start: String = letters.iter().take(half).collect();
        let end: String = letters.iter().skip(letters.len() - half).collect();
        let mut found: Vec<(u8, &str)> = Vec::new();
        for class in &self.classes {
            for form in class.forms.iter().filter(|form| is_plain(form)) {
                let half_is_right = form.starts_with(&start) || !open && form.ends_with(&end);
                if half_is_right && is_near(&letters, &form.chars().collect::<Vec<char>>(), open) {
                    found.push((class.rarity / 16, form));
                }
            }
        }
        found.sort_unstable();
        found.into_iter().take(MOST).map(|(_, form)| form.to_owned()).collect()
    }

    /// Words that begin as one that nothing answers for, as far as any do: two letters at least.
    pub(super) fn alike(&self, word: &str) -> Vec<String> {
        let cuts = word.char_indices().map(|(at, _)| at).skip(2).collect::<Vec<_>>();
        let starts = cuts.iter().rev().filter_map(|cut| word.get(..*cut));
        starts
            .map(|start| self.beginning(start))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    }

    /// The most frequent words with this beginning.
    fn beginning(&self, start: &str) -> Vec<String> {
        let forms = self
            .classes
            .iter()
            .flat_map(|class| class.forms.iter().map(|form| (class.rarity / 16, form)));
        let mut found: Vec<(u8, &String)> = forms
            .filter(|(step, form)| *step < NOWHERE && is_plain(form) && form.starts_with(start))
            .collect();
        found.sort_unstable();
        found.into_iter().take(MOST_ALIKE).map(|(_, form)| form.clone()).collect()
    }
}

/// Whether nobody types a word wrong on purpose: letters only, three or more.
fn is_plain(form: &str) -> bool {
    form.chars().all(char::is_alphabetic) && form.chars().count() >= SHORTEST
}

fn turned(form: &str, backward: bool) -> String {
    if backward { form.chars().rev().collect() } else { form.to_owned() }
}

/// Whether one slip makes `typed` of `word`, or of how `word` begins when it is open.
fn is_near(typed: &[char], word: &[char], open: bool) -> bool {
    let same = typed.iter().zip(word).take_while(|(left, right)| left == right).count();
    let typed_rest = |skip: usize| typed.get(same + skip..).unwrap_or_default();
    let word_rest = |skip: usize| word.get(same + skip..).unwrap_or_default();
    let fits = |left: &[char], right: &[char]| {
        if open { right.starts_with(left) } else { left == right }
    };
    let exchanged =
        matches!((typed_rest(0), word_rest(0)), ([a, b, ..], [c, d, ..]) if a == d && b == c);
    match (typed_rest(0).is_empty(), word_rest(0).is_empty()) {
        (true, _) => open || word_rest(0).len() <= 1,
        (false, true) => typed_rest(0).len() == 1,
        (false, false) => {
            fits(typed_rest(1), word_rest(1))
                || fits(typed_rest(1), word_rest(0))
                || fits(typed_rest(0), word_rest(1))
                || exchanged && fits(typed_rest(2), word_rest(2))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn one_slip_is_near_and_two_are_not() {
        let near = |typed: &str, word: &str, open| {
            is_near(&typed.chars().collect::<Vec<_>>(), &word.chars().collect::<Vec<_>>(), open)
        };
        for typed in
            ["expense", "xpenses", "expensess", "exqenses", "epxenses", "expenss", "dexpenses"]
        {
            assert!(near(typed, "expenses", false), "{typed}");
        }
        for typed in ["expens", "exqensse", "xepense", ""] {
            assert!(!near(typed, "expenses", false), "{typed}");
        }
        for typed in ["expn", "xpe", "epx", "exxp", "exq", "exp"] {
            assert!(near(typed, "expenses", true), "{typed}");
        }
        assert!(!near("eqqe", "expenses", true));
        assert!(near("a", "", false) && near("", "a", false) && near("", "", false));
    }
}
