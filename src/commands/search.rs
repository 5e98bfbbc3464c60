//! `handbook search`: the hits that readers of the site get, in the same order.

use crate::commands::cli;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline;
use crate::govern::Report;
use crate::report::hits;
use crate::resolve::{self, Resolved};
use crate::search::index::Index;
use crate::search::query::Query;
use crate::theme::Words;

/// Prints the best hits.
pub fn run(options: &cli::SearchCommand, console: &mut Console) -> Result<Exit, Failure> {
    if let Some(dir) = options.dir.as_deref().filter(|dir| !crate::disk::is_folder(dir)) {
        let message = format!("there is no folder `{}`", dir.display());
        return Err(Failure::usage(
            message,
            "put several words in quotes: handbook search \"meal limit\"",
        ));
    }
    let handbook = pipeline::open(options.dir.as_deref(), &options.settings, None)?;
    let (resolved, _) = resolve::resolve(&handbook.site);
    let report = pipeline::govern(&handbook, &resolved);
    let index = index(&resolved, &report, handbook.theme.words())?;
    let answer = index.search(&Query::parse(&options.query), options.limit);
    console.print(&if options.json {
        hits::json(&options.query, &answer)
    } else {
        hits::text(&answer)
    });
    Ok(Exit::Fine)
}

/// The index of everything that is published.
pub fn index(resolved: &Resolved<'_>, report: &Report, words: &Words) -> Result<Index, Failure> {
    Index::build(resolved, report, words).map_err(|error| {
        Failure::usage(format!("the search index cannot be made: {error}"), "try again")
    })
}
