//! The way from a folder to a loaded handbook, as all commands go it.

use crate::clock::{self, Stopwatch};
use crate::commands::cli::Settings;
use crate::commands::failure::Failure;
use crate::config::neighbour::{self, Neighbour};
use crate::config::{self, Config};
use crate::day::Day;
use crate::diag::{Finding, Rule};
use crate::disk::{self, Changed, Inputs, Reader};
use crate::git::Repository;
use crate::govern::ownership::{Owner, Standing};
use crate::govern::{self, Report};
use crate::history::History;
use crate::load::{self, Files};
use crate::render::ImageSizes;
use crate::resolve::{self, Resolved};
use crate::site::PageId;
use crate::site::code_owners::{self, FOLDER_FILE};
use crate::site::people::Lookup;
use crate::site::{Site, name};
use crate::source::Source;
use crate::theme::{Accent, Overrides, Theme};
use rayon::iter::{IntoParallelIterator, ParallelExtend, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// A handbook that was read and loaded.
pub struct Handbook {
    /// The handbook's folder.
    pub root: PathBuf,
    /// What is written in it.
    pub site: Site,
    /// How it looks.
    pub theme: Arc<Theme>,
    /// What there is to say so far.
    pub findings: Vec<Finding>,
    /// Files that are published as they are, and are others than at the reading before.
    pub renewed: BTreeSet<String>,
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
    Workshop::new(dir, settings, output)?.load()
}

/// Reads and loads one handbook, again and again; what did not change is not made again.
pub struct Workshop {
    settings: Settings,
    reader: Reader,
    memory: load::Memory,
    config: Option<Configuration>,
    theme: Option<(ThemeSources, Arc<Theme>, Vec<Finding>)>,
    links: resolve::Memory,
    /// Of each file that was looked at; none where it is no image.
    image_sizes: BTreeMap<String, Option<(u32, u32)>>,
    drawings: Drawings,
}

/// What there is to say about each drawing that was looked at.
type Drawings = BTreeMap<String, Option<Finding>>;

/// Settings, and the texts that they were read from.
struct Configuration {
    sources: ConfigurationSources,
    config: Arc<Config>,
    findings: Vec<Finding>,
}

/// The texts of settings: our own, and those of another tool with how they are read.
struct ConfigurationSources {
    own: Option<Source>,
    other: Option<(Source, fn(&Source) -> Neighbour)>,
}

/// What a theme is made of.
#[derive(PartialEq)]
struct ThemeSources {
    files: Vec<(String, String)>,
    language: String,
    accent: Option<String>,
}

impl Workshop {
    /// Finds the handbook. `output` is a folder that is not read.
    pub fn new(dir: Option<&Path>, settings: &Settings, output: Option<&Path>) -> Result<Self, Failure> {
        let root = find_root(dir)?;
        let skip = std::iter::once(root.join("site")).chain(output.map(Path::to_owned)).collect();
        Ok(Workshop {
            settings: settings.clone(),
            reader: Reader::new(&root, skip),
            memory: load::Memory::default(),
            config: None,
            theme: None,
            links: resolve::Memory::default(),
            image_sizes: BTreeMap::new(),
            drawings: Drawings::new(),
        })
    }

    /// The handbook's folder.
    pub fn root(&self) -> &Path {
        self.reader.root()
    }

    /// Reads what is not known, and loads.
    pub fn load(&mut self) -> Result<Handbook, Failure> {
        let mut watch = Stopwatch::start();
        let root = self.root().to_owned();
        let (config, mut findings) = self.configuration()?;
        let content = content_folder(&root, &config)?;
        let (files, found) = read_files(&mut self.reader, &content, &mut self.drawings);
        findings.extend(found);
        let renewed = self.reader.take_renewed();
        self.image_sizes.retain(|file, _| !renewed.contains(file));
        let reading = watch.lap();
        if files.pages.is_empty() && !findings.iter().any(|finding| finding.rule() == Rule::UnreadableFile) {
            let folder = if content.is_empty() { root.clone() } else { root.join(&content) };
            let message = format!("there is no Markdown in `{}`", folder.display());
            return Err(Failure::usage(message, "name the folder of the handbook, or write a first page: index.md"));
        }
        let today = clock::today(self.settings.today.as_deref(), &config.timezone).map_err(no_day)?;
        let folder = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let load_options = load::Options { content, folder, drafts: self.settings.drafts };
        let (theme, found) = self.theme(&config);
        findings.extend(found);
        let (site, found) = load::load_again(&config, files, &load_options, &mut self.memory);
        findings.extend(found);
        self.reader.settle();
        let timings = vec![("read", reading), ("load", watch.lap())];
        Ok(Handbook { root, site, theme, findings, renewed, today, timings })
    }

    /// Connects what was loaded.
    pub fn resolve<'a>(&mut self, site: &'a Site) -> (Resolved<'a>, Vec<Finding>) {
        resolve::resolve_again(site, &mut self.links)
    }

    /// Width and height of those files that are images.
    pub fn image_sizes<'a>(&mut self, files: impl Iterator<Item = &'a str>) -> ImageSizes {
        let files: Vec<&str> = files.collect();
        let unknown = files.iter().copied().filter(|file| !self.image_sizes.contains_key(*file));
        let found = disk::image_sizes(self.reader.root(), unknown);
        let sizes = files.into_iter().map(|file| {
            let size = found.get(file).copied().or_else(|| self.image_sizes.get(file).copied().flatten());
            (file.to_owned(), size)
        });
        self.image_sizes = sizes.collect();
        self.image_sizes.iter().filter_map(|(file, size)| Some((file.clone(), (*size)?))).collect()
    }

    /// Forgets what may have changed. False when nothing of it concerns the handbook.
    pub fn forget(&mut self, changed: &Changed) -> bool {
        self.reader.forget(changed)
    }

    /// The files and folders that the handbook was read from.
    pub fn inputs(&mut self) -> Inputs {
        self.reader.inputs()
    }

    /// The same, if there are others than when this was asked last.
    pub fn new_inputs(&mut self) -> Option<Inputs> {
        self.reader.has_new_inputs().then(|| self.reader.inputs())
    }

    /// The day that counts as today by now.
    pub fn today(&self, site: &Site) -> Option<Day> {
        clock::today(self.settings.today.as_deref(), &site.config().timezone).ok()
    }

    /// The settings; the same value as long as their texts are the same.
    fn configuration(&mut self) -> Result<(Arc<Config>, Vec<Finding>), Failure> {
        let (sources, found) = configuration_sources(&mut self.reader, &self.settings)?;
        if let Some(known) = self.config.as_ref().filter(|known| known.sources.are(&sources)) {
            return Ok((known.config.clone(), known.findings.iter().cloned().chain(found).collect()));
        }
        let (config, findings) = configuration(&sources, &self.settings);
        let config = Arc::new(config);
        let all = findings.iter().cloned().chain(found).collect();
        self.config = Some(Configuration { sources, config: config.clone(), findings });
        Ok((config, all))
    }

    /// The theme with the files of the handbook's own `theme/` folder in place of the built-in ones.
    fn theme(&mut self, config: &Config) -> (Arc<Theme>, Vec<Finding>) {
        let (overrides, mut findings) = overrides(&mut self.reader);
        let sources = ThemeSources::of(&overrides, config);
        if let Some((_, theme, found)) = self.theme.as_ref().filter(|(known, ..)| *known == sources) {
            findings.extend(found.iter().cloned());
            return (theme.clone(), findings);
        }
        let accent = config.theme.accent.as_deref().and_then(Accent::parse);
        let (theme, found) = Theme::new(&overrides, &config.language, accent.as_ref());
        let theme = Arc::new(theme);
        findings.extend(found.iter().cloned());
        self.theme = Some((sources, theme.clone(), found));
        (theme, findings)
    }
}

impl ConfigurationSources {
    /// Whether both are the same texts of the same files.
    fn are(&self, others: &ConfigurationSources) -> bool {
        let same = |left: Option<&Source>, right: Option<&Source>| match (left, right) {
            (Some(left), Some(right)) => left.is(right),
            (left, right) => left.is_none() && right.is_none(),
        };
        let other = |sources: &ConfigurationSources| sources.other.as_ref().map(|(source, _)| source.clone());
        same(self.own.as_ref(), others.own.as_ref()) && same(other(self).as_ref(), other(others).as_ref())
    }
}

impl ThemeSources {
    fn of(overrides: &Overrides, config: &Config) -> Self {
        let files = overrides.iter().map(|(name, source)| (name.clone(), source.text().to_owned()));
        ThemeSources { files: files.collect(), language: config.language.clone(), accent: config.theme.accent.clone() }
    }
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
fn configuration(sources: &ConfigurationSources, settings: &Settings) -> (Config, Vec<Finding>) {
    let (mut config, findings) = sources.own.as_ref().map(config::read).unwrap_or_default();
    if let Some((source, read)) = &sources.other {
        config = config.or(read(source));
    }
    if let Some(url) = &settings.base_url {
        config.base_url = Some(url.trim_end_matches('/').to_owned());
    }
    (config, findings)
}

/// The files that settings are read from: our own, and the first of those of other tools.
fn configuration_sources(
    reader: &mut Reader,
    settings: &Settings,
) -> Result<(ConfigurationSources, Vec<Finding>), Failure> {
    let (own, findings) = configuration_file(reader, settings)?;
    let other = neighbour::FILES.iter().find_map(|(name, read)| Some((reader.text(name).0?, *read)));
    Ok((ConfigurationSources { own, other }, findings))
}

fn configuration_file(reader: &mut Reader, settings: &Settings) -> Result<(Option<Source>, Vec<Finding>), Failure> {
    let Some(file) = &settings.config else {
        let mut read = config::FILES.iter().map(|name| reader.text(name));
        let found = read.find(|(source, findings)| source.is_some() || !findings.is_empty());
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
fn read_files(reader: &mut Reader, content: &str, drawings: &mut Drawings) -> (Files, Vec<Finding>) {
    let (tree, mut findings) = reader.folder(content);
    let mut files = Files { pages: tree.pages, partials: tree.partials, ..Files::default() };
    for entry in tree.files {
        if entry.path.rsplit('/').next() == Some(FOLDER_FILE) {
            files.folder_owners.extend(text(reader, &entry.path, &mut findings));
        } else {
            files.others.push(entry.path);
        }
    }
    files.fixed = fixed_files(reader, content, &mut findings);
    let active = active_drawings(reader, drawings, files.others.iter().chain(&files.fixed), &mut findings);
    files.others.retain(|path| !active.contains(path));
    files.fixed.retain(|path| !active.contains(path));
    files.refused = active.into_iter().collect();
    files.people = people(reader, &mut findings);
    files.code_owners = code_owners::PLACES.iter().find_map(|place| text(reader, place, &mut findings));
    (files, findings)
}

/// Drawings that would run code; readers do not get them. What was judged before is not judged again.
fn active_drawings<'a>(
    reader: &Reader,
    judged: &mut Drawings,
    files: impl Iterator<Item = &'a String>,
    findings: &mut Vec<Finding>,
) -> BTreeSet<String> {
    let drawings: BTreeSet<&String> = files.filter(|path| path.to_ascii_lowercase().ends_with(".svg")).collect();
    judged.retain(|path, _| drawings.contains(path) && !reader.has_renewed(path));
    let unknown: Vec<&String> = drawings.into_iter().filter(|path| !judged.contains_key(*path)).collect();
    let judge = |path: &String| load::svg::judge(&disk::read_text(reader.root(), path).0?);
    judged.par_extend(unknown.into_par_iter().map(|path| (path.clone(), judge(path))));
    let refused = judged.iter().filter_map(|(path, finding)| Some((path.clone(), finding.clone()?)));
    let (paths, refused): (BTreeSet<String>, Vec<Finding>) = refused.unzip();
    findings.extend(refused);
    paths
}

/// One text file, if it is there.
fn text(reader: &mut Reader, path: &str, findings: &mut Vec<Finding>) -> Option<Source> {
    let (source, found) = reader.text(path);
    findings.extend(found);
    source
}

/// The files of `static/`, in content or beside it.
fn fixed_files(reader: &mut Reader, content: &str, findings: &mut Vec<Finding>) -> Vec<String> {
    let inside = if content.is_empty() { "static".to_owned() } else { format!("{content}/static") };
    let folders: BTreeSet<String> = [inside, "static".to_owned()].into_iter().collect();
    let mut files = Vec::new();
    for folder in folders {
        if disk::is_folder(&reader.root().join(&folder)) {
            let (tree, found) = reader.folder(&folder);
            findings.extend(found);
            files.extend(tree.files.into_iter().map(|entry| entry.path));
        }
    }
    files
}

/// people.yaml, or the files of people/ beside handbook.yaml.
fn people(reader: &mut Reader, findings: &mut Vec<Finding>) -> Vec<Source> {
    let file = ["people.yaml", "people.yml"].iter().find_map(|name| text(reader, name, findings));
    if file.is_some() || !disk::is_folder(&reader.root().join("people")) {
        return file.into_iter().collect();
    }
    let (tree, _) = reader.folder("people");
    let yaml = tree.files.iter().filter(|entry| entry.path.ends_with(".yaml") || entry.path.ends_with(".yml"));
    yaml.filter_map(|entry| text(reader, &entry.path, findings)).collect()
}

/// The files of the handbook's own `theme/` folder.
fn overrides(reader: &mut Reader) -> (Overrides, Vec<Finding>) {
    let mut overrides = Overrides::new();
    if !disk::is_folder(&reader.root().join("theme")) {
        return (overrides, Vec::new());
    }
    let (tree, mut findings) = reader.folder("theme");
    for entry in tree.files {
        let name = entry.path.trim_start_matches("theme/").to_owned();
        overrides.extend(text(reader, &entry.path, &mut findings).map(|source| (name, source)));
    }
    (overrides, findings)
}
