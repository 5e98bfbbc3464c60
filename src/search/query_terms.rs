//! Needles: for each word of a query the words of the index that answer for it, and how well.

use crate::search::index::{Index, TermClass};
use crate::search::query::Query;
use crate::search::shards;
use crate::search::synonyms::thesaurus::{self, LONGEST};

/// How well a class answers for a word, in 16ths: the same word.
pub const EXACT: u8 = 16;
/// Another inflection than the handbook has.
const INFLECTED: u8 = 15;
/// The last word goes on.
const COMPLETED: u8 = 14;
/// The word could be mistyped.
const MISTYPED: u8 = 13;
/// The last word could be mistyped and go on.
const MISTYPED_OPEN: u8 = 10;
/// The last word goes on, though it is a word by itself.
const COMPLETED_WORD: u8 = 9;
/// How much less a synonym answers than the word itself at most. Of a single word it is 1, and more
/// with each other word: who types many words means these.
const MOST_LESS: usize = 4;
/// How well a phrase or a synonym of it answers; how the two differ is in their values.
const PHRASE: u8 = 16;
/// With fewer words in a query, all of them are what it is about.
const FEWEST_ABOUT: usize = 2;
/// More completions are too many to look for synonyms of each.
const FEW: usize = 2;

/// Fewer letters are not completed.
const SHORTEST_OPEN: usize = 3;
/// How many shards are looked through for words that begin alike.
const VOLUMES: usize = 3;
/// How many of those words are taken, the most frequent first.
const COMPLETIONS: usize = 24;
/// Letters that an unknown inflection must have in common with known ones.
const SHORTEST_BASE: usize = 4;

/// One word of a query.
#[derive(Debug, Default)]
pub struct QueryTerm<'i> {
    /// As typed, folded.
    pub(super) word: String,
    /// What answers for it, and how well.
    pub(super) classes: Vec<(&'i TermClass, u8)>,
    /// Whether it is a word of a phrase that has synonyms.
    pub(super) is_in_phrase: bool,
    /// Whether the query is about its other words: no heading has this one, and no synonym.
    is_aside: bool,
}

impl<'i> QueryTerm<'i> {
    /// How rare it is: as its most frequent class; half of that beside what the query is about. 0
    /// where nothing answers.
    pub(super) fn rarity(&self) -> u64 {
        let rarity = self.classes.iter().map(|(class, _)| u64::from(class.rarity)).min();
        let halves = [self.is_in_phrase, self.is_aside].into_iter().filter(|is_beside| *is_beside);
        halves.fold(rarity.unwrap_or(0), |rarity, _| rarity.div_ceil(2))
    }

    /// Whether a page could be about it: headings have it, or it has synonyms here.
    fn is_subject(&self) -> bool {
        let is_named = |class: &TermClass| class.postings.iter().any(|place| place.heading > 0);
        self.classes.iter().any(|(class, _)| class.is_expansion || is_named(class))
    }

    /// What is looked for instead of the word, where no page has it.
    pub(super) fn instead(&self) -> Option<(String, Vec<&'i str>)> {
        let is_only = self.classes.iter().all(|(class, _)| class.is_expansion);
        let names = self.classes.iter().flat_map(|(class, _)| class.names());
        let names: Vec<&str> = names.collect();
        (is_only && !self.is_in_phrase && !names.is_empty()).then(|| (self.word.clone(), names))
    }
}

impl Index {
    /// A query term for each word of the query, and for each phrase of it that has synonyms.
    pub(super) fn query_terms(&self, query: &Query) -> Vec<QueryTerm<'_>> {
        TermLookup(self).query_terms(query)
    }
}

/// Looks for what answers for a word.
#[derive(Clone, Copy)]
struct TermLookup<'i>(&'i Index);

impl<'i> TermLookup<'i> {
    fn query_terms(self, query: &Query) -> Vec<QueryTerm<'i>> {
        let last = query.words.len().saturating_sub(1);
        let count = query.words.iter().filter(|word| !self.0.small_words.contains(*word)).count();
        let less = u8::try_from(count.min(MOST_LESS)).unwrap_or(0);
        let words = query.words.iter().enumerate();
        let query_term = |(place, word): (usize, &String)| {
            self.query_term(word, query.open && place == last, less)
        };
        let mut query_terms: Vec<QueryTerm<'i>> = words.map(query_term).collect();
        let phrases = self.phrases(query);
        for query_term in &mut query_terms {
            query_term.is_in_phrase = phrases
                .iter()
                .any(|phrase| phrase.word.split(' ').any(|word| word == query_term.word));
        }
        query_terms.extend(phrases);
        if count >= FEWEST_ABOUT && query_terms.iter().any(QueryTerm::is_subject) {
            for query_term in &mut query_terms {
                query_term.is_aside = !query_term.is_subject();
            }
        }
        query_terms
    }

    /// Phrases of a query that have synonyms, the longest first where several begin alike.
    fn phrases(self, query: &Query) -> Vec<QueryTerm<'i>> {
        let typed: Vec<&str> = query
            .typed
            .iter()
            .map(String::as_str)
            .filter(|word| !self.0.small_words.contains(*word))
            .collect();
        let mut found = Vec::new();
        let mut rest = typed.as_slice();
        while rest.len() > 1 {
            let mut starts =
                (2..=LONGEST.min(rest.len())).rev().filter_map(|length| rest.get(..length));
            let phrase = starts.find_map(|words| self.phrase(words));
            let step = phrase.as_ref().map_or(1, |phrase| phrase.word.split(' ').count());
            found.extend(phrase);
            rest = rest.get(step..).unwrap_or_default();
        }
        found
    }

    fn phrase(self, words: &[&str]) -> Option<QueryTerm<'i>> {
        let key = thesaurus::key(words);
        let own = self.shard(shards::place(&self.0.shards, &key));
        let class = own.iter().find(|class| class.has(&key))?.expansion.as_deref()?;
        let classes = vec![(class, PHRASE)];
        Some(QueryTerm { word: words.join(" "), classes, ..QueryTerm::default() })
    }

    fn query_term(self, word: &str, open: bool, less: u8) -> QueryTerm<'i> {
        let own = self.shard(shards::place(&self.0.shards, word));
        let small = self.0.small.iter().find(|class| class.has(word));
        let exact = small.or_else(|| own.iter().find(|class| class.has(word)));
        let mut classes: Vec<(&TermClass, u8)> =
            exact.map(|class| (class, EXACT)).into_iter().collect();
        let mut completions = 0;
        if open {
            let how = if exact.is_some() { COMPLETED_WORD } else { COMPLETED };
            let found = self.completions(word, exact);
            completions = found.len();
            classes.extend(found.into_iter().map(|class| (class, how)));
        }
        if exact.is_none() && !self.0.small_words.contains(word) {
            if let Some(class) = self.inflected(own, word) {
                classes.retain(|(known, _)| !std::ptr::eq(*known, class));
                classes.push((class, INFLECTED));
            }
            if classes.is_empty() {
                self.correct(word, open, &mut classes);
            }
        }
        if completions <= FEW || exact.is_some() {
            let synonyms: Vec<(&TermClass, u8)> = classes
                .iter()
                .filter(|(_, how)| *how > COMPLETED_WORD)
                .filter_map(|(class, how)| {
                    Some((class.expansion.as_deref()?, how.saturating_sub(less)))
                })
                .collect();
            classes.extend(synonyms);
        }
        classes.retain(|(class, _)| !class.postings.is_empty());
        QueryTerm { word: word.to_owned(), classes, ..QueryTerm::default() }
    }

    fn shard(self, number: usize) -> &'i [TermClass] {
        let range = self.0.shards.get(number).map(|shard| shard.classes.clone());
        range.and_then(|range| self.0.classes.get(range)).unwrap_or_default()
    }

    /// Words that begin as this one, the most frequent first.
    fn completions(self, word: &str, exact: Option<&TermClass>) -> Vec<&'i TermClass> {
        if word.chars().count() < SHORTEST_OPEN {
            return Vec::new();
        }
        let first = shards::place(&self.0.shards, word);
        let begins = |number: &usize| {
            let start = self.0.shards.get(*number).map(|shard| shard.start.as_str());
            *number == first || start.is_some_and(|start| start.starts_with(word))
        };
        let near =
            (first..first + VOLUMES).take_while(begins).flat_map(|number| self.shard(number));
        let other = |class: &&TermClass| exact.is_none_or(|exact| !std::ptr::eq(*class, exact));
        let mut found: Vec<&TermClass> = near
            .filter(other)
            .filter(|class| class.forms.iter().any(|form| form.starts_with(word)))
            .filter(|class| !class.first().contains(' '))
            .collect();
        found.sort_by_key(|class| (class.rarity, class.first()));
        found.truncate(COMPLETIONS);
        found
    }

    /// The class that a form belongs to which the handbook does not have.
    fn inflected(self, own: &'i [TermClass], word: &str) -> Option<&'i TermClass> {
        let fits = |class: &&TermClass| {
            let ending = word
                .strip_prefix(class.base())
                .filter(|_| class.base().chars().count() >= SHORTEST_BASE);
            ending.is_some_and(|ending| self.0.endings.iter().any(|known| known == ending))
        };
        // The first of the longest.
        own.iter().filter(fits).rev().max_by_key(|class| class.base().len())
    }

    fn correct(self, word: &str, open: bool, classes: &mut Vec<(&'i TermClass, u8)>) {
        self.add_near(word, false, MISTYPED, classes);
        if open && classes.is_empty() {
            self.add_near(word, true, MISTYPED_OPEN, classes);
        }
    }

    fn add_near(self, word: &str, open: bool, how: u8, classes: &mut Vec<(&'i TermClass, u8)>) {
        for form in self.0.near(word, open) {
            let own = self.shard(shards::place(&self.0.shards, &form));
            let class = own.iter().find(|class| class.has(&form));
            let is_new =
                |class: &&TermClass| !classes.iter().any(|(known, _)| std::ptr::eq(*known, *class));
            if let Some(class) = class.filter(is_new) {
                classes.push((class, how));
            }
        }
    }
}
