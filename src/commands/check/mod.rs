//! `handbook check`: the whole way of a build but for writing.

mod choice;
mod print;

use crate::commands::cli::HandbookArguments;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::{pipeline, summary};
use crate::diag::{Finding, Rule, Severity};
use crate::govern::Report;
use crate::outputs::{Output, Outputs};
use crate::render::ImageSizes;
use choice::Choice;
use clap::{Args, ValueEnum};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::path::PathBuf;

/// `handbook check`
#[derive(Args, Debug)]
pub struct CheckCommand {
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub reading: HandbookArguments,
    /// The output format.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Exit with 1 at this severity or above, or for this rule; repeatable.
    #[arg(long, value_name = "SEVERITY|RULE", default_value = "warning", value_delimiter = ',')]
    pub fail_on: Vec<String>,
    /// Report only findings in files changed since this commit or branch.
    #[arg(long, value_name = "REF")]
    pub changed_since: Option<String>,
    /// Report only findings that are not in this earlier report (made with `--format json`).
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Report only findings in pages of this person, team or role.
    #[arg(long, value_name = "WHO")]
    pub owner: Option<String>,
    /// Report only findings of this rule; repeatable.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub rule: Vec<String>,
    /// Exit with 3 if the git history is incomplete.
    #[arg(long)]
    pub require_history: bool,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people at a terminal.
    Human,
    /// Totals, pages and findings as JSON.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// GitHub Actions annotations; the rest goes to the step summary.
    Github,
    /// `JUnit` XML, with a test for each page.
    Junit,
    /// A table (CSV).
    Csv,
}

/// From where on findings make the command fail.
#[derive(Debug, PartialEq, Eq)]
enum Threshold {
    Severity(Severity),
    Rule(Rule),
}

/// Checks and reports.
pub fn run(options: &CheckCommand, console: &mut Console) -> Result<Exit, Failure> {
    let thresholds =
        options.fail_on.iter().map(|text| threshold(text)).collect::<Result<Vec<_>, _>>()?;
    let handbook = pipeline::open(options.reading.dir.as_deref(), &options.reading.settings, None)?;
    let analysis = handbook.analyse();
    let choice = Choice::new(options, &handbook, &analysis)?;
    let renderer = analysis.renderer(&handbook.theme, ImageSizes::new());
    let (outputs, collisions) = analysis.outputs(&renderer);
    let more = collisions.into_iter().chain(of_rendering(&outputs));
    let all = analysis.findings(more.chain(choice.moves(&analysis)));
    let unjudged = summary::unjudged(&all).max(without_history(options, &analysis.report));
    let findings = choice.of(all);
    let printed = print::Printed {
        resolved: &analysis.resolved,
        report: &analysis.report,
        findings: &findings,
        root: &handbook.root,
    };
    printed.print(options.format, least(&thresholds), console);
    Ok(exit(&findings, &thresholds).max(unjudged))
}

/// What is wrong with making the outputs, which are thrown away.
fn of_rendering(outputs: &Outputs<'_>) -> Vec<Finding> {
    let outputs: Vec<&Output<'_>> = outputs.iter().map(|(_, output)| output).collect();
    let findings = outputs.par_iter().map(|output| match output {
        Output::Rendered(render) => render().1,
        Output::Bytes(_) | Output::Copy(_) => Vec::new(),
    });
    findings.flatten().collect()
}

/// History that was asked for and is not there.
fn without_history(options: &CheckCommand, report: &Report) -> Exit {
    let is_known = report.trouble().is_none() && report.unknown().is_none();
    if options.require_history && !is_known { Exit::Unjudged } else { Exit::Fine }
}

fn threshold(text: &str) -> Result<Threshold, Failure> {
    let severity = text.parse().map(Threshold::Severity);
    severity.or_else(|_| text.parse().map(Threshold::Rule)).map_err(|_| {
        let message = format!("`{text}` is neither a severity nor a rule");
        Failure::usage(
            message,
            "write `error`, `warning`, `notice` or the id of a rule, such as `broken-link`",
        )
    })
}

/// The least severity among thresholds; a warning where only rules are named.
fn least(thresholds: &[Threshold]) -> Severity {
    let severities = thresholds.iter().filter_map(|threshold| match threshold {
        Threshold::Severity(severity) => Some(*severity),
        Threshold::Rule(_) => None,
    });
    severities.min().unwrap_or(Severity::Warning)
}

fn exit(findings: &[Finding], thresholds: &[Threshold]) -> Exit {
    let reached = |finding: &&Finding| {
        thresholds.iter().any(|threshold| match threshold {
            Threshold::Severity(severity) => finding.severity() >= *severity,
            Threshold::Rule(rule) => finding.rule() == *rule,
        })
    };
    if findings.iter().any(|finding| reached(&finding)) { Exit::Findings } else { Exit::Fine }
}
