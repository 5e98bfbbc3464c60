//! Texts whose names begin with `_`, to be included: those that no page includes are
//! on no page, and their author hears of it.

use super::below;
use crate::diag::Finding;
use crate::diag::catalogue::files::unused_partials;
use crate::site::{Page, name};
use crate::source::Source;
use std::collections::BTreeSet;

/// Names of texts that other tools show beside each page.
const AROUND: [&str; 9] =
    ["sidebar", "footer", "header", "navbar", "coverpage", "index", "toc", "template", "404"];

/// A folder whose texts other tools show, although its name begins with `_`.
const POSTS: &str = "_posts";

/// One finding for all of them, at the first.
pub(super) fn unused(partials: &[Source], pages: &[Page], content: &str) -> Option<Finding> {
    let included: BTreeSet<&str> =
        pages.iter().flat_map(|page| page.document().includes()).map(String::as_str).collect();
    let is_unused = |path: &&str| is_shown_elsewhere(path, content) && !included.contains(path);
    let mut paths: Vec<&str> = partials.iter().map(Source::path).filter(is_unused).collect();
    paths.sort_unstable();
    let first = Source::new(*paths.first()?, "");
    Some(unused_partials(first.whole(), &paths))
}

/// Whether a text may be meant for a page of its own.
fn is_shown_elsewhere(path: &str, content: &str) -> bool {
    let Some(path) = below(path, content) else { return false };
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let is_hidden = |part: &str| part.starts_with(['_', '.']) && part != POSTS;
    if name::stem(file).is_none() || folders.split('/').any(is_hidden) {
        return false;
    }
    let own = file.strip_prefix('_').and_then(name::stem);
    let is_around = own.is_some_and(|own| AROUND.iter().any(|it| own.eq_ignore_ascii_case(it)));
    own.is_some() && !is_around || folders.split('/').any(|part| part == POSTS)
}
