//! Where a handbook is and how it is set up: its folder, handbook.yaml, the settings of other
//! tools.

use crate::commands::cli::Settings;
use crate::commands::failure::Failure;
use crate::config::neighbour::{self, Neighbour, SettingsFile, Tool};
use crate::config::{self, Audiences, Config};
use crate::day::Zone;
use crate::diag::Finding;
use crate::diag::catalogue::files;
use crate::disk::{self, HandbookReader};
use crate::source::Source;
use crate::suggest;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The settings that were read last, and the texts that they were read from.
#[derive(Default)]
pub(super) struct ConfigCache(Option<(ConfigTexts, Arc<Config>, Vec<Finding>)>);

/// The texts of settings: our own, and those of another tool.
struct ConfigTexts {
    own: Option<Source>,
    other: Option<NeighbourText>,
}

/// The settings of another tool: which file, its text, and that of a list of pages beside it.
pub struct NeighbourText {
    file: SettingsFile,
    source: Source,
    beside: Option<(SettingsFile, Source)>,
}

impl NeighbourText {
    /// The first file that says something; of one tool, if one is named.
    pub fn find(
        tool: Option<Tool>,
        mut text: impl FnMut(&str) -> Option<Source>,
    ) -> Option<NeighbourText> {
        let mut files =
            neighbour::FILES.iter().filter(|file| tool.is_none_or(|tool| tool == file.tool));
        let (file, source) = files.find_map(|file| {
            let source = text(file.name)?;
            file.read(&source).map(|_| (*file, source))
        })?;
        let mut beside = neighbour::BESIDE.iter().filter(|beside| beside.tool == file.tool);
        let beside = beside.find_map(|beside| Some((*beside, text(beside.name)?)));
        Some(NeighbourText { file, source, beside })
    }

    /// The paths of what was read.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.sources().map(Source::path)
    }

    fn sources(&self) -> impl Iterator<Item = &Source> {
        std::iter::once(&self.source).chain(self.beside.iter().map(|(_, source)| source))
    }

    /// What the files say.
    pub fn read(&self) -> Neighbour {
        let neighbour = self.file.read(&self.source).unwrap_or_default();
        match self.beside.as_ref().and_then(|(file, source)| file.read(source)) {
            Some(beside) => neighbour.with_beside(beside),
            None => neighbour,
        }
    }
}

impl ConfigCache {
    /// The settings; the same value as long as their texts are the same.
    pub fn read(
        &mut self,
        reader: &mut HandbookReader,
        settings: &Settings,
    ) -> Result<(Arc<Config>, Vec<Finding>), Failure> {
        let (own, found) = own_file(reader, settings)?;
        let other = NeighbourText::find(settings.tool, |name| reader.text(name).0);
        let texts = ConfigTexts { own, other };
        let known = self.0.take().filter(|(known, ..)| known.are(&texts));
        let (texts, config, findings) = known.unwrap_or_else(|| {
            let (config, findings) = configuration(&texts, settings);
            (texts, Arc::new(config), findings)
        });
        audience_is_known(&config.audiences)?;
        let all = findings.iter().cloned().chain(found).collect();
        self.0 = Some((texts, config.clone(), findings));
        Ok((config, all))
    }
}

impl ConfigTexts {
    /// Whether both are the same texts of the same files.
    fn are(&self, others: &ConfigTexts) -> bool {
        let (left, right) = (self.sources(), others.sources());
        left.len() == right.len() && left.iter().zip(right).all(|(left, right)| left.is(right))
    }

    fn sources(&self) -> Vec<&Source> {
        self.own.iter().chain(self.other.iter().flat_map(NeighbourText::sources)).collect()
    }
}

/// A time zone that the command line names.
pub fn zone(name: &str) -> Result<Zone, Failure> {
    Zone::parse(name).map_err(|unknown| {
        let help = unknown.near.map_or_else(
            || "write an IANA name such as `Europe/Lisbon`".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        Failure::usage(format!("there is no time zone `{name}`"), help)
    })
}

/// The folder named, or the current one, or the nearest one above that has a handbook.yaml.
pub(super) fn find_root(dir: Option<&Path>) -> Result<PathBuf, Failure> {
    let start = disk::real_folder(dir.unwrap_or(Path::new("."))).map_err(|error| {
        let message =
            format!("`{}` cannot be opened: {error}", dir.unwrap_or(Path::new(".")).display());
        Failure::usage(message, "name a folder of Markdown")
    })?;
    let root = if dir.is_none() { root_above(&start) } else { None };
    Ok(root.unwrap_or(&start).to_owned())
}

/// The nearest folder with a handbook.yaml: this one, or one above.
pub fn root_above(path: &Path) -> Option<&Path> {
    path.ancestors().find(|folder| is_handbook(folder))
}

/// Whether a folder has settings of ours.
pub fn is_handbook(folder: &Path) -> bool {
    config::FILES.iter().any(|name| disk::is_file(&folder.join(name)))
}

/// handbook.yaml with what the command line says instead; without one, what other tools' settings
/// say.
fn configuration(texts: &ConfigTexts, settings: &Settings) -> (Config, Vec<Finding>) {
    let (mut config, findings) = texts.own.as_ref().map(config::read).unwrap_or_default();
    config.has_own_file = texts.own.is_some();
    if let Some(other) = &texts.other {
        config = config.or(other.read());
    }
    if let Some(url) = &settings.base_url {
        config.base_url = Some(url.trim_end_matches('/').to_owned());
    }
    config.audiences.asked.clone_from(&settings.audience);
    (config, findings)
}

/// An audience that nobody has named would be the widest or the narrowest: nobody can know which
/// was meant.
fn audience_is_known(audiences: &Audiences) -> Result<(), Failure> {
    let Some(asked) = audiences.asked.as_deref().filter(|asked| audiences.rank(asked).is_none())
    else {
        return Ok(());
    };
    let names: Vec<&str> = audiences.names.iter().map(|name| name.value().as_str()).collect();
    let help = match suggest::nearest(asked, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if names.is_empty() => {
            "name them in handbook.yaml: `audiences`, and `default_audience`".to_owned()
        }
        None => format!("handbook.yaml knows `{}`", names.join("`, `")),
    };
    Err(Failure::usage(format!("there is no audience `{asked}`"), help))
}

/// The file of our own settings.
fn own_file(
    reader: &mut HandbookReader,
    settings: &Settings,
) -> Result<(Option<Source>, Vec<Finding>), Failure> {
    let Some(file) = &settings.config else {
        let mut read = config::FILES.iter().map(|name| reader.text(name));
        let found = read.find(|(source, findings)| source.is_some() || !findings.is_empty());
        return Ok(found.unwrap_or_default());
    };
    let folder =
        file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match disk::read_text(folder, &name) {
        (Some(source), findings) => Ok((Some(source), findings)),
        (None, _) => Err(Failure::usage(
            format!("`{}` cannot be read", file.display()),
            "name a readable file",
        )),
    }
}

/// The folder of the pages: the one that the settings name, else `content` where there is one, or
/// `docs` unless pages lie beside it, else the handbook's own. Where another tool publishes more
/// than this folder, a finding names the pages beside it.
pub(super) fn content_folder(
    reader: &mut HandbookReader,
    config: &Config,
) -> Result<(String, Option<Finding>), Failure> {
    let root = reader.root().to_owned();
    let is_folder = |name: &str| disk::is_folder(&root.join(name));
    // What handbook.yaml names, it names on purpose.
    let is_chosen = config.content.is_some() || !has_settings(reader, &OF_DOCS);
    match config.content.as_ref().or(config.neighbour_content.as_ref()) {
        Some(named) if is_folder(named) && is_chosen => Ok((named.clone(), None)),
        Some(named) if is_folder(named) => Ok((named.clone(), beside(reader, named))),
        Some(named) if config.content.is_some() => {
            let message = format!("there is no folder `{named}` in `{}`", root.display());
            Err(Failure::usage(message, "correct `content` in handbook.yaml, or make the folder"))
        }
        // A script may make it; the pages are somewhere else, or no page is there yet.
        Some(named) => {
            let (folder, _) = usual_folder(reader);
            let finding = files::no_such_content(Source::new(named, "").whole(), &folder);
            Ok((folder, Some(finding)))
        }
        None => Ok(usual_folder(reader)),
    }
}

/// The folder of the pages where no settings name one.
fn usual_folder(reader: &mut HandbookReader) -> (String, Option<Finding>) {
    let root = reader.root().to_owned();
    let is_folder = |name: &str| disk::is_folder(&root.join(name));
    if is_folder("content") {
        ("content".to_owned(), None)
    } else if has_settings(reader, &OF_PROGRAMS) {
        of_program(reader)
    } else if is_folder(DOCS) {
        docs_or_all(reader)
    } else {
        (String::new(), None)
    }
}

/// Where many tools have pages.
const DOCS: &str = "docs";

/// Tools whose pages are in `docs`, whatever lies beside it.
const OF_DOCS: [Tool; 2] = [Tool::Docusaurus, Tool::Starlight];

/// Tools whose pages lie in the folder of their settings, and in all below it.
const OF_WHOLE: [Tool; 1] = [Tool::Jekyll];

/// Tools of which pages are a part of a program.
const OF_PROGRAMS: [Tool; 2] = [Tool::Nextra, Tool::Gatsby];

/// Where they have pages, and much that is none.
const IN_PROGRAMS: [&str; 4] = ["pages", "src/pages", "src/content", "src/docs"];

/// Whether there are settings of one of these tools.
fn has_settings(reader: &HandbookReader, tools: &[Tool]) -> bool {
    let is_file = |name: &str| disk::is_file(&reader.root().join(name));
    let files = neighbour::FILES.iter().chain(&neighbour::BESIDE);
    files.filter(|file| tools.contains(&file.tool)).any(|file| is_file(file.name))
}

/// What repositories hold besides a handbook.
const OF_REPOSITORIES: [&str; 9] = [
    "readme",
    "changelog",
    "contributing",
    "license",
    "security",
    "code_of_conduct",
    "support",
    "history",
    "index",
];

/// The folder with the most pages of Markdown of those that programs have; where others look if
/// there is none.
fn of_program(reader: &mut HandbookReader) -> (String, Option<Finding>) {
    let root = reader.root().to_owned();
    let folders = IN_PROGRAMS.iter().filter(|name| disk::is_folder(&root.join(name)));
    let counted = folders.rev().map(|name| (reader.folder(name).0.pages.len(), *name));
    match counted.max_by_key(|(count, _)| *count) {
        Some((1.., folder)) => (folder.to_owned(), beside(reader, folder)),
        _ if disk::is_folder(&root.join(DOCS)) => docs_or_all(reader),
        _ => (String::new(), None),
    }
}

/// `docs`, or the handbook's own folder where pages lie beside it.
fn docs_or_all(reader: &mut HandbookReader) -> (String, Option<Finding>) {
    let beside = beside(reader, DOCS);
    let is_whole = has_settings(reader, &OF_WHOLE);
    if has_settings(reader, &OF_DOCS) || beside.is_none() && !is_whole {
        (DOCS.to_owned(), beside)
    } else {
        (String::new(), None)
    }
}

/// Says which pages lie beside a folder, if there are more than what each repository has; those
/// of the handbook's own folder are in `.`.
fn beside(reader: &mut HandbookReader, content: &str) -> Option<Finding> {
    let (tree, _) = reader.folder("");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for path in tree.pages.iter().map(Source::path) {
        let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
        let stem = name.split('.').next().unwrap_or_default();
        let is_inside = path
            .strip_prefix(content)
            .is_some_and(|rest| content.is_empty() || rest.starts_with('/'));
        if !is_inside && !OF_REPOSITORIES.contains(&stem) {
            *counts.entry(path.split_once('/').map_or(".", |(folder, _)| folder)).or_default() += 1;
        }
    }
    (!counts.is_empty()).then(|| files::pages_beside(Source::new(content, "").whole(), &counts))
}
