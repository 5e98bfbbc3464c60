//! The few lines that make CI check the handbook.

use crate::git::Repository;
use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// Who runs CI.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum CiHost {
    /// GitHub Actions: `.github/workflows/handbook.yml`.
    Github,
    /// GitLab CI/CD: `.gitlab-ci.yml`.
    Gitlab,
}

/// A file for CI: where it belongs, and what is in it.
pub struct CiFile {
    /// The folder from which CI starts: the repository's, or the handbook's own without one.
    pub root: PathBuf,
    /// Below that folder.
    pub path: &'static str,
    /// The text.
    pub text: String,
}

/// Where released versions of handbook are, as `owner/name`. Until this build knows that, whoever
/// uses the file has to say it.
const PROJECT: &str = "OWNER/handbook";

/// The file for a handbook in this folder.
pub fn file(host: CiHost, handbook: &Path) -> CiFile {
    let prefix = Repository::find(handbook).map(|found| found.prefix()).unwrap_or_default();
    let inside = prefix.trim_end_matches('/');
    let depth = inside.split('/').filter(|part| !part.is_empty()).count();
    let root = handbook.ancestors().nth(depth).unwrap_or(handbook).to_owned();
    let dir = if inside.is_empty() { "." } else { inside };
    let (path, text) = match host {
        CiHost::Github => (".github/workflows/handbook.yml", include_str!("ci/github.yml")),
        CiHost::Gitlab => (".gitlab-ci.yml", include_str!("ci/gitlab.yml")),
    };
    let text = text
        .replace("%project%", &project())
        .replace("%version%", env!("CARGO_PKG_VERSION"))
        .replace("%dir%", &crate::govern::edits::scalar(dir));
    CiFile { root, path, text }
}

/// Whether the text has to be completed by hand.
pub fn is_incomplete(text: &str) -> bool {
    text.contains(PROJECT)
}

fn project() -> String {
    let address = env!("CARGO_PKG_REPOSITORY").trim_end_matches('/');
    let mut parts = address.rsplit('/');
    match (parts.next(), parts.next()) {
        (Some(name), Some(owner)) if !owner.is_empty() => format!("{owner}/{name}"),
        _ => PROJECT.to_owned(),
    }
}
