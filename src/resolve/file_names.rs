//! Files and pages by the last part of their paths, as Hugo and Obsidian name them where only one
//! has the name.

use crate::site::document::LinkKind;
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

/// A picture that is named without its folder, as Obsidian does where only one has the name; or by
/// its path from the root of another tool's site, which may be any folder.
pub(super) fn picture(
    site: &Site,
    files: &HashMap<String, Option<String>>,
    kind: LinkKind,
    path: &str,
) -> Option<String> {
    let known = files.get(&last(path).to_lowercase()).filter(|_| kind.is_image())?.as_ref()?;
    let is_name = !path.contains('/') || kind == LinkKind::WikiImage;
    let is_tail = !site.config().has_own_file && path.starts_with('/') && known.ends_with(path);
    (is_name || is_tail).then(|| known.clone())
}

/// The only page with such a path from the root of another tool's site, which may be any folder;
/// none where handbook.yaml says which one it is.
pub(super) fn page_below(
    site: &Site,
    pages: &HashMap<String, Option<NodeId>>,
    path: &str,
) -> Option<NodeId> {
    let path = path.strip_prefix('/').filter(|_| !site.config().has_own_file)?;
    let path = path.trim_end_matches('/');
    let node = pages.get(last(path)).copied().flatten().filter(|_| path.contains('/'))?;
    let above = site.tree().node(node).stem().strip_suffix(path)?;
    above.ends_with('/').then_some(node)
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
