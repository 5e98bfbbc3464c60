//! What there is in a folder that another tool wrote, sorted into the parts of the loss report.

use super::lists::ListNotes;
use super::nav;
use super::old_addresses::OldAddresses;
use super::proposals::{Proposal, proposals};
use super::report::{LossReport, ReportGroup, ReportPlace};
use super::settings::MovedSettings;
use crate::analysis::Analysis;
use crate::config::neighbour::{Neighbour, Tool, UnreadReason, UnreadSetting};
use crate::diag::{Finding, Rule};
use crate::load;
use crate::site::document::Link;
use crate::site::{Page, Site};
use crate::source::Location;
use std::collections::{BTreeMap, BTreeSet};

/// Rules that speak of something which readers do not get, or not in the same way.
const RULES: [(Rule, ReportGroup, &str); 33] = [
    (Rule::UndrawnDiagram, ReportGroup::Changed, "diagrams that are shown as text"),
    (Rule::ExternalMedia, ReportGroup::Changed, "embedded content that becomes a link"),
    (
        Rule::DuplicateAddress,
        ReportGroup::YouDecide,
        "pages whose address another page already has; nothing is published until one moves",
    ),
    (Rule::DuplicateSectionPage, ReportGroup::Changed, "pages of a section that has another page"),
    (Rule::BrokenLink, ReportGroup::YouDecide, "links to pages that do not exist"),
    (Rule::BrokenAnchor, ReportGroup::YouDecide, "links to headings that do not exist"),
    (Rule::AmbiguousLink, ReportGroup::YouDecide, "links that may mean several pages"),
    (Rule::AliasCollision, ReportGroup::YouDecide, "aliases that another page already has"),
    (Rule::LinkToDraft, ReportGroup::YouDecide, "links to pages that are held back"),
    (Rule::UnknownScheme, ReportGroup::YouDecide, "links with an unknown scheme"),
    (Rule::MissingImage, ReportGroup::YouDecide, "images that do not exist"),
    (Rule::MissingFile, ReportGroup::YouDecide, "links to files that do not exist"),
    (Rule::LikelySecret, ReportGroup::YouDecide, "texts that look like passwords or keys"),
    (Rule::InvalidFrontMatter, ReportGroup::YouDecide, "pages with invalid front matter"),
    (Rule::InvalidDate, ReportGroup::YouDecide, "dates that cannot be read"),
    (Rule::InvalidPeriod, ReportGroup::YouDecide, "periods that cannot be read"),
    (Rule::WrongType, ReportGroup::YouDecide, "values of the wrong type"),
    (Rule::ConflictingKeys, ReportGroup::YouDecide, "keys that contradict each other"),
    (Rule::DuplicateKey, ReportGroup::YouDecide, "keys that are there twice"),
    (
        Rule::UnknownKey,
        ReportGroup::YouDecide,
        "front matter keys that look misspelled or hold text",
    ),
    (Rule::UnsafeName, ReportGroup::YouDecide, "file names that make poor addresses"),
    (
        Rule::ForeignSyntax,
        ReportGroup::Lost,
        "constructs of other tools that handbook does not know",
    ),
    (Rule::IncludeMissing, ReportGroup::Lost, "includes whose text does not exist"),
    (Rule::IncludeCycle, ReportGroup::Lost, "includes that include themselves"),
    (Rule::UnsafeHtml, ReportGroup::Lost, "pieces of HTML that are not published"),
    (Rule::BrokenDiagram, ReportGroup::Lost, "diagrams that cannot be drawn"),
    (Rule::UnpublishedFile, ReportGroup::Lost, "files of kinds that are not published"),
    (Rule::UnknownView, ReportGroup::Lost, "views that handbook does not have"),
    (Rule::PageTooLarge, ReportGroup::Lost, "pages that are too large"),
    (Rule::InvalidUtf8, ReportGroup::Lost, "files with bytes that are no text"),
    (Rule::SkippedFile, ReportGroup::Lost, "files that are not read"),
    (Rule::UnreadableFile, ReportGroup::Lost, "files that cannot be read"),
    (Rule::InvalidConfiguration, ReportGroup::Lost, "settings that cannot be used"),
];

/// Rules whose links are counted as links, although they lead nowhere.
const DEAD_LINKS: [Rule; 6] = [
    Rule::BrokenLink,
    Rule::UnknownScheme,
    Rule::MissingFile,
    Rule::LinkToDraft,
    Rule::AmbiguousLink,
    Rule::UnpublishedFile,
];

/// Endings of files that people attach to pages.
const ATTACHMENTS: [&str; 22] = [
    "avif",
    "canvas",
    "csv",
    "docx",
    "drawio",
    "excalidraw",
    "gif",
    "jpeg",
    "jpg",
    "mp3",
    "mp4",
    "odp",
    "ods",
    "odt",
    "pdf",
    "png",
    "pptx",
    "svg",
    "txt",
    "webp",
    "xlsx",
    "zip",
];

/// Everything that the report is made from.
pub struct Inventory<'i> {
    /// The tool, where one is known.
    pub tool: Option<Tool>,
    /// What its settings say.
    pub neighbour: &'i Neighbour,
    /// The handbook as it is with the tool's files.
    pub analysis: &'i Analysis<'i>,
    /// The same without them.
    pub after: &'i Site,
    /// What handbook.yaml says.
    pub settings: &'i MovedSettings,
    /// What becomes of old addresses.
    pub old: &'i OldAddresses,
    /// People whom files of the tool name: the file, and a line of people.yaml.
    pub people: Vec<(String, String)>,
    /// Files that are not needed any more.
    pub unneeded: Vec<String>,
    /// What lists of pages say.
    pub lists: &'i [ListNotes],
    /// Files that the settings keep from being pages.
    pub excluded: Vec<String>,
    /// Markdown outside the folder of the pages.
    pub outside: Vec<String>,
    /// Texts that the tool shows on every page.
    pub on_every_page: Vec<String>,
}

impl Inventory<'_> {
    /// The whole report.
    pub fn report(self) -> LossReport {
        let source = self.tool.map_or("plain Markdown", Tool::name);
        let mut report = LossReport::new(source, self.unneeded.clone());
        // Settings of the tool are judged below, by what becomes of them, and pages outside content
        // are listed there.
        let content = self.analysis.site().content().path();
        let is_of_pages = |found: &Finding| {
            let path = found.location().path();
            (content.is_empty() || path != content)
                && !self.unneeded.iter().any(|unneeded| unneeded == path)
        };
        let findings: Vec<Finding> =
            self.analysis.findings([]).into_iter().filter(is_of_pages).collect();
        self.carried(&mut report, &findings);
        self.changed(&mut report);
        of_rules(&mut report, &findings);
        self.decisions(&mut report);
        self.unread(&mut report);
        self.lists(&mut report);
        self.old_urls(&mut report);
        self.held_back(&mut report);
        report
    }

    fn site(&self) -> &Site {
        self.analysis.site()
    }

    fn carried(&self, report: &mut LossReport, findings: &[Finding]) {
        let site = self.site();
        let published = || site.page_ids().filter(|id| site.is_published(*id));
        let links = || published().flat_map(|id| site.page(id).document().links());
        let is_picture = |link: &&Link| link.kind.is_image();
        let of = |rules: &[Rule]| {
            findings.iter().filter(|finding| rules.contains(&finding.rule())).count()
        };
        let pictures = links().filter(is_picture).count();
        let texts = (links().count() - pictures).saturating_sub(of(&DEAD_LINKS));
        let pictures = pictures.saturating_sub(of(&[Rule::MissingImage]));
        let mut add = |count, noun| {
            report.add(ReportGroup::Carried, count, plural(count, noun), Vec::new());
        };
        add(published().count(), "page");
        add(texts, "link");
        add(pictures, "image");
        add(self.settings.count(), "setting");
        add(self.settings.nav.len(), "line of navigation");
        let given = self.analysis.resolved.aliases().len();
        add(given, "old address with a redirect");
    }

    fn changed(&self, report: &mut LossReport) {
        let places = nav::differences(self.site(), self.after);
        report.add(
            ReportGroup::Changed,
            places.len(),
            "pages whose place, title or address differs",
            places.into_iter().map(of_stem).collect(),
        );
    }

    fn decisions(&self, report: &mut LossReport) {
        let group = ReportGroup::YouDecide;
        let proposals = proposals(self.site());
        let words = |proposal: &Proposal| {
            let text = proposal.text.replace('`', "'");
            place(&proposal.place).with(format!("`{text}`; to record it, add `{}`", proposal.line))
        };
        report.add(
            group,
            proposals.len(),
            "lines that may name an owner or a review date",
            proposals.iter().map(words).collect(),
        );
        let owners = self.unknown_owners();
        report.add(
            group,
            owners.len(),
            "owners that are not in people.yaml",
            owners
                .into_iter()
                .map(|(name, (count, place))| {
                    place.with(format!("`{name}` owns {count} {}", plural(count, "page")))
                })
                .collect(),
        );
        report.add(
            group,
            self.people.len(),
            "people named in the old files; add them to people.yaml",
            self.people
                .iter()
                .map(|(file, line)| ReportPlace::new(file).with(format!("`{line}`")))
                .collect(),
        );
        let unused: Vec<ReportPlace> = self.unused_files().map(ReportPlace::new).collect();
        report.add(
            group,
            unused.len(),
            "files that no page shows or links to; they are not published",
            unused,
        );
        report.add(
            group,
            self.outside.len(),
            "Markdown files outside the content folder; they are not pages",
            self.outside.iter().map(ReportPlace::new).collect(),
        );
        if self.settings.has_base_url() {
            report.note(
                group,
                "`base_url` is the address of the old site; change it if the new site has another",
            );
        }
        if self.tool == Some(Tool::Confluence) {
            report.note(
                group,
                "page restrictions are not in an export: check who could see each page",
            );
        }
    }

    /// Owners of pages, while there are no people to look them up.
    fn unknown_owners(&self) -> BTreeMap<String, (usize, ReportPlace)> {
        let site = self.site();
        let mut owners: BTreeMap<String, (usize, ReportPlace)> = BTreeMap::new();
        for owner in site.pages().iter().flat_map(|page| &page.meta().owners) {
            if site.people().found(owner.value()).is_none() {
                let new = || (0, place(owner.location()));
                owners.entry(owner.value().clone()).or_insert_with(new).0 += 1;
            }
        }
        owners
    }

    fn unused_files(&self) -> impl Iterator<Item = &str> {
        let used: BTreeSet<&str> = self.analysis.resolved.files().collect();
        let is_used = move |path: &str| {
            used.contains(path) || self.unneeded.iter().any(|unneeded| unneeded == path)
        };
        let is_attachment = |path: &&str| {
            let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
            ATTACHMENTS.contains(&ending.as_str())
        };
        let refused = self.site().files().refused().map(|(path, _)| path);
        let all = self.site().files().paths().chain(refused);
        all.filter(is_attachment).filter(move |path| !is_used(path))
    }

    /// Keys of front matter that say nothing here, each with the first page that has it.
    fn unread_keys(&self) -> BTreeMap<&str, (usize, ReportPlace)> {
        let mut keys: BTreeMap<&str, (usize, ReportPlace)> = BTreeMap::new();
        for page in self.site().pages() {
            let entries = page.meta().extra.iter();
            for entry in entries.filter(|entry| !load::shows_foreign_key(&entry.key)) {
                let first = || (0, place(&page.source().at(entry.key_span)));
                keys.entry(&entry.key).or_insert_with(first).0 += 1;
            }
        }
        keys
    }

    /// What lists of pages say that folders cannot say.
    fn lists(&self, report: &mut LossReport) {
        let lists = self.lists.iter();
        let headings = lists.clone().flat_map(|list| &list.headings);
        let headings: Vec<ReportPlace> =
            headings.map(|(title, at)| place(at).with(format!("`{title}`"))).collect();
        report.add(
            ReportGroup::Lost,
            headings.len(),
            "headings in the list of pages that match no folder",
            headings,
        );
        let flattened: Vec<ReportPlace> =
            lists.clone().flat_map(|list| &list.flattened).map(place).collect();
        report.add(
            ReportGroup::Changed,
            flattened.len(),
            "pages that were nested under another page, and are now in their folder",
            flattened,
        );
        let unwritten: Vec<ReportPlace> =
            lists.clone().flat_map(|list| &list.unwritten).map(place).collect();
        report.add(ReportGroup::HeldBack, unwritten.len(), "chapters without a file", unwritten);
        report.add(
            ReportGroup::Lost,
            self.on_every_page.len(),
            "texts shown on every page",
            self.on_every_page.iter().map(ReportPlace::new).collect(),
        );
        let unlisted = self.unlisted();
        report.add(
            ReportGroup::YouDecide,
            unlisted.len(),
            "pages that were not published because SUMMARY.md does not list them, and now are",
            unlisted,
        );
    }

    /// Pages that are in no list, where the tool publishes what its list has.
    fn unlisted(&self) -> Vec<ReportPlace> {
        let site = self.site();
        let is_strict = matches!(self.tool, Some(Tool::Mdbook | Tool::Gitbook));
        let pages = site.page_ids().filter(|id| is_strict && site.is_published(*id));
        let is_listed = |page: &Page| {
            let stem = site.tree().node(page.node()).stem().to_lowercase();
            self.lists.is_empty() || self.lists.iter().any(|list| list.stems.contains(&stem))
        };
        let pages = pages.map(|id| site.page(id)).filter(|page| !is_listed(page));
        pages.map(|page| ReportPlace::new(page.source().path())).collect()
    }

    fn unread(&self, report: &mut LossReport) {
        const REASONS: [(UnreadReason, ReportGroup, &str); 4] = [
            (
                UnreadReason::Computed,
                ReportGroup::YouDecide,
                "computed settings, which handbook does not run",
            ),
            (
                UnreadReason::Heading,
                ReportGroup::Lost,
                "navigation headings above pages from several folders",
            ),
            (UnreadReason::NavLink, ReportGroup::Lost, "navigation links to other sites"),
            (UnreadReason::Unused, ReportGroup::Lost, "settings that handbook does not have"),
        ];
        for (reason, group, what) in REASONS {
            let unread = self.neighbour.unread().iter().filter(|unread| unread.reason == reason);
            let told =
                |unread: &UnreadSetting| place(&unread.place).with(format!("`{}`", unread.name));
            let places: Vec<ReportPlace> = unread.map(told).collect();
            report.add(group, places.len(), what, places);
        }
        let keys = self.unread_keys().into_iter().map(|(key, (count, place))| {
            place.with(format!("`{key}`, on {count} {}", plural(count, "page")))
        });
        let keys: Vec<ReportPlace> = keys.collect();
        report.add(
            ReportGroup::Lost,
            keys.len(),
            "front matter keys that handbook does not read",
            keys,
        );
    }

    fn old_urls(&self, report: &mut LossReport) {
        let (count, lost) = (self.old.count, &self.old.lost);
        let group = ReportGroup::OldUrls;
        if count > 0 {
            let answering = count - lost.len();
            let what = format!("that answer, of {count} {}", plural(count, "old address"));
            report.add(group, answering, what, Vec::new());
        }
        report.add(
            group,
            lost.len(),
            "that do not: the page is gone, or another has the address, or only its case differs",
            lost.iter().map(|(old, at)| place(at).with(format!("`{old}`"))).collect(),
        );
        let why = match (&self.old.made_by, self.tool.filter(|_| self.old.are_elsewhere)) {
            (Some(setting), _) => {
                format!("addresses of pages are not known: `{setting}` makes them")
            }
            (None, Some(tool)) => {
                format!("links from outside to the {} lead there as before", where_it_is(tool))
            }
            (None, None) if count == 0 => match self.tool {
                Some(tool) => format!("not known: handbook cannot tell those of {}", tool.name()),
                None => "not known: no settings say where the site was".to_owned(),
            },
            (None, None) => return,
        };
        report.note(group, why);
    }

    fn held_back(&self, report: &mut LossReport) {
        let site = self.site();
        let held = site.page_ids().filter(|id| !site.is_published(*id));
        let held: Vec<ReportPlace> =
            held.map(|id| ReportPlace::new(site.page(id).source().path())).collect();
        let what = format!("{} held back as a draft or by dates", plural(held.len(), "page"));
        report.add(ReportGroup::HeldBack, held.len(), what, held);
        report.add(
            ReportGroup::HeldBack,
            self.excluded.len(),
            "files that the settings exclude",
            self.excluded.iter().map(ReportPlace::new).collect(),
        );
    }
}

/// What the rules found.
fn of_rules(report: &mut LossReport, findings: &[Finding]) {
    for (rule, group, what) in RULES {
        let of_rule = findings.iter().filter(|finding| finding.rule() == rule);
        let told = |found: &Finding| place(found.location()).with(found.message());
        let places: Vec<ReportPlace> = of_rule.map(told).collect();
        report.add(group, places.len(), what, places);
    }
}

/// A place in the tree; the home page has no name there.
fn of_stem(stem: String) -> ReportPlace {
    ReportPlace::new(if stem.is_empty() { "the home page".to_owned() } else { stem })
}

/// What the site of a tool is called whose addresses are not ours.
fn where_it_is(tool: Tool) -> &'static str {
    match tool {
        Tool::Notion => "workspace in Notion",
        Tool::Confluence => "space in Confluence",
        Tool::Obsidian => "vault",
        Tool::Outline => "workspace in Outline",
        _ => "wiki",
    }
}

/// `path:line`
fn place(at: &Location) -> ReportPlace {
    let line = at.start().map_or(String::new(), |start| format!(":{}", start.line));
    ReportPlace::new(format!("{}{line}", at.path()))
}

fn plural(count: usize, noun: &str) -> String {
    let (word, rest) = noun.split_once(' ').map_or((noun, ""), |(word, rest)| (word, rest));
    let word = match count {
        1 => word.to_owned(),
        _ if word == "old" => return noun.replacen("address", "addresses", 1),
        _ => format!("{word}s"),
    };
    if rest.is_empty() { word } else { format!("{word} {rest}") }
}
