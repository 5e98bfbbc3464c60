//! `handbook build`: writes the site.

use crate::clock::Stopwatch;
use crate::commands::cli::HandbookArguments;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline::{Handbook, ReadFiles, Session, Timings};
use crate::commands::progress::ProgressLine;
use crate::commands::summary::{self, Outcome};
use crate::diag::{Finding, Severity};
use crate::disk::{self, BuildRecord, Destination, PublishError};
use crate::resolve;
use clap::Args;
use serde::{Deserialize, Serialize};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// `handbook build`
#[derive(Args, Debug)]
pub struct Build {
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub reading: HandbookArguments,
    /// The output folder [default: `site` in the handbook's folder].
    #[arg(
        short,
        long,
        value_name = "DIR",
        visible_aliases = ["out-dir", "output-dir", "site-dir", "destination"]
    )]
    pub dest: Option<PathBuf>,
    /// Treat warnings as errors.
    #[arg(short, long)]
    pub strict: bool,
    /// Replace the output folder even if handbook did not create it.
    #[arg(long)]
    pub force: bool,
    /// Print how long each phase took.
    #[arg(long)]
    pub timings: bool,
    /// Print only errors.
    #[arg(short, long)]
    pub quiet: bool,
    /// Print every finding.
    #[arg(short, long, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// Builds, publishes and says what came of it. Where the same was built before, and everything is
/// as it was then, only says it.
pub fn run(options: &Build, console: &mut Console) -> Result<Exit, Failure> {
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
    /// Whether there were files at the paths to which links lead out of content.
    looked_for: BTreeMap<String, bool>,
    /// Those findings that are shown.
    findings: String,
    /// How many pages and findings there are.
    counts: String,
}

impl BuildReport {
    fn new(options: &Build, handbook: &Handbook, findings: &[Finding]) -> Self {
        let shown = match (options.verbose, options.quiet) {
            (true, _) => summary::findings(findings, Severity::Notice),
            (false, true) => summary::findings(findings, threshold(options)),
            (false, false) => summary::worst(&handbook.root, findings, Severity::Warning),
        };
        let outside = resolve::unknown_paths(&handbook.site).into_iter();
        let looked_for = outside.map(|path| {
            let is_there = handbook.site.files.outside.contains(&path);
            (path, is_there)
        });
        BuildReport {
            looked_for: looked_for.collect(),
            findings: shown,
            counts: summary::pages(&handbook.site, findings),
        }
    }

    fn recalled(destination: &Destination, root: &Path, fingerprint: &str) -> Option<Self> {
        let record = disk::recall(destination, root, fingerprint)?;
        let report: BuildReport = serde_json::from_str(&record.said).ok()?;
        let holds =
            |(path, is_there): (&String, &bool)| disk::exists(&root.join(path)) == *is_there;
        report.looked_for.iter().all(holds).then_some(report)
    }

    fn record(&self, fingerprint: &str) -> Option<BuildRecord> {
        let said = serde_json::to_string(self).ok()?;
        Some(BuildRecord { fingerprint: fingerprint.to_owned(), said })
    }
}

/// Everything on the command line and the terminal that what is said depends on.
fn asked(options: &Build) -> String {
    let Build { reading: _, dest: _, strict, force, timings: _, quiet, verbose } = options;
    format!("{:?}", (strict, force, quiet, verbose, Console::columns(), Console::rows()))
}

fn threshold(options: &Build) -> Severity {
    if options.strict { Severity::Warning } else { Severity::Error }
}

fn destination(options: &Build, root: &Path, content: &str) -> Result<Destination, Failure> {
    let output = options.dest.clone().unwrap_or_else(|| root.join("site"));
    Destination::new(&output, root, &root.join(content), options.force).map_err(failure)
}

fn failure(error: PublishError) -> Failure {
    Failure::usage(error.to_string(), error.help())
}

/// One build.
struct SiteBuild<'b> {
    options: &'b Build,
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
        let built = self.publish(&handbook, timings, &bar)?;
        bar.end();
        Ok(built)
    }

    /// Makes all outputs and swaps the site, unless a finding reaches the threshold.
    fn publish(
        &self,
        handbook: &Handbook,
        timings: &mut Timings,
        bar: &ProgressLine,
    ) -> Result<Built, Failure> {
        let mut watch = Stopwatch::start();
        let analysis = handbook.analyse();
        let sizes = disk::image_sizes(&handbook.root, analysis.resolved.files());
        let renderer = analysis.renderer(&handbook.theme, sizes);
        let (outputs, collisions) = analysis.outputs(&renderer);
        timings.push(("analyse", watch.lap()));
        bar.begin(outputs.len());
        let judged = OnceCell::new();
        let accept = |made: &[Finding]| {
            let all = analysis.findings(collisions.iter().chain(made).cloned());
            let report = BuildReport::new(self.options, handbook, &all);
            judged.get_or_init(|| (report, summary::exit(&all, self.threshold())));
            !all.iter().any(|one| one.severity() >= self.threshold())
        };
        // A build that could not judge everything is not recalled: what it could not read may be
        // readable by then.
        let record = || {
            let (report, _) = judged.get().filter(|(_, exit)| *exit == Exit::Fine)?;
            report.record(&self.fingerprint)
        };
        let (root, show) = (&handbook.root, |progress| bar.show(progress));
        let published = disk::publish(&outputs, root, self.destination, &accept, &show, &record);
        let published = published.map_err(failure)?;
        timings.push(("render, index and write", watch.lap()));
        let (report, exit) = judged.into_inner().unwrap_or((BuildReport::default(), Exit::Fine));
        Ok(Built { report, outcome: Outcome::of(&published), exit })
    }

    fn threshold(&self) -> Severity {
        threshold(self.options)
    }
}
