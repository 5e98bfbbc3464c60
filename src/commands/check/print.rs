//! Findings in the format that was asked for.

use crate::commands::check::Format;
use crate::commands::console::Console;
use crate::commands::summary;
use crate::diag::{Finding, Severity};
use crate::disk;
use crate::formats::{csv, github, junit, sarif};
use crate::git::Repository;
use crate::govern::Report;
use crate::report::{json, owners};
use crate::resolve::Resolved;
use std::path::{Path, PathBuf};

/// What is printed.
pub struct Printed<'a> {
    /// The handbook.
    pub resolved: &'a Resolved<'a>,
    /// The verdicts on its pages.
    pub report: &'a Report,
    /// What there is to say.
    pub findings: &'a [Finding],
    /// Where the handbook is.
    pub root: &'a Path,
}

impl Printed<'_> {
    /// Prints to standard output. `least` is the severity from which a page fails in formats that
    /// know tests.
    pub fn print(&self, format: Format, least: Severity, console: &mut Console) {
        let text = match format {
            Format::Human => self.human(),
            Format::Json => json::report(self.resolved, self.report, self.findings),
            Format::Sarif => {
                let folder = self.folder();
                let about = sarif::SarifSubject {
                    version: env!("CARGO_PKG_VERSION"),
                    rules_at: None,
                    folder: &folder,
                };
                sarif::sarif(self.findings, &about)
            }
            Format::Github => self.github(),
            Format::Junit => {
                let pages = self.resolved.site().pages().iter().map(|page| page.source().path());
                junit::junit(pages, self.findings, least)
            }
            Format::Csv => csv::findings(self.findings),
        };
        console.print(&text);
    }

    fn human(&self) -> String {
        let findings =
            owners::by_owner(self.resolved, self.report, self.findings, Console::columns());
        let pages = summary::plural(self.resolved.site().pages().len(), "page");
        format!(
            "{findings}{pages}: {}{}",
            summary::counts(self.findings),
            summary::ungoverned(self.report)
        )
    }

    /// What the log has no place for goes to the summary of the step.
    fn github(&self) -> String {
        let annotations = github::annotations(self.findings, &self.folder());
        if let Some(file) = step_summary().filter(|_| !annotations.summary.is_empty()) {
            // The log says the most important; without a summary nothing of it is lost.
            let _ = disk::append(&file, &annotations.summary);
        }
        annotations.log
    }

    /// Where the handbook lies in its repository, as services that look at all of it need it.
    fn folder(&self) -> String {
        Repository::find(self.root).map(|repository| repository.prefix()).unwrap_or_default()
    }
}

#[expect(clippy::disallowed_methods, reason = "GitHub names the file of the summary in a variable")]
fn step_summary() -> Option<PathBuf> {
    std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()).map(PathBuf::from)
}
