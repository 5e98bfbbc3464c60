//! Answers: the hits of a query as people and programs get them.

use crate::search::index::{Index, IndexedPage, Named};
use crate::search::query::{Facet, Query};
use crate::search::query_terms::QueryTerm;
use crate::search::rank::Scored;
use crate::search::snippet::{self, SnippetPiece};
use crate::search::words;
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

/// How many sections are read for a phrase, the best first.
const READ_FOR_PHRASES: usize = 60;

/// What was found.
#[derive(Debug, Default)]
pub struct SearchAnswer<'i> {
    /// How many pages answer.
    pub total: usize,
    /// Sections, the best first, those of one page together.
    pub hits: Vec<Hit<'i>>,
    /// Words of the query that the handbook does not have, nor anything near them; each with words
    /// that look like it.
    pub unknown: Vec<(String, Vec<String>)>,
    /// Words and phrases of the query that no page has, and what was looked for instead.
    pub synonyms: Vec<(String, Vec<&'i str>)>,
    /// Where to ask instead, when nothing was found.
    pub ask: Option<&'i str>,
    /// How many of the pages each filter would leave.
    pub facets: BTreeMap<Facet, Vec<(&'i Named, usize)>>,
}

/// One section that answers.
#[derive(Debug)]
pub struct Hit<'i> {
    /// Its page.
    pub page: &'i IndexedPage,
    /// The headings above it and its own; empty for the start of a page.
    pub headings: Vec<&'i str>,
    /// The fragment; empty for the start of a page.
    pub anchor: &'i str,
    /// A piece of its text, with the words found in it marked.
    pub snippet: Vec<SnippetPiece<'i>>,
    /// How well it answers; only for comparing.
    pub score: u64,
}

impl<'i> SearchAnswer<'i> {
    /// For each page its best section, and the others that answer.
    pub fn pages(&self) -> impl Iterator<Item = (&Hit<'i>, &[Hit<'i>])> {
        let is_same = |left: &Hit<'_>, right: &Hit<'_>| std::ptr::eq(left.page, right.page);
        self.hits.chunk_by(is_same).filter_map(<[Hit<'i>]>::split_first)
    }
}

impl Index {
    /// Answers a query with the hits of at most `limit` pages.
    pub fn search(&self, query: &Query, limit: usize) -> SearchAnswer<'_> {
        let terms = &self.query_terms(query);
        SearchRun { index: self, query, terms }.answer(limit)
    }
}

/// The search for one query.
struct SearchRun<'i, 'q> {
    index: &'i Index,
    query: &'q Query,
    terms: &'q [QueryTerm<'i>],
}

impl<'i> SearchRun<'i, '_> {
    fn answer(&self, limit: usize) -> SearchAnswer<'i> {
        let index = self.index;
        let pages = self.pages(None);
        let marks = snippet::MarkedTerms::new(self.terms, self.query.open);
        let is_unknown = |query_term: &&QueryTerm<'_>| {
            query_term.classes.is_empty()
                && !query_term.is_in_phrase
                && !index.small_words.contains(&query_term.word)
        };
        let unknown = self.terms.iter().filter(is_unknown);
        SearchAnswer {
            total: pages.len(),
            hits: pages
                .iter()
                .take(limit)
                .flatten()
                .filter_map(|hit| self.hit(*hit, &marks))
                .collect(),
            unknown: unknown
                .map(|query_term| (query_term.word.clone(), index.alike(&query_term.word)))
                .collect(),
            synonyms: self.terms.iter().filter_map(QueryTerm::instead).collect(),
            ask: index.ask.as_deref().filter(|_| pages.is_empty()),
            facets: Facet::iter().map(|facet| (facet, self.facet(facet, &pages))).collect(),
        }
    }

    /// For each page that answers its best sections; the best page first. `left_out` is a filter
    /// that does not count.
    fn pages(&self, left_out: Option<Facet>) -> Vec<Vec<Scored>> {
        let accepts = |page: usize| self.accepts(page, left_out);
        let mut pages = if self.query.words.is_empty() {
            self.all(&accepts)
        } else {
            self.index.rank(self.terms, self.query, &accepts)
        };
        self.keep_phrases(&mut pages);
        pages
    }

    /// Whether a page is what the filters ask for; one of several of a kind is enough.
    fn accepts(&self, page: usize, left_out: Option<Facet>) -> bool {
        let Some(row) = self.index.pages.get(page) else {
            return false;
        };
        Facet::iter().filter(|facet| Some(*facet) != left_out).all(|facet| {
            let filters = self.query.filters.iter();
            let mut asked = filters.filter(|filter| filter.facet == facet).peekable();
            asked.peek().is_none()
                || asked.any(|filter| row.values(facet).iter().any(|value| value.is(&filter.value)))
        })
    }

    /// All pages, in their order, for queries that only filter.
    fn all(&self, accepts: &dyn Fn(usize) -> bool) -> Vec<Vec<Scored>> {
        let pages = self
            .index
            .pages
            .iter()
            .enumerate()
            .filter(|(number, _)| !self.query.filters.is_empty() && accepts(*number));
        pages.map(|(_, page)| vec![Scored::plain(page.first)]).collect()
    }

    /// Leaves only sections in which the phrases stand.
    fn keep_phrases(&self, pages: &mut Vec<Vec<Scored>>) {
        if self.query.phrases.is_empty() {
            return;
        }
        let mut read = 0;
        for hits in pages.iter_mut() {
            hits.retain(|hit| {
                read += 1;
                read <= READ_FOR_PHRASES && self.holds_phrases(hit.section)
            });
        }
        pages.retain(|hits| !hits.is_empty());
    }

    fn holds_phrases(&self, number: usize) -> bool {
        let Some(section) = self.index.sections.get(number) else {
            return false;
        };
        let title = self
            .index
            .pages
            .get(section.page)
            .filter(|_| section.level == 0)
            .map(|page| page.title.as_str());
        let texts = [title.unwrap_or_default(), &section.heading, &section.text].map(words::spaced);
        self.query.phrases.iter().all(|phrase| {
            let wanted = format!(" {} ", phrase.join(" "));
            texts.iter().any(|text| text.contains(&wanted))
        })
    }

    fn hit(&self, scored: Scored, marks: &snippet::MarkedTerms) -> Option<Hit<'i>> {
        let section = self.index.sections.get(scored.section)?;
        Some(Hit {
            page: self.index.pages.get(section.page)?,
            headings: self.index.headings(scored.section),
            anchor: &section.anchor,
            snippet: snippet::snippet(&section.text, marks),
            score: scored.score,
        })
    }

    /// How many pages have each value, the most frequent first. What is filtered by is counted as
    /// if it were not.
    fn facet(&self, facet: Facet, pages: &[Vec<Scored>]) -> Vec<(&'i Named, usize)> {
        let is_asked = self.query.filters.iter().any(|filter| filter.facet == facet);
        let wider = is_asked.then(|| self.pages(Some(facet)));
        let mut counts: BTreeMap<&'i Named, usize> = BTreeMap::new();
        let sections = wider.as_deref().unwrap_or(pages).iter();
        let sections = sections.filter_map(|hits| self.index.sections.get(hits.first()?.section));
        for value in sections
            .filter_map(|section| self.index.pages.get(section.page))
            .flat_map(|page| page.values(facet))
        {
            *counts.entry(value).or_default() += 1;
        }
        let mut counts: Vec<(&'i Named, usize)> = counts.into_iter().collect();
        counts.sort_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(right.0)));
        counts
    }
}

impl Named {
    /// Whether a filter means this: its id, or how a word of its name begins.
    fn is(&self, value: &str) -> bool {
        let value = words::fold(value.trim_start_matches(['@', '#']));
        let name = words::fold(&self.name);
        words::fold(&self.id) == value || format!(" {name}").contains(&format!(" {value}"))
    }
}
