//! `handbook check`: the whole way of a build but for writing.

use crate::commands::cli::{self, Format};
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::{pipeline, summary};
use crate::diag::{Finding, Rule, Severity};
use crate::govern::urgency::Policies;
use crate::outputs::{Output, Outputs};
use crate::render::{ImageSizes, Renderer};
use crate::report::{human, json};
use crate::{check, resolve};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

/// From where on findings make the command fail.
#[derive(Debug, PartialEq, Eq)]
enum Threshold {
    Severity(Severity),
    Rule(Rule),
}

/// Checks and reports.
pub fn run(options: &cli::Check, console: &mut Console) -> Result<Exit, Failure> {
    let thresholds = options.fail_on.iter().map(|text| threshold(text)).collect::<Result<Vec<_>, _>>()?;
    let mut handbook = pipeline::open(options.reading.dir.as_deref(), &options.reading.settings, None)?;
    let mut findings = std::mem::take(&mut handbook.findings);
    let (resolved, found) = resolve::resolve(&handbook.site);
    findings.extend(found);
    let policies = Policies::new(&resolved, handbook.today);
    findings.extend(check::urgency::contradictions(&resolved, &policies));
    let renderer = Renderer::new(&resolved, &policies, &handbook.theme, ImageSizes::new());
    let (outputs, found) = renderer.outputs();
    findings.extend(found);
    findings.extend(of_rendering(&outputs));
    let findings = check::judge(&handbook.site, findings);
    match options.format {
        Format::Json => console.print(&json::report(&resolved, &findings, handbook.today)),
        Format::Human => print_human(&findings, handbook.site.pages().len(), console),
    }
    Ok(exit(&findings, &thresholds))
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

fn print_human(findings: &[Finding], pages: usize, console: &mut Console) {
    for finding in findings {
        console.print(&format!("{}\n\n", human::finding(finding, true)));
    }
    console.print(&format!("{}: {}", summary::plural(pages, "page"), summary::counts(findings)));
}

fn threshold(text: &str) -> Result<Threshold, Failure> {
    let severity = text.parse().map(Threshold::Severity);
    severity.or_else(|_| text.parse().map(Threshold::Rule)).map_err(|_| {
        let message = format!("`{text}` is neither a severity nor a rule");
        Failure::usage(message, "write `error`, `warning`, `notice` or the id of a rule, such as `broken-link`")
    })
}

fn exit(findings: &[Finding], thresholds: &[Threshold]) -> Exit {
    let reached = |finding: &&Finding| {
        thresholds.iter().any(|threshold| match threshold {
            Threshold::Severity(severity) => finding.severity() >= *severity,
            Threshold::Rule(rule) => finding.rule() == *rule,
        })
    };
    let found = if findings.iter().any(|finding| reached(&finding)) { Exit::Findings } else { Exit::Fine };
    found.max(summary::unjudged(findings))
}
