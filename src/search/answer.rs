//! Answers: the hits of a query as people and programs get them.

use crate::search::index::{Index, Named, PageRow};
use crate::search::query::{Facet, Query};
use crate::search::rank::Scored;
use crate::search::snippet::{self, Piece};
use crate::search::words;
use std::collections::BTreeMap;
use strum::IntoEnumIterator;

/// How many sections are read for a phrase, the best first.
const READ_FOR_PHRASES: usize = 60;

/// What was found.
#[derive(Debug, Default)]
pub struct Answer<'i> {
    /// How many pages answer.
    pub total: usize,
    /// Sections, the best first, those of one page together.
    pub hits: Vec<Hit<'i>>,
    /// Words of the query that the handbook does not have, nor anything near them.
    pub unknown: Vec<String>,
    /// How many of the pages each filter would leave.
    pub facets: BTreeMap<Facet, Vec<(&'i Named, usize)>>,
}

/// One section that answers.
#[derive(Debug)]
pub struct Hit<'i> {
    /// Its page.
    pub page: &'i PageRow,
    /// The headings above it and its own; empty for the start of a page.
    pub headings: Vec<&'i str>,
    /// The fragment; empty for the start of a page.
    pub anchor: &'i str,
    /// A piece of its text, with the words found in it marked.
    pub snippet: Vec<Piece<'i>>,
    /// How well it answers; only for comparing.
    pub score: u64,
}

impl Index {
    /// Answers a query with at most `limit` hits.
    pub fn search(&self, query: &Query, limit: usize) -> Answer<'_> {
        let needles = self.needles(query);
        let without = |left_out: Option<Facet>| move |page: usize| self.accepts(query, page, left_out);
        let mut pages = if query.words.is_empty() { self.all(&without(None)) } else { self.rank(&needles, query, &without(None)) };
        self.keep_phrases(query, &mut pages);
        let marked = snippet::Marks::new(&needles, query.open);
        let hits = pages.iter().flatten().take(limit).filter_map(|hit| self.hit(*hit, &marked)).collect();
        let unknown = needles.iter().filter(|needle| needle.classes.is_empty()).map(|needle| needle.word.clone());
        let facets = Facet::iter().map(|facet| {
            let pages = if query.filters.iter().any(|filter| filter.facet == facet) && query.phrases.is_empty() {
                if query.words.is_empty() { self.all(&without(Some(facet))) } else { self.rank(&needles, query, &without(Some(facet))) }
            } else {
                pages.clone()
            };
            (facet, self.count(facet, &pages))
        });
        Answer { total: pages.len(), hits, unknown: unknown.collect(), facets: facets.collect() }
    }

    /// Whether a page is what the filters ask for; one of several of a kind is enough.
    fn accepts(&self, query: &Query, page: usize, left_out: Option<Facet>) -> bool {
        let Some(row) = self.pages.get(page) else { return false };
        Facet::iter().filter(|facet| Some(*facet) != left_out).all(|facet| {
            let mut asked = query.filters.iter().filter(|filter| filter.facet == facet).peekable();
            asked.peek().is_none() || asked.any(|filter| row.values(facet).iter().any(|value| value.is(&filter.value)))
        })
    }

    /// All pages, in their order, for queries that only filter.
    fn all(&self, accepts: &dyn Fn(usize) -> bool) -> Vec<Vec<Scored>> {
        let pages = self.pages.iter().enumerate().filter(|(number, _)| accepts(*number));
        pages.map(|(_, page)| vec![Scored::plain(page.first)]).collect()
    }

    /// Leaves only sections in which the phrases stand.
    fn keep_phrases(&self, query: &Query, pages: &mut Vec<Vec<Scored>>) {
        if query.phrases.is_empty() {
            return;
        }
        let mut read = 0;
        for hits in pages.iter_mut() {
            hits.retain(|hit| {
                read += 1;
                read <= READ_FOR_PHRASES && self.holds_phrases(hit.section, &query.phrases)
            });
        }
        pages.retain(|hits| !hits.is_empty());
    }

    fn holds_phrases(&self, number: usize, phrases: &[Vec<String>]) -> bool {
        let Some(section) = self.sections.get(number) else { return false };
        let title = if section.level == 0 { self.pages.get(section.page).map(|page| page.title.as_str()) } else { None };
        let texts = [title.unwrap_or_default(), section.heading.as_str(), section.text.as_str()].map(folded);
        phrases.iter().all(|phrase| {
            let wanted = format!(" {} ", phrase.join(" "));
            texts.iter().any(|text| text.contains(&wanted))
        })
    }

    fn hit(&self, scored: Scored, marks: &snippet::Marks) -> Option<Hit<'_>> {
        let section = self.sections.get(scored.section)?;
        Some(Hit {
            page: self.pages.get(section.page)?,
            headings: self.headings(scored.section),
            anchor: &section.anchor,
            snippet: snippet::snippet(&section.text, marks),
            score: scored.score,
        })
    }

    /// How many pages have each value, the most frequent first.
    fn count(&self, facet: Facet, pages: &[Vec<Scored>]) -> Vec<(&Named, usize)> {
        let mut counts: BTreeMap<&Named, usize> = BTreeMap::new();
        let sections = pages.iter().filter_map(|hits| self.sections.get(hits.first()?.section));
        for value in sections.filter_map(|section| self.pages.get(section.page)).flat_map(|page| page.values(facet)) {
            *counts.entry(value).or_default() += 1;
        }
        let mut counts: Vec<(&Named, usize)> = counts.into_iter().collect();
        counts.sort_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(right.0)));
        counts
    }
}

/// The words of a text between spaces.
fn folded(text: &str) -> String {
    let mut folded = String::from(" ");
    words::all_terms(text, false, &mut |term| {
        folded.push_str(&words::fold(term));
        folded.push(' ');
    });
    folded
}

impl Named {
    /// Whether a filter means this: its id, or how a word of its name begins.
    fn is(&self, value: &str) -> bool {
        let value = words::fold(value.trim_start_matches(['@', '#']));
        let name = words::fold(&self.name);
        words::fold(&self.id) == value || format!(" {name}").contains(&format!(" {value}"))
    }
}
