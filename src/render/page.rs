//! One page: its text and everything around it.

use crate::config::ExternalImages;
use crate::diag::Finding;
use crate::diag::catalogue::markdown::over_budget;
use crate::render::body::Body;
use crate::render::context::{
    Card, CardList, HeadingContext, LinkList, Markup, Navigation, PageContext, Rest, View,
};
use crate::render::security::Hosts;
use crate::render::{Renderer, facts, views};
use crate::resolve::links::Target;
use crate::site::address::Address;
use crate::site::document::LinkKind;
use crate::site::meta::PageType;
use crate::site::tree::NodeId;
use crate::site::{Page, PageId};
use crate::theme::Template;

/// Links to a page that are shown; the rest is behind one more link.
const BACKLINKS: usize = 20;

/// Kilobytes of HTML from which on a page is heavy, before compression.
const BUDGET: usize = 400;

/// Cards of a section that are shown on its page.
const CARDS: usize = 100;

impl Renderer<'_> {
    /// A page of the handbook as HTML.
    pub(super) fn page(&self, id: PageId) -> (Vec<u8>, Vec<Finding>) {
        let page = self.site.page(id);
        let address = self.site.address(page);
        let body = Body::alone(self, id, address).html();
        let marked = self.terms.as_ref().map(|terms| terms.mark(self, &body, address));
        let has_terms = marked.as_ref().is_some_and(|marked| *marked != body);
        let body = marked.unwrap_or(body);
        let csp = self.hosts_of(id).policy();
        let home = page.node() == NodeId::HOME;
        let mut context = self.around(page.node(), address);
        context.title = page.heading().into();
        context.title_id = Some(page.title_id()).filter(|id| !id.is_empty()).map(Into::into);
        context.title_markup =
            page.document().title().map(|heading| Markup::finished(&heading.html));
        context.description =
            Some(page.description()).filter(|text| !text.is_empty()).map(Into::into);
        context.description_shown = page.meta().description.is_some();
        context.csp = csp.into();
        context.markdown = Some(self.linker(address).to(&super::twin::address(address)).into());
        context.terms = has_terms;
        context.headings = headings(page);
        context.shows_views = !page.document().views().is_empty();
        context.body = Some(Markup::finished(&body));
        let kind = page.meta().kind().for_readers();
        context.kind = kind.filter(|kind| !self.is_told_above(kind, page)).map(Into::into);
        context.status = self.status(id, address);
        context.record = self.record(id, address);
        context.facts = self.facts(id, address).filter(|_| self.has_facts(id));
        context.tags = self.tag_links(page, address);
        context.edit = self.site.source_url(page, "edit").map(Into::into);
        context.history = self.site.source_url(page, "commits").map(Into::into);
        context.report = self.report_url(id).map(Into::into);
        context.runbooks = (*page.meta().kind() == PageType::Runbook)
            .then(|| self.runbooks_href(address))
            .flatten()
            .map(Into::into);
        (context.changes, context.edits) = self.own_changes(id, address);
        context.noindex = page.meta().is_draft();
        if home {
            context.view = Some(View::Home(views::home::view(self, address)));
        }
        let (html, mut findings) =
            self.html(if home { Template::Home } else { Template::Page }, &context);
        if html.len() > BUDGET * 1024 {
            findings.push(over_budget(page.source().whole(), html.len() / 1024, BUDGET));
        }
        (html, findings)
    }

    /// What surrounds any node of the tree, written by somebody or made by handbook.
    pub(super) fn around<'r>(&'r self, node: NodeId, address: &'r Address) -> PageContext<'r> {
        let linker = self.linker(address);
        PageContext {
            root: address.root().into(),
            title: self.tree.node(node).title().into(),
            canonical: self.site.absolute(address).map(Into::into),
            csp: Hosts::default().policy().into(),
            breadcrumbs: linker.breadcrumbs(node),
            navigation: if node == NodeId::HOME {
                Navigation::default()
            } else {
                linker.branch(node)
            },
            children: self.children(node, address),
            backlinks: self.backlinks(node, address),
            print: self.print_link(node, address),
            previous: self.neighbour(node, -1).map(|id| linker.link(id)),
            next: (node != NodeId::HOME)
                .then(|| self.neighbour(node, 1))
                .flatten()
                .map(|id| linker.link(id)),
            ..PageContext::default()
        }
    }

    /// The node before or behind another one, within the same top section.
    fn neighbour(&self, node: NodeId, step: isize) -> Option<NodeId> {
        let index = self.tree.position(node).checked_add_signed(step)?;
        let other = self.order.get(index).copied()?;
        (self.top(node) == self.top(other)).then_some(other)
    }

    /// The top section that a node is or lies in; none for pages directly below the home page.
    fn top(&self, node: NodeId) -> Option<NodeId> {
        let line = self.tree.ancestors(node);
        let top = line.get(1).copied().unwrap_or(node);
        (!self.tree.node(top).children().is_empty()).then_some(top)
    }

    /// Whether the name of a section above a page tells its kind already: "Policies" tells
    /// "Policy". Plurals differ in their last letters in many languages.
    fn is_told_above(&self, kind: &str, page: &Page) -> bool {
        let words = self.theme.words();
        let name = words.get(&format!("types.{kind}")).to_lowercase();
        let mut letters = name.chars();
        letters.next_back();
        let stem = letters.as_str();
        let above = self.tree.ancestors(page.node());
        let mut titles = above.iter().skip(1).map(|id| self.tree.node(*id).title().to_lowercase());
        !stem.is_empty() && titles.any(|title| title.contains(stem))
    }

    /// Cards of what is in a section; the home page has its own.
    fn children<'r>(&'r self, node: NodeId, from: &'r Address) -> CardList<'r> {
        if node == NodeId::HOME {
            return CardList::default();
        }
        let children = self.tree.node(node).children();
        let rest = (children.len() > CARDS)
            .then(|| Rest { count: children.len(), href: Some(self.contents_href(from)) });
        CardList {
            items: children.iter().take(CARDS).map(|child| self.card(*child, from)).collect(),
            rest,
        }
    }

    /// A node with what helps to choose it.
    pub(super) fn card<'r>(&'r self, id: NodeId, from: &'r Address) -> Card<'r> {
        let node = self.tree.node(id);
        let page = self.site.page_at(id);
        let owner = node.page().and_then(|page| self.resolved.owners(page).first());
        Card {
            title: node.title().into(),
            href: self.linker(from).href(id).into(),
            description: page
                .map(Page::description)
                .filter(|text| !text.is_empty())
                .map(Into::into),
            owner: owner.map(|owner| self.owner_link(owner, from)),
            count: node.is_section().then(|| self.tree.pages_in(id)),
            place: None,
            kind: page.and_then(|page| page.meta().kind().for_readers()).map(Into::into),
            status: page.and_then(|page| facts::status_of(page.meta())).map(Into::into),
            review: node.page().and_then(|page| self.review_state(page)).map(Into::into),
            urgency: node.page().and_then(|page| self.level_above(page)).map(Into::into),
        }
    }

    fn backlinks<'r>(&'r self, node: NodeId, from: &'r Address) -> LinkList<'r> {
        let pages = self.resolved.backlinks(node);
        let count = pages.len();
        let items = pages
            .take(BACKLINKS)
            .map(|page| self.linker(from).link(self.site.page(page).node()))
            .collect();
        LinkList { items, rest: (count > BACKLINKS).then_some(Rest { count, href: None }) }
    }

    /// Hosts from which one page shows something.
    pub(super) fn hosts_of(&self, id: PageId) -> Hosts {
        let mut hosts = Hosts::default();
        let config = self.site.config();
        for (link, target) in
            self.site.page(id).document().links().iter().zip(self.resolved.targets(id))
        {
            let Target::Outside(url) = target else {
                continue;
            };
            match link.kind {
                LinkKind::Image | LinkKind::RawSrc
                    if config.external_images == ExternalImages::Show =>
                {
                    hosts.add_image(url);
                }
                LinkKind::Embed if self.site.embeds(url) => hosts.add_frame(url),
                _ => {}
            }
        }
        hosts
    }
}

/// Headings for "on this page": those of level two with those of level three below them.
fn headings(page: &Page) -> Vec<HeadingContext<'_>> {
    let mut list: Vec<HeadingContext<'_>> = Vec::new();
    for heading in page.document().headings() {
        let entry = HeadingContext {
            id: heading.id.as_str().into(),
            title: heading.text.as_str().into(),
            children: Vec::new(),
        };
        match (heading.level, list.last_mut()) {
            (1 | 2, _) | (3, None) => list.push(entry),
            (3, Some(above)) => above.children.push(entry),
            _ => {}
        }
    }
    list
}
