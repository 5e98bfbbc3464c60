//! What other tools make addresses of: ids of pages in Docusaurus, by which its sidebars name them,
//! too, and patterns of collections in Jekyll.

use super::below;
use crate::config::Config;
use crate::config::neighbour::{NavEntry, Permalink};
use crate::site::address::join;
use crate::site::meta::Meta;
use crate::site::{Page, name};
use crate::source::Source;
use crate::yaml::Sourced;
use std::borrow::Cow;
use std::collections::HashMap;

/// The key of front matter.
const KEY: &str = "id";

/// What a page's address ends with, or the whole of it, where another tool's settings say so.
pub(super) fn address(
    config: &Config,
    path: &str,
    source: &Source,
    meta: &Meta,
) -> Option<Sourced<String>> {
    let id = config.habits.named_by_id.then(|| own(path, source, meta)).flatten();
    let in_collection = || {
        let address = config.habits.permalinks.iter().find_map(|it| by_pattern(it, path))?;
        Some(Sourced::new(address, "permalink", source.whole()))
    };
    id.or_else(in_collection)
}

/// The address of a page in a collection by its path below content; none where the page stands for
/// a folder, and where the pattern asks for more than the path says.
fn by_pattern(permalink: &Permalink, path: &str) -> Option<String> {
    let below = path.strip_prefix(permalink.folder.as_str())?.strip_prefix('/')?;
    let stem = name::stem(below)?;
    let last = stem.rsplit('/').next().unwrap_or(stem);
    let part = |part: &str| match part {
        ":collection" => Some(permalink.collection.clone()),
        ":path" => Some(stem.to_owned()),
        ":name" | ":title" | ":slug" | ":basename" => Some(last.to_owned()),
        plain => (!plain.contains(':')).then(|| plain.to_owned()),
    };
    let pattern = permalink.pattern.trim_end_matches(":output_ext").trim_end_matches(".html");
    let parts: Option<Vec<String>> = pattern.trim_matches('/').split('/').map(part).collect();
    let address = parts?.join("/");
    let is_page = name::section_rank(last).is_none() && !address.is_empty();
    is_page.then(|| format!("/{address}"))
}

/// The last part of a page's address by its id; a page that speaks for its folder has none.
fn own(path: &str, source: &Source, meta: &Meta) -> Option<Sourced<String>> {
    let stem = name::stem(path).unwrap_or(path);
    let (folder, last) = stem.rsplit_once('/').unwrap_or(("", stem));
    if name::section_rank(last).is_some() || folder.rsplit('/').next() == Some(last) {
        return None;
    }
    let entry = meta.extra.iter().find(|entry| entry.key == KEY)?;
    let id = entry.value.text()?.trim();
    let is_plain = !id.is_empty() && !id.contains(['/', ' ']);
    is_plain.then(|| Sourced::new(id.to_owned(), KEY, source.at(entry.value.span)))
}

/// The navigation of another tool, with files where it names ids.
pub(super) fn with_files<'c>(
    config: &'c Config,
    pages: &[Page],
    content: &str,
) -> Cow<'c, [NavEntry]> {
    if !config.habits.named_by_id {
        return Cow::Borrowed(&config.neighbour_nav);
    }
    let files = files(pages, content);
    let named = |entry: &NavEntry| match entry {
        NavEntry::Page { path, title } => {
            let file = files.get(name::stem(path).unwrap_or(path));
            let path = file.map_or_else(|| path.clone(), |file| format!("{file}.md"));
            NavEntry::Page { path, title: title.clone() }
        }
        NavEntry::Group { .. } => entry.clone(),
    };
    Cow::Owned(config.neighbour_nav.iter().map(named).collect())
}

/// Paths without endings that end with ids, with those of the files.
fn files(pages: &[Page], content: &str) -> HashMap<String, String> {
    let id = |page: &Page| {
        let stem = name::stem(below(page.source.path(), content)?)?;
        let slug = page.meta.slug.as_ref().filter(|slug| slug.key() == KEY)?;
        let folder = stem.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some((join(folder, slug.value())?, stem.to_owned()))
    };
    pages.iter().filter_map(id).collect()
}
