//! `handbook follow-ups`: what is to be done, by whom and by when.

use crate::analysis::Analysis;
use crate::commands::cli::HandbookArguments;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline;
use crate::govern::follow_ups::FollowUp;
use crate::report::follow_ups::FollowUpList;
use crate::site::people::{Lookup, People, Who};
use clap::{Args, ValueEnum};

/// `handbook follow-ups`
#[derive(Args, Debug)]
pub struct FollowUpsCommand {
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub reading: HandbookArguments,
    /// Only those of this person, team or role.
    #[arg(long, value_name = "WHO")]
    pub owner: Option<String>,
    /// Only those whose day has passed.
    #[arg(long)]
    pub overdue: bool,
    /// Also those that are done.
    #[arg(long)]
    pub all: bool,
    /// The output format.
    #[arg(long, value_enum, default_value_t = FollowUpFormat::Human)]
    pub format: FollowUpFormat,
}

/// How follow-ups are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FollowUpFormat {
    /// For people at a terminal.
    Human,
    /// As JSON.
    Json,
    /// A table (CSV).
    Csv,
    /// The days on which they are due (iCalendar).
    Ics,
    /// A list for chat or mail.
    Markdown,
}

/// Prints the follow-ups that are asked for.
pub fn run(options: &FollowUpsCommand, console: &mut Console) -> Result<Exit, Failure> {
    let reading = &options.reading;
    let handbook = pipeline::open(reading.dir.as_deref(), &reading.settings, None)?;
    let Analysis { resolved, report, .. } = &handbook.analyse();
    let owner = options.owner.as_deref().map(|name| asked(handbook.site.people(), name));
    let owner = owner.transpose()?;
    let is_asked = |task: &&FollowUp| {
        let is_theirs = owner.as_ref().is_none_or(|owner| owner.has(task));
        let is_late = !options.overdue || task.is_overdue(handbook.today);
        is_theirs && is_late && (options.all || !task.is_done)
    };
    let tasks = report.records().follow_ups.all().iter().filter(is_asked).collect();
    let list = FollowUpList::new(resolved, tasks, handbook.today);
    console.print(&match options.format {
        FollowUpFormat::Human => list.human(),
        FollowUpFormat::Json => list.json(),
        FollowUpFormat::Csv => list.csv(),
        FollowUpFormat::Ics => list.ics(),
        FollowUpFormat::Markdown => list.markdown(),
    });
    Ok(Exit::Fine)
}

/// Whose follow-ups are asked for.
enum AskedOwner {
    Known(Who),
    AsWritten(String),
}

impl AskedOwner {
    fn has(&self, task: &FollowUp) -> bool {
        match self {
            AskedOwner::Known(who) => task.is_of(who),
            AskedOwner::AsWritten(name) => {
                task.owners.iter().any(|owner| owner.name().eq_ignore_ascii_case(name))
            }
        }
    }
}

fn asked(people: &People, name: &str) -> Result<AskedOwner, Failure> {
    if people.is_empty() {
        return Ok(AskedOwner::AsWritten(name.trim_start_matches('@').to_owned()));
    }
    match people.find(name) {
        Lookup::Found(Who::Role(role)) => people.holder(&role).map(AskedOwner::Known),
        Lookup::Found(who) => Some(AskedOwner::Known(who)),
        Lookup::Several(_) | Lookup::Nobody { .. } => None,
    }
    .ok_or_else(|| {
        Failure::usage(
            format!("no person, team or role is called `{name}`"),
            "name a person, a team or a role as people.yaml does",
        )
    })
}
