//! The settings of other tools, one function for each.

use super::nav::{nav, toc};
use super::permalinks::permalinks;
use super::scripts::edited_in;
use super::{Neighbour, NeighbourHabits, Redirect, UnreadReason, UnreadSetting};
use crate::config::values::parts_of;
use crate::config::{RepositorySettings, Urls};
use crate::source::{Source, Span};
use crate::yaml::{Budget, MapEntry, Sourced, Value, YamlNode, parse, toml};
use std::collections::BTreeSet;

/// What is read of `mkdocs.yml`, or changes nothing in the pages.
const MKDOCS: [&str; 22] = [
    "site_name",
    "site_description",
    "site_url",
    "docs_dir",
    "nav",
    "exclude_docs",
    "draft_docs",
    "not_in_nav",
    "validation",
    "strict",
    "use_directory_urls",
    "repo_url",
    "repo_name",
    "edit_uri",
    "markdown_extensions",
    "theme.language",
    "plugins.redirects",
    "plugins.search",
    "plugins.autorefs",
    "plugins.tags",
    "plugins.awesome-pages",
    "plugins.git-revision-date-localized",
];

/// `mkdocs.yml`, whatever tags it has.
pub fn mkdocs(source: &Source) -> Neighbour {
    let root = tree(source);
    let text = |key| text_at(root.as_ref(), &[key]);
    let docs = text("docs_dir").unwrap_or_else(|| "docs".into());
    let excluded = [text("exclude_docs"), text("draft_docs")].into_iter().flatten();
    let listed = node_at(root.as_ref(), &["nav"]).and_then(YamlNode::as_list);
    let nav = listed.map(|items| nav(source, items)).unwrap_or_default();
    let is_file = text("use_directory_urls").as_deref() == Some("false");
    Neighbour {
        title: text("site_name"),
        description: text("site_description"),
        language: text_at(root.as_ref(), &["theme", "language"]),
        url: text("site_url"),
        nav: nav.entries,
        urls: is_file.then_some(Urls::File),
        unread: unread(source, root.as_ref(), &MKDOCS).into_iter().chain(nav.unread).collect(),
        repository: text("repo_url")
            .and_then(|url| repository(&url, edit_branch(text("edit_uri")))),
        content: inside(&docs).filter(|_| root.is_some()),
        redirects: root.as_ref().map_or(Vec::new(), |root| mkdocs_redirects(source, root)),
        habits: NeighbourHabits {
            excluded: excluded
                .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
                .collect(),
            snippets: snippet_paths(source, root.as_ref(), "base_path")
                .into_iter()
                .map(Sourced::into_value)
                .collect(),
            appended: snippet_paths(source, root.as_ref(), "auto_append"),
            cross_references: has_plugin(root.as_ref(), &["autorefs", "mkdocstrings"]),
            no_wikilinks: root.is_some() && !has_wikilinks(root.as_ref()),
            host: text("site_url").and_then(|url| host_beside(&url)),
            ..NeighbourHabits::default()
        },
        ..Neighbour::default()
    }
}

/// Whether MkDocs reads links in double brackets.
fn has_wikilinks(root: Option<&YamlNode>) -> bool {
    let names = |item: &YamlNode| {
        let keys = item.as_map().map_or(&[][..], |map| map.entries.as_slice());
        let keys: Vec<String> = keys.iter().map(|entry| entry.key.clone()).collect();
        item.text().map(str::to_owned).into_iter().chain(keys).collect::<Vec<_>>()
    };
    let all = extensions(root, "plugins").chain(extensions(root, "markdown_extensions"));
    all.flat_map(names).any(|name| {
        let name = name.to_ascii_lowercase();
        ["wikilink", "roamlink", "ezlink", "obsidian", "autolink"]
            .iter()
            .any(|part| name.contains(part))
    })
}

/// The scheme and host of a site that stands in a folder there.
fn host_beside(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let (host, path) = rest.split_once('/')?;
    (!path.trim_matches('/').is_empty()).then(|| format!("{scheme}://{host}"))
}

/// `markdown_extensions: [pymdownx.snippets: {base_path: [snippets]}]`: paths below the handbook's
/// folder.
fn snippet_paths(source: &Source, root: Option<&YamlNode>, key: &str) -> Vec<Sourced<String>> {
    let mut listed = extensions(root, "markdown_extensions");
    let named = listed.find_map(|item| node_at(Some(item), &["pymdownx.snippets", key]));
    let paths = named.map_or(&[][..], |node| node.as_list().unwrap_or(std::slice::from_ref(node)));
    let written = |node: &YamlNode| {
        let path = inside(node.text()?.trim()).filter(|path| !path.is_empty())?;
        Some(Sourced::new(path, key, source.at(node.span)))
    };
    paths.iter().filter_map(written).collect()
}

/// Whether MkDocs uses one of these plugins, with options or without.
fn has_plugin(root: Option<&YamlNode>, names: &[&str]) -> bool {
    extensions(root, "plugins").any(|item| {
        names.iter().any(|name| item.text() == Some(name) || node_at(Some(item), &[name]).is_some())
    })
}

/// What MkDocs is extended by, with options or without: the items of a list, or the keys of a map.
fn extensions<'n>(root: Option<&'n YamlNode>, key: &str) -> impl Iterator<Item = &'n YamlNode> {
    let node = node_at(root, &[key]);
    node.and_then(YamlNode::as_list).unwrap_or_default().iter().chain(node)
}

/// `plugins: [redirects: {redirect_maps: {old.md: new.md}}]`
fn mkdocs_redirects(source: &Source, root: &YamlNode) -> Vec<Redirect> {
    let maps = extensions(Some(root), "plugins")
        .filter_map(|item| node_at(Some(item), &["redirects", "redirect_maps"]));
    maps.flat_map(|map| redirect_pairs(source, map)).collect()
}

/// `edit/main/docs/` and `blob/main/docs/` name the branch.
fn edit_branch(edit_uri: Option<String>) -> Option<String> {
    let edit_uri = edit_uri?;
    let mut parts = edit_uri.trim_start_matches('/').split('/');
    parts.next().filter(|first| matches!(*first, "edit" | "blob" | "tree"))?;
    parts.next().filter(|branch| !branch.is_empty()).map(str::to_owned)
}

const TECH_DOCS: [&str; 5] =
    ["service_name", "description", "host", "github_repo", "github_branch"];

/// `config/tech-docs.yml`; the pages are in `source`.
pub fn tech_docs(source: &Source) -> Neighbour {
    let root = tree(source);
    let text = |key| text_at(root.as_ref(), &[key]);
    let url = text("github_repo")
        .map(|name| if name.contains("://") { name } else { format!("https://github.com/{name}") });
    Neighbour {
        title: text("service_name"),
        description: text("description"),
        repository: url.and_then(|url| repository(&url, text("github_branch"))),
        content: root.as_ref().map(|_| "source".into()),
        url: text("host"),
        urls: root.as_ref().map(|_| Urls::File),
        unread: unread(source, root.as_ref(), &TECH_DOCS),
        // Middleman looks for pictures from there, whichever page shows them.
        habits: NeighbourHabits {
            assets: root.as_ref().map(|_| "source".to_owned()).into_iter().collect(),
            ..NeighbourHabits::default()
        },
        ..Neighbour::default()
    }
}

/// `ignore "templates/*"` in the `config.rb` of Middleman.
pub fn middleman(source: &Source) -> Neighbour {
    let pattern = |line: &str| {
        let rest = line.strip_prefix("ignore")?.trim_start_matches([' ', '(']);
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let inside = rest.get(1..)?.split(quote).next()?;
        (!inside.is_empty()).then(|| format!("/{}", inside.trim_start_matches('/')))
    };
    let excluded = source.text().lines().filter_map(pattern).collect();
    Neighbour {
        habits: NeighbourHabits { excluded, ..NeighbourHabits::default() },
        ..Neighbour::default()
    }
}

const BOOK: [&str; 10] = [
    "book.title",
    "book.description",
    "book.src",
    "book.language",
    "build",
    "output.html.redirect",
    "output.html.site-url",
    "output.html.git-repository-url",
    "output.html.edit-url-template",
    "rust",
];

/// `book.toml`; the pages are in `src`.
pub fn book(source: &Source) -> Neighbour {
    let root = toml_tree(source);
    let text = |path: &[&str]| text_at(root.as_ref(), path);
    let moved = node_at(root.as_ref(), &["output", "html", "redirect"]);
    let redirects = moved.map_or(Vec::new(), |map| redirect_pairs(source, map));
    Neighbour {
        title: text(&["book", "title"]),
        description: text(&["book", "description"]),
        language: text(&["book", "language"]),
        content: inside(&text(&["book", "src"]).unwrap_or_else(|| "src".into())),
        url: text(&["output", "html", "site-url"]),
        repository: text(&["output", "html", "edit-url-template"])
            .and_then(|url| edited_in(&url))
            .or_else(|| {
                let url = text(&["output", "html", "git-repository-url"])?;
                repository(&url, None)
            }),
        redirects,
        urls: root.as_ref().map(|_| Urls::File),
        unread: unread(source, root.as_ref(), &BOOK),
        ..Neighbour::default()
    }
}

/// The last is read if the list of pages has its usual name.
const GITBOOK: [&str; 4] = ["root", "redirects", "structure.readme", "structure.summary"];

/// `.gitbook.yaml`: where the pages are, and old addresses.
pub fn gitbook(source: &Source) -> Neighbour {
    let root = tree(source);
    let folder = text_at(root.as_ref(), &["root"]);
    let folder = folder.as_deref().map(|path| path.trim_start_matches("./").trim_matches('/'));
    let moved = node_at(root.as_ref(), &["redirects"])
        .map_or(Vec::new(), |map| redirect_pairs(source, map));
    let summary = text_at(root.as_ref(), &["structure", "summary"]);
    let is_usual = summary.is_none_or(|path| path.to_ascii_lowercase().ends_with("summary.md"));
    let read: &[&str] = if is_usual { &GITBOOK } else { GITBOOK.get(..3).unwrap_or_default() };
    Neighbour {
        unread: unread(source, root.as_ref(), read),
        content: folder.filter(|folder| !folder.is_empty()).and_then(inside),
        redirects: moved,
        ..Neighbour::default()
    }
}

const HUGO: [&str; 13] = [
    "title",
    "baseurl",
    "contentdir",
    "languagecode",
    "defaultcontentlanguage",
    "enablerobotstxt",
    "enablegitinfo",
    "uglyurls",
    "markup",
    "imaging",
    "params.github_repo",
    "params.github_branch",
    "params.github_subdir",
];

/// `hugo.toml` and its other names.
pub fn hugo(source: &Source) -> Neighbour {
    let root = if source.path().ends_with(".toml") { toml_tree(source) } else { tree(source) };
    let text = |key: &str| {
        let map = root.as_ref()?.as_map()?;
        let entry = map.entries.iter().find(|entry| entry.key.eq_ignore_ascii_case(key))?;
        entry.value.text().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    // `config.toml` may be the settings of anything.
    if source.path().contains("config.") && text("baseurl").is_none() {
        return Neighbour::default();
    }
    Neighbour {
        title: text("title"),
        url: text("baseurl"),
        language: text("languagecode").or_else(|| text("defaultcontentlanguage")),
        content: hugo_content(root.as_ref(), text("contentdir")).and_then(|folder| inside(&folder)),
        repository: text_at(root.as_ref(), &["params", "github_repo"])
            .and_then(|url| repository(&url, text_at(root.as_ref(), &["params", "github_branch"]))),
        urls: (text("uglyurls").as_deref() == Some("true")).then_some(Urls::File),
        unread: unread(source, root.as_ref(), &HUGO),
        habits: NeighbourHabits {
            assets: vec!["assets".to_owned()],
            small_letters: text("disablepathtolower").as_deref() != Some("true"),
            ..NeighbourHabits::default()
        },
        ..Neighbour::default()
    }
}

/// The folder of the pages: the one that is `named`, of a language, or mounted as content. Where
/// there are several, the one that holds them all, so that no language is lost.
fn hugo_content(root: Option<&YamlNode>, named: Option<String>) -> Option<String> {
    let languages = node_at(root, &["languages"]).and_then(YamlNode::as_map);
    let languages = languages.into_iter().flat_map(|languages| &languages.entries);
    let settings = languages.filter_map(|language| language.value.as_map());
    let of_languages = settings.flat_map(|settings| {
        let named = |entry: &&MapEntry| entry.key.eq_ignore_ascii_case("contentdir");
        settings.entries.iter().filter(named).filter_map(|entry| entry.value.text())
    });
    let mounts = node_at(root, &["module", "mounts"]).and_then(YamlNode::as_list);
    let mounted = mounts.into_iter().flatten().filter_map(|mount| {
        let target = node_at(Some(mount), &["target"])?.text()?;
        node_at(Some(mount), &["source"])?.text().filter(|_| target == "content")
    });
    let all = named.as_deref().into_iter().chain(of_languages).chain(mounted);
    let folders: BTreeSet<&str> = all.map(str::trim).collect();
    let mut folders = folders.into_iter().map(str::to_owned);
    let first = folders.next()?;
    let common = folders.fold(first, |common, folder| shared_folder(&common, &folder));
    (!common.is_empty()).then_some(common)
}

/// The folder that holds two others.
fn shared_folder(one: &str, other: &str) -> String {
    let parts = one.split('/').zip(other.split('/')).take_while(|(one, other)| one == other);
    parts.map(|(part, _)| part).collect::<Vec<_>>().join("/")
}

const JEKYLL: [&str; 14] = [
    "title",
    "description",
    "url",
    "baseurl",
    "source",
    "destination",
    "exclude",
    "include",
    "collections",
    "collections_dir",
    "lang",
    "markdown",
    "kramdown",
    "repository",
];

/// `_config.yml` of Jekyll.
pub fn jekyll(source: &Source) -> Neighbour {
    let root = tree(source);
    let text = |key| text_at(root.as_ref(), &[key]);
    let listed = node_at(root.as_ref(), &["exclude"]).and_then(YamlNode::as_list);
    let excluded = listed.unwrap_or_default().iter().filter_map(YamlNode::text);
    let (host, base) = (text("url").unwrap_or_default(), text("baseurl").unwrap_or_default());
    Neighbour {
        title: text("title"),
        description: text("description"),
        url: Some(format!("{host}{base}")).filter(|url| !url.is_empty()),
        content: text("source").and_then(|folder| inside(&folder)),
        language: text("lang"),
        repository: text("repository")
            .and_then(|name| repository(&format!("https://github.com/{name}"), None)),
        unread: unread(source, root.as_ref(), &JEKYLL),
        habits: NeighbourHabits {
            excluded: excluded.map(str::to_owned).collect(),
            collections: collections(root.as_ref()),
            permalinks: permalinks(root.as_ref()),
            html_pages: root.is_some(),
            ..NeighbourHabits::default()
        },
        ..Neighbour::default()
    }
}

/// `collections: {guides: {output: true}}` and `collections_dir`; posts are no pages.
fn collections(root: Option<&YamlNode>) -> Vec<String> {
    let named = node_at(root, &["collections"]).and_then(YamlNode::as_map);
    let entries = named.map_or(&[][..], |map| map.entries.as_slice());
    let is_shown = |entry: &&MapEntry| {
        entry.key != "posts" && text_at(Some(&entry.value), &["output"]).as_deref() == Some("true")
    };
    let above = text_at(root, &["collections_dir"]).unwrap_or_else(|| ".".into());
    let folder = |entry: &MapEntry| inside(&format!("{above}/_{}", entry.key));
    entries.iter().filter(is_shown).filter_map(folder).collect()
}

const MYST: [&str; 8] = [
    "version",
    "extends",
    "project.toc",
    "project.title",
    "project.description",
    "project.github",
    "project.exclude",
    "project.references",
];

/// `myst.yml`
pub fn myst(source: &Source) -> Neighbour {
    let root = tree(source);
    let text = |path: &[&str]| text_at(root.as_ref(), path);
    let listed = node_at(root.as_ref(), &["project", "exclude"]).and_then(YamlNode::as_list);
    let excluded = listed.unwrap_or_default().iter().filter_map(YamlNode::text);
    let nav = node_at(root.as_ref(), &["project", "toc"]);
    let nav = nav.map(|node| toc(source, node)).unwrap_or_default();
    Neighbour {
        title: text(&["project", "title"]),
        description: text(&["project", "description"]),
        repository: text(&["project", "github"]).and_then(|url| repository(&url, None)),
        nav: nav.entries,
        unread: unread(source, root.as_ref(), &MYST).into_iter().chain(nav.unread).collect(),
        habits: NeighbourHabits {
            excluded: excluded.map(str::to_owned).collect(),
            cross_references: root.is_some(),
            references: references(root.as_ref()),
            ..NeighbourHabits::default()
        },
        ..Neighbour::default()
    }
}

/// The list of pages in a file of its own, which `myst.yml` extends.
pub fn myst_toc(source: &Source) -> Neighbour {
    let root = tree(source);
    let node = node_at(root.as_ref(), &["project", "toc"]);
    let nav = node.map(|node| toc(source, node)).unwrap_or_default();
    Neighbour { nav: nav.entries, unread: nav.unread, ..Neighbour::default() }
}

/// `project: {references: {name: url}}`, or with the address as `url` of a map.
fn references(root: Option<&YamlNode>) -> Vec<(String, String)> {
    let named = node_at(root, &["project", "references"]).and_then(YamlNode::as_map);
    let entries = named.map_or(&[][..], |map| map.entries.as_slice());
    let reference = |entry: &MapEntry| {
        let url = node_at(Some(&entry.value), &["url"]).unwrap_or(&entry.value).text()?;
        url.starts_with("http").then(|| (entry.key.clone(), url.to_owned()))
    };
    entries.iter().filter_map(reference).collect()
}

/// `_toc.yml` of Jupyter Book, whose other settings are for its looks.
pub fn jupyter_book(source: &Source) -> Neighbour {
    let root = tree(source).filter(|root| node_at(Some(root), &["root"]).is_some());
    let habits = NeighbourHabits { cross_references: root.is_some(), ..NeighbourHabits::default() };
    let nav = root.as_ref().map(|root| toc(source, root)).unwrap_or_default();
    let read = ["format", "root", "parts", "chapters", "sections", "subtrees", "entries"];
    let unread = unread(source, root.as_ref(), &read).into_iter().chain(nav.unread).collect();
    Neighbour { unread, habits, nav: nav.entries, ..Neighbour::default() }
}

/// `conf.py` of Sphinx with `MyST`, of which only the title is plain data.
pub fn sphinx(source: &Source) -> Neighbour {
    if !source.text().contains("myst") {
        return Neighbour::default();
    }
    let title = source.text().lines().find_map(|line| {
        let value = line.strip_prefix("project")?.trim_start().strip_prefix('=')?.trim();
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        value.get(1..)?.split(quote).next().map(str::to_owned)
    });
    let habits = NeighbourHabits { cross_references: true, ..NeighbourHabits::default() };
    let name = "all but `project`".to_owned();
    let program = UnreadSetting { name, reason: UnreadReason::Computed, place: source.whole() };
    Neighbour {
        title: title.filter(|title| !title.is_empty()),
        habits,
        unread: vec![program],
        ..Neighbour::default()
    }
}

/// Settings that nothing is read of. A path of `read` covers what is below it; `a.b` is the item
/// `b` of a list as well.
fn unread(source: &Source, root: Option<&YamlNode>, read: &[&str]) -> Vec<UnreadSetting> {
    let mut found = Vec::new();
    if let Some(root) = root {
        collect_unread(source, root, "", read, &mut found);
    }
    found
}

fn collect_unread(
    source: &Source,
    node: &YamlNode,
    above: &str,
    read: &[&str],
    found: &mut Vec<UnreadSetting>,
) {
    let mut entry = |key: &str, span: Span, value: &YamlNode| {
        let path = if above.is_empty() { key.to_owned() } else { format!("{above}.{key}") };
        let lower = path.to_ascii_lowercase();
        let is_above = read.iter().any(|known| known.starts_with(&format!("{lower}.")));
        if is_above && (value.as_map().is_some() || value.as_list().is_some()) {
            collect_unread(source, value, &path, read, found);
        } else if !read.contains(&lower.as_str()) && !value.is_empty() {
            let reason = UnreadReason::Unused;
            found.push(UnreadSetting { name: path, reason, place: source.at(span) });
        }
    };
    let entries = node.as_map().map_or(&[][..], |map| map.entries.as_slice());
    entries.iter().for_each(|item| entry(&item.key, item.key_span, &item.value));
    for item in node.as_list().unwrap_or_default() {
        if let Some(name) = item.text() {
            entry(name, item.span, item);
        }
        let entries = item.as_map().map_or(&[][..], |map| map.entries.as_slice());
        entries.iter().for_each(|inner| entry(&inner.key, inner.key_span, item));
    }
}

fn tree(source: &Source) -> Option<YamlNode> {
    let document = parse(source, Span::new(0, source.text().len()), Budget::HANDBOOK);
    document.root.filter(|root| root.as_map().is_some())
}

fn toml_tree(source: &Source) -> Option<YamlNode> {
    toml::parse(source, Span::new(0, source.text().len()), Budget::HANDBOOK).root
}

pub(super) fn node_at<'n>(root: Option<&'n YamlNode>, path: &[&str]) -> Option<&'n YamlNode> {
    path.iter().try_fold(root?, |node, key| node.as_map()?.get(key))
}

pub(super) fn text_at(root: Option<&YamlNode>, path: &[&str]) -> Option<String> {
    let text = node_at(root, path)?.text()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The keys and texts of a map, with the places of the keys.
pub(super) fn redirect_pairs(source: &Source, map: &YamlNode) -> Vec<Redirect> {
    let entries = map.as_map().map_or(&[][..], |map| map.entries.as_slice());
    let pair = |entry: &MapEntry| {
        let Value::Text(to) = &entry.value.value else { return None };
        let from = Sourced::new(entry.key.clone(), entry.key.clone(), source.at(entry.key_span));
        Some(Redirect { from, to: to.clone() })
    };
    entries.iter().filter_map(pair).collect()
}

pub(super) fn repository(url: &str, branch: Option<String>) -> Option<RepositorySettings> {
    let url = url.trim_end_matches('/');
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    is_web.then(|| RepositorySettings { url: url.to_owned(), branch, path: None })
}

/// The folder, unless it lies outside of the handbook.
pub(super) fn inside(path: &str) -> Option<String> {
    let leads_out = path.starts_with('/')
        || path.contains(['\\', ':'])
        || path.split('/').any(|part| part == "..");
    (!leads_out).then(|| parts_of(path))
}

#[cfg(test)]
mod tests {
    use super::{book, hugo, mkdocs};
    use crate::config::neighbour::Neighbour;
    use crate::config::neighbour::scripts::docusaurus;
    use crate::source::Source;

    fn moved(neighbour: &Neighbour) -> Vec<(&str, &str)> {
        let redirects = neighbour.redirects.iter();
        redirects.map(|moved| (moved.from.value().as_str(), moved.to.as_str())).collect()
    }

    #[test]
    fn old_addresses_are_read() {
        let text = "site_name: A\nplugins:\n  - search\n  - redirects:\n      redirect_maps:\n        \
                    'a/old.md': new.md\n        b/index.md: https://x.example\n";
        let found = mkdocs(&Source::new("mkdocs.yml", text));
        assert_eq!(moved(&found), [("a/old.md", "new.md"), ("b/index.md", "https://x.example")]);
        let text = "[output.html.redirect]\n\"/a/b.html\" = \"../c.html\"\n";
        assert_eq!(moved(&book(&Source::new("book.toml", text))), [("/a/b.html", "../c.html")]);
        let text = "export default {title: 'Acme',\n url: \"https://a.example\", baseUrl: '/hb/',\n\
                    plugins: [['x', {redirects: [{from: ['/x', '/y'], to: '/docs/z'}]}]]}";
        let found = docusaurus(&Source::new("docusaurus.config.js", text));
        assert_eq!(moved(&found), [("/x", "/docs/z"), ("/y", "/docs/z")]);
        assert_eq!(found.title.as_deref(), Some("Acme"));
        assert_eq!(found.url.as_deref(), Some("https://a.example/hb/"));
    }

    #[test]
    fn settings_of_something_else_say_nothing() {
        let other = Source::new("config.toml", "title = \"x\"\n");
        assert_eq!(hugo(&other), Neighbour::default());
        let own = Source::new("hugo.toml", "baseURL = \"https://a.example/hb/\"\n");
        assert_eq!(hugo(&own).url.as_deref(), Some("https://a.example/hb/"));
    }
}
