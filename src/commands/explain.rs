//! `handbook explain PAGE`: where each value of a page comes from.

use crate::commands::cli;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline;
use crate::govern::urgency::Policies;
use crate::near;
use crate::report::explain;
use crate::resolve;
use crate::site::{Page, PageId, Site};

/// Explains one page.
pub fn run(options: &cli::Explain, console: &mut Console) -> Result<Exit, Failure> {
    let handbook = pipeline::open(options.dir.as_deref(), &options.settings, None)?;
    let (resolved, _) = resolve::resolve(&handbook.site);
    let page = find(&handbook.site, &options.page)?;
    let report = pipeline::govern(&handbook, &resolved);
    let policies = Policies::new(&resolved, handbook.today);
    console.print(&explain::page(&resolved, &report, &policies, page));
    Ok(Exit::Fine)
}

/// A page by its file, seen from the handbook or from content, or by its address; not to be found is a failure.
pub fn find(site: &Site, asked: &str) -> Result<PageId, Failure> {
    let name = asked.trim_start_matches("./").trim_matches('/');
    let is_it = |page: &Page| {
        let path = page.source().path();
        let address = site.address(page).as_str().trim_end_matches('/');
        path == name || site.within_content(path) == Some(name) || address == name
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
    let help = match near::nearest(name, paths).or_else(|| near::nearest(last(name).trim_end_matches(".md"), stems)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name the file of a page, seen from the handbook's folder, or its address".to_owned(),
    };
    Failure::usage(format!("there is no page `{name}`"), help)
}
