//! Expansions: where else a word leads, because handbooks call the same thing by other names.

use crate::search::index::{Posting, TermClass};
use crate::search::synonyms::best::{Best, Value};
use crate::search::synonyms::places::{ExpansionSources, Place, Places};
use crate::search::synonyms::thesaurus::{SynonymGroup, SynonymTarget, TypedName};
use crate::search::words::WordMap;
use rayon::iter::{IndexedParallelIterator, IntoParallelRefMutIterator, ParallelIterator};
use std::collections::BTreeSet;

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
/// How many of the names that were found readers are told.
const NAMES: usize = 3;

/// A typed word of one group.
struct TypedWord<'g> {
    name: &'g TypedName,
    /// Where it stands itself.
    own: Option<&'g Place>,
    /// What its group finds, and where that stands.
    found: &'g [(&'g SynonymTarget, &'g Place)],
}

/// Something that a typed word finds.
struct Find<'g> {
    place: &'g Place,
    /// What it is worth, in 16ths.
    weight: u32,
    is_heading_only: bool,
    /// What readers are told; nothing of what they typed themselves.
    name: Option<&'g SynonymTarget>,
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

impl ExpansionSources<'_> {
    /// Gives each word its expansion; `added` are words that stand nowhere.
    pub(in crate::search) fn expand(&self, classes: &mut Vec<TermClass>, added: &BTreeSet<String>) {
        let places = self.places(classes);
        let placed: Vec<_> = self.groups.iter().map(|group| placed(group, &places)).collect();
        let mut by_typed: WordMap<&str, Vec<TypedWord<'_>>> = WordMap::default();
        for (group, found) in self.groups.iter().zip(&placed) {
            for name in &group.typed {
                let own = places.get(&name.words);
                by_typed.entry(&name.key).or_default().push(TypedWord { name, own, found });
            }
        }
        let pages: Vec<usize> = self.sections.iter().map(|section| section.page).collect();
        classes.par_iter_mut().with_min_len(64).for_each_init(
            || Best::of(&pages),
            |best, class| {
                let own = class.forms.iter().filter_map(|form| by_typed.get(form.as_str()));
                let finds = own.flatten().flat_map(TypedWord::finds);
                let expansion = expansion(finds, best, class.postings.is_empty());
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
}

/// What a group finds that stands anywhere.
fn placed<'g>(group: &'g SynonymGroup, places: &'g Places) -> Vec<(&'g SynonymTarget, &'g Place)> {
    let place = |target: &'g SynonymTarget| Some((target, places.get(&target.words)?));
    group.found.iter().filter_map(place).collect()
}

impl<'g> TypedWord<'g> {
    /// All targets of the group but the word itself: a word finds itself anyway, a phrase only
    /// here.
    fn finds(&self) -> impl Iterator<Item = Find<'g>> + use<'g> {
        let name = self.name;
        let own = self.own.filter(|_| name.is_phrase());
        let itself =
            own.map(|place| Find { place, weight: 16, is_heading_only: false, name: None });
        let beside = self.beside();
        let others = self.found.iter().filter(|(target, _)| target.words != name.words);
        let others = others.map(move |(target, place)| Find {
            place,
            weight: target.weight * beside / 16,
            is_heading_only: target.is_heading_only,
            name: Some(target),
        });
        itself.into_iter().chain(others)
    }

    /// What other targets are worth beside the word itself, in 16ths.
    fn beside(&self) -> u32 {
        match self.own {
            Some(place) if place.most.heading > 0 => BESIDE_HEADING,
            _ if self.name.is_phrase() => BESIDE_PHRASE,
            _ => 16,
        }
    }
}

impl<'g> Find<'g> {
    /// Where it stands, as far as that counts.
    fn postings(&self) -> &'g [Posting] {
        if self.is_heading_only { &self.place.in_headings } else { &self.place.postings }
    }

    /// What a posting is worth to whoever types something else.
    fn weigh(&self, posting: Posting) -> Value {
        let weigh =
            |value: u8| u8::try_from(u32::from(value) * self.weight / 16).unwrap_or(u8::MAX);
        let body = if self.is_heading_only { 0 } else { posting.body };
        (weigh(posting.heading), weigh(body))
    }
}

/// What all groups of a word find, as a class of its own; its forms are names for readers.
fn expansion<'a>(
    finds: impl Iterator<Item = Find<'a>>,
    best: &mut Best<'_>,
    mut is_elsewhere: bool,
) -> Option<TermClass> {
    let finds: Vec<Find<'a>> = finds.collect();
    if finds.is_empty() {
        return None;
    }
    is_elsewhere &= finds.iter().all(|find| find.name.is_some());
    let forms = told(&finds);
    for find in &finds {
        find.postings().iter().for_each(|one| best.add(one.section, find.weigh(*one)));
    }
    let mut rarity = best.rarity();
    if is_elsewhere {
        rarity = rarity.max(ELSEWHERE_RARITY);
    }
    let postings = best.take();
    let mut class =
        TermClass { is_expansion: true, rarity, postings, forms, ..TermClass::default() };
    class.keep_best(MOST);
    class.postings.sort_unstable_by_key(|posting| posting.section);
    best.weigh_company(&mut class.postings);
    (!class.postings.is_empty()).then_some(class)
}

/// The names of what is found best, each in one form.
fn told(finds: &[Find<'_>]) -> Vec<String> {
    let mut names: Vec<(u8, &SynonymTarget)> = Vec::new();
    for find in finds {
        let most = find.weigh(find.place.most);
        names.extend(find.name.filter(|_| most != Value::default()).map(|name| (most.0, name)));
    }
    names.sort_by_key(|(heading, _)| u8::MAX - heading);
    let mut told = BTreeSet::new();
    let new = names.into_iter().filter(|(_, name)| told.insert(&name.plain));
    new.take(NAMES).map(|(_, target)| target.name.clone()).collect()
}
