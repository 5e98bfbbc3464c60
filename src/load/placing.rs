//! Gives every page its place in the tree and its address, from its path and the little that its
//! front matter says of both.
#![expect(
    clippy::indexing_slicing,
    reason = "indices are made here, for the lists that they go into"
)]

use crate::diag::{Finding, Severity, catalogue};
use crate::load::outline::SectionNote;
use crate::site::PageId;
use crate::site::address::{Address, Ending, plain_segment, segment};
use crate::site::name;
use crate::site::segment::trouble;
use crate::site::tree::{Node, NodeId, Tree};
use crate::site::weight::Weight;
use crate::source::{Location, Source};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a page says of its own place.
pub struct Wish<'a> {
    /// The file.
    pub source: &'a Source,
    /// Its path below content, without the ending.
    pub stem: &'a str,
    /// What navigation calls it.
    pub title: &'a str,
    /// The last segment of its address, where the page names one; or several, from the root of the
    /// site where it begins with `/`.
    pub slug: Option<&'a str>,
    /// Smaller comes first; pages without a weight come last.
    pub weight: Option<Weight>,
    /// Whether it stays out of navigation, as drafts do.
    pub hidden: bool,
}

/// How the whole is to be laid out.
pub struct Layout<'a> {
    /// The title of the handbook, for a home page that nobody wrote.
    pub title: &'a str,
    /// How addresses end.
    pub ending: Ending,
    /// Stems and titles in the order that the configuration asks for; the stem `...` stands for all
    /// others.
    pub order: &'a [(String, Option<String>)],
    /// What other tools say of folders.
    pub sections: &'a BTreeMap<String, SectionNote>,
    /// Whether a leading number is an order wherever it stands, as in Docusaurus.
    pub all_counted: bool,
}

/// The tree, and the node of each page in the order of the wishes.
pub fn place(wishes: &[Wish<'_>], layout: &Layout<'_>) -> (Tree, Vec<NodeId>, Vec<Finding>) {
    let folders = folders(wishes);
    let (speakers, mut findings) = speakers(wishes, &folders);
    let mut ground = Ground::new(wishes, layout, &folders);
    for folder in &folders {
        ground.add(folder, speakers.get(folder).copied(), true);
    }
    for page in pages_in_order(wishes) {
        if !ground.placed.contains_key(&page) {
            ground.add(wishes[page].stem, Some(page), false);
        }
    }
    let placed = (0..wishes.len())
        .map(|page| ground.placed.get(&page).copied().unwrap_or(NodeId::HOME))
        .collect();
    ground.link_children();
    findings.append(&mut ground.findings);
    (Tree::new(ground.nodes), placed, findings)
}

/// Every folder that holds pages, and every folder above one; the root is the empty text and the
/// first.
fn folders<'a>(wishes: &[Wish<'a>]) -> BTreeSet<&'a str> {
    let mut folders = BTreeSet::from([""]);
    for wish in wishes {
        let mut folder = parent(wish.stem);
        while folders.insert(folder) {
            folder = parent(folder);
        }
    }
    folders
}

fn pages_in_order(wishes: &[Wish<'_>]) -> Vec<usize> {
    let mut pages: Vec<usize> = (0..wishes.len()).collect();
    pages.sort_by_key(|page| wishes[*page].source.path());
    pages
}

/// The page that speaks for each folder. Where several could, the others stay ordinary pages, with
/// a warning.
fn speakers<'a>(
    wishes: &[Wish<'a>],
    folders: &BTreeSet<&'a str>,
) -> (BTreeMap<&'a str, usize>, Vec<Finding>) {
    let mut candidates: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
    for page in pages_in_order(wishes) {
        let spoken = spoken_for(wishes[page].stem, folders);
        if wishes[page].slug.is_some_and(|slug| slug.trim() == "/") {
            let own = spoken.filter(|(folder, _)| folder.is_empty());
            let rank = own.map_or(usize::MAX, |(_, rank)| rank);
            candidates.entry("").or_default().push((rank, page));
        } else if let Some((folder, rank)) = spoken {
            candidates.entry(folder).or_default().push((rank, page));
        }
    }
    let mut findings = Vec::new();
    let mut speakers = namesakes(wishes);
    for (folder, mut pages) in candidates {
        pages.sort_unstable();
        let (winner, rivals) = pages.split_at(1);
        speakers.extend(winner.iter().map(|(_, page)| (folder, *page)));
        for ((_, rival), (_, winner)) in rivals.iter().zip(winner.iter().cycle()) {
            let place = wishes[*rival].source.whole();
            let chosen = wishes[*winner].source.path();
            let finding = catalogue::addresses::duplicate_section_page(place, chosen);
            // Beside the home page it is that of the repository, and stays a page of its own.
            let is_expected = folder.is_empty() && !is_readme(wishes[*winner].stem);
            let severity = if is_expected { Severity::Notice } else { Severity::Warning };
            findings.push(finding.with_severity(severity));
        }
    }
    (speakers, findings)
}

fn is_readme(stem: &str) -> bool {
    last(stem).eq_ignore_ascii_case("readme")
}

/// Pages with the name of their folder, as `travel/travel.md`, and the `home.md` of a wiki: they
/// speak for it where nobody else does.
fn namesakes<'a>(wishes: &[Wish<'a>]) -> BTreeMap<&'a str, usize> {
    let is_namesake = |stem: &str| {
        let has_its_name = !parent(stem).is_empty() && last(parent(stem)) == last(stem);
        has_its_name || stem.eq_ignore_ascii_case("home")
    };
    let pages = pages_in_order(wishes).into_iter().filter(|page| is_namesake(wishes[*page].stem));
    pages.map(|page| (parent(wishes[page].stem), page)).collect()
}

/// The folder that a page could speak for, and how much: 0 is the most.
fn spoken_for<'a>(stem: &'a str, folders: &BTreeSet<&'a str>) -> Option<(&'a str, usize)> {
    // Notion writes its id behind the name of a page, and not always behind that of its folder.
    let bare = stem.len() - last(stem).len() + name::exported(last(stem)).0.len();
    let stems = [Some(stem), stem.get(..bare)].into_iter().flatten();
    match name::section_rank(last(stem)) {
        Some(rank) => Some((parent(stem), rank)),
        None => {
            stems.into_iter().find(|stem| folders.contains(stem)).map(|stem| (stem, usize::MAX))
        }
    }
}

/// Folders that count what is in them.
fn counted<'a>(stems: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut folders: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for stem in stems.filter(|stem| !stem.is_empty() && name::section_rank(last(stem)).is_none()) {
        folders.entry(parent(stem)).or_default().insert(last(stem));
    }
    folders.into_iter().filter(|(_, names)| is_counted(names)).map(|(folder, _)| folder).collect()
}

/// One name has a leading zero (`01-`), or all are numbered in steps of at most ten: `1-plan`,
/// `2-build`, but not `1-on-1`, `90-days`.
fn is_counted(names: &BTreeSet<&str>) -> bool {
    let numbers: Option<BTreeSet<u32>> =
        names.iter().map(|name| Some(name::numbered(name)?.0)).collect();
    let in_steps = |numbers: &BTreeSet<u32>| {
        let steps = numbers.iter().zip(numbers.iter().skip(1)).all(|(low, high)| high - low <= 10);
        numbers.len() > 1 && steps && numbers.first().is_some_and(|first| *first <= 10)
    };
    names.iter().any(|name| name::zero_padded(name)) || numbers.as_ref().is_some_and(in_steps)
}

/// The nodes made so far, and what is needed to make the next.
struct Ground<'a> {
    wishes: &'a [Wish<'a>],
    layout: &'a Layout<'a>,
    nodes: Vec<Node>,
    segments: Vec<Vec<String>>,
    placed: HashMap<usize, NodeId>,
    folder_nodes: HashMap<&'a str, NodeId>,
    /// Folders that count what is in them: there a leading number is an order and no part of the
    /// name.
    counted: BTreeSet<&'a str>,
    /// Where the order puts each stem.
    ranks: HashMap<&'a str, usize>,
    /// Addresses without case, as some file systems compare them.
    taken: HashMap<String, NodeId>,
    findings: Vec<Finding>,
}

impl<'a> Ground<'a> {
    fn new(wishes: &'a [Wish<'a>], layout: &'a Layout<'a>, folders: &BTreeSet<&'a str>) -> Self {
        let stems = folders.iter().copied().chain(wishes.iter().map(|wish| wish.stem));
        Ground {
            wishes,
            layout,
            nodes: Vec::new(),
            segments: Vec::new(),
            placed: HashMap::new(),
            folder_nodes: HashMap::new(),
            counted: if layout.all_counted { stems.map(parent).collect() } else { counted(stems) },
            ranks: layout
                .order
                .iter()
                .enumerate()
                .rev()
                .map(|(rank, (stem, _))| (stem.as_str(), rank))
                .collect(),
            taken: HashMap::new(),
            findings: Vec::new(),
        }
    }

    /// Adds a folder or a page; the folder above is there already.
    fn add(&mut self, stem: &'a str, page: Option<usize>, section: bool) {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let home = stem.is_empty() && section;
        let up = if home { None } else { self.folder_nodes.get(parent(stem)).copied() };
        let segments = self.free_segments(stem, page, section, up);
        self.nodes.push(Node {
            address: Address::page(&segments, section, self.layout.ending),
            title: self.title(stem, page),
            page: page.filter(|page| !self.wishes[*page].hidden).map(PageId::from_index),
            parent: up,
            children: Vec::new(),
            section,
            stem: stem.to_owned(),
            description: self.layout.sections.get(stem).and_then(|note| note.description.clone()),
        });
        self.segments.push(segments);
        self.placed.extend(page.map(|page| (page, id)));
        if section {
            self.folder_nodes.insert(stem, id);
        }
    }

    /// The segments of the address; where they are taken, another ending makes them free, and the
    /// page hears of it.
    fn free_segments(
        &mut self,
        stem: &str,
        page: Option<usize>,
        section: bool,
        up: Option<NodeId>,
    ) -> Vec<String> {
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let mut wanted = up.map(|up| self.wanted_segments(stem, page, up)).unwrap_or_default();
        let has_slug = page.is_some_and(|page| self.wishes[page].slug.is_some());
        let is_shortened = !has_slug && self.name(stem) != last(stem);
        if is_shortened && self.taken.contains_key(&self.folded(&wanted, section)) {
            // Two pages of one name are told apart by what it leaves out: the ids that they were
            // exported with, or the numbers that order them.
            wanted.pop();
            wanted.push(segment(last(stem)));
        }
        let mut segments = wanted.clone();
        let mut count = 1;
        while let Some(first) = self.taken.get(&self.folded(&segments, section)).copied() {
            if count == 1 {
                self.report_collision(page, section, first, stem);
            }
            count += 1;
            segments.clone_from(&wanted);
            if let Some(own) = segments.last_mut() {
                *own = format!("{own}-{count}");
            }
        }
        self.taken.insert(self.folded(&segments, section), id);
        segments
    }

    /// An address without case. That of a file and that of a folder's page are never one.
    fn folded(&self, segments: &[String], section: bool) -> String {
        let is_file = self.layout.ending == Ending::File && !section;
        segments.join("/").to_lowercase() + if is_file { ".html" } else { "" }
    }

    /// A page beside its folder that lost to the folder's own page was warned about already.
    fn report_collision(&mut self, page: Option<usize>, section: bool, first: NodeId, stem: &str) {
        let (Some(page), Some(other)) = (page, self.nodes.get(first.0 as usize)) else {
            return;
        };
        let told_already = !section && other.section && other.stem == stem;
        if !told_already {
            let owner = other
                .page
                .map_or(other.stem.as_str(), |page| self.wishes[page.index()].source.path());
            let place = self.wishes[page].source.whole();
            self.findings.push(catalogue::addresses::duplicate_address(
                place,
                other.address.as_str(),
                owner,
            ));
        }
    }

    /// The segments that the page asks for, else those of its folder and its own name.
    fn wanted_segments(&mut self, stem: &str, page: Option<usize>, up: NodeId) -> Vec<String> {
        let slug = page.and_then(|page| self.wishes[page].slug).map(str::trim);
        let slug = slug.filter(|slug| !slug.trim_matches('/').is_empty());
        // Collections of Jekyll.
        let named = name::plain(self.name(stem).trim_start_matches('_'));
        let above = match slug {
            Some(path) if is_from_root(path, parent(stem)) => Vec::new(),
            _ => self.segments[up.0 as usize].clone(),
        };
        let own: Vec<&str> = match slug {
            Some(path) => path.trim_matches('/').split('/').collect(),
            None => vec![&named],
        };
        let own = own.into_iter().map(|name| self.safe_segment(name, stem, page));
        above.into_iter().chain(own).collect()
    }

    fn safe_segment(&mut self, name: &str, stem: &str, page: Option<usize>) -> String {
        if let Some(trouble) = trouble(&plain_segment(name))
            && let Some(place) = self.place_of(stem, page)
        {
            self.findings.push(catalogue::addresses::unsafe_name(
                place,
                name,
                trouble.why(),
                &segment(name),
            ));
        }
        segment(name)
    }

    /// The page that has a name; of a folder without a page of its own, the first page in it.
    fn place_of(&self, stem: &str, page: Option<usize>) -> Option<Location> {
        let within = |wish: &&Wish<'_>| {
            wish.stem.strip_prefix(stem).is_some_and(|rest| rest.starts_with('/'))
        };
        let inside = || self.wishes.iter().filter(within).min_by_key(|wish| wish.source.path());
        page.map(|page| &self.wishes[page]).or_else(inside).map(|wish| wish.source.whole())
    }

    /// The last part of a stem, without the number where the folder counts.
    fn name<'b>(&self, stem: &'b str) -> &'b str {
        let name = name::exported(last(stem)).0;
        if self.counted.contains(parent(stem)) {
            name::numbered(name).map_or(name, |(_, rest)| rest)
        } else {
            name
        }
    }

    fn title(&self, stem: &str, page: Option<usize>) -> String {
        let ordered = self
            .ranks
            .get(stem)
            .and_then(|rank| self.layout.order.get(*rank))
            .and_then(|(_, title)| title.clone());
        let of_section = || self.layout.sections.get(stem).and_then(|note| note.title.clone());
        let ordered = ordered.or_else(of_section);
        match (ordered, page) {
            (Some(title), _) => title,
            (None, Some(page)) => self.wishes[page].title.to_owned(),
            (None, None) if stem.is_empty() => self.layout.title.to_owned(),
            (None, None) => name::title(&name::plain(self.name(stem))),
        }
    }

    /// Hangs every node below its parent, in the order of navigation; hidden pages and empty
    /// sections are left out.
    fn link_children(&mut self) {
        let keys = self.sort_keys();
        let mut order: Vec<usize> = (1..self.nodes.len()).collect();
        order.sort_by(|left, right| keys[*left].cmp(&keys[*right]));
        let shown = self.shown();
        for index in order.into_iter().filter(|index| shown[*index]) {
            if let (Some(parent), Ok(id)) = (self.nodes[index].parent, u32::try_from(index)) {
                self.nodes[parent.0 as usize].children.push(NodeId(id));
            }
        }
    }

    /// A node is shown when it has a page or something below it has; parents stand before what is
    /// in them.
    fn shown(&self) -> Vec<bool> {
        let mut shown: Vec<bool> = self.nodes.iter().map(|node| node.page.is_some()).collect();
        for index in (0..self.nodes.len()).rev() {
            if let (true, Some(parent)) = (shown[index], self.nodes[index].parent) {
                shown[parent.0 as usize] = true;
            }
        }
        shown
    }

    fn sort_keys(&self) -> Vec<SortKey> {
        let pages: HashMap<NodeId, usize> =
            self.placed.iter().map(|(page, node)| (*node, *page)).collect();
        let key = |(index, node): (usize, &Node)| {
            let page = u32::try_from(index).ok().and_then(|index| pages.get(&NodeId(index)));
            let number = name::numbered(last(&node.stem)).map(|(number, _)| Weight::from(number));
            let weight = page
                .and_then(|page| self.wishes[*page].weight)
                .or_else(|| self.layout.sections.get(&node.stem)?.weight)
                .or(number)
                .unwrap_or(Weight::LAST);
            (self.rank_in_order(&node.stem), weight, natural(&node.title), node.stem.clone())
        };
        self.nodes.iter().enumerate().map(key).collect()
    }

    /// Where the configuration's order puts a stem: those it does not name stand where it says
    /// `...`, or else at the end.
    fn rank_in_order(&self, stem: &str) -> usize {
        let rank = self.ranks.get(stem).or_else(|| self.ranks.get("..."));
        rank.copied().unwrap_or(self.layout.order.len())
    }
}

/// Order of configuration, weight, title with its numbers read as numbers, path.
type SortKey = (usize, Weight, Vec<(Reverse<bool>, u64, String)>, String);

/// A text cut into runs of digits and others, so that `Step 2` comes before `Step 10`.
fn natural(text: &str) -> Vec<(Reverse<bool>, u64, String)> {
    let lower = text.to_lowercase();
    let runs =
        lower.as_bytes().chunk_by(|left, right| left.is_ascii_digit() == right.is_ascii_digit());
    runs.map(|run| {
        let run = String::from_utf8_lossy(run).into_owned();
        run.parse().map_or_else(
            |_| (Reverse(false), 0, run.clone()),
            |number| (Reverse(true), number, String::new()),
        )
    })
    .collect()
}

/// Whether a path that a page asks for begins at the root of the site: some tools write `/` in
/// front of it, others begin with the folder in which the page's own folder lies.
fn is_from_root(path: &str, folder: &str) -> bool {
    let top = folder.split('/').next().filter(|top| !top.is_empty());
    let is_below = |top: &str| path.strip_prefix(top).is_some_and(|rest| rest.starts_with('/'));
    path.starts_with('/') || top.is_some_and(is_below)
}

fn last(stem: &str) -> &str {
    stem.rsplit('/').next().unwrap_or(stem)
}

fn parent(stem: &str) -> &str {
    stem.rsplit_once('/').map_or("", |(parent, _)| parent)
}

#[cfg(test)]
mod tests {
    use super::{Layout, Wish, place};
    use crate::site::address::Ending;
    use crate::source::Source;

    fn addresses(stems: &[&str]) -> (Vec<String>, usize) {
        let sources: Vec<Source> =
            stems.iter().map(|stem| Source::new(format!("{stem}.md"), "")).collect();
        let wish = |(stem, source)| Wish {
            source,
            stem,
            title: "",
            slug: None,
            weight: None,
            hidden: false,
        };
        let wishes: Vec<Wish<'_>> = stems.iter().copied().zip(&sources).map(wish).collect();
        let (tree, placed, findings) = place(
            &wishes,
            &Layout {
                title: "x",
                ending: Ending::Directory,
                order: &[],
                sections: &std::collections::BTreeMap::new(),
                all_counted: false,
            },
        );
        (placed.iter().map(|id| tree.node(*id).address().to_string()).collect(), findings.len())
    }

    #[test]
    fn every_page_has_an_address_of_its_own() {
        let cases: [(&[&str], &[&str], usize); 9] = [
            (&["index", "a/README", "a/b"], &["", "a/", "a/b/"], 0),
            (&["a", "a/b"], &["a/", "a/b/"], 0),
            (&["a", "a/index"], &["a-2/", "a/"], 1),
            (&["a/index", "a/README"], &["a/", "a/README/"], 1),
            (
                &["01-intro", "02-more/x", "2026-11-20-weekly"],
                &["intro/", "more/x/", "2026-11-20-weekly/"],
                0,
            ),
            (&["1-on-1", "90-day-plan"], &["1-on-1/", "90-day-plan/"], 0),
            (&["1-plan", "2-build", "index"], &["plan/", "build/", ""], 0),
            (&["a/a", "b/b", "b/index"], &["a/", "b/b/", "b/"], 0),
            (&["A", "a"], &["A/", "a-2/"], 1),
        ];
        for (stems, expected, findings) in cases {
            let (addresses, count) = addresses(stems);
            assert_eq!(addresses, expected);
            assert_eq!(count, findings, "{stems:?}");
        }
    }
}
