//! The index: pages, their sections, and for each word the sections it stands in and what it is
//! worth there.
//!
//! How it is made is in `build`, how it is published in `export`; queries are not known here.

use crate::search::query::Facet;
use crate::search::shards::Shard;
use std::collections::BTreeSet;

/// All that can be searched. Drafts, and what is not for these readers, is not in it.
#[derive(Debug, Default)]
pub struct Index {
    /// Published pages in reading order.
    pub(super) pages: Vec<IndexedPage>,
    /// The sections of all pages, page by page.
    pub(super) sections: Vec<Section>,
    /// Words with their inflections, ordered by the first of them.
    pub(super) classes: Vec<TermClass>,
    /// The classes in pieces, as browsers load them.
    pub(super) shards: Vec<Shard>,
    /// Words that say little, apart from all others; they are known in headings only.
    pub(super) small: Vec<TermClass>,
    /// All small words of the language, those too that this handbook does not have.
    pub(super) small_words: BTreeSet<String>,
    /// What inflections add to words in this handbook: `ing`, `s` … sorted.
    pub(super) endings: Vec<String>,
    /// Whom to ask when nothing is found: where questions about the first page go.
    pub(super) ask: Option<String>,
    /// Where else somebody goes who found nothing: texts, and where they lead.
    pub(super) otherwise: Vec<(String, Option<String>)>,
}

/// A page as a hit shows it.
#[derive(Debug, Default)]
pub struct IndexedPage {
    /// Where it is, relative to the site.
    pub address: String,
    /// The file, seen from the handbook's folder; none for sections that nobody wrote a page for.
    pub path: Option<String>,
    /// What readers see as its title.
    pub title: String,
    /// Its first section.
    pub(super) first: usize,
    /// Who answers, the accountable one first.
    pub owners: Vec<Named>,
    /// The top section it is in, by its address.
    pub section: Option<Named>,
    /// `policy`, `runbook` …; `page` for an ordinary page.
    pub kind: Named,
    /// Its tags, by their names in lower case.
    pub tags: Vec<Named>,
    /// Whether somebody answers for it, in governance's word.
    pub owner_state: Option<&'static str>,
    /// The state of its review, in governance's word.
    pub review_state: Option<&'static str>,
    /// Those of the two states that are anybody's business: those of sections under governance.
    pub states: Vec<Named>,
}

/// Something with an id for machines and a name for readers.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// For machines.
    pub id: String,
    /// For readers.
    pub name: String,
}

/// A heading and what is below it, up to the next heading, or what stands before the first; a long
/// one in several pieces.
#[derive(Clone, Debug, Default)]
pub struct Section {
    /// The page, by its place in the index.
    pub(super) page: usize,
    /// 0 for the start of a page, else that of the heading.
    pub(super) level: u8,
    /// Without markup; empty for the start of a page.
    pub(super) heading: String,
    /// The fragment; empty for the start of a page.
    pub(super) anchor: String,
    /// Plain text.
    pub(super) text: String,
    /// Whether this is another piece of the section before.
    pub(super) goes_on: bool,
}

/// A word in all its inflections.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct TermClass {
    /// The forms that occur, folded and sorted; at least one.
    pub(super) forms: Vec<String>,
    /// How many bytes all forms and their stem begin with.
    pub(super) base: usize,
    /// How rare it is: 16 × log2 of how many sections there are for each that has it.
    pub(super) rarity: u8,
    /// Where it stands, ordered by section. Nowhere, when it only leads to other words.
    pub(super) postings: Vec<Posting>,
    /// Whether it is what another word leads to; its forms are names for readers then.
    pub(super) is_expansion: bool,
    /// Where other words for it stand.
    pub(super) expansion: Option<Box<TermClass>>,
}

/// What a word is worth in one section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Posting {
    /// The section.
    pub(super) section: u32,
    /// The word's share of the heading, in 255ths; 0 where it is not in the heading.
    pub(super) heading: u8,
    /// How much the text is about it, in 15ths; 0 where it is not in the text.
    pub(super) body: u8,
}

impl Posting {
    /// Keeps the better of both, in headings and in texts.
    pub(super) fn take_better(&mut self, other: Posting) {
        self.heading = self.heading.max(other.heading);
        self.body = self.body.max(other.body);
    }
}

impl TermClass {
    /// The first of its forms, which it is ordered by.
    pub(super) fn first(&self) -> &str {
        self.forms.first().map_or("", String::as_str)
    }

    /// What all forms and their stem begin with.
    pub(super) fn base(&self) -> &str {
        self.first().get(..self.base).unwrap_or_default()
    }

    /// Names of what an expansion leads to.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().filter(|_| self.is_expansion).map(String::as_str)
    }

    /// Whether this is one of its forms.
    pub(super) fn has(&self, word: &str) -> bool {
        self.forms.binary_search_by(|form| form.as_str().cmp(word)).is_ok()
    }
}

impl Index {
    /// How many pages there are.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// The sections of a page, by their numbers.
    pub(super) fn sections_of(&self, page: usize) -> std::ops::Range<usize> {
        let first = |page: usize| self.pages.get(page).map_or(self.sections.len(), |row| row.first);
        first(page)..first(page + 1)
    }

    /// The first piece of the section that a piece belongs to.
    pub(super) fn whole(&self, number: usize) -> usize {
        let goes_on =
            |number: &usize| self.sections.get(*number).is_some_and(|section| section.goes_on);
        (0..=number).rev().find(|number| !goes_on(number)).unwrap_or(number)
    }

    /// The headings above a section and its own; empty for the start of a page.
    pub(super) fn headings(&self, number: usize) -> Vec<&str> {
        let Some(section) = self.sections.get(number).filter(|section| section.level > 0) else {
            return Vec::new();
        };
        let first = self.pages.get(section.page).map_or(0, |page| page.first);
        let mut line = vec![section.heading.as_str()];
        let mut level = section.level;
        for above in self.sections.get(first..number).unwrap_or_default().iter().rev() {
            if above.level > 0 && above.level < level {
                line.push(&above.heading);
                level = above.level;
            }
        }
        line.reverse();
        line
    }
}

impl IndexedPage {
    /// What the page has for a filter.
    pub(super) fn values(&self, facet: Facet) -> Vec<&Named> {
        match facet {
            Facet::Owner => self.owners.iter().collect(),
            Facet::Section => self.section.iter().collect(),
            Facet::Type => vec![&self.kind],
            Facet::Tag => self.tags.iter().collect(),
            Facet::State => self.states.iter().collect(),
        }
    }
}
