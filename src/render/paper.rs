//! Which documents for paper exist, and the ways to them.
//!
//! A page is in the documents of at most [`DEPTH`] sections above it, so that the site grows with
//! the number of pages and not with the depth of the tree.

use crate::config::PrintDocuments;
use crate::render::context::LinkContext;
use crate::render::renderer::Renderer;
use crate::site::address::Address;
use crate::site::meta::PageType;
use crate::site::tree::NodeId;

/// Pages of a handbook from which on nobody prints all of it, unless `print: all` says so.
const PAGES: usize = 300;

/// How deep a section may lie that has a document of its own.
const DEPTH: usize = 3;

/// What one document is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintPart {
    /// The whole handbook.
    All,
    /// A section with all below it.
    Section(NodeId),
    /// All runbooks, in one file that needs no other.
    Runbooks,
}

/// The document that holds a node and what is around it, for its page: its own where it is a
/// section, else that of the section above it.
pub fn print_link<'r>(
    renderer: &'r Renderer<'_>,
    node: NodeId,
    from: &Address,
) -> Option<LinkContext<'r>> {
    let mut line = renderer.tree.ancestors(node).into_iter().chain([node]);
    let nearest = line.rfind(|above| prints_section(renderer, *above))?;
    let href = from.link_to(&printed_at(renderer, PrintPart::Section(nearest)), renderer.ending);
    Some(LinkContext { title: renderer.tree.node(nearest).title().into(), href: Some(href.into()) })
}

/// The way to the document of the whole handbook.
pub fn print_all_href(renderer: &Renderer<'_>, from: &Address) -> Option<String> {
    prints_all(renderer)
        .then(|| from.link_to(&printed_at(renderer, PrintPart::All), renderer.ending))
}

/// The way to the file of all runbooks.
pub fn runbooks_href(renderer: &Renderer<'_>, from: &Address) -> Option<String> {
    prints_runbooks(renderer)
        .then(|| from.link_to(&printed_at(renderer, PrintPart::Runbooks), renderer.ending))
}

/// Whether the whole handbook has one.
pub fn prints_all(renderer: &Renderer<'_>) -> bool {
    match renderer.site.config().print {
        None => (2..=PAGES).contains(&renderer.total()),
        Some(print) => print == PrintDocuments::All,
    }
}

/// Whether a section has one.
pub fn prints_section(renderer: &Renderer<'_>, id: NodeId) -> bool {
    let node = renderer.tree.node(id);
    let pages = renderer.tree.pages_in(id);
    let depth = renderer.tree.ancestors(id).len();
    let most =
        if renderer.site.config().print == Some(PrintDocuments::All) { usize::MAX } else { PAGES };
    renderer.site.config().print != Some(PrintDocuments::Nothing)
        && node.is_section()
        && (1..=DEPTH).contains(&depth)
        && (2..=most).contains(&pages)
}

/// Whether there are runbooks to hold in one file.
pub fn prints_runbooks(renderer: &Renderer<'_>) -> bool {
    renderer.site.config().print != Some(PrintDocuments::Nothing)
        && renderer
            .order
            .iter()
            .filter_map(|id| renderer.site.page_at(*id))
            .any(|page| *page.meta().kind() == PageType::Runbook)
}

/// Where a document is.
pub fn printed_at(renderer: &Renderer<'_>, what: PrintPart) -> Address {
    match what {
        PrintPart::All => Address::of_view(&["print"], renderer.ending),
        PrintPart::Runbooks => {
            Address::file(&format!("{}/runbooks.html", crate::site::address::RESERVED))
        }
        PrintPart::Section(node) => {
            let path = renderer.tree.node(node).address().output_path();
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let parts: Vec<&str> = ["print"].into_iter().chain(folder.split('/')).collect();
            Address::of_view(&parts, renderer.ending)
        }
    }
}
