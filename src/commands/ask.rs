//! `handbook ask PAGE`: where to ask, and when an answer comes, by the reader's clock.

use crate::analysis::Analysis;
use crate::clock;
use crate::commands::cli::{OnePage, Settings};
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline::Handbook;
use crate::commands::{explain, pipeline};
use crate::day::{Moment, Zone};
use crate::report::ask::AskReply;
use clap::Args;

/// `handbook ask`
#[derive(Args, Debug)]
pub struct AskCommand {
    /// The page.
    #[command(flatten)]
    pub page: OnePage,
    /// The time of the question in your time zone, such as `2026-11-20 18:00` or `Fri 18:00`
    /// [default: now].
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Your time zone, such as America/Bogota [default: the handbook's].
    #[arg(long, value_name = "ZONE")]
    pub from: Option<String>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// Answers for one page.
pub fn run(options: &AskCommand, console: &mut Console) -> Result<Exit, Failure> {
    let (mut handbook, page) = explain::open(&options.page, &options.settings)?;
    let zone = match &options.from {
        Some(name) => pipeline::zone(name)?,
        None => handbook.site.config().timezone.clone(),
    };
    let asked = asked(options, &handbook, &zone)?;
    // Who has left, and who is still to come, is judged on the day of the question.
    handbook.today = asked.day_in(&handbook.site.config().timezone).unwrap_or(handbook.today);
    let Analysis { resolved, policies, .. } = &handbook.analyse();
    let reply = AskReply::new(resolved, policies, page, (asked, &zone));
    console.print(&if options.json { reply.json() } else { reply.to_string() });
    Ok(Exit::Fine)
}

fn asked(options: &AskCommand, handbook: &Handbook, zone: &Zone) -> Result<Moment, Failure> {
    let now = || clock::now(options.settings.today.as_deref(), zone).map_err(pipeline::no_day);
    let Some(text) = &options.at else {
        return now();
    };
    Moment::parse(text, zone, now()?.day_in(zone).unwrap_or(handbook.today)).ok_or_else(|| {
        let help = "write `2026-11-20 18:00`, `18:00` for today, or `Fri 18:00`";
        Failure::usage(format!("`--at {text}` says no moment"), help)
    })
}
