//! `handbook report`: one screen, or a list for another program.

use crate::analysis::Analysis;
use crate::commands::cli::HandbookArguments;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::{pipeline, summary};
use crate::day::{Day, Period};
use crate::govern::acknowledgements::acknowledgements;
use crate::govern::gaps::Gaps;
use crate::report::acknowledgements::AcknowledgementReport;
use crate::report::gaps::GapsReport;
use crate::report::news::{Digest, DigestScope};
use crate::report::{lists, screen};
use crate::site::people::{People, Who};
use clap::{Args, Subcommand, ValueEnum};

/// `handbook report`
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct ReportCommand {
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub reading: HandbookArguments,
    /// The kind of report [default: a summary].
    #[command(subcommand)]
    pub kind: Option<ReportKind>,
}

/// Reports for other programs.
#[derive(Debug, Subcommand)]
pub enum ReportKind {
    /// A table of all pages for an audit (CSV).
    Register(HandbookArguments),
    /// The days on which reviews are due (iCalendar).
    Ics(HandbookArguments),
    /// Who has acknowledged which version of which page, and who has not yet.
    #[command(after_help = "Example: handbook report acknowledgements --format csv")]
    Acknowledgements(AcknowledgementsCommand),
    /// List the pages and searches that fail readers most, from gaps.csv.
    Gaps(GapsCommand),
    /// What each owner has to do, or what happened since a day; empty if there is nothing to say.
    #[command(after_help = "Example: handbook report digest --since 7d --section policies")]
    Digest(DigestCommand),
}

/// `handbook report digest`
#[derive(Args, Debug)]
pub struct DigestCommand {
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub reading: HandbookArguments,
    /// What changed, was decided, falls due and waits since this day: `7d`, or `2026-11-15`.
    #[arg(long, value_name = "DAY")]
    pub since: Option<String>,
    /// Only pages and follow-ups of this person, team or role.
    #[arg(long, visible_alias = "team", value_name = "WHO", requires = "since")]
    pub owner: Option<String>,
    /// Only pages of this section.
    #[arg(long, value_name = "SECTION", requires = "since")]
    pub section: Option<String>,
    /// The output format.
    #[arg(long, value_enum, default_value_t = DigestFormat::Markdown, requires = "since")]
    pub format: DigestFormat,
}

/// How a digest is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DigestFormat {
    /// For chat and mail.
    Markdown,
    /// For programs.
    Json,
    /// For mail programs that show HTML: a whole document without any file beside it.
    Html,
}

/// `handbook report acknowledgements`
#[derive(Args, Debug)]
pub struct AcknowledgementsCommand {
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub reading: HandbookArguments,
    /// The output format.
    #[arg(long, value_enum, default_value_t = TableFormat::Human)]
    pub format: TableFormat,
}

/// `handbook report gaps`
#[derive(Args, Debug)]
pub struct GapsCommand {
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub reading: HandbookArguments,
    /// The output format.
    #[arg(long, value_enum, default_value_t = TableFormat::Human)]
    pub format: TableFormat,
}

/// How acknowledgements and gaps are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For people.
    Human,
    /// For programs.
    Json,
    /// For spreadsheets and auditors.
    Csv,
}

/// Prints the report. It never fails because of what it says; only because of what could not be
/// read.
pub fn run(options: &ReportCommand, console: &mut Console) -> Result<Exit, Failure> {
    let reading = match &options.kind {
        None => &options.reading,
        Some(ReportKind::Register(reading) | ReportKind::Ics(reading)) => reading,
        Some(ReportKind::Acknowledgements(asked)) => &asked.reading,
        Some(ReportKind::Gaps(asked)) => &asked.reading,
        Some(ReportKind::Digest(digest)) => &digest.reading,
    };
    let handbook = pipeline::open(reading.dir.as_deref(), &reading.settings, None)?;
    let analysis = handbook.analyse();
    let Analysis { resolved, report, .. } = &analysis;
    let findings = analysis.findings([]);
    console.print(&match &options.kind {
        None => screen::screen(resolved, report, &findings),
        Some(ReportKind::Register(_)) => lists::register(resolved, report),
        Some(ReportKind::Ics(_)) => lists::calendar(resolved, report),
        Some(ReportKind::Acknowledgements(options)) => acknowledged(&analysis, options.format),
        Some(ReportKind::Gaps(options)) => gaps(&analysis, options.format),
        Some(ReportKind::Digest(options)) => match &options.since {
            None => lists::digest(resolved, report),
            Some(since) => digest(&analysis, options, since)?,
        },
    });
    Ok(summary::unjudged(&findings))
}

/// Who has acknowledged what.
fn acknowledged(analysis: &Analysis<'_>, format: TableFormat) -> String {
    let (site, today) = (analysis.site(), analysis.report.today());
    let (asked, _) = acknowledgements(site, today);
    let report = AcknowledgementReport::new(site, &asked, today);
    match format {
        TableFormat::Human => report.human(),
        TableFormat::Json => report.json(),
        TableFormat::Csv => report.csv(),
    }
}

/// What readers report as missing.
fn gaps(analysis: &Analysis<'_>, format: TableFormat) -> String {
    let gaps = Gaps::collect(analysis.site());
    let report = GapsReport::new(&analysis.resolved, &gaps);
    match format {
        TableFormat::Human => report.human(),
        TableFormat::Json => report.json(),
        TableFormat::Csv => report.csv(),
    }
}

/// What happened since a day.
fn digest(
    analysis: &Analysis<'_>,
    options: &DigestCommand,
    since: &str,
) -> Result<String, Failure> {
    let Analysis { resolved, report, .. } = analysis;
    let since = day(since, report.today()).ok_or_else(|| {
        Failure::usage(
            format!("invalid date `{since}`"),
            "write `--since 7d` for the last seven days, or a day: `--since 2026-11-15`",
        )
    })?;
    let people = resolved.site().people();
    let owner = options.owner.as_deref().map(|name| who(people, name)).transpose()?;
    if let Some(section) =
        options.section.as_ref().filter(|name| !resolved.site().has_section(name))
    {
        let help = "name a folder of the handbook, such as `policies`";
        return Err(Failure::usage(format!("no page lies in a section `{section}`"), help));
    }
    let scope = DigestScope { since, owner, section: options.section.clone() };
    let digest = Digest::new(resolved, report, &scope);
    Ok(match options.format {
        DigestFormat::Markdown => digest.markdown(),
        DigestFormat::Json => digest.json(),
        DigestFormat::Html => digest.html(resolved.site().config().language()),
    })
}

/// `7d` before today, or a day.
fn day(text: &str, today: Day) -> Option<Day> {
    let days = text.trim().strip_suffix('d').and_then(|days| days.parse::<i64>().ok());
    match days {
        Some(days) => today.checked_add_days(-days),
        None => match Period::parse(text) {
            Ok(period) => today.minus(period),
            Err(_) => Day::parse(text).ok(),
        },
    }
}

fn who(people: &People, name: &str) -> Result<Who, Failure> {
    let found = people.found(name).and_then(|who| match who {
        Who::Role(role) => people.holder(&role),
        who => Some(who),
    });
    found.ok_or_else(|| {
        Failure::usage(
            format!("no person, team or role is called `{name}`"),
            "name a person, a team or a role as people.yaml does",
        )
    })
}
