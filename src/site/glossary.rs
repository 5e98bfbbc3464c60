//! The company's own terms and abbreviations, from glossary.yaml.

use crate::site::PageId;

/// All terms, in the order of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glossary(Vec<GlossaryTerm>);

/// One term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GlossaryTerm {
    /// Its anchor on the page of the glossary.
    pub(crate) id: String,
    /// The term.
    pub(crate) name: String,
    /// Its abbreviation.
    pub(crate) short: Option<String>,
    /// Other names.
    pub(crate) also: Vec<String>,
    /// What it means.
    pub(crate) meaning: String,
    /// The page that says more.
    pub(crate) page: Option<PageId>,
}

impl Glossary {
    /// Puts terms into their order.
    pub fn new(mut terms: Vec<GlossaryTerm>) -> Self {
        terms.sort_by_cached_key(|term| (term.name.to_lowercase(), term.name.clone()));
        Glossary(terms)
    }

    /// All terms.
    pub fn terms(&self) -> &[GlossaryTerm] {
        &self.0
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of each term that has several, as lines of the search's thesaurus.
    pub fn synonyms(&self) -> impl Iterator<Item = String> {
        let line = |term: &GlossaryTerm| {
            let names: Vec<&str> = term.names().filter(|name| !name.contains([',', '>'])).collect();
            (names.len() > 1).then(|| names.join(", ").to_lowercase())
        };
        self.0.iter().filter_map(line)
    }
}

impl GlossaryTerm {
    /// All that it is called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let others = self.short.iter().chain(&self.also).map(String::as_str);
        std::iter::once(self.name.as_str()).chain(others)
    }
}
