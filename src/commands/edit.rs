//! Edits of pages, one file after the other: whatever goes wrong with one of them, each file is
//! whole, and it is said which were edited and which were not.

use crate::commands::console::Console;
use crate::commands::failure::{Failure, unwritten};
use crate::commands::pipeline::Handbook;
use crate::commands::summary;
use crate::disk::{self, EditError, Editor};
use crate::govern::edits::Refused;
use crate::site::{Page, name};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Why a page is not edited, though its file can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Its text is another than the one that was loaded.
    Changed,
    /// Its front matter cannot be edited.
    Refused(Refused),
}

impl Unfit {
    fn words(self) -> &'static str {
        match self {
            Unfit::Changed => "it was changed meanwhile; read it again",
            Unfit::Refused(refused) => refused.words(),
        }
    }
}

/// What an edit makes of the bytes of a page.
pub type Change<'c> = dyn Fn(&Page, &[u8]) -> Result<Vec<u8>, Unfit> + 'c;

/// What is said of each page.
pub struct Said<'s> {
    /// Printed before it is edited.
    pub before: &'s dyn Fn(&Page) -> String,
    /// Says that it is edited.
    pub done: &'s dyn Fn(&mut Console, &Page),
}

/// Edits pages. When one of them cannot be read or edited from the start, none is edited; what goes
/// wrong later concerns one page, and the others are edited all the same.
pub fn all(
    handbook: &Handbook,
    pages: &[&Page],
    change: &Change<'_>,
    console: &mut Console,
    said: &Said<'_>,
) -> Result<(), Failure> {
    let interrupted = interruption()?;
    let paths = || pages.iter().map(|page| page.source().path());
    let editor = Editor::new(&handbook.root, paths()).map_err(|error| unwritten(".", &error))?;
    pages.iter().try_for_each(|page| tried(handbook, page, change))?;
    let mut left = Vec::new();
    for page in pages {
        let path = page.source().path();
        if interrupted.load(Ordering::Relaxed) {
            left.push((path, "interrupted".to_owned()));
            continue;
        }
        console.print(&(said.before)(page));
        match editor.edit(path, |bytes| change(page, bytes)) {
            Ok(()) => (said.done)(console, page),
            Err(error) => left.push((path, why(error))),
        }
    }
    outcome(console, pages.len(), &left)
}

/// Set when somebody asks the process to end; a second time, it ends at once.
fn interruption() -> Result<Arc<AtomicBool>, Failure> {
    let flag = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        flag::register_conditional_default(signal, Arc::clone(&flag))
            .and_then(|_| flag::register(signal, Arc::clone(&flag)))
            .map_err(|error| {
                Failure::unjudged(format!("signals cannot be handled: {error}"), "try again")
            })?;
    }
    Ok(flag)
}

/// The edit on paper.
fn tried(handbook: &Handbook, page: &Page, change: &Change<'_>) -> Result<(), Failure> {
    let path = page.source().path();
    let none = format!("`{path}` was not changed, nor was any other page");
    let bytes = disk::read_bytes(&handbook.root.join(path)).map_err(|error| {
        Failure::unjudged(format!("{none}: {}", disk::words(&error)), "see that it can be read")
    })?;
    let tried = if name::is_table(path) {
        Err(Unfit::Refused(Refused::Table))
    } else {
        change(page, &bytes)
    };
    match tried {
        Ok(_) => Ok(()),
        Err(unfit @ Unfit::Changed) => Err(Failure::unjudged(none, unfit.words())),
        Err(unfit @ Unfit::Refused(_)) => Err(Failure::usage(none, unfit.words())),
    }
}

fn why(error: EditError<Unfit>) -> String {
    match error {
        EditError::Machine(error) => disk::words(&error),
        EditError::Refused(unfit) => unfit.words().to_owned(),
        EditError::Busy => "another program keeps changing it".to_owned(),
    }
}

/// Says which pages were not edited; all others were.
fn outcome(console: &mut Console, count: usize, left: &[(&str, String)]) -> Result<(), Failure> {
    if left.is_empty() {
        return Ok(());
    }
    for (path, why) in left {
        console.say(&format!("{path}: not changed: {why}\n"));
    }
    let (done, pages) = (count - left.len(), summary::plural(count, "page"));
    let message = format!("{done} of {pages} changed, {} not", left.len());
    Err(Failure::unjudged(message, "each file is whole; run it again for those listed above"))
}
