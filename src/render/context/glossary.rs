//! What the glossary shows.

use super::parts::{LinkContext, Text};
use serde::Serialize;

/// All terms.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GlossaryView<'a> {
    /// In the order of their names.
    pub terms: Vec<GlossaryRow<'a>>,
}

/// One term.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GlossaryRow<'a> {
    /// Its fragment.
    pub id: Text<'a>,
    /// The term.
    pub term: Text<'a>,
    /// Its abbreviation.
    pub short: Option<Text<'a>>,
    /// Other names.
    pub also: Vec<Text<'a>>,
    /// What it means.
    pub meaning: Text<'a>,
    /// The page that says more.
    pub page: Option<LinkContext<'a>>,
}
