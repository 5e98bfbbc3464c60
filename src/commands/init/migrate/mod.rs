//! A folder that another tool wrote becomes a handbook for good: its settings go into
//! handbook.yaml, and a report says what was carried and what was not.
//!
//! Only this file reads and writes; the others are values of values. Only `--rewrite` changes
//! pages.

mod detect;
mod inventory;
mod lists;
mod nav;
mod old_addresses;
mod proposals;
mod report;
mod rewrite;
mod settings;

use self::detect::FolderView;
use self::inventory::Inventory;
use self::lists::ListNotes;
use self::old_addresses::OldAddresses;
use self::report::LossReport;
use self::settings::MovedSettings;
use crate::commands::cli::Settings;
use crate::commands::failure::{Failure, unwritten};
use crate::commands::pipeline::{NeighbourText, Session};
use crate::config::neighbour::{Neighbour, Tool};
use crate::config::{self, Config};
use crate::disk::{self, EditError, Editor, HandbookReader};
use crate::git::Repository;
use crate::load::{self, HandbookFiles, LoadOptions, outline};
use crate::site::Site;
use crate::site::tree::NodeId;
use crate::source::Source;
use crate::yaml::{Budget, YamlNode, parse};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Where the report is kept.
pub const REPORT: &str = "migration.md";

/// Files in which tools keep the names of authors.
const AUTHORS: [&str; 4] =
    ["blog/authors.yml", "docs/blog/.authors.yml", ".authors.yml", "authors.yml"];

/// What a folder becomes.
pub struct Migration {
    /// The handbook's title.
    pub title: Option<String>,
    /// Lines of handbook.yaml.
    pub settings: String,
    /// What was carried, and what was not.
    pub report: LossReport,
}

/// Which tool a folder was written for: the one that is named, if the folder is like that, else
/// the only one that it is like.
pub fn tool(root: &Path, named: Option<Tool>) -> Result<Option<Tool>, Failure> {
    let (tree, _) = HandbookReader::new(root, vec![root.join("site")]).folder("");
    let pages: Vec<Source> = tree.pages.into_iter().chain(tree.partials).collect();
    let has = |name: &str| disk::exists(&root.join(name));
    let text = |name: &str| disk::read_text(root, name).0;
    let view = FolderView { has: &has, text: &text, pages: &pages };
    let found = detect::tools(&view);
    match named {
        Some(tool) if detect::sign_of(tool, &view).is_some() => Ok(Some(tool)),
        Some(tool) => Err(unlike(root, tool, &found)),
        None if found.len() > 1 => Err(several(root, &found)),
        None => Ok(found.into_keys().next()),
    }
}

fn unlike(root: &Path, tool: Tool, found: &BTreeMap<Tool, String>) -> Failure {
    let message = format!("`{}` does not look like {}", root.display(), tool.name());
    let help = match found.first_key_value() {
        Some((other, file)) => {
            format!("it has `{file}` of {}: use `--from {}`", other.name(), other.id())
        }
        None => "leave out `--from` if these are plain Markdown files".to_owned(),
    };
    Failure::usage(message, help)
}

fn several(root: &Path, found: &BTreeMap<Tool, String>) -> Failure {
    let named: Vec<String> =
        found.iter().map(|(tool, file)| format!("{} (`{file}`)", tool.name())).collect();
    let first = found.keys().next().map_or("", |tool| tool.id());
    let message = format!("`{}` has files of {}", root.display(), named.join(" and "));
    Failure::usage(message, format!("choose one, such as `--from {first}`"))
}

/// Reads a folder as its tool does, and finds what makes it a handbook without that tool.
pub fn plan(
    root: &Path,
    tool: Option<Tool>,
    (title, today): (Option<&str>, Option<&str>),
) -> Result<Migration, Failure> {
    let settings = Settings { tool, today: today.map(str::to_owned), ..Settings::default() };
    let mut session = Session::new(Some(root), &settings, None)?;
    let read = session.read()?;
    let text = NeighbourText::find(tool, |name| disk::read_text(root, name).0);
    let neighbour = text.as_ref().map(NeighbourText::read).unwrap_or_default();
    let unread: Vec<Source> = read.files.outlines.clone();
    let (files, lists) = without_outlines(read.files.clone(), &read.content);
    let options = session.load_options(read.content.clone(), read.today);
    let handbook = session.load_read(read);
    let analysis = handbook.analyse();
    let site = &handbook.site;
    let named = title.map(str::to_owned).or_else(|| known_title(site, &neighbour));
    let again = |moved: &MovedSettings| load_again(moved, named.as_deref(), &files, &options);

    let mut moved = MovedSettings::new(site.config(), site.content().path(), neighbour.url());
    moved.keep_assets(|folder| disk::is_folder(&root.join(folder)));
    if site.content().path().is_empty() {
        moved.exclude(&format!("/{REPORT}"));
    }
    moved.nav = nav::lines(site, &again(&moved));
    let notes: Vec<ListNotes> = lists.iter().map(|list| lists::notes(list, site)).collect();
    let old = OldAddresses::of(tool, &neighbour, &analysis.resolved, &notes);
    moved.redirects.clone_from(&old.redirects);
    let after = again(&moved);
    let of_settings = text.iter().flat_map(NeighbourText::paths);
    let unneeded = of_settings.chain(unread.iter().chain(&lists).map(Source::path));
    let inventory = Inventory {
        tool,
        neighbour: &neighbour,
        analysis: &analysis,
        after: &after,
        settings: &moved,
        old: &old,
        people: people(root),
        unneeded: unneeded.map(str::to_owned).collect(),
        lists: &notes,
        excluded: excluded(&files, site),
        outside: outside(root, &files, site),
        on_every_page: on_every_page(&files, site),
    };
    let report = inventory.report();
    Ok(Migration { title: named, settings: moved.text(), report })
}

/// Writes what plain Markdown says as well in plain Markdown, in a folder that git can give back.
/// How many constructs were rewritten, and how many were left.
pub fn rewrite(root: &Path, tool: Option<Tool>) -> Result<(usize, usize), Failure> {
    is_clean(root)?;
    let settings = Settings { tool, drafts: true, ..Settings::default() };
    let mut session = Session::new(Some(root), &settings, None)?;
    let read = session.read()?;
    let options = session.load_options(read.content.clone(), read.today);
    let plan = rewrite::plan(&read.config, &read.files, &options);
    let known: BTreeMap<&str, &Source> =
        read.files.pages.iter().map(|page| (page.path(), page)).collect();
    let paths = || plan.texts.keys().map(String::as_str);
    let editor = Editor::new(root, paths()).map_err(|error| unwritten(".", &error))?;
    for (path, text) in &plan.texts {
        let before = known.get(path.as_str()).map_or("", |page| page.text());
        let change =
            |bytes: &[u8]| (bytes == before.as_bytes()).then(|| text.as_bytes().to_vec()).ok_or(());
        editor.edit(path, change).map_err(|error| not_rewritten(path, error))?;
    }
    Ok((plan.rewritten, plan.left))
}

fn not_rewritten(path: &str, error: EditError<()>) -> Failure {
    match error {
        EditError::Machine(error) => unwritten(path, &error),
        EditError::Refused(()) | EditError::Busy => Failure::unjudged(
            format!("`{path}` has changed, or is not plain UTF-8"),
            "nothing else was lost: see `git diff`, and try again",
        ),
    }
}

/// Without git, or with changes that it does not know, nobody could see what was rewritten.
fn is_clean(root: &Path) -> Result<(), Failure> {
    let changed = Repository::find(root).and_then(|repository| repository.changed_since("HEAD"));
    match changed.as_ref().map(BTreeSet::first) {
        Ok(None) => Ok(()),
        Ok(Some(path)) => Err(Failure::usage(
            format!("`{path}` is not committed"),
            "commit everything first, so that you can see what `--rewrite` changes",
        )),
        Err(_) => Err(Failure::usage(
            "`--rewrite` needs a git repository with a commit",
            "run `git init`, and commit everything",
        )),
    }
}

/// The title that the other tool's settings say, or the home page.
fn known_title(site: &Site, neighbour: &Neighbour) -> Option<String> {
    let has_home = site.page_at(NodeId::HOME).is_some();
    let of_home = || has_home.then(|| site.title().to_owned());
    neighbour.title().map(str::to_owned).or_else(of_home)
}

/// The handbook as handbook.yaml alone makes it.
fn load_again(
    moved: &MovedSettings,
    title: Option<&str>,
    files: &HandbookFiles,
    options: &LoadOptions,
) -> Site {
    let (config, _) = config::read(&Source::new(config::FILES[0], moved.text()));
    let config = Config { title: title.map(str::to_owned), ..config };
    load::load(config, files.clone(), options).0
}

/// The files without those that only speak of the order of pages, and those that are Markdown.
fn without_outlines(mut files: HandbookFiles, content: &str) -> (HandbookFiles, Vec<Source>) {
    files.outlines.clear();
    let mut lists = Vec::new();
    for texts in [&mut files.pages, &mut files.partials] {
        let (outlines, others): (Vec<Source>, Vec<Source>) = std::mem::take(texts)
            .into_iter()
            .partition(|text| outline::only_lists_pages(content, text));
        lists.extend(outlines);
        *texts = others;
    }
    (files, lists)
}

/// Files in content that would be pages, if patterns did not exclude them.
fn excluded(files: &HandbookFiles, site: &Site) -> Vec<String> {
    let is_excluded = |path: &&str| {
        let mut parts = site.content().within(path).into_iter().flat_map(|path| path.split('/'));
        crate::site::name::stem(path).is_some()
            && site.content().within(path).is_some()
            && !parts.any(|part| part.starts_with('_'))
    };
    let has_patterns = !site.config().habits.excluded.is_empty();
    let partials = files.partials.iter().map(Source::path).filter(|_| has_patterns);
    partials.filter(is_excluded).map(str::to_owned).collect()
}

/// Markdown that is neither in content nor included from there.
fn outside(root: &Path, files: &HandbookFiles, site: &Site) -> Vec<String> {
    if site.content().path().is_empty() {
        return Vec::new();
    }
    let (tree, _) = HandbookReader::new(root, vec![root.join("site")]).folder("");
    let included: BTreeSet<&str> = files.partials.iter().map(Source::path).collect();
    let is_outside =
        |path: &&str| site.content().within(path).is_none() && !included.contains(path);
    tree.pages.iter().map(Source::path).filter(is_outside).map(str::to_owned).collect()
}

/// Footers of a wiki.
fn on_every_page(files: &HandbookFiles, site: &Site) -> Vec<String> {
    let is_footer = |path: &&str| {
        let path = site.content().within(path).unwrap_or_default();
        path.eq_ignore_ascii_case("_footer.md") || path.eq_ignore_ascii_case("_header.md")
    };
    files.partials.iter().map(Source::path).filter(is_footer).map(str::to_owned).collect()
}

/// The authors that a file of the other tool names: the file, and a line of people.yaml for each.
fn people(root: &Path) -> Vec<(String, String)> {
    let source = AUTHORS.iter().find_map(|name| disk::read_text(root, name).0);
    let Some(source) = source else { return Vec::new() };
    let whole = crate::source::Span::new(0, source.text().len());
    let root = parse(&source, whole, Budget::HANDBOOK).root;
    let all = root.as_ref().and_then(YamlNode::as_map);
    let all = all.and_then(|map| map.get("authors")).and_then(YamlNode::as_map).or(all);
    let entries = all.map_or(&[][..], |map| map.entries.as_slice());
    let line = |entry: &crate::yaml::MapEntry| {
        let name = entry.value.as_map()?.get("name")?.text()?;
        let scalar = crate::govern::edits::scalar;
        let line = format!("{}: {{name: {}}}", scalar(&entry.key), scalar(name));
        Some((source.path().to_owned(), line))
    };
    entries.iter().filter_map(line).collect()
}
