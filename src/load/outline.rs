//! The order and the titles that another tool's files give to the same pages: SUMMARY.md,
//! `_Sidebar.md`, `_category_.json`, `.order`, `.pages`. They count where handbook.yaml says
//! nothing, and are no pages.

use crate::config::neighbour::NavEntry;
use crate::diag::Finding;
use crate::diag::catalogue::files::unread_outline;
use crate::site::address::join;
use crate::site::name;
use crate::site::weight::Weight;
use crate::source::{Source, Span};
use crate::yaml::{Budget, YamlNode, parse};
use std::collections::BTreeMap;

/// What files of other tools say of the order of pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Stems below content in their order, with titles.
    pub(super) entries: Vec<(String, Option<String>)>,
    /// What is said of folders.
    pub(super) sections: BTreeMap<String, SectionNote>,
}

/// What another tool says of a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionNote {
    /// What navigation calls it.
    pub(super) title: Option<String>,
    /// Where it stands among others.
    pub(super) weight: Option<Weight>,
    /// What its page says of it where nobody wrote one.
    pub(super) description: Option<String>,
}

/// Names of files that speak of order, which are read wherever they lie.
pub const NAMES: [&str; 4] = ["_category_.json", "_category_.yml", ".order", ".pages"];

/// What is wrong with a file that speaks of order: then it says nothing.
pub(super) fn fault(source: &Source) -> Option<Finding> {
    if source.path().rsplit('/').next() == Some(".order") {
        return None;
    }
    let whole = Span::new(0, source.text().len());
    let trouble = parse(source, whole, Budget::PAGE).trouble?;
    let why = trouble.message(source.text());
    Some(unread_outline(source.at(trouble.span()), &why))
}

/// Whether a page is no page but a list of pages: SUMMARY.md of mdBook and GitBook has headings,
/// rules and links, and no sentence. A page that is called "Summary" has some.
pub(super) fn is_summary(path: &str, source: &Source) -> bool {
    let is_named = path.eq_ignore_ascii_case("summary.md");
    let belongs = |line: &str| {
        let bare = line.trim();
        bare.is_empty() || bare.starts_with(['#', '-', '*', '+', '[', '<']) || is_numbered(bare)
    };
    is_named && links(source.text()).count() > 0 && source.text().lines().all(belongs)
}

/// Whether a text only lists pages, and readers get none of it: SUMMARY.md, or the sidebar of a
/// wiki.
pub fn only_lists_pages(content: &str, source: &Source) -> bool {
    super::below(source.path(), content)
        .is_some_and(|path| is_summary(path, source) || is_sidebar(path))
}

/// The sidebar of a wiki.
pub(super) fn is_sidebar(path: &str) -> bool {
    path.eq_ignore_ascii_case("_sidebar.md")
}

/// `1. [Title](path.md)`
fn is_numbered(line: &str) -> bool {
    line.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(". [")
}

impl Outline {
    /// Only what is said of folders.
    pub(super) fn of_sections(sections: BTreeMap<String, SectionNote>) -> Self {
        Outline { entries: Vec::new(), sections }
    }

    /// What the files say; `summary` is SUMMARY.md or `_Sidebar.md`. Paths are below content.
    pub(super) fn read(
        summary: Option<&Source>,
        files: &[(String, Source)],
        nav: &[NavEntry],
        stems: &[&str],
    ) -> Self {
        let mut outline = Outline::default();
        let named = |path: &str| (stem_of(path, stems), None::<String>);
        for (path, source) in files {
            outline.file(path, source, &named);
        }
        if let Some(summary) = summary {
            let links = links(summary.text());
            outline.entries =
                links.map(|(title, path)| (stem_of(&path, stems), Some(title))).collect();
        }
        if !nav.is_empty() {
            outline.entries = nav
                .iter()
                .map(|entry| match entry {
                    NavEntry::Page { path, title } => (stem(path), title.clone()),
                    NavEntry::Group { folder, title } => (folder.clone(), Some(title.clone())),
                })
                .collect();
        }
        outline.fill_folders();
        outline
    }

    /// The same with pages that lists in pages name.
    pub(super) fn with_listed(mut self, listed: &[String]) -> Self {
        self.entries = listed.iter().map(|path| (stem(path), None)).collect();
        self.fill_folders();
        self
    }

    fn file(
        &mut self,
        path: &str,
        source: &Source,
        named: &dyn Fn(&str) -> (String, Option<String>),
    ) {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let below = |name: &str| join(folder, name).unwrap_or_default();
        if file == ".order" {
            let names = source.text().lines().map(str::trim).filter(|name| !name.is_empty());
            return self.entries.extend(names.map(|name| named(&below(name))));
        }
        let whole = Span::new(0, source.text().len());
        let Some(root) = parse(source, whole, Budget::PAGE).root else { return };
        let text = |key: &str| root.as_map()?.get(key)?.text().map(str::to_owned);
        let title = text("label").or_else(|| text("title"));
        let weight = text("position").and_then(|position| Weight::parse(&position));
        let link = root.as_map().and_then(|map| map.get("link")).and_then(YamlNode::as_map);
        let of_link = || link?.get("description")?.text().map(str::to_owned);
        let description = of_link().or_else(|| text("description"));
        let note = SectionNote { title, weight, description };
        if note != SectionNote::default() {
            self.sections.insert(folder.to_owned(), note);
        }
        let nav = root.as_map().and_then(|map| map.get("nav")).and_then(YamlNode::as_list);
        for item in nav.unwrap_or_default() {
            let entry = item.as_map().and_then(|map| map.entries.first());
            let entry =
                entry.and_then(|entry| Some((Some(entry.key.clone()), entry.value.text()?)));
            if let Some((title, name)) = entry.or_else(|| Some((None, item.text()?))) {
                let stem = if name == "..." { name.to_owned() } else { stem(&below(name)) };
                self.entries.push((stem, title));
            }
        }
    }

    /// A folder stands where the first page of it stands.
    fn fill_folders(&mut self) {
        let mut seen: std::collections::BTreeSet<String> =
            self.entries.iter().map(|(stem, _)| stem.clone()).collect();
        let mut filled = Vec::with_capacity(self.entries.len());
        for (stem, title) in std::mem::take(&mut self.entries) {
            let folders: Vec<&str> =
                stem.match_indices('/').filter_map(|(at, _)| stem.get(..at)).collect();
            for folder in folders {
                if seen.insert(folder.to_owned()) {
                    filled.push((folder.to_owned(), None));
                }
            }
            filled.push((stem, title));
        }
        self.entries = filled;
    }
}

/// A line of a list of pages.
pub struct ListedLine<'t> {
    /// The heading that it is.
    pub heading: Option<&'t str>,
    /// How far it stands to the right.
    pub indent: usize,
    /// The page that it leads to, as places in the tree are called.
    pub stem: Option<String>,
    /// Whether it is the title of a page that nobody has written.
    pub is_unwritten: bool,
    /// Its bytes.
    pub span: Span,
}

/// The lines of a list of pages that say something. The title of the list says nothing.
pub fn listed(text: &str) -> Vec<ListedLine<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let indent = line.len() - line.trim_start().len();
        let heading = bare.strip_prefix('#').map(|rest| rest.trim_start_matches('#').trim());
        let is_title = heading.is_some() && lines.is_empty();
        let stem = links(line).next().map(|(_, path)| stem(&path));
        let is_unwritten = bare.ends_with("]()");
        let span = Span::new(start, start + line.trim_end().len());
        if heading.is_some() || stem.is_some() || is_unwritten {
            let heading = heading.filter(|_| !is_title);
            lines.push(ListedLine { heading, indent, stem, is_unwritten, span });
        }
        start += line.len();
    }
    lines
}

/// The links of a list of pages: title and path.
fn links(text: &str) -> impl Iterator<Item = (String, String)> + '_ {
    text.lines().filter_map(|line| {
        let bare = line.trim_start().trim_start_matches(['*', '-', '+', ' ', '1', '2', '.']);
        if let Some(inside) = bare.strip_prefix("[[").and_then(|rest| rest.split_once("]]")) {
            let (title, page) = inside.0.split_once('|').unwrap_or((inside.0, inside.0));
            return Some((title.trim().to_owned(), page.trim().replace(' ', "-")));
        }
        let (title, rest) = bare.strip_prefix('[')?.split_once("](")?;
        let target = rest.split(')').next()?.trim().trim_matches(['<', '>']);
        let target = target.split(['#', '"']).next()?.trim();
        let is_page = !target.is_empty() && !target.contains("://");
        is_page.then(|| {
            let path = percent_encoding::percent_decode_str(target).decode_utf8_lossy();
            (title.trim_matches('`').to_owned(), path.trim_start_matches("./").to_owned())
        })
    })
}

/// A path as places in the tree are called: without its ending, a section by its folder.
fn stem(path: &str) -> String {
    let path = path.trim().trim_matches('/');
    let stem = name::stem(path).unwrap_or(path);
    let (folder, last) = stem.rsplit_once('/').unwrap_or(("", stem));
    if name::section_rank(last).is_some() { folder.to_owned() } else { stem.to_owned() }
}

/// The stem that is there and is called so, whatever its case.
fn stem_of(path: &str, stems: &[&str]) -> String {
    let wanted = stem(path);
    let same = |known: &&&str| known.eq_ignore_ascii_case(&wanted);
    stems.iter().find(same).map_or(wanted.clone(), |known| stem(known))
}

#[cfg(test)]
mod tests {
    use super::Outline;
    use crate::source::Source;

    #[test]
    fn lists_of_pages_give_order_and_titles() {
        let summary = Source::new(
            "SUMMARY.md",
            "# Contents\n\n* [Welcome](README.md)\n\n## Group\n\n* [Zebra](zebra.md)\n\
             * [Why](about-us/why.md)\n* [web](https://x.example)\n",
        );
        let outline = Outline::read(Some(&summary), &[], &[], &["README", "zebra", "about-us/why"]);
        let stems: Vec<&str> = outline.entries.iter().map(|(stem, _)| stem.as_str()).collect();
        assert_eq!(stems, ["", "zebra", "about-us", "about-us/why"]);
        let order = Source::new(".order", "zeta\nAlpha\n");
        let outline = Outline::read(None, &[(".order".into(), order)], &[], &["alpha", "zeta"]);
        assert_eq!(outline.entries, [("zeta".to_owned(), None), ("alpha".to_owned(), None)]);
    }
}
