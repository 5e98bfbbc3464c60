//! `handbook build`: writes the site.

use crate::clock::Stopwatch;
use crate::commands::cli;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline::{Handbook, ReadFiles, Session, Timings};
use crate::commands::progress::ProgressLine;
use crate::commands::summary::{self, Outcome};
use crate::diag::{Finding, Severity};
use crate::disk::{self, BuildRecord, Destination, PublishError, Published};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::path::Path;

/// Builds, publishes and says what came of it. Where the same was built before, and everything is
/// as it was then, only says it.
pub fn run(options: &cli::Build, console: &mut Console) -> Result<Exit, Failure> {
    let reading = &options.reading;
    let mut session =
        Session::new(reading.dir.as_deref(), &reading.settings, options.dest.as_deref())?;
    let read = session.read()?;
    let destination = destination(options, session.root(), &read.content)?;
    let fingerprint = session.fingerprint(&read, &asked(options));
    let mut timings = vec![("read", read.took)];
    let built = match BuildReport::recalled(&destination, session.root(), &fingerprint) {
        Some(report) => Built { report, outcome: Outcome::Unchanged, exit: Exit::Fine },
        None => {
            let build = SiteBuild { options, destination: &destination, fingerprint };
            build.run(&mut session, read, &mut timings)?
        }
    };
    console.say(&built.report.findings);
    if !options.quiet {
        let rest = summary::outcome(&built.outcome, session.root(), destination.folder());
        console.say(&format!("{}{rest}", built.report.counts));
    }
    if options.timings {
        summary::timings(console, &timings);
    }
    Ok(built.exit)
}

/// What a build comes to.
struct Built {
    report: BuildReport,
    outcome: Outcome,
    exit: Exit,
}

/// What a build has to say of the handbook.
#[derive(Clone, Default, Serialize, Deserialize)]
struct BuildReport {
    /// Those findings that are shown.
    findings: String,
    /// How many pages and findings there are.
    counts: String,
}

impl BuildReport {
    fn new(options: &cli::Build, handbook: &Handbook, findings: &[Finding]) -> Self {
        let shown = match (options.verbose, options.quiet) {
            (true, _) => summary::findings(findings, Severity::Notice),
            (false, true) => summary::findings(findings, threshold(options)),
            (false, false) => summary::worst(&handbook.root, findings, Severity::Warning),
        };
        BuildReport { findings: shown, counts: summary::pages(&handbook.site, findings) }
    }

    fn recalled(destination: &Destination, root: &Path, fingerprint: &str) -> Option<Self> {
        serde_json::from_str(&disk::recall(destination, root, fingerprint)?.said).ok()
    }

    fn record(&self, fingerprint: &str) -> Option<BuildRecord> {
        let said = serde_json::to_string(self).ok()?;
        Some(BuildRecord { fingerprint: fingerprint.to_owned(), said })
    }
}

/// Everything on the command line and the terminal that what is said depends on.
fn asked(options: &cli::Build) -> String {
    let cli::Build { reading: _, dest: _, strict, force, timings: _, quiet, verbose } = options;
    format!("{:?}", (strict, force, quiet, verbose, Console::columns(), Console::rows()))
}

fn threshold(options: &cli::Build) -> Severity {
    if options.strict { Severity::Warning } else { Severity::Error }
}

fn destination(options: &cli::Build, root: &Path, content: &str) -> Result<Destination, Failure> {
    let output = options.dest.clone().unwrap_or_else(|| root.join("site"));
    Destination::new(&output, root, &root.join(content), options.force).map_err(failure)
}

fn failure(error: PublishError) -> Failure {
    Failure::usage(error.to_string(), error.help())
}

/// One build.
struct SiteBuild<'b> {
    options: &'b cli::Build,
    destination: &'b Destination,
    fingerprint: String,
}

impl SiteBuild<'_> {
    fn run(
        &self,
        session: &mut Session,
        read: ReadFiles,
        timings: &mut Timings,
    ) -> Result<Built, Failure> {
        let handbook = session.load_read(read);
        timings.clone_from(&handbook.timings);
        let bar = ProgressLine::new(Console::is_watched() && !self.options.quiet);
        let (published, findings) = self.publish(&handbook, timings, &bar)?;
        bar.end();
        Ok(Built {
            report: BuildReport::new(self.options, &handbook, &findings),
            outcome: Outcome::of(&published),
            exit: summary::exit(&findings, threshold(self.options)),
        })
    }

    /// Makes all outputs and swaps the site, unless a finding reaches the threshold.
    fn publish(
        &self,
        handbook: &Handbook,
        timings: &mut Timings,
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
            !judged.borrow().iter().any(|finding| finding.severity() >= threshold(self.options))
        };
        let record = || self.record(handbook, &judged.borrow());
        let (root, show) = (&handbook.root, |progress| bar.show(progress));
        let published = disk::publish(&outputs, root, self.destination, &accept, &show, &record);
        let published = published.map_err(failure)?;
        timings.push(("render and write", watch.lap()));
        Ok((published, judged.into_inner()))
    }

    /// A build that could not judge everything is not recalled: what it could not read may be
    /// readable by then.
    fn record(&self, handbook: &Handbook, findings: &[Finding]) -> Option<BuildRecord> {
        let is_fine = summary::exit(findings, threshold(self.options)) == Exit::Fine;
        let report = BuildReport::new(self.options, handbook, findings);
        is_fine.then(|| report.record(&self.fingerprint)).flatten()
    }
}
