//! `/-/search/`: the search as a page of its own. What is found there is not known here: a script
//! reads the index.

use crate::diag::Finding;
use crate::outputs::Output;
use crate::render::frame;
use crate::render::renderer::Renderer;
use crate::site::address::Address;

/// The page.
pub fn output<'a>(renderer: &'a Renderer<'a>) -> (String, Output<'a>) {
    let path = Address::of_view(&["search"], renderer.ending).output_path();
    (path, Output::Rendered(Box::new(|| render(renderer))))
}

fn render(renderer: &Renderer<'_>) -> (Vec<u8>, Vec<Finding>) {
    let here = Address::of_view(&["search"], renderer.ending);
    let mut context =
        frame::around_view(renderer, "search", renderer.theme.words().get("views.search"), &here);
    context.noindex = true;
    renderer.html("search", &context)
}
