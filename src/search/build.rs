//! Making the index from a handbook.

use crate::govern::Report;
use crate::resolve::Resolved;
use crate::search::classes::{self, Groups, Lengths};
use crate::search::collect::{CollectedPages, PageFacts};
use crate::search::counts::TermCounts;
use crate::search::engine::{self, SectionText, Stems};
use crate::search::index::{Index, IndexedPage, Section, TermClass};
use crate::search::synonyms::abbreviations;
use crate::search::synonyms::expand;
use crate::search::synonyms::places::ExpansionSources;
use crate::search::synonyms::thesaurus::{self, SynonymGroup};
use crate::search::synonyms::vocabulary::Vocabulary;
use crate::search::words::{self, WordMap};
use crate::search::{anchors, otherwise, shards, shown, stop_words};
use crate::site::Site;
use crate::site::tree::NodeId;
use crate::theme::Words;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;
use std::collections::{BTreeMap, BTreeSet};

impl Index {
    /// Reads all published pages, with what governance thinks of them.
    pub fn build(resolved: &Resolved<'_>, report: &Report, words: &Words) -> Index {
        let CollectedPages { pages, sections, names } =
            CollectedPages::read(resolved, &PageFacts { report, words });
        let mut index = Index { pages, sections, ..Index::default() };
        let home = resolved.site().tree().node(NodeId::HOME).page();
        index.ask = home.and_then(|home| resolved.ask(home)).map(|ask| ask.text.clone());
        let language = resolved.site().config().language();
        let small: BTreeSet<&str> = stop_words::of(language).collect();
        let unseen = unseen_texts(&index.pages, resolved, &small);
        let texts = index.sections.iter().zip(&names).enumerate();
        let texts = texts.map(|(number, (section, names))| SectionText {
            heading: names,
            body: &section.text,
            unseen: unseen.get(&number).map_or("", String::as_str),
        });
        let counts = engine::count(&texts.collect::<Vec<_>>());
        let lengths = Lengths::new(counts.lengths);
        let mut vocabulary = Vocabulary::new(&counts.terms, &small, Stems::of(language));
        let groups = synonyms(&index.sections, resolved.site(), &mut vocabulary);
        let stems = vocabulary.into_stems();
        let added = index.classify(counts.terms, &lengths, &groups, stems, language);
        share_headings(index.classes.iter_mut().chain(&mut index.small), &names);
        let (groups, sections, names) = (&*groups, &*index.sections, &*names);
        let sources = ExpansionSources { groups, sections, names, lengths: &lengths };
        sources.expand(&mut index.classes, &added);
        index.endings = classes::endings(&index.classes);
        index.small.iter_mut().for_each(TermClass::keep_headings);
        index.classes.iter_mut().for_each(TermClass::keep_most);
        index.shards = shards::cut(&index.classes);
        shown::show(&mut index, resolved);
        index.otherwise = otherwise::otherwise(resolved, words, index.ask.as_deref());
        index
    }

    /// Puts the inflections of each word together and weighs them. Returns the words of synonyms
    /// that stand nowhere.
    fn classify(
        &mut self,
        terms: WordMap<String, TermCounts>,
        lengths: &Lengths,
        synonyms: &[SynonymGroup],
        mut stems: Stems,
        language: &str,
    ) -> BTreeSet<String> {
        let mut groups = Groups::default();
        let own_words = expand::own_words(synonyms);
        let mut stem = |form: &str, term: &str| {
            if own_words.contains(form) { form.to_owned() } else { stems.stem(term) }
        };
        for (term, postings) in terms {
            let form = words::fold(&term);
            let stem = stem(&form, &term);
            groups.add(form, stem, postings);
        }
        let mut added = BTreeSet::new();
        for form in expand::forms(synonyms) {
            if groups.add_word(form, stem(form, form)) {
                added.insert(form.to_owned());
            }
        }
        let total = self.sections.len();
        let mut all: Vec<TermClass> =
            groups.finish().into_par_iter().map(|group| group.weighed(total, lengths)).collect();
        all.par_sort_unstable_by(|left, right| left.forms.cmp(&right.forms));
        let small: BTreeSet<&str> = stop_words::of(language).collect();
        let is_small =
            |class: &TermClass| class.forms.iter().any(|form| small.contains(form.as_str()));
        (self.small, self.classes) = all.into_iter().partition(is_small);
        let forms = self.small.iter().flat_map(|class| class.forms.iter().map(String::as_str));
        self.small_words = small.iter().copied().chain(forms).map(str::to_owned).collect();
        for class in &mut self.small {
            class.rarity = class.rarity.min(classes::SMALL_RARITY);
        }
        let common: BTreeSet<&str> = stop_words::common(language).collect();
        let is_common =
            |class: &&mut TermClass| class.forms.iter().any(|form| common.contains(form.as_str()));
        for class in self.classes.iter_mut().filter(is_common) {
            class.rarity = class.rarity.min(classes::COMMON_RARITY);
        }
        added
    }
}

/// The thesaurus of the language, and what this handbook says itself, as far as it leads
/// anywhere.
fn synonyms(
    sections: &[Section],
    site: &Site,
    vocabulary: &mut Vocabulary<'_>,
) -> Vec<SynonymGroup> {
    let config = site.config();
    let mut groups = thesaurus::groups(config.language(), vocabulary);
    groups.extend(config.synonyms.iter().filter_map(|line| thesaurus::parse(line, vocabulary)));
    let terms = site.glossary().synonyms();
    groups.extend(terms.filter_map(|line| thesaurus::parse(&line, vocabulary)));
    let texts = sections.iter().map(|section| section.text.as_str());
    groups.extend(abbreviations::groups(texts, vocabulary));
    groups
}

/// The tags of pages, and what links call them, by their first sections: they are found as if
/// they stood in the text, and not shown there.
fn unseen_texts(
    pages: &[IndexedPage],
    resolved: &Resolved<'_>,
    small: &BTreeSet<&str>,
) -> BTreeMap<usize, String> {
    let anchors = anchors::texts(resolved, small);
    let order = resolved.site().tree().reading_order();
    let text = |(page, node): (&IndexedPage, &NodeId)| {
        let tags = page.tags.iter().map(|tag| tag.name.as_str());
        let texts = tags.chain(anchors.get(node).map(String::as_str)).collect::<Vec<_>>();
        (!texts.is_empty()).then(|| (page.first, texts.join("\n")))
    };
    pages.iter().zip(order).filter_map(text).collect()
}

/// What each word of a heading contributes to it: rare words more than common ones.
fn share_headings<'c>(classes: impl Iterator<Item = &'c mut TermClass>, names: &[String]) {
    let mut all: Vec<&mut TermClass> = classes.collect();
    let mut places: WordMap<String, usize> = WordMap::default();
    for (number, class) in all.iter().enumerate() {
        places.extend(class.forms.iter().map(|form| (form.clone(), number)));
    }
    for (section, names) in names.iter().enumerate() {
        let section = u32::try_from(section).unwrap_or(u32::MAX);
        for name in names.lines() {
            let mut found: Vec<usize> = Vec::new();
            words::all_terms(name, true, &mut |term| {
                found.extend(places.get(&words::fold(term)));
            });
            found.sort_unstable();
            found.dedup();
            let rarity =
                |class: &usize| all.get(*class).map_or(0, |class| u32::from(class.rarity).max(1));
            let sum: u32 = found.iter().map(rarity).sum();
            for place in found {
                if let Some(class) = all.get_mut(place) {
                    class.share(section, sum);
                }
            }
        }
    }
}
