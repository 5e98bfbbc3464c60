//! `handbook explain PAGE`: where each value of a page comes from.

use crate::analysis::Analysis;
use crate::commands::cli::{OnePage, Settings};
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline::{self, Handbook};
use crate::disk;
use crate::report::explain;
use crate::site::{Page, PageId, Site};
use crate::suggest;
use clap::Args;
use std::path::{Path, PathBuf};

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

/// Explains one page.
pub fn run(options: &Explain, console: &mut Console) -> Result<Exit, Failure> {
    let (handbook, page) = open(&options.page, &options.settings)?;
    let Analysis { resolved, report, policies, .. } = &handbook.analyse();
    console.print(&explain::page(resolved, report, policies, page));
    Ok(Exit::Fine)
}

/// The page that is named, and the handbook that it is in.
pub fn open(named: &OnePage, settings: &Settings) -> Result<(Handbook, PageId), Failure> {
    let dir = named.folder.as_deref().or(named.dir.as_deref());
    let (dir, pages) = located(dir, std::slice::from_ref(&named.page));
    let handbook = pipeline::open(dir.as_deref(), settings, None)?;
    let page = find(&handbook.site, pages.first().unwrap_or(&named.page))?;
    Ok((handbook, page))
}

/// The handbook that pages lie in which are named by their files as seen from here, and the pages
/// as it names them. What is no file from here stays as it is: the handbook may know it.
pub fn located(dir: Option<&Path>, pages: &[String]) -> (Option<PathBuf>, Vec<String>) {
    let files: Vec<Option<PathBuf>> =
        pages.iter().map(|page| disk::real_file(Path::new(page))).collect();
    let above = || pipeline::root_above(files.iter().flatten().next()?).map(Path::to_owned);
    let Some(root) = dir.and_then(|dir| disk::real_folder(dir).ok()).or_else(above) else {
        return (dir.map(Path::to_owned), pages.to_vec());
    };
    let named = |(page, file): (&String, &Option<PathBuf>)| {
        let inside = file.as_ref().and_then(|file| file.strip_prefix(&root).ok());
        inside.map_or_else(|| page.clone(), |path| path.to_string_lossy().replace('\\', "/"))
    };
    let names = pages.iter().zip(&files).map(named).collect();
    (Some(root), names)
}

/// A page by its file, seen from the handbook or from content, or by its address; not to be found
/// is a failure.
pub fn find(site: &Site, asked: &str) -> Result<PageId, Failure> {
    if asked.trim().is_empty() {
        return Err(Failure::usage(
            "an empty name names no page",
            "name a file, or `/` for the home page",
        ));
    }
    let name = asked.trim_start_matches("./").trim_matches('/');
    let is_it = |page: &Page| {
        let path = page.source().path();
        let address = site.address(page).as_str().trim_end_matches('/');
        path == name || site.content().within(path) == Some(name) || address == name
    };
    site.page_ids().find(|id| is_it(site.page(*id))).ok_or_else(|| not_found(site, asked))
}

/// The last part of a path.
fn last(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or(path)
}

fn not_found(site: &Site, name: &str) -> Failure {
    let paths = site.pages().iter().map(|page| page.source().path());
    let stems = site.pages().iter().map(|page| last(site.tree().node(page.node()).stem()));
    let help = match suggest::nearest(name, paths)
        .or_else(|| suggest::nearest(last(name).trim_end_matches(".md"), stems))
    {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "name the file of a page, seen from the handbook's folder, or its address".to_owned()
        }
    };
    Failure::usage(format!("there is no page `{name}`"), help)
}
