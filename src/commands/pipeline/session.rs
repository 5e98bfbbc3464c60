//! Reads and loads a handbook again and again; what did not change is not made again.

use super::Handbook;
use super::configuration::{ConfigCache, content_folder, find_root};
use super::files::{self, Judged};
use super::fingerprint;
use super::looks::Looks;
use super::outside;
use super::past::Historian;
use crate::analysis::Analysis;
use crate::clock::{self, Stopwatch};
use crate::commands::cli::Settings;
use crate::commands::failure::Failure;
use crate::config::Config;
use crate::day::Day;
use crate::diag::{Finding, Rule};
use crate::disk::{self, Changed, HandbookReader, Inputs};
use crate::load::{self, HandbookFiles};
use crate::render::ImageSizes;
use crate::site::Site;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Reads, loads, connects and judges one handbook, again and again; what did not change is not made
/// again.
pub struct Session {
    settings: Settings,
    reader: HandbookReader,
    configuration: ConfigCache,
    looks: Looks,
    pages: load::LoadCache,
    past: Historian,
    /// Of each file that was looked at; none where it is no image.
    image_sizes: BTreeMap<String, Option<(u32, u32)>>,
    judged: Judged,
}

/// What was read of a handbook, before anything of it is understood.
pub struct ReadFiles {
    /// The settings.
    pub config: Arc<Config>,
    /// The folder of the pages, from the handbook's.
    pub content: String,
    /// The files that a handbook is loaded from.
    pub files: HandbookFiles,
    pub(super) findings: Vec<Finding>,
    renewed: BTreeSet<String>,
    /// The day that counts as today.
    pub today: Day,
    /// How long it took.
    pub took: Duration,
}

impl Session {
    /// Finds the handbook. `output` is a folder that is not read.
    pub fn new(
        dir: Option<&Path>,
        settings: &Settings,
        output: Option<&Path>,
    ) -> Result<Self, Failure> {
        let root = find_root(dir)?;
        let skip = std::iter::once(root.join("site")).chain(output.map(Path::to_owned)).collect();
        Ok(Session {
            settings: settings.clone(),
            reader: HandbookReader::new(&root, skip),
            configuration: ConfigCache::default(),
            looks: Looks::default(),
            pages: load::LoadCache::default(),
            past: Historian::default(),
            image_sizes: BTreeMap::new(),
            judged: Judged::default(),
        })
    }

    /// The handbook's folder.
    pub fn root(&self) -> &Path {
        self.reader.root()
    }

    /// Reads what is not known, and loads.
    pub fn load(&mut self) -> Result<Handbook, Failure> {
        let read = self.read()?;
        Ok(self.load_read(read))
    }

    /// Reads what is not known.
    pub fn read(&mut self) -> Result<ReadFiles, Failure> {
        let mut watch = Stopwatch::start();
        let root = self.root().to_owned();
        let (config, mut findings) = self.configuration.read(&mut self.reader, &self.settings)?;
        let (content, beside) = content_folder(&mut self.reader, &config)?;
        let (files, found) = files::read(&mut self.reader, &content, &mut self.judged, &config);
        findings.extend(found.into_iter().chain(beside));
        let renewed = self.reader.take_renewed();
        self.image_sizes.retain(|file, _| !renewed.contains(file));
        if files.pages.is_empty()
            && !findings.iter().any(|finding| finding.rule() == Rule::UnreadableFile)
        {
            let folder = if content.is_empty() { root.clone() } else { root.join(&content) };
            let message = format!("there is no Markdown in `{}`", folder.display());
            return Err(Failure::usage(
                message,
                "name the folder of the handbook, write a first page: index.md, or begin with \
                 `handbook init`",
            ));
        }
        let today =
            clock::today(self.settings.today.as_deref(), &config.timezone).map_err(no_day)?;
        let took = watch.lap();
        Ok(ReadFiles { config, content, files, findings, renewed, today, took })
    }

    /// Stands for everything that the site is made from but the content of copied files; `asked`
    /// is what the command line asks for besides.
    pub fn fingerprint(&mut self, read: &ReadFiles, asked: &str) -> String {
        let (overrides, _) = files::overrides(&mut self.reader);
        let asked = format!("{:?}{asked}", self.settings);
        fingerprint::of(self.reader.root(), read, &overrides, &asked)
    }

    /// Loads what was read.
    pub fn load_read(&mut self, read: ReadFiles) -> Handbook {
        let ReadFiles { config, content, files, mut findings, renewed, today, took } = read;
        let mut watch = Stopwatch::start();
        let root = self.root().to_owned();
        let load_options = self.load_options(content, today);
        let (theme, found) = self.looks.read(&mut self.reader, &config);
        findings.extend(found);
        let (mut site, found) =
            load::load_with_cache(&config, files, &load_options, &mut self.pages);
        outside::look(&mut site, &root);
        findings.extend(found);
        self.reader.settle();
        let timings = vec![("read", took), ("load", watch.lap())];
        Handbook { root, site, theme, findings, renewed, today, timings }
    }

    /// How what was read is loaded.
    pub fn load_options(&self, content: String, today: Day) -> load::LoadOptions {
        let folder = self.root().file_name();
        let folder = folder.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        load::LoadOptions { content, folder, drafts: self.settings.drafts, today: Some(today) }
    }

    /// Analyses what was loaded, with what git knows of it.
    pub fn analyse<'h>(&mut self, handbook: &'h Handbook) -> Analysis<'h> {
        self.past.analyse(handbook)
    }

    /// Whether git may know something else by now.
    pub fn has_another_past(&self) -> bool {
        self.past.is_another()
    }

    /// Width and height of those files that are images.
    pub fn image_sizes<'a>(&mut self, files: impl Iterator<Item = &'a str>) -> ImageSizes {
        let files: Vec<&str> = files.collect();
        let unknown = files.iter().copied().filter(|file| !self.image_sizes.contains_key(*file));
        let found = disk::image_sizes(self.reader.root(), unknown);
        let sizes = files.into_iter().map(|file| {
            let size =
                found.get(file).copied().or_else(|| self.image_sizes.get(file).copied().flatten());
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
}

/// A text that should be a day and is none.
pub fn no_day(text: String) -> Failure {
    Failure::usage(
        format!("invalid date `{text}`"),
        "write `--today 2026-11-22`, or days from now: `--today +30d`",
    )
}
