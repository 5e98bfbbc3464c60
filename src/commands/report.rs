//! `handbook report`: one screen, or a list for another program.

use crate::analysis::Analysis;
use crate::commands::cli::{self, ReportKind};
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::{pipeline, summary};
use crate::report::{lists, screen};

/// Prints the report. It never fails because of what it says; only because of what could not be
/// read.
pub fn run(options: &cli::ReportCommand, console: &mut Console) -> Result<Exit, Failure> {
    let reading = match &options.kind {
        None => &options.reading,
        Some(
            ReportKind::Register(reading) | ReportKind::Ics(reading) | ReportKind::Digest(reading),
        ) => reading,
    };
    let handbook = pipeline::open(reading.dir.as_deref(), &reading.settings, None)?;
    let analysis = handbook.analyse();
    let Analysis { resolved, report, .. } = &analysis;
    let findings = analysis.findings([]);
    console.print(&match &options.kind {
        None => screen::screen(resolved, report, &findings),
        Some(ReportKind::Register(_)) => lists::register(resolved, report),
        Some(ReportKind::Ics(_)) => lists::calendar(resolved, report),
        Some(ReportKind::Digest(_)) => lists::digest(resolved, report),
    });
    Ok(summary::unjudged(&findings))
}
