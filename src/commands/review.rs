//! `handbook review PAGE…`: shows what changed since the last review, then writes day, name, note and hash into the pages.

use crate::commands::cli;
use crate::commands::console::Console;
use crate::commands::explain;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline::{self, Handbook};
use crate::disk;
use crate::git::{self, Repository};
use crate::govern::Report;
use crate::govern::evidence::{Edited, Stamp, Written};
use crate::govern::report::MOST_AT_ONCE;
use crate::govern::splice::{self, ReviewRecord};
use crate::resolve;
use crate::site::PageId;
use crate::site::people::Lookup;

/// Writes all of the reviews, or none.
pub fn run(options: &cli::Review, console: &mut Console) -> Result<Exit, Failure> {
    if options.pages.len() > MOST_AT_ONCE && options.note.is_none() {
        let message = format!("{} pages at once, and no word on how they were read", options.pages.len());
        return Err(Failure::usage(message, "write `--note TEXT`, or review them one by one"));
    }
    let (dir, names) = explain::located(options.dir.as_deref(), &options.pages);
    let handbook = pipeline::open(dir.as_deref(), &options.settings, None)?;
    let (resolved, _) = resolve::resolve(&handbook.site);
    let report = pipeline::govern(&handbook, &resolved);
    let pages = names.iter().map(|page| explain::find(&handbook.site, page)).collect::<Result<Vec<_>, _>>()?;
    let repository = Repository::find(&handbook.root).ok();
    let by = options.by.clone().or_else(|| identity(&handbook));
    let edits = pages.iter().map(|page| edited(&handbook, *page, by.as_deref(), options.note.as_deref()));
    let edits = edits.collect::<Result<Vec<_>, _>>()?;
    for (page, bytes) in pages.into_iter().zip(edits) {
        console.print(&changes(&handbook, &report, repository.as_ref(), page));
        let path = handbook.site.page(page).source().path();
        disk::replace(&handbook.root.join(path), &bytes).map_err(|error| {
            Failure::unjudged(format!("`{path}` cannot be written: {error}"), "give write permission, and try again")
        })?;
        let by = by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
        console.say(&format!("{path}: checked on {}{by}\n", handbook.today.in_words()));
    }
    Ok(Exit::Fine)
}

/// The file with the review in it.
fn edited(handbook: &Handbook, page: PageId, by: Option<&str>, note: Option<&str>) -> Result<Vec<u8>, Failure> {
    let page = handbook.site.page(page);
    let path = page.source().path();
    let fingerprint = Written::of(page.meta(), page.body_text()).fingerprint();
    let record = ReviewRecord {
        day: handbook.today.to_string(),
        hash: Stamp { day: handbook.today, fingerprint }.to_string(),
        by: by.map(str::to_owned),
        note: note.map(str::to_owned),
    };
    let bytes = disk::read_bytes(&handbook.root, path).unwrap_or_default();
    splice::set(&bytes, &record.sets(handbook.site.config()))
        .map_err(|refused| Failure::usage(format!("`{path}` was not changed, nor was any other page"), refused.words()))
}

/// The person that git's user is in people.yaml, else their name.
pub fn identity(handbook: &Handbook) -> Option<String> {
    let (name, email) = git::identity(&handbook.root);
    let known = [&email, &name].into_iter().filter(|text| !text.is_empty()).find_map(|text| {
        match handbook.site.people().find(text) {
            Lookup::Found(who) => Some(who.id().to_owned()),
            _ => None,
        }
    });
    known.or(Some(name)).filter(|name| !name.is_empty())
}

/// What was edited since the last review: who did, and how the text differs now.
fn changes(handbook: &Handbook, report: &Report, repository: Option<&Repository>, page: PageId) -> String {
    let path = handbook.site.page(page).source().path();
    let Some(verdict) = report.of(page) else { return String::new() };
    let Some(evidence) = &verdict.evidence else { return String::new() };
    let Edited::Yes { .. } = &evidence.edited else { return String::new() };
    let line = |edit: &crate::govern::report::Edit| {
        let day = edit.day.map(|day| day.to_string()).unwrap_or_default();
        format!("  {day}  {}: {}\n", edit.author, edit.subject)
    };
    let commits: String = verdict.edits.iter().map(line).collect();
    let oldest = verdict.edits.last().map(|edit| edit.commit.as_str());
    let diff = repository.map(|repository| repository.diff_since(oldest, path)).unwrap_or_default();
    format!("{path}: edited since the last review\n{commits}{diff}")
}
