//! What a command says at its end: findings, one screen about the handbook, how to look at it.

use crate::commands::console::Console;
use crate::commands::failure::Exit;
use crate::diag::{Finding, Rule, Severity};
use crate::disk::Published;
use crate::govern::Report;
use crate::report::human;
pub use crate::report::plural;
use crate::site::Site;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// Rules that a summary names; the rest is counted together.
const RULES: usize = 6;

/// The findings of at least this severity, each with its place.
pub fn findings(findings: &[Finding], least: Severity) -> String {
    findings.iter().filter(|finding| finding.severity() >= least).map(shown).collect()
}

fn shown(finding: &Finding) -> String {
    format!("{}\n\n", human::finding(finding, Console::columns()))
}

/// Rows that the summary after the findings needs.
const SUMMARY: usize = 6;

/// The worst findings, as many as a screen holds and at least one, and how to see the rest.
pub fn worst(root: &Path, findings: &[Finding], least: Severity) -> String {
    let mut wanted: Vec<&Finding> =
        findings.iter().filter(|finding| finding.severity() >= least).collect();
    wanted.sort_by_key(|finding| Reverse(finding.severity()));
    let mut rows = Console::rows().saturating_sub(SUMMARY);
    let mut text = String::new();
    let mut count = 0;
    for one in wanted.iter().map(|finding| shown(finding)) {
        let needed = one.lines().count();
        if count > 0 && needed > rows {
            break;
        }
        rows = rows.saturating_sub(needed);
        count += 1;
        text += &one;
    }
    if count < wanted.len() {
        let rest = plural(wanted.len() - count, "more finding");
        text += &format!("{rest}; to see all, run: handbook check {}\n\n", shell_word(root));
    }
    text
}

/// How many pages a handbook has, and what was found.
pub fn pages(site: &Site, findings: &[Finding]) -> String {
    let published = site.page_ids().filter(|page| site.is_published(*page)).count();
    let mut pages = plural(published, "page");
    if published < site.pages().len() {
        pages += &format!(", {}", plural(site.pages().len() - published, "draft"));
    }
    format!("{}: {pages}\n{}", site.title(), counts(findings))
}

/// What became of the site.
pub enum Outcome {
    /// It is as it was, because of errors.
    Refused,
    /// It is as it was, because it is what would be built.
    Unchanged,
    /// So many files were written, unchanged and removed.
    Written([usize; 3]),
}

impl Outcome {
    /// What a publication has come to.
    pub fn of(published: &Published) -> Self {
        match (published.committed, published.written + published.removed) {
            (false, _) => Outcome::Refused,
            (true, 0) => Outcome::Unchanged,
            (true, _) => {
                Outcome::Written([published.written, published.unchanged, published.removed])
            }
        }
    }
}

/// What was written, and how to look at it.
pub fn outcome(outcome: &Outcome, root: &Path, folder: &Path) -> String {
    let what = match outcome {
        Outcome::Refused => {
            return "nothing was published because of the errors above; the previous site is \
                    unchanged\n"
                .to_owned();
        }
        Outcome::Unchanged => format!("no changes in `{}`\n", folder.display()),
        Outcome::Written(counts) => written(*counts, folder),
    };
    format!("{what}to see it, run: handbook serve {} --open\n", shell_word(root))
}

fn written([written, unchanged, removed]: [usize; 3], folder: &Path) -> String {
    let more = |count: usize, word: &str| match count {
        0 => String::new(),
        _ => format!(", {count} {word}"),
    };
    format!(
        "{} written{}{} in `{}`\n",
        plural(written, "file"),
        more(unchanged, "unchanged"),
        more(removed, "removed"),
        folder.display()
    )
}

/// How many findings there are, by severity and by the commonest rules.
pub fn counts(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return "no problems found\n".to_owned();
    }
    let of = |severity| findings.iter().filter(|finding| finding.severity() == severity).count();
    let parts =
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Notice, "notice")];
    let parts =
        parts.iter().map(|(severity, word)| (of(*severity), word)).filter(|(count, _)| *count > 0);
    let line = parts.map(|(count, word)| plural(count, word)).collect::<Vec<_>>().join(", ");
    format!("{line}: {}\n", rules(findings))
}

/// `12 broken-link, 3 missing-image and 4 more`
fn rules(findings: &[Finding]) -> String {
    let mut counts: BTreeMap<Rule, usize> = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.rule()).or_default() += 1;
    }
    let mut counts: Vec<(usize, Rule)> =
        counts.into_iter().map(|(rule, count)| (count, rule)).collect();
    counts.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(&right.1)));
    let rest: usize = counts.iter().skip(RULES).map(|(count, _)| count).sum();
    let named: Vec<String> =
        counts.iter().take(RULES).map(|(count, rule)| format!("{count} {rule}")).collect();
    let more = if rest == 0 { String::new() } else { format!(" and {rest} more") };
    format!("{}{more}", named.join(", "))
}

/// Pages in sections that say nothing of owners or reviews, where other sections do; they are not
/// listed one by one.
pub fn ungoverned(report: &Report) -> String {
    let count = report.ungoverned();
    if count == 0 || !report.verdicts().iter().any(|verdict| verdict.is_governed) {
        return String::new();
    }
    format!(
        "{} more in sections without owners or reviews; begin in handbook.yaml: `defaults: [{{in: \
         SECTION, owner: WHO, every: 12 months}}]`\n",
        plural(count, "page")
    )
}

/// How long each part took.
pub fn timings(console: &mut Console, timings: &[(&'static str, Duration)]) {
    for (name, time) in timings {
        console.say(&format!("{:>9.1} ms  {name}\n", time.as_secs_f64() * 1000.0));
    }
}

/// How a command ends whose findings are judged by severity alone.
pub fn exit(findings: &[Finding], threshold: Severity) -> Exit {
    let reached = findings.iter().any(|finding| finding.severity() >= threshold);
    unjudged(findings).max(if reached { Exit::Findings } else { Exit::Fine })
}

/// Broken settings and content that nobody could read weigh more than any threshold.
pub fn unjudged(findings: &[Finding]) -> Exit {
    let worst = findings.iter().map(|finding| match finding.rule() {
        Rule::UnreadableFile | Rule::PageTooLarge => Exit::Unjudged,
        Rule::InvalidConfiguration => Exit::Usage,
        _ => Exit::Fine,
    });
    worst.max().unwrap_or(Exit::Fine)
}

/// A path as it can be typed into a shell.
fn shell_word(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte));
    if plain { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}
