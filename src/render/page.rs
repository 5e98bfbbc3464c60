//! One page: its text and everything around it.

use crate::diag::Finding;
use crate::diag::catalogue::markdown::over_budget;
use crate::render::body::Body;
use crate::render::context::{HeadingContext, View};
use crate::render::renderer::Renderer;
use crate::render::views::{changes, tags};
use crate::render::{facts, feedback, frame, hosts, paper, record, views};
use crate::site::meta::PageType;
use crate::site::tree::NodeId;
use crate::site::{Page, PageId};

/// Kilobytes of HTML from which on a page is heavy, before compression.
const BUDGET: usize = 400;

/// A page of the handbook as HTML.
pub fn page(renderer: &Renderer<'_>, id: PageId) -> (Vec<u8>, Vec<Finding>) {
    let page = renderer.site.page(id);
    let address = renderer.site.address(page);
    let body = Body::alone(renderer, id, address).html();
    let marked = renderer.terms.as_ref().map(|terms| {
        terms.mark(&body, renderer.site, renderer.theme.words(), renderer.linker(address))
    });
    let has_terms = marked.as_ref().is_some_and(|marked| *marked != body);
    let body = marked.unwrap_or(body);
    let csp = hosts::hosts_of(renderer, id).policy();
    let mut context = frame::around(renderer, page.node(), address);
    context.title = page.heading().into();
    context.title_id = Some(page.title_id()).filter(|id| !id.is_empty()).map(Into::into);
    context.title_markup = page.document().title().map(|heading| (&heading.html).into());
    context.description = Some(page.description()).filter(|text| !text.is_empty()).map(Into::into);
    context.description_shown = page.meta().description.is_some();
    context.csp = csp.into();
    context.markdown = Some(renderer.linker(address).to(&super::twin::address(address)).into());
    context.terms = has_terms;
    context.has_code = body.as_str().contains("<pre");
    context.has_italics = body.as_str().contains("<em>");
    context.has_images = body.as_str().contains("<img ");
    context.headings = headings(page);
    context.shows_views = !page.document().views().is_empty();
    context.body = Some((&body).into());
    let kind = page.meta().kind().for_readers();
    context.kind = kind.filter(|kind| !is_told_above(renderer, kind, page)).map(Into::into);
    context.status = facts::status(renderer, id, address);
    context.record = record::record(renderer, id, address);
    context.facts = facts::facts(renderer, id, address).filter(|_| record::has_facts(renderer, id));
    context.tags = tags::tag_links(renderer, page, address);
    context.edit = renderer.site.web().source_url(page, "edit").map(Into::into);
    context.history = renderer.site.web().source_url(page, "commits").map(Into::into);
    context.report = feedback::report_url(renderer, id).map(Into::into);
    context.is_runbook = *page.meta().kind() == PageType::Runbook;
    context.runbooks = context
        .is_runbook
        .then(|| paper::runbooks_href(renderer, address))
        .flatten()
        .map(Into::into);
    (context.changes, context.edits) = changes::own_changes(renderer, id, address);
    context.noindex = page.meta().is_draft();
    let (html, mut findings) = if page.node() == NodeId::HOME {
        renderer.view(context, View::of(&views::home::view(renderer, address)))
    } else {
        renderer.html("page", &context)
    };
    if html.len() > BUDGET * 1024 {
        findings.push(over_budget(page.source().whole(), html.len() / 1024, BUDGET));
    }
    (html, findings)
}

/// Whether the name of a section above a page tells its kind already: "Policies" tells
/// "Policy". Plurals differ in their last letters in many languages.
fn is_told_above(renderer: &Renderer<'_>, kind: &str, page: &Page) -> bool {
    let words = renderer.theme.words();
    let name = words.get(&format!("types.{kind}")).to_lowercase();
    let mut letters = name.chars();
    letters.next_back();
    let stem = letters.as_str();
    let above = renderer.tree.ancestors(page.node());
    let mut titles = above.iter().skip(1).map(|id| renderer.tree.node(*id).title().to_lowercase());
    !stem.is_empty() && titles.any(|title| title.contains(stem))
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
