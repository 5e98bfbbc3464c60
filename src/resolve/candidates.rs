//! Which files a path in a link may mean: other tools look for them in other places than we do.

use crate::load::publishing::ATTACHMENTS;
use crate::resolve::names::Names;
use crate::resolve::paths::{folder, names_a_file};
use crate::site::address::{decoded, join};
use crate::site::document::LinkKind;
use crate::site::{Page, Site, name};
use std::iter;

/// Folders that other tools make the root of a site; a link from the root may mean one of them.
const ROOTS: [&str; 9] =
    ["content", "docs", "pages", "source", "src", "static", "public", "assets", "handbook"];

/// The paths from the handbook's folder that a link may mean, the likeliest first; mostly only the
/// first is asked for, so that the others are made late.
pub(super) fn candidates<'s>(
    site: &'s Site,
    page: &'s Page,
    written_in: &'s str,
    path: &str,
) -> impl Iterator<Item = String> + use<'s> {
    // `@site/` is the folder of the site in Docusaurus, `~/` that of the sources in Astro.
    let aliases = ["@site/", "~/"].iter().find(|alias| path.starts_with(**alias));
    let path =
        aliases.and_then(|alias| path.get(alias.len() - 1..)).unwrap_or(path).replace('\\', "/");
    let rooted = path.strip_prefix('/').map(|rest| {
        let (above, rest) = (written_in.to_owned(), rest.to_owned());
        from_root(site, &rest).chain(iter::once_with(move || from_above(&above, &rest)).flatten())
    });
    let is_relative = rooted.is_none();
    let beside = is_relative.then(|| join(folder(written_in), &path)).flatten();
    // Tools look for pages by their files and nowhere else.
    let is_address = is_relative && name::stem(&path).is_none();
    let (seen, attached) = (path.clone(), path.clone());
    let below = iter::once_with(move || below_address(site, page, &path));
    let below = below.filter(move |_| is_relative).flatten();
    let by_browsers = iter::once_with(move || seen_by_browsers(site, page, &seen));
    let by_browsers = by_browsers.filter(move |_| is_address).flatten();
    let attached = iter::once_with(move || attachment(site, &attached)).flatten();
    let elsewhere = rooted.into_iter().flatten().chain(by_browsers).chain(attached);
    beside.into_iter().chain(below).chain(elsewhere)
}

/// Where tools that keep all attachments in one folder have one, however far up a page names it.
fn attachment(site: &Site, path: &str) -> Option<String> {
    let start = ATTACHMENTS.iter().find_map(|folder| path.find(&format!("{folder}/")))?;
    join(&site.content().below(""), path.get(start..)?)
}

/// A path from each folder above a file, the highest first: one of them may be the root of a site
/// that is a part of the repository, such as `website/docs`.
fn from_above(file: &str, path: &str) -> Vec<String> {
    let ends = file.match_indices('/').map(|(end, _)| end);
    ends.filter_map(|end| join(file.get(..end)?, path)).collect()
}

/// What browsers make of a path where other files are at the root of the site, and where an address
/// has no slash at its end, so that paths are seen from the one above.
fn seen_by_browsers(site: &Site, page: &Page, path: &str) -> Vec<String> {
    let address = decoded(site.tree().node(page.node()).address().as_str());
    let address = address.trim_end_matches('/');
    let paths = [address, folder(address)].into_iter().filter_map(|seen| join(seen, path));
    let at_root = paths.flat_map(|path| from_root(site, &path).collect::<Vec<_>>());
    // Where tools keep pictures, whichever page shows them.
    let assets = site.config().habits.assets.iter().filter_map(|folder| join(folder, path));
    at_root.chain(assets).collect()
}

/// What a path means below the address of its page, where browsers look.
fn below_address(site: &Site, page: &Page, path: &str) -> Option<String> {
    let address = decoded(site.tree().node(page.node()).address().as_str());
    join(&site.content().below(&address), path)
}

/// The paths that a link from the root may mean, the likeliest first.
pub(super) fn from_root<'s>(site: &'s Site, path: &str) -> impl Iterator<Item = String> + use<'s> {
    let first = join(&site.content().below(""), path);
    let path = path.to_owned();
    first.into_iter().chain(iter::once_with(move || from_other_roots(site, &path)).flatten())
}

fn from_other_roots(site: &Site, path: &str) -> Vec<String> {
    let config = site.config();
    let content = site.content().below("");
    let from_content = |path: &str| join(&content, path);
    // Where the site stands, and where that of another tool stood.
    let bases =
        site.web().base_path().into_iter().chain(config.neighbour_paths.iter().map(String::as_str));
    let stood = bases.filter_map(|base| path.strip_prefix(base)).map(from_content);
    let at_top = ROOTS.iter().map(|root| join("", &format!("{root}/{path}")));
    // The wiki that wrote it has pages in one language at its root.
    let in_language = without_language(path).and_then(from_content);
    // Collections of Jekyll stand at the root of its site.
    let collections = config.habits.collections.iter().map(|collection| folder(collection));
    let below = ROOTS.iter().copied().chain(collections);
    let below = below.map(|root| join(&content, &format!("{root}/{path}")));
    let all =
        iter::once(join("", path)).chain(stood).chain(at_top).chain([in_language]).chain(below);
    all.flatten().collect()
}

/// The folder beside that of the pages into which a link from the root leads.
pub(super) fn beside<'s>(site: &'s Site, kind: LinkKind, path: &str) -> Option<&'s str> {
    let is_page = !kind.is_media() && !names_a_file(path);
    let first = path.strip_prefix('/').filter(|_| is_page)?.split('/').next()?;
    site.files.beside.get(first).map(String::as_str)
}

/// The address of a link from the root of the host that leads out of the folder in which another
/// tool's site stands, and to nothing of ours.
pub(super) fn beside_site(site: &Site, names: &Names, target: &str) -> Option<String> {
    let config = site.config();
    let host = config.habits.host.as_ref()?;
    let path = target.strip_prefix('/').filter(|path| !path.starts_with('/'))?;
    let first = path.split(['/', '#', '?']).next().filter(|first| !first.is_empty())?;
    let is_base = config.neighbour_paths.iter().any(|base| base.split('/').next() == Some(first));
    let is_ours = is_base || from_root(site, first).any(|path| names.find(&path).is_some());
    (!is_ours).then(|| format!("{host}{target}"))
}

/// A path without the language that it begins with: `en/leave`, `pt-br/leave`.
fn without_language(path: &str) -> Option<&str> {
    let (first, rest) = path.trim_start_matches('/').split_once('/')?;
    let (language, region) = first.split_once('-').unwrap_or((first, "xx"));
    let is_code = |code: &str| code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic());
    (is_code(language) && is_code(region)).then_some(rest)
}
