//! `handbook build`: writes the site.

use crate::clock::Stopwatch;
use crate::commands::cli;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline::{self, Handbook, Timings};
use crate::commands::progress::ProgressLine;
use crate::commands::summary;
use crate::diag::{Finding, Severity};
use crate::disk::{self, Destination, PublishError, Published};
use std::cell::RefCell;

/// Builds, publishes and says what came of it.
pub fn run(options: &cli::Build, console: &mut Console) -> Result<Exit, Failure> {
    let mut handbook = pipeline::open(
        options.reading.dir.as_deref(),
        &options.reading.settings,
        options.dest.as_deref(),
    )?;
    let destination = destination(options, &handbook)?;
    let bar = ProgressLine::new(Console::is_watched() && !options.quiet);
    let mut timings = std::mem::take(&mut handbook.timings);
    let threshold = if options.strict { Severity::Warning } else { Severity::Error };
    let (published, findings) = publish(&handbook, &mut timings, &destination, threshold, &bar)?;
    bar.end();
    match (options.verbose, options.quiet) {
        (true, _) => summary::findings(console, &findings, Severity::Notice),
        (false, true) => summary::findings(console, &findings, threshold),
        (false, false) => summary::worst(console, &handbook, &findings, Severity::Warning),
    }
    if !options.quiet {
        summary::built(console, &handbook, &findings, &published, destination.folder());
    }
    if options.timings {
        summary::timings(console, &timings);
    }
    Ok(summary::exit(&findings, threshold))
}

fn destination(options: &cli::Build, handbook: &Handbook) -> Result<Destination, Failure> {
    let output = options.dest.clone().unwrap_or_else(|| handbook.root.join("site"));
    let content = handbook.root.join(handbook.site.below_content(""));
    Destination::new(&output, &handbook.root, &content, options.force).map_err(failure)
}

fn failure(error: PublishError) -> Failure {
    Failure::usage(error.to_string(), error.help())
}

/// Makes all outputs and swaps the site, unless a finding reaches the threshold.
fn publish(
    handbook: &Handbook,
    timings: &mut Timings,
    destination: &Destination,
    threshold: Severity,
    bar: &ProgressLine,
) -> Result<(Published, Vec<Finding>), Failure> {
    let mut watch = Stopwatch::start();
    let analysis = handbook.analyse();
    timings.push(("analyse", watch.lap()));
    let sizes = disk::image_sizes(&handbook.root, analysis.resolved.files());
    let renderer = analysis.renderer(&handbook.theme, sizes);
    let (outputs, collisions) = analysis.outputs(&renderer);
    timings.push(("search", watch.lap()));
    bar.begin(outputs.len());
    let judged = RefCell::new(Vec::new());
    let accept = |made: &[Finding]| {
        *judged.borrow_mut() = analysis.findings(collisions.iter().chain(made).cloned());
        !judged.borrow().iter().any(|finding| finding.severity() >= threshold)
    };
    let published = disk::publish(&outputs, &handbook.root, destination, &accept, &|progress| {
        bar.show(progress);
    })
    .map_err(failure)?;
    timings.push(("render and write", watch.lap()));
    Ok((published, judged.into_inner()))
}
