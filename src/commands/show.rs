//! `handbook show PAGE --on DAY`: what a page said on a day, from git.

use crate::commands::cli::{OnePage, Settings};
use crate::commands::console::Console;
use crate::commands::explain;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline::Handbook;
use crate::day::{Day, DayError};
use crate::git::Repository;
use crate::history::{ObjectId, UnknownHistory, Version};
use clap::Args;
use serde::Serialize;

/// `handbook show`
#[derive(Args, Debug)]
pub struct Show {
    /// The page.
    #[command(flatten)]
    pub page: OnePage,
    /// The text as it was at the end of this day, such as `2026-03-01` or `-30d` [default: now].
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub on: Option<String>,
    /// Print JSON: the text with the commit, its day, author and message.
    #[arg(long)]
    pub json: bool,
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// A text of the past, and where it comes from.
#[derive(Debug, Serialize)]
struct PastText {
    schema_version: u32,
    /// The file now.
    path: String,
    /// The file then.
    path_then: String,
    on: Day,
    /// The commit that made the text; none for the file as it is in the folder.
    commit: Option<String>,
    /// The day of that commit.
    since: Option<Day>,
    author: Option<String>,
    subject: Option<String>,
    text: String,
}

/// Prints the text of a page.
pub fn run(options: &Show, console: &mut Console) -> Result<Exit, Failure> {
    // The command shows files of a repository to whoever has them.
    let settings = Settings { drafts: true, ..options.settings.clone() };
    let (handbook, page) = explain::open(&options.page, &settings)?;
    let source = handbook.site.page(page).source();
    let day = options.on.as_deref().map(|text| day(text, handbook.today)).transpose()?;
    let shown = match day {
        Some(day) => past_text(&handbook, source.path(), day)?,
        None => PastText {
            schema_version: 1,
            path: source.path().to_owned(),
            path_then: source.path().to_owned(),
            on: handbook.today,
            commit: None,
            since: None,
            author: None,
            subject: None,
            text: source.text().to_owned(),
        },
    };
    if options.json {
        let text = serde_json::to_string_pretty(&shown).unwrap_or_default();
        console.print(&format!("{text}\n"));
    } else {
        console.say(&shown.head());
        console.print(&shown.text);
    }
    Ok(Exit::Fine)
}

impl PastText {
    /// What it is, beside the text itself.
    fn head(&self) -> String {
        let Some((commit, since)) = self.commit.as_deref().zip(self.since) else {
            return String::new();
        };
        let short: String = commit.chars().take(10).collect();
        let subject = self.subject.as_deref().unwrap_or_default();
        let author = self.author.as_deref().unwrap_or_default();
        let name = if self.path == self.path_then {
            String::new()
        } else {
            format!(" (called `{}` then)", self.path_then)
        };
        format!(
            "`{}` on {}{name}: the text of {}, commit {short} by {author}: {subject}\n",
            self.path,
            self.on.in_words(),
            since.in_words(),
        )
    }
}

/// A day, or one so many days ago.
fn day(text: &str, today: Day) -> Result<Day, Failure> {
    let ago = text.trim().strip_suffix('d').and_then(|days| days.parse::<i64>().ok());
    if let Some(ago) = ago.filter(|days| *days <= 0).and_then(|days| today.checked_add_days(days)) {
        return Ok(ago);
    }
    Day::parse(text).map_err(|error| {
        let help = match error {
            DayError::Ambiguous(days) => {
                let days: Vec<String> = days.iter().map(|day| format!("`--on {day}`")).collect();
                format!("write {}", days.join(" or "))
            }
            _ => "write `--on 2026-03-01`, or days ago: `--on -30d`".to_owned(),
        };
        Failure::usage(format!("invalid date `{text}`"), help)
    })
}

/// The text of the latest version that came into the history by the end of a day, under whatever
/// name the file had then.
fn past_text(handbook: &Handbook, path: &str, on: Day) -> Result<PastText, Failure> {
    let zone = &handbook.site.config().timezone;
    let repository = Repository::find(&handbook.root).map_err(|why| unknown(path, &why))?;
    let history = repository.history(&|path| crate::site::name::stem(path).is_some());
    let file = history.of(path).map_err(|why| unknown(path, &why))?;
    let day_of = |version: &Version<'_>| version.commit.committed.day_in(zone);
    let version = file.versions.iter().find(|version| day_of(version).is_some_and(|day| day <= on));
    let oldest = file.versions.last().and_then(day_of);
    let version = version.ok_or_else(|| too_early(path, on, oldest, file.is_complete))?;
    let gone = || {
        let message = format!("`{path}` was not there on {}", on.in_words());
        Failure::usage(message, "it was deleted, and came back later; name another day")
    };
    let id: ObjectId = version.change.after.ok_or_else(gone)?;
    let text = repository.texts().text(&id);
    let text = text.ok_or_else(|| unknown(path, &UnknownHistory::Partial))?;
    Ok(PastText {
        schema_version: 1,
        path: path.to_owned(),
        path_then: version.change.path.to_string(),
        on,
        commit: Some(version.commit.id.to_string()),
        since: day_of(version),
        author: Some(version.commit.author.clone()),
        subject: Some(version.commit.subject.clone()),
        text,
    })
}

fn unknown(path: &str, why: &UnknownHistory) -> Failure {
    Failure::unjudged(format!("what `{path}` said is not known: {why}"), why.remedy())
}

fn too_early(path: &str, on: Day, oldest: Option<Day>, is_complete: bool) -> Failure {
    let oldest = oldest.map(Day::in_words).unwrap_or_default();
    if !is_complete {
        let message = format!(
            "what `{path}` said on {} is not known: this clone has its history from {oldest} on",
            on.in_words()
        );
        return Failure::unjudged(message, UnknownHistory::Shallow.remedy());
    }
    let message = format!("`{path}` was not there yet on {}", on.in_words());
    Failure::usage(message, format!("its first version is of {oldest}"))
}
