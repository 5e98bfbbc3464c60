//! One document for paper.

use crate::config::ExternalImages;
use crate::diag::Finding;
use crate::html::Html;
use crate::render::body::Body;
#[cfg(test)]
use crate::render::context::samples::{body, day, evil, facts, review, status};
use crate::render::context::{
    DayText, FactsContext, Markup, PageContext, RecordContext, StatusContext, Text, View,
    ViewContext,
};
use crate::render::paper::PrintPart;
use crate::render::renderer::Renderer;
use crate::render::scope::PrintScope;
use crate::render::security::Hosts;
use crate::render::{facts, hosts, offline, paper, record, scope, time};
use crate::site::PageId;
use crate::site::address::Address;
use crate::site::meta::PageType;
use crate::site::tree::NodeId;
use serde::Serialize;

/// Several pages in one document.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PrintView<'a> {
    /// The day of all this.
    pub as_of: DayText<'a>,
    /// A whole `<style>` element, where the file needs no other.
    pub style: Option<Markup<'a>>,
    /// In the order of reading.
    pub pages: Vec<PrintedPage<'a>>,
}

impl ViewContext for PrintView<'_> {
    const TEMPLATE: &'static str = "print";

    #[cfg(test)]
    fn filled() -> Self {
        let page = PrintedPage {
            id: evil(),
            depth: 1,
            starts_sheet: true,
            title: evil(),
            title_markup: None,
            above: vec![evil()],
            lead: Some(evil()),
            status: Some(status()),
            record: None,
            facts: Some(facts("owned", review("fresh"))),
            body: body().into(),
            canonical: Some(evil()),
        };
        PrintView { as_of: day().unwrap_or_default(), style: None, pages: vec![page] }
    }
}

/// One page of such a document.
#[derive(Clone, Debug, Serialize)]
pub struct PrintedPage<'a> {
    /// The fragment that leads to it.
    pub id: Text<'a>,
    /// How deep it lies in the document, from 1 to 6.
    pub depth: usize,
    /// Whether it begins on a sheet of its own; others follow the page before them.
    pub starts_sheet: bool,
    /// The heading.
    pub title: Text<'a>,
    /// The heading with its inline markup.
    pub title_markup: Option<Markup<'a>>,
    /// The titles of the sections around it.
    pub above: Vec<Text<'a>>,
    /// The author's description.
    pub lead: Option<Text<'a>>,
    /// Said before the first sentence: a draft, archived, superseded.
    pub status: Option<StatusContext<'a>>,
    /// Of records, when and who.
    pub record: Option<RecordContext<'a>>,
    /// Owner, review, where to ask.
    pub facts: Option<FactsContext<'a>>,
    /// The text, its headings one level lower and its ids kept apart.
    pub body: Markup<'a>,
    /// Absolute address, where `base_url` is known.
    pub canonical: Option<Text<'a>>,
}

/// Makes a document.
pub fn render(renderer: &Renderer<'_>, what: PrintPart) -> (Vec<u8>, Vec<Finding>) {
    let here = paper::printed_at(renderer, what);
    let pages = pages(renderer, what);
    let scope = PrintScope::new(pages.iter().map(|page| renderer.site.page(*page).node()));
    let is_offline = what == PrintPart::Runbooks;
    let body = |(index, page): (usize, &PageId)| {
        let body =
            Body { renderer, page: *page, shown_at: &here, within: Some(&scope), is_offline };
        scope::scoped(&body.html(), index + 1)
    };
    let bodies: Vec<Html> = pages.iter().enumerate().map(body).collect();
    let style =
        is_offline.then(|| Html::finished(format!("<style>{}</style>", offline::style(renderer))));
    let mut printed: Vec<PrintedPage<'_>> = pages
        .iter()
        .zip(&bodies)
        .enumerate()
        .map(|(index, (page, body))| PrintedPage {
            starts_sheet: starts_sheet(renderer, what, *page),
            ..printed_page(renderer, *page, index + 1, body, &here)
        })
        .collect();
    outdent(&mut printed);
    let view = PrintView {
        as_of: time::day_text(renderer, renderer.report.today()),
        style: style.as_ref().map(Into::into),
        pages: printed,
    };
    let context = PageContext {
        root: here.root().into(),
        title: title(renderer, what),
        csp: policy(renderer, &pages, is_offline).into(),
        noindex: true,
        view_id: Some("print".into()),
        has_code: bodies.iter().any(|body| body.as_str().contains("<pre")),
        has_italics: bodies.iter().any(|body| body.as_str().contains("<em>")),
        ..PageContext::default()
    };
    renderer.view(context, View::of(&view))
}

/// The list of pages begins at the margin, however deep the document's section lies.
fn outdent(pages: &mut [PrintedPage<'_>]) {
    let least = pages.iter().map(|page| page.depth).min().unwrap_or(1);
    pages.iter_mut().for_each(|page| page.depth = (page.depth - least + 1).min(6));
}

fn title<'r>(renderer: &'r Renderer<'_>, what: PrintPart) -> Text<'r> {
    match what {
        PrintPart::All => renderer.site.title().into(),
        PrintPart::Section(node) => renderer.tree.node(node).title().into(),
        PrintPart::Runbooks => renderer.theme.words().get("print.runbooks").into(),
    }
}

/// The pages of a document, in reading order.
fn pages(renderer: &Renderer<'_>, what: PrintPart) -> Vec<PageId> {
    let from = match what {
        PrintPart::Section(node) => renderer.tree.position(node),
        PrintPart::All | PrintPart::Runbooks => 0,
    };
    let is_inside = |node: &NodeId| match what {
        PrintPart::Section(top) => *node == top || renderer.tree.ancestors(*node).contains(&top),
        PrintPart::All | PrintPart::Runbooks => true,
    };
    let nodes = renderer.order.get(from..).unwrap_or_default().iter().copied();
    let pages = nodes.take_while(is_inside).filter_map(|node| renderer.tree.node(node).page());
    let is_wanted = |page: &PageId| {
        what != PrintPart::Runbooks || *renderer.site.page(*page).meta().kind() == PageType::Runbook
    };
    pages.filter(is_wanted).collect()
}

/// Pictures of other hosts are allowed as on the pages themselves; a file for use without a network
/// asks nobody.
fn policy(renderer: &Renderer<'_>, pages: &[PageId], is_offline: bool) -> String {
    if is_offline {
        let style = offline::style_hash(renderer);
        return format!(
            "default-src 'none'; style-src {style}; img-src data:; base-uri 'none'; \
             form-action 'none'"
        );
    }
    let mut hosts = Hosts::default();
    if renderer.site.config().external_images == ExternalImages::Show {
        pages.iter().for_each(|page| hosts.add(&hosts::hosts_of(renderer, *page)));
    }
    hosts.policy()
}

/// A runbook can be hung up by itself, and a chapter of the whole handbook be given away.
fn starts_sheet(renderer: &Renderer<'_>, what: PrintPart, id: PageId) -> bool {
    let page = renderer.site.page(id);
    let node = renderer.tree.node(page.node());
    let is_chapter = what == PrintPart::All
        && node.is_section()
        && renderer.tree.ancestors(page.node()).len() == 1;
    is_chapter || *page.meta().kind() == PageType::Runbook
}

fn printed_page<'r>(
    renderer: &'r Renderer<'_>,
    id: PageId,
    place: usize,
    body: &'r Html,
    from: &'r Address,
) -> PrintedPage<'r> {
    let page = renderer.site.page(id);
    let above = renderer.tree.ancestors(page.node());
    let titles = above.iter().skip(1).map(|node| renderer.tree.node(*node).title().into());
    PrintedPage {
        id: scope::id(place).into(),
        depth: above.len(),
        starts_sheet: false,
        title: page.heading().into(),
        title_markup: page.document().title().map(|heading| (&heading.html).into()),
        above: titles.collect(),
        lead: page.meta().description.as_ref().map(|text| text.value().as_str().into()),
        status: facts::status(renderer, id, from),
        record: record::record(renderer, id, from),
        facts: facts::facts(renderer, id, from).filter(|_| record::has_facts(renderer, id)),
        body: body.into(),
        canonical: renderer.site.web().absolute(renderer.site.address(page)).map(Into::into),
    }
}
