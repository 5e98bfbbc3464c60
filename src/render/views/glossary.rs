//! `/-/glossary/`: the company's terms, and where each is told in full.

use crate::render::context::{GlossaryRow, GlossaryView, View};
use crate::render::renderer::Renderer;
use crate::render::views::list::{ListPage, ListView};
use crate::theme::Template;

/// The list.
pub const LIST: ListView =
    ListView::of_one_page(Template::Glossary, |site, _| !site.glossary().is_empty(), show);

fn show<'r>(renderer: &'r Renderer<'_>, page: &'r ListPage) -> View<'r> {
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
    View::Glossary(GlossaryView { terms: terms.collect() })
}
