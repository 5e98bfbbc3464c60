//! The navigation of `mkdocs.yml`.

use super::NavEntry;
use crate::yaml::YamlNode;

/// All lines of a `nav:`; a heading over several folders has no place of its own.
pub(super) fn nav(items: &[YamlNode]) -> Vec<NavEntry> {
    let mut entries = Vec::new();
    for item in items {
        if let Some(path) = item.text().filter(|path| is_page(path)) {
            entries.push(NavEntry::Page { path: path.to_owned(), title: None });
        }
        for entry in item.as_map().map_or(&[][..], |map| map.entries.as_slice()) {
            let title = entry.key.clone();
            if let Some(path) = entry.value.text().filter(|path| is_page(path)) {
                entries.push(NavEntry::Page { path: path.to_owned(), title: Some(title) });
            } else if let Some(items) = entry.value.as_list() {
                let below = nav(items);
                let folder = common_folder(&below).filter(|folder| !folder.is_empty());
                entries.extend(folder.map(|folder| NavEntry::Group { folder, title }));
                entries.extend(below);
            }
        }
    }
    entries
}

fn is_page(path: &str) -> bool {
    !path.contains("://") && path.to_ascii_lowercase().ends_with(".md")
}

/// The folder that holds all pages.
fn common_folder(entries: &[NavEntry]) -> Option<String> {
    let mut folders = entries.iter().filter_map(|entry| match entry {
        NavEntry::Page { path, .. } => Some(path.rsplit_once('/').map_or("", |(folder, _)| folder)),
        NavEntry::Group { .. } => None,
    });
    let mut common = folders.next()?.to_owned();
    for folder in folders {
        while !(folder == common || folder.starts_with(&format!("{common}/")) || common.is_empty())
        {
            common = common.rsplit_once('/').map_or(String::new(), |(above, _)| above.to_owned());
        }
    }
    Some(common)
}
