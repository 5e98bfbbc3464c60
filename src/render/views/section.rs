//! Sections, and a home page, that nobody wrote a page for.

use crate::diag::Finding;
use crate::outputs::Output;
use crate::render::context::{SectionView, View};
use crate::render::frame;
use crate::render::renderer::Renderer;
use crate::render::views::home;
use crate::site::tree::NodeId;
use crate::theme::Template;

/// The generated pages of the tree.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let unwritten = renderer.order.iter().filter(|id| renderer.tree.node(**id).page().is_none());
    unwritten
        .map(|id| {
            let path = renderer.tree.node(*id).address().output_path();
            (path, Output::Rendered(Box::new(move || render(renderer, *id))))
        })
        .collect()
}

fn render(renderer: &Renderer<'_>, id: NodeId) -> (Vec<u8>, Vec<Finding>) {
    let node = renderer.tree.node(id);
    let mut context = frame::around(renderer, id, node.address());
    if id == NodeId::HOME {
        context.view = Some(View::Home(home::view(renderer, node.address())));
        return renderer.html(Template::Home, &context);
    }
    context.view = Some(View::Section(SectionView { create: None }));
    renderer.html(Template::Section, &context)
}
