//! Abbreviations that a handbook explains itself: `paid time off (PTO)`.

use crate::search::synonyms::thesaurus::{self, SynonymGroup};
use crate::search::synonyms::vocabulary::Vocabulary;
use std::collections::{BTreeMap, BTreeSet};

/// Letters that an abbreviation has.
const SHORTEST: usize = 2;
const LONGEST: usize = 6;
/// Small words that stand between the words of a name at most.
const BETWEEN: usize = 2;
/// An abbreviation with more meanings says nothing.
const MEANINGS: usize = 3;

/// A group for each abbreviation that texts explain.
pub fn groups<'t>(
    texts: impl Iterator<Item = &'t str>,
    vocabulary: &mut Vocabulary<'_>,
) -> Vec<SynonymGroup> {
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for text in texts {
        for (at, _) in text.match_indices('(') {
            let (before, behind) = text.split_at(at);
            let inside = behind.get(1..).and_then(|rest| rest.split(')').next()).unwrap_or("");
            let letters = inside.strip_suffix('s').unwrap_or(inside);
            let is_short = (SHORTEST..=LONGEST).contains(&letters.len());
            if is_short && letters.bytes().all(|letter| letter.is_ascii_uppercase()) {
                let name = name_before(before, letters);
                known.entry(letters.to_owned()).or_default().extend(name);
            }
        }
    }
    let clear = known.into_iter().filter(|(_, names)| (1..=MEANINGS).contains(&names.len()));
    let line = |(letters, names): (String, BTreeSet<String>)| {
        format!("{letters}, {}", names.into_iter().collect::<Vec<_>>().join(", "))
    };
    clear.map(line).filter_map(|line| thesaurus::parse(&line, vocabulary)).collect()
}

/// The words before a bracket that the letters stand for, in lower case.
fn name_before(before: &str, letters: &str) -> Option<String> {
    let words: Vec<&str> =
        before.trim_end().rsplit(' ').take(letters.len() + BETWEEN).collect::<Vec<_>>();
    (letters.len()..=words.len()).find_map(|count| {
        let name: Vec<&str> = words.get(..count)?.iter().rev().copied().collect();
        let is_word = |word: &&str| word.chars().all(|c| c.is_alphanumeric() || c == '-');
        let spelled = name.iter().filter_map(|word| word.chars().next());
        let needed = spelled.filter(|first| count == letters.len() || first.is_uppercase());
        let needed: String = needed.map(|first| first.to_ascii_uppercase()).collect();
        (name.iter().all(is_word) && needed == letters).then(|| name.join(" ").to_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::name_before;

    #[test]
    fn letters_stand_for_the_words_before_them() {
        for (before, letters, name) in [
            ("We give paid time off ", "PTO", Some("paid time off")),
            ("the Department of Defense ", "DD", Some("department of defense")),
            ("Service Level Objective", "SLO", Some("service level objective")),
            ("one, two three ", "OTT", None),
            ("see the page ", "PTO", None),
            ("", "PTO", None),
        ] {
            assert_eq!(name_before(before, letters).as_deref(), name, "{before}");
        }
    }
}
