//! Texts beside the pages in markups that handbook does not read: they are on no page, and their
//! author hears of it.

use super::{HandbookFiles, below};
use crate::config::Config;
use crate::diag::Finding;
use crate::diag::catalogue::files::other_markup;
use crate::source::Source;
use std::collections::BTreeMap;

/// Markups by the endings of their files.
const MARKUPS: [(&str, &str); 15] = [
    (".rst", "reStructuredText"),
    (".adoc", "AsciiDoc"),
    (".asciidoc", "AsciiDoc"),
    (".textile", "Textile"),
    (".mediawiki", "MediaWiki"),
    (".org", "Org"),
    (".ipynb", "Jupyter"),
    (".rmd", "R Markdown"),
    (".qmd", "Quarto"),
    (".njk", "Nunjucks"),
    (".liquid", "Liquid"),
    (".html.erb", "ERB"),
    (".html.haml", "Haml"),
    (".html.slim", "Slim"),
    (HTML, "HTML"),
];

/// Pages of some tools, and no more than files for others.
const HTML: &str = ".html";

/// Pages of HTML that are for the host or a program, and have no text for readers.
const FOR_HOSTS: [&str; 3] = ["404", "500", "search"];

/// Folders with parts of pages, and with what belongs to a program.
const NO_PAGES: [&str; 13] = [
    "admin",
    "archetypes",
    "assets",
    "examples",
    "includes",
    "layouts",
    "node_modules",
    "partials",
    "public",
    "static",
    "templates",
    "test",
    "tests",
];

/// One finding for each markup, at its first file.
pub(super) fn unread(files: &HandbookFiles, content: &str, config: &Config) -> Vec<Finding> {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let all = files.others.iter().chain(files.refused.keys());
    for path in all.map(String::as_str).filter(|path| is_for_readers(path, content)) {
        let lower = path.to_lowercase();
        let is_page = |ending: &str| {
            let stem = lower.strip_suffix(ending)?;
            let name = stem.rsplit('/').next().unwrap_or(stem);
            // A template of data has a second ending: `people.csv.njk`.
            let is_html = ending != HTML || config.habits.html_pages && !is_for_hosts(name);
            (is_html && (!name.contains('.') || name.ends_with(".html"))).then_some(())
        };
        let markup = MARKUPS.iter().find(|(ending, _)| is_page(ending).is_some());
        if let Some((_, name)) = markup {
            found.entry(name).or_default().push(path);
        }
    }
    let finding = |(name, mut paths): (&str, Vec<&str>)| {
        paths.sort_unstable();
        let place = Source::new(paths.first().copied().unwrap_or_default(), "").whole();
        other_markup(place, name, &paths)
    };
    found.into_iter().map(finding).collect()
}

fn is_for_hosts(name: &str) -> bool {
    // `google0123456789abcdef.html` says whose the site is.
    let proof = name.strip_prefix("google").filter(|code| !code.is_empty());
    let is_proof = proof.is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
    is_proof || FOR_HOSTS.contains(&name)
}

fn is_for_readers(path: &str, content: &str) -> bool {
    let Some(path) = below(path, content) else { return false };
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    !folders.split('/').any(|part| part.starts_with('_') || NO_PAGES.contains(&part))
}
