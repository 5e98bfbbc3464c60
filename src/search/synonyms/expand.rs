//! Expansions: where else a word leads, because handbooks call the same thing by other names.

use crate::search::classes::{self, Lengths};
use crate::search::engine::TermCount;
use crate::search::index::{Posting, Section, TermClass};
use crate::search::synonyms::phrases;
use crate::search::synonyms::thesaurus::{SynonymGroup, TypedName};
use crate::search::words;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefMutIterator, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::mem;

/// In how many sections a word finds its synonyms.
const MOST: usize = 64;
/// What synonyms of a phrase are worth beside the phrase itself, in 16ths.
const BESIDE_PHRASE: u32 = 12;
/// What synonyms of a word or phrase are worth where headings have it, in 16ths: who types it
/// probably means that.
const BESIDE_HEADING: u32 = 8;
/// How rare a word or phrase is at least that stands nowhere: whoever types it means it, however
/// many sections it leads to.
const ELSEWHERE_RARITY: u8 = 112;
/// Of a heading's value, in 510ths, what is left where nothing else on its page is found.
const ALONE: u32 = 153;
/// How much else on a page makes up for half of the rest.
const COMPANY: u32 = 510;
/// How many of the names that were found readers are told.
const NAMES: usize = 3;
/// A heading's share for a phrase of words that are not known in headings.
const PLAIN_SHARE: u32 = 128;

/// Where targets stand, by their words.
type Places = BTreeMap<String, Place>;

/// Where a word or phrase stands.
#[derive(Default)]
struct Place {
    postings: Vec<Posting>,
    /// The most that it is worth, in any heading and in any text.
    most: Posting,
}

/// Something that a typed word finds.
struct Find<'g> {
    place: &'g Place,
    /// What it is worth, in 16ths.
    weight: u32,
    is_heading_only: bool,
    /// What readers are told; nothing of what they typed themselves.
    name: Option<&'g str>,
}

/// The best postings of each section. It is as long as the handbook, and so it is used again.
struct Best<'p> {
    /// The page of each section.
    pages: &'p [usize],
    sections: Vec<Posting>,
    found: Vec<usize>,
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

/// Synonyms, and the texts that they lead to.
pub(in crate::search) struct ExpansionSources<'t> {
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
    /// Gives each word its expansion; `added` are words that stand nowhere.
    pub(in crate::search) fn expand(&self, classes: &mut Vec<TermClass>, added: &BTreeSet<String>) {
        let places = self.places(classes);
        let mut by_typed: BTreeMap<&str, Vec<Find<'_>>> = BTreeMap::new();
        for group in self.groups {
            for typed in &group.typed {
                by_typed.entry(&typed.key).or_default().extend(finds(group, typed, &places));
            }
        }
        let pages: Vec<usize> = self.sections.iter().map(|section| section.page).collect();
        classes.par_iter_mut().with_min_len(64).for_each_init(
            || Best::of(&pages),
            |best, class| {
                let own = class.forms.iter().filter_map(|form| by_typed.get(form.as_str()));
                let expansion = expansion(own.flatten(), best, class.postings.is_empty());
                class.expansion = expansion.map(Box::new);
                if class.expansion.is_none() {
                    class.forms.retain(|form| !added.contains(form));
                }
            },
        );
        let is_useful = |class: &TermClass| !class.postings.is_empty() || class.expansion.is_some();
        classes.retain(|class| is_useful(class) && !class.forms.is_empty());
        classes.sort_by(|left, right| left.forms.cmp(&right.forms));
    }

    /// Where everything stands that groups find.
    fn places(&self, classes: &[TermClass]) -> Places {
        let classes: BTreeMap<&str, &TermClass> = classes
            .iter()
            .flat_map(|class| class.forms.iter().map(move |form| (form.as_str(), class)))
            .collect();
        let found = self.groups.iter().flat_map(|group| &group.found).map(|target| &*target.words);
        let typed = self.groups.iter().flat_map(|group| &group.typed).filter(|name| name.is_known);
        let typed = typed.map(|name| &*name.words);
        let all: BTreeSet<&str> = found.chain(typed).collect();
        let (several, single): (Vec<&str>, Vec<&str>) =
            all.into_iter().partition(|words| words.contains(' '));
        let known = single.into_iter().filter_map(|word| Some((word, classes.get(word)?)));
        let mut places: Places =
            known.map(|(word, class)| (word.to_owned(), Place::of(&class.postings))).collect();
        let mut counts: BTreeMap<(usize, usize), TermCount> = BTreeMap::new();
        let texts: Vec<&str> = self.sections.iter().map(|section| section.text.as_str()).collect();
        for count in phrases::find(&several, &texts) {
            counts.entry((count.phrase, count.text)).or_default().body = count.times;
        }
        for count in phrases::find(&several, self.names) {
            counts.entry((count.phrase, count.text)).or_default().heading = count.times;
        }
        for ((phrase, text), mut count) in counts {
            count.section = u32::try_from(text).unwrap_or(u32::MAX);
            let words = several.get(phrase).copied().unwrap_or_default();
            let share = if count.heading > 0 { share(words, count.section, &classes) } else { 0 };
            let posting =
                Posting { section: count.section, heading: share, body: self.lengths.worth(count) };
            places.entry(words.to_owned()).or_default().add(posting);
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
fn finds<'g>(
    group: &'g SynonymGroup,
    typed: &'g TypedName,
    places: &'g Places,
) -> impl Iterator<Item = Find<'g>> {
    let own = places.get(&typed.words);
    // A word finds itself anyway, a phrase only here.
    let is_phrase = typed.key.contains(' ');
    let itself = own.filter(|_| is_phrase).map(|place| Find {
        place,
        weight: 16,
        is_heading_only: false,
        name: None,
    });
    let beside = match own {
        Some(place) if place.most.heading > 0 => BESIDE_HEADING,
        _ if is_phrase => BESIDE_PHRASE,
        _ => 16,
    };
    let others = group.found.iter().filter(|target| target.words != typed.words);
    let others = others.filter_map(move |target| {
        Some(Find {
            place: places.get(&target.words)?,
            weight: target.weight * beside / 16,
            is_heading_only: target.is_heading_only,
            name: Some(&target.name),
        })
    });
    itself.into_iter().chain(others)
}

impl Place {
    fn of(postings: &[Posting]) -> Place {
        let mut place = Place::default();
        postings.iter().for_each(|posting| place.add(*posting));
        place
    }

    fn add(&mut self, posting: Posting) {
        self.most.take_better(posting);
        self.postings.push(posting);
    }
}

impl Find<'_> {
    /// What a posting is worth to whoever types something else.
    fn weigh(&self, posting: Posting) -> Posting {
        let weigh = |value: u8| u8::try_from(u32::from(value) * self.weight / 16);
        let body = if self.is_heading_only { 0 } else { posting.body };
        Posting {
            heading: weigh(posting.heading).unwrap_or(u8::MAX),
            body: weigh(body).unwrap_or(u8::MAX),
            ..posting
        }
    }
}

impl<'p> Best<'p> {
    fn of(pages: &'p [usize]) -> Self {
        Best { pages, sections: vec![Posting::default(); pages.len()], found: Vec::new() }
    }

    fn add(&mut self, posting: Posting) {
        let number = posting.section as usize;
        let Some(best) = self.sections.get_mut(number).filter(|_| is_worth_it(posting)) else {
            return;
        };
        if !is_worth_it(*best) {
            best.section = posting.section;
            self.found.push(number);
        }
        best.take_better(posting);
    }

    /// All of them, in no order, to begin again.
    fn take(&mut self) -> Vec<Posting> {
        let sections = &mut self.sections;
        self.found.drain(..).filter_map(|number| sections.get_mut(number).map(mem::take)).collect()
    }

    /// A heading below the title is worth less where the rest of its page speaks of other things:
    /// "Pay" of a page on something else is not what the handbook says of pay. Postings are in
    /// order.
    fn weigh_company(&self, postings: &mut [Posting]) {
        let page = |posting: &Posting| self.pages.get(posting.section as usize);
        for of_page in postings.chunk_by_mut(|left, right| page(left) == page(right)) {
            let all: u32 = of_page.iter().copied().map(worth).sum();
            for posting in of_page {
                let others = all - worth(*posting);
                if !self.is_start(posting.section as usize) {
                    let heading = u32::from(posting.heading);
                    let heading = heading * (others + ALONE) / (others + COMPANY);
                    posting.heading = u8::try_from(heading).unwrap_or(u8::MAX);
                }
            }
        }
    }

    fn is_start(&self, section: usize) -> bool {
        section == 0 || self.pages.get(section - 1) != self.pages.get(section)
    }
}

/// What a section says in all; its heading and its text count the same.
fn worth(posting: Posting) -> u32 {
    u32::from(posting.heading) + 17 * u32::from(posting.body)
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
    finds: impl Iterator<Item = &'a Find<'a>>,
    best: &mut Best<'_>,
    mut is_elsewhere: bool,
) -> Option<TermClass> {
    let mut names: Vec<(u8, &str)> = Vec::new();
    for find in finds {
        is_elsewhere &= find.name.is_some();
        let most = find.weigh(find.place.most);
        names.extend(find.name.filter(|_| is_worth_it(most)).map(|name| (most.heading, name)));
        find.place.postings.iter().for_each(|posting| best.add(find.weigh(*posting)));
    }
    let mut class = TermClass { is_expansion: true, postings: best.take(), ..TermClass::default() };
    class.rarity = classes::rarity(best.sections.len(), class.postings.len());
    if is_elsewhere {
        class.rarity = class.rarity.max(ELSEWHERE_RARITY);
    }
    class.keep_best(MOST);
    class.postings.sort_unstable_by_key(|posting| posting.section);
    best.weigh_company(&mut class.postings);
    names.sort_by_key(|(heading, _)| u8::MAX - heading);
    let mut told = BTreeSet::new();
    let new = names.into_iter().filter(|(_, name)| told.insert(plain(name)));
    class.forms = new.take(NAMES).map(|(_, name)| name.to_owned()).collect();
    (!class.postings.is_empty()).then_some(class)
}

#[cfg(test)]
mod tests {
    use super::Best;
    use crate::search::index::Posting;

    #[test]
    fn a_heading_counts_by_its_company() {
        let pages = [0, 0, 0, 1, 1, 2, 2];
        let posting = |section, heading, body| Posting { section, heading, body };
        let mut postings = [
            posting(0, 255, 0),
            posting(1, 255, 15),
            posting(2, 0, 15),
            posting(3, 255, 15),
            posting(6, 255, 15),
        ];
        Best::of(&pages).weigh_company(&mut postings);
        let headings = postings.map(|posting| posting.heading);
        assert_eq!(headings, [255, 165, 0, 255, 76]);
    }
}
