//! What `handbook init` says of pages that are there already: what is carried over, and what is
//! not.

use crate::commands::cli::Settings;
use crate::commands::console::Console;
use crate::commands::pipeline;
use crate::diag::{Finding, Rule};
use crate::site::document::{Link, LinkKind};
use std::path::Path;

/// Rules that speak of something which readers do not get.
const LOSSES: [(Rule, &str); 11] = [
    (Rule::ForeignSyntax, "constructs of other tools that handbook does not know"),
    (Rule::IncludeMissing, "includes whose text does not exist"),
    (Rule::UnsafeHtml, "pieces of HTML that are not published"),
    (Rule::MissingImage, "images that do not exist"),
    (Rule::MissingFile, "links to files that do not exist"),
    (Rule::UnpublishedFile, "files of kinds that are not published"),
    (Rule::BrokenLink, "links to pages that do not exist"),
    (Rule::BrokenAnchor, "links to headings that do not exist"),
    (Rule::InvalidFrontMatter, "pages with invalid front matter"),
    (Rule::SkippedFile, "files that are not read"),
    (Rule::UnreadableFile, "files that cannot be read"),
];

/// Says what is carried over of a folder with pages, and what is not, with one place of each kind.
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
    let held = handbook.site.page_ids().filter(|id| !handbook.site.is_published(*id)).count();
    let counts = [
        counted(handbook.site.pages().len() - held, "page"),
        counted(links().count() - pictures, "link"),
        counted(pictures, "image"),
        counted(redirects, "old address"),
    ];
    console.say(&format!("carried over: {}\n", counts.join(", ")));
    if held > 0 {
        console.say(&format!("held back as a draft or by its dates: {}\n", counted(held, "page")));
    }
    let findings = analysis.findings([]);
    let lost: Vec<String> =
        LOSSES.iter().filter_map(|(rule, what)| line(*rule, what, &findings)).collect();
    if lost.is_empty() {
        console.say("no problems found\n");
    } else {
        console.say(&format!("needs your attention:\n{}", lost.concat()));
        console.say("to see each place and how to fix it, run: handbook check\n");
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
