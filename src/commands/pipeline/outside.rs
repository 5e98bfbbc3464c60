//! What a handbook takes from the repository around its folder: who owns its files, and where its
//! links to other files lead.

use crate::config::RepositorySettings;
use crate::diag::Finding;
use crate::disk;
use crate::git::{self, Repository};
use crate::resolve;
use crate::site::Site;
use crate::site::address::UP;
use crate::site::code_owners;
use crate::source::Source;
use std::collections::BTreeSet;
use std::path::Path;

/// CODEOWNERS at the top of a repository that begins above the handbook's folder, and this folder
/// as seen from there.
pub(super) fn code_owners(root: &Path, findings: &mut Vec<Finding>) -> Option<(Source, String)> {
    let top = root.ancestors().find(|folder| disk::exists(&folder.join(".git")))?;
    let above = root.strip_prefix(top).ok()?.to_str()?.replace('\\', "/");
    if above.is_empty() {
        return None;
    }
    let found = code_owners::PLACES.iter().find_map(|place| {
        let (source, found) = disk::read_text(top, place);
        findings.extend(found);
        source
    })?;
    let up = UP.repeat(above.split('/').count());
    let source = Source::new(format!("{up}{}", found.path()), found.text());
    Some((source, above + "/"))
}

/// Looks which of the files that pages link to are there beside the handbook, and where its
/// repository shows them.
pub(super) fn look(site: &mut Site, root: &Path) {
    let mut paths = resolve::unknown_paths(site);
    site.files.beside = beside(&paths, site.content().path(), root);
    paths.retain(|path| disk::exists(&root.join(path)));
    let repository = if paths.is_empty() { None } else { Repository::find(root).ok() };
    let depth = repository.as_ref().map_or(0, |found| found.prefix().matches('/').count());
    paths.retain(|path| path.matches(UP).count() <= depth);
    site.remote = repository
        .filter(|_| site.config().repository.is_none())
        .and_then(|repository| remote(&repository, site.content().path()));
    site.files.outside = paths;
}

/// The first parts of paths that are folders beside that of the pages: other tools have pages
/// there, too, such as `blog`.
fn beside(paths: &BTreeSet<String>, content: &str, root: &Path) -> BTreeSet<String> {
    let above = content.rsplit_once('/').map_or("", |(above, _)| above);
    let is_beside = |first: &&str| {
        !content.is_empty()
            && !first.starts_with('.')
            && !format!("{content}/").starts_with(&format!("{first}/"))
            && [root.to_owned(), root.join(above)].iter().any(|up| disk::is_folder(&up.join(first)))
    };
    let firsts: BTreeSet<&str> = paths.iter().filter_map(|path| path.split('/').next()).collect();
    firsts.into_iter().filter(is_beside).map(str::to_owned).collect()
}

/// Where files are shown in the web; `HEAD` is the main branch there.
fn remote(repository: &Repository, content: &str) -> Option<RepositorySettings> {
    let url = git::web_address(&repository.remote()?)?;
    let path = format!("{}{content}", repository.prefix());
    Some(RepositorySettings { url, branch: Some("HEAD".to_owned()), path: Some(path) })
}
