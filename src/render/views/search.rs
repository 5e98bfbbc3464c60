//! `/-/search/`: the search as a page of its own. What is found there is not known here: a script
//! reads the index.

use crate::diag::Finding;
use crate::outputs::Output;
use crate::render::Renderer;
use crate::render::views::address;
use crate::theme::Template;

/// The page.
pub fn output<'a>(renderer: &'a Renderer<'a>) -> (String, Output<'a>) {
    let path = address(&["search"], renderer.ending).output_path();
    (path, Output::Rendered(Box::new(|| render(renderer))))
}

fn render(renderer: &Renderer<'_>) -> (Vec<u8>, Vec<Finding>) {
    let here = address(&["search"], renderer.ending);
    let mut context =
        renderer.around_view("search", renderer.theme.words().get("views.search"), &here);
    context.noindex = true;
    renderer.html(Template::Search, &context)
}
