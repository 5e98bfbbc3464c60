//! `handbook ask PAGE`: where to ask, and when an answer comes, by the reader's clock.

use crate::analysis::Analysis;
use crate::clock;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline::Handbook;
use crate::commands::{cli, explain, pipeline};
use crate::day::{Moment, Zone};
use crate::report::ask::AskReply;

/// Answers for one page.
pub fn run(options: &cli::AskCommand, console: &mut Console) -> Result<Exit, Failure> {
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

fn asked(options: &cli::AskCommand, handbook: &Handbook, zone: &Zone) -> Result<Moment, Failure> {
    let now = || clock::now(options.settings.today.as_deref(), zone).map_err(pipeline::no_day);
    let Some(text) = &options.at else {
        return now();
    };
    Moment::parse(text, zone, now()?.day_in(zone).unwrap_or(handbook.today)).ok_or_else(|| {
        let help = "write `2026-11-20 18:00`, `18:00` for today, or `Fri 18:00`";
        Failure::usage(format!("`--at {text}` says no moment"), help)
    })
}
