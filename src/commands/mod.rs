//! The commands: where everything with effects comes together.

mod ask;
mod browser;
mod build;
mod check;
mod cli;
mod completions;
mod console;
mod doctor;
mod edit;
mod explain;
mod failure;
mod follow_ups;
mod init;
mod mcp;
mod man;
mod mv;
mod new;
mod pipeline;
mod plan;
mod progress;
mod reassign;
mod report;
mod retire;
mod review;
mod schema;
mod search;
mod serve;
mod show;
mod summary;

use clap::{Parser, Subcommand};
use cli::{Color, HandbookArguments};
use console::Console;

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

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create a handbook with the first pages that a remote company needs, or make the pages of
    /// another tool one.
    #[command(
        after_help = "Example: handbook init my-handbook --title 'Meridian Handbook' --timezone \
            Europe/Lisbon\n         handbook init --from mkdocs ."
    )]
    Init(init::Init),
    /// Create a page in the right place, with the front matter that it needs.
    #[command(
        after_help = "Example: handbook new runbook 'The shop is down'\n         handbook new page \
            policies/travel.md"
    )]
    New(new::New),
    /// Build the site.
    #[command(after_help = "Example: handbook build my-handbook --dest public --strict")]
    Build(build::Build),
    /// Preview the site on this computer and reload it after each change.
    #[command(after_help = "Example: handbook serve my-handbook --open")]
    Serve(serve::Serve),
    /// Check the handbook without writing anything.
    #[command(after_help = "Example: handbook check my-handbook --format json --fail-on error")]
    Check(check::CheckCommand),
    /// Show where each value of a page comes from.
    #[command(after_help = "Example: handbook explain policies/expenses.md")]
    Explain(explain::Explain),
    /// Print the text of a page, as it is now or as it was on a day.
    #[command(after_help = "Example: handbook show policies/expenses.md --on 2026-03-01")]
    Show(show::Show),
    /// Record that you reviewed a page: show what changed, then write the date, your name and a
    /// hash.
    #[command(after_help = "Example: handbook review policies/expenses.md --by ana")]
    Review(review::ReviewCommand),
    /// Move pages from one owner to another.
    #[command(after_help = "Example: handbook reassign ben ana")]
    Reassign(reassign::Reassign),
    /// Move a page or section, rewrite every link to it, and redirect its old address.
    #[command(
        after_help = "Example: handbook mv policies/travel.md travel/trips.md --dry-run\n         \
            handbook mv policies/travel travel"
    )]
    Mv(mv::Move),
    /// Mark a page as replaced by another, and send readers there.
    #[command(after_help = "Example: handbook retire policies/travel-2024.md --instead \
            policies/travel.md")]
    Retire(retire::Retire),
    /// Show how many reviews each owner has in each week of the next year.
    #[command(after_help = "Example: handbook plan my-handbook")]
    Plan(HandbookArguments),
    /// List follow-ups: the tasks in meetings, decisions and brainstorms.
    #[command(after_help = "Example: handbook follow-ups --owner ana --overdue")]
    FollowUps(follow_ups::FollowUpsCommand),
    /// Summarize the handbook, or print a register, a calendar or a digest.
    #[command(after_help = "Example: handbook report digest my-handbook")]
    Report(report::ReportCommand),
    /// Show where to ask about a page, and when to expect an answer.
    #[command(after_help = "Example: handbook ask policies/expenses.md --at 'Fri 18:00' --from \
            America/Bogota")]
    Ask(ask::AskCommand),
    /// Search the handbook, with the same results as the site.
    #[command(after_help = "Example: handbook search \"how do I claim expenses\" my-handbook\n\n\
        Phrases stand in quotes; owner:, section:, type:, tag: and state: leave only such \
        pages:\n  \
        handbook search 'owner:ana state:stale expenses'")]
    Search(search::SearchCommand),
    /// Answer assistants and agents over the Model Context Protocol, on standard input and output.
    #[command(after_help = "Example: handbook mcp my-handbook --audience staff")]
    Mcp(mcp::McpCommand),
    /// Print the JSON Schemas that let editors complete and validate your files.
    #[command(after_help = "Example: handbook schema handbook > handbook.schema.json")]
    Schema(schema::Schema),
    /// Show what is configured, what was detected, and what to do next.
    #[command(after_help = "Example: handbook doctor my-handbook")]
    Doctor(HandbookArguments),
    /// Write manual pages.
    #[command(hide = true)]
    Man(man::ManPages),
    /// Generate shell completions.
    #[command(after_help = "Example: handbook completions bash > \
            ~/.local/share/bash-completion/completions/handbook")]
    Completions(completions::Completions),
}

/// Runs the command that the arguments of the process name. The number is the exit code.
pub fn run() -> u8 {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are asked for; everything else is wrong use.
            let _ = error.print();
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    let mut console = Console::new(cli.color);
    let ended = match &cli.command {
        Command::Init(options) => init::run(options, &mut console),
        Command::New(options) => new::run(options, &mut console),
        Command::Build(options) => build::run(options, &mut console),
        Command::Serve(options) => serve::run(options, &mut console),
        Command::Check(options) => check::run(options, &mut console),
        Command::Explain(options) => explain::run(options, &mut console),
        Command::Show(options) => show::run(options, &mut console),
        Command::Review(options) => review::run(options, &mut console),
        Command::Reassign(options) => reassign::run(options, &mut console),
        Command::Mv(options) => mv::run(options, &mut console),
        Command::Retire(options) => retire::run(options, &mut console),
        Command::FollowUps(options) => follow_ups::run(options, &mut console),
        Command::Plan(options) => plan::run(options, &mut console),
        Command::Report(options) => report::run(options, &mut console),
        Command::Ask(options) => ask::run(options, &mut console),
        Command::Search(options) => search::run(options, &mut console),
        Command::Mcp(options) => mcp::run(options, &mut console),
        Command::Schema(options) => schema::run(options, &mut console),
        Command::Doctor(options) => doctor::run(options, &mut console),
        Command::Man(options) => man::run(options, &mut console),
        Command::Completions(options) => completions::run(options, &mut console),
    };
    let exit = ended.unwrap_or_else(|failure| {
        console.say(&failure.to_string());
        failure.exit()
    });
    exit as u8
}
