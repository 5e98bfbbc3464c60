//! `/-/glossary/`: the company's terms, and where each is told in full.

#[cfg(test)]
use crate::render::context::samples::{evil, link};
use crate::render::context::{LinkContext, Text, View, ViewContext};
use crate::render::renderer::Renderer;
use crate::render::views::list::{ListPage, ListView};
use serde::Serialize;

/// The list.
pub const LIST: ListView = ListView::of_one_page::<GlossaryView<'_>>(
    "terms of glossary.yaml",
    |site, _| !site.glossary().is_empty(),
    show,
);

/// All terms.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GlossaryView<'a> {
    /// In the order of their names.
    pub terms: Vec<GlossaryRow<'a>>,
}

impl ViewContext for GlossaryView<'_> {
    const TEMPLATE: &'static str = "glossary";

    #[cfg(test)]
    fn filled() -> Self {
        let term = GlossaryRow {
            id: evil(),
            term: evil(),
            short: Some(evil()),
            also: vec![evil()],
            meaning: evil(),
            page: Some(link()),
        };
        GlossaryView { terms: vec![term] }
    }
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

fn show(renderer: &Renderer<'_>, page: &ListPage) -> View {
    let published = |page: &crate::site::PageId| renderer.site.is_published(*page);
    let terms = renderer.site.glossary().terms().iter().map(|term| GlossaryRow {
        id: term.id.as_str().into(),
        term: term.name.as_str().into(),
        short: term.short.as_deref().map(Into::into),
        also: term.also.iter().map(|name| name.as_str().into()).collect(),
        meaning: term.meaning.as_str().into(),
        page: term
            .page
            .filter(published)
            .map(|told| renderer.linker(&page.here).link(renderer.site.page(told).node())),
    });
    View::of(&GlossaryView { terms: terms.collect() })
}
