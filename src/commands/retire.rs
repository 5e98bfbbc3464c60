//! `handbook retire PAGE --instead OTHER`: writes that another page has replaced it.

use crate::commands::cli::Settings;
use crate::commands::console::Console;
use crate::commands::edit::{self, Said, Unfit};
use crate::commands::explain;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline;
use crate::govern::edits::{self, Set};
use crate::resolve::relative;
use crate::site::Page;
use clap::Args;
use std::path::PathBuf;

/// `handbook retire`
#[derive(Args, Debug)]
pub struct Retire {
    /// The page that is out of date.
    pub page: String,
    /// The page that replaces it.
    #[arg(long, value_name = "PAGE")]
    pub instead: String,
    /// The handbook's folder.
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
    /// How it is read.
    #[command(flatten)]
    pub settings: Settings,
}

/// Writes the two keys.
pub fn run(options: &Retire, console: &mut Console) -> Result<Exit, Failure> {
    let names = [options.page.clone(), options.instead.clone()];
    let (dir, names) = explain::located(options.dir.as_deref(), &names);
    let handbook = pipeline::open(dir.as_deref(), &options.settings, None)?;
    let site = &handbook.site;
    let mut found = names.iter().map(|name| explain::find(site, name).map(|id| site.page(id)));
    let (Some(page), Some(instead)) = (found.next(), found.next()) else {
        return Err(Failure::usage("no page is named", "name the page, and `--instead` another"));
    };
    let (page, instead) = (page?, instead?);
    let path = page.source().path();
    if page.node() == instead.node() {
        let message = format!("`{path}` cannot replace itself");
        return Err(Failure::usage(message, "name another page: `--instead PAGE`"));
    }
    let other = relative(path, instead.source().path());
    let sets = [Set::new("status", "superseded"), Set::new("superseded_by", &other)];
    let change = |_: &Page, bytes: &[u8]| edits::set(bytes, &sets).map_err(Unfit::Refused);
    let done = |console: &mut Console, page: &Page| {
        let title = instead.title();
        console.say(&format!("{}: replaced by \"{title}\"\n", page.source().path()));
    };
    let said = Said { before: &|_| String::new(), done: &done };
    edit::all(&handbook, &[page], &change, console, &said)?;
    Ok(Exit::Fine)
}
