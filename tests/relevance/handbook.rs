//! A handbook as the index sees it, read as the program reads it.

use handbook::internals::config::Config;
use handbook::internals::day::Day;
use handbook::internals::disk;
use handbook::internals::govern;
use handbook::internals::history::{History, UnknownHistory};
use handbook::internals::load::{self, HandbookFiles, LoadOptions};
use handbook::internals::resolve;
use handbook::internals::search::index::Index;
use handbook::internals::site::Site;
use handbook::internals::source::Source;
use handbook::internals::theme::Words;
use std::path::Path;
use std::sync::Arc;

/// Reads all pages of a folder, without its settings.
pub fn read(root: &Path) -> Site {
    let content =
        ["content", "docs"].into_iter().find(|name| root.join(name).is_dir()).unwrap_or_default();
    let (tree, _) = disk::HandbookReader::new(root, vec![root.join("site")]).folder(content);
    let files =
        HandbookFiles { pages: tree.pages, partials: tree.partials, ..HandbookFiles::default() };
    let options = LoadOptions {
        content: content.to_owned(),
        folder: "handbook".to_owned(),
        ..LoadOptions::default()
    };
    load::load(Config::default(), files, &options).0
}

/// Pages with these paths and texts.
pub fn of(pages: Vec<(String, String)>) -> Site {
    let pages = pages.into_iter().map(|(path, text)| Source::new(path, text)).collect();
    let files = HandbookFiles { pages, ..HandbookFiles::default() };
    load::load(Config::default(), files, &LoadOptions::default()).0
}

/// The index of a handbook; nothing is known of its history.
pub fn index(site: &Site) -> Index {
    let (resolved, _) = resolve::resolve(site);
    let today = Day::parse("2026-11-22").expect("a day");
    let history = Arc::new(History::missing(UnknownHistory::NoRepository));
    let report = govern::judge(
        &resolved,
        &history,
        today,
        &mut |_| None,
        &mut govern::ReportCache::default(),
    );
    Index::build(&resolved, &report, &Words::default())
}
