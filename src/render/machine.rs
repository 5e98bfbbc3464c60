//! What machines read: the site map, the list of pages, texts for language models, headers, the files of the theme.

use crate::config::Robots;
use crate::formats::sitemap;
use crate::outputs::Output;
use crate::render::security::headers_file;
use crate::render::{Renderer, twin};
use crate::resolve::owners::Owner;
use crate::site::address::Address;
use serde::Serialize;

/// Every output for machines.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> impl Iterator<Item = (String, Output<'a>)> {
    let theme = renderer.theme.assets().iter().map(|asset| (asset.path.clone(), Output::Bytes(asset.bytes.clone())));
    let texts = [
        ("_headers", headers_file(&renderer.hosts())),
        ("robots.txt", robots(renderer)),
        ("llms.txt", llms(renderer)),
        ("-/pages.json", pages_json(renderer)),
        (".nojekyll", String::new()),
    ];
    let texts = texts.into_iter().map(|(path, text)| (path.to_owned(), Output::Bytes(text.into_bytes())));
    theme.chain(texts).chain(site_map(renderer)).chain(twin::outputs(renderer))
}

/// The site map needs absolute addresses.
fn site_map<'a>(renderer: &'a Renderer<'a>) -> Option<(String, Output<'a>)> {
    let addresses = published(renderer).map(|(_, address)| renderer.site.absolute(address));
    let addresses: Option<Vec<String>> = addresses.collect();
    let xml = sitemap::sitemap(&addresses?);
    Some(("sitemap.xml".to_owned(), Output::Bytes(xml)))
}

/// Published pages that somebody wrote, in reading order.
fn published<'a>(renderer: &'a Renderer<'_>) -> impl Iterator<Item = (crate::site::PageId, &'a Address)> {
    renderer.order.iter().filter_map(|id| Some((renderer.tree.node(*id).page()?, renderer.tree.node(*id).address())))
}

fn robots(renderer: &Renderer<'_>) -> String {
    if renderer.site.config().robots == Robots::NoIndex {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    let sitemap = renderer.site.absolute(&Address::file("sitemap.xml"));
    let sitemap = sitemap.map_or_else(String::new, |url| format!("Sitemap: {url}\n"));
    format!("User-agent: *\nAllow: /\n{sitemap}")
}

/// The list that language models are asked to read first, as llmstxt.org describes it.
fn llms(renderer: &Renderer<'_>) -> String {
    let mut text = format!("# {}\n\n", one_line(renderer.site.title()));
    if let Some(description) = &renderer.site.config().description {
        text += &format!("> {}\n\n", one_line(description));
    }
    for (page, address) in published(renderer) {
        let page = renderer.site.page(page);
        let link = format!("- [{}]({})", one_line(page.title()).replace(['[', ']'], ""), twin::address(address));
        let description = one_line(page.description());
        text += &if description.is_empty() { link + "\n" } else { format!("{link}: {description}\n") };
    }
    text
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One page in `pages.json`.
#[derive(Serialize)]
struct PageRow<'a> {
    path: &'a str,
    address: &'a str,
    title: &'a str,
    description: Option<&'a str>,
    #[serde(rename = "type")]
    kind: &'a str,
    owners: Vec<&'a str>,
    tags: Vec<&'a str>,
    owner_state: Option<&'static str>,
    review_state: Option<&'static str>,
    reviewed: Option<String>,
    due: Option<String>,
    words: usize,
}

/// The list of all published pages for other programs.
fn pages_json(renderer: &Renderer<'_>) -> String {
    let rows = published(renderer).map(|(id, address)| {
        let page = renderer.site.page(id);
        let verdict = renderer.report.of(id);
        PageRow {
            owner_state: verdict.map(|verdict| verdict.ownership.state.into()),
            review_state: verdict.map(|verdict| verdict.review.state.into()),
            due: verdict.and_then(|verdict| verdict.review.due).map(|day| day.to_string()),
            path: page.source().path(),
            address: address.as_str(),
            title: page.title(),
            description: Some(page.description()).filter(|text| !text.is_empty()),
            kind: page.meta().kind().id(),
            owners: renderer.resolved.owners(id).iter().map(Owner::name).collect(),
            tags: page.meta().tags.iter().map(|tag| tag.value().as_str()).collect(),
            reviewed: page.meta().reviewed.as_ref().map(|day| day.value().to_string()),
            words: page.document().words(),
        }
    });
    let value =
        serde_json::json!({ "schema_version": 1, "title": renderer.site.title(), "pages": rows.collect::<Vec<_>>() });
    format!("{value:#}\n")
}
