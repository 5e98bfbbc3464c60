//! The files that a handbook is loaded from.

use super::outside;
use crate::config::Config;
use crate::diag::Finding;
use crate::diag::catalogue::{files, links};
use crate::disk::{self, FileEntry, HandbookReader};
use crate::load::publishing::{self, HEAD, Looked, Opened};
use crate::load::{self, HandbookFiles};
use crate::site::address::join;
use crate::site::code_owners::{self, FOLDER_FILE};
use crate::site::name;
use crate::site::refusal::Refusal;
use crate::source::Source;
use crate::theme::Overrides;
use crate::yaml::Sourced;
use ignore::gitignore::GitignoreBuilder;
use rayon::iter::{IntoParallelIterator, ParallelExtend, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};

/// Folders beside content that hold texts to include, as MkDocs has them.
const SNIPPETS: [&str; 2] = ["includes", "snippets"];

/// What there is to say about each drawing that was looked at.
type Drawings = BTreeMap<String, Option<Finding>>;

/// What was thought of each file that readers could get.
#[derive(Default)]
pub(super) struct Judged {
    drawings: Drawings,
    files: BTreeMap<String, Option<Refusal>>,
}

/// Everything that loading needs. Folders named `static` and `people` stand in content or beside
/// it.
pub(super) fn read(
    reader: &mut HandbookReader,
    content: &str,
    judged: &mut Judged,
    config: &Config,
) -> (HandbookFiles, Vec<Finding>) {
    let (tree, mut findings) = reader.folder(content);
    let mut files =
        HandbookFiles { pages: tree.pages, partials: tree.partials, ..HandbookFiles::default() };
    for folder in snippet_folders(content, config) {
        if disk::is_folder(&reader.root().join(folder)) {
            let (tree, found) = reader.folder(folder);
            findings.extend(found);
            files.partials.extend(tree.pages.into_iter().chain(tree.partials));
        }
    }
    collect(&mut files, content, config);
    hold_back(&mut files, content, config);
    let code = included_code(reader, (content, config), &files, &mut findings);
    files.partials.extend(code);
    files.outlines = outlines(reader, content, &files.pages, &tree.files, &mut findings);
    let (owners, others): (Vec<_>, Vec<_>) = tree
        .files
        .into_iter()
        .chain(asset_files(reader, content, config, &mut findings))
        .partition(|entry| entry.path.rsplit('/').next() == Some(FOLDER_FILE));
    for entry in owners {
        files.folder_owners.extend(text(reader, &entry.path, &mut findings));
    }
    let fixed = fixed_files(reader, content, &mut findings);
    files.refused = judged.refused(reader, others.iter().chain(&fixed), &mut findings);
    let opened = Opened::new(config.publish.iter().map(|pattern| pattern.value().as_str()));
    findings.extend(unmatched(config, &opened, others.iter().chain(&fixed)));
    files.refused.retain(|path, refusal| opened.left(path, *refusal).is_some());
    findings.extend(reported_at_files(&files.refused, &fixed));
    let may_be_published =
        |entry: FileEntry| Some(entry.path).filter(|path| !files.refused.contains_key(path));
    files.others = others.into_iter().filter_map(may_be_published).collect();
    files.fixed = fixed.into_iter().filter_map(may_be_published).collect();
    files.people = people(reader, &mut findings);
    files.glossary =
        ["glossary.yaml", "glossary.yml"].iter().find_map(|name| text(reader, name, &mut findings));
    files.acknowledgements = text(reader, "acknowledgements.csv", &mut findings);
    files.gaps = text(reader, "gaps.csv", &mut findings);
    files.code_owners =
        code_owners::PLACES.iter().find_map(|place| text(reader, place, &mut findings));
    if files.code_owners.is_none()
        && let Some((source, above)) = outside::code_owners(reader.root(), &mut findings)
    {
        (files.code_owners, files.owners_above) = (Some(source), above);
    }
    (files, findings)
}

/// The files of folders beside content in which another tool has pictures of pages.
fn asset_files(
    reader: &mut HandbookReader,
    content: &str,
    config: &Config,
    findings: &mut Vec<Finding>,
) -> Vec<FileEntry> {
    let mut files = Vec::new();
    for folder in config.habits.assets.iter().filter(|_| !content.is_empty()) {
        let is_apart = !format!("{folder}/").starts_with(&format!("{content}/"));
        if is_apart && disk::is_folder(&reader.root().join(folder)) {
            let (tree, found) = reader.folder(folder);
            findings.extend(found);
            files.extend(tree.files);
        }
    }
    files
}

/// Folders of texts to include, none of them in content or in another.
fn snippet_folders<'c>(content: &str, config: &'c Config) -> BTreeSet<&'c str> {
    let is_in = |path: &str, folder: &str| {
        path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    if content.is_empty() {
        return BTreeSet::new();
    }
    let named = config.habits.snippets.iter().map(String::as_str);
    let folder = |path: &'c Sourced<String>| Some(path.value().rsplit_once('/')?.0);
    let appended = config.habits.appended.iter().filter_map(folder);
    let all: BTreeSet<&str> = SNIPPETS.into_iter().chain(named).chain(appended).collect();
    let is_apart = |path: &&str| {
        let mut others = all.iter().filter(|other| *other != path);
        !is_in(path, content) && !is_in(content, path) && !others.any(|other| is_in(path, other))
    };
    all.iter().copied().filter(|path| is_apart(path)).collect()
}

/// Texts in folders that another tool publishes, whatever their names.
fn collect(files: &mut HandbookFiles, content: &str, config: &Config) {
    if config.habits.collections.is_empty() {
        return;
    }
    let folders: Vec<String> =
        config.habits.collections.iter().filter_map(|folder| join(content, folder)).collect();
    let is_page = |text: &Source| {
        let inside = folders.iter().filter_map(|folder| text.path().strip_prefix(folder.as_str()));
        let mut inside = inside.filter_map(|path| path.strip_prefix('/'));
        inside.any(|path| !path.split('/').any(|part| part.starts_with('_')))
    };
    let (pages, partials) = std::mem::take(&mut files.partials).into_iter().partition(is_page);
    files.partials = partials;
    files.pages.extend::<Vec<Source>>(pages);
    files.pages.sort_by(|left, right| left.path().cmp(right.path()));
}

/// Pages that another tool does not publish are only there to be included.
fn hold_back(files: &mut HandbookFiles, content: &str, config: &Config) {
    if config.habits.excluded.is_empty() {
        return;
    }
    let mut patterns = GitignoreBuilder::new("");
    for line in &config.habits.excluded {
        // A line that is no pattern excludes nothing there either.
        let _ = patterns.add_line(None, line);
    }
    let Ok(patterns) = patterns.build() else { return };
    let is_excluded = |page: &Source| {
        let path = page.path().strip_prefix(content).unwrap_or(page.path());
        let path = path.trim_start_matches('/');
        patterns.matched_path_or_any_parents(path, false).is_ignore()
    };
    let (excluded, pages) = std::mem::take(&mut files.pages).into_iter().partition(is_excluded);
    files.pages = pages;
    files.partials.extend::<Vec<Source>>(excluded);
}

/// Files of code that texts include, wherever they lie in the handbook; none with a name that is
/// hidden or that holds secrets.
fn included_code(
    reader: &mut HandbookReader,
    (content, config): (&str, &Config),
    files: &HandbookFiles,
    findings: &mut Vec<Finding>,
) -> Vec<Source> {
    let mut paths = BTreeSet::new();
    for text in files.pages.iter().chain(&files.partials) {
        let folder = text.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        for target in load::markdown::included_files(text.text()) {
            let bases = config.habits.snippets.iter().map(String::as_str);
            let bases = [folder, content, ""].into_iter().chain(bases);
            let places = bases.filter_map(|base| join(base, target));
            paths.extend(places.filter(|path| may_be_included(path)));
        }
    }
    paths.iter().filter_map(|path| text(reader, path, findings)).collect()
}

/// Whether a file that is no page may stand in a code block.
fn may_be_included(path: &str) -> bool {
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    let looked = Looked { path, target: None, head: &[] };
    let is_refused =
        matches!(publishing::judge(&looked), Some(Refusal::Secret(_) | Refusal::Backup));
    !is_hidden && !is_refused && name::stem(path).is_none()
}

/// Patterns of `publish` that open no file.
fn unmatched<'a>(
    config: &Config,
    opened: &Opened,
    files: impl Iterator<Item = &'a FileEntry>,
) -> Vec<Finding> {
    let used: BTreeSet<usize> = files.flat_map(|file| opened.patterns_of(&file.path)).collect();
    let patterns = config.publish.iter().enumerate();
    let unused = patterns.filter(|(index, _)| !used.contains(index));
    unused
        .map(|(_, pattern)| links::unmatched_pattern(pattern.location().clone(), pattern.value()))
        .collect()
}

/// Files of other tools that speak of the order of pages, in the folders that hold pages.
fn outlines(
    reader: &mut HandbookReader,
    content: &str,
    pages: &[Source],
    files: &[FileEntry],
    findings: &mut Vec<Finding>,
) -> Vec<Source> {
    let folder = |path: &str| path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let mut folders: BTreeSet<String> = pages.iter().map(|page| folder(page.path())).collect();
    folders.insert(content.to_owned());
    let known: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let mut found = Vec::new();
    for folder in folders {
        for name in load::outline::NAMES {
            let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            if name.starts_with('.') || known.contains(path.as_str()) {
                found.extend(text(reader, &path, findings));
            }
        }
    }
    found
}

/// Refusals of which the finding stands at the file: of what `static/` would publish, and of
/// secrets wherever they lie.
fn reported_at_files(refused: &BTreeMap<String, Refusal>, fixed: &[FileEntry]) -> Vec<Finding> {
    let fixed: BTreeSet<&str> = fixed.iter().map(|entry| entry.path.as_str()).collect();
    let is_reported =
        |path: &str, refusal| matches!(refusal, Refusal::Secret(_)) || fixed.contains(path);
    let reported = refused.iter().filter(|(path, refusal)| is_reported(path, **refusal));
    reported
        .filter_map(|(path, refusal)| refusal.finding(Source::new(path.as_str(), "").whole(), path))
        .collect()
}

impl Judged {
    /// Files that readers do not get, unless the configuration opens them. What was judged before
    /// is not judged again.
    fn refused<'a>(
        &mut self,
        reader: &HandbookReader,
        files: impl Iterator<Item = &'a FileEntry> + Clone,
        findings: &mut Vec<Finding>,
    ) -> BTreeMap<String, Refusal> {
        let drawings = active_drawings(
            reader,
            &mut self.drawings,
            files.clone().map(|file| &file.path),
            findings,
        );
        let there: BTreeMap<&str, &FileEntry> =
            files.map(|file| (file.path.as_str(), file)).collect();
        self.files.retain(|path, _| there.contains_key(path.as_str()) && !reader.has_renewed(path));
        let unknown: Vec<&FileEntry> =
            there.into_values().filter(|file| !self.files.contains_key(&file.path)).collect();
        self.files.par_extend(
            unknown.into_par_iter().map(|file| (file.path.clone(), judge(reader, file))),
        );
        let refused =
            self.files.iter().filter_map(|(path, refusal)| Some((path.clone(), (*refusal)?)));
        refused.chain(drawings.into_iter().map(|path| (path, Refusal::Drawing))).collect()
    }
}

/// A file of which the first bytes cannot be read is judged by its names, and reported when it is
/// published.
fn judge(reader: &HandbookReader, file: &FileEntry) -> Option<Refusal> {
    let head = disk::read_head(reader.root(), &file.path, HEAD).unwrap_or_default();
    publishing::judge(&Looked { path: &file.path, target: file.target.as_deref(), head: &head })
}

/// Drawings that would run code; readers do not get them. What was judged before is not judged
/// again.
fn active_drawings<'a>(
    reader: &HandbookReader,
    judged: &mut Drawings,
    files: impl Iterator<Item = &'a String>,
    findings: &mut Vec<Finding>,
) -> BTreeSet<String> {
    let drawings: BTreeSet<&String> =
        files.filter(|path| path.to_ascii_lowercase().ends_with(".svg")).collect();
    judged.retain(|path, _| drawings.contains(path) && !reader.has_renewed(path));
    let unknown: Vec<&String> =
        drawings.into_iter().filter(|path| !judged.contains_key(*path)).collect();
    let judge = |path: &String| match disk::read_bytes(&reader.root().join(path)) {
        Ok(bytes) => load::svg::judge(path, bytes),
        Err(error) => {
            Some(files::unreadable_file(Source::new(path, "").whole(), &disk::words(&error)))
        }
    };
    judged.par_extend(unknown.into_par_iter().map(|path| (path.clone(), judge(path))));
    let refused =
        judged.iter().filter_map(|(path, finding)| Some((path.clone(), finding.clone()?)));
    let (paths, refused): (BTreeSet<String>, Vec<Finding>) = refused.unzip();
    findings.extend(refused);
    paths
}

/// One text file, if it is there.
fn text(reader: &mut HandbookReader, path: &str, findings: &mut Vec<Finding>) -> Option<Source> {
    let (source, found) = reader.text(path);
    findings.extend(found);
    source
}

/// The files of `static/`, in content or beside it.
fn fixed_files(
    reader: &mut HandbookReader,
    content: &str,
    findings: &mut Vec<Finding>,
) -> Vec<FileEntry> {
    let inside = if content.is_empty() { "static".to_owned() } else { format!("{content}/static") };
    let folders: BTreeSet<String> = [inside, "static".to_owned()].into_iter().collect();
    let mut files = Vec::new();
    for folder in folders {
        if disk::is_folder(&reader.root().join(&folder)) {
            let (tree, found) = reader.folder(&folder);
            findings.extend(found);
            files.extend(tree.files);
        }
    }
    files
}

/// people.yaml, or the files of people/ beside handbook.yaml.
fn people(reader: &mut HandbookReader, findings: &mut Vec<Finding>) -> Vec<Source> {
    let file = ["people.yaml", "people.yml"].iter().find_map(|name| text(reader, name, findings));
    if file.is_some() || !disk::is_folder(&reader.root().join("people")) {
        return file.into_iter().collect();
    }
    let (tree, _) = reader.folder("people");
    let yaml = tree
        .files
        .iter()
        .filter(|entry| entry.path.ends_with(".yaml") || entry.path.ends_with(".yml"));
    yaml.filter_map(|entry| text(reader, &entry.path, findings)).collect()
}

/// Whether a file is a picture or a typeface, as the themes of other tools have them.
fn is_binary(path: &str) -> bool {
    const ENDINGS: [&str; 11] =
        ["png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "woff", "woff2", "ttf", "eot"];
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The files of the handbook's own `theme/` folder.
pub(super) fn overrides(reader: &mut HandbookReader) -> (Overrides, Vec<Finding>) {
    let mut overrides = Overrides::new();
    if !disk::is_folder(&reader.root().join("theme")) {
        return (overrides, Vec::new());
    }
    let (tree, mut findings) = reader.folder("theme");
    for entry in tree.files.iter().filter(|entry| !is_binary(&entry.path)) {
        let name = entry.path.trim_start_matches("theme/").to_owned();
        overrides.extend(text(reader, &entry.path, &mut findings).map(|source| (name, source)));
    }
    (overrides, findings)
}
