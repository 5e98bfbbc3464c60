//! `handbook man`: manual pages, for releases.

use crate::commands::Cli;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure, unwritten};
use crate::disk;
use clap::{Args, CommandFactory};
use clap_mangen::Man;
use std::path::PathBuf;

/// `handbook man`
#[derive(Args, Debug)]
pub struct ManPages {
    /// The folder for the manual pages, created if it does not exist.
    pub dir: PathBuf,
}

/// Writes one page for the program, and one for each command.
pub fn run(options: &ManPages, console: &mut Console) -> Result<Exit, Failure> {
    let pages = pages().map_err(|error| unwritten("handbook.1", &error))?;
    let files: Vec<(&str, &str)> =
        pages.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    disk::make_folder(&options.dir)
        .map_err(|error| unwritten(&options.dir.display().to_string(), &error))?;
    disk::create(&options.dir, &files).map_err(|(path, error)| unwritten(&path, &error))?;
    console.say(&format!("{} pages in `{}`\n", files.len(), options.dir.display()));
    Ok(Exit::Fine)
}

fn pages() -> std::io::Result<Vec<(String, String)>> {
    let mut program = Cli::command();
    program.build();
    let commands = program.get_subcommands().filter(|command| !command.is_hide_set());
    let page = |command: clap::Command| {
        let man = Man::new(command);
        let mut text = Vec::new();
        man.render(&mut text)?;
        Ok((man.get_filename(), String::from_utf8_lossy(&text).into_owned()))
    };
    std::iter::once(program.clone()).chain(commands.cloned()).map(page).collect()
}
