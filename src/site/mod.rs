//! The handbook as it is written: pages, people, settings and the tree. Nothing here changes after
//! loading.
//!
//! What links and owners mean, and what time does to pages, is not here.

pub mod acknowledgement;
pub mod address;
pub mod code_owners;
pub mod document;
pub mod gap;
pub mod meta;
pub mod glossary;
pub mod name;
pub mod opening;
pub mod paragraph;
pub mod people;
pub mod record;
pub mod refusal;
pub mod segment;
pub mod tag;
pub mod tree;
pub mod urgency;
mod web;
pub mod weight;

use crate::config::{Config, RepositorySettings};
use crate::remote;
use crate::site::acknowledgement::Acknowledged;
use crate::site::address::{Address, Ending};
use crate::site::code_owners::CodeOwners;
use crate::site::document::Document;
use crate::site::meta::Meta;
use crate::site::opening::{OpeningPiece, PageOpening};
use crate::site::paragraph::LongParagraph;
use crate::site::people::{People, Who};
use crate::site::record::Series;
use crate::site::refusal::Refusal;
use crate::site::tree::{NodeId, Tree};
use crate::site::urgency::Urgency;
use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// A page, by its place in [`Site::pages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(u32);

impl PageId {
    pub(crate) fn from_index(index: usize) -> Self {
        PageId(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The place in [`Site::pages`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One Markdown file with an address.
#[derive(Debug)]
pub struct Page {
    pub(crate) source: Source,
    pub(crate) body_start: usize,
    pub(crate) meta: Arc<Meta>,
    pub(crate) opening: PageOpening,
    pub(crate) document: Arc<Document>,
    pub(crate) paragraphs: Arc<Vec<LongParagraph>>,
    pub(crate) title: Arc<str>,
    pub(crate) title_id: Arc<str>,
    pub(crate) withheld: Option<Arc<[String]>>,
    pub(crate) node: NodeId,
}

impl Page {
    /// The file.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The text behind the front matter.
    pub fn body_text(&self) -> &str {
        self.source.text().get(self.body_start..).unwrap_or("")
    }

    /// Where the text begins in the file, in bytes.
    pub fn body_start(&self) -> usize {
        self.body_start
    }

    /// What the front matter says, completed by the defaults of its section and type.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// What readers see above the text because the front matter says so, as Markdown.
    pub fn opening(&self) -> &[OpeningPiece] {
        &self.opening
    }

    /// The text.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Its long paragraphs.
    pub fn paragraphs(&self) -> &[LongParagraph] {
        &self.paragraphs
    }

    /// The title for navigation and lists: front matter › first heading › file name.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The heading that readers see: the one in the text where there is one.
    pub fn heading(&self) -> &str {
        self.document.title().map_or(&self.title, |heading| &heading.text)
    }

    /// The anchor of the heading that readers see.
    pub fn title_id(&self) -> &str {
        &self.title_id
    }

    /// Whether `#id` leads to a place in the page.
    pub fn has_anchor(&self, id: &str) -> bool {
        id == &*self.title_id || self.document.has_anchor(id)
    }

    /// Who wrote contributions that are kept from readers for now, where that is so.
    pub fn withheld(&self) -> Option<&[String]> {
        self.withheld.as_deref()
    }

    /// Its place in the tree.
    pub fn node(&self) -> NodeId {
        self.node
    }

    /// One or two plain sentences: the author's, or the first paragraph; empty where there is
    /// neither.
    pub fn description(&self) -> &str {
        self.meta.description.as_ref().map_or(self.document.summary(), |text| text.value())
    }
}

/// A whole handbook. Made by `load`, and only read from then on.
#[derive(Debug)]
pub struct Site {
    pub(crate) config: Arc<Config>,
    pub(crate) title: String,
    /// The folder of the pages below the handbook's folder; empty when they are the same.
    pub(crate) content: String,
    pub(crate) pages: Vec<Page>,
    pub(crate) tree: Arc<Tree>,
    pub(crate) drafts: HashMap<NodeId, PageId>,
    pub(crate) people: Arc<People>,
    pub(crate) urgency: Urgency,
    pub(crate) series: Vec<Series>,
    pub(crate) glossary: glossary::Glossary,
    pub(crate) acknowledged: Vec<Acknowledged>,
    pub(crate) gaps: Vec<gap::GapReport>,
    pub(crate) code_owners: Arc<CodeOwners>,
    /// Files that may be published, by their path from the handbook's folder, and the path they
    /// have in the site.
    pub(crate) files: BTreeMap<String, String>,
    /// Those of them that are published in any case.
    pub(crate) fixed_files: BTreeSet<String>,
    /// The files of pages for fewer people than the site is for; nothing else of them is known.
    pub(crate) narrower_pages: BTreeSet<String>,
    /// What rows of acknowledgements.csv may call them.
    pub(crate) narrower_names: BTreeSet<String>,
    /// What pages link to beside the handbook, by path: files that are there and never published.
    pub(crate) outside_files: BTreeSet<String>,
    /// Where git says that the repository is, for links to files beside the handbook; only looked
    /// for where handbook.yaml names none.
    pub(crate) remote: Option<RepositorySettings>,
    /// Files that are there and must not be published, with the reason.
    pub(crate) refused_files: BTreeMap<String, Refusal>,
}

impl Site {
    /// What handbook.yaml says.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// How addresses end.
    pub fn ending(&self) -> Ending {
        Ending::of(self.config.urls)
    }

    /// Whether a web address is of a host whose embedded pages stay.
    pub fn embeds(&self, url: &str) -> bool {
        let host = remote::web_host(url);
        host.is_some_and(|host| {
            self.config.embeds.iter().any(|known| known.eq_ignore_ascii_case(&host))
        })
    }

    /// The handbook's title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// All pages, drafts among them, ordered by path.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// One page; ids come only from this site.
    #[expect(clippy::indexing_slicing, reason = "an id is made with its page")]
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.index()]
    }

    /// The ids of all pages.
    pub fn page_ids(&self) -> impl Iterator<Item = PageId> + use<> {
        (0..self.pages.len()).map(PageId::from_index)
    }

    /// Sections and pages as a tree.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// People, teams and roles.
    pub fn people(&self) -> &People {
        &self.people
    }

    /// Whether a name or handle is a person's, and readers of this site may not see people.
    pub fn hides_person(&self, text: &str) -> bool {
        let is_person = || match self.people.found(text) {
            Some(who) => matches!(who, Who::Person(_)),
            None => text.starts_with('@'),
        };
        !self.config.audiences.shows_people() && is_person()
    }

    /// The company's terms.
    pub fn glossary(&self) -> &glossary::Glossary {
        &self.glossary
    }

    /// Levels, channels, hours, holidays and ways of working.
    pub fn urgency(&self) -> &Urgency {
        &self.urgency
    }

    /// Series of meetings, in the order of the file.
    pub fn series(&self) -> &[Series] {
        &self.series
    }

    /// The series of a name.
    pub fn series_named(&self, name: &str) -> Option<&Series> {
        self.series.iter().find(|series| series.id.value().eq_ignore_ascii_case(name.trim()))
    }

    /// Whether readers find the page: drafts are left out unless they were asked for.
    pub fn is_published(&self, id: PageId) -> bool {
        self.tree.node(self.page(id).node).page() == Some(id)
    }

    /// The rows of acknowledgements.csv.
    pub fn acknowledged(&self) -> &[Acknowledged] {
        &self.acknowledged
    }

    /// The rows of gaps.csv.
    pub fn gaps(&self) -> &[gap::GapReport] {
        &self.gaps
    }

    /// Whether this is a path, an address or an old address of a page for fewer people than the
    /// site, where anything asks for one.
    pub fn is_narrower(&self, name: &str) -> bool {
        self.narrower_names.contains(name)
    }

    /// Whether this is the path of such a page, with its ending or without.
    pub fn is_narrower_path(&self, name: &str) -> bool {
        let is_it = |path: &String| {
            let below = self.within_content(path).unwrap_or(path);
            [path.as_str(), below].iter().any(|path| {
                let stem = name::stem(path).unwrap_or(path);
                let folder = stem.strip_suffix("/index").unwrap_or(stem);
                [*path, stem, folder].contains(&name)
            })
        };
        self.narrower_pages.iter().any(is_it)
    }

    /// What CODEOWNERS and OWNERS say.
    pub fn code_owners(&self) -> &CodeOwners {
        &self.code_owners
    }

    /// The page that readers find at a node; none at generated sections and at drafts that are not
    /// published.
    pub fn page_at(&self, node: NodeId) -> Option<&Page> {
        self.tree.node(node).page().map(|page| self.page(page))
    }

    /// The draft that will stand at a node once it is published.
    pub fn draft_at(&self, node: NodeId) -> Option<&Page> {
        self.drafts.get(&node).map(|page| self.page(*page))
    }

    /// The address of a page.
    pub fn address(&self, page: &Page) -> &Address {
        self.tree.node(page.node).address()
    }

    /// Files that may be published, by their path from the handbook's folder.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// Files that are there and must not be published, with the reason.
    pub fn refused_files(&self) -> impl Iterator<Item = (&str, Refusal)> {
        self.refused_files.iter().map(|(path, refusal)| (path.as_str(), *refusal))
    }

    /// The path that a file has in the site.
    pub fn published_path(&self, file: &str) -> Option<&str> {
        self.files.get(file).map(String::as_str)
    }

    /// Files that are published whether a page needs them or not: those of `static/`.
    pub fn fixed_files(&self) -> impl Iterator<Item = &str> {
        self.fixed_files.iter().map(String::as_str)
    }

    /// The folder of the pages, below the handbook's folder; empty for that itself.
    pub fn content(&self) -> &str {
        &self.content
    }

    /// A path below content as a path below the handbook's folder.
    pub fn below_content(&self, path: &str) -> String {
        let path = path.trim_matches('/');
        match (self.content.as_str(), path) {
            ("", path) => path.to_owned(),
            (content, "") => content.to_owned(),
            (content, path) => format!("{content}/{path}"),
        }
    }

    /// Whether a page lies in a section, by the section's folder or its address.
    pub fn is_in_section(&self, page: &Page, section: &str) -> bool {
        let section = section.trim().trim_matches('/');
        let path = self.within_content(page.source().path()).unwrap_or_default();
        let is_below =
            |path: &str| path.strip_prefix(section).is_some_and(|rest| rest.starts_with('/'));
        is_below(path) || is_below(self.address(page).as_str())
    }

    /// Whether any page lies in a section.
    pub fn has_section(&self, section: &str) -> bool {
        self.pages.iter().any(|page| self.is_in_section(page, section))
    }

    /// A path below the handbook's folder as a path below content.
    pub fn within_content<'a>(&self, path: &'a str) -> Option<&'a str> {
        let rest = path.strip_prefix(self.content.as_str())?;
        if self.content.is_empty() {
            Some(rest)
        } else {
            rest.strip_prefix('/').or(rest.is_empty().then_some(""))
        }
    }
}
