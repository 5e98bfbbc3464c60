//! The engine: counts the words of all sections, and stems them by tantivy. The only file that
//! speaks to it, because its generics are compiled again wherever they are used.
//!
//! Its index writer is not used: it wants one thread to feed it and writes segments only to have
//! them read again, which was half of a build. What words are worth is not decided here.

use crate::search::counts::{TermCount, TermCounts};
use crate::search::words::{self, WordMap};
use rayon::iter::{IndexedParallelIterator, ParallelIterator};
use rayon::slice::ParallelSlice;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::tokenizer::{Language, RawTokenizer, Stemmer, TextAnalyzer, TokenStream};

/// Into how many parts the sections of a handbook fall, to be counted at the same time.
const SHARES: usize = 16;

/// One section as the engine sees it.
pub struct SectionText<'t> {
    /// Its heading; for the start of a page everything the page is called.
    pub heading: &'t str,
    /// Everything else.
    pub body: &'t str,
    /// Tags, and what links call the page; for its start only.
    pub unseen: &'t str,
}

/// What the engine found out.
#[derive(Debug, Default)]
pub struct Counts {
    /// Terms, in lower case with their accents, and the sections they are in, in order.
    pub terms: WordMap<String, TermCounts>,
    /// The number of words in the text of each section, as exactly as the engine keeps it.
    pub lengths: Vec<u32>,
}

/// Counts the words of all sections, on all cores; they are numbered as they come.
pub fn count(sections: &[SectionText<'_>]) -> Counts {
    let share = sections.len().div_ceil(SHARES).max(1);
    let counters = sections
        .par_chunks(share)
        .enumerate()
        .map(|(index, part)| Counter::of(index * share, part))
        .collect::<Vec<_>>();
    let mut terms: WordMap<String, TermCounts> = WordMap::default();
    let mut lengths = Vec::with_capacity(sections.len());
    for mut counter in counters {
        for (term, id) in counter.ids {
            let counted = counter.counts.get_mut(id).map(std::mem::take).unwrap_or_default();
            terms.entry(term).or_default().append(counted);
        }
        lengths.extend(counter.lengths);
    }
    Counts { terms, lengths }
}

/// Counts the words of some sections, one after the other.
#[derive(Default)]
struct Counter {
    ids: WordMap<String, usize>,
    /// By the ids of the terms.
    counts: Vec<TermCounts>,
    lengths: Vec<u32>,
}

impl Counter {
    /// Counts sections of which the first has this number.
    fn of(first: usize, sections: &[SectionText<'_>]) -> Self {
        let mut counter = Counter::default();
        for (section, number) in sections.iter().zip(first..) {
            counter.count(section, u32::try_from(number).unwrap_or(u32::MAX));
        }
        counter
    }

    fn count(&mut self, section: &SectionText<'_>, number: u32) {
        let in_heading = TermCount { section: number, heading: 1, body: 0 };
        let in_body = TermCount { section: number, heading: 0, body: 1 };
        words::all_terms(section.heading, true, &mut |term| self.add(term, in_heading));
        let mut length = 0;
        for text in [section.body, section.unseen] {
            words::all_terms(text, true, &mut |term| {
                length += 1;
                self.add(term, in_body);
            });
        }
        // As exactly as tantivy keeps lengths: fewer values compress better.
        let id = FieldNormReader::fieldnorm_to_id(length);
        self.lengths.push(FieldNormReader::id_to_fieldnorm(id));
    }

    /// One more of a term, in the section that is counted at the moment.
    fn add(&mut self, term: &str, one: TermCount) {
        let id = self.ids.get(term).copied().unwrap_or_else(|| {
            let id = self.counts.len();
            self.ids.insert(term.to_owned(), id);
            self.counts.push(TermCounts::default());
            id
        });
        if let Some(counts) = self.counts.get_mut(id) {
            counts.add(one);
        }
    }
}

/// Takes inflections off words of one language; of an unknown one nothing.
pub struct Stems {
    analyzer: Option<TextAnalyzer>,
    known: WordMap<String, String>,
}

impl Stems {
    /// The stemmer of a language, by its BCP 47 tag.
    pub fn of(language: &str) -> Self {
        let language = known_language(language);
        let analyzer = |language| {
            TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(language)).build()
        };
        Stems { analyzer: language.map(analyzer), known: WordMap::default() }
    }

    /// The stem of a term, folded.
    pub fn stem(&mut self, term: &str) -> String {
        if let Some(known) = self.known.get(term) {
            return known.clone();
        }
        let stem = words::fold(&self.fresh_stem(term));
        self.known.insert(term.to_owned(), stem.clone());
        stem
    }

    fn fresh_stem(&mut self, term: &str) -> String {
        let Some(analyzer) = &mut self.analyzer else {
            return term.to_owned();
        };
        let mut stream = analyzer.token_stream(term);
        if stream.advance() { stream.token().text.clone() } else { term.to_owned() }
    }
}

fn known_language(tag: &str) -> Option<Language> {
    let first = tag.split(['-', '_']).next().unwrap_or(tag);
    Some(match first.to_ascii_lowercase().as_str() {
        "ar" => Language::Arabic,
        "da" => Language::Danish,
        "nl" => Language::Dutch,
        "en" => Language::English,
        "fi" => Language::Finnish,
        "fr" => Language::French,
        "de" => Language::German,
        "el" => Language::Greek,
        "hu" => Language::Hungarian,
        "it" => Language::Italian,
        "nb" | "nn" | "no" => Language::Norwegian,
        "pt" => Language::Portuguese,
        "ro" => Language::Romanian,
        "ru" => Language::Russian,
        "es" => Language::Spanish,
        "sv" => Language::Swedish,
        "ta" => Language::Tamil,
        "tr" => Language::Turkish,
        _ => return None,
    })
}
