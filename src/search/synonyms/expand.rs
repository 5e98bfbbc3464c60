//! Expansions: where else a word leads, because handbooks call the same thing by other names.

use crate::search::classes::{self, Lengths};
use crate::search::engine::TermCount;
use crate::search::index::{Index, Posting, TermClass};
use crate::search::synonyms::phrases;
use crate::search::synonyms::thesaurus::{SynonymGroup, TypedName};
use crate::search::words;
use std::collections::{BTreeMap, BTreeSet};

/// In how many sections a word finds its synonyms.
const MOST: usize = 64;
/// What synonyms of a phrase are worth beside the phrase itself, in 16ths.
const BESIDE_PHRASE: u32 = 12;
/// What synonyms of a word or phrase are worth where headings have it, in 16ths: who types it
/// probably means that.
const BESIDE_HEADING: u32 = 8;
/// How many of the names that were found readers are told.
const NAMES: usize = 3;
/// A heading's share for a phrase of words that are not known in headings.
const PLAIN_SHARE: u32 = 128;

/// Where targets stand, by their words.
type Places = BTreeMap<String, Vec<Posting>>;

/// What all words on the left of a group find.
struct GroupFinds<'g> {
    postings: Vec<Posting>,
    /// Names, and the greatest share that they have of a heading.
    names: Vec<(u8, &'g str)>,
}

/// All words that groups speak of, and phrases that are typed.
pub fn forms(groups: &[SynonymGroup]) -> BTreeSet<&str> {
    let typed = groups.iter().flat_map(|group| group.typed.iter().map(|name| name.key.as_str()));
    let found = groups.iter().flat_map(|group| &group.found).map(|target| target.words.as_str());
    typed.chain(found.filter(|words| !words.contains(' '))).collect()
}

/// Words that are no forms of others, whatever their stems.
pub fn own_words(groups: &[SynonymGroup]) -> BTreeSet<&str> {
    let typed = groups.iter().flat_map(|group| &group.typed);
    typed.filter(|name| name.is_own_word).map(|name| name.key.as_str()).collect()
}

impl Index {
    /// Gives each word its expansion. `names` are what headings say, section by section; `added`
    /// are words that stand nowhere.
    pub(in crate::search) fn expand(
        &mut self,
        groups: &[SynonymGroup],
        names: &[String],
        lengths: &Lengths,
        added: &BTreeSet<String>,
    ) {
        let places = self.places(groups, names, lengths);
        let mut by_typed: BTreeMap<&str, Vec<GroupFinds<'_>>> = BTreeMap::new();
        for group in groups {
            for typed in &group.typed {
                by_typed.entry(&typed.key).or_default().push(finds(group, typed, &places));
            }
        }
        let total = self.sections.len();
        for class in &mut self.classes {
            let own = class.forms.iter().filter_map(|form| by_typed.get(form.as_str())).flatten();
            class.expansion = expansion(own, total).map(Box::new);
            if class.expansion.is_none() {
                class.forms.retain(|form| !added.contains(form));
            }
        }
        let is_useful = |class: &TermClass| !class.postings.is_empty() || class.expansion.is_some();
        self.classes.retain(|class| is_useful(class) && !class.forms.is_empty());
        self.classes.sort_by(|left, right| left.forms.cmp(&right.forms));
    }

    /// Where everything stands that groups find.
    fn places(&self, groups: &[SynonymGroup], names: &[String], lengths: &Lengths) -> Places {
        let classes: BTreeMap<&str, &TermClass> = self
            .classes
            .iter()
            .flat_map(|class| class.forms.iter().map(move |form| (form.as_str(), class)))
            .collect();
        let found = groups.iter().flat_map(|group| &group.found).map(|target| &*target.words);
        let typed = groups.iter().flat_map(|group| &group.typed).filter(|name| name.is_known);
        let typed = typed.map(|name| &*name.words);
        let all: BTreeSet<&str> = found.chain(typed).collect();
        let (several, single): (Vec<&str>, Vec<&str>) =
            all.into_iter().partition(|words| words.contains(' '));
        let known = single.into_iter().filter_map(|word| Some((word, classes.get(word)?)));
        let mut places: Places =
            known.map(|(word, class)| (word.to_owned(), class.postings.clone())).collect();
        let mut counts: BTreeMap<(usize, usize), TermCount> = BTreeMap::new();
        let texts: Vec<&str> = self.sections.iter().map(|section| section.text.as_str()).collect();
        for count in phrases::find(&several, &texts) {
            counts.entry((count.phrase, count.text)).or_default().body = count.times;
        }
        for count in phrases::find(&several, names) {
            counts.entry((count.phrase, count.text)).or_default().heading = count.times;
        }
        for ((phrase, text), mut count) in counts {
            count.section = u32::try_from(text).unwrap_or(u32::MAX);
            let words = several.get(phrase).copied().unwrap_or_default();
            let share = if count.heading > 0 { share(words, count.section, &classes) } else { 0 };
            let posting =
                Posting { section: count.section, heading: share, body: lengths.worth(count) };
            places.entry(words.to_owned()).or_default().push(posting);
        }
        places
    }
}

/// What the words of a phrase contribute to a heading.
fn share(words: &str, section: u32, classes: &BTreeMap<&str, &TermClass>) -> u8 {
    let of_word = |word: &str| {
        let postings = &classes.get(word)?.postings;
        let place = postings.binary_search_by_key(&section, |posting| posting.section).ok()?;
        Some(u32::from(postings.get(place)?.heading))
    };
    let sum: u32 = words.split(' ').filter_map(of_word).sum();
    u8::try_from(if sum == 0 { PLAIN_SHARE } else { sum }).unwrap_or(u8::MAX)
}

/// What a word of a group finds: all targets but itself.
fn finds<'g>(group: &'g SynonymGroup, typed: &TypedName, places: &Places) -> GroupFinds<'g> {
    let mut finds = GroupFinds { postings: Vec::new(), names: Vec::new() };
    // A word finds itself anyway, a phrase only here.
    let is_phrase = typed.key.contains(' ');
    if is_phrase {
        finds.postings.extend(places.get(&typed.words).into_iter().flatten());
    }
    let own = places.get(&typed.words).into_iter().flatten();
    let beside = if own.clone().any(|posting| posting.heading > 0) {
        BESIDE_HEADING
    } else if is_phrase {
        BESIDE_PHRASE
    } else {
        16
    };
    for target in group.found.iter().filter(|target| target.words != typed.words) {
        let Some(known) = places.get(&target.words) else {
            continue;
        };
        let weight = target.weight * beside / 16;
        let weigh = |posting: &Posting| weigh(*posting, weight, target.is_heading_only);
        let weighed: Vec<Posting> =
            known.iter().map(weigh).filter(|posting| is_worth_it(*posting)).collect();
        let best = weighed.iter().map(|posting| posting.heading).max();
        finds.names.extend(best.map(|best| (best, target.name.as_str())));
        finds.postings.extend(weighed);
    }
    finds
}

fn weigh(posting: Posting, weight: u32, is_heading_only: bool) -> Posting {
    let weigh = |value: u8| u8::try_from(u32::from(value) * weight / 16).unwrap_or(u8::MAX);
    let body = if is_heading_only { 0 } else { posting.body };
    Posting { heading: weigh(posting.heading), body: weigh(body), ..posting }
}

fn is_worth_it(posting: Posting) -> bool {
    posting.heading > 0 || posting.body > 0
}

/// A name without the endings of its words.
fn plain(name: &str) -> String {
    words::spaced(name).split_whitespace().map(words::stripped).collect::<Vec<_>>().join(" ")
}

/// What all groups of a word find, as a class of its own; its forms are names for readers.
fn expansion<'a>(
    groups: impl Iterator<Item = &'a GroupFinds<'a>>,
    total: usize,
) -> Option<TermClass> {
    let mut class = TermClass { is_expansion: true, ..TermClass::default() };
    let mut names: Vec<(u8, &str)> = Vec::new();
    for group in groups {
        class.postings.extend(&group.postings);
        names.extend(&group.names);
    }
    class.postings.sort_unstable_by_key(|posting| posting.section);
    class.postings.dedup_by(|next, kept| {
        let same = next.section == kept.section;
        if same {
            kept.heading = kept.heading.max(next.heading);
            kept.body = kept.body.max(next.body);
        }
        same
    });
    class.rarity = classes::rarity(total, class.postings.len());
    class.keep_best(MOST);
    names.sort_by_key(|(best, _)| u8::MAX - best);
    let mut told = BTreeSet::new();
    let new = names.into_iter().filter(|(_, name)| told.insert(plain(name)));
    class.forms = new.take(NAMES).map(|(_, name)| name.to_owned()).collect();
    (!class.postings.is_empty()).then_some(class)
}
