//! `/-/print/`: the handbook, or one section of it, as one document for paper; and the runbooks in
//! one file that needs nothing else, because an incident may take the site down.
//!
//! A page is in the documents of at most [`DEPTH`] sections above it, so that the site grows with
//! the number of pages and not with the depth of the tree.

mod document;
mod scope;

use crate::config::PrintDocuments;
use crate::outputs::Output;
use crate::render::Renderer;
use crate::render::context::LinkContext;
use crate::render::security::Hosts;
use crate::render::views::address;
use crate::site::address::Address;
use crate::site::meta::PageType;
use crate::site::tree::NodeId;

pub use scope::PrintScope;

/// Pages of a handbook from which on nobody prints all of it, unless `print: all` says so.
const PAGES: usize = 1000;

/// How deep a section may lie that has a document of its own.
const DEPTH: usize = 3;

/// What one document is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PrintPart {
    /// The whole handbook.
    All,
    /// A section with all below it.
    Section(NodeId),
    /// All runbooks, in one file that needs no other.
    Runbooks,
}

/// Every document.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let sections = renderer.order.iter().filter(|node| renderer.prints_section(**node));
    let mut all: Vec<PrintPart> = sections.map(|node| PrintPart::Section(*node)).collect();
    all.extend(renderer.prints_all().then_some(PrintPart::All));
    all.extend(renderer.prints_runbooks().then_some(PrintPart::Runbooks));
    all.into_iter()
        .map(|what| {
            let path = renderer.printed_at(what).output_path();
            (path, Output::Rendered(Box::new(move || document::render(renderer, what)) as Box<_>))
        })
        .collect()
}

impl Renderer<'_> {
    /// The document that holds a node and what is around it, for its page: its own where it is a
    /// section, else that of the section above it.
    pub(in crate::render) fn print_link<'r>(
        &'r self,
        node: NodeId,
        from: &Address,
    ) -> Option<LinkContext<'r>> {
        let mut line = self.tree.ancestors(node).into_iter().chain([node]);
        let nearest = line.rfind(|above| self.prints_section(*above))?;
        let href = from.link_to(&self.printed_at(PrintPart::Section(nearest)), self.ending);
        Some(LinkContext { title: self.tree.node(nearest).title().into(), href: Some(href.into()) })
    }

    /// The way to the document of the whole handbook.
    pub(in crate::render) fn print_all_href(&self, from: &Address) -> Option<String> {
        self.prints_all().then(|| from.link_to(&self.printed_at(PrintPart::All), self.ending))
    }

    /// The way to the file of all runbooks.
    pub(in crate::render) fn runbooks_href(&self, from: &Address) -> Option<String> {
        self.prints_runbooks()
            .then(|| from.link_to(&self.printed_at(PrintPart::Runbooks), self.ending))
    }

    /// What the file of all runbooks shows: a style of its own, which the policy has to allow.
    pub(in crate::render) fn add_print_style(&self, hosts: &mut Hosts) {
        if self.prints_runbooks() {
            hosts.styles.insert(document::style_hash(self));
        }
    }

    fn prints_all(&self) -> bool {
        match self.site.config().print {
            None => (2..=PAGES).contains(&self.total()),
            Some(print) => print == PrintDocuments::All,
        }
    }

    fn prints_section(&self, id: NodeId) -> bool {
        let node = self.tree.node(id);
        let pages = self.tree.pages_in(id);
        let depth = self.tree.ancestors(id).len();
        let most =
            if self.site.config().print == Some(PrintDocuments::All) { usize::MAX } else { PAGES };
        self.site.config().print != Some(PrintDocuments::Nothing)
            && node.is_section()
            && (1..=DEPTH).contains(&depth)
            && (2..=most).contains(&pages)
    }

    fn prints_runbooks(&self) -> bool {
        self.site.config().print != Some(PrintDocuments::Nothing)
            && self
                .order
                .iter()
                .filter_map(|id| self.site.page_at(*id))
                .any(|page| *page.meta().kind() == PageType::Runbook)
    }

    fn printed_at(&self, what: PrintPart) -> Address {
        match what {
            PrintPart::All => address(&["print"], self.ending),
            PrintPart::Runbooks => {
                Address::file(&format!("{}/runbooks.html", crate::site::address::RESERVED))
            }
            PrintPart::Section(node) => {
                let path = self.tree.node(node).address().output_path();
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                let parts: Vec<&str> = ["print"].into_iter().chain(folder.split('/')).collect();
                address(&parts, self.ending)
            }
        }
    }
}
