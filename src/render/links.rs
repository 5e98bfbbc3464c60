//! Links to pages and people in the facts of a page.

use crate::render::context::{Fact, LinkContext};
use crate::render::names;
use crate::render::renderer::Renderer;
use crate::site::PageId;
use crate::site::address::Address;
use crate::yaml::Sourced;

/// Links to those whom names stand for.
pub fn links<'r>(
    renderer: &'r Renderer<'_>,
    names: impl IntoIterator<Item = &'r Sourced<String>>,
    from: &Address,
) -> Vec<LinkContext<'r>> {
    names.into_iter().map(|name| names::named(renderer, name.value(), from)).collect()
}

/// A link to a page under its title.
pub fn page_link<'r>(renderer: &'r Renderer<'_>, page: PageId, from: &Address) -> LinkContext<'r> {
    let page = renderer.site.page(page);
    LinkContext {
        title: page.title().into(),
        href: Some(from.link_to(renderer.site.address(page), renderer.ending).into()),
    }
}

/// A text without a link.
pub fn plain(text: Option<&str>) -> Vec<LinkContext<'_>> {
    text.map(|text| LinkContext { title: text.into(), href: None }).into_iter().collect()
}

/// Those that have a value.
pub fn known_facts<'r>(facts: Vec<(&'static str, Vec<LinkContext<'r>>)>) -> Vec<Fact<'r>> {
    let facts = facts.into_iter().filter(|(_, values)| !values.is_empty());
    facts.map(|(id, values)| Fact { id: id.into(), label: id.into(), values }).collect()
}
