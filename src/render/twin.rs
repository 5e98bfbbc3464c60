//! The Markdown twin of each page: what its author wrote, for programs that read Markdown. Only
//! public keys, no comments.

use crate::outputs::Output;
use crate::render::body::Body;
use crate::render::names;
use crate::render::renderer::Renderer;
use crate::site::PageId;
use crate::site::address::Address;
use crate::site::document::{Link, LinkKind};
use crate::site::opening::OpeningPiece;
use crate::source::Location;
use std::ops::Range;

/// Where the twin of a page stands: `people/index.md` for `people/`.
pub fn address(page: &Address) -> Address {
    Address::file(&output_path(page))
}

fn output_path(page: &Address) -> String {
    let path = page.output_path();
    format!("{}.md", path.strip_suffix(".html").unwrap_or(&path))
}

/// The twins of all published pages.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> impl Iterator<Item = (String, Output<'a>)> {
    renderer.order.iter().filter_map(move |node| {
        let node = renderer.tree.node(*node);
        let page = node.page()?;
        let make =
            move || (twin(renderer, page, &address(node.address())).into_bytes(), Vec::new());
        Some((output_path(node.address()), Output::Rendered(Box::new(make))))
    })
}

/// A page as its author wrote it, seen from an address.
pub fn twin(renderer: &Renderer<'_>, id: PageId, here: &Address) -> String {
    let page = renderer.site.page(id);
    let text = page.source().text();
    let start = page.body_start();
    let mut out = front_matter(renderer, id);
    if page.document().title().is_none() {
        out += &format!("# {}\n\n", page.heading());
    }
    let body = Body::alone(renderer, id, here);
    out += &opening(renderer, id, &body);
    let mut from = start;
    for (range, replacement) in edits(renderer, id, &body) {
        if range.start >= from {
            out.push_str(text.get(from..range.start).unwrap_or_default());
            out.push_str(&replacement);
            from = range.end;
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// What stands above the text, with its links as they are rendered.
fn opening(renderer: &Renderer<'_>, id: PageId, body: &Body<'_, '_>) -> String {
    let page = renderer.site.page(id);
    let links = || page.document().links().iter().zip(renderer.resolved.targets(id));
    let shown = |piece: &OpeningPiece| {
        let is_it =
            |link: &Link| link.target == piece.markdown && link.place.span() == Some(piece.span);
        let found = links().find(|(link, _)| is_it(link));
        let href = found.map(|(_, target)| body.href(target).unwrap_or_else(|| "#".into()));
        href.map_or_else(|| piece.markdown.clone(), |href| href.replace(' ', "%20"))
    };
    page.opening().iter().map(shown).collect()
}

/// Title, address, owners and review day: what readers see anyway.
fn front_matter(renderer: &Renderer<'_>, id: PageId) -> String {
    let page = renderer.site.page(id);
    let owners = names::owner_names(renderer, id);
    let mut lines = vec![("title", quoted(page.title()))];
    lines.extend(
        renderer
            .site
            .web()
            .absolute(renderer.site.address(page))
            .map(|url| ("address", quoted(&url))),
    );
    lines
        .extend(page.meta().description.as_ref().map(|text| ("description", quoted(text.value()))));
    if !owners.is_empty() {
        lines.push((
            "owner",
            format!(
                "[{}]",
                owners.iter().map(|owner| quoted(owner)).collect::<Vec<_>>().join(", ")
            ),
        ));
    }
    lines.extend(page.meta().reviewed.as_ref().map(|day| ("reviewed", day.value().to_string())));
    let lines = lines.iter().map(|(key, value)| format!("{key}: {value}\n"));
    format!("---\n{}---\n\n", lines.collect::<String>())
}

/// A text as a JSON string, which is YAML as well.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Links as they are rendered, and comments taken out; ordered, not overlapping.
fn edits(renderer: &Renderer<'_>, id: PageId, body: &Body<'_, '_>) -> Vec<(Range<usize>, String)> {
    let page = renderer.site.page(id);
    let here = |place: &Location| place.span().filter(|_| place.path() == page.source().path());
    let comments = page.document().comments().iter().filter_map(here);
    let mut edits: Vec<(Range<usize>, String)> =
        comments.map(|span| (span.range(), String::new())).collect();
    for (link, target) in page.document().links().iter().zip(renderer.resolved.targets(id)) {
        let Some(span) = here(&link.place) else { continue };
        let written = page.source().slice(span);
        match body.href(target) {
            Some(href) if written == link.target => {
                edits.push((span.range(), href.replace(' ', "%20")));
            }
            Some(_) => {}
            None => edits.push((span.range(), without_target(link, written))),
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    edits
}

/// What is written of a link that leads nowhere: the target may be the name of a page for fewer
/// people, and where it cannot be told from the text, only the text of wikilinks is sure.
fn without_target(link: &Link, written: &str) -> String {
    let is_wiki = matches!(link.kind, LinkKind::Wiki | LinkKind::WikiImage);
    match written.trim_matches(['!', '[', ']']).split_once('|') {
        Some((_, text)) if is_wiki => text.to_owned(),
        _ if is_wiki => String::new(),
        _ => "#".to_owned(),
    }
}
