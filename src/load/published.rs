//! Under which paths files are published.

use super::{LoadOptions, below, publishing};
use crate::site::files::SiteFiles;
use crate::site::refusal::Refusal;
use std::collections::BTreeMap;

/// The files that may be published with the path they have in the site, those that are in any case
/// (`static/` is the site's root), and those that are refused.
pub(super) fn files(
    others: Vec<String>,
    fixed: Vec<String>,
    refused: BTreeMap<String, Refusal>,
    options: &LoadOptions,
) -> SiteFiles {
    let in_site = |path: &str| below(path, &options.content).unwrap_or(path).to_owned();
    // Many hosts send no folders with a dot.
    let shown = |path: &str| {
        let parts = path.split('/').map(|part| {
            let is_one = publishing::ATTACHMENTS.contains(&part);
            part.strip_prefix('.').filter(|_| is_one).unwrap_or(part)
        });
        parts.collect::<Vec<_>>().join("/")
    };
    let from_static = |path: &str| {
        in_site(path).strip_prefix("static/").map_or_else(|| in_site(path), str::to_owned)
    };
    let mut files: BTreeMap<String, String> =
        others.into_iter().map(|path| (path.clone(), shown(&in_site(&path)))).collect();
    files.extend(fixed.iter().map(|path| (path.clone(), from_static(path))));
    let fixed = fixed.into_iter().collect();
    SiteFiles { published: files, fixed, refused, ..SiteFiles::default() }
}
