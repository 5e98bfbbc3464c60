//! Where the handbook and its files are in the web: the site's own address, and the repository.

use crate::config::{Config, RepositorySettings};
use crate::site::address::{Address, IN_PATH, join};
use crate::site::content::ContentFolder;
use crate::site::{Page, Site};
use percent_encoding::utf8_percent_encode;

/// Names of hosts that run Gitea or what became of it.
const GITEA: [&str; 3] = ["gitea", "forgejo", "codeberg"];

/// Web addresses of the site, and of its files in the repository.
#[derive(Clone, Copy)]
pub struct SiteWeb<'s> {
    config: &'s Config,
    content: &'s ContentFolder,
    remote: Option<&'s RepositorySettings>,
}

impl<'s> SiteWeb<'s> {
    /// Those of a site.
    pub fn of(site: &'s Site) -> Self {
        SiteWeb { config: &site.config, content: &site.content, remote: site.remote.as_ref() }
    }

    /// The absolute address of a page or file, where the site's own is known.
    pub fn absolute(&self, address: &Address) -> Option<String> {
        self.config
            .base_url
            .as_deref()
            .map(|base| format!("{}/{address}", base.trim_end_matches('/')))
    }

    /// The path of the site on its host, without outer slashes; none where it is not known or the
    /// root.
    pub fn base_path(&self) -> Option<&'s str> {
        let (_, rest) = self.config.base_url.as_deref()?.split_once("://")?;
        let (_, path) = rest.split_once('/')?;
        Some(path.trim_matches('/')).filter(|path| !path.is_empty())
    }

    /// The path from the handbook's folder that a web address of the site itself, or of its
    /// repository, stands for.
    pub fn own_path(&self, url: &str) -> Option<String> {
        let base = self.config.base_url.as_deref();
        let of_site = base.and_then(|base| below(url, base)).map(|path| self.content.below(path));
        of_site.or_else(|| self.in_repository(url))
    }

    /// Whether a web address lies in the site itself.
    pub fn is_on_site(&self, url: &str) -> bool {
        self.config.base_url.as_deref().is_some_and(|base| below(url, base).is_some())
    }

    /// The path from the handbook's folder that a page of its own repository shows, on any branch.
    fn in_repository(&self, url: &str) -> Option<String> {
        let rest = below(url, &self.config.repository.as_ref()?.url)?;
        let rest = rest.strip_prefix("-/").unwrap_or(rest);
        let (kind, rest) = rest.split_once('/')?;
        let (_, path) =
            rest.split_once('/').filter(|_| matches!(kind, "blob" | "tree" | "edit" | "src"))?;
        let folder = self.repository_folder();
        let path =
            if folder.is_empty() { path } else { path.strip_prefix(folder)?.strip_prefix('/')? };
        Some(self.content.below(path))
    }

    /// The folder of the pages in the repository.
    pub fn repository_folder(&self) -> &'s str {
        let path =
            self.config.repository.as_ref().and_then(|repository| repository.path.as_deref());
        path.unwrap_or(self.content.path()).trim_matches('/')
    }

    /// The page of the repository where a file outside content is shown; `path` is as seen from
    /// `folder` below the handbook.
    pub fn repository_url(&self, folder: &str, path: &str) -> Option<String> {
        let inside = self.content.within(folder)?;
        if let (None, Some(remote)) = (&self.config.repository, self.remote) {
            let base = remote.path.as_deref().unwrap_or_default();
            return shown_at(remote, "blob", "HEAD", &join(&format!("{base}/{inside}"), path)?);
        }
        let target = join(&format!("{}/{inside}", self.repository_folder()), path)?;
        self.in_web("blob", &target)
    }

    /// Where a page is edited, or its history is shown: `edit`, `commits`.
    pub fn source_url(&self, page: &Page, kind: &str) -> Option<String> {
        let path = self.content.within(page.source().path())?;
        self.in_web(kind, &join(self.repository_folder(), path)?)
    }

    /// The text of a file as it was after a commit, where the repository shows it.
    pub fn source_at(&self, path: &str, commit: &str) -> Option<String> {
        let path = self.content.within(path)?;
        self.at_revision("blob", commit, &join(self.repository_folder(), path)?)
    }

    /// A page of the repository about a file; GitLab has one more part in such addresses.
    fn in_web(&self, kind: &str, path: &str) -> Option<String> {
        let repository = self.config.repository.as_ref()?;
        let branch = repository.branch.as_deref().unwrap_or("main");
        self.at_revision(kind, branch, path)
    }

    fn at_revision(&self, kind: &str, branch: &str, path: &str) -> Option<String> {
        shown_at(self.config.repository.as_ref()?, kind, branch, path)
    }
}

/// A page of a repository about a file, as its host spells the address.
fn shown_at(
    repository: &RepositorySettings,
    kind: &str,
    revision: &str,
    path: &str,
) -> Option<String> {
    let url = &repository.url;
    let host = url.split('/').nth(2)?;
    let is_at = |names: &[&str]| names.iter().any(|name| host.contains(name));
    let is_commit = revision.len() >= 40 && revision.bytes().all(|byte| byte.is_ascii_hexdigit());
    let (words, revision) = match (kind, revision) {
        _ if is_at(&["gitlab"]) => (format!("-/{kind}"), revision),
        ("blob", _) if is_at(&["bitbucket"]) => ("src".to_owned(), revision),
        ("blob", _) if is_commit && is_at(&GITEA) => ("src/commit".to_owned(), revision),
        // There, HEAD is no name of a branch.
        ("blob", "HEAD") if is_at(&GITEA) => ("src/branch".to_owned(), "main"),
        ("blob", _) if is_at(&GITEA) => ("src/branch".to_owned(), revision),
        _ => (kind.to_owned(), revision),
    };
    Some(format!("{url}/{words}/{revision}/{}", utf8_percent_encode(path, IN_PATH)))
}

/// What follows a base in a web address: a path, without fragment and query only if it has none.
fn below<'a>(url: &'a str, base: &str) -> Option<&'a str> {
    let base = base.trim_end_matches('/');
    let rest = url.strip_prefix(base)?;
    if rest.is_empty() { Some("") } else { rest.strip_prefix('/') }
}
