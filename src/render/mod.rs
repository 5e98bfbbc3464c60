//! What readers get: pages and views as outputs. Nothing here reads a file, or decides what is
//! right or stale.
//!
//! A [`Renderer`] holds what all pages are made from; everything else is functions of it, in layers
//! that a test keeps apart: what is said of pages and people (`states`, `names`, `links`), what
//! surrounds a page (`frame`, `facts`, `record`), its text (`body`), views, and the page itself.

mod body;
pub mod context;
mod directory;
mod encode;
mod expectations;
mod facts;
mod feedback;
mod frame;
mod hosts;
mod levels;
mod links;
mod machine;
mod names;
mod navigation;
mod offline;
mod page;
mod paging;
mod paper;
mod record;
mod prose;
mod renderer;
mod scope;
pub mod security;
mod states;
mod tags;
mod tasks;
mod terms;
mod time;
#[cfg(test)]
mod tests;
mod twin;
mod views;

use crate::diag::Finding;
use crate::diag::catalogue::files::covered_file;
use crate::govern::Report;
use crate::govern::urgency::Policies;
use crate::outputs::{Output, Outputs};
use crate::resolve::Resolved;
use crate::site::PageId;
use crate::source::Source;
use crate::theme::Theme;

pub use hosts::all_hosts;
pub use renderer::{ImageSizes, Renderer};

/// What all pages are made from.
pub fn renderer<'a>(
    resolved: &'a Resolved<'a>,
    report: &'a Report,
    policies: &'a Policies<'a>,
    theme: &'a Theme,
    image_sizes: ImageSizes,
) -> Renderer<'a> {
    let lists = views::links(resolved.site(), report);
    Renderer::new(resolved, report, policies, theme, image_sizes, lists)
}

/// A page as Markdown, with the links of its twin.
pub fn markdown(renderer: &Renderer<'_>, page: PageId) -> String {
    let site = renderer.site;
    twin::twin(renderer, page, &twin::address(site.address(site.page(page))))
}

/// Everything that is published. Two outputs for one path are a finding; the first stays.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> (Outputs<'a>, Vec<Finding>) {
    let all = pages(renderer)
        .chain(views::outputs(renderer))
        .chain(machine::outputs(renderer))
        .chain(files(renderer));
    let (outputs, refused) = Outputs::collect(all);
    (outputs, refused.iter().filter_map(|path| collision(renderer, path)).collect())
}

/// A file of the handbook that would stand where a page stands already.
fn collision(renderer: &Renderer<'_>, path: &str) -> Option<Finding> {
    let mut files = renderer.resolved.files();
    let file = files.find(|file| renderer.site.files().published_path(file) == Some(path))?;
    Some(covered_file(Source::new(file, "").whole(), path))
}

fn pages<'a>(renderer: &'a Renderer<'a>) -> impl Iterator<Item = (String, Output<'a>)> {
    renderer.order.iter().filter_map(move |node| {
        let page = renderer.tree.node(*node).page()?;
        let path = renderer.tree.node(*node).address().output_path();
        Some((path, Output::Rendered(Box::new(move || page::page(renderer, page)))))
    })
}

fn files<'a>(renderer: &'a Renderer<'a>) -> impl Iterator<Item = (String, Output<'a>)> {
    renderer.resolved.files().filter_map(|file| {
        Some((
            renderer.site.files().published_path(file)?.to_owned(),
            Output::Copy(file.to_owned()),
        ))
    })
}
