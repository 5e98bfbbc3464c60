//! Classes: inflections of one word put together, and what they are worth where they stand.

use crate::search::counts::{TermCount, TermCounts};
use crate::search::index::{Posting, TermClass};
use crate::search::words::WordMap;
use std::collections::BTreeMap;

/// How rare small words are at most.
pub const SMALL_RARITY: u8 = 8;
/// The most that common words count: as if they stood in every sixth section.
pub const COMMON_RARITY: u8 = 45;
/// In how many headings a small word is known.
const SMALL_HEADINGS: usize = 100;
/// In how many sections a word is known.
const MOST_SECTIONS: usize = 4096;
/// BM25's k1: how fast more of the same word stops to matter.
const SATURATION: f32 = 1.2;
/// BM25's b: how much long texts are held back.
const LENGTH_SHARE: f32 = 0.6;

/// Terms that are inflections of one word, or the same word but for its accents.
#[derive(Debug, Default)]
pub struct TermGroup {
    forms: Vec<String>,
    stems: Vec<Stem>,
    counts: Vec<TermCounts>,
}

/// A stem, and the two letters that the form begins with: `dying` stands too far from `die` to be
/// looked up together.
type Stem = ([Option<char>; 2], String);

/// Groups of terms, found by their forms and their stems.
#[derive(Default)]
pub struct Groups {
    groups: Vec<Option<TermGroup>>,
    by_form: WordMap<String, usize>,
    by_stem: WordMap<Stem, usize>,
}

impl Groups {
    /// Adds a term: its folded form, its folded stem, and where it stands.
    pub fn add(&mut self, form: String, stem: String, counts: TermCounts) {
        let mut letters = form.chars();
        let stem = ([letters.next(), letters.next()], stem);
        let known = match (self.by_stem.get(&stem).copied(), self.by_form.get(&form).copied()) {
            (Some(one), Some(other)) if one != other => Some(self.merge(one, other)),
            (one, other) => one.or(other),
        };
        let place = known.unwrap_or(self.groups.len());
        self.by_stem.insert(stem.clone(), place);
        self.by_form.insert(form.clone(), place);
        let group = TermGroup { forms: vec![form], stems: vec![stem], counts: vec![counts] };
        match self.groups.get_mut(place) {
            Some(Some(known)) => known.take(group),
            // Most words have no inflections: this way they take no room for any.
            _ => self.groups.push(Some(group)),
        }
    }

    /// Adds a word that need not stand anywhere; says whether it does not.
    pub fn add_word(&mut self, form: &str, stem: String) -> bool {
        let is_new = !self.by_form.contains_key(form);
        if is_new {
            self.add(form.to_owned(), stem, TermCounts::default());
        }
        is_new
    }

    /// Two groups that share a form are one.
    fn merge(&mut self, into: usize, from: usize) -> usize {
        let Some(group) = self.groups.get_mut(from).and_then(Option::take) else {
            return into;
        };
        for form in &group.forms {
            self.by_form.insert(form.clone(), into);
        }
        for stem in &group.stems {
            self.by_stem.insert(stem.clone(), into);
        }
        if let Some(Some(known)) = self.groups.get_mut(into) {
            known.take(group);
        }
        into
    }

    /// All groups.
    pub fn finish(self) -> Vec<TermGroup> {
        self.groups.into_iter().flatten().collect()
    }
}

impl TermGroup {
    fn take(&mut self, other: TermGroup) {
        self.forms.extend(other.forms);
        self.stems.extend(other.stems);
        self.counts.extend(other.counts);
    }

    /// What the word is worth in each section; its shares of headings are not known yet.
    pub fn weighed(mut self, sections: usize, lengths: &Lengths) -> TermClass {
        self.forms.sort_unstable();
        self.forms.dedup();
        let mut counts: Vec<TermCount> = self.counts.iter().flat_map(TermCounts::iter).collect();
        counts.sort_unstable_by_key(|count| count.section);
        counts.dedup_by(|next, kept| kept.takes(*next));
        let first = self.forms.first().map_or("", String::as_str);
        let base = self
            .forms
            .iter()
            .chain(self.stems.iter().map(|(_, stem)| stem))
            .map(|form| shared(first, form))
            .min()
            .unwrap_or(0);
        let worth = |count: &TermCount| Posting {
            section: count.section,
            heading: 0,
            body: lengths.worth(*count),
        };
        TermClass {
            base,
            rarity: if counts.is_empty() { u8::MAX } else { rarity(sections, counts.len()) },
            postings: counts.iter().map(worth).collect(),
            forms: self.forms,
            is_expansion: false,
            expansion: None,
        }
    }
}

/// How many bytes two words begin with in common, whole letters only.
fn shared(left: &str, right: &str) -> usize {
    let pairs = left.chars().zip(right.chars()).take_while(|(one, other)| one == other);
    pairs.map(|(letter, _)| letter.len_utf8()).sum()
}

/// How long the texts of all sections are, in words.
pub struct Lengths {
    all: Vec<u32>,
    average: f32,
}

impl Lengths {
    /// Empty texts do not count for the average.
    pub fn new(all: Vec<u32>) -> Self {
        let filled = all.iter().filter(|length| **length > 0).count().max(1);
        let sum: u64 = all.iter().map(|length| u64::from(*length)).sum();
        let average = (as_float(sum) / as_float(filled as u64)).max(1.0);
        Lengths { all, average }
    }

    /// BM25's part for how often a word occurs in a text of its length, in 15ths; at least one
    /// where it occurs.
    pub fn worth(&self, count: TermCount) -> u8 {
        if count.body == 0 {
            return 0;
        }
        let length = self.all.get(count.section as usize).copied().unwrap_or(0);
        let scale = 1.0 - LENGTH_SHARE + LENGTH_SHARE * as_float(u64::from(length)) / self.average;
        let times = f32::from(count.body) / scale;
        let worth = (times / (times + SATURATION) * 15.0).round();
        (1..=15).find(|step| f32::from(*step) >= worth).unwrap_or(15)
    }
}

/// Counts are small enough for 24 bits to say how much they are.
#[expect(clippy::cast_precision_loss, reason = "a weight needs no more digits")]
fn as_float(number: u64) -> f32 {
    number as f32
}

/// 16 × log2(1 + all / found), without floating point so that it is the same everywhere.
pub fn rarity(all: usize, found: usize) -> u8 {
    let ratio = ((all as u128) << 16) / (found.max(1) as u128) + (1 << 16);
    let whole = ratio.ilog2();
    // The digits behind the point, one bit at a time: squaring doubles a logarithm.
    let mut rest = (ratio << 31) >> whole;
    let mut log = whole - 16;
    for _ in 0..4 {
        rest = (rest * rest) >> 31;
        log <<= 1;
        if rest >= 1 << 32 {
            rest >>= 1;
            log += 1;
        }
    }
    u8::try_from(log).unwrap_or(u8::MAX)
}

/// What inflections add to words, as far as several words have it.
pub fn endings(classes: &[TermClass]) -> Vec<String> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for class in classes.iter().filter(|class| class.forms.len() > 1 && class.base > 2) {
        for form in &class.forms {
            *times.entry(form.get(class.base..).unwrap_or_default()).or_default() += 1;
        }
    }
    let common = times.into_iter().filter(|(ending, times)| *times > 2 && ending.len() <= 6);
    common.map(|(ending, _)| ending.to_owned()).collect()
}

impl TermClass {
    /// Notes that the word stands in a heading whose words have this rarity in all.
    pub fn share(&mut self, section: u32, sum: u32) {
        let share = (u32::from(self.rarity).max(1) * 255).div_ceil(sum.max(1));
        let share = u8::try_from(share).unwrap_or(u8::MAX);
        let place = self.postings.binary_search_by_key(&section, |posting| posting.section);
        if let Some(posting) = place.ok().and_then(|place| self.postings.get_mut(place)) {
            posting.heading = posting.heading.max(share);
        }
    }

    /// Forgets all but the headings that a small word has the greatest share of.
    pub fn keep_headings(&mut self) {
        self.postings.retain(|posting| posting.heading > 0);
        self.postings.iter_mut().for_each(|posting| posting.body = 0);
        self.keep_best(SMALL_HEADINGS);
    }

    /// Forgets where a frequent word says least.
    pub fn keep_most(&mut self) {
        self.keep_best(MOST_SECTIONS);
    }

    /// Forgets all but the sections where headings, then texts, say most.
    pub fn keep_best(&mut self, most: usize) {
        if self.postings.len() > most {
            self.postings.select_nth_unstable_by_key(most, |posting| {
                (u8::MAX - posting.heading, u8::MAX - posting.body, posting.section)
            });
            self.postings.truncate(most);
            self.postings.shrink_to_fit();
            self.postings.sort_unstable_by_key(|posting| posting.section);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Groups, Lengths, rarity};
    use crate::search::counts::{TermCount, TermCounts};

    #[test]
    fn rarity_is_a_logarithm() {
        for (all, found, sixteenths) in
            [(0, 0, 0), (1, 1, 16), (3, 1, 32), (1000, 1000, 16), (1023, 1, 160), (7, 2, 34)]
        {
            assert_eq!(rarity(all, found), sixteenths, "{all} / {found}");
        }
        assert_eq!(rarity(usize::MAX, 1), 255);
    }

    #[test]
    fn forms_that_share_a_stem_or_an_accent_are_one() {
        let mut groups = Groups::default();
        let at = |section| {
            let mut counts = TermCounts::default();
            counts.add(TermCount { section, heading: 0, body: 1 });
            counts
        };
        for (form, stem, section) in
            [("publico", "public", 1), ("publics", "public", 2), ("publico", "publico", 3)]
        {
            groups.add(form.into(), stem.into(), at(section));
        }
        groups.add("other".into(), "other".into(), at(1));
        let lengths = Lengths::new(vec![1; 4]);
        let classes: Vec<_> =
            groups.finish().into_iter().map(|group| group.weighed(4, &lengths)).collect();
        assert_eq!(classes.len(), 2);
        assert_eq!(classes[0].forms, ["publico", "publics"]);
        assert_eq!(classes[0].postings.len(), 3);
        assert_eq!(classes[0].base(), "public");
    }
}
