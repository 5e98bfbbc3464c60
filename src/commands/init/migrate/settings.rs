//! The handbook.yaml of a folder that another tool wrote: all that its files say, so that they are
//! not needed any more.

use super::nav::NavLine;
use crate::config::neighbour::NeighbourHabits;
use crate::config::{Config, Urls};
use crate::govern::edits::scalar;
use std::fmt::Write as _;

/// What goes into handbook.yaml beside title and time zone.
#[derive(Clone, Debug, Default)]
pub struct MovedSettings {
    description: Option<String>,
    language: Option<String>,
    /// The folder of the pages; `.` for the handbook's own, where another would be guessed.
    content: Option<String>,
    base_url: Option<String>,
    urls: Option<Urls>,
    repository: Option<[Option<String>; 3]>,
    habits: NeighbourHabits,
    roots: Vec<String>,
    /// The order of pages.
    pub nav: Vec<NavLine>,
    /// Old addresses, and the pages that they lead to.
    pub redirects: Vec<(String, String)>,
}

impl MovedSettings {
    /// What the settings of another tool came to. `base_url` is where its site stood.
    pub fn new(config: &Config, content: &str, base_url: Option<&str>) -> Self {
        let is_web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
        let repository = config.repository.as_ref().map(|repository| {
            [Some(repository.url.clone()), repository.branch.clone(), repository.path.clone()]
        });
        MovedSettings {
            description: config.description.clone(),
            language: config.language.clone(),
            content: Some(if content.is_empty() { "." } else { content }.to_owned()),
            base_url: base_url.filter(is_web).map(|url| url.trim_end_matches('/').to_owned()),
            urls: config.urls,
            repository,
            habits: config.habits.clone(),
            roots: config.neighbour_paths.clone(),
            nav: Vec::new(),
            redirects: Vec::new(),
        }
    }

    /// A file that must not become a page.
    pub fn exclude(&mut self, pattern: &str) {
        self.habits.excluded.push(pattern.to_owned());
    }

    /// Leaves out folders of pictures that are not there.
    pub fn keep_assets(&mut self, is_there: impl Fn(&str) -> bool) {
        self.habits.assets.retain(|folder| is_there(folder));
    }

    /// Whether it is known where the site stands.
    pub fn has_base_url(&self) -> bool {
        self.base_url.is_some()
    }

    /// How many settings there are.
    pub fn count(&self) -> usize {
        self.text().lines().filter(|line| line.starts_with(char::is_alphabetic)).count()
    }

    /// Its lines.
    pub fn text(&self) -> String {
        let mut text = String::new();
        match &self.description {
            Some(description) => line(&mut text, "description", description),
            None => text.push_str("# description: What this handbook is about, in one sentence\n"),
        }
        self.language.iter().for_each(|language| line(&mut text, "language", language));
        self.content.iter().for_each(|content| line(&mut text, "content", content));
        text.push_str("\n# Where the site will be. Feeds, the sitemap and calendars need it.\n");
        match &self.base_url {
            Some(url) => line(&mut text, "base_url", url),
            None => text.push_str("# base_url: \"https://handbook.example\"\n"),
        }
        if self.urls == Some(Urls::File) {
            text.push_str("urls: file\n");
        }
        if let Some(parts) = &self.repository {
            text.push_str("repository:\n");
            for (key, value) in ["url", "branch", "path"].iter().zip(parts) {
                value.iter().for_each(|value| line(&mut text, &format!("  {key}"), value));
            }
        }
        self.sources(&mut text);
        self.nav_lines(&mut text);
        if !self.redirects.is_empty() {
            text.push_str("\n# Old addresses, and where they lead to.\nredirects:\n");
            for (from, to) in &self.redirects {
                line(&mut text, &format!("  {}", scalar(from)), to);
            }
        }
        text
    }

    /// How the files are read.
    fn sources(&self, text: &mut String) {
        let habits = &self.habits;
        let appended: Vec<String> =
            habits.appended.iter().map(|path| path.value().clone()).collect();
        let lists = [
            ("exclude", &habits.excluded),
            ("snippets", &habits.snippets),
            ("assets", &habits.assets),
            ("append", &appended),
            ("collections", &habits.collections),
            ("roots", &self.roots),
        ];
        let mut lines = String::new();
        for (key, items) in lists.iter().filter(|(_, items)| !items.is_empty()) {
            let _ = writeln!(lines, "  {key}:");
            for item in *items {
                let _ = writeln!(lines, "    - {}", scalar(item));
            }
        }
        if habits.cross_references {
            lines.push_str("  cross_references: true\n");
        }
        if habits.named_by_id {
            lines.push_str("  ids: true\n");
        }
        if !habits.references.is_empty() {
            lines.push_str("  references:\n");
            for (name, url) in &habits.references {
                line(&mut lines, &format!("    {}", scalar(name)), url);
            }
        }
        if !lines.is_empty() {
            let _ = write!(text, "\n# How the files of the pages are read.\nsources:\n{lines}");
        }
    }

    fn nav_lines(&self, text: &mut String) {
        if self.nav.is_empty() {
            return;
        }
        text.push_str("\n# The order of pages, and what navigation calls them.\nnav:\n");
        for NavLine { title, path, description } in &self.nav {
            let path = scalar(path);
            let _ = match (title, description) {
                (None, _) => writeln!(text, "  - {path}"),
                (Some(title), None) => writeln!(text, "  - {}: {path}", scalar(title)),
                (Some(title), Some(description)) => writeln!(
                    text,
                    "  - {}:\n      page: {path}\n      description: {}",
                    scalar(title),
                    scalar(description)
                ),
            };
        }
    }
}

fn line(text: &mut String, key: &str, value: &str) {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let _ = writeln!(text, "{key}: {}", scalar(&value));
}
