//! From files to a handbook: what is written, and nothing of what it means together.
//!
//! Nothing here opens a file. Content never fails to load: what is wrong with it is a finding.

mod acknowledgements;
mod adr;
mod audiences;
mod defaults;
mod exported_tables;
mod gaps;
mod hidden;
mod ids;
pub mod front_matter;
pub mod glossary;
pub mod markdown;
mod cache;
pub mod meta;
mod narrower;
pub mod nav;
mod opening;
mod other_markups;
pub mod outline;
pub mod people;
pub mod placing;
mod pages;
mod published;
pub mod publishing;
mod secrets;
mod series;
pub mod svg;
mod table;
mod text_lines;
mod toctrees;
mod unshown;
mod unused_partials;
pub mod urgency;

use crate::config::Config;
use crate::day::Day;
use crate::diag::Finding;
use crate::diag::catalogue::markdown as say;
use crate::load::cache::{Included, Placed};
use crate::load::hidden::Hidden;
use crate::load::markdown::{Dialect, NotIncluded, TextPart};
use crate::load::outline::Outline;
use crate::load::pages::PagesRead;
use crate::load::placing::{Layout, Wish};
use crate::site::acknowledgement::Acknowledged;
use crate::site::address::{Ending, join};
use crate::site::code_owners::CodeOwners;
use crate::site::content::ContentFolder;
use crate::site::document::Document;
use crate::site::gap::GapReport;
use crate::site::meta::{Meta, Status};
use crate::site::narrower::NarrowerPages;
use crate::site::opening::PageOpening;
use crate::site::paragraph::{LongParagraph, long_paragraphs};
use crate::site::people::People;
use crate::site::record::Series;
use crate::site::refusal::Refusal;
use crate::site::tree::NodeId;
use crate::site::urgency::Urgency;
use crate::site::{Page, PageId, Site, name};
use crate::source::{Source, Span};
use crate::yaml::Sourced;
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

pub use cache::LoadCache;

/// The files of a handbook; all paths are below the handbook's folder.
#[derive(Clone, Debug, Default)]
pub struct HandbookFiles {
    /// Markdown that becomes pages.
    pub pages: Vec<Source>,
    /// Markdown that is only included.
    pub partials: Vec<Source>,
    /// Files that pages may show or link to.
    pub others: Vec<String>,
    /// Files that are published in any case, below folders named `static`.
    pub fixed: Vec<String>,
    /// Files that are there and must not be published, with the reason.
    pub refused: BTreeMap<String, Refusal>,
    /// Files of other tools that speak of the order of pages.
    pub outlines: Vec<Source>,
    /// people.yaml, or what lies in people/.
    pub people: Vec<Source>,
    /// glossary.yaml.
    pub glossary: Option<Source>,
    /// acknowledgements.csv.
    pub acknowledgements: Option<Source>,
    /// gaps.csv.
    pub gaps: Option<Source>,
    /// CODEOWNERS.
    pub code_owners: Option<Source>,
    /// The handbook's folder as CODEOWNERS sees it: empty, or with `/` at the end.
    pub owners_above: String,
    /// The OWNERS files of folders.
    pub folder_owners: Vec<Source>,
}

/// What loading is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadOptions {
    /// The folder of the pages below the handbook's folder.
    pub content: String,
    /// The name of the handbook's folder, for a handbook without a title.
    pub folder: String,
    /// Whether drafts are published.
    pub drafts: bool,
    /// The day that decides about pages with a date of publication; `None`: none is held back.
    pub today: Option<Day>,
}

/// Loads everything. Findings come in no particular order.
pub fn load(config: Config, files: HandbookFiles, options: &LoadOptions) -> (Site, Vec<Finding>) {
    load_with_cache(&Arc::new(config), files, options, &mut LoadCache::default())
}

/// The same as [`load`], in a moment where little has changed since `memory` was filled.
pub fn load_with_cache(
    config: &Arc<Config>,
    files: HandbookFiles,
    options: &LoadOptions,
    memory: &mut LoadCache,
) -> (Site, Vec<Finding>) {
    memory.keep_for(config, options);
    let mut files = files;
    let summary = take_summary(&mut files, options);
    let (company, mut findings) = company(config, &files, memory);
    let (read, found) = pages::read(&mut files, &company, config, options, memory);
    let PagesRead { mut pages, kept, narrower } = read;
    findings.extend(found);
    findings.extend(company.unknown_names(&pages));
    let is_asked = company.asks_for_pages();
    let (series, found) = series::for_readers(company.series, &config.audiences);
    findings.extend(found);
    let names = narrower::names(&narrower, &pages, options, (config, is_asked));
    let narrower_pages = NarrowerPages { paths: narrower::paths(&narrower), names };
    memory.keep(kept, narrower);
    let title = handbook_title(config, &pages, options);
    if narrower_pages.paths.is_empty() {
        // One that only a page for fewer people includes may not be named.
        findings.extend(unused_partials::unused(&files.partials, &pages, &options.content));
    }
    findings.extend(other_markups::unread(&files, &options.content, config));
    findings.extend(files.outlines.iter().filter_map(outline::fault));
    let outline = outline(&pages, summary.as_ref(), &files.outlines, options, config);
    let placed = lay_out(&pages, options, (&title, &outline), memory, config);
    findings.extend(placed.findings);
    findings.extend(nav::missing(config, &placed.tree));
    let (glossary, found) = glossary::glossary(
        files.glossary.as_ref(),
        &pages,
        &narrower_pages.paths,
        &options.content,
    );
    findings.extend(found);
    pages.iter_mut().zip(placed.nodes.iter()).for_each(|(page, node)| page.node = *node);
    let files = published::files(files.others, files.fixed, files.refused, options);
    let site = Site {
        config: config.clone(),
        title,
        content: ContentFolder::new(options.content.clone()),
        drafts: drafts(&pages, &placed.tree),
        pages,
        tree: placed.tree,
        people: company.people,
        urgency: company.urgency,
        series,
        glossary,
        acknowledged: company.acknowledged,
        gaps: company.gaps,
        code_owners: company.code_owners,
        files,
        narrower: narrower_pages,
        remote: None,
    };
    (site, findings)
}

/// What the handbook knows beside its pages.
struct CompanyData {
    people: Arc<People>,
    urgency: Urgency,
    series: Vec<Series>,
    code_owners: Arc<CodeOwners>,
    acknowledged: Vec<Acknowledged>,
    gaps: Vec<GapReport>,
}

impl CompanyData {
    /// Findings for the names of people, levels and channels that nobody has.
    fn unknown_names(&self, pages: &[Page]) -> Vec<Finding> {
        let mut findings = urgency::unknown_names(&self.urgency, &self.people, pages);
        findings.extend(series::unknown_names(&self.series, &self.people, pages));
        findings
    }

    /// Whether rows of a table ask for pages by their names.
    fn asks_for_pages(&self) -> bool {
        !self.acknowledged.is_empty() || !self.gaps.is_empty()
    }
}

fn company(
    config: &Config,
    files: &HandbookFiles,
    cache: &mut LoadCache,
) -> (CompanyData, Vec<Finding>) {
    let (people, mut findings) = cache.people(&files.people);
    let (urgency, found) = urgency::urgency(config);
    findings.extend(found);
    let (series, found) = series::series(config);
    findings.extend(found);
    let acknowledged = files.acknowledgements.as_ref().map(acknowledgements::acknowledgements);
    let (acknowledged, found) = acknowledged.unwrap_or_default();
    findings.extend(found);
    let (gaps, found) = files.gaps.as_ref().map(gaps::gaps).unwrap_or_default();
    findings.extend(found);
    let code_owners = cache.code_owners(files);
    (CompanyData { people, urgency, series, code_owners, acknowledged, gaps }, findings)
}

fn page(front: &Front, text: &PageText) -> Page {
    Page {
        source: front.source.clone(),
        body_start: front.body_start,
        meta: front.meta.clone(),
        opening: front.opening.clone(),
        document: text.document.clone(),
        paragraphs: text.paragraphs.clone(),
        title: text.title.clone(),
        title_id: text.title_id.clone(),
        withheld: front.withheld.clone(),
        node: NodeId::HOME,
    }
}

/// What a page says of itself, completed by the defaults of its section and type.
pub fn meta_of(source: Source, config: &Config, content: &str) -> Arc<Meta> {
    let options = LoadOptions { content: content.to_owned(), ..LoadOptions::default() };
    Front::read(source, config, &defaults::Table::new(config).0, &options).meta
}

/// Whether readers see what a key says that is none of handbook's own.
pub fn shows_foreign_key(key: &str) -> bool {
    opening::is_read(key)
}

/// A page whose front matter was read.
struct Front {
    source: Source,
    meta: Arc<Meta>,
    /// What readers see above the text.
    opening: PageOpening,
    body_start: usize,
    findings: Vec<Finding>,
    /// Whose contributions are kept from readers, where some are.
    withheld: Option<Arc<[String]>>,
}

impl Front {
    fn read(
        source: Source,
        config: &Config,
        defaults: &defaults::Table<'_>,
        options: &LoadOptions,
    ) -> Self {
        let (mut meta, body_start, mut findings) = front_matter::front_matter(&source, config);
        let (opening, found) = opening::opening(&source, &meta);
        findings.extend(found);
        findings.extend(unshown::texts(&source, &meta, config, opening::is_read));
        let held = options.today.and_then(|today| meta.held_on(today)).cloned();
        if let Some(held) = held.filter(|_| !meta.is_draft()) {
            meta.status = Some(held.map(|_| Status::Draft));
        }
        adr::complete(&source, body_start, &mut meta, &mut findings);
        let path = below(source.path(), &options.content).unwrap_or(source.path());
        if meta.slug.is_none() {
            meta.slug = ids::address(config, path, &source, &meta);
        }
        let meta = Arc::new(defaults.complete(path, meta));
        Front { source, meta, opening, body_start, findings, withheld: None }
    }
}

/// The text of a page, read as Markdown.
struct PageText {
    document: Arc<Document>,
    paragraphs: Arc<Vec<LongParagraph>>,
    title: Arc<str>,
    title_id: Arc<str>,
    included: Vec<Included>,
    findings: Vec<Finding>,
}

/// All texts that can be read as pages or included into one.
struct PageTexts<'a> {
    parts: HashMap<&'a str, TextPart>,
    /// Made when a page first includes another by its name alone.
    by_name: OnceLock<HashMap<String, Option<&'a str>>>,
    content: &'a str,
    config: &'a Config,
    memory: &'a LoadCache,
    /// What the texts say that another tool appends to all pages.
    short_forms: Arc<BTreeMap<String, String>>,
}

impl<'a> PageTexts<'a> {
    fn new(
        fronts: &'a [Arc<Front>],
        partials: &'a [Source],
        hidden: &Hidden,
        (options, config): (&'a LoadOptions, &'a Config),
        memory: &'a LoadCache,
    ) -> Self {
        let body = |front: &Front| Span::new(front.body_start, front.source.text().len());
        let pages = fronts
            .iter()
            .filter(|front| !hidden.has(front.source.path()))
            .map(|front| (front.source.path(), TextPart::new(front.source.clone(), body(front))));
        let partials =
            partials.iter().map(|source| (source.path(), front_matter::partial(source, config)));
        let mut texts = PageTexts {
            parts: pages.chain(partials).collect(),
            by_name: OnceLock::new(),
            content: &options.content,
            config,
            memory,
            short_forms: Arc::default(),
        };
        let appended = config.habits.appended.iter().filter_map(|path| texts.appended(path).ok());
        let short_forms = appended.flat_map(|text| markdown::short_forms(text.text()));
        texts.short_forms = Arc::new(short_forms.collect());
        texts
    }

    /// A text that another tool appends to all pages, as its settings name it.
    fn appended(&self, path: &Sourced<String>) -> Result<TextPart, NotIncluded> {
        self.included(&Source::new("", ""), path.value())
    }

    /// Those that are not there.
    fn unappended(&self) -> impl Iterator<Item = Finding> {
        let missing =
            self.config.habits.appended.iter().filter(|path| self.appended(path).is_err());
        missing.map(|path| say::appended_missing(path.location().clone(), path.value()))
    }

    fn text(&self, place: usize, front: &Arc<Front>) -> Arc<PageText> {
        let known = self.memory.text(place, front, |from, target| self.included(from, target));
        known.unwrap_or_else(|| self.read(front).into())
    }

    fn read(&self, front: &Front) -> PageText {
        let options = markdown::MarkdownOptions {
            raw_html: self.config.html,
            external_images: self.config.external_images,
            dialect: Dialect::Handbook,
            untitled: front.meta.title.is_none(),
            cross_references: self.config.habits.cross_references,
        };
        let part = TextPart::new(
            front.source.clone(),
            Span::new(front.body_start, front.source.text().len()),
        )
        .below(front.opening.clone());
        let included = RefCell::new(Vec::new());
        let find = |from: &Source, target: &str| {
            let got = self.included(from, target);
            included.borrow_mut().push(Included {
                from: from.clone(),
                target: target.to_owned(),
                got: got.clone(),
            });
            got
        };
        // So that the page is read again when one of them has changed.
        for path in &self.config.habits.appended {
            let _ = find(&front.source, path.value());
        }
        let part = part.with_short_forms(self.short_forms.clone());
        let (document, mut findings) = markdown::document(&part, options, &find);
        findings.extend(secrets::judge(&front.source));
        let title: Arc<str> = title(&front.source, &front.meta, &document).into();
        let title_id = title_id(&title, &document).into();
        let body = front.source.text().get(front.body_start..).unwrap_or_default();
        PageText {
            document: Arc::new(document),
            paragraphs: Arc::new(long_paragraphs(body, front.body_start)),
            title,
            title_id,
            included: included.into_inner(),
            findings,
        }
    }

    /// The text that an include refers to, below content.
    fn included(&self, from: &Source, target: &str) -> Result<TextPart, NotIncluded> {
        let folder = from.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        let base = if target.starts_with('/') { self.content } else { folder };
        let path = join(base, target);
        // Other tools see targets from the folder of the pages, or of the handbook.
        let snippets = self.config.habits.snippets.iter().map(String::as_str);
        let others = [self.content, ""].into_iter().chain(snippets);
        let others = others.filter_map(|base| join(base, target));
        // Obsidian names pages without their ending.
        let is_page = name::stem(target).is_none();
        let paths = path.clone().into_iter().chain(others);
        let mut paths =
            paths.flat_map(|path| [is_page.then(|| format!("{path}.md")), Some(path)]).flatten();
        if let Some(part) = paths.find_map(|path| self.parts.get(path.as_str())) {
            return Ok(part.clone());
        }
        if let Some(part) = self.named(target) {
            return Ok(part);
        }
        let is_inside = path.is_some_and(|path| below(&path, self.content).is_some());
        Err(if is_inside { NotIncluded::Missing } else { NotIncluded::Outside })
    }

    /// The only text of this name, as `![[Page]]` calls it.
    fn named(&self, target: &str) -> Option<TextPart> {
        if target.contains('/') || name::stem(target).is_some() {
            return None;
        }
        let by_name = self.by_name.get_or_init(|| only_ones(self.parts.keys().copied()));
        let path = (*by_name.get(&file_name(target))?)?;
        self.parts.get(path).cloned()
    }
}

/// Paths by the names of their files; none where several have the name.
fn only_ones<'p>(paths: impl Iterator<Item = &'p str>) -> HashMap<String, Option<&'p str>> {
    let mut by_name: HashMap<String, Option<&str>> = HashMap::new();
    for path in paths {
        let several = |known: &mut Option<&str>| *known = None;
        by_name.entry(file_name(path)).and_modify(several).or_insert(Some(path));
    }
    by_name
}

/// The name of a file without its ending, in small letters and without blanks.
fn file_name(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    name::stem(file).unwrap_or(file).to_lowercase().replace([' ', '_'], "-")
}

/// Front matter › the heading that is the title › file name.
fn title(source: &Source, meta: &Meta, document: &Document) -> String {
    let heading = document.title().map(|heading| heading.text.trim().to_owned());
    let written = meta
        .title
        .as_ref()
        .map(|title| title.value().trim().to_owned())
        .filter(|title| !title.is_empty());
    written.or(heading.filter(|text| !text.is_empty())).unwrap_or_else(|| name_title(source.path()))
}

/// The anchor of the heading in the text; without one, that of the title, unless something in the
/// text has it.
fn title_id(title: &str, document: &Document) -> String {
    match document.title() {
        Some(heading) => heading.id.clone(),
        None => {
            Some(markdown::slug(title)).filter(|id| !document.has_anchor(id)).unwrap_or_default()
        }
    }
}

/// A title from the file's name, or from its folder's where the file is the folder's page.
fn name_title(path: &str) -> String {
    let stem = name::stem(path).unwrap_or(path);
    let (folder, last) = stem.rsplit_once('/').unwrap_or(("", stem));
    let folder = folder.rsplit('/').next().filter(|folder| !folder.is_empty());
    let last = folder.filter(|_| name::section_rank(last).is_some()).unwrap_or(last);
    let last = &*name::plain(name::exported(last).0);
    name::title(
        name::numbered(last).filter(|_| name::zero_padded(last)).map_or(last, |(_, rest)| rest),
    )
}

/// What the settings say › the home page's title › the folder's name.
fn handbook_title(config: &Config, pages: &[Page], options: &LoadOptions) -> String {
    let home = pages.iter().find(|page| {
        let stem = below(page.source.path(), &options.content).and_then(name::stem);
        stem.is_some_and(|stem| name::section_rank(stem).is_some())
    });
    let folder = || name::title(&options.folder);
    config.title.clone().or_else(|| home.map(|page| page.title.to_string())).unwrap_or_else(folder)
}

/// SUMMARY.md, which is no page, or the sidebar of a wiki.
fn take_summary(files: &mut HandbookFiles, options: &LoadOptions) -> Option<Source> {
    let is_summary = |source: &Source| {
        below(source.path(), &options.content).is_some_and(|path| outline::is_summary(path, source))
    };
    let is_sidebar =
        |source: &&Source| below(source.path(), &options.content).is_some_and(outline::is_sidebar);
    match files.pages.iter().position(is_summary) {
        Some(at) => Some(files.pages.remove(at)),
        None => files.partials.iter().find(is_sidebar).cloned(),
    }
}

/// What other tools say of the order of pages, where handbook.yaml says nothing.
fn outline(
    pages: &[Page],
    summary: Option<&Source>,
    files: &[Source],
    options: &LoadOptions,
    config: &Config,
) -> Outline {
    if config.nav.is_some() {
        return Outline::of_sections(nav::sections(config));
    }
    let stems: Vec<&str> = pages
        .iter()
        .filter_map(|page| name::stem(below(page.source.path(), &options.content)?))
        .collect();
    let files: Vec<(String, Source)> = files
        .iter()
        .filter_map(|file| Some((below(file.path(), &options.content)?.to_owned(), file.clone())))
        .collect();
    let nav = ids::with_files(config, pages, &options.content);
    let outline = Outline::read(summary, &files, &nav, &stems);
    // Only these tools have lists of pages in pages.
    if !outline.entries.is_empty() || !config.habits.cross_references {
        return outline;
    }
    let texts = pages.iter().filter_map(|page| {
        Some((name::stem(below(page.source.path(), &options.content)?)?, page.source.text()))
    });
    outline.with_listed(&toctrees::listed(&texts.collect::<Vec<_>>()))
}

fn lay_out(
    pages: &[Page],
    options: &LoadOptions,
    (title, outline): (&str, &Outline),
    memory: &mut LoadCache,
    config: &Config,
) -> Placed {
    let mut order = nav::order(config);
    order.extend(outline.entries.iter().cloned());
    let titles: Vec<Cow<'_, str>> = pages.iter().map(|page| nav_title(page, options)).collect();
    let wishes: Vec<Wish<'_>> =
        pages.iter().zip(&titles).map(|(page, title)| wish(page, title, options)).collect();
    let ending = Ending::of(config.urls);
    let (sections, all_counted) = (&outline.sections, config.habits.named_by_id);
    memory.place(&wishes, &Layout { title, ending, order: &order, sections, all_counted })
}

/// What navigation calls a page. The page of a section that only says what such pages are is called
/// as its folder.
fn nav_title<'p>(page: &'p Page, options: &LoadOptions) -> Cow<'p, str> {
    const GENERIC: [&str; 5] = ["overview", "introduction", "intro", "index", "readme"];
    if let Some(title) = &page.meta.nav_title {
        return Cow::Borrowed(title.value());
    }
    let path = below(page.source.path(), &options.content).unwrap_or(page.source.path());
    let stem = name::stem(path).unwrap_or(path);
    let is_section =
        stem.rsplit_once('/').is_some_and(|(_, last)| name::section_rank(last).is_some());
    let is_generic = GENERIC.contains(&page.title.to_lowercase().as_str());
    if is_section && is_generic {
        return Cow::Owned(name_title(page.source.path()));
    }
    Cow::Borrowed(&page.title)
}

fn wish<'a>(page: &'a Page, title: &'a str, options: &LoadOptions) -> Wish<'a> {
    let path = below(page.source.path(), &options.content).unwrap_or(page.source.path());
    Wish {
        source: &page.source,
        stem: name::stem(path).unwrap_or(path),
        title,
        slug: page.meta.slug.as_ref().map(|slug| slug.value().as_str()),
        weight: page.meta.weight.as_ref().map(|weight| *weight.value()),
        hidden: page.meta.is_draft() && !options.drafts,
    }
}

/// The drafts that are not published, by the node that they will stand at.
fn drafts(pages: &[Page], tree: &crate::site::tree::Tree) -> HashMap<NodeId, PageId> {
    let hidden = pages.iter().enumerate().filter(|(_, page)| tree.node(page.node).page().is_none());
    hidden.map(|(index, page)| (page.node, PageId::from_index(index))).collect()
}

/// A path below a folder; all paths are below the empty one.
fn below<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    if folder.is_empty() { Some(path) } else { path.strip_prefix(folder)?.strip_prefix('/') }
}
