//! `handbook init`: a handbook that says what is urgent, where to ask and when an answer comes,
//! before its second page is written.

pub mod ci;
mod migrate;
pub mod templates;

use crate::clock;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure, unwritten};
use crate::commands::init::templates::InitTemplate;
use crate::commands::{new, pipeline};
use crate::config::neighbour::Tool;
use crate::day::{Day, Period, Unit, Zone};
use crate::disk;
use crate::git;
use crate::govern::edits::scalar;
use crate::load::markdown::slug;
use crate::shell;
use crate::site::name;
use ci::{CiFile, CiHost};
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use migrate::Migration;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use strum::IntoEnumIterator;
use templates::{SETTINGS, SETTINGS_OF_PAGES, TemplateFile};

/// `handbook init`
#[derive(Args, Debug)]
pub struct Init {
    /// The folder, created if it does not exist. If it already has pages, only handbook.yaml and
    /// the report migration.md are written.
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// The handbook's title [default: the folder's name].
    #[arg(long)]
    pub title: Option<String>,
    /// The company's time zone, such as Europe/Lisbon [default: UTC].
    #[arg(long, value_name = "ZONE")]
    pub timezone: Option<String>,
    /// What the new handbook has to begin with. Sample policies and runbooks are drafts to adapt.
    #[arg(long, value_enum, value_name = "TEMPLATE", default_value_t)]
    pub template: InitTemplate,
    /// The tool that the pages in the folder were written for. `auto` finds it by its files.
    #[arg(
        long,
        value_name = "TOOL",
        default_value = "auto",
        value_parser = origin()
    )]
    pub from: Origin,
    /// Also write callouts, wikilinks and references of other tools as plain Markdown, where the
    /// page stays exactly the same. Everything must be committed in git.
    #[arg(long)]
    pub rewrite: bool,
    /// Also write the file that makes CI check the handbook. If there is a handbook.yaml already,
    /// write only that file.
    #[arg(long, value_enum, value_name = "HOST")]
    pub ci: Option<CiHost>,
    /// Use this date as today's.
    #[arg(long, value_name = "DAY")]
    pub today: Option<String>,
}

/// Where pages come from: a tool, or the one that their folder looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin(pub Option<Tool>);

fn origin() -> impl TypedValueParser<Value = Origin> {
    let names = std::iter::once("auto").chain(Tool::iter().map(Tool::id));
    let tool = |name: String| Origin(Tool::iter().find(|tool| tool.id() == name));
    PossibleValuesParser::new(names).map(tool)
}

/// The site is made, not written; a file that is there knows better.
const IGNORED: TemplateFile = (".gitignore", "/site/\n");

/// Other names of files that would be made a second time.
const OTHER_NAMES: [&str; 2] = ["handbook.yml", "people.yml"];

/// What to do with the samples of a template.
const DRAFTS: &str = "the sample policies and runbooks are drafts, which readers do not see: read \
    each one, adapt it, and delete its line `status: draft`\n";

/// Days until the first pages are to be read as the company's own.
const FIRST_READING: u32 = 30;

/// Writes the files; if one of them is there already, none.
pub fn run(options: &Init, console: &mut Console) -> Result<Exit, Failure> {
    let root = folder(&options.dir)?;
    match options.ci {
        Some(host) if pipeline::is_handbook(&root) => write_ci(host, &root, console)?,
        Some(host) => {
            write_handbook(options, &root, console)?;
            write_ci(host, &root, console)?;
        }
        None => write_handbook(options, &root, console)?,
    }
    Ok(Exit::Fine)
}

/// The file for CI, and what is left to do about it.
fn write_ci(host: CiHost, root: &Path, console: &mut Console) -> Result<(), Failure> {
    let file = ci::file(host, root);
    let files = [(file.path, file.text.as_str())];
    disk::create(&file.root, &files).map_err(|error| cannot_write(&file, error))?;
    console.print(&format!("{}\n", file.path));
    if ci::is_incomplete(&file.text) {
        console.say("in this file, replace OWNER with the account that publishes handbook\n");
    }
    Ok(())
}

/// A file for CI may have other jobs in it.
fn cannot_write(file: &CiFile, (path, error): disk::NotMade) -> Failure {
    if error.kind() != ErrorKind::AlreadyExists {
        return unwritten(&path, &error);
    }
    let help = format!("add these lines to it:\n{}", file.text);
    Failure::usage(format!("`{path}` already exists"), help)
}

fn write_handbook(options: &Init, root: &Path, console: &mut Console) -> Result<(), Failure> {
    let zone = pipeline::zone(options.timezone.as_deref().unwrap_or("UTC"))?;
    let today = clock::today(options.today.as_deref(), &zone).map_err(pipeline::no_day)?;
    let tool = migrate::tool(root, options.from.0)?;
    let has_pages = pipeline::has_pages(root);
    if let Some(tool) = tool.filter(|_| !has_pages) {
        let message = format!("there are no pages of {} in `{}`", tool.name(), root.display());
        return Err(Failure::usage(message, "name the folder that has its settings and its pages"));
    }
    if options.rewrite && !has_pages {
        let message = format!("there are no pages in `{}`", root.display());
        return Err(Failure::usage(message, "leave out `--rewrite`"));
    }
    if has_pages {
        return move_here(options, root, (today, &zone), tool, console);
    }
    let ignored = ignored(root);
    let words = words(options, root, (today, &zone), None);
    let all = [SETTINGS].into_iter().chain(options.template.files()).chain(ignored);
    let files: Vec<(&str, String)> = all.map(|(path, text)| (path, filled(text, &words))).collect();
    nothing_is_there(root, files.iter().map(|(path, _)| *path))?;
    create(root, files.into_iter(), console)?;
    let has_drafts = options.template.has_drafts();
    if has_drafts {
        console.say(DRAFTS);
    }
    let serve = serve(&options.dir, has_drafts);
    console.say(&format!("now describe yourself in people.yaml, and preview the site: {serve}\n"));
    Ok(())
}

/// A folder with pages becomes a handbook.
fn move_here(
    options: &Init,
    root: &Path,
    (today, zone): (Day, &Zone),
    tool: Option<Tool>,
    console: &mut Console,
) -> Result<(), Failure> {
    nothing_is_there(root, [SETTINGS.0, migrate::REPORT].into_iter())?;
    if options.rewrite {
        let (rewritten, left) = migrate::rewrite(root, tool)?;
        console.say(&format!("rewritten as plain Markdown: {rewritten} constructs\n"));
        if left > 0 {
            console.say(&format!("not rewritten, because the pages would differ: {left}\n"));
        }
    }
    let named = (options.title.as_deref(), options.today.as_deref());
    let migration = migrate::plan(root, tool, named)?;
    let mut words = words(options, root, (today, zone), migration.title.as_deref());
    words.insert(0, ("%settings%", migration.settings.clone()));
    let settings = (SETTINGS_OF_PAGES.0, filled(SETTINGS_OF_PAGES.1, &words));
    let report = (migrate::REPORT, migration.report.markdown());
    let ignored = ignored(root).map(|(path, text)| (path, text.to_owned()));
    create(root, [settings, report].into_iter().chain(ignored), console)?;
    tell(&migration, &options.dir, console);
    Ok(())
}

/// The file that keeps the site out of git, where there is none yet.
fn ignored(root: &Path) -> Option<TemplateFile> {
    (!disk::is_file(&root.join(IGNORED.0))).then_some(IGNORED)
}

/// What came of a folder that was there already.
fn tell(migration: &Migration, dir: &Path, console: &mut Console) {
    console.say(&migration.report.screen());
    let unneeded = &migration.report.unneeded;
    if !unneeded.is_empty() {
        console.say(&format!("no longer needed: {}\n", listed(unneeded)));
    }
    console.say("for every place, see migration.md, which is not published\n");
    console
        .say(&format!("now complete handbook.yaml, and preview the site: {}\n", serve(dir, false)));
}

/// The first few of a list.
fn listed(paths: &[String]) -> String {
    const SHOWN: usize = 4;
    let first = paths.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match paths.len().checked_sub(SHOWN) {
        None | Some(0) => first,
        Some(more) => format!("{first} and {more} more"),
    }
}

/// A file that is there knows better.
fn nothing_is_there<'p>(root: &Path, paths: impl Iterator<Item = &'p str>) -> Result<(), Failure> {
    let mut paths = paths.chain(OTHER_NAMES);
    match paths.find(|path| disk::is_file(&root.join(path))) {
        None => Ok(()),
        Some(path) => {
            let help =
                "nothing was written; name an empty folder, or add a page with `handbook new`";
            Err(Failure::usage(format!("`{path}` already exists"), help))
        }
    }
}

fn create<'p>(
    root: &Path,
    files: impl Iterator<Item = (&'p str, String)>,
    console: &mut Console,
) -> Result<(), Failure> {
    let files: Vec<(&str, String)> = files.collect();
    let named: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    disk::create(root, &named).map_err(new::cannot_make)?;
    files.iter().for_each(|(path, _)| console.print(&format!("{path}\n")));
    Ok(())
}

/// The folder, which is made where there is none.
fn folder(dir: &Path) -> Result<PathBuf, Failure> {
    let made = disk::make_folder(dir).and_then(|()| disk::real_folder(dir));
    made.map_err(|error| {
        Failure::usage(
            format!("`{}` cannot be made: {error}", dir.display()),
            "name another folder",
        )
    })
}

fn serve(dir: &Path, has_drafts: bool) -> String {
    let drafts = if has_drafts { " --drafts" } else { "" };
    if dir == Path::new(".") {
        format!("handbook serve --open{drafts}")
    } else {
        format!("handbook serve {} --open{drafts}", shell::word(&dir.display().to_string()))
    }
}

/// What stands in the files for the words in percent signs.
fn words(
    options: &Init,
    root: &Path,
    (today, zone): (Day, &Zone),
    known: Option<&str>,
) -> Vec<(&'static str, String)> {
    let folder =
        root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let title = options.title.clone().or(known.map(str::to_owned));
    let title = title.unwrap_or_else(|| name::title(&folder));
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = if title.is_empty() { "Handbook".to_owned() } else { title };
    let name = Some(git::identity(root).0)
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "You".to_owned());
    let you = slug(name.split_whitespace().next().unwrap_or_default());
    let you = if you.is_empty() { "you".to_owned() } else { you };
    let months = |count| today.plus(Period::of(count, Unit::Month)).to_string();
    let until = today.plus(Period::of(FIRST_READING, Unit::Day));
    let snooze = format!(
        "snooze: {{until: {until}, reason: from handbook init; read it and make it yours}}"
    );
    vec![
        ("# %title%", format!("# {title}")),
        ("%title%", scalar(&title)),
        ("%zone%", scalar(zone.name())),
        ("%name%", scalar(&name)),
        ("%you%", scalar(&you)),
        ("%snooze%", snooze),
        ("%soon%", months(2)),
        ("%later%", months(6)),
    ]
}

fn filled(text: &str, words: &[(&str, String)]) -> String {
    words.iter().fold(text.to_owned(), |text, (word, value)| text.replace(word, value))
}
