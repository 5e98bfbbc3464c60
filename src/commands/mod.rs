//! The commands: where everything with effects comes together.

mod ask;
mod browser;
mod build;
mod check;
pub mod cli;
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

use clap::Parser;
use cli::{Cli, Command};
use console::Console;

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
