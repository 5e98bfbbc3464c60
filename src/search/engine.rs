//! The engine: tantivy counts the words of all sections, and stems them. The only file that speaks
//! to it, because its generics are compiled again wherever they are used.
//!
//! What words are worth is not decided here.

use crate::search::words;
use std::collections::BTreeMap;
use tantivy::indexer::NoMergePolicy;
use tantivy::postings::Postings;
use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{
    Language, RawTokenizer, Stemmer, TextAnalyzer, Token, TokenStream, Tokenizer,
};
use tantivy::{DocSet, Index, IndexWriter, SegmentReader, TantivyDocument};

/// Bytes that the engine may use before it writes a segment.
const MEMORY: usize = 32 << 20;

/// Trouble inside the engine; no content causes it.
pub type Error = tantivy::TantivyError;

/// One section as the engine sees it.
pub struct SectionText<'t> {
    /// Its heading; for the start of a page everything the page is called.
    pub heading: &'t str,
    /// Everything else.
    pub body: &'t str,
    /// What the page is labelled with; for its start only.
    pub tags: &'t str,
}

/// Where a word stands, and how often.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TermCount {
    /// The number of the section.
    pub section: u32,
    /// How often in its heading.
    pub heading: u32,
    /// How often in its text.
    pub body: u32,
}

/// What the engine found out.
#[derive(Debug, Default)]
pub struct Counts {
    /// Terms, in lower case with their accents, and the sections they are in, in order.
    pub terms: BTreeMap<String, Vec<TermCount>>,
    /// The number of words in the text of each section, as exactly as the engine keeps it.
    pub lengths: Vec<u32>,
}

/// Counts the words of all sections; they are numbered as they come.
pub fn count<'t>(sections: impl Iterator<Item = SectionText<'t>>) -> Result<Counts, Error> {
    let (schema, fields) = schema();
    let index = Index::create_in_ram(schema);
    index.tokenizers().register("words", WordCutter::default());
    let mut writer: IndexWriter = index.writer_with_num_threads(1, MEMORY)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    let mut total = 0;
    for section in sections {
        let mut document = TantivyDocument::default();
        document.add_u64(fields.number, total);
        document.add_text(fields.heading, section.heading);
        document.add_text(fields.body, section.body);
        if !section.tags.is_empty() {
            document.add_text(fields.body, section.tags);
        }
        writer.add_document(document)?;
        total += 1;
    }
    writer.commit()?;
    let searcher = index.reader()?.searcher();
    let mut counts =
        Counts { terms: BTreeMap::new(), lengths: vec![0; usize::try_from(total).unwrap_or(0)] };
    for segment in searcher.segment_readers() {
        counts.read(segment, fields)?;
    }
    for postings in counts.terms.values_mut() {
        postings.sort_unstable_by_key(|count| count.section);
        postings.dedup_by(|next, kept| kept.takes(next));
    }
    Ok(counts)
}

#[derive(Clone, Copy)]
struct IndexFields {
    number: Field,
    heading: Field,
    body: Field,
}

fn schema() -> (Schema, IndexFields) {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("words")
        .set_index_option(IndexRecordOption::WithFreqs);
    let text = TextOptions::default().set_indexing_options(indexing);
    let mut schema = Schema::builder();
    let number = schema.add_u64_field("number", FAST);
    let heading = schema.add_text_field("heading", text.clone());
    let body = schema.add_text_field("body", text);
    (schema.build(), IndexFields { number, heading, body })
}

impl TermCount {
    /// Adds what another field says of the same section.
    pub fn takes(&mut self, other: &TermCount) -> bool {
        let same = self.section == other.section;
        if same {
            self.heading += other.heading;
            self.body += other.body;
        }
        same
    }
}

impl Counts {
    fn read(&mut self, segment: &SegmentReader, fields: IndexFields) -> Result<(), Error> {
        let column = segment.fast_fields().u64("number")?;
        let number = |doc| {
            column.first(doc).and_then(|number| u32::try_from(number).ok()).unwrap_or(u32::MAX)
        };
        let lengths = segment.get_fieldnorms_reader(fields.body)?;
        for doc in 0..segment.max_doc() {
            if let Some(length) = self.lengths.get_mut(number(doc) as usize) {
                *length = lengths.fieldnorm(doc);
            }
        }
        self.read_field(segment, fields.heading, &|doc, times| TermCount {
            section: number(doc),
            heading: times,
            body: 0,
        })?;
        self.read_field(segment, fields.body, &|doc, times| TermCount {
            section: number(doc),
            heading: 0,
            body: times,
        })
    }

    fn read_field(
        &mut self,
        segment: &SegmentReader,
        field: Field,
        count: &dyn Fn(u32, u32) -> TermCount,
    ) -> Result<(), Error> {
        let inverted = segment.inverted_index(field)?;
        let mut stream = inverted.terms().stream()?;
        while stream.advance() {
            let Ok(term) = std::str::from_utf8(stream.key()) else {
                continue;
            };
            let mut postings = inverted
                .read_postings_from_terminfo(stream.value(), IndexRecordOption::WithFreqs)?;
            let known = match self.terms.get_mut(term) {
                Some(known) => known,
                None => self.terms.entry(term.to_owned()).or_default(),
            };
            while postings.doc() != tantivy::TERMINATED {
                known.push(count(postings.doc(), postings.term_freq()));
                postings.advance();
            }
        }
        Ok(())
    }
}

/// Cuts text into words as all of the search does.
#[derive(Clone, Default)]
struct WordCutter {
    token: Token,
    /// The terms of the text, one behind the other, and where each ends.
    terms: String,
    ends: Vec<usize>,
    next: usize,
}

impl Tokenizer for WordCutter {
    type TokenStream<'a> = &'a mut WordCutter;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> &'a mut WordCutter {
        self.terms.clear();
        self.ends.clear();
        self.next = 0;
        let (terms, ends) = (&mut self.terms, &mut self.ends);
        words::all_terms(text, true, &mut |term| {
            terms.push_str(term);
            ends.push(terms.len());
        });
        self
    }
}

impl TokenStream for &mut WordCutter {
    fn advance(&mut self) -> bool {
        let start =
            self.next.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or(0);
        let Some(end) = self.ends.get(self.next) else {
            return false;
        };
        self.token.text.clear();
        self.token.text.push_str(self.terms.get(start..*end).unwrap_or_default());
        self.token.position = self.next;
        self.next += 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Takes inflections off words of one language; of an unknown one nothing.
pub struct Stems(Option<TextAnalyzer>);

impl Stems {
    /// The stemmer of a language, by its BCP 47 tag.
    pub fn of(language: &str) -> Self {
        let language = known_language(language);
        let analyzer = |language| {
            TextAnalyzer::builder(RawTokenizer::default()).filter(Stemmer::new(language)).build()
        };
        Stems(language.map(analyzer))
    }

    /// The stem of a term.
    pub fn stem(&mut self, term: &str) -> String {
        let Some(analyzer) = &mut self.0 else {
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
