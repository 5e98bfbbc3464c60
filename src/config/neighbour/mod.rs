//! What other tools' files say of the same folder: the title and where the pages are. They are
//! asked where handbook.yaml says nothing.
//!
//! Nothing in them is an error: a file that cannot be read says nothing.

mod nav;
mod tools;

use super::{Config, RepositorySettings};
use crate::source::Source;
use crate::yaml::Sourced;
pub use tools::{
    book, docusaurus, gitbook, hugo, jekyll, jupyter_book, mkdocs, myst, sphinx, starlight,
    tech_docs,
};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Neighbour {
    title: Option<String>,
    description: Option<String>,
    content: Option<String>,
    repository: Option<RepositorySettings>,
    /// Where its site stands.
    url: Option<String>,
    /// Its navigation, from top to bottom.
    nav: Vec<NavEntry>,
    /// Where addresses begin on its site, below the one that `url` names.
    roots: Vec<String>,
    /// Old addresses.
    redirects: Vec<Redirect>,
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
    /// Folders in which it looks for texts to include.
    pub snippets: Vec<String>,
    /// Folders beside content with pictures and files of pages.
    pub assets: Vec<String>,
    /// Texts whose short forms hold in all pages.
    pub appended: Vec<Sourced<String>>,
    /// Whether it finds an anchor in whichever page it is, and the text of a link to it.
    pub cross_references: bool,
    /// Other manuals, by the names that links call them: `xref:name/page`.
    pub references: Vec<(String, String)>,
}

impl NeighbourHabits {
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
pub const FILES: [(&str, Reader); 25] = [
    ("mkdocs.yml", mkdocs),
    ("mkdocs.yaml", mkdocs),
    ("book.toml", book),
    ("config/tech-docs.yml", tech_docs),
    (".gitbook.yaml", gitbook),
    (".gitbook.yml", gitbook),
    ("docusaurus.config.js", docusaurus),
    ("docusaurus.config.ts", docusaurus),
    ("docusaurus.config.mjs", docusaurus),
    ("astro.config.mjs", starlight),
    ("astro.config.ts", starlight),
    ("hugo.toml", hugo),
    ("hugo.yaml", hugo),
    ("hugo.yml", hugo),
    ("config.toml", hugo),
    ("config.yaml", hugo),
    ("myst.yml", myst),
    ("_toc.yml", jupyter_book),
    ("docs/_toc.yml", jupyter_book),
    ("conf.py", sphinx),
    ("docs/conf.py", sphinx),
    ("source/conf.py", sphinx),
    ("docs/source/conf.py", sphinx),
    ("_config.yml", jekyll),
    ("_config.yaml", jekyll),
];

impl Neighbour {
    /// Where its site stands.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
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
        let neighbour_paths = roots.chain(paths.clone()).collect();
        let redirects = self.redirects.into_iter().chain(neighbour.redirects).collect();
        Config {
            title: self.title.or(neighbour.title),
            description: self.description.or(neighbour.description),
            content: self.content.or(neighbour.content),
            repository: self.repository.or(neighbour.repository),
            neighbour_nav: neighbour.nav,
            neighbour_paths,
            redirects,
            habits: neighbour.habits,
            ..self
        }
    }
}
