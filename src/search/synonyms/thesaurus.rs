//! The thesaurus of work: groups of words and phrases that find each other.
//!
//! The format stands at the top of `src/search/thesaurus/en.txt`.

use crate::search::synonyms::vocabulary::Vocabulary;
use crate::search::words;

/// What a synonym is worth, and a related word; in 16ths.
const SYNONYM: u32 = 16;
const RELATED: u32 = 9;
/// What another word is worth, in headings, that is typed for the same.
const TYPED_AS_WELL: u32 = 11;

/// A phrase with more words is not looked for in queries.
pub const LONGEST: usize = 4;

/// Words that find others.
#[derive(Debug, Default)]
pub struct SynonymGroup {
    /// What is typed.
    pub(super) typed: Vec<TypedName>,
    /// What it finds, the nearest first.
    pub(super) found: Vec<SynonymTarget>,
}

/// A word or phrase that is typed, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedName {
    /// What of it is looked for: small words are left out.
    pub(super) key: String,
    /// All of it, as texts have it.
    pub(super) words: String,
    /// Whether it is no form of any other word: "fired" is not "fire".
    pub(super) is_own_word: bool,
    /// Whether texts have all of its words.
    pub(super) is_known: bool,
}

/// A word or phrase that is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SynonymTarget {
    /// As readers see it.
    pub(super) name: String,
    /// Folded, with single spaces.
    pub(super) words: String,
    /// The same without the endings of its words.
    pub(super) plain: String,
    /// In 16ths.
    pub(super) weight: u32,
    /// Whether it counts in titles and headings only.
    pub(super) is_heading_only: bool,
}

impl TypedName {
    /// Whether it has several words.
    pub(super) fn is_phrase(&self) -> bool {
        self.key.contains(' ')
    }
}

/// The groups for a language, by its BCP 47 tag, that lead anywhere; none for languages without a
/// thesaurus. In them all that is typed is found as well, where headings say it: who asks for
/// "business class" may find "Airfare".
pub fn groups(language: &str, vocabulary: &mut Vocabulary<'_>) -> Vec<SynonymGroup> {
    let first = language.split(['-', '_']).next().unwrap_or(language);
    let text =
        if first.eq_ignore_ascii_case("en") { include_str!("../thesaurus/en.txt") } else { "" };
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.starts_with("=="));
    lines.filter_map(|line| group(line, vocabulary, Some(TYPED_AS_WELL))).collect()
}

/// One line: `a, b` or `a, b > c, d`; `None` where it leads nowhere.
pub fn parse(line: &str, vocabulary: &mut Vocabulary<'_>) -> Option<SynonymGroup> {
    group(line, vocabulary, None)
}

/// A line of which this handbook has some of what it finds. `typed_weight` is what the names on the
/// left are worth if they are found as well.
fn group(
    line: &str,
    vocabulary: &mut Vocabulary<'_>,
    typed_weight: Option<u32>,
) -> Option<SynonymGroup> {
    let direction = line.split_once(" > ");
    let (typed, found) = direction.unwrap_or((line, line));
    let mut found = targets(found, vocabulary);
    if let (Some((typed, _)), Some(weight)) = (direction, typed_weight) {
        for name in targets(typed, vocabulary) {
            if found.iter().all(|known| known.words != name.words) {
                found.push(SynonymTarget { weight, is_heading_only: true, ..name });
            }
        }
    }
    if found.is_empty() {
        return None;
    }
    let names = typed.split(',').filter(|name| direction.is_some() || !name.contains('~'));
    let typed = names.filter_map(|name| typed_name(name, vocabulary)).collect();
    Some(SynonymGroup { typed, found })
}

/// What of a name counts in a query.
fn typed_name(name: &str, vocabulary: &mut Vocabulary<'_>) -> Option<TypedName> {
    let spaced = words::spaced(name);
    let words: Vec<&str> = vocabulary.without_small(&spaced).collect();
    (1..=LONGEST).contains(&words.len()).then(|| TypedName {
        key: key(&words),
        words: spaced.trim().to_owned(),
        is_own_word: name.contains('!'),
        is_known: vocabulary.has_all(spaced.trim()),
    })
}

/// What words are looked for as: a single one as it is, of a phrase each without its ending.
pub fn key(words: &[&str]) -> String {
    match words {
        [word] => (*word).to_owned(),
        words => words.iter().map(|word| words::stripped(word)).collect::<Vec<_>>().join(" "),
    }
}

/// Those of these names whose words this handbook has.
fn targets(names: &str, vocabulary: &mut Vocabulary<'_>) -> Vec<SynonymTarget> {
    let target = |name: &str| {
        let spaced = words::spaced(name);
        let words = spaced.trim();
        (!words.is_empty() && vocabulary.has_all(words)).then(|| SynonymTarget {
            name: name.trim().trim_end_matches(['~', '#', '!']).to_owned(),
            words: words.to_owned(),
            plain: words.split(' ').map(words::stripped).collect::<Vec<_>>().join(" "),
            weight: if name.contains('~') { RELATED } else { SYNONYM },
            is_heading_only: name.contains('#'),
        })
    };
    names.split(',').filter_map(target).collect()
}

#[cfg(test)]
mod tests {
    use super::{groups, parse};
    use crate::search::counts::TermCounts;
    use crate::search::engine::Stems;
    use crate::search::synonyms::vocabulary::Vocabulary;
    use crate::search::words::{self, WordMap};
    use std::collections::BTreeSet;

    /// Calls something with a vocabulary that has all words of a text.
    fn with_words<T>(text: &str, run: impl FnOnce(&mut Vocabulary<'_>) -> T) -> T {
        let small = BTreeSet::from(["my", "i", "a", "the"]);
        let spaced = words::spaced(text);
        let words = spaced.split_whitespace().map(str::to_owned);
        let terms = words.map(|word| (word, TermCounts::default())).collect::<WordMap<_, _>>();
        run(&mut Vocabulary::new(&terms, &small, Stems::of("en")))
    }

    #[test]
    fn lines_are_groups_or_directions() {
        let show = |line, words| {
            let group = with_words(words, |vocabulary| parse(line, vocabulary)).unwrap_or_default();
            let found = group.found.iter().map(|target| {
                let mark = if target.is_heading_only { "#" } else { "" };
                format!("{}{mark}*{}", target.words, target.weight)
            });
            let typed: Vec<_> = group.typed.iter().map(|name| name.key.as_str()).collect();
            (typed.join(" | "), found.collect::<Vec<_>>().join(" | "))
        };
        for (line, typed, found) in [
            ("PTO, time off", "pto | tim of", "pto*16 | time off*16"),
            ("i quit my jobs > leaving#, notice~", "quit job", "leaving#*16 | notice*9"),
            ("a, b~", "", "a*16 | b*9"),
            ("leave#, pto", "leave | pto", "leave#*16 | pto*16"),
            ("my >", "", "my*16"),
            ("", "", ""),
        ] {
            assert_eq!(show(line, line), (typed.to_owned(), found.to_owned()), "{line}");
        }
        let known = ("quit job".to_owned(), "notice*9".to_owned());
        assert_eq!(show("i quit my jobs > leaving#, notice~", "notices"), known);
        assert_eq!(show("PTO, time off", "time"), (String::new(), String::new()));
    }

    #[test]
    fn every_line_is_a_group_in_order() {
        let all = with_words(include_str!("../thesaurus/en.txt"), |all| groups("en-GB", all));
        assert!(all.len() > 300, "{}", all.len());
        for group in &all {
            assert!(!group.typed.is_empty() && !group.found.is_empty(), "{group:?}");
        }
        assert!(with_words("leave", |some| groups("en-GB", some)).len() < all.len());
        assert!(with_words("leave", |some| groups("xx", some)).is_empty());
    }
}
