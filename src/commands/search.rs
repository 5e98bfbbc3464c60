//! `handbook search`: the hits that readers of the site get, in the same order.

use crate::commands::cli;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline;
use crate::report::hits;
use crate::search::query::Query;

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
    let analysis = handbook.analyse();
    let index = analysis.index(&handbook.theme);
    let answer = index.search(&Query::parse(&options.query), options.limit);
    console.print(&if options.json {
        hits::json(&options.query, &answer)
    } else {
        hits::text(&answer)
    });
    Ok(Exit::Fine)
}
