//! Includes and `review_when`, which name files by their paths.

use super::{Relocation, Replacement};
use crate::govern::edits;
use crate::resolve::relative;
use crate::site::address::join;
use crate::site::{PageId, Site};
use crate::yaml::Sourced;

/// Includes that name something else after the move.
pub(super) fn included(site: &Site, relocation: &Relocation) -> Vec<Replacement> {
    let all = site.pages().iter().flat_map(|page| page.document().inclusions());
    let replaced = all.filter_map(|inclusion| {
        let (here, path) = (inclusion.place.path(), inclusion.path.as_str());
        let (here_after, to) = (relocation.after(here), relocation.after(path));
        if here_after == here && to == path {
            return None;
        }
        let target = inclusion.target.split(['#', ':']).next().unwrap_or_default();
        let new = spelled(site, target, (here, &here_after), (path, &to))?;
        let span = inclusion.place.span()?;
        let at = span.start + inclusion.place.source().slice(span).find(target)?;
        let place = inclusion.place.source().at(at..at + target.len());
        (new != target).then(|| Replacement { was: target.to_owned(), place, text: new })
    });
    replaced.collect()
}

/// The path of a file in the manner in which another one was written.
fn spelled(
    site: &Site,
    written: &str,
    (here, here_after): (&str, &str),
    (path, to): (&str, &str),
) -> Option<String> {
    let folder = here.rsplit_once('/').map_or("", |(folder, _)| folder);
    let below = |base: &str| join(base, written).as_deref() == Some(path);
    if written.starts_with('/') && below(site.content().path()) {
        return Some(format!("/{}", site.content().within(to)?));
    }
    if below(folder) {
        return Some(relative(here_after, to));
    }
    if below(site.content().path()) {
        return site.content().within(to).map(str::to_owned);
    }
    if below("") {
        return Some(to.to_owned());
    }
    // By its name alone.
    let last = to.rsplit('/').next().unwrap_or(to);
    let stem = crate::site::name::stem(last).unwrap_or(last);
    Some(if written.contains('.') { last.to_owned() } else { stem.to_owned() })
}

/// Names and patterns in `review_when` of a page that mean something else after the move.
pub(super) fn reasons(site: &Site, id: PageId, relocation: &Relocation) -> Vec<Replacement> {
    let page = site.page(id);
    let here = page.source().path();
    let own = page.meta().review_when.iter().filter(|name| name.location().path() == here);
    let replaced = own.filter_map(|name| {
        let new = reason(site, here, name, relocation).filter(|new| new != name.value())?;
        let place = name.location().clone();
        let text = edits::like(place.source().slice(place.span()?), &new)?;
        Some(Replacement { was: name.value().clone(), place, text })
    });
    replaced.collect()
}

fn reason(
    site: &Site,
    here: &str,
    name: &Sourced<String>,
    relocation: &Relocation,
) -> Option<String> {
    let written = name.value().trim();
    let bare = written.trim_start_matches('/');
    let slash = if written.starts_with('/') { "/" } else { "" };
    let is_there = |path: &str| {
        let md = format!("{path}.md");
        let pages = || site.pages().iter().map(|page| page.source().path());
        pages().chain(site.files().paths()).any(|known| known == path || known == md)
    };
    let moved = |path: &str| {
        let with_ending = || {
            let new = relocation.moved(&format!("{path}.md"))?;
            new.strip_suffix(".md").map(str::to_owned)
        };
        relocation.moved(path).or_else(with_ending)
    };
    let folder = here.rsplit_once('/').map_or("", |(folder, _)| folder);
    let relative_path = join(folder, bare).filter(|path| is_there(path) && slash.is_empty());
    if let Some(path) = relative_path {
        let new = moved(&path).unwrap_or(path);
        return Some(relative(&relocation.after(here), &new));
    }
    if let Some(new) = moved(&site.content().below(bare)) {
        return Some(format!("{slash}{}", site.content().within(&new)?));
    }
    moved(bare).map(|new| format!("{slash}{new}"))
}
