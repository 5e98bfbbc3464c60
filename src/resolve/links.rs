//! What each link of a page leads to, and what there is to say of those that lead nowhere.

use crate::diag::{Finding, Severity, catalogue};
use crate::load::publishing::is_backup;
use crate::resolve::aliases::{Aliases, Moved};
use crate::resolve::candidates::{beside, beside_site, candidates, from_root};
use crate::resolve::exports;
use crate::resolve::file_names;
use crate::resolve::fragments::{
    Anchor, anchor, broken_anchor, is_of_contributors, labels, own_page,
};
use crate::resolve::names::{FoundName, Goal, Names};
use crate::resolve::paths::{folder, leads_out, leads_up, meant, names_a_file, relative};
use crate::resolve::tags::MadePages;
use crate::resolve::titles::{NamedPage, Titles};
use crate::resolve::written::{Local, WrittenLink, is_path, names_no_host, read};
use crate::site::address::{decoded, join, join_above};
use crate::site::document::{Link, LinkKind};
use crate::site::name;
use crate::site::refusal::Refusal;
use crate::site::tree::NodeId;
use crate::site::{Page, Site};
use crate::source::Location;
use crate::yaml::Sourced;
use std::collections::HashMap;
use std::sync::Arc;

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page or section, and perhaps a place in it.
    Node(NodeId, Option<String>),
    /// A file that is published because of this link: its path from the handbook's folder, and a
    /// fragment.
    File(String, Option<String>),
    /// The pages with a tag, by the last part of its address.
    Tag(String),
    /// Another site or a program, as written.
    Outside(String),
    /// Nothing that can be shown; the text stays.
    Nothing,
}

/// Finds what links lead to.
pub struct Finder<'a> {
    site: &'a Site,
    known: Arc<LinkNames>,
    /// Anchors that are found in whichever page they are.
    labels: HashMap<&'a str, Vec<NodeId>>,
    made: MadePages,
}

/// Everything that links may call by a name. Made once for a site; a text between two headings
/// changes none of it.
pub struct LinkNames {
    names: Arc<Names>,
    /// For `[[wikilinks]]`.
    titles: Titles,
    /// Files by their names in small letters; none where several have the name.
    files: Arc<HashMap<String, Option<String>>>,
    /// Pages by the names of their files; none where several have the name.
    pages: Arc<HashMap<String, Option<NodeId>>>,
    /// Pages by the numbers and ids that other tools knew them by.
    ids: Arc<HashMap<String, NodeId>>,
}

impl LinkNames {
    /// Collects all names; `aliases` are old addresses with the pages they belong to now.
    pub fn collect(site: &Site, aliases: &Aliases) -> Self {
        let mut names = Names::default();
        for page in site.pages() {
            names.add_file(page.source().path(), Goal::Node(page.node()));
        }
        for path in site.files().paths() {
            names.add_file(path, Goal::File(path.to_owned()));
        }
        for (path, refusal) in site.files().refused() {
            names.add_file(path, Goal::Refused(path.to_owned(), refusal));
        }
        Self::add_nodes(site, &mut names);
        for (alias, moved) in aliases {
            if let Moved::Node(node, _) = moved {
                names.add(&site.content().below(&decoded(alias)), Goal::Node(*node));
            }
        }
        for path in site.narrower().paths() {
            names.add_file(path, Goal::Narrower);
            names.add(path, Goal::Narrower);
        }
        LinkNames {
            names: names.into(),
            titles: Titles::of(site),
            files: file_names::files(site).into(),
            pages: file_names::pages(site).into(),
            ids: exports::ids(site).into(),
        }
    }

    fn add_nodes(site: &Site, names: &mut Names) {
        for id in site.tree().ids() {
            let node = site.tree().node(id);
            names.add(&site.content().below(node.stem()), Goal::Node(id));
            names.add(&site.content().below(&decoded(node.address().as_str())), Goal::Node(id));
        }
        // A page that stands for a folder may have another name.
        for page in site.pages() {
            names.add(page.source().path(), Goal::Node(page.node()));
        }
    }

    /// The names of pages and sections alone.
    pub fn of_pages(site: &Site) -> Names {
        let mut names = Names::default();
        for page in site.pages() {
            names.add_file(page.source().path(), Goal::Node(page.node()));
        }
        Self::add_nodes(site, &mut names);
        names
    }

    /// The same paths and addresses with the titles of now.
    pub fn with_titles(&self, site: &Site) -> Self {
        LinkNames {
            names: self.names.clone(),
            titles: Titles::of(site),
            files: self.files.clone(),
            pages: self.pages.clone(),
            ids: self.ids.clone(),
        }
    }
}

impl<'a> Finder<'a> {
    /// `known` is what was collected of this site, or of one with the same names.
    pub fn new(site: &'a Site, known: Arc<LinkNames>) -> Self {
        Finder { site, known, labels: labels(site), made: MadePages::of(site) }
    }

    /// What one link of a page leads to.
    pub fn target(&self, page: &Page, link: &Link, findings: &mut Vec<Finding>) -> Target {
        if self.is_ignored(&link.target) {
            return Target::Outside(link.target.clone());
        }
        if link.kind == LinkKind::Wiki {
            return self.wiki(page, link, findings);
        }
        match read(&link.target) {
            WrittenLink::Web(url) if names_no_host(url) => {
                findings.push(catalogue::links::empty_link(link.place.clone(), url));
                Target::Nothing
            }
            WrittenLink::Web(url) => self.web(page, link, url, findings),
            // Browsers ask other hosts for pictures by `ftp:`, too.
            WrittenLink::Program(url) if link.kind.is_media() => {
                self.web(page, link, url, findings)
            }
            WrittenLink::Program(url) => Target::Outside(url.to_owned()),
            WrittenLink::Unsafe if is_image_data(link) => Target::Outside(link.target.clone()),
            // What loads made harmless was reported there, with its place.
            WrittenLink::Unsafe => Target::Nothing,
            WrittenLink::UnknownScheme(url) => {
                if let Some(url) = self.site.config().habits.reference(url) {
                    return Target::Outside(url);
                }
                self.by_label(page, link, findings).unwrap_or_else(|| {
                    findings.push(catalogue::links::unknown_scheme(link.place.clone(), url));
                    Target::Nothing
                })
            }
            WrittenLink::Local(local) => self.local(page, link, &local, findings),
        }
    }

    /// Links that handbook.yaml asks to leave alone.
    fn is_ignored(&self, target: &str) -> bool {
        self.site.config().check.ignore_links.iter().any(|start| target.starts_with(start.as_str()))
    }

    /// The pages that `superseded_by` names: paths, addresses or titles.
    pub fn instead(&self, page: &Page, findings: &mut Vec<Finding>) -> Vec<NodeId> {
        let Some(written) = &page.meta().superseded_by else {
            return Vec::new();
        };
        let name = written.value().split('#').next().unwrap_or("");
        let node = self.by_title(page, written.location(), name, findings);
        if node.is_none() {
            findings.push(catalogue::links::broken_link(written.location().clone(), name, None));
        }
        node.into_iter().collect()
    }

    /// The pages that `supersedes` names; and the one that `outcome` names, if it is one.
    pub fn earlier(&self, page: &Page, findings: &mut Vec<Finding>) -> Vec<Option<NodeId>> {
        let record = &page.meta().record;
        let name = |written: &Sourced<String>| {
            written.value().split('#').next().unwrap_or("").trim().to_owned()
        };
        let mut found = Vec::new();
        for written in &record.supersedes {
            let node = self.by_title(page, written.location(), &name(written), findings);
            if node.is_none() {
                let place = written.location().clone();
                findings.push(catalogue::links::broken_link(place, &name(written), None));
            }
            found.push(node);
        }
        let outcome = record.outcome.as_ref().filter(|text| is_path(text.value()));
        found.extend(outcome.map(|written| {
            self.by_title(page, written.location(), &name(written), &mut Vec::new())
        }));
        found
    }

    /// An address of our own site or repository counts as one inside; others are left as they are.
    fn web(&self, page: &Page, link: &Link, url: &str, findings: &mut Vec<Finding>) -> Target {
        let Some(path) = self.site.web().own_path(url) else {
            if let Some(node) = exports::web_id(url).and_then(|id| self.known.ids.get(id)) {
                return Target::Node(*node, None);
            }
            if link.kind.is_media() {
                findings.push(catalogue::links::external_media(link.place.clone(), url));
            } else if link.kind == LinkKind::Embed && !self.site.config().embeds(url) {
                findings.push(catalogue::links::not_embedded(link.place.clone(), url));
            }
            return Target::Outside(url.to_owned());
        };
        let WrittenLink::Local(local) = read(&path) else {
            return Target::Outside(url.to_owned());
        };
        let found = self.known.names.find(local.path.trim_matches('/'));
        match found {
            Some(found) => self.reached(page, link, &local, &found, findings),
            None if self.site.web().is_on_site(url) => self.not_found(page, link, &local, findings),
            None => Target::Outside(url.to_owned()),
        }
    }

    fn local(
        &self,
        page: &Page,
        link: &Link,
        local: &Local,
        findings: &mut Vec<Finding>,
    ) -> Target {
        if local.path.is_empty() && local.fragment.is_none() {
            let is_top = link.target.trim() == "#";
            if !(is_top && leads_up(&link.alt)) {
                findings.push(catalogue::links::empty_link(link.place.clone(), &link.target));
            }
            return if is_top { Target::Node(page.node(), None) } else { Target::Nothing };
        }
        if local.path.is_empty() {
            let fragment = local.fragment.as_deref();
            let other = fragment.and_then(|label| self.labelled(page, link, label, findings));
            let node = other
                .unwrap_or_else(|| own_page(self.site, &self.known.names, page, link, fragment));
            return self.anchored(node, page, link, fragment, findings);
        }
        // The wiki of Azure DevOps shows dashes of file names as blanks.
        let dashed = local.path.replace(' ', "-");
        let is_dashed = dashed != local.path;
        let written_in = link.place.path();
        let spellings = [&local.path, &dashed].into_iter().take(1 + usize::from(is_dashed));
        let mut candidates =
            spellings.flat_map(|path| candidates(self.site, page, written_in, path));
        match candidates.find_map(|path| self.known.names.find(&path)) {
            Some(found) => self.reached(page, link, local, &found, findings),
            None => {
                match (
                    file_names::picture(self.site, &self.known.files, link.kind, &local.path),
                    self.by_page_name(link, &local.path),
                ) {
                    (Some(file), _) => Target::File(file, local.fragment.clone()),
                    (None, Some(node)) => {
                        self.anchored(node, page, link, local.fragment.as_deref(), findings)
                    }
                    (None, None) => self
                        .by_label(page, link, findings)
                        .unwrap_or_else(|| self.not_found(page, link, local, findings)),
                }
            }
        }
    }

    /// An anchor of any page that is named without `#`, as Sphinx does.
    fn by_label(&self, page: &Page, link: &Link, findings: &mut Vec<Finding>) -> Option<Target> {
        let label = link.target.trim();
        self.labels.get(label)?;
        let node = self.labelled(page, link, label, findings).unwrap_or(page.node());
        Some(self.anchored(node, page, link, Some(label), findings))
    }

    /// The page with an anchor that the page of the link does not have.
    fn labelled(
        &self,
        page: &Page,
        link: &Link,
        label: &str,
        findings: &mut Vec<Finding>,
    ) -> Option<NodeId> {
        let pages = self.labels.get(label).filter(|_| !page.has_anchor(label))?;
        if pages.len() > 1 {
            let paths = self.paths(pages.iter().copied());
            findings.push(catalogue::links::ambiguous_anchor(link.place.clone(), label, &paths));
        }
        pages.first().copied()
    }

    /// A page whose file is named without its folder, as Hugo and Obsidian do where only one has
    /// the name. Hugo's `ref` names it without the ending, too, or from the root.
    fn by_page_name(&self, link: &Link, path: &str) -> Option<NodeId> {
        let is_ref = link
            .place
            .span()
            .is_some_and(|span| link.place.source().slice(span).trim_start().starts_with("{{"));
        let named = self.known.pages.get(path).copied().flatten();
        let named = named.filter(|_| is_ref || path.contains('.'));
        let from_root = || {
            let paths = from_root(self.site, path).filter(|_| is_ref);
            let mut found = paths.filter_map(|path| self.known.names.find(&path));
            found.find_map(|found| match found.goal {
                Goal::Node(node) => Some(*node),
                _ => None,
            })
        };
        let tail = || file_names::page_below(self.site, &self.known.pages, path);
        named.or_else(from_root).or_else(tail).filter(|node| self.site.draft_at(*node).is_none())
    }

    fn reached(
        &self,
        page: &Page,
        link: &Link,
        local: &Local,
        found: &FoundName<'_>,
        findings: &mut Vec<Finding>,
    ) -> Target {
        // An address that another tool writes in small letters, whatever the file is called.
        let is_address = matches!(found.goal, Goal::Node(_)) && name::stem(&local.path).is_none();
        let is_small = is_address && self.site.config().habits.small_letters;
        if let Some(exact) = found.other_case.filter(|_| !is_small) {
            let spelled = if local.path.starts_with('/') {
                format!("/{exact}")
            } else {
                relative(link.place.path(), exact)
            };
            findings.push(catalogue::links::link_case(link.place.clone(), &local.path, &spelled));
        }
        match found.goal {
            Goal::Refused(path, refusal) => {
                findings.extend(refusal.finding(link.place.clone(), path));
                Target::Nothing
            }
            Goal::Narrower => {
                findings.push(catalogue::links::link_to_narrower_audience(
                    link.place.clone(),
                    &local.path,
                ));
                Target::Nothing
            }
            Goal::File(path) => Target::File(path.clone(), local.fragment.clone()),
            Goal::Node(node) if link.kind.is_media() => self.page_as_image(*node, link, findings),
            Goal::Node(node) => {
                self.anchored(*node, page, link, local.fragment.as_deref(), findings)
            }
        }
    }

    fn page_as_image(&self, node: NodeId, link: &Link, findings: &mut Vec<Finding>) -> Target {
        let title = self.site.tree().node(node).title();
        findings.push(catalogue::links::page_as_image(link.place.clone(), &link.target, title));
        Target::Nothing
    }

    /// A page and a place in it. Drafts are not there for readers; a place that is not there leads
    /// to the top of the page.
    fn anchored(
        &self,
        node: NodeId,
        page: &Page,
        link: &Link,
        fragment: Option<&str>,
        findings: &mut Vec<Finding>,
    ) -> Target {
        if let Some(draft) = self.site.draft_at(node).filter(|draft| draft.node() != page.node()) {
            if self.site.draft_at(page.node()).is_none() {
                findings.push(catalogue::links::link_to_draft(
                    link.place.clone(),
                    draft.source().path(),
                ));
            }
            return Target::Nothing;
        }
        let Some(fragment) = fragment else {
            return Target::Node(node, None);
        };
        let target = self.site.page_at(node);
        match target.map_or(Anchor::Missing, |target| anchor(target, fragment)) {
            Anchor::Found(id) => Target::Node(node, Some(id)),
            Anchor::Missing if is_of_contributors(page, link) => Target::Node(node, None),
            Anchor::Missing => {
                let title = self.site.tree().node(node).title();
                findings.push(if target.is_some_and(|page| page.document().has_left_out()) {
                    catalogue::links::left_out_anchor(link.place.clone(), title, fragment)
                } else {
                    broken_anchor(link, target, title, fragment)
                });
                Target::Node(node, None)
            }
        }
    }

    fn not_found(
        &self,
        page: &Page,
        link: &Link,
        local: &Local,
        findings: &mut Vec<Finding>,
    ) -> Target {
        let place = link.place.clone();
        // A variable of another tool, which was reported as such.
        if link.target.contains("{{") {
            return Target::Nothing;
        }
        if let Some(made) = self.made.of_path(&local.path) {
            return made;
        }
        if let Some(node) = exports::id(&link.target).and_then(|id| self.known.ids.get(id)) {
            return Target::Node(*node, None);
        }
        if let Some(url) = beside_site(self.site, &self.known.names, &link.target) {
            return Target::Outside(url);
        }
        if is_backup(&local.path) {
            findings.extend(Refusal::Backup.finding(place, &local.path));
            return Target::Nothing;
        }
        // From the root of the repository, as GitHub has it.
        let rooted = local.path.strip_prefix('/').map(|path| relative(link.place.path(), path));
        let path = rooted.as_ref().unwrap_or(&local.path);
        let outside = Some(join_above(folder(link.place.path()), path))
            .filter(|path| self.site.files.outside.contains(path));
        // What git knows is in the folder around; what handbook.yaml names may be elsewhere.
        let is_named = self.site.config().repository.is_some();
        let may_be_there = outside.is_some() || is_named && leads_out(link.place.path(), path);
        if let Some(mut url) =
            self.site.web().repository_url(folder(link.place.path()), path).filter(|_| may_be_there)
        {
            let fragment = local.fragment.iter().map(|fragment| format!("#{fragment}"));
            url.extend(fragment);
            return Target::Outside(url);
        }
        if let Some(path) = outside {
            findings.push(catalogue::links::outside_content(place, &path));
            return Target::Nothing;
        }
        if let Some(folder) = beside(self.site, link.kind, &local.path) {
            findings.push(catalogue::links::beside_content(place, &local.path, folder));
            return Target::Nothing;
        }
        let near = self.near(page, link, &local.path).or_else(|| meant(&local.path));
        findings.push(match link.kind {
            LinkKind::Image
            | LinkKind::WikiImage
            | LinkKind::RawSrc
            | LinkKind::Video
            | LinkKind::Audio => {
                catalogue::links::missing_image(place, &local.path, near.as_deref())
            }
            _ if names_a_file(&local.path) => {
                catalogue::links::missing_file(place, &local.path, near.as_deref())
            }
            _ => catalogue::links::broken_link(place, &local.path, near.as_deref()),
        });
        Target::Nothing
    }

    /// The likeliest thing that the author meant: a page of the same name elsewhere, or one of
    /// nearly that name in the same folder.
    fn near(&self, page: &Page, link: &Link, path: &str) -> Option<String> {
        let stem = name::stem(path).unwrap_or(path).trim_end_matches('/');
        let last = stem.rsplit('/').next().unwrap_or(stem).to_lowercase();
        let titles = &self.known.titles;
        let same_name =
            titles.first(&last).or_else(|| titles.first(&last.replace(['-', '_'], " ")));
        let same_name =
            same_name.and_then(|node| self.site.page_at(node)).map(|page| page.source().path());
        let found = same_name.or_else(|| self.near_in_folder(link.place.path(), path));
        found
            .filter(|found| *found != page.source().path())
            .map(|found| relative(link.place.path(), found))
    }

    /// The page or file of nearly this name in the folder that the link leads to.
    fn near_in_folder(&self, written_in: &str, path: &str) -> Option<&'a str> {
        let from = if path.starts_with('/') {
            self.site.content().below("")
        } else {
            folder(written_in).to_owned()
        };
        let wanted = join(&from, path)?;
        let pages = self.site.pages().iter().map(|page| page.source().path());
        let beside =
            pages.chain(self.site.files().paths()).filter(|other| folder(other) == folder(&wanted));
        let paths: Vec<&str> = beside.collect();
        let bare = |path: &'a str| name::stem(path).unwrap_or(path);
        let exact = crate::suggest::nearest(&wanted, paths.iter().copied());
        exact.or_else(|| {
            let stem = crate::suggest::nearest(
                name::stem(&wanted).unwrap_or(&wanted),
                paths.iter().copied().map(bare),
            )?;
            paths.iter().copied().find(|path| bare(path) == stem)
        })
    }

    fn wiki(&self, page: &Page, link: &Link, findings: &mut Vec<Finding>) -> Target {
        let (name, fragment) =
            link.target.split_once('#').map_or((link.target.as_str(), None), |(n, f)| (n, Some(f)));
        let name = name.trim();
        let node = if name.is_empty() {
            Some(own_page(self.site, &self.known.names, page, link, fragment))
        } else {
            // GitHub writes `[[text|Page-Name]]`, and blanks for the dashes of file names.
            let spellings = [name.to_owned(), name.replace(' ', "-"), name.replace(' ', "_")];
            let mut names =
                spellings.iter().chain(Some(&link.alt).filter(|other| !other.is_empty()));
            names.find_map(|name| self.by_title(page, &link.place, name, findings))
        };
        match (node, self.file_called(name)) {
            (Some(node), _) => self.anchored(node, page, link, fragment.map(str::trim), findings),
            (None, Some(file)) => Target::File(file, None),
            (None, None) => {
                let near = self.near_title(name);
                let finding = catalogue::links::broken_wikilink(link.place.clone(), name, near);
                let is_other = self.site.config().habits.no_wikilinks;
                findings.push(if is_other {
                    finding.with_severity(Severity::Notice)
                } else {
                    finding
                });
                Target::Nothing
            }
        }
    }

    /// The only file of this name, as Obsidian and the wiki of GitHub call it.
    fn file_called(&self, name: &str) -> Option<String> {
        self.known.files.get(&file_names::last(name).to_lowercase())?.clone()
    }

    fn by_title(
        &self,
        page: &Page,
        place: &Location,
        name: &str,
        findings: &mut Vec<Finding>,
    ) -> Option<NodeId> {
        let by_path = || {
            let paths =
                candidates(self.site, page, place.path(), name).chain(from_root(self.site, name));
            let mut goals = paths
                .filter_map(|path| self.known.names.find(&path).map(|found| found.goal.clone()));
            goals.find_map(|goal| if let Goal::Node(node) = goal { Some(node) } else { None })
        };
        let Some(NamedPage { node, others }) = self.known.titles.named_by(self.site, page, name)
        else {
            return by_path();
        };
        if !others.is_empty() {
            let paths = self.paths(std::iter::once(node).chain(others));
            findings.push(catalogue::links::ambiguous_link(place.clone(), name, &paths));
        }
        Some(node)
    }

    /// The files of pages.
    fn paths(&self, nodes: impl Iterator<Item = NodeId>) -> Vec<&'a str> {
        nodes.filter_map(|node| Some(self.site.page_at(node)?.source().path())).collect()
    }

    fn near_title(&self, name: &str) -> Option<&'a str> {
        let titles = self.site.pages().iter().map(Page::title);
        crate::suggest::nearest(name, titles)
    }
}

/// Whether a link carries an image in itself, which is harmless.
fn is_image_data(link: &Link) -> bool {
    let start: String = link.target.trim_start().chars().take(11).collect();
    matches!(link.kind, LinkKind::Image | LinkKind::RawSrc)
        && start.eq_ignore_ascii_case("data:image/")
}
