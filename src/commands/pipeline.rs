//! The way from a folder to a loaded handbook, as all commands go it.

use crate::clock::{self, Stopwatch};
use crate::commands::cli::Settings;
use crate::commands::failure::Failure;
use crate::config::{self, Config, neighbour};
use crate::day::Day;
use crate::diag::{Finding, Rule};
use crate::disk;
use crate::load::{self, Files};
use crate::site::Site;
use crate::source::Source;
use crate::theme::{Accent, Overrides, Theme};
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
        let message = format!("there is no Markdown in `{}`", root.join(&content).display());
        return Err(Failure::usage(message, "name the folder of the handbook, or write a first page: index.md"));
    }
    let today = clock::today(settings.today.as_deref(), config.timezone()).map_err(no_day)?;
    let (theme, found) = theme(&root, &config);
    findings.extend(found);
    let (site, found) = load::load(config, files, &load::Options { content, drafts: settings.drafts });
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
        let found = config::FILES.iter().map(read.borrow()).find(|(source, findings)| source.is_some() || !findings.is_empty());
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
