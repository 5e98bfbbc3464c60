//! `handbook completions`: what makes a shell complete commands and options.

use crate::commands::Cli;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use clap::{Args, CommandFactory};

/// `handbook completions`
#[derive(Args, Debug)]
pub struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

/// Prints the script of one shell.
#[expect(clippy::unnecessary_wraps, reason = "all commands end in the same way")]
pub fn run(options: &Completions, console: &mut Console) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Cli::command(), "handbook", &mut script);
    console.print(&String::from_utf8_lossy(&script));
    Ok(Exit::Fine)
}
