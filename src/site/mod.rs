//! The handbook as it is written: pages, people, settings and the tree. Nothing here changes after
//! loading.
//!
//! What links and owners mean, and what time does to pages, is not here.

pub mod acknowledgement;
pub mod address;
pub mod code_owners;
pub mod content;
pub mod document;
pub mod files;
pub mod gap;
pub mod meta;
pub mod glossary;
pub mod name;
pub mod narrower;
pub mod opening;
pub mod paragraph;
pub mod people;
pub mod record;
pub mod refusal;
pub mod segment;
pub mod tag;
pub mod tree;
pub mod urgency;
pub mod web;
pub mod weight;

use crate::config::{Config, RepositorySettings};
use crate::site::acknowledgement::Acknowledged;
use crate::site::address::{Address, Ending};
use crate::site::code_owners::CodeOwners;
use crate::site::content::ContentFolder;
use crate::site::document::Document;
use crate::site::files::SiteFiles;
use crate::site::meta::Meta;
use crate::site::narrower::NarrowerPages;
use crate::site::opening::{OpeningPiece, PageOpening};
use crate::site::paragraph::LongParagraph;
use crate::site::people::{People, Who};
use crate::site::record::Series;
use crate::site::tree::{NodeId, Tree};
use crate::site::urgency::Urgency;
use crate::site::web::SiteWeb;
use crate::source::Source;
use std::collections::HashMap;
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
    pub(crate) content: ContentFolder,
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
    pub(crate) files: SiteFiles,
    pub(crate) narrower: NarrowerPages,
    /// Where git says that the repository is, for links to files beside the handbook; only looked
    /// for where handbook.yaml names none.
    pub(crate) remote: Option<RepositorySettings>,
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

    /// What lies beside the pages.
    pub fn files(&self) -> &SiteFiles {
        &self.files
    }

    /// The folder of the pages.
    pub fn content(&self) -> &ContentFolder {
        &self.content
    }

    /// Pages for fewer people than the site is for.
    pub fn narrower(&self) -> &NarrowerPages {
        &self.narrower
    }

    /// Where the site and its files are in the web.
    pub fn web(&self) -> SiteWeb<'_> {
        SiteWeb::of(self)
    }

    /// Whether a page lies in a section, by the section's folder or its address.
    pub fn is_in_section(&self, page: &Page, section: &str) -> bool {
        let section = section.trim().trim_matches('/');
        let path = self.content.within(page.source().path()).unwrap_or_default();
        let is_below =
            |path: &str| path.strip_prefix(section).is_some_and(|rest| rest.starts_with('/'));
        is_below(path) || is_below(self.address(page).as_str())
    }

    /// Whether any page lies in a section.
    pub fn has_section(&self, section: &str) -> bool {
        self.pages.iter().any(|page| self.is_in_section(page, section))
    }
}
