//! What other tools' files say of the same folder: the title and where the pages are. They are
//! asked where handbook.yaml says nothing.
//!
//! Nothing in them is an error: a file that cannot be read says nothing.

mod nav;
mod permalinks;
mod scripts;
mod tool;
mod tools;

use super::values::language_tag;
use super::{Config, RepositorySettings, Urls};
use crate::source::Location;
use crate::yaml::Sourced;
pub use nav::common_folder;
pub use permalinks::Permalink;
pub use tool::{BESIDE, FILES, SettingsFile, Tool};
#[cfg(test)]
pub use tools::{book, mkdocs, tech_docs};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Neighbour {
    title: Option<String>,
    description: Option<String>,
    content: Option<String>,
    /// The language of its pages, as it is written.
    language: Option<String>,
    repository: Option<RepositorySettings>,
    /// Where its site stands.
    url: Option<String>,
    /// Its navigation, from top to bottom.
    nav: Vec<NavEntry>,
    /// Where addresses begin on its site, below the one that `url` names.
    roots: Vec<String>,
    /// What addresses look like on its site; `None` where they look like ours.
    urls: Option<Urls>,
    /// Old addresses.
    redirects: Vec<Redirect>,
    /// What is not read of its settings.
    unread: Vec<UnreadSetting>,
    /// How it reads the folder.
    habits: NeighbourHabits,
}

/// How another tool reads the same folder, where that is not how we do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NeighbourHabits {
    /// Patterns of files below content that it does not publish.
    pub excluded: Vec<String>,
    /// Folders that hold pages, although their names begin with `_`.
    pub collections: Vec<String>,
    /// The addresses of pages in some of them.
    pub permalinks: Vec<Permalink>,
    /// Folders in which it looks for texts to include.
    pub snippets: Vec<String>,
    /// Folders beside content with pictures and files of pages.
    pub assets: Vec<String>,
    /// Texts whose short forms hold in all pages.
    pub appended: Vec<Sourced<String>>,
    /// Whether it finds an anchor in whichever page it is, and the text of a link to it.
    pub cross_references: bool,
    /// Whether `id` in front matter is the last part of a page's address, and numbers before names
    /// are no part of it.
    pub named_by_id: bool,
    /// Whether pages may be templates of HTML.
    pub html_pages: bool,
    /// The host of its site, where other sites stand beside it and links to them begin with `/`.
    pub host: Option<String>,
    /// Whether it has no links in double brackets, so that these may be meant for anything.
    pub no_wikilinks: bool,
    /// Whether addresses of pages are in small letters, however their files are called.
    pub small_letters: bool,
    /// Other manuals, by the names that links call them: `xref:name/page`.
    pub references: Vec<(String, String)>,
}

impl NeighbourHabits {
    /// These habits, and another tool's where they say nothing.
    fn or(self, other: Self) -> Self {
        fn either<T>(own: Vec<T>, other: Vec<T>) -> Vec<T> {
            if own.is_empty() { other } else { own }
        }
        NeighbourHabits {
            excluded: either(self.excluded, other.excluded),
            collections: either(self.collections, other.collections),
            permalinks: either(self.permalinks, other.permalinks),
            snippets: either(self.snippets, other.snippets),
            assets: either(self.assets, other.assets),
            appended: either(self.appended, other.appended),
            cross_references: self.cross_references || other.cross_references,
            named_by_id: self.named_by_id || other.named_by_id,
            html_pages: self.html_pages || other.html_pages,
            host: self.host.or(other.host),
            no_wikilinks: self.no_wikilinks || other.no_wikilinks,
            small_letters: self.small_letters || other.small_letters,
            references: either(self.references, other.references),
        }
    }

    /// The address of a place in another manual.
    pub fn reference(&self, target: &str) -> Option<String> {
        let rest = target.strip_prefix("xref:")?;
        let end = rest.find(['/', '#']).unwrap_or(rest.len());
        let (name, place) = rest.split_at(end);
        let (_, url) = self.references.iter().find(|(known, _)| known == name)?;
        let place = place.strip_prefix('/').unwrap_or(place);
        let url = url.trim_end_matches('/');
        Some(format!("{url}/{place}"))
    }
}

/// An old address that leads on.
#[derive(Clone, Debug, PartialEq)]
pub struct Redirect {
    /// The address, as it is written.
    pub from: Sourced<String>,
    /// The page, by its path or address, or a place in the web.
    pub to: String,
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

/// A setting of another tool that is not read.
#[derive(Clone, Debug)]
pub struct UnreadSetting {
    /// What it is called there.
    pub name: String,
    /// Why.
    pub reason: UnreadReason,
    /// Where it stands.
    pub place: Location,
}

/// Why a setting of another tool is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnreadReason {
    /// It would have to be run.
    Computed,
    /// It is a heading of the navigation above pages of several folders.
    Heading,
    /// It is a line of the navigation that leads out of the handbook.
    NavLink,
    /// Nothing here is like it.
    Unused,
}

/// Equal when they say the same, wherever they stand.
impl PartialEq for UnreadSetting {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.reason == other.reason
    }
}

/// The path of a web address, without outer slashes.
fn path_of(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (_, path) = rest.split_once('/')?;
    let path = path.trim_matches('/');
    (!path.is_empty()).then(|| path.to_owned())
}

impl Neighbour {
    /// What its settings call the whole.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// Where its site stands.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// What addresses look like on its site; `None` where they look like ours.
    pub fn urls(&self) -> Option<Urls> {
        self.urls
    }

    /// Where addresses of pages begin below that, where it is not there.
    pub fn route(&self) -> &str {
        self.roots.first().map_or("", String::as_str)
    }

    /// What is not read of its settings.
    pub fn unread(&self) -> &[UnreadSetting] {
        &self.unread
    }

    /// The same with what a file beside the settings says.
    #[must_use]
    pub fn with_beside(mut self, beside: Neighbour) -> Self {
        if !beside.nav.is_empty() {
            self.nav = beside.nav;
        }
        self.habits.excluded.extend(beside.habits.excluded);
        self.unread.extend(beside.unread);
        self
    }
}

impl Config {
    /// These settings, and what a neighbour says where they say nothing.
    #[must_use]
    pub fn or(self, neighbour: Neighbour) -> Self {
        let paths = neighbour.url.as_deref().and_then(path_of);
        let roots = neighbour.roots.iter().flat_map(|root| {
            let below = paths.iter().map(move |path| format!("{path}/{root}"));
            below.chain(Some(root.clone()))
        });
        let neighbour_paths = self.neighbour_paths.into_iter().chain(roots).chain(paths.clone());
        let urls = self.urls.or(neighbour.urls);
        let redirects = self.redirects.into_iter().chain(neighbour.redirects).collect();
        Config {
            title: self.title.or(neighbour.title),
            description: self.description.or(neighbour.description),
            neighbour_content: neighbour.content,
            language: self.language.or(neighbour.language.as_deref().and_then(language_tag)),
            repository: self.repository.or(neighbour.repository),
            neighbour_nav: neighbour.nav,
            neighbour_paths: neighbour_paths.collect(),
            redirects,
            urls,
            habits: self.habits.or(neighbour.habits),
            ..self
        }
    }
}
