//! Files and pages by the last part of their paths, as Hugo and Obsidian name them where only one
//! has the name.

use crate::site::tree::NodeId;
use crate::site::{Site, name};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// All files that pages may show, by name.
pub(super) fn files(site: &Site) -> HashMap<String, Option<String>> {
    only(site.files().paths().map(|path| (last(path).to_lowercase(), path.to_owned())))
}

/// All pages by the names of their files and without the ending; those that stand for their folders
/// by the names of these.
pub(super) fn pages(site: &Site) -> HashMap<String, Option<NodeId>> {
    let named = site.pages().iter().map(|page| (last(page.source().path()), page.node()));
    let stands_for_folder = |file: &str| name::stem(file).and_then(name::section_rank).is_some();
    let named = named.filter(|(file, _)| !stands_for_folder(file));
    let stems = site.tree().ids().map(|id| (last(site.tree().node(id).stem()), id));
    let stems = stems.filter(|(stem, _)| !stem.is_empty() && !stem.contains('.'));
    only(named.chain(stems).map(|(name, node)| (name.to_owned(), node)))
}

/// A path without its folders.
pub(super) fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// What has a name; none where several things have it.
fn only<T: PartialEq>(named: impl Iterator<Item = (String, T)>) -> HashMap<String, Option<T>> {
    let mut only: HashMap<String, Option<T>> = HashMap::new();
    for (name, thing) in named {
        match only.entry(name) {
            Entry::Vacant(free) => {
                free.insert(Some(thing));
            }
            Entry::Occupied(mut taken) if taken.get().as_ref() != Some(&thing) => {
                taken.insert(None);
            }
            Entry::Occupied(_) => {}
        }
    }
    only
}
