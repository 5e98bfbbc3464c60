//! The command line as clap reads it.

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

/// Turns a folder of Markdown into a company's handbook: owned, reviewed, searchable.
#[derive(Debug, Parser)]
#[command(name = "handbook", version, propagate_version = true, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Colours in messages.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}

/// When messages have colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Begin a handbook: settings, people, and the first pages that a remote company needs.
    #[command(after_help = "Example: handbook init my-handbook --title 'Meridian Handbook' --timezone Europe/Lisbon")]
    Init(Init),
    /// Begin a page: in the right place, with the keys that matter there.
    #[command(
        after_help = "Example: handbook new runbook 'The shop is down'\n         handbook new page policies/travel.md"
    )]
    New(New),
    /// Write the site.
    #[command(after_help = "Example: handbook build my-handbook --dest public --strict")]
    Build(Build),
    /// Show the site on this computer.
    #[command(after_help = "Example: handbook serve my-handbook --open")]
    Serve(Serve),
    /// Say what is wrong, without writing anything.
    #[command(after_help = "Example: handbook check my-handbook --format json --fail-on error")]
    Check(Check),
    /// Say where each value of a page comes from.
    #[command(after_help = "Example: handbook explain policies/expenses.md")]
    Explain(Explain),
    /// Say that you read a page and that it is right: shows what changed, then writes day, name and hash.
    #[command(after_help = "Example: handbook review policies/expenses.md --by ana")]
    Review(Review),
    /// Hand pages over to another owner.
    #[command(after_help = "Example: handbook reassign ben ana")]
    Reassign(Reassign),
    /// Who has to read how much in which week of the next year.
    #[command(after_help = "Example: handbook plan my-handbook")]
    Plan(Reading),
    /// One screen about the handbook; or a register, a calendar, a digest.
    #[command(after_help = "Example: handbook report digest my-handbook")]
    Report(Report),
    /// When a question about a page is answered, and where to ask it.
    #[command(after_help = "Example: handbook ask policies/expenses.md --at 'Fri 18:00' --from America/Bogota")]
    Ask(Ask),
    /// Find what answers a question, as the search of the site does.
    #[command(after_help = "Example: handbook search \"how do I claim expenses\" my-handbook\n\n\
        Phrases stand in quotes; owner:, section:, type:, tag: and state: leave only such pages:\n  \
        handbook search 'owner:ana state:stale expenses'")]
    Search(Search),
    /// Print a JSON Schema, so that editors complete and check what you write.
    #[command(after_help = "Example: handbook schema handbook > handbook.schema.json")]
    Schema(Schema),
    /// Print what makes a shell complete commands and options.
    #[command(after_help = "Example: handbook completions bash > ~/.local/share/bash-completion/completions/handbook")]
    Completions(Completions),
}

/// Which handbook, and how it is read.
#[derive(Args, Clone, Debug)]
pub struct Reading {
    /// The handbook's folder [default: here, or the nearest folder above with a handbook.yaml].
    pub dir: Option<PathBuf>,
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// How a handbook is read.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// Read this file instead of handbook.yaml.
    #[arg(short, long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Where the site will be, such as <https://handbook.example/>; feeds and the sitemap need it.
    #[arg(short = 'u', long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Drafts, too.
    #[arg(short = 'D', long)]
    pub drafts: bool,
    /// The day that counts as today: a day, or days from now such as `+30d`.
    #[arg(long, value_name = "DAY")]
    pub today: Option<String>,
    /// Take the pages for this audience and for wider ones [default: the `default_audience` of handbook.yaml].
    #[arg(long, value_name = "NAME")]
    pub audience: Option<String>,
}

/// `handbook init`
#[derive(Args, Debug)]
pub struct Init {
    /// The folder; it is made if it is not there. Where it has pages already, only handbook.yaml is written.
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// The handbook's title [default: the folder's name].
    #[arg(long)]
    pub title: Option<String>,
    /// The company's time zone, such as Europe/Lisbon [default: UTC].
    #[arg(long, value_name = "ZONE")]
    pub timezone: Option<String>,
    /// The day that counts as today.
    #[arg(long, value_name = "DAY")]
    pub today: Option<String>,
}

/// `handbook new`
#[derive(Args, Debug)]
pub struct New {
    /// What kind of page.
    #[arg(value_enum)]
    pub kind: NewKind,
    /// Its title, or its file; for a meeting also its series.
    #[arg(value_name = "TITLE|FILE")]
    pub what: String,
    /// The section [default: where most pages of the kind are].
    #[arg(long = "in", value_name = "SECTION")]
    pub section: Option<String>,
    /// Who answers [default: whoever `defaults` name, else you, as git knows you].
    #[arg(long, value_name = "WHO")]
    pub owner: Option<String>,
    /// The handbook's folder.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// What `handbook new` can begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NewKind {
    /// A page like any other.
    Page,
    /// A rule and its exceptions.
    Policy,
    /// What to do when something happens.
    Runbook,
    /// The record of a meeting, with its agenda first.
    Meeting,
    /// A question, and what came of it.
    Decision,
}

/// `handbook build`
#[derive(Args, Debug)]
pub struct Build {
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub reading: Reading,
    /// The folder to write [default: `site` in the handbook's folder].
    #[arg(short, long, value_name = "DIR", visible_aliases = ["out-dir", "output-dir", "site-dir", "destination"])]
    pub dest: Option<PathBuf>,
    /// Fail on warnings, too.
    #[arg(short, long)]
    pub strict: bool,
    /// Replace a folder that handbook did not write.
    #[arg(long)]
    pub force: bool,
    /// Say how long each part took.
    #[arg(long)]
    pub timings: bool,
    /// Say only what is wrong.
    #[arg(short, long)]
    pub quiet: bool,
    /// Show each finding, not only their numbers.
    #[arg(short, long, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// `handbook serve`
#[derive(Args, Debug)]
pub struct Serve {
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub reading: Reading,
    /// The port; the next free one when it is taken.
    #[arg(short, long, default_value_t = 4000)]
    pub port: u16,
    /// Fail when the port is taken.
    #[arg(long)]
    pub strict_port: bool,
    /// The address to listen on; anything but loopback shows the handbook to your network.
    #[arg(long, visible_alias = "bind", value_name = "ADDRESS", default_value = "127.0.0.1", value_parser = host)]
    pub host: IpAddr,
    /// Open the site in a browser.
    #[arg(long)]
    pub open: bool,
    /// Look at the files again and again, where the system does not tell of changes.
    #[arg(long)]
    pub poll: bool,
    /// Show the findings of a page in the browser.
    #[arg(long, value_name = "on|off", default_value = "on", value_parser = on_or_off, action = ArgAction::Set)]
    pub panel: bool,
}

/// An address; `localhost` is what most people call theirs.
fn host(text: &str) -> Result<IpAddr, String> {
    if text.eq_ignore_ascii_case("localhost") {
        return Ok(Ipv4Addr::LOCALHOST.into());
    }
    text.parse().map_err(|_| "write an address, such as `127.0.0.1`, or `0.0.0.0` for all".to_owned())
}

fn on_or_off(text: &str) -> Result<bool, String> {
    match text {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err("write `on` or `off`".to_owned()),
    }
}

/// `handbook check`
#[derive(Args, Debug)]
pub struct Check {
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub reading: Reading,
    /// How findings are printed.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Exit with 1 from this severity on, or for this rule; can be given more than once.
    #[arg(long, value_name = "SEVERITY|RULE", default_value = "warning", value_delimiter = ',')]
    pub fail_on: Vec<String>,
    /// Only findings in files that changed since this commit or branch; a pull request is judged by what it touched.
    #[arg(long, value_name = "REF")]
    pub changed_since: Option<String>,
    /// Only findings that are not in this report, made earlier with `--format json`.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Only findings in pages of this person, team or role.
    #[arg(long, value_name = "WHO")]
    pub owner: Option<String>,
    /// Only findings of this rule; can be given more than once.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub rule: Vec<String>,
    /// Exit with 3 where the history of pages is not known.
    #[arg(long)]
    pub require_history: bool,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people at a terminal.
    Human,
    /// For machines: totals, pages, findings.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions; what does not fit goes to the summary of the step.
    Github,
    /// `JUnit` XML: a page is a test.
    Junit,
    /// A table.
    Csv,
}

/// A page, and the handbook that it is in.
#[derive(Args, Debug)]
pub struct OnePage {
    /// The page: its file or its address.
    pub page: String,
    /// The handbook's folder [default: the page's, here, or the nearest folder above with a handbook.yaml].
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// The same, as other commands take it.
    #[arg(long, value_name = "DIR", conflicts_with = "folder", hide = true)]
    pub dir: Option<PathBuf>,
}

/// `handbook explain`
#[derive(Args, Debug)]
pub struct Explain {
    /// Which page.
    #[command(flatten)]
    pub page: OnePage,
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// `handbook ask`
#[derive(Args, Debug)]
pub struct Ask {
    /// Which page.
    #[command(flatten)]
    pub page: OnePage,
    /// When it is asked: `2026-11-20 18:00`, `18:00`, `Fri 18:00`, by your clock [default: now].
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Your time zone, such as America/Bogota [default: the handbook's].
    #[arg(long, value_name = "ZONE")]
    pub from: Option<String>,
    /// For machines.
    #[arg(long)]
    pub json: bool,
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// `handbook review`
#[derive(Args, Debug)]
pub struct Review {
    /// The pages: their files or their addresses.
    #[arg(required = true)]
    pub pages: Vec<String>,
    /// Who read them [default: you, as git knows you].
    #[arg(long, value_name = "WHO")]
    pub by: Option<String>,
    /// A note on the review; needed for more than ten pages at once.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// The handbook's folder.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// How it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// `handbook reassign`
#[derive(Args, Debug)]
pub struct Reassign {
    /// Who answers now.
    pub old: String,
    /// Who shall answer.
    pub new: String,
    /// The handbook's folder.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// How it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// `handbook report`
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Report {
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub reading: Reading,
    /// Another report than one screen.
    #[command(subcommand)]
    pub kind: Option<ReportKind>,
}

/// Reports for other programs.
#[derive(Debug, Subcommand)]
pub enum ReportKind {
    /// A table of all pages for an audit (CSV).
    Register(Reading),
    /// The days on which reviews are due (iCalendar).
    Ics(Reading),
    /// What each owner has to do (Markdown); nothing where there is nothing to do.
    Digest(Reading),
}

/// `handbook search`
#[derive(Args, Debug)]
pub struct Search {
    /// Words, a question, phrases in quotes, filters such as owner:ana.
    pub query: String,
    /// The handbook's folder [default: here, or the nearest folder above with a handbook.yaml].
    pub dir: Option<PathBuf>,
    /// For programs.
    #[arg(long)]
    pub json: bool,
    /// At most so many hits.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// How it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// `handbook schema`
#[derive(Args, Debug)]
pub struct Schema {
    /// What is to be checked [default: all of them, in one object].
    #[arg(value_enum)]
    pub of: Option<SchemaOf>,
}

/// `handbook completions`
#[derive(Args, Debug)]
pub struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// handbook.yaml
    Handbook,
    /// people.yaml
    People,
    /// The front matter of pages.
    FrontMatter,
}
