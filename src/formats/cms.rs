//! The settings of an editor in the browser, Decap CMS or Sveltia CMS, made from the table of keys
//! and from what the pages of a handbook say under them. Each entry is written as JSON, which YAML
//! reads as it is.

mod fields;

use self::fields::field;
use crate::load::front_matter;
use crate::load::meta::table;
use crate::site::{Page, Site};
use crate::yaml::{YamlNode, same_key};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Keys that a collection offers though no page of it has them.
const OFFERED: [&str; 6] = ["title", "description", "owner", "tags", "status", "review_every"];

/// A key as pages of one folder write it.
pub(super) struct WrittenKey<'p> {
    /// The name that they write.
    pub name: &'p str,
    /// The row of the table.
    pub key: &'static table::Key,
    /// What they say.
    pub values: Vec<&'p YamlNode>,
}

/// The whole file. Fields that pages write in several ways are left out, because saving would
/// change them; both editors keep what they do not know.
pub fn config(site: &Site) -> String {
    let mut text = String::from(
        "# Settings of Decap CMS or Sveltia CMS, as admin/config.yml: `handbook schema --cms`\n",
    );
    text.push_str(&format!("backend: {}\n", backend(site)));
    let images = in_repository(site, "images");
    text.push_str(&format!("media_folder: {}\npublic_folder: /images\n", json!(images)));
    text.push_str("collections:\n");
    for (folder, pages) in folders(site) {
        text.push_str(&collection(site, folder, &pages));
    }
    text
}

/// Where the repository is; without one, an editor that keeps nothing.
fn backend(site: &Site) -> Value {
    let Some(repository) = &site.config().repository else {
        return json!({ "name": "test-repo" });
    };
    let branch = repository.branch.as_deref().unwrap_or("main");
    let (host, path) = repository
        .url
        .split_once("://")
        .and_then(|(_, rest)| rest.split_once('/'))
        .unwrap_or_default();
    let kinds = ["github", "gitlab", "bitbucket"];
    let kind = kinds.into_iter().find(|kind| host.contains(kind)).unwrap_or("gitea");
    let mut backend = json!({ "name": kind, "repo": path, "branch": branch });
    let is_public = ["github.com", "gitlab.com", "bitbucket.org"].contains(&host);
    if let (Some(backend), false) = (backend.as_object_mut(), is_public) {
        let api = match kind {
            "github" => format!("https://{host}/api/v3"),
            "gitlab" => format!("https://{host}/api/v4"),
            _ => format!("https://{host}/api/v1"),
        };
        backend.insert("base_url".to_owned(), format!("https://{host}").into());
        backend.insert("api_root".to_owned(), api.into());
    }
    backend
}

/// The folders that hold pages, each with its pages.
fn folders(site: &Site) -> BTreeMap<&str, Vec<&Page>> {
    let mut folders: BTreeMap<&str, Vec<&Page>> = BTreeMap::new();
    for page in site.pages() {
        let Some(path) = site.content().within(page.source().path()) else { continue };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        folders.entry(folder).or_default().push(page);
    }
    folders
}

fn in_repository(site: &Site, path: &str) -> String {
    let parts = [site.web().repository_folder(), path];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}

fn collection(site: &Site, folder: &str, pages: &[&Page]) -> String {
    let name = if folder.is_empty() { "handbook".to_owned() } else { folder.replace('/', "-") };
    let label = if folder.is_empty() { site.title().to_owned() } else { label(folder) };
    let path = in_repository(site, folder);
    let mut text = format!(
        "  - name: {}\n    label: {}\n    folder: {}\n    create: true\n    extension: md\n    \
         format: yaml-frontmatter\n    identifier_field: title\n    fields:\n",
        json!(name),
        json!(label),
        json!(path)
    );
    let trees: Vec<YamlNode> =
        pages.iter().filter_map(|page| front_matter::written(page.source())).collect();
    for key in keys(&trees) {
        match field(&key) {
            Some(field) => text.push_str(&format!("      - {field}\n")),
            None => {
                let why = "is written in ways that one field cannot hold";
                text.push_str(&format!("      # `{}` {why}\n", key.name));
            }
        }
    }
    let body = json!({ "name": "body", "label": "Text", "widget": "markdown", "modes": ["raw"] });
    text + &format!("      - {body}\n")
}

/// `people/first-days` is "People › First days".
fn label(folder: &str) -> String {
    let titles: Vec<String> = folder.split('/').map(crate::site::name::title).collect();
    titles.join(" › ")
}

/// Each key that is written or offered, in the order of the table.
fn keys(trees: &[YamlNode]) -> Vec<WrittenKey<'_>> {
    let entries = || trees.iter().filter_map(YamlNode::as_map).flat_map(|map| &map.entries);
    let mut keys = Vec::new();
    for key in table::keys() {
        let mut written: BTreeMap<&str, Vec<&YamlNode>> = BTreeMap::new();
        let is_named =
            |name: &str| key.names().iter().any(|known| known == &name || same_key(known, name));
        for entry in entries().filter(|entry| is_named(&entry.key)) {
            written.entry(&entry.key).or_default().push(&entry.value);
        }
        let is_known = |name: &str| keys.iter().any(|key: &WrittenKey<'_>| key.name == name);
        written.retain(|name, _| !is_known(name));
        if written.is_empty() && OFFERED.contains(&key.name) {
            written.insert(key.name, Vec::new());
        }
        keys.extend(written.into_iter().map(|(name, values)| WrittenKey { name, key, values }));
    }
    keys
}
