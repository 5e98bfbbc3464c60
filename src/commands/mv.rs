//! `handbook mv OLD NEW`: moves a page or section, rewrites the links to it, and lets its old
//! address lead on.

use crate::commands::cli::Settings;
use crate::commands::console::Console;
use crate::commands::explain;
use crate::commands::failure::{Exit, Failure, unwritten};
use crate::commands::pipeline::{Handbook, ReadFiles, Session};
use crate::commands::summary;
use crate::disk::{self, EditError, Editor};
use crate::govern::edits::Refused;
use crate::govern::moves::{BeforeMove, MovePlan, Relocation};
use crate::load::HandbookFiles;
use crate::site::address::join;
use crate::site::{Site, name};
use crate::source::{Location, Source};
use clap::Args;
use std::path::{Path, PathBuf};

/// `handbook mv`
#[derive(Args, Debug)]
pub struct Move {
    /// The page or the folder of a section, as it is now.
    pub old: String,
    /// Where to move it; into the folder, if it names an existing one.
    pub new: String,
    /// Show what would change, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// The handbook's folder.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// How it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// Moves it, or shows what would change.
pub fn run(options: &Move, console: &mut Console) -> Result<Exit, Failure> {
    let (dir, old) = explain::located(options.dir.as_deref(), std::slice::from_ref(&options.old));
    let old = old.into_iter().next().unwrap_or_default();
    let settings = for_everybody(dir.as_deref(), &options.settings)?;
    let mut session = Session::new(dir.as_deref(), &settings, None)?;
    let read = session.read()?;
    let load_options = session.load_options(read.content.clone(), read.today);
    let (files, config) = (read.files.clone(), read.config.clone());
    let handbook = session.load_read(read);
    let relocation = relocation(&handbook, &old, &options.new)?;
    let before = BeforeMove {
        files: &files,
        config: &config,
        options: &load_options,
        outside: &handbook.site.files.outside,
    };
    let plan = MovePlan::new(&before, &relocation).map_err(|why| {
        Failure::usage(
            format!("`{}` cannot move there: {why}", relocation.from),
            "choose another place",
        )
    })?;
    let texts = Texts { files: &files, config: config_source(&before) };
    texts.fit(&handbook, &plan)?;
    if !options.dry_run {
        let again = Session::new(dir.as_deref(), &settings, None)?;
        relocate(again, &handbook, &files, &relocation)?;
        texts.write(&handbook, &plan, &relocation, console)?;
    }
    said(&plan, &relocation, console);
    still_named(&handbook.site, &files, &relocation, console);
    total(&plan, options.dry_run, console);
    Ok(Exit::Fine)
}

/// Moves the files; and back, if no page would be read where they are then: in a hidden folder, one
/// that git ignores, or one that lies elsewhere. `again` reads the handbook as it is then.
fn relocate(
    mut again: Session,
    handbook: &Handbook,
    files: &HandbookFiles,
    relocation: &Relocation,
) -> Result<(), Failure> {
    let (from, to) = (&relocation.from, &relocation.to);
    disk::relocate(&handbook.root, from, to).map_err(|error| unwritten(to, &error))?;
    let read = again.read()?;
    let is_read = |path: String| read.files.pages.iter().any(|page| page.path() == path);
    let moved = files.pages.iter().filter_map(|page| relocation.moved(page.path()));
    if moved.into_iter().all(is_read) {
        return Ok(());
    }
    disk::relocate(&handbook.root, to, from).map_err(|error| unwritten(from, &error))?;
    let message = format!("handbook reads no pages at `{to}`, and nothing was moved");
    Err(Failure::usage(message, "choose a place that is neither hidden nor ignored"))
}

/// Drafts and pages for fewer people link to what moves, too, and are moved with it.
fn for_everybody(dir: Option<&Path>, settings: &Settings) -> Result<Settings, Failure> {
    let mut settings = settings.clone();
    settings.drafts = true;
    let read: ReadFiles = Session::new(dir, &settings, None)?.read()?;
    settings.audience = read.config.audiences.names.last().map(|name| name.value().clone());
    Ok(settings)
}

/// What moves, and where to.
fn relocation(handbook: &Handbook, old: &str, new: &str) -> Result<Relocation, Failure> {
    let (site, root) = (&handbook.site, &handbook.root);
    let has_pages = |folder: &str| {
        let below = format!("{folder}/");
        site.pages().iter().any(|page| page.source().path().starts_with(&below))
    };
    let folder = [old.to_owned(), site.content().below(old)].into_iter().find_map(|path| {
        let path = join("", &path)?;
        let is_section = site.content().within(&path).is_some_and(|rest| !rest.is_empty());
        (is_section && has_pages(&path) && disk::is_folder(&root.join(&path))).then_some(path)
    });
    let from = match folder {
        Some(folder) => folder,
        None => site.page(explain::find(site, old)?).source().path().to_owned(),
    };
    let to = destination(handbook, &from, new)?;
    if disk::exists(&root.join(&to)) {
        let message = format!("`{to}` already exists");
        return Err(Failure::usage(message, "choose another name"));
    }
    if to.starts_with(&format!("{from}/")) {
        let message = format!("`{to}` is inside of what moves");
        return Err(Failure::usage(message, "choose a place outside of it"));
    }
    Ok(Relocation { from, to })
}

/// The path below the handbook's folder that is meant as the new one: as seen from content or from
/// the handbook's folder. A folder that is there takes it in.
fn destination(handbook: &Handbook, from: &str, new: &str) -> Result<String, Failure> {
    let site = &handbook.site;
    let outside = || {
        let message = format!("`{new}` is not inside the handbook");
        Failure::usage(message, "name a place below its folder of pages")
    };
    let path = join("", new).filter(|_| !new.starts_with('/')).ok_or_else(outside)?;
    let below = |path: &str| site.content().within(path).is_some_and(|rest| !rest.is_empty());
    let is_whole =
        !site.content().path().is_empty() && (below(&path) || path == site.content().path());
    let path = if is_whole { path } else { site.content().below(&path) };
    let last = from.rsplit('/').next().unwrap_or(from);
    let is_page = name::stem(last).is_some() && disk::is_file(&handbook.root.join(from));
    if new.ends_with('/') || disk::is_folder(&handbook.root.join(&path)) {
        return Ok(if path.is_empty() { last.to_owned() } else { format!("{path}/{last}") });
    }
    let needs_ending = is_page && name::stem(&path).is_none();
    let ending = last.rsplit('.').next().unwrap_or("md");
    Ok(if needs_ending { format!("{path}.{ending}") } else { path })
}

fn config_source(before: &BeforeMove<'_>) -> Option<Source> {
    let nav = before.config.nav.iter().map(|nav| nav.location().source());
    let sections = before.config.defaults.iter().flat_map(|defaults| &defaults.sections);
    nav.chain(sections.map(|section| section.location().source())).next().cloned()
}

/// The texts that a plan was made of.
struct Texts<'t> {
    files: &'t HandbookFiles,
    config: Option<Source>,
}

impl Texts<'_> {
    fn of(&self, path: &str) -> Option<&Source> {
        let pages = self.files.pages.iter().chain(&self.files.partials);
        pages.chain(&self.config).find(|source| source.path() == path)
    }

    fn change(&self, plan: &MovePlan, path: &str, bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
        let text = self.of(path).ok_or("nobody has read it")?.text();
        if disk::decoded(bytes) != text {
            return Err("it was changed meanwhile");
        }
        plan.written(path, text, bytes).map_err(Refused::words)
    }

    /// Whether each file can be written, before anything is.
    fn fit(&self, handbook: &Handbook, plan: &MovePlan) -> Result<(), Failure> {
        for path in plan.files() {
            let bytes = disk::read_bytes(&handbook.root.join(path)).map_err(|error| {
                Failure::unjudged(format!("`{path}`: {}", disk::words(&error)), "nothing was moved")
            })?;
            let read_only = disk::is_read_only(&handbook.root.join(path));
            let refused = read_only.then_some("it is read-only; make it writable first");
            refused.map_or_else(|| self.change(plan, path, &bytes), Err).map_err(|why| {
                Failure::usage(format!("`{path}` cannot be edited, and nothing was moved"), why)
            })?;
        }
        Ok(())
    }

    /// Writes each file, as it is called after the move.
    fn write(
        &self,
        handbook: &Handbook,
        plan: &MovePlan,
        relocation: &Relocation,
        console: &mut Console,
    ) -> Result<(), Failure> {
        let moved: Vec<String> = plan.files().iter().map(|path| relocation.after(path)).collect();
        let editor = Editor::new(&handbook.root, moved.iter().map(String::as_str))
            .map_err(|error| unwritten(".", &error))?;
        let mut left = 0;
        for (old, new) in plan.files().into_iter().zip(&moved) {
            if let Err(error) = editor.edit(new, |bytes| self.change(plan, old, bytes)) {
                left += 1;
                console.say(&format!("{new}: not changed: {}\n", why(&error)));
            }
        }
        if left == 0 {
            return Ok(());
        }
        let message = format!("moved, but {} could not be changed", summary::plural(left, "file"));
        Err(Failure::unjudged(message, "see `handbook check`"))
    }
}

fn why(error: &EditError<&'static str>) -> String {
    match error {
        EditError::Machine(error) => disk::words(error),
        EditError::Refused(why) => (*why).to_owned(),
        EditError::Busy => "another program keeps changing it".to_owned(),
    }
}

/// What was done, or would be.
fn said(plan: &MovePlan, relocation: &Relocation, console: &mut Console) {
    console.print(&format!("{} → {}\n", relocation.from, relocation.to));
    for one in plan.replacements.values().flatten() {
        console.print(&format!("{}: {} → {}\n", at(&one.place), one.was, one.text));
    }
    for (path, alias) in &plan.aliases {
        console.print(&format!("{}: alias {alias}\n", relocation.after(path)));
    }
    for place in &plan.left {
        console.say(&format!("{}: leads elsewhere now; correct it by hand\n", at(place)));
    }
    for section in &plan.lost {
        console.say(&format!("{section}: nothing leads on from there, as no page speaks for it\n"));
    }
}

fn total(plan: &MovePlan, dry_run: bool, console: &mut Console) {
    let links = plan.replacements.values().map(Vec::len).sum::<usize>();
    let (rewritten, added) = if dry_run { ("would rewrite", "add") } else { ("rewrote", "added") };
    console.say(&format!(
        "{rewritten} {} in {}, and {added} {} {}\n",
        summary::plural(links, "link"),
        summary::plural(plan.replacements.len(), "file"),
        plan.aliases.len(),
        if plan.aliases.len() == 1 { "alias" } else { "aliases" },
    ));
}

/// Owners of paths are not rewritten: who answers for what is decided, not computed.
fn still_named(site: &Site, files: &HandbookFiles, relocation: &Relocation, console: &mut Console) {
    let old = site.content().within(&relocation.from).unwrap_or(&relocation.from);
    for source in files.code_owners.iter().chain(&files.outlines) {
        if let Some(found) = source.text().find(old) {
            let place = source.at(found..found + old.len());
            console.say(&format!("{}: still names `{old}`; change it there\n", at(&place)));
        }
    }
}

fn at(place: &Location) -> String {
    let line = place.span().map(|span| place.source().position(span.start).line);
    line.map_or_else(|| place.path().to_owned(), |line| format!("{}:{line}", place.path()))
}
