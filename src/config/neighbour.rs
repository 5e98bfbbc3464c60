//! What other tools' files say of the same folder: the title and where the pages are. They are
//! asked where handbook.yaml says nothing.
//!
//! Nothing in them is an error: a file that cannot be read says nothing.

use super::values::parts_of;
use super::{Config, RepositorySettings};
use crate::source::{Source, Span};
use crate::yaml::{Budget, YamlNode, parse};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbour {
    title: Option<String>,
    description: Option<String>,
    content: Option<String>,
    repository: Option<RepositorySettings>,
    /// Where its site stands.
    url: Option<String>,
    /// Its navigation, from top to bottom.
    nav: Vec<NavEntry>,
}

/// A line of another tool's navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NavEntry {
    /// A page.
    Page {
        /// Its path below content.
        path: String,
        /// What navigation calls it.
        title: Option<String>,
    },
    /// A heading above pages that all lie in one folder.
    Group {
        /// The folder.
        folder: String,
        /// The heading.
        title: String,
    },
}

/// All lines of a `nav:`; a heading over several folders has no place of its own.
fn nav(items: &[YamlNode]) -> Vec<NavEntry> {
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

/// The path of a web address, without outer slashes.
fn path_of(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (_, path) = rest.split_once('/')?;
    let path = path.trim_matches('/');
    (!path.is_empty()).then(|| path.to_owned())
}

/// Reads one tool's file.
type Reader = fn(&Source) -> Neighbour;

/// The files that are looked for, the first one found counts, and how each is read.
pub const FILES: [(&str, Reader); 4] = [
    ("mkdocs.yml", mkdocs),
    ("mkdocs.yaml", mkdocs),
    ("book.toml", book),
    ("config/tech-docs.yml", tech_docs),
];

impl Config {
    /// These settings, and what a neighbour says where they say nothing.
    #[must_use]
    pub fn or(self, neighbour: Neighbour) -> Self {
        Config {
            title: self.title.or(neighbour.title),
            description: self.description.or(neighbour.description),
            content: self.content.or(neighbour.content),
            repository: self.repository.or(neighbour.repository),
            neighbour_nav: neighbour.nav,
            neighbour_paths: neighbour.url.as_deref().and_then(path_of).into_iter().collect(),
            ..self
        }
    }
}

/// `mkdocs.yml`, whatever tags it has.
pub fn mkdocs(source: &Source) -> Neighbour {
    let root = tree(source);
    let text = |key| text_at(root.as_ref(), key);
    let docs = text("docs_dir").unwrap_or_else(|| "docs".into());
    Neighbour {
        title: text("site_name"),
        description: text("site_description"),
        url: text("site_url"),
        nav: root
            .as_ref()
            .and_then(|root| root.as_map()?.get("nav")?.as_list())
            .map_or(Vec::new(), nav),
        repository: text("repo_url")
            .and_then(|url| repository(&url, edit_branch(text("edit_uri")))),
        content: inside(&docs).filter(|_| root.is_some()),
    }
}

/// `edit/main/docs/` and `blob/main/docs/` name the branch.
fn edit_branch(edit_uri: Option<String>) -> Option<String> {
    let edit_uri = edit_uri?;
    let mut parts = edit_uri.trim_start_matches('/').split('/');
    parts.next().filter(|first| matches!(*first, "edit" | "blob" | "tree"))?;
    parts.next().filter(|branch| !branch.is_empty()).map(str::to_owned)
}

/// `config/tech-docs.yml`; the pages are in `source`.
pub fn tech_docs(source: &Source) -> Neighbour {
    let root = tree(source);
    let text = |key| text_at(root.as_ref(), key);
    let url = text("github_repo")
        .map(|name| if name.contains("://") { name } else { format!("https://github.com/{name}") });
    Neighbour {
        title: text("service_name"),
        description: text("description"),
        repository: url.and_then(|url| repository(&url, text("github_branch"))),
        content: root.as_ref().map(|_| "source".into()),
        url: None,
        nav: Vec::new(),
    }
}

/// `book.toml`: `title`, `description` and `src` of `[book]`, and the repository of
/// `[output.html]`.
pub fn book(source: &Source) -> Neighbour {
    let mut section = "";
    let mut neighbour = Neighbour { content: Some("src".into()), ..Neighbour::default() };
    for line in source.text().lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[') {
            section = name.split(']').next().unwrap_or("").trim();
        }
        let Some((key, value)) =
            line.split_once('=').and_then(|(key, value)| Some((key.trim(), toml_text(value)?)))
        else {
            continue;
        };
        match (section, key) {
            ("book", "title") => neighbour.title = Some(value),
            ("book", "description") => neighbour.description = Some(value),
            ("book", "src") => neighbour.content = inside(&value),
            ("output.html", "site-url") => neighbour.url = Some(value),
            ("output.html", "git-repository-url") => {
                neighbour.repository = repository(&value, None);
            }
            _ => {}
        }
    }
    neighbour
}

/// A text in single or double quotes on one line, where it has no escapes.
fn toml_text(value: &str) -> Option<String> {
    let value = value.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let text = value.get(1..)?.split(quote).next()?;
    (quote == '\'' || !text.contains('\\')).then(|| text.to_owned())
}

fn tree(source: &Source) -> Option<YamlNode> {
    let document = parse(source, Span::new(0, source.text().len()), Budget::HANDBOOK);
    document.root.filter(|root| root.as_map().is_some())
}

fn text_at(root: Option<&YamlNode>, key: &str) -> Option<String> {
    let text = root?.as_map()?.get(key)?.text()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn repository(url: &str, branch: Option<String>) -> Option<RepositorySettings> {
    let url = url.trim_end_matches('/');
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    is_web.then(|| RepositorySettings { url: url.to_owned(), branch, path: None })
}

/// The folder, unless it lies outside of the handbook.
fn inside(path: &str) -> Option<String> {
    let leads_out = path.starts_with('/')
        || path.contains(['\\', ':'])
        || path.split('/').any(|part| part == "..");
    (!leads_out).then(|| parts_of(path))
}
