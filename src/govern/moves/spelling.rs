//! How a link says what it leads to: by file, without its ending, by address, from the root or not.
//! A new one is spelled in the manner of the old one.

use crate::resolve::relative;
use crate::site::address::{Address, Ending, decoded, join};
use crate::site::document::LinkKind;
use crate::site::name;

/// What is known of a link that has to be spelled anew.
pub(super) struct Spelling<'s> {
    pub kind: LinkKind,
    /// The folder of the pages.
    pub content: &'s str,
    /// The file that the link is in, before and after the move.
    pub here: &'s str,
    pub here_after: String,
    /// What it leads to, before and after the move; none outside the handbook.
    pub from: Option<&'s str>,
    pub to: Option<String>,
    /// Where that stands in the site.
    pub old_address: Option<&'s str>,
    pub new_address: Option<&'s str>,
    /// Where the page that shows the link stands after the move.
    pub page_address: &'s str,
}

/// Ways to spell it, the likeliest first.
pub(super) fn spellings(path: &str, link: &Spelling<'_>) -> Vec<String> {
    let plain = decoded(path);
    let ways = match (link.from, link.to.as_deref()) {
        (Some(from), Some(to)) => inside(&plain, link, from, to),
        _ => outside(&plain, link),
    };
    let is_name = matches!(link.kind, LinkKind::Wiki | LinkKind::WikiImage);
    let was_encoded = plain != path;
    ways.into_iter()
        .map(|way| if is_name { way } else { encoded(&way, was_encoded) })
        .filter(|way| way != path)
        .collect()
}

/// A relative path that leads out of the handbook, from where the file is now.
fn outside(path: &str, link: &Spelling<'_>) -> Vec<String> {
    let meant = join(folder(link.here), path);
    meant.map(|meant| relative(&link.here_after, &meant)).into_iter().collect()
}

fn inside(path: &str, link: &Spelling<'_>, from: &str, to: &str) -> Vec<String> {
    let mut ways = Vec::new();
    let (stem, new_stem) = (stem(from), stem(to));
    if matches!(link.kind, LinkKind::Wiki | LinkKind::WikiImage) {
        ways.extend(by_name(path, link, (stem, new_stem), to));
    }
    let pairs = [(from, to), (stem, new_stem), (above(stem), above(new_stem))];
    if path.starts_with('/') || path.contains("://") {
        ways.extend(pairs.iter().filter_map(|(old, new)| swapped(path, old, new)));
        ways.extend(by_address(path, link));
        ways.push(format!("/{}", within(link.content, to)));
        return ways;
    }
    let meant = join(folder(link.here), path.trim_end_matches('/')).unwrap_or_default();
    let is_meant = pairs.iter().filter(|(old, _)| *old == meant);
    ways.extend(is_meant.map(|(_, new)| like(path, &relative(&link.here_after, new))));
    let root = pairs.iter().filter(|(old, _)| within(link.content, old) == path);
    ways.extend(root.map(|(_, new)| within(link.content, new).to_owned()));
    if name::stem(path).is_none() {
        ways.extend(from_address(link));
    }
    ways.push(like(path, &relative(&link.here_after, to)));
    ways
}

/// A name of a page or picture, with its folder if it had one.
fn by_name(
    path: &str,
    link: &Spelling<'_>,
    (stem, new_stem): (&str, &str),
    to: &str,
) -> Vec<String> {
    let with_ending = path.ends_with(".md") || link.kind == LinkKind::WikiImage;
    let new = if with_ending { to } else { new_stem };
    let whole = within(link.content, new).to_owned();
    let last = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let is_short = !path.contains('/') && last(stem) != last(new_stem) || !path.contains('/');
    if is_short { vec![last(new), whole] } else { vec![whole] }
}

/// A path from some root: its end is that of the file, and what stands before stays.
fn swapped(path: &str, old: &str, new: &str) -> Option<String> {
    let bare = path.trim_matches('/');
    let slash = if path.ends_with('/') { "/" } else { "" };
    if old.is_empty() || new.is_empty() {
        return None;
    }
    if let Some(root) = bare.strip_suffix(old) {
        let start = if path.starts_with('/') { "/" } else { "" };
        return Some(format!("{start}{root}{new}{slash}"));
    }
    let root = old.strip_suffix(bare).filter(|root| root.ends_with('/'))?;
    Some(format!("/{}{slash}", new.strip_prefix(root)?))
}

fn by_address(path: &str, link: &Spelling<'_>) -> Option<String> {
    let (old, new) = (decoded(link.old_address?), decoded(link.new_address?));
    let root = path.trim_end_matches('/').strip_suffix(old.trim_end_matches('/'))?;
    let slash = if path.ends_with('/') { "/" } else { "" };
    Some(format!("{root}{}{slash}", new.trim_end_matches('/')))
}

/// From the address of the page, as links without an ending are read, too.
fn from_address(link: &Spelling<'_>) -> Option<String> {
    let address = |text: &str| Address::file(&decoded(text.trim_end_matches('/')));
    let page = Address::page(&[link.page_address.to_owned()], true, Ending::Directory);
    let here = if link.page_address.ends_with('/') { page } else { address(link.page_address) };
    let slash = if link.new_address?.ends_with('/') { "/" } else { "" };
    Some(format!("{}{slash}", here.link_to(&address(link.new_address?), Ending::Directory)))
}

/// With the `./` and the last `/` that the old path had.
fn like(old: &str, new: &str) -> String {
    let start = if old.starts_with("./") && !new.starts_with('.') { "./" } else { "" };
    let end = if old.ends_with('/') && !new.ends_with('/') { "/" } else { "" };
    format!("{start}{new}{end}")
}

/// What would end a link early is written with `%`; all of it, if it was before.
fn encoded(path: &str, was_encoded: bool) -> String {
    if was_encoded && !path.contains("://") {
        return Address::file(path).to_string();
    }
    let signs = [(' ', "%20"), ('(', "%28"), (')', "%29"), ('<', "%3C"), ('>', "%3E")];
    signs.iter().fold(path.to_owned(), |path, (sign, code)| path.replace(*sign, code))
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Without the ending.
fn stem(path: &str) -> &str {
    name::stem(path).unwrap_or(path)
}

/// The folder of a section's own page; empty for others.
fn above(stem: &str) -> &str {
    let (folder, last) = stem.rsplit_once('/').unwrap_or(("", stem));
    if name::section_rank(last).is_some() { folder } else { "" }
}

fn within<'p>(content: &str, path: &'p str) -> &'p str {
    let below = path.strip_prefix(content).map(|rest| rest.trim_start_matches('/'));
    below.unwrap_or(path)
}
