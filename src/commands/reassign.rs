//! `handbook reassign OLD NEW`: writes another owner into the pages that name the old one.

use crate::commands::cli::Settings;
use crate::commands::console::Console;
use crate::commands::edit::{self, Said, Unfit};
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline;
use crate::commands::summary;
use crate::govern::edits;
use crate::site::Page;
use crate::site::people::{Lookup, People};
use clap::Args;
use std::path::PathBuf;

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

/// Changes the pages.
pub fn run(options: &Reassign, console: &mut Console) -> Result<Exit, Failure> {
    let handbook = pipeline::open(options.dir.as_deref(), &options.settings, None)?;
    let people = handbook.site.people();
    known(people, &options.new)?;
    let pages = pipeline::pages_of(&options.old, &handbook.analyse())?;
    let is_meant = |text: &str| is_same(people, &options.old, text);
    let (own, elsewhere): (Vec<&Page>, Vec<&Page>) =
        pages.iter().map(|page| handbook.site.page(*page)).partition(|page| names(page, &is_meant));
    let change = |_: &Page, bytes: &[u8]| {
        edits::reassign(bytes, &is_meant, &options.new).map_err(Unfit::Refused)
    };
    let done = |console: &mut Console, page: &Page| {
        console.print(&format!("{}\n", page.source().path()));
    };
    edit::all(
        &handbook,
        &own,
        &change,
        console,
        &Said { before: &|_| String::new(), done: &done },
    )?;
    console.say(&format!(
        "{} handed over to `{}`\n",
        summary::plural(own.len(), "page"),
        options.new
    ));
    if !elsewhere.is_empty() {
        let pages = summary::plural(elsewhere.len(), "page");
        console.say(&format!(
            "`{}` stands for {pages} more in `defaults` or in CODEOWNERS; change it there\n",
            options.old
        ));
    }
    Ok(Exit::Fine)
}

/// Whoever shall answer must be somebody, where people are known.
pub fn known(people: &People, new: &str) -> Result<(), Failure> {
    match people.find(new) {
        Lookup::Nobody { near } if !people.is_empty() => {
            let help = near.map_or_else(
                || "add them to people.yaml first".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            Err(Failure::usage(format!("no person, team or role is called `{new}`"), help))
        }
        Lookup::Several(_) => Err(Failure::usage(
            format!("more than one is called `{new}`"),
            "write the id from people.yaml",
        )),
        _ => Ok(()),
    }
}

fn is_same(people: &People, old: &str, text: &str) -> bool {
    match (people.find(old), people.find(text)) {
        (Lookup::Found(old), Lookup::Found(who)) => old == who,
        _ => old.trim().eq_ignore_ascii_case(text.trim()),
    }
}

/// Whether the page's own front matter names the owner.
fn names(page: &Page, is_meant: &dyn Fn(&str) -> bool) -> bool {
    let own =
        page.meta().owners.iter().filter(|owner| owner.location().path() == page.source().path());
    own.into_iter().any(|owner| is_meant(owner.value()))
}
