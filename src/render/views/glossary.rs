//! `/-/glossary/`: the company's terms, and where each is told in full.

use crate::diag::Finding;
use crate::outputs::Output;
use crate::render::context::{GlossaryRow, GlossaryView, View};
use crate::render::frame;
use crate::render::renderer::Renderer;
use crate::site::address::Address;
use crate::theme::Template;

/// The view, where there are terms.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> Option<(String, Output<'a>)> {
    let path = Address::of_view(&["glossary"], renderer.ending).output_path();
    let make = Output::Rendered(Box::new(move || render(renderer)) as Box<_>);
    (!renderer.site.glossary().is_empty()).then_some((path, make))
}

fn render(renderer: &Renderer<'_>) -> (Vec<u8>, Vec<Finding>) {
    let here = Address::of_view(&["glossary"], renderer.ending);
    let mut context = frame::around_view(
        renderer,
        "glossary",
        renderer.theme.words().get("views.glossary"),
        &here,
    );
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
            .map(|page| renderer.linker(&here).link(renderer.site.page(page).node())),
    });
    context.view = Some(View::Glossary(GlossaryView { terms: terms.collect() }));
    renderer.html(Template::Glossary, &context)
}
