//! The settings of tools that are configured by a script. Nothing of it is run.

use super::nav::{ReadNav, sidebar};
use super::tools::{inside, node_at, redirect_pairs, repository, text_at};
use super::{Neighbour, NeighbourHabits, Redirect, UnreadReason, UnreadSetting};
use crate::config::Urls;
use crate::source::{Source, Span};
use crate::yaml::script::{self, ScriptDocument};
use crate::yaml::{Budget, MapEntry, Sourced, YamlNode};

/// `docusaurus.config.js`. Pages are shown below `/docs/`, unless it says otherwise.
pub fn docusaurus(source: &Source) -> Neighbour {
    const READ: [&str; 17] = [
        "title",
        "tagline",
        "url",
        "baseUrl",
        "presets",
        "plugins",
        "organizationName",
        "projectName",
        "deploymentBranch",
        "onBrokenLinks",
        "onBrokenAnchors",
        "onBrokenMarkdownLinks",
        "trailingSlash",
        "markdown",
        "future",
        "noIndex",
        "i18n",
    ];
    let script = SettingsScript::read(source);
    let text = |path: &[&str]| script.text(path);
    let url = [text(&["url"]), text(&["baseUrl"])].map(Option::unwrap_or_default).concat();
    let docs = script.found("docs");
    let route = text_at(docs, &["routeBasePath"]).unwrap_or_else(|| "docs".to_owned());
    let edited = text_at(docs, &["editUrl"]).and_then(|url| edited_in(&url));
    Neighbour {
        title: text(&["title"]),
        description: text(&["tagline"]),
        language: text(&["i18n", "defaultLocale"]),
        url: Some(url).filter(|url| !url.is_empty()),
        content: text_at(docs, &["path"]).and_then(|folder| inside(&folder)),
        roots: Some(route.trim_matches('/').to_owned())
            .filter(|r| !r.is_empty())
            .into_iter()
            .collect(),
        repository: edited,
        habits: NeighbourHabits { named_by_id: true, ..NeighbourHabits::default() },
        redirects: script.redirects(),
        unread: script
            .unread(&READ)
            .into_iter()
            .chain(script.unused_items("plugins", "client-redirects"))
            .collect(),
        ..Neighbour::default()
    }
}

/// `https://github.com/owner/name/edit/main/website/`: the repository and its branch.
pub(super) fn edited_in(url: &str) -> Option<crate::config::RepositorySettings> {
    let at = ["/edit/", "/tree/", "/blob/"].iter().find_map(|part| url.find(part))?;
    let (base, rest) = url.split_at_checked(at)?;
    let branch = rest.trim_start_matches('/').split('/').nth(1);
    let branch = branch.filter(|branch| !branch.is_empty()).map(str::to_owned);
    repository(base.trim_end_matches("/-"), branch)
}

/// `sidebars.js` of Docusaurus.
pub fn docusaurus_sidebars(source: &Source) -> Neighbour {
    let script = SettingsScript::read(source);
    let read = script.document.root.as_ref().map(|root| sidebar(source, root, ""));
    let ReadNav { entries: nav, mut unread } = read.unwrap_or_default();
    unread.extend(script.computed());
    Neighbour { nav, unread, ..Neighbour::default() }
}

/// `astro.config.mjs` of Starlight; the pages are in `src/content/docs`.
pub fn starlight(source: &Source) -> Neighbour {
    const READ: [&str; 4] = ["site", "base", "integrations", "redirects"];
    const OWN: [&str; 5] = ["title", "description", "sidebar", "editLink", "lastUpdated"];
    if !source.text().contains("starlight") {
        return Neighbour::default();
    }
    let script = SettingsScript::read(source);
    let url = [script.text(&["site"]), script.text(&["base"])].map(Option::unwrap_or_default);
    let own = script.found("starlight()");
    let nav = node_at(own, &["sidebar"]).map(|node| sidebar(source, node, "")).unwrap_or_default();
    Neighbour {
        title: text_at(own, &["title"]).or_else(|| script.text(&["title"])),
        description: text_at(own, &["description"]),
        language: text_at(own, &["locales", "root", "lang"])
            .or_else(|| text_at(own, &["defaultLocale"]))
            .filter(|language| language != "root"),
        url: Some(joined(url)).filter(|url| !url.is_empty()),
        content: Some("src/content/docs".to_owned()),
        repository: text_at(own, &["editLink", "baseUrl"]).and_then(|url| edited_in(&url)),
        nav: nav.entries,
        redirects: node_at(script.document.root.as_ref(), &["redirects"])
            .map_or(Vec::new(), |map| redirect_pairs(source, map)),
        habits: NeighbourHabits {
            assets: vec!["public".to_owned(), "src/assets".to_owned()],
            ..NeighbourHabits::default()
        },
        unread: script
            .unread(&READ)
            .into_iter()
            .chain(script.unused(own, &OWN))
            .chain(script.unused_items("integrations", "starlight()"))
            .chain(nav.unread)
            .collect(),
        ..Neighbour::default()
    }
}

/// `.vitepress/config.ts`; its folder lies in that of the pages.
pub fn vitepress(source: &Source) -> Neighbour {
    const READ: [&str; 11] = [
        "title",
        "description",
        "lang",
        "base",
        "srcDir",
        "srcExclude",
        "cleanUrls",
        "themeConfig",
        "lastUpdated",
        "markdown",
        "ignoreDeadLinks",
    ];
    const OWN: [&str; 4] = ["sidebar", "editLink", "search", "outline"];
    let script = SettingsScript::read(source);
    let root = script.document.root.as_ref();
    let above = source.path().split(".vitepress").next().unwrap_or_default();
    let sources = text_at(root, &["srcDir"]).unwrap_or_default();
    let content = inside(&format!("{above}{sources}")).unwrap_or_default();
    let nav = node_at(root, &["themeConfig", "sidebar"]);
    let nav = nav.map(|node| sidebar(source, node, "")).unwrap_or_default();
    let excluded = node_at(root, &["srcExclude"]).and_then(YamlNode::as_list).unwrap_or_default();
    let is_clean = text_at(root, &["cleanUrls"]).as_deref() == Some("true");
    let pattern = text_at(root, &["themeConfig", "editLink", "pattern"]);
    Neighbour {
        title: text_at(root, &["title"]),
        description: text_at(root, &["description"]),
        language: text_at(root, &["lang"]),
        url: text_at(root, &["base"]),
        content: Some(content),
        urls: (!is_clean).then_some(Urls::File),
        repository: pattern.and_then(|url| edited_in(&url)),
        nav: nav.entries,
        habits: NeighbourHabits {
            excluded: excluded.iter().filter_map(YamlNode::text).map(str::to_owned).collect(),
            assets: Some(format!("{above}public")).into_iter().collect(),
            ..NeighbourHabits::default()
        },
        unread: script
            .unread(&READ)
            .into_iter()
            .chain(script.unused(node_at(root, &["themeConfig"]), &OWN))
            .chain(nav.unread)
            .collect(),
        ..Neighbour::default()
    }
}

/// `.eleventy.js`, of which the folder of the pages is plain data.
pub fn eleventy(source: &Source) -> Neighbour {
    const READ: [&str; 6] = [
        "dir",
        "pathPrefix",
        "templateFormats",
        "markdownTemplateEngine",
        "htmlTemplateEngine",
        "dataTemplateEngine",
    ];
    let script = SettingsScript::read(source);
    let content = script.text(&["dir", "input"]).and_then(|folder| inside(&folder));
    let Some(content) = content.filter(|folder| !folder.is_empty()) else {
        return Neighbour::default();
    };
    Neighbour {
        content: Some(content),
        url: script.text(&["pathPrefix"]),
        unread: script.unread(&READ),
        ..Neighbour::default()
    }
}

/// `next.config.js`, where pages are of MDX; it is about programs, and says nothing of them.
pub fn nextra(source: &Source) -> Neighbour {
    if !source.text().contains("nextra") && !source.text().contains("mdx") {
        return Neighbour::default();
    }
    let habits =
        NeighbourHabits { assets: vec!["public".to_owned()], ..NeighbourHabits::default() };
    Neighbour { habits, ..Neighbour::default() }
}

/// `gatsby-config.js`, of which nothing is read: where pages are stands in programs.
pub fn gatsby(_: &Source) -> Neighbour {
    let habits =
        NeighbourHabits { assets: vec!["static".to_owned()], ..NeighbourHabits::default() };
    Neighbour { habits, ..Neighbour::default() }
}

/// A host and a path below it, with one slash between them.
fn joined([host, path]: [String; 2]) -> String {
    match path.trim_matches('/') {
        "" => host,
        path => format!("{}/{path}", host.trim_end_matches('/')),
    }
}

/// Settings that are a program.
struct SettingsScript<'s> {
    source: &'s Source,
    document: ScriptDocument,
}

impl<'s> SettingsScript<'s> {
    fn read(source: &'s Source) -> Self {
        SettingsScript { source, document: script::parse(source, Budget::HANDBOOK) }
    }

    fn text(&self, path: &[&str]) -> Option<String> {
        text_at(self.document.root.as_ref(), path)
    }

    /// The first value of a key, however deep it stands.
    fn found(&self, key: &str) -> Option<&YamlNode> {
        found(self.document.root.as_ref()?, key)
    }

    /// `{from: '/old', to: '/new'}`; `from` may be a list.
    fn redirects(&self) -> Vec<Redirect> {
        let listed = self.found("redirects").and_then(YamlNode::as_list).unwrap_or_default();
        let mut redirects = Vec::new();
        for pair in listed {
            let (Some(from), Some(to)) =
                (node_at(Some(pair), &["from"]), text_at(Some(pair), &["to"]))
            else {
                continue;
            };
            let olds = from.as_list().unwrap_or(std::slice::from_ref(from));
            redirects.extend(olds.iter().filter_map(|old| {
                let from = Sourced::new(old.text()?.to_owned(), "from", self.source.at(old.span));
                Some(Redirect { from, to: to.clone() })
            }));
        }
        redirects
    }

    /// Keys of the settings that nothing is read of, and values that would have to be run.
    fn unread(&self, read: &[&str]) -> Vec<UnreadSetting> {
        let root = self.document.root.as_ref();
        let entries = root.and_then(YamlNode::as_map).map_or(&[][..], |map| &map.entries);
        let unused = entries.iter().filter(|entry| !read.contains(&entry.key.as_str()));
        let spans: Vec<Span> = unused.map(|entry| entry.value.span).collect();
        // What is not read need not be known.
        let is_read = |setting: &UnreadSetting| {
            let at = setting.place.span().map_or(0, |span| span.start);
            !spans.iter().any(|span| span.start <= at && at < span.end)
        };
        self.unused(root, read).into_iter().chain(self.computed().filter(is_read)).collect()
    }

    /// Keys of a map that nothing is read of.
    fn unused(&self, node: Option<&YamlNode>, read: &[&str]) -> Vec<UnreadSetting> {
        let entries = node.and_then(YamlNode::as_map).map_or(&[][..], |map| &map.entries);
        let unused = entries.iter().filter(|entry| !read.contains(&entry.key.as_str()));
        let setting = |entry: &MapEntry| UnreadSetting {
            name: entry.key.clone(),
            reason: UnreadReason::Unused,
            place: self.source.at(entry.key_span),
        };
        unused.map(setting).collect()
    }

    /// Items of a list of extensions but the one that is read: texts, calls, or lists that begin
    /// with one.
    fn unused_items(&self, key: &str, read: &str) -> Vec<UnreadSetting> {
        let listed = node_at(self.document.root.as_ref(), &[key]).and_then(YamlNode::as_list);
        let item = |item: &YamlNode| {
            let first = item.as_list().and_then(<[YamlNode]>::first).unwrap_or(item);
            let call = || Some(first.as_map()?.entries.first()?.key.as_str());
            let name = first.text().or_else(call).filter(|name| !name.contains(read))?;
            let name = format!("{key}: {}", name.trim_end_matches("()"));
            let reason = UnreadReason::Unused;
            Some(UnreadSetting { name, reason, place: self.source.at(first.span) })
        };
        listed.unwrap_or_default().iter().filter_map(item).collect()
    }

    fn computed(&self) -> impl Iterator<Item = UnreadSetting> + '_ {
        self.document.computed.iter().map(|(key, span)| UnreadSetting {
            name: key.clone(),
            reason: UnreadReason::Computed,
            place: self.source.at(*span),
        })
    }
}

fn found<'n>(node: &'n YamlNode, key: &str) -> Option<&'n YamlNode> {
    let own = || node.as_map()?.get(key);
    let entries = node.as_map().map_or(&[][..], |map| map.entries.as_slice());
    let items = node.as_list().unwrap_or_default();
    own().or_else(|| {
        let mut inner = entries.iter().map(|entry| &entry.value).chain(items);
        inner.find_map(|node| found(node, key))
    })
}
