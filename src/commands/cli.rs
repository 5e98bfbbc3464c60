//! The command line as clap reads it.

mod pages;
mod schemas;

use crate::commands::init::ci::CiHost;
use crate::commands::init::templates::InitTemplate;
use crate::config::neighbour::Tool;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use strum::IntoEnumIterator;

pub use pages::{AcknowledgementsCommand, GapsCommand, Move, Retire, Show, TableFormat};
pub use schemas::{Schema, SchemaOf};

/// Turn a folder of Markdown into a company handbook with owners, review dates and search.
#[derive(Debug, Parser)]
#[command(name = "handbook", version, propagate_version = true, arg_required_else_help = true)]
pub struct Cli {
    /// The command to run.
    #[command(subcommand)]
    pub command: Command,
    /// When to use colors.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}

/// When messages are colored.
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
    /// Create a handbook with the first pages that a remote company needs, or make the pages of
    /// another tool one.
    #[command(
        after_help = "Example: handbook init my-handbook --title 'Meridian Handbook' --timezone \
            Europe/Lisbon\n         handbook init --from mkdocs ."
    )]
    Init(Init),
    /// Create a page in the right place, with the front matter that it needs.
    #[command(
        after_help = "Example: handbook new runbook 'The shop is down'\n         handbook new page \
            policies/travel.md"
    )]
    New(New),
    /// Build the site.
    #[command(after_help = "Example: handbook build my-handbook --dest public --strict")]
    Build(Build),
    /// Preview the site on this computer and reload it after each change.
    #[command(after_help = "Example: handbook serve my-handbook --open")]
    Serve(Serve),
    /// Check the handbook without writing anything.
    #[command(after_help = "Example: handbook check my-handbook --format json --fail-on error")]
    Check(CheckCommand),
    /// Show where each value of a page comes from.
    #[command(after_help = "Example: handbook explain policies/expenses.md")]
    Explain(Explain),
    /// Print the text of a page, as it is now or as it was on a day.
    #[command(after_help = "Example: handbook show policies/expenses.md --on 2026-03-01")]
    Show(Show),
    /// Record that you reviewed a page: show what changed, then write the date, your name and a
    /// hash.
    #[command(after_help = "Example: handbook review policies/expenses.md --by ana")]
    Review(ReviewCommand),
    /// Move pages from one owner to another.
    #[command(after_help = "Example: handbook reassign ben ana")]
    Reassign(Reassign),
    /// Move a page or section, rewrite every link to it, and redirect its old address.
    #[command(
        after_help = "Example: handbook mv policies/travel.md travel/trips.md --dry-run\n         \
            handbook mv policies/travel travel"
    )]
    Mv(Move),
    /// Mark a page as replaced by another, and send readers there.
    #[command(after_help = "Example: handbook retire policies/travel-2024.md --instead \
            policies/travel.md")]
    Retire(Retire),
    /// Show how many reviews each owner has in each week of the next year.
    #[command(after_help = "Example: handbook plan my-handbook")]
    Plan(HandbookArguments),
    /// List follow-ups: the tasks in meetings, decisions and brainstorms.
    #[command(after_help = "Example: handbook follow-ups --owner ana --overdue")]
    FollowUps(FollowUpsCommand),
    /// Summarize the handbook, or print a register, a calendar or a digest.
    #[command(after_help = "Example: handbook report digest my-handbook")]
    Report(ReportCommand),
    /// Show where to ask about a page, and when to expect an answer.
    #[command(after_help = "Example: handbook ask policies/expenses.md --at 'Fri 18:00' --from \
            America/Bogota")]
    Ask(AskCommand),
    /// Search the handbook, with the same results as the site.
    #[command(after_help = "Example: handbook search \"how do I claim expenses\" my-handbook\n\n\
        Phrases stand in quotes; owner:, section:, type:, tag: and state: leave only such \
        pages:\n  \
        handbook search 'owner:ana state:stale expenses'")]
    Search(SearchCommand),
    /// Answer assistants and agents over the Model Context Protocol, on standard input and output.
    #[command(after_help = "Example: handbook mcp my-handbook --audience staff")]
    Mcp(McpCommand),
    /// Print the JSON Schemas that let editors complete and validate your files.
    #[command(after_help = "Example: handbook schema handbook > handbook.schema.json")]
    Schema(Schema),
    /// Show what is configured, what was detected, and what to do next.
    #[command(after_help = "Example: handbook doctor my-handbook")]
    Doctor(HandbookArguments),
    /// Write manual pages.
    #[command(hide = true)]
    Man(ManPages),
    /// Generate shell completions.
    #[command(after_help = "Example: handbook completions bash > \
            ~/.local/share/bash-completion/completions/handbook")]
    Completions(Completions),
}

/// Which handbook, and how it is read.
#[derive(Args, Clone, Debug)]
pub struct HandbookArguments {
    /// The handbook's folder [default: here, or the nearest folder above with a handbook.yaml].
    pub dir: Option<PathBuf>,
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// How a handbook is read.
#[derive(Args, Clone, Debug, Default)]
pub struct Settings {
    /// Read this file instead of handbook.yaml.
    #[arg(short, long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Where the site will be, such as `https://handbook.example/`; feeds and the sitemap need it.
    #[arg(short = 'u', long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Include drafts.
    #[arg(short = 'D', long)]
    pub drafts: bool,
    /// Use this date as today's: a date such as `2026-11-22`, or an offset such as `+30d`.
    #[arg(long, value_name = "DAY")]
    pub today: Option<String>,
    /// Publish pages for this audience and wider ones [default: `default_audience` in
    /// handbook.yaml].
    #[arg(long, value_name = "NAME")]
    pub audience: Option<String>,
    /// The tool whose settings are read where handbook.yaml says nothing, if not the first found.
    #[arg(skip)]
    pub tool: Option<Tool>,
}

/// `handbook init`
#[derive(Args, Debug)]
pub struct Init {
    /// The folder, created if it does not exist. If it already has pages, only handbook.yaml and
    /// the report migration.md are written.
    #[arg(default_value = ".")]
    pub dir: PathBuf,
    /// The handbook's title [default: the folder's name].
    #[arg(long)]
    pub title: Option<String>,
    /// The company's time zone, such as Europe/Lisbon [default: UTC].
    #[arg(long, value_name = "ZONE")]
    pub timezone: Option<String>,
    /// What the new handbook has to begin with. Sample policies and runbooks are drafts to adapt.
    #[arg(long, value_enum, value_name = "TEMPLATE", default_value_t)]
    pub template: InitTemplate,
    /// The tool that the pages in the folder were written for. `auto` finds it by its files.
    #[arg(
        long,
        value_name = "TOOL",
        default_value = "auto",
        value_parser = origin()
    )]
    pub from: Origin,
    /// Also write callouts, wikilinks and references of other tools as plain Markdown, where the
    /// page stays exactly the same. Everything must be committed in git.
    #[arg(long)]
    pub rewrite: bool,
    /// Also write the file that makes CI check the handbook. If there is a handbook.yaml already,
    /// write only that file.
    #[arg(long, value_enum, value_name = "HOST")]
    pub ci: Option<CiHost>,
    /// Use this date as today's.
    #[arg(long, value_name = "DAY")]
    pub today: Option<String>,
}

/// Where pages come from: a tool, or the one that their folder looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin(pub Option<Tool>);

fn origin() -> impl TypedValueParser<Value = Origin> {
    let names = std::iter::once("auto").chain(Tool::iter().map(Tool::id));
    let tool = |name: String| Origin(Tool::iter().find(|tool| tool.id() == name));
    PossibleValuesParser::new(names).map(tool)
}

/// `handbook man`
#[derive(Args, Debug)]
pub struct ManPages {
    /// The folder for the manual pages, created if it does not exist.
    pub dir: PathBuf,
}

/// `handbook new`
#[derive(Args, Debug)]
pub struct New {
    /// The kind of page.
    #[arg(value_enum)]
    pub kind: NewKind,
    /// Its title or its file; for a meeting, its series.
    #[arg(value_name = "TITLE|FILE")]
    pub what: String,
    /// The section [default: the one with the most pages of this kind].
    #[arg(long = "in", value_name = "SECTION")]
    pub section: Option<String>,
    /// The owner [default: the owner in `defaults`, or else your git user].
    #[arg(long, value_name = "WHO")]
    pub owner: Option<String>,
    /// The handbook's folder.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// What `handbook new` can create.
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
    /// A question that is put to people over days.
    Brainstorm,
}

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

/// `handbook serve`
#[derive(Args, Debug)]
pub struct Serve {
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub reading: HandbookArguments,
    /// The port; if it is in use, the next free one.
    #[arg(short, long, default_value_t = 4000)]
    pub port: u16,
    /// Fail if the port is in use.
    #[arg(long)]
    pub strict_port: bool,
    /// The address to listen on; any address but loopback exposes the handbook to your network.
    #[arg(
        long,
        visible_alias = "bind",
        value_name = "ADDRESS",
        default_value = "127.0.0.1",
        value_parser = host
    )]
    pub host: IpAddr,
    /// Open the site in a browser.
    #[arg(long)]
    pub open: bool,
    /// Poll for changes instead of using file system events.
    #[arg(long)]
    pub poll: bool,
    /// Show the findings of a page in the browser.
    #[arg(
        long,
        value_name = "on|off",
        default_value = "on",
        value_parser = on_or_off,
        action = ArgAction::Set
    )]
    pub panel: bool,
    /// Also answer assistants on this computer, over the Model Context Protocol at `/-/mcp`.
    #[arg(long)]
    pub mcp: bool,
}

/// An address; `localhost` is what most people call theirs.
fn host(text: &str) -> Result<IpAddr, String> {
    if text.eq_ignore_ascii_case("localhost") {
        return Ok(Ipv4Addr::LOCALHOST.into());
    }
    text.parse()
        .map_err(|_| "write an address, such as `127.0.0.1`, or `0.0.0.0` for all".to_owned())
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

/// `handbook follow-ups`
#[derive(Args, Debug)]
pub struct FollowUpsCommand {
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub reading: HandbookArguments,
    /// Only those of this person, team or role.
    #[arg(long, value_name = "WHO")]
    pub owner: Option<String>,
    /// Only those whose day has passed.
    #[arg(long)]
    pub overdue: bool,
    /// Also those that are done.
    #[arg(long)]
    pub all: bool,
    /// The output format.
    #[arg(long, value_enum, default_value_t = FollowUpFormat::Human)]
    pub format: FollowUpFormat,
}

/// How follow-ups are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FollowUpFormat {
    /// For people at a terminal.
    Human,
    /// As JSON.
    Json,
    /// A table (CSV).
    Csv,
    /// The days on which they are due (iCalendar).
    Ics,
    /// A list for chat or mail.
    Markdown,
}

/// A page, and the handbook that it is in.
#[derive(Args, Debug)]
pub struct OnePage {
    /// The page: its file or its address.
    pub page: String,
    /// The handbook's folder [default: the page's, here, or the nearest folder above with a
    /// handbook.yaml].
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// The same, as other commands take it.
    #[arg(long, value_name = "DIR", conflicts_with = "folder", hide = true)]
    pub dir: Option<PathBuf>,
}

/// `handbook explain`
#[derive(Args, Debug)]
pub struct Explain {
    /// The page.
    #[command(flatten)]
    pub page: OnePage,
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// `handbook ask`
#[derive(Args, Debug)]
pub struct AskCommand {
    /// The page.
    #[command(flatten)]
    pub page: OnePage,
    /// The time of the question in your time zone, such as `2026-11-20 18:00` or `Fri 18:00`
    /// [default: now].
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// Your time zone, such as America/Bogota [default: the handbook's].
    #[arg(long, value_name = "ZONE")]
    pub from: Option<String>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// Which handbook, and how it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// `handbook review`
#[derive(Args, Debug)]
pub struct ReviewCommand {
    /// The pages: their files or their addresses.
    #[arg(required = true)]
    pub pages: Vec<String>,
    /// The reviewer [default: your git user].
    #[arg(long, value_name = "WHO")]
    pub by: Option<String>,
    /// A note on the review; required for more than ten pages at once.
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
    /// The current owner.
    pub old: String,
    /// The new owner.
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

/// `handbook search`
#[derive(Args, Debug)]
pub struct SearchCommand {
    /// Words, a question, quoted phrases, or filters such as owner:ana.
    pub query: String,
    /// The handbook's folder [default: here, or the nearest folder above with a handbook.yaml].
    pub dir: Option<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// The maximum number of pages.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
    /// How it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// `handbook mcp`
#[derive(Args, Debug)]
pub struct McpCommand {
    /// The handbook's folder [default: here, or the nearest folder above with a handbook.yaml].
    pub dir: Option<PathBuf>,
    /// How it is read, and for whom.
    #[command(flatten)]
    pub settings: Settings,
}

/// `handbook completions`
#[derive(Args, Debug)]
pub struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}
