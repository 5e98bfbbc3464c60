//! What handbook.yaml and the lists of other tools say of pages that move.

use super::{BeforeMove, Relocation, Replacement};
use crate::govern::edits;
use crate::resolve::relative;
use crate::site::address::join;
use crate::site::{Site, name};
use crate::source::{Location, Source};
use crate::yaml::{Value, YamlNode};

/// `nav`, the sections of `defaults`, and SUMMARY.md.
pub(super) fn replacements(
    before: &BeforeMove<'_>,
    site: &Site,
    relocation: &Relocation,
) -> Vec<Replacement> {
    let mut found: Vec<Replacement> = Vec::new();
    let mut replace = |place: Location, was: &str| {
        let new = renamed(site, was, relocation)?;
        let text = edits::like(place.source().slice(place.span()?), &new)?;
        found.push(Replacement { was: was.to_owned(), place, text });
        Some(())
    };
    if let Some(nav) = &before.config.nav {
        for node in texts(nav.value()) {
            replace(nav.location().source().at(node.span), node.text().unwrap_or_default());
        }
    }
    for section in before.config.defaults.iter().flat_map(|defaults| &defaults.sections) {
        replace(section.location().clone(), section.value());
    }
    let files = before.files.pages.iter().chain(&before.files.partials);
    found.extend(
        files.filter(|file| is_list(file.path())).flat_map(|file| listed(file, site, relocation)),
    );
    found
}

/// All texts in a list or map, whatever its depth.
fn texts(node: &YamlNode) -> Vec<&YamlNode> {
    match &node.value {
        Value::List(items) => items.iter().flat_map(texts).collect(),
        Value::Map(map) => map.entries.iter().flat_map(|entry| texts(&entry.value)).collect(),
        Value::Text(_) => vec![node],
        _ => Vec::new(),
    }
}

/// A path below content after the move, in the manner in which it was written; none if it stays.
fn renamed(site: &Site, written: &str, relocation: &Relocation) -> Option<String> {
    let bare = written.trim_matches('/');
    let from = site.content().within(&relocation.from)?;
    let to = site.content().within(&relocation.to)?;
    let (stem, new_stem) = (name::stem(from).unwrap_or(from), name::stem(to).unwrap_or(to));
    let new = match bare.strip_prefix(from) {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("{to}{rest}"),
        _ if bare == stem => new_stem.to_owned(),
        _ => return None,
    };
    Some(written.replacen(bare, &new, 1))
}

/// Lists of pages of other tools, which are no pages themselves.
fn is_list(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    name == "summary.md" || name == "_sidebar.md"
}

/// The links of such a list that name a file.
fn listed(source: &Source, site: &Site, relocation: &Relocation) -> Vec<Replacement> {
    let here = source.path();
    let folder = here.rsplit_once('/').map_or("", |(folder, _)| folder);
    let here_after = relocation.after(here);
    let replaced = source.text().match_indices("](").filter_map(|(at, sign)| {
        let start = at + sign.len();
        let rest = source.text().get(start..)?;
        let was = rest.get(..rest.find([')', '#', ' ', '\n'])?)?;
        let path = join(folder, was)
            .filter(|path| site.pages().iter().any(|page| page.source().path() == path.as_str()))?;
        let text = relative(&here_after, &relocation.after(&path));
        let place = source.at(start..start + was.len());
        (text != was).then(|| Replacement { was: was.to_owned(), place, text })
    });
    replaced.collect()
}
