//! Annotations for GitHub Actions: workflow commands on the log, and a summary of what does not
//! fit.

use crate::diag::{Finding, Severity};
use std::fmt::Write;

/// GitHub shows so many annotations of each severity in a step, and drops the rest silently.
const SHOWN: usize = 10;

/// So many rows of the summary keep it far below its limit of a megabyte.
const ROWS: usize = 500;

/// What goes to the log, and what goes to the file named by `GITHUB_STEP_SUMMARY`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotations {
    /// Workflow commands, one a line.
    pub log: String,
    /// Markdown with the findings that the log has no place for; empty when there are none.
    pub summary: String,
}

/// Annotates the findings; `folder` is where the handbook lies in its repository, empty or with `/`
/// at the end.
pub fn annotations(findings: &[Finding], folder: &str) -> Annotations {
    let mut annotations = Annotations::default();
    let mut counts = [0_usize; 3];
    let mut rest = Vec::new();
    for finding in findings {
        let count = counts.get_mut(finding.severity() as usize);
        match count.map(|count| {
            *count += 1;
            *count
        }) {
            Some(count) if count <= SHOWN => annotations.log.push_str(&command(finding, folder)),
            _ => rest.push(finding),
        }
    }
    annotations.summary = summary(&rest, folder);
    annotations
}

/// `::warning file=a.md,line=3,col=1,endColumn=5,title=stale-page::message`
fn command(finding: &Finding, folder: &str) -> String {
    let mut command = format!(
        "::{} file={}",
        level(finding.severity()),
        property(&super::path_in_repository(folder, finding))
    );
    if let (Some(start), Some(end)) = (finding.location().start(), finding.location().end()) {
        // Columns are understood only inside of one line.
        let columns = if start.line == end.line {
            format!(",col={},endColumn={}", start.column, end.column)
        } else {
            String::new()
        };
        // Writing to a string cannot fail.
        let _ = write!(command, ",line={},endLine={}{columns}", start.line, end.line);
    }
    let text = format!("{}\n{}", finding.message(), finding.help());
    format!("{command},title={}::{}\n", property(finding.rule().id()), data(&text))
}

fn summary(rest: &[&Finding], folder: &str) -> String {
    if rest.is_empty() {
        return String::new();
    }
    let mut summary = format!(
        "### handbook: {} more findings\n\n| severity | place | rule | finding \
         |\n|---|---|---|---|\n",
        rest.len()
    );
    summary.extend(rest.iter().take(ROWS).map(|finding| row(finding, folder)));
    if rest.len() > ROWS {
        let _ = writeln!(
            summary,
            "\nand {} more; `handbook check` lists all of them",
            rest.len() - ROWS
        );
    }
    summary
}

fn row(finding: &Finding, folder: &str) -> String {
    let line =
        finding.location().start().map(|start| format!(":{}", start.line)).unwrap_or_default();
    let place =
        super::markdown::escaped(&format!("{}{line}", super::path_in_repository(folder, finding)));
    let message = super::markdown::escaped(finding.message());
    format!("| {} | {place} | {} | {message} |\n", level(finding.severity()), finding.rule())
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "notice",
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::annotations;
    use crate::diag::catalogue::governance;
    use crate::formats::tests as samples;
    use crate::source::Source;

    #[test]
    fn commands_are_escaped() {
        let log = annotations(&samples::findings(), "docs/").log;
        let lines: Vec<&str> = log.lines().collect();
        assert!(lines[0].starts_with(
            "::error file=docs/gone.md,title=unreadable-file::`gone.md` cannot be read: permission \
             denied%0A"
        ));
        assert!(lines[1].starts_with(
            "::warning file=docs/über \
             uns/a%2Cb.md,line=1,endLine=1,col=3,endColumn=8,title=stale-page::"
        ));
        assert!(
            lines[2].starts_with(
                "::warning file=docs/über uns/a%2Cb.md,line=1,endLine=2,title=unowned-page::"
            ),
            "{}",
            lines[2]
        );
    }

    #[test]
    fn what_github_would_drop_is_in_the_summary() {
        let page = |number: usize| Source::new(format!("a|{number}.md"), "");
        let mut findings: Vec<_> =
            (0..700).map(|number| governance::unowned_page(page(number).whole())).collect();
        findings.extend(samples::findings().into_iter().take(1));
        let annotations = annotations(&findings, "");
        assert_eq!(annotations.log.lines().count(), 11);
        assert!(annotations.summary.starts_with("### handbook: 690 more findings\n"));
        assert!(annotations.summary.contains("| warning | a\\|10.md | unowned-page |"));
        assert!(
            annotations.summary.ends_with("and 190 more; `handbook check` lists all of them\n")
        );
        assert_eq!(super::annotations(&samples::findings(), "").summary, "");
    }
}
