//! `handbook review PAGE…`: shows what changed since the last review, then writes day, name, note
//! and hash into the pages.

use crate::commands::cli::Settings;
use crate::commands::console::Console;
use crate::commands::edit::{self, Said, Unfit};
use crate::commands::explain;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline::{self, Handbook};
use crate::disk;
use crate::git::{self, Repository};
use crate::govern::Report;
use crate::govern::edits::{self, ReviewRecord};
use crate::govern::evidence::{AttestedText, Edited, ReviewStamp};
use crate::govern::report::MOST_AT_ONCE;
use crate::site::Page;
use crate::site::people::Lookup;
use clap::Args;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// `handbook review`
#[derive(Args, Debug)]
pub struct ReviewCommand {
    /// The pages: their files or their addresses.
    #[arg(required = true)]
    pub pages: Vec<String>,
    /// The reviewer [default: your git user].
    #[arg(long, value_name = "WHO")]
    pub by: Option<String>,
    /// A note on the review; required for more than ten pages at once.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// The handbook's folder.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// How it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// Writes the reviews.
pub fn run(options: &ReviewCommand, console: &mut Console) -> Result<Exit, Failure> {
    if options.pages.len() > MOST_AT_ONCE && options.note.is_none() {
        let message =
            format!("{} pages at once, and no word on how they were read", options.pages.len());
        return Err(Failure::usage(message, "write `--note TEXT`, or review them one by one"));
    }
    let (dir, names) = explain::located(options.dir.as_deref(), &options.pages);
    let handbook = pipeline::open(dir.as_deref(), &options.settings, None)?;
    let report = handbook.analyse().report;
    let found = names.iter().map(|page| explain::find(&handbook.site, page));
    let pages = found.collect::<Result<BTreeSet<_>, _>>()?;
    let repository = Repository::find(&handbook.root).ok();
    let by = options.by.clone().or_else(|| identity(&handbook));
    let pages: Vec<&Page> = pages.into_iter().map(|page| handbook.site.page(page)).collect();
    let record = |page: &Page, bytes: &[u8]| {
        reviewed(&handbook, page, bytes, by.as_deref(), options.note.as_deref())
    };
    let before = |page: &Page| changes(&handbook, &report, repository.as_ref(), page);
    let by_whom = by.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
    let done = |console: &mut Console, page: &Page| {
        let (path, day) = (page.source().path(), handbook.today.in_words());
        console.say(&format!("{path}: reviewed on {day}{by_whom}\n"));
    };
    edit::all(&handbook, &pages, &record, console, &Said { before: &before, done: &done })?;
    Ok(Exit::Fine)
}

/// The bytes with the review in them, if they are the text that was loaded, and is attested.
fn reviewed(
    handbook: &Handbook,
    page: &Page,
    bytes: &[u8],
    by: Option<&str>,
    note: Option<&str>,
) -> Result<Vec<u8>, Unfit> {
    if disk::decoded(bytes) != page.source().text() {
        return Err(Unfit::Changed);
    }
    let fingerprint = AttestedText::of(page.meta(), page.body_text()).fingerprint();
    let record = ReviewRecord {
        day: handbook.today.to_string(),
        hash: ReviewStamp { day: handbook.today, fingerprint }.to_string(),
        by: by.map(str::to_owned),
        note: note.map(str::to_owned),
    };
    edits::set(bytes, &record.sets(handbook.site.config())).map_err(Unfit::Refused)
}

/// The person that git's user is in people.yaml, else their name.
pub fn identity(handbook: &Handbook) -> Option<String> {
    let (name, email) = git::identity(&handbook.root);
    let known =
        [&email, &name].into_iter().filter(|text| !text.is_empty()).find_map(|text| match handbook
            .site
            .people()
            .find(text)
        {
            Lookup::Found(who) => Some(who.id().to_owned()),
            _ => None,
        });
    known.or(Some(name)).filter(|name| !name.is_empty())
}

/// What was edited since the last review: who did, and how the text differs now.
fn changes(
    handbook: &Handbook,
    report: &Report,
    repository: Option<&Repository>,
    page: &Page,
) -> String {
    let path = page.source().path();
    let id = handbook.site.page_ids().find(|id| handbook.site.page(*id).source().path() == path);
    let Some(verdict) = id.and_then(|id| report.of(id)) else {
        return String::new();
    };
    let Some(evidence) = &verdict.evidence else {
        return String::new();
    };
    let Edited::Yes { .. } = &evidence.edited else {
        return String::new();
    };
    let line = |edit: &crate::govern::report::Edit| {
        let day = edit.day.map(|day| day.to_string()).unwrap_or_default();
        format!("  {day}  {}: {}\n", edit.author, edit.subject)
    };
    let commits: String = verdict.edits.iter().map(line).collect();
    let oldest = verdict.edits.last().map(|edit| edit.commit.as_str());
    let diff = repository.map_or(Ok(String::new()), |git| git.diff_since(oldest, path));
    let diff = diff.unwrap_or_else(|unknown| format!("  how it differs is not known: {unknown}\n"));
    format!("{path}: edited since the last review\n{commits}{diff}")
}
