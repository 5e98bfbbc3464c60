//! The way from a folder to a loaded handbook, as all commands go it.

use crate::clock::{self, Stopwatch};
use crate::commands::cli::Settings;
use crate::commands::failure::Failure;
use crate::config::{self, Config, neighbour};
use crate::day::Day;
use crate::diag::{Finding, Rule};
use crate::disk;
use crate::git::Repository;
use crate::govern::ownership::{Owner, Standing};
use crate::govern::{self, Report};
use crate::history::History;
use crate::load::{self, Files};
use crate::resolve::Resolved;
use crate::site::PageId;
use crate::site::code_owners::{self, FOLDER_FILE};
use crate::site::people::Lookup;
use crate::site::{Site, name};
use crate::source::Source;
use crate::theme::{Accent, Overrides, Theme};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A handbook that was read and loaded.
pub struct Handbook {
    /// The handbook's folder.
    pub root: PathBuf,
    /// What is written in it.
    pub site: Site,
    /// How it looks.
    pub theme: Theme,
    /// What there is to say so far.
    pub findings: Vec<Finding>,
    /// The day that counts as today.
    pub today: Day,
    /// How long reading and loading took.
    pub timings: Vec<(&'static str, Duration)>,
}

/// The pages that a person, a team or a role answers for, by any of their names.
pub fn pages_of(who: &str, resolved: &Resolved<'_>, report: &Report) -> Result<Vec<PageId>, Failure> {
    let site = resolved.site();
    let found = site.people().find(who);
    let is_theirs = |owner: &Owner| match (&found, &owner.standing) {
        (Lookup::Found(who), Standing::Answers(other) | Standing::Covered { who: other, .. }) => who == other,
        (Lookup::Found(who), Standing::Left(other, _) | Standing::NotYet(other, _) | Standing::Empty(other)) => {
            who == other
        }
        _ => owner.written.trim().eq_ignore_ascii_case(who.trim()),
    };
    let owned = |id: &PageId| report.of(*id).is_some_and(|verdict| verdict.ownership.owners.iter().any(is_theirs));
    let pages: Vec<PageId> = site.page_ids().filter(owned).collect();
    match found {
        Lookup::Nobody { near } if pages.is_empty() => {
            let help = near.map_or_else(
                || "name a person, a team or a role as people.yaml or the pages do".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            Err(Failure::usage(format!("nobody is called `{who}`"), help))
        }
        _ => Ok(pages),
    }
}

/// Judges all pages as of today, with what git knows of them: one `git log`, and old texts where no hash says all.
pub fn govern(handbook: &Handbook, resolved: &Resolved<'_>) -> Report {
    let depends = handbook.site.pages().iter().any(|page| !page.meta().review_when.is_empty());
    let is_wanted = |path: &str| depends || name::stem(path).is_some();
    let (history, texts) = match Repository::find(&handbook.root) {
        Ok(repository) => (repository.history(&is_wanted), Some(repository.texts())),
        Err(unknown) => (History::missing(unknown), None),
    };
    let mut texts = texts;
    govern::judge(resolved, &history, handbook.today, &mut |id| texts.as_mut()?.text(id))
}

/// Reads and loads. `output` is a folder that is not read.
pub fn open(dir: Option<&Path>, settings: &Settings, output: Option<&Path>) -> Result<Handbook, Failure> {
    let mut watch = Stopwatch::start();
    let root = find_root(dir)?;
    let (config, mut findings) = configuration(&root, settings)?;
    let content = content_folder(&root, &config)?;
    let skip: Vec<PathBuf> = std::iter::once(root.join("site")).chain(output.map(Path::to_owned)).collect();
    let (files, found) = read_files(&root, &content, &skip);
    findings.extend(found);
    let reading = watch.lap();
    if files.pages.is_empty() && !findings.iter().any(|finding| finding.rule() == Rule::UnreadableFile) {
        let folder = if content.is_empty() { root.clone() } else { root.join(&content) };
        let message = format!("there is no Markdown in `{}`", folder.display());
        return Err(Failure::usage(message, "name the folder of the handbook, or write a first page: index.md"));
    }
    let today = clock::today(settings.today.as_deref(), &config.timezone).map_err(no_day)?;
    let folder = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let load_options = load::Options { content, folder, drafts: settings.drafts };
    let (theme, found) = theme(&root, &config);
    findings.extend(found);
    let (site, found) = load::load(config, files, &load_options);
    findings.extend(found);
    let timings = vec![("read", reading), ("load", watch.lap())];
    Ok(Handbook { root, site, theme, findings, today, timings })
}

fn no_day(text: String) -> Failure {
    Failure::usage(format!("`{text}` is no day"), "write `--today 2026-11-22`, or days from now: `--today +30d`")
}

/// The folder named, or the current one, or the nearest one above that has a handbook.yaml.
fn find_root(dir: Option<&Path>) -> Result<PathBuf, Failure> {
    let start = disk::real_folder(dir.unwrap_or(Path::new("."))).map_err(|error| {
        let message = format!("`{}` cannot be opened: {error}", dir.unwrap_or(Path::new(".")).display());
        Failure::usage(message, "name a folder of Markdown")
    })?;
    let above = || start.ancestors().find(|folder| config::FILES.iter().any(|name| disk::is_file(&folder.join(name))));
    let root = if dir.is_none() { above() } else { None };
    Ok(root.unwrap_or(&start).to_owned())
}

/// handbook.yaml with what the command line says instead; without one, what other tools' settings say.
fn configuration(root: &Path, settings: &Settings) -> Result<(Config, Vec<Finding>), Failure> {
    let (source, mut findings) = configuration_file(root, settings)?;
    let (mut config, found) = source.as_ref().map(config::read).unwrap_or_default();
    findings.extend(found);
    for (name, read) in neighbour::FILES {
        if let (Some(source), _) = disk::read_text(root, name) {
            config = config.or(read(&source));
            break;
        }
    }
    if let Some(url) = &settings.base_url {
        config.base_url = Some(url.trim_end_matches('/').to_owned());
    }
    Ok((config, findings))
}

fn configuration_file(root: &Path, settings: &Settings) -> Result<(Option<Source>, Vec<Finding>), Failure> {
    let Some(file) = &settings.config else {
        let read = |name: &&str| disk::read_text(root, name);
        let found = config::FILES.iter().map(read).find(|(source, findings)| source.is_some() || !findings.is_empty());
        return Ok(found.unwrap_or_default());
    };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match disk::read_text(folder, &name) {
        (Some(source), findings) => Ok((Some(source), findings)),
        (None, _) => Err(Failure::usage(format!("`{}` cannot be read", file.display()), "name a readable file")),
    }
}

/// The folder of the pages: the one that the settings name, else `content` or `docs` where there is one, else the handbook's own.
fn content_folder(root: &Path, config: &Config) -> Result<String, Failure> {
    let is_folder = |name: &str| disk::is_folder(&root.join(name));
    match &config.content {
        Some(named) if is_folder(named) => Ok(named.clone()),
        Some(named) => {
            let message = format!("there is no folder `{named}` in `{}`", root.display());
            Err(Failure::usage(message, "correct `content` in handbook.yaml, or make the folder"))
        }
        None => Ok(["content", "docs"].into_iter().find(|name| is_folder(name)).unwrap_or("").to_owned()),
    }
}

/// Everything that loading needs. Folders named `static` and `people` stand in content or beside it.
fn read_files(root: &Path, content: &str, skip: &[PathBuf]) -> (Files, Vec<Finding>) {
    let (tree, mut findings) = disk::read(root, content, skip);
    let mut files = Files { pages: tree.pages, partials: tree.partials, ..Files::default() };
    for entry in tree.files {
        if entry.path.rsplit('/').next() == Some(FOLDER_FILE) {
            files.folder_owners.extend(text(root, &entry.path, &mut findings));
        } else {
            files.others.push(entry.path);
        }
    }
    files.fixed = fixed_files(root, content, skip, &mut findings);
    let active = active_drawings(root, files.others.iter().chain(&files.fixed), &mut findings);
    files.others.retain(|path| !active.contains(path));
    files.fixed.retain(|path| !active.contains(path));
    files.refused = active.into_iter().collect();
    files.people = people(root, skip, &mut findings);
    files.code_owners = code_owners::PLACES.iter().find_map(|place| text(root, place, &mut findings));
    (files, findings)
}

/// Drawings that would run code; readers do not get them.
fn active_drawings<'a>(
    root: &Path,
    files: impl Iterator<Item = &'a String>,
    findings: &mut Vec<Finding>,
) -> BTreeSet<String> {
    let drawings: BTreeSet<&String> = files.filter(|path| path.to_ascii_lowercase().ends_with(".svg")).collect();
    let judged = drawings.into_par_iter().filter_map(|path| load::svg::judge(&disk::read_text(root, path).0?));
    let judged: Vec<Finding> = judged.collect();
    let paths = judged.iter().map(|finding| finding.place().path().to_owned()).collect();
    findings.extend(judged);
    paths
}

/// One text file, if it is there.
fn text(root: &Path, path: &str, findings: &mut Vec<Finding>) -> Option<Source> {
    let (source, found) = disk::read_text(root, path);
    findings.extend(found);
    source
}

/// The files of `static/`, in content or beside it.
fn fixed_files(root: &Path, content: &str, skip: &[PathBuf], findings: &mut Vec<Finding>) -> Vec<String> {
    let inside = if content.is_empty() { "static".to_owned() } else { format!("{content}/static") };
    let folders: BTreeSet<String> = [inside, "static".to_owned()].into_iter().collect();
    let mut files = Vec::new();
    for folder in folders.iter().filter(|folder| disk::is_folder(&root.join(folder))) {
        let (tree, found) = disk::read(root, folder, skip);
        findings.extend(found);
        files.extend(tree.files.into_iter().map(|entry| entry.path));
    }
    files
}

/// people.yaml, or the files of people/ beside handbook.yaml.
fn people(root: &Path, skip: &[PathBuf], findings: &mut Vec<Finding>) -> Vec<Source> {
    let file = ["people.yaml", "people.yml"].iter().find_map(|name| text(root, name, findings));
    if file.is_some() || !disk::is_folder(&root.join("people")) {
        return file.into_iter().collect();
    }
    let (tree, _) = disk::read(root, "people", skip);
    let yaml = tree.files.iter().filter(|entry| entry.path.ends_with(".yaml") || entry.path.ends_with(".yml"));
    yaml.filter_map(|entry| text(root, &entry.path, findings)).collect()
}

/// The theme with the files of the handbook's own `theme/` folder in place of the built-in ones.
fn theme(root: &Path, config: &Config) -> (Theme, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut overrides = Overrides::new();
    if disk::is_folder(&root.join("theme")) {
        let (tree, found) = disk::read(root, "theme", &[]);
        findings.extend(found);
        for entry in tree.files {
            let name = entry.path.trim_start_matches("theme/").to_owned();
            overrides.extend(text(root, &entry.path, &mut findings).map(|source| (name, source)));
        }
    }
    let accent = config.theme.accent.as_deref().and_then(Accent::parse);
    let (theme, found) = Theme::new(&overrides, &config.language, accent.as_ref());
    findings.extend(found);
    (theme, findings)
}
