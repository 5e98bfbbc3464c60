//! What `handbook init` says of pages that are there already: what is taken over, and what is not.

use crate::commands::cli::Settings;
use crate::commands::console::Console;
use crate::commands::pipeline;
use crate::diag::{Finding, Rule};
use crate::site::document::{Link, LinkKind};
use std::path::Path;

/// Rules that speak of something which readers do not get.
const LOSSES: [(Rule, &str); 11] = [
    (Rule::ForeignSyntax, "constructs of other tools that are not known"),
    (Rule::IncludeMissing, "includes without a text"),
    (Rule::UnsafeHtml, "pieces of HTML that are not published"),
    (Rule::MissingImage, "pictures that are not there"),
    (Rule::MissingFile, "links to files that are not there"),
    (Rule::UnpublishedFile, "files of kinds that are not published"),
    (Rule::BrokenLink, "links to pages that are not there"),
    (Rule::BrokenAnchor, "links to headings that are not there"),
    (Rule::InvalidFrontMatter, "pages whose front matter needs a hand"),
    (Rule::SkippedFile, "files that are not read"),
    (Rule::UnreadableFile, "files that cannot be read"),
];

/// Says what is taken over of a folder with pages, and what is not, with one place of each kind.
pub fn report(root: &Path, console: &mut Console) {
    let settings =
        Settings { config: None, base_url: None, drafts: false, today: None, audience: None };
    let Ok(handbook) = pipeline::open(Some(root), &settings, None) else { return };
    let analysis = handbook.analyse();
    let links = || handbook.site.pages().iter().flat_map(|page| page.document().links());
    let is_picture = |link: &&Link| {
        matches!(link.kind, LinkKind::Image | LinkKind::WikiImage | LinkKind::RawSrc)
    };
    let pictures = links().filter(is_picture).count();
    let redirects = analysis.resolved.aliases().len();
    let counts = [
        counted(handbook.site.pages().len(), "page"),
        counted(links().count() - pictures, "link"),
        counted(pictures, "picture"),
        counted(redirects, "old address"),
    ];
    console.say(&format!("taken over: {}\n", counts.join(", ")));
    let findings = analysis.findings([]);
    let lost: Vec<String> =
        LOSSES.iter().filter_map(|(rule, what)| line(*rule, what, &findings)).collect();
    if lost.is_empty() {
        console.say("nothing is left behind\n");
    } else {
        console.say(&format!("to look at:\n{}", lost.concat()));
        console.say("each with its place and a way out: handbook check\n");
    }
}

fn line(rule: Rule, what: &str, findings: &[Finding]) -> Option<String> {
    let of_rule: Vec<&Finding> = findings.iter().filter(|finding| finding.rule() == rule).collect();
    let place = of_rule.first()?.location();
    let line = place.start().map_or(String::new(), |start| format!(":{}", start.line));
    let first = format!("{}{line}", place.path());
    Some(format!("  {:>5}  {what} (first: {first})\n", of_rule.len()))
}

fn counted(count: usize, noun: &str) -> String {
    let plural = if noun.ends_with('s') { "es" } else { "s" };
    format!("{count} {noun}{}", if count == 1 { "" } else { plural })
}
