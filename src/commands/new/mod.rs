//! `handbook new`: a page of some type in the right place, with the keys that matter there and that
//! no default gives it.

mod kind;
mod place;

use crate::commands::cli::Settings;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure, unwritten};
use crate::commands::pipeline::{self, Handbook};
use crate::commands::{reassign, review};
use crate::day::{Period, Unit};
use crate::disk::{self, NotMade};
use crate::govern::edits;
use crate::load;
use crate::shell;
use crate::site::meta::Meta;
use crate::source::Source;
use clap::{Args, ValueEnum};
use place::NewFile;
use std::path::PathBuf;

/// `handbook new`
#[derive(Args, Debug)]
pub struct New {
    /// The kind of page.
    #[arg(value_enum)]
    pub kind: NewKind,
    /// Its title or its file; for a meeting, its series.
    #[arg(value_name = "TITLE|FILE")]
    pub what: String,
    /// The section [default: the one with the most pages of this kind].
    #[arg(long = "in", value_name = "SECTION")]
    pub section: Option<String>,
    /// The owner [default: the owner in `defaults`, or else your git user].
    #[arg(long, value_name = "WHO")]
    pub owner: Option<String>,
    /// The handbook's folder.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// What `handbook new` can create.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NewKind {
    /// A page like any other.
    Page,
    /// A rule and its exceptions.
    Policy,
    /// What to do when something happens.
    Runbook,
    /// The record of a meeting, with its agenda first.
    Meeting,
    /// A question, and what came of it.
    Decision,
    /// A question that is put to people over days.
    Brainstorm,
}

/// A decision is looked at again after so many months.
const LOOK_AGAIN: u32 = 6;

/// Writes one page; a file that is there stays as it is.
pub fn run(options: &New, console: &mut Console) -> Result<Exit, Failure> {
    let handbook = pipeline::open(options.dir.as_deref(), &options.settings, None)?;
    if let Some(owner) = &options.owner {
        reassign::known(handbook.site.people(), owner)?;
    }
    let place = NewFile::of(&handbook, options)?;
    let path = handbook.site.content().below(&place.path);
    let text = text(&handbook, options, &place, &path);
    disk::create(&handbook.root, &[(&path, &text)]).map_err(cannot_make)?;
    console.print(&format!("{path}\n"));
    console.say(&if options.kind.is_record() {
        "write it, and preview it with `handbook serve`\n".to_owned()
    } else {
        format!(
            "write it, preview it with `handbook serve`, then record your review: `handbook \
             review {}`\n",
            shell::word(&path)
        )
    });
    Ok(Exit::Fine)
}

/// So many days people have for a brainstorm.
const OPEN_FOR: i64 = 14;

/// A file that could not be made.
pub fn cannot_make((path, error): NotMade) -> Failure {
    if error.kind() == std::io::ErrorKind::AlreadyExists {
        return Failure::usage(
            format!("`{path}` already exists"),
            "choose another title, or name another file",
        );
    }
    unwritten(&path, &error)
}

fn text(handbook: &Handbook, options: &New, place: &NewFile, path: &str) -> String {
    let mut keys = own_keys(handbook, options.kind, place);
    let source = Source::new(path, front_matter(&keys));
    let meta = load::meta_of(source, handbook.site.config(), handbook.site.content().path());
    keys.extend(missing_keys(handbook, options, &meta));
    let body = options.kind.template().replace("{title}", &place.title);
    let body = body.replace("{series}", place.series.as_deref().unwrap_or_default());
    let body = if place.series.is_some() { body } else { without_series(&body) };
    format!("{}{body}", front_matter(&keys))
}

/// The template of a meeting without what only a series has.
fn without_series(body: &str) -> String {
    match (body.split_once("## Open from earlier"), body.split_once("## Notes")) {
        (Some((before, _)), Some((_, behind))) => format!("{before}## Notes{behind}"),
        _ => body.to_owned(),
    }
}

/// The keys of a type.
fn own_keys(handbook: &Handbook, kind: NewKind, place: &NewFile) -> Vec<(&'static str, String)> {
    let day = || place.day.to_string();
    let kind_key = ("type", kind.page_type().id().to_owned());
    match kind {
        NewKind::Page => Vec::new(),
        NewKind::Policy => vec![kind_key, ("effective", day())],
        NewKind::Runbook => vec![kind_key],
        NewKind::Meeting => {
            let series = place.series.as_ref().map(|series| ("series", edits::scalar(series)));
            [kind_key, ("date", day())].into_iter().chain(series).collect()
        }
        NewKind::Brainstorm => {
            let closes = handbook.today.checked_add_days(OPEN_FOR).unwrap_or(handbook.today);
            vec![
                kind_key,
                ("question", edits::scalar(&place.title)),
                ("opens", day()),
                ("closes", closes.to_string()),
            ]
        }
        NewKind::Decision => {
            let again = handbook.today.plus(Period::of(LOOK_AGAIN, Unit::Month)).to_string();
            vec![
                kind_key,
                ("status", "proposed".to_owned()),
                ("date", day()),
                ("revisit_by", again),
            ]
        }
    }
}

/// The owner, and for a runbook the level, where no default says them.
fn missing_keys(handbook: &Handbook, options: &New, meta: &Meta) -> Vec<(&'static str, String)> {
    let is_needed = options.owner.is_some() || meta.owners.is_empty();
    let owner = options.owner.clone().or_else(|| review::identity(handbook)).filter(|_| is_needed);
    let is_runbook = options.kind == NewKind::Runbook && meta.urgency.is_none();
    let urgency = handbook.site.urgency();
    let level = urgency.default.and_then(|default| urgency.levels().get(default.checked_sub(1)?));
    let level =
        level.filter(|_| is_runbook).map(|level| ("urgency", edits::scalar(level.id.value())));
    owner.map(|owner| ("owner", edits::scalar(&owner))).into_iter().chain(level).collect()
}

fn front_matter(keys: &[(&str, String)]) -> String {
    let lines: String = keys.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
    if lines.is_empty() { lines } else { format!("---\n{lines}---\n\n") }
}
