//! The navigation of other tools: `nav:` of `mkdocs.yml`, and the sidebars of scripts.

use super::{NavEntry, UnreadReason, UnreadSetting};
use crate::source::{Source, Span};
use crate::yaml::{MapEntry, YamlNode};

/// A navigation that was read.
#[derive(Default)]
pub(super) struct ReadNav {
    pub(super) entries: Vec<NavEntry>,
    /// What has no place in a navigation of folders.
    pub(super) unread: Vec<UnreadSetting>,
}

impl ReadNav {
    fn page(&mut self, path: String, title: Option<String>) {
        self.entries.push(NavEntry::Page { path, title });
    }

    /// A heading, and what stands below it. A heading over several folders has no place of its
    /// own.
    fn group(&mut self, title: String, below: ReadNav, place: impl FnOnce() -> UnreadSetting) {
        match folder_of(&below.entries).filter(|folder| !folder.is_empty()) {
            Some(folder) => self.entries.push(NavEntry::Group { folder, title }),
            None if below.entries.is_empty() => {}
            None => self.unread.push(place()),
        }
        self.entries.extend(below.entries);
        self.unread.extend(below.unread);
    }
}

fn heading(source: &Source, span: Span, title: &str) -> UnreadSetting {
    UnreadSetting { name: title.to_owned(), reason: UnreadReason::Heading, place: source.at(span) }
}

/// All lines of a `nav:` of `MkDocs`.
pub(super) fn nav(source: &Source, items: &[YamlNode]) -> ReadNav {
    let mut read = ReadNav::default();
    for item in items {
        if let Some(path) = item.text().filter(|path| is_page(path)) {
            read.page(path.to_owned(), None);
        }
        for entry in item.as_map().map_or(&[][..], |map| map.entries.as_slice()) {
            nav_entry(source, entry, &mut read);
        }
    }
    read
}

fn nav_entry(source: &Source, entry: &MapEntry, read: &mut ReadNav) {
    let title = entry.key.clone();
    if let Some(path) = entry.value.text().filter(|path| is_page(path)) {
        read.page(path.to_owned(), Some(title));
    } else if let Some(items) = entry.value.as_list() {
        let place = || heading(source, entry.key_span, &entry.key);
        read.group(title, nav(source, items), place);
    } else if let Some(folder) = entry.value.text().and_then(folder_path) {
        read.entries.push(NavEntry::Group { folder, title });
    } else if entry.value.text().is_some() {
        let reason = UnreadReason::NavLink;
        let place = source.at(entry.key_span);
        read.unread.push(UnreadSetting { name: title, reason, place });
    }
}

/// `guide/`, whose pages are listed elsewhere.
fn folder_path(path: &str) -> Option<String> {
    let folder = path.strip_suffix('/')?.trim_start_matches("./");
    (!path.contains("://") && !folder.is_empty()).then(|| folder.to_owned())
}

fn is_page(path: &str) -> bool {
    !path.contains("://") && path.to_ascii_lowercase().ends_with(".md")
}

/// The sidebar of a script: items with `text` or `label`, and a page as `link`, `slug` or `id`;
/// below `items`, or alone as a text. Docusaurus also writes `{'Heading': [items]}`.
pub(super) fn sidebar(source: &Source, node: &YamlNode, base: &str) -> ReadNav {
    let mut read = ReadNav::default();
    if let Some(items) = node.as_list() {
        items.iter().for_each(|item| sidebar_item(source, item, base, &mut read));
    }
    // Sidebars by names, or by the addresses that they are for.
    for entry in node.as_map().map_or(&[][..], |map| map.entries.as_slice()) {
        let base = text_of(&entry.value, &["base"]).unwrap_or(base);
        let items = entry.value.as_map().and_then(|map| map.get("items")).unwrap_or(&entry.value);
        let below = sidebar(source, items, base);
        read.entries.extend(below.entries);
        read.unread.extend(below.unread);
    }
    read
}

fn sidebar_item(source: &Source, item: &YamlNode, base: &str, read: &mut ReadNav) {
    if let Some(page) = item.text() {
        return read.page(page_path(page, base), None);
    }
    let Some(map) = item.as_map() else { return };
    let title = text_of(item, &["text", "label"]).map(str::to_owned);
    let base = text_of(item, &["base"]).unwrap_or(base);
    let generated = map.get("autogenerate").and_then(|node| text_of(node, &["directory"]));
    if let (Some(folder), Some(title)) = (generated, title.clone()) {
        let folder = folder.trim_matches('/').to_owned();
        return read.entries.push(NavEntry::Group { folder, title });
    }
    let of_category = map.get("link").and_then(|link| text_of(link, &["id"]));
    let page = text_of(item, &["link", "slug", "id"]).or(of_category);
    let page = page.filter(|page| !page.contains("://"));
    let Some(items) = map.get("items") else {
        match (page, map.entries.first()) {
            (Some(page), _) => read.page(page_path(page, base), title),
            // `{'Heading': [items]}`
            (None, Some(entry)) if entry.value.as_list().is_some() => {
                let place = || heading(source, entry.key_span, &entry.key);
                read.group(entry.key.clone(), sidebar(source, &entry.value, base), place);
            }
            _ => {}
        }
        return;
    };
    let mut below = ReadNav::default();
    below.entries.extend(
        page.map(|page| NavEntry::Page { path: page_path(page, base), title: title.clone() }),
    );
    let inner = sidebar(source, items, base);
    below.entries.extend(inner.entries);
    below.unread.extend(inner.unread);
    let title = title.unwrap_or_default();
    read.group(title.clone(), below, || heading(source, item.span, &title));
}

/// Lists of pages of Jupyter Book and `MyST`: files, perhaps with a title, and what stands below
/// them.
pub(super) fn toc(source: &Source, node: &YamlNode) -> ReadNav {
    const BELOW: [&str; 6] = ["parts", "chapters", "sections", "subtrees", "entries", "children"];
    let mut read = ReadNav::default();
    for item in node.as_list().unwrap_or(std::slice::from_ref(node)) {
        let mut below = ReadNav::default();
        let lists = BELOW.iter().filter_map(|key| item.as_map()?.get(key));
        for inner in lists.map(|list| toc(source, list)) {
            below.entries.extend(inner.entries);
            below.unread.extend(inner.unread);
        }
        let title = text_of(item, &["title", "caption"]).map(str::to_owned);
        if let Some(file) = text_of(item, &["file", "root"]) {
            read.page(file.to_owned(), title);
        } else if let Some(title) = title {
            read.group(title.clone(), below, || heading(source, item.span, &title));
            continue;
        }
        read.entries.extend(below.entries);
        read.unread.extend(below.unread);
    }
    read
}

fn text_of<'n>(node: &'n YamlNode, keys: &[&str]) -> Option<&'n str> {
    keys.iter().find_map(|key| node.as_map()?.get(key)?.text())
}

/// The file of a page, by its address, its path or its id.
fn page_path(page: &str, base: &str) -> String {
    let path = page.split(['#', '?']).next().unwrap_or_default();
    let whole = format!("{base}{path}");
    let bare = whole.trim_start_matches("./").trim_start_matches('/');
    let bare = [".md", ".html"].iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
    match bare.strip_suffix('/') {
        Some(folder) => format!("{folder}.md"),
        None if bare.is_empty() => "index.md".to_owned(),
        None => format!("{bare}.md"),
    }
}

/// The folder that holds all pages.
fn folder_of(entries: &[NavEntry]) -> Option<String> {
    common_folder(entries.iter().filter_map(|entry| match entry {
        NavEntry::Page { path, .. } => Some(path.rsplit_once('/').map_or("", |(folder, _)| folder)),
        NavEntry::Group { .. } => None,
    }))
}

/// The deepest folder that all of these are, or lie in; `None` of none.
pub fn common_folder<'f>(mut folders: impl Iterator<Item = &'f str>) -> Option<String> {
    let mut common = folders.next()?;
    for folder in folders {
        while !(folder == common || folder.starts_with(&format!("{common}/")) || common.is_empty())
        {
            common = common.rsplit_once('/').map_or("", |(above, _)| above);
        }
    }
    Some(common.to_owned())
}
