//! Where everything stands that groups find.

use crate::search::classes::Lengths;
use crate::search::counts::TermCount;
use crate::search::index::{Posting, Section, TermClass};
use crate::search::synonyms::phrases::{PhraseCount, PhraseFinder};
use crate::search::synonyms::thesaurus::SynonymGroup;
use crate::search::words::WordMap;
use std::collections::BTreeSet;

/// A heading's share for a phrase of words that are not known in headings.
const PLAIN_SHARE: u32 = 128;

/// Where targets stand.
#[derive(Default)]
pub struct Places {
    all: Vec<Place>,
    /// By words and phrases; all forms of a word have one place.
    by_words: WordMap<String, usize>,
}

/// All classes, by each of their forms.
type Classes<'c> = WordMap<&'c str, &'c TermClass>;

/// Where a word or phrase stands.
pub struct Place {
    /// By section.
    pub(super) postings: Vec<Posting>,
    /// Those of them that are in headings.
    pub(super) in_headings: Vec<Posting>,
    /// The most that it is worth, in any heading and in any text.
    pub(super) most: Posting,
}

/// Synonyms, and the texts that they lead to.
pub struct ExpansionSources<'t> {
    /// Words that find each other.
    pub(in crate::search) groups: &'t [SynonymGroup],
    /// Of all pages.
    pub(in crate::search) sections: &'t [Section],
    /// What headings say, section by section.
    pub(in crate::search) names: &'t [String],
    /// What a count is worth in each section.
    pub(in crate::search) lengths: &'t Lengths,
}

impl ExpansionSources<'_> {
    /// Where everything stands that groups find, and what is typed for it.
    pub(super) fn places(&self, classes: &[TermClass]) -> Places {
        let classes: Classes<'_> = classes
            .iter()
            .flat_map(|class| class.forms.iter().map(move |form| (form.as_str(), class)))
            .collect();
        let found = self.groups.iter().flat_map(|group| &group.found).map(|target| &*target.words);
        let typed = self.groups.iter().flat_map(|group| &group.typed).filter(|name| name.is_known);
        let all: BTreeSet<&str> = found.chain(typed.map(|name| &*name.words)).collect();
        let (several, single): (Vec<&str>, Vec<&str>) =
            all.into_iter().partition(|words| words.contains(' '));
        let mut places = Places::default();
        places.add_words(single, &classes);
        for counts in self.phrase_counts(&several).chunk_by(|left, right| left.0 == right.0) {
            let Some(words) = counts.first().and_then(|(phrase, _)| several.get(*phrase as usize))
            else {
                continue;
            };
            let posting = |(_, count): &(u32, TermCount)| {
                let is_named = count.heading > 0;
                let share = if is_named { share(words, count.section, &classes) } else { 0 };
                Posting { section: count.section, heading: share, body: self.lengths.worth(*count) }
            };
            let place = places.add(counts.iter().map(posting).collect());
            places.by_words.insert((*words).to_owned(), place);
        }
        places
    }

    /// How often each phrase stands in headings and texts, by phrase and section.
    fn phrase_counts(&self, phrases: &[&str]) -> Vec<(u32, TermCount)> {
        let finder = PhraseFinder::new(phrases);
        let texts: Vec<&str> = self.sections.iter().map(|section| section.text.as_str()).collect();
        let count = |PhraseCount { phrase, text, .. }, heading, body| {
            (phrase, TermCount { section: text, heading, body })
        };
        let in_texts = finder.find(&texts).into_iter().map(|found| count(found, 0, found.times));
        let in_names =
            finder.find(self.names).into_iter().map(|found| count(found, found.times, 0));
        let mut counts: Vec<_> = in_texts.chain(in_names).collect();
        counts.sort_unstable_by_key(|(phrase, count)| (*phrase, count.section));
        counts.dedup_by(|(next, more), (kept, count)| next == kept && count.takes(*more));
        counts
    }
}

impl Places {
    /// Where words stand.
    pub(super) fn get(&self, words: &str) -> Option<&Place> {
        self.all.get(*self.by_words.get(words)?)
    }

    /// Words that classes have.
    fn add_words(&mut self, words: Vec<&str>, classes: &Classes<'_>) {
        let mut of_class: WordMap<&str, usize> = WordMap::default();
        for word in words {
            if let Some(class) = classes.get(word) {
                let known = of_class.entry(class.first());
                let place = *known.or_insert_with(|| self.add(class.postings.clone()));
                self.by_words.insert(word.to_owned(), place);
            }
        }
    }

    /// One more place; its number.
    fn add(&mut self, postings: Vec<Posting>) -> usize {
        let number = self.all.len();
        let mut most = Posting::default();
        postings.iter().for_each(|posting| most.take_better(*posting));
        let in_headings = postings.iter().filter(|posting| posting.heading > 0).copied().collect();
        self.all.push(Place { postings, in_headings, most });
        number
    }
}

/// What the words of a phrase contribute to a heading.
fn share(words: &str, section: u32, classes: &Classes<'_>) -> u8 {
    let of_word = |word: &str| {
        let postings = &classes.get(word)?.postings;
        let place = postings.binary_search_by_key(&section, |posting| posting.section).ok()?;
        Some(u32::from(postings.get(place)?.heading))
    };
    let sum: u32 = words.split(' ').filter_map(of_word).sum();
    u8::try_from(if sum == 0 { PLAIN_SHARE } else { sum }).unwrap_or(u8::MAX)
}
