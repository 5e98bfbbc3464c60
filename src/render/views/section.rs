//! Sections, and a home page, that nobody wrote a page for.

use crate::diag::Finding;
use crate::outputs::Output;
#[cfg(test)]
use crate::render::context::samples::evil;
use crate::render::context::{Text, View, ViewContext};
use crate::render::frame;
use crate::render::renderer::Renderer;
use crate::render::views::home;
use crate::site::tree::NodeId;
use serde::Serialize;

/// A generated section page; its cards are in [`crate::render::context::PageContext::children`].
#[derive(Clone, Debug, Default, Serialize)]
pub struct SectionView<'a> {
    /// Where a page of its own would be written.
    pub create: Option<Text<'a>>,
}

impl ViewContext for SectionView<'_> {
    const TEMPLATE: &'static str = "section";

    #[cfg(test)]
    fn filled() -> Self {
        SectionView { create: Some(evil()) }
    }
}

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
    let context = frame::around(renderer, id, node.address());
    if id == NodeId::HOME {
        return renderer.view(context, View::of(&home::view(renderer, node.address())));
    }
    renderer.view(context, View::of(&SectionView { create: None }))
}
