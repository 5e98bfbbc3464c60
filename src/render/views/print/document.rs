//! One document for paper.

use crate::config::ExternalImages;
use crate::diag::Finding;
use crate::html::Html;
use crate::render::body::Body;
use crate::render::context::{PageContext, PrintView, PrintedPage, Text, View};
use crate::render::paper::PrintPart;
use crate::render::renderer::Renderer;
use crate::render::scope::PrintScope;
use crate::render::security::Hosts;
use crate::render::{facts, hosts, offline, paper, record, scope, time};
use crate::site::PageId;
use crate::site::address::Address;
use crate::site::meta::PageType;
use crate::site::tree::NodeId;
use crate::theme::Template;

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
        .map(|(index, (page, body))| printed_page(renderer, *page, index + 1, body, &here))
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
        view: Some(View::Print(view)),
        ..PageContext::default()
    };
    renderer.html(Template::Print, &context)
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
        title: page.heading().into(),
        title_markup: page.document().title().map(|heading| (&heading.html).into()),
        above: titles.collect(),
        lead: page.meta().description.as_ref().map(|text| text.value().as_str().into()),
        status: facts::status(renderer, id, from),
        record: record::record(renderer, id, from),
        facts: facts::facts(renderer, id, from).filter(|_| record::has_facts(renderer, id)),
        body: body.into(),
        canonical: renderer.site.absolute(renderer.site.address(page)).map(Into::into),
    }
}
