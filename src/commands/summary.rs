//! What a command says at its end: findings, one screen about the handbook, how to look at it.

use crate::commands::console::Console;
use crate::commands::failure::Exit;
use crate::commands::pipeline::Handbook;
use crate::diag::{Finding, Rule, Severity};
use crate::disk::Published;
use crate::govern::Report;
use crate::report::human;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// Rules that a summary names; the rest is counted together.
const RULES: usize = 6;

/// Prints the findings of at least this severity, each with its place.
pub fn findings(console: &mut Console, findings: &[Finding], least: Severity) {
    for finding in findings.iter().filter(|finding| finding.severity() >= least) {
        console.say(&format!("{}\n\n", human::finding(finding, Console::columns())));
    }
}

/// Rows that the summary after the findings needs.
const SUMMARY: usize = 6;

/// Prints the worst findings, as many as a screen holds and at least one, and how to see the rest.
pub fn worst(console: &mut Console, handbook: &Handbook, findings: &[Finding], least: Severity) {
    let mut wanted: Vec<&Finding> =
        findings.iter().filter(|finding| finding.severity() >= least).collect();
    wanted.sort_by_key(|finding| Reverse(finding.severity()));
    let texts =
        wanted.iter().map(|finding| format!("{}\n\n", human::finding(finding, Console::columns())));
    let mut rows = Console::rows().saturating_sub(SUMMARY);
    let mut shown = 0;
    for text in texts {
        let needed = text.lines().count();
        if shown > 0 && needed > rows {
            break;
        }
        rows = rows.saturating_sub(needed);
        shown += 1;
        console.say(&text);
    }
    if shown < wanted.len() {
        let rest = plural(wanted.len() - shown, "more finding");
        console.say(&format!(
            "{rest}; to see all, run: handbook check {}\n\n",
            shell_word(&handbook.root)
        ));
    }
}

/// One screen: what was found, what was written, how to look at it.
pub fn built(
    console: &mut Console,
    handbook: &Handbook,
    findings: &[Finding],
    published: &Published,
    folder: &Path,
) {
    let pages = handbook.site.pages().len();
    let mut text = format!("{}: {}\n", handbook.site.title(), plural(pages, "page"));
    text += &counts(findings);
    text += &match (published.committed, published.written + published.removed) {
        (false, _) => {
            "nothing was published because of the errors above; the previous site is unchanged\n"
                .to_owned()
        }
        (true, 0) => format!("no changes in `{}`\n", folder.display()),
        (true, _) => written(published, folder),
    };
    if published.committed {
        text += &format!("to see it, run: handbook serve {} --open\n", shell_word(&handbook.root));
    }
    console.say(&text);
}

fn written(published: &Published, folder: &Path) -> String {
    let unchanged = if published.unchanged == 0 {
        String::new()
    } else {
        format!(", {} unchanged", published.unchanged)
    };
    let removed = if published.removed == 0 {
        String::new()
    } else {
        format!(", {} removed", published.removed)
    };
    format!(
        "{} written{unchanged}{removed} in `{}`\n",
        plural(published.written, "file"),
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

/// `1 page`, `2 pages`
pub fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// A path as it can be typed into a shell.
fn shell_word(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-".contains(&byte));
    if plain { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}
