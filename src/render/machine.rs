//! What machines read: the site map, the list of pages, texts for language models, headers, the
//! files of the theme.

use crate::config::Robots;
use crate::formats::sitemap;
use crate::govern::urgency::Policy;
use crate::outputs::Output;
use crate::render::renderer::Renderer;
use crate::render::security::headers_file;
use crate::render::{hosts, names, twin};
use crate::site::address::Address;
use crate::site::urgency::Step;
use serde::Serialize;
use std::borrow::Cow;

/// Makes one text of all pages.
type Make = fn(&Renderer<'_>) -> Vec<u8>;

/// The texts, by their path.
const TEXTS: [(&str, Make); 5] = [
    ("_headers", |renderer| headers_file(&hosts::all_hosts(renderer)).into_bytes()),
    ("robots.txt", |renderer| robots(renderer).into_bytes()),
    ("llms.txt", |renderer| llms(renderer).into_bytes()),
    ("-/pages.json", |renderer| pages_json(renderer).into_bytes()),
    (".nojekyll", |_| Vec::new()),
];

/// Every output for machines.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> impl Iterator<Item = (String, Output<'a>)> {
    let theme = renderer
        .theme
        .assets()
        .iter()
        .map(|asset| (asset.path.clone(), Output::Bytes(asset.bytes.clone())));
    let texts = TEXTS.into_iter().map(|(path, make)| (path.to_owned(), rendered(renderer, make)));
    // The site map needs absolute addresses.
    let map = renderer
        .site
        .web()
        .absolute(&Address::default())
        .map(|_| ("sitemap.xml".to_owned(), rendered(renderer, site_map)));
    theme.chain(texts).chain(map).chain(twin::outputs(renderer))
}

fn rendered<'a>(renderer: &'a Renderer<'a>, make: Make) -> Output<'a> {
    Output::Rendered(Box::new(move || (make(renderer), Vec::new())))
}

fn site_map(renderer: &Renderer<'_>) -> Vec<u8> {
    let addresses =
        published(renderer).filter_map(|(_, address)| renderer.site.web().absolute(address));
    sitemap::sitemap(&addresses.collect::<Vec<String>>())
}

/// Published pages that somebody wrote, in reading order.
fn published<'a>(
    renderer: &'a Renderer<'_>,
) -> impl Iterator<Item = (crate::site::PageId, &'a Address)> {
    renderer
        .order
        .iter()
        .filter_map(|id| Some((renderer.tree.node(*id).page()?, renderer.tree.node(*id).address())))
}

fn robots(renderer: &Renderer<'_>) -> String {
    if renderer.site.config().robots == Robots::NoIndex {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    let sitemap = renderer.site.web().absolute(&Address::file("sitemap.xml"));
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
        let link = format!(
            "- [{}]({})",
            one_line(page.title()).replace(['[', ']'], ""),
            twin::address(address)
        );
        let description = one_line(page.description());
        text +=
            &if description.is_empty() { link + "\n" } else { format!("{link}: {description}\n") };
    }
    text
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One page in `pages.json`.
#[derive(Serialize)]
struct PageListing<'a> {
    path: &'a str,
    address: &'a str,
    title: &'a str,
    description: Option<&'a str>,
    #[serde(rename = "type")]
    kind: &'a str,
    owners: Vec<Cow<'a, str>>,
    tags: Vec<&'a str>,
    owner_state: Option<&'static str>,
    review_state: Option<&'static str>,
    reviewed: Option<String>,
    urgency: Option<PolicyRow<'a>>,
    due: Option<String>,
    words: usize,
}

/// What is promised to whoever asks about the matter of a page.
#[derive(Serialize)]
struct PolicyRow<'a> {
    level: &'a str,
    above_default: bool,
    first_reply_within: Option<String>,
    answer_within: Option<String>,
    hours: Option<String>,
    channels: Vec<&'a str>,
    escalate: Vec<StepRow<'a>>,
}

#[derive(Serialize)]
struct StepRow<'a> {
    after: String,
    to: Cow<'a, str>,
}

fn policy_row<'r>(renderer: &'r Renderer<'_>, policy: Policy<'r>) -> Option<PolicyRow<'r>> {
    let step = |step: &'r Step| StepRow {
        after: step.after.value().to_string(),
        to: names::public_name(renderer, step.to.value()),
    };
    Some(PolicyRow {
        level: policy.level()?.id.value(),
        above_default: policy.is_above_default(),
        first_reply_within: policy.first_reply_within().map(|wait| wait.value().to_string()),
        answer_within: policy.answer_within().map(|wait| wait.value().to_string()),
        hours: policy.hours().map(|hours| hours.value().to_string()),
        channels: policy.channels().iter().map(|channel| channel.value().as_str()).collect(),
        escalate: policy.escalate().iter().map(step).collect(),
    })
}

/// The list of all published pages for other programs.
fn pages_json(renderer: &Renderer<'_>) -> String {
    let rows = published(renderer).map(|(id, address)| {
        let page = renderer.site.page(id);
        let verdict = renderer.report.of(id);
        PageListing {
            owner_state: verdict.map(|verdict| verdict.ownership.state.into()),
            review_state: verdict.map(|verdict| verdict.review.state.into()),
            due: verdict.and_then(|verdict| verdict.review.due).map(|day| day.to_string()),
            path: page.source().path(),
            address: address.as_str(),
            title: page.title(),
            description: Some(page.description()).filter(|text| !text.is_empty()),
            kind: page.meta().kind().id(),
            owners: names::owner_names(renderer, id),
            tags: page.meta().tags.iter().map(|tag| tag.value().as_str()).collect(),
            reviewed: page.meta().reviewed.as_ref().map(|day| day.value().to_string()),
            urgency: policy_row(renderer, renderer.policies.of(id)),
            words: page.document().words(),
        }
    });
    let value = serde_json::json!({
        "schema_version": 1,
        "title": renderer.site.title(),
        "pages": rows.collect::<Vec<_>>(),
    });
    format!("{value:#}\n")
}
