//! The thesaurus of work: groups of words and phrases that find each other.
//!
//! The format stands at the top of `src/search/thesaurus/en.txt`.

use crate::search::synonyms::vocabulary::Vocabulary;
use crate::search::words;
use std::collections::BTreeSet;

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

impl SynonymGroup {
    /// Forgets what leads nowhere; says whether anything is left.
    pub fn keep_known(&mut self, vocabulary: &mut Vocabulary) -> bool {
        self.found.retain(|target| vocabulary.has_all(&target.words));
        for name in &mut self.typed {
            name.is_known = vocabulary.has_all(&name.words);
        }
        !self.found.is_empty()
    }
}

/// A word or phrase that is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SynonymTarget {
    /// As readers see it.
    pub(super) name: String,
    /// Folded, with single spaces.
    pub(super) words: String,
    /// In 16ths.
    pub(super) weight: u32,
    /// Whether it counts in titles and headings only.
    pub(super) is_heading_only: bool,
}

/// The groups for a language, by its BCP 47 tag; none for languages without a thesaurus.
pub fn groups(language: &str, small: &BTreeSet<&str>) -> Vec<SynonymGroup> {
    let first = language.split(['-', '_']).next().unwrap_or(language);
    let text =
        if first.eq_ignore_ascii_case("en") { include_str!("../thesaurus/en.txt") } else { "" };
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.starts_with("=="));
    let group = |line| Some(with_typed(parse(line, small)?, line));
    lines.filter_map(group).collect()
}

/// A group in which all that is typed is found as well, where headings say it: who asks for
/// "business class" may find "Airfare".
fn with_typed(mut group: SynonymGroup, line: &str) -> SynonymGroup {
    let typed = line.split_once(" > ").map_or("", |(typed, _)| typed);
    for name in typed.split(',').filter_map(target) {
        if group.found.iter().all(|known| known.words != name.words) {
            let weight = TYPED_AS_WELL;
            group.found.push(SynonymTarget { weight, is_heading_only: true, ..name });
        }
    }
    group
}

/// One line: `a, b` or `a, b > c, d`.
pub fn parse(line: &str, small: &BTreeSet<&str>) -> Option<SynonymGroup> {
    let (typed, found) = line.split_once(" > ").unwrap_or((line, line));
    let names = typed.split(',').filter(|name| line.contains(" > ") || !name.contains('~'));
    let typed = names.filter_map(|name| typed_name(name, small)).collect();
    let found: Vec<_> = found.split(',').filter_map(target).collect();
    (!found.is_empty()).then_some(SynonymGroup { typed, found })
}

/// What of a name counts in a query.
fn typed_name(name: &str, small: &BTreeSet<&str>) -> Option<TypedName> {
    let spaced = words::spaced(name);
    let words: Vec<&str> = spaced.split_whitespace().filter(|word| !small.contains(word)).collect();
    (1..=LONGEST).contains(&words.len()).then(|| TypedName {
        key: key(&words),
        words: spaced.trim().to_owned(),
        is_own_word: name.contains('!'),
        is_known: false,
    })
}

/// What words are looked for as: a single one as it is, of a phrase each without its ending.
pub fn key(words: &[&str]) -> String {
    match words {
        [word] => (*word).to_owned(),
        words => words.iter().map(|word| words::stripped(word)).collect::<Vec<_>>().join(" "),
    }
}

fn target(name: &str) -> Option<SynonymTarget> {
    let words = words::spaced(name).trim().to_owned();
    let weight = if name.contains('~') { RELATED } else { SYNONYM };
    (!words.is_empty()).then(|| SynonymTarget {
        name: name.trim().trim_end_matches(['~', '#', '!']).to_owned(),
        words,
        weight,
        is_heading_only: name.contains('#'),
    })
}

#[cfg(test)]
mod tests {
    use super::{groups, parse};
    use std::collections::BTreeSet;

    #[test]
    fn lines_are_groups_or_directions() {
        let small = BTreeSet::from(["my", "i", "a"]);
        let show = |line| {
            let group = parse(line, &small).unwrap_or_default();
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
            assert_eq!(show(line), (typed.to_owned(), found.to_owned()), "{line}");
        }
    }

    #[test]
    fn every_line_is_a_group_in_order() {
        let small = BTreeSet::from(["the"]);
        let all = groups("en-GB", &small);
        assert!(all.len() > 300, "{}", all.len());
        for group in &all {
            assert!(!group.typed.is_empty() && !group.found.is_empty(), "{group:?}");
        }
        assert!(groups("xx", &small).is_empty());
    }
}
