//! `handbook search`: the hits that readers of the site get, in the same order.

use crate::analysis::Analysis;
use crate::clock;
use crate::commands::cli::Settings;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline::Handbook;
use crate::commands::{explain, pipeline};
use crate::report::ask::AskReply;
use crate::report::hits;
use crate::resolve::owners::Owner;
use crate::search::answer::SearchAnswer;
use crate::search::query::Query;
use clap::Args;
use std::path::PathBuf;

/// `handbook search`
#[derive(Args, Debug)]
pub struct SearchCommand {
    /// Words, a question, quoted phrases, or filters such as owner:ana.
    pub query: String,
    /// The handbook's folder [default: here, or the nearest folder above with a handbook.yaml].
    pub dir: Option<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// The maximum number of pages.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// How it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// Prints the best hits.
pub fn run(options: &SearchCommand, console: &mut Console) -> Result<Exit, Failure> {
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
    let query = Query::parse(&options.query);
    let answer = index.search(&query, options.limit);
    console.print(&if options.json {
        hits::json(&options.query, &answer)
    } else {
        direct(&query, &answer, &handbook, &analysis, options)? + &hits::text(&answer)
    });
    Ok(Exit::Fine)
}

/// Who answers, where and when, for the page of the first hit, where that was asked.
fn direct(
    query: &Query,
    answer: &SearchAnswer<'_>,
    handbook: &Handbook,
    analysis: &Analysis<'_>,
    options: &SearchCommand,
) -> Result<String, Failure> {
    let first = answer.hits.first().filter(|_| query.asks_people());
    let Some(path) = first.and_then(|hit| hit.page.path.as_deref()) else {
        return Ok(String::new());
    };
    let site = &handbook.site;
    let page = explain::find(site, path)?;
    let zone = &site.config().timezone;
    let now = clock::now(options.settings.today.as_deref(), zone).map_err(pipeline::no_day)?;
    let reply = AskReply::new(&analysis.resolved, &analysis.policies, page, (now, zone));
    let owners = analysis.resolved.owners(page).iter().map(Owner::name);
    let owners = owners.collect::<Vec<_>>().join(", ");
    let owners = if owners.is_empty() { "nobody" } else { &owners };
    Ok(format!("{reply}owned by     {owners}\n\n"))
}
