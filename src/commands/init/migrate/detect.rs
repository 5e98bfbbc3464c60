//! Which tool a folder was written for, by the files that only this tool has.

use crate::config::neighbour::{FILES, Tool};
use crate::site::name;
use crate::source::Source;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What there is to see of a folder.
pub struct FolderView<'v> {
    /// Whether a file or folder is there.
    pub has: &'v dyn Fn(&str) -> bool,
    /// The text of a file.
    pub text: &'v dyn Fn(&str) -> Option<Source>,
    /// All Markdown below it.
    pub pages: &'v [Source],
}

/// Files and folders that tell a tool, although nothing is set there.
const NAMES: [(Tool, &str); 5] = [
    (Tool::Gitbook, ".gitbook.yaml"),
    (Tool::Gitbook, ".gitbook"),
    (Tool::Obsidian, ".obsidian"),
    (Tool::AzureWiki, ".attachments"),
    (Tool::GithubWiki, "_Sidebar.md"),
];

/// Those that count where nothing else tells a tool.
const HINTS: [(Tool, &str); 7] = [
    (Tool::AzureWiki, ".order"),
    (Tool::GithubWiki, "_Footer.md"),
    (Tool::GithubWiki, "Home.md"),
    (Tool::Gitbook, "SUMMARY.md"),
    (Tool::Gitbook, "docs/SUMMARY.md"),
    (Tool::WikiJs, "home.md"),
    (Tool::Docusaurus, "sidebars.js"),
];

/// Something that only pages of one tool have.
type PageSign = (Tool, fn(&Source) -> bool);

const PAGES: [PageSign; 4] = [
    (Tool::Notion, is_of_notion),
    (Tool::Confluence, is_of_confluence),
    (Tool::WikiJs, is_of_wiki_js),
    (Tool::Outline, is_of_outline),
];

/// The tools that a folder was written for, each with the file that tells it: those that are
/// certain, else those that are likely.
pub fn tools(view: &FolderView<'_>) -> BTreeMap<Tool, String> {
    let mut certain = BTreeMap::new();
    let named = |(tool, name): &(Tool, &str)| (view.has)(name).then(|| (*tool, (*name).to_owned()));
    let settings = FILES.iter().filter_map(|file| {
        file.read(&(view.text)(file.name)?)?;
        Some((file.tool, file.name.to_owned()))
    });
    for (tool, file) in settings.chain(NAMES.iter().filter_map(named)) {
        certain.entry(tool).or_insert(file);
    }
    if certain.is_empty() { likely(view) } else { certain }
}

/// The signs of one tool, whatever else the folder has.
pub fn sign_of(tool: Tool, view: &FolderView<'_>) -> Option<String> {
    tools(view).remove(&tool).or_else(|| likely(view).remove(&tool))
}

fn likely(view: &FolderView<'_>) -> BTreeMap<Tool, String> {
    let mut found = BTreeMap::new();
    for (tool, is_it) in PAGES {
        let page = view.pages.iter().find(|page| is_it(page));
        found.extend(page.map(|page| (tool, page.path().to_owned())));
    }
    // A page that is called `Home.md` tells less than what stands in pages.
    if found.is_empty() {
        for (tool, name) in HINTS.iter().filter(|(_, name)| has_exactly(view, name)) {
            found.entry(*tool).or_insert_with(|| (*name).to_owned());
        }
    }
    // A list of pages tells least.
    if found.len() > 1 {
        found.remove(&Tool::Gitbook);
    }
    found
}

/// Some file systems find `home.md` where `Home.md` is.
fn has_exactly(view: &FolderView<'_>, name: &str) -> bool {
    let is_page = name.ends_with(".md") && !name.starts_with('_');
    let is_listed = || view.pages.iter().any(|page| page.path() == name);
    (view.has)(name) && (!is_page || is_listed())
}

fn is_of_notion(page: &Source) -> bool {
    let stem = name::stem(page.path()).unwrap_or_default();
    name::exported(stem.rsplit('/').next().unwrap_or(stem)).1.is_some()
}

fn is_of_confluence(page: &Source) -> bool {
    page.text().contains("<ac:") || page.text().contains("<ri:")
}

/// The front matter that Wiki.js writes into its repository.
fn is_of_wiki_js(page: &Source) -> bool {
    let head = page.text().get(..page.text().floor_char_boundary(1000)).unwrap_or_default();
    head.starts_with("---")
        && head.contains("\neditor: markdown")
        && head.contains("\ndateCreated:")
}

/// Links to other documents, and files, as Outline exports them.
fn is_of_outline(page: &Source) -> bool {
    static LINK: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let file = r"(\.\./)*(attachments|uploads)/[0-9a-f-]{36}/";
        Regex::new(&format!(r"\]\((/doc/[\w-]+-[A-Za-z0-9]{{10}}|{file})")).ok()
    });
    LINK.as_ref().is_some_and(|link| link.is_match(page.text()))
}

#[cfg(test)]
mod tests {
    use super::{FolderView, tools};
    use crate::config::neighbour::Tool;
    use crate::source::Source;

    fn found(files: &[(&str, &str)]) -> Vec<Tool> {
        let has = |name: &str| {
            files.iter().any(|(path, _)| *path == name || path.starts_with(&format!("{name}/")))
        };
        let text = |name: &str| {
            let (path, text) = files.iter().find(|(path, _)| *path == name)?;
            Some(Source::new(*path, *text))
        };
        let pages: Vec<Source> = files
            .iter()
            .filter(|(path, _)| path.ends_with(".md"))
            .map(|(path, text)| Source::new(*path, *text))
            .collect();
        tools(&FolderView { has: &has, text: &text, pages: &pages }).into_keys().collect()
    }

    #[test]
    fn tools_are_told_by_their_files() {
        let id = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
        for (files, expected) in [
            (vec![("mkdocs.yml", "site_name: A\n"), ("docs/index.md", "")], vec![Tool::Mkdocs]),
            (vec![("book.toml", ""), ("src/SUMMARY.md", "")], vec![Tool::Mdbook]),
            (vec![("SUMMARY.md", ""), ("README.md", "")], vec![Tool::Gitbook]),
            (vec![(".obsidian/app.json", ""), ("a.md", "")], vec![Tool::Obsidian]),
            (vec![("Home.md", "")], vec![Tool::GithubWiki]),
            (vec![(".order", "a"), ("a.md", "")], vec![Tool::AzureWiki]),
            (vec![("config.toml", "x = 1\n"), ("a.md", "")], vec![]),
            (vec![("astro.config.mjs", "export default {}"), ("a.md", "")], vec![]),
            (vec![("README.md", "")], vec![]),
            (
                vec![("mkdocs.yml", "site_name: A\n"), ("hugo.toml", "title = 'A'\n")],
                vec![Tool::Mkdocs, Tool::Hugo],
            ),
        ] {
            assert_eq!(found(&files), expected, "{files:?}");
        }
        assert_eq!(found(&[(&format!("Team {id}.md"), "")]), [Tool::Notion]);
        assert_eq!(found(&[("a.md", "<ac:link/>")]), [Tool::Confluence]);
        assert_eq!(found(&[("a.md", "[b](/doc/b-aB3dE6gH9j)")]), [Tool::Outline]);
        let head = "---\ntitle: A\neditor: markdown\ndateCreated: 2024\n---\n";
        assert_eq!(found(&[("home.md", head)]), [Tool::WikiJs]);
    }
}
