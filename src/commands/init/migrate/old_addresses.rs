//! Where pages stood on the site of another tool, and whether they are found there again.

use super::lists::ListNotes;
use super::nav::path;
use crate::config::Urls;
use crate::config::neighbour::{Neighbour, Tool};
use crate::load::markdown::slug;
use crate::resolve::Resolved;
use crate::resolve::aliases::{Moved, output_path};
use crate::site::tree::Node;
use crate::site::{Page, Site, name};
use crate::source::Location;
use std::collections::BTreeMap;

/// Settings that make addresses which do not follow from paths.
const MAKERS: [&str; 3] = ["permalinks", "permalink", "rewrites"];

/// What becomes of old addresses.
#[derive(Default)]
pub struct OldAddresses {
    /// How many there are.
    pub count: usize,
    /// Lines for `redirects`.
    pub redirects: Vec<(String, String)>,
    /// Those that will not answer.
    pub lost: Vec<(String, Location)>,
    /// Whether the pages stood on a host of the tool's maker, where nothing can lead on.
    pub are_elsewhere: bool,
    /// The setting that makes the addresses of pages in its own way, if there is one.
    pub made_by: Option<String>,
}

impl OldAddresses {
    /// Finds the old address of each page, and what it needs to answer.
    /// Pages that no list of pages has had none, where there are such lists.
    pub fn of(
        tool: Option<Tool>,
        neighbour: &Neighbour,
        resolved: &Resolved<'_>,
        lists: &[ListNotes],
    ) -> Self {
        let site = resolved.site();
        let mut found = OldAddresses::default();
        found.settings(resolved);
        let Some(tool) = tool.filter(|tool| !is_elsewhere(*tool)) else {
            found.are_elsewhere = tool.is_some();
            return found;
        };
        let mut unread = neighbour.unread().iter().map(|unread| &unread.name);
        found.made_by = unread.find(|name| MAKERS.contains(&name.as_str())).cloned();
        if found.made_by.is_some() {
            return found;
        }
        let taken = taken(site);
        let before = found.redirects.len();
        let nodes = site.tree().reading_order().iter().map(|id| site.tree().node(*id));
        let is_strict = matches!(tool, Tool::Mdbook | Tool::Gitbook) && !lists.is_empty();
        let had_one = |node: &&Node| {
            let stem = node.stem().to_lowercase();
            !is_strict || lists.iter().any(|list| list.stems.contains(&stem))
        };
        let nodes = nodes.filter(had_one);
        let route = route(tool, neighbour, site);
        for (node, page) in nodes.filter_map(|node| Some((node, site.page(node.page()?)))) {
            let Some(old) = old_address(tool, neighbour, &route, (site, page)) else { continue };
            found.page((site, resolved, &taken), (node, page), &old);
        }
        if !route.is_empty() && found.redirects.len() > before + 1 {
            let outputs = outputs(site);
            let is_below = |(from, to): &(String, String)| {
                let output = outputs.get(to).map(|output| format!("{route}/{output}"));
                output.is_some() && output_path(site, from).ok() == output
            };
            let (_, kept) = found.redirects.drain(..).partition::<Vec<_>, _>(is_below);
            found.redirects = kept;
            found.redirects.push((format!("{route}/*"), "*".to_owned()));
        }
        found
    }

    /// The redirects that there are already, with the pages that they lead to.
    fn settings(&mut self, resolved: &Resolved<'_>) {
        let site = resolved.site();
        for redirect in &site.config().redirects {
            let from = redirect.from.value();
            if self.redirects.iter().any(|(known, _)| known == from) {
                continue;
            }
            self.count += 1;
            let leads = resolved.redirect(from);
            let to = leads.and_then(|moved| match moved {
                Moved::Web(url) => Some(url.clone()),
                Moved::Node(id, fragment) => {
                    let path = path(site, site.tree().node(*id))?;
                    let fragment = fragment.iter().map(|id| format!("#{id}"));
                    Some(path + &fragment.collect::<String>())
                }
            });
            if to.is_none() {
                self.lost.push((from.clone(), redirect.from.location().clone()));
            }
            let to = to.unwrap_or_else(|| redirect.to.clone());
            self.redirects.push((from.clone(), to));
        }
    }

    fn page(
        &mut self,
        (site, resolved, taken): (&Site, &Resolved<'_>, &BTreeMap<String, &Node>),
        (node, page): (&Node, &Page),
        old: &str,
    ) {
        self.count += 1;
        let lost = || (old.to_owned(), page.source().whole());
        let Ok(output) = output_path(site, old).or_else(|why| {
            if old.trim_matches('/').is_empty() { Ok("index.html".to_owned()) } else { Err(why) }
        }) else {
            return self.lost.push(lost());
        };
        let own = node.address().output_path();
        let leads_here = matches!(
            resolved.aliases().get(&output),
            Some(Moved::Node(id, _)) if *id == page.node()
        );
        if output == own || leads_here {
            return;
        }
        match (taken.get(&output.to_lowercase()), path(site, node)) {
            (None, Some(path)) => self.redirects.push((old.to_owned(), path)),
            _ => self.lost.push(lost()),
        }
    }
}

/// Where each page is published, by how settings name it.
fn outputs(site: &Site) -> BTreeMap<String, String> {
    let nodes = site.tree().reading_order().iter().map(|id| site.tree().node(*id));
    nodes.filter_map(|node| Some((path(site, node)?, node.address().output_path()))).collect()
}

/// Tools whose pages stand on the host of their makers.
fn is_elsewhere(tool: Tool) -> bool {
    matches!(
        tool,
        Tool::Notion
            | Tool::Confluence
            | Tool::Obsidian
            | Tool::AzureWiki
            | Tool::GithubWiki
            | Tool::Outline
    )
}

/// What stands at each output path, in small letters.
fn taken(site: &Site) -> BTreeMap<String, &Node> {
    let nodes = site.tree().reading_order().iter().map(|id| site.tree().node(*id));
    nodes.map(|node| (node.address().output_path().to_lowercase(), node)).collect()
}

/// What addresses of pages begin with: with Wiki.js, the language that links begin with.
fn route(tool: Tool, neighbour: &Neighbour, site: &Site) -> String {
    if tool != Tool::WikiJs {
        return neighbour.route().to_owned();
    }
    let links = site.pages().iter().flat_map(|page| page.document().links());
    let mut languages = links.filter_map(|link| {
        let (language, _) = link.target.strip_prefix('/')?.split_once('/')?;
        let is_code = language.len() == 2 && language.bytes().all(|b| b.is_ascii_lowercase());
        (is_code && !site.has_section(language)).then(|| language.to_owned())
    });
    languages.next().unwrap_or_else(|| "en".to_owned())
}

/// How tools make addresses of paths.
fn old_address(
    tool: Tool,
    neighbour: &Neighbour,
    route: &str,
    (site, page): (&Site, &Page),
) -> Option<String> {
    let stem = name::stem(site.content().within(page.source().path())?)?;
    let slug = page.meta().slug.as_ref().map(|slug| slug.value().trim());
    let (folder, last) = stem.rsplit_once('/').unwrap_or(("", stem));
    let is_section = name::section_rank(last).is_some();
    let as_file = || {
        let last = if is_section { "index" } else { last };
        join(folder, &format!("{last}.html"))
    };
    let as_folder = || if is_section { folder.to_owned() } else { stem.to_owned() };
    Some(match tool {
        Tool::Mdbook | Tool::TechDocs | Tool::Vitepress | Tool::Mkdocs => {
            if neighbour.urls() == Some(Urls::File) { as_file() } else { as_folder() }
        }
        Tool::Docusaurus => docusaurus(route, (folder, last), is_section, slug),
        Tool::Hugo | Tool::Starlight => {
            let own = match slug {
                Some(slug) if slug.starts_with('/') || tool == Tool::Starlight => slug.to_owned(),
                Some(slug) => join(folder, slug),
                None => as_folder(),
            };
            let small = |part: &str| match tool {
                Tool::Hugo => part.to_lowercase().replace(' ', "-"),
                _ => slug_of(part),
            };
            own.split('/').map(small).collect::<Vec<_>>().join("/")
        }
        Tool::Gitbook => as_folder(),
        Tool::WikiJs => join(route, stem),
        // Their addresses are set page by page, or by settings that are programs.
        _ => return None,
    })
}

fn slug_of(part: &str) -> String {
    if part.is_empty() { String::new() } else { slug(part) }
}

/// Numbers in front of names are no part of addresses, and a page with the name of its folder is
/// the folder's.
fn docusaurus(
    route: &str,
    (folder, last): (&str, &str),
    is_section: bool,
    slug: Option<&str>,
) -> String {
    let plain = |part: &str| name::numbered(part).map_or(part, |(_, rest)| rest).to_owned();
    let folders: Vec<String> =
        folder.split('/').filter(|part| !part.is_empty()).map(plain).collect();
    let folder = folders.join("/");
    let own = match slug {
        Some(slug) if slug.starts_with('/') => slug.trim_matches('/').to_owned(),
        Some(slug) => join(&folder, slug),
        None if is_section => folder,
        None if folders.last().is_some_and(|name| name.eq_ignore_ascii_case(&plain(last))) => {
            folder
        }
        None => join(&folder, &plain(last)),
    };
    join(route, &own)
}

fn join(folder: &str, name: &str) -> String {
    match (folder, name) {
        ("", name) => name.to_owned(),
        (folder, "") => folder.to_owned(),
        (folder, name) => format!("{folder}/{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::docusaurus;

    #[test]
    fn addresses_of_docusaurus() {
        let at = |path: &str, slug| {
            let (folder, last) = path.rsplit_once('/').unwrap_or(("", path));
            docusaurus("docs", (folder, last), last == "index", slug)
        };
        assert_eq!(at("intro", None), "docs/intro");
        assert_eq!(at("intro", Some("/")), "docs");
        assert_eq!(at("01-guides/02-first", None), "docs/guides/first");
        assert_eq!(at("guides/index", None), "docs/guides");
        assert_eq!(at("guides/guides", None), "docs/guides");
        assert_eq!(at("guides/a", Some("b")), "docs/guides/b");
    }
}
