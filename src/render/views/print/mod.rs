//! `/-/print/`: the handbook, or one section of it, as one document for paper; and the runbooks in
//! one file that needs nothing else, because an incident may take the site down.
//!
//! A page is in the documents of at most [`DEPTH`] sections above it, so that the site grows with
//! the number of pages and not with the depth of the tree.

pub mod document;

use crate::outputs::Output;
use crate::render::paper;
use crate::render::paper::PrintPart;
use crate::render::renderer::Renderer;

/// Every document.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let sections = renderer.order.iter().filter(|node| paper::prints_section(renderer, **node));
    let mut all: Vec<PrintPart> = sections.map(|node| PrintPart::Section(*node)).collect();
    all.extend(paper::prints_all(renderer).then_some(PrintPart::All));
    all.extend(paper::prints_runbooks(renderer).then_some(PrintPart::Runbooks));
    all.into_iter()
        .map(|what| {
            let path = paper::printed_at(renderer, what).output_path();
            (path, Output::Rendered(Box::new(move || document::render(renderer, what)) as Box<_>))
        })
        .collect()
}
