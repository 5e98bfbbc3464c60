//! Why something of the past is not known, and what to do about it.

use crate::shell;
use std::fmt;

/// Why the history of a file, or of the whole handbook, is not known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unknown {
    /// The program `git` is not there.
    NoGit,
    /// The folder is in no git repository.
    NoRepository,
    /// The repository has no commit yet.
    NoCommits,
    /// The folder belongs to another user, and git refuses to read it: its path.
    ForeignFolder(String),
    /// A clone of the last commits only.
    Shallow,
    /// A clone without the texts of the past.
    Partial,
    /// The file is in no commit.
    Untracked,
    /// Anything else, in git's own words.
    Failed(String),
}

impl Unknown {
    /// What to do, with the exact command or key.
    pub fn remedy(&self) -> String {
        match self {
            Unknown::NoGit => "install git, and make sure that it is found on PATH".to_owned(),
            Unknown::NoRepository => "keep the handbook in git: `git init`, `git add .`, `git \
                commit`"
                .to_owned(),
            Unknown::NoCommits => "make the first commit: `git add .`, `git commit`".to_owned(),
            Unknown::ForeignFolder(folder) => {
                format!(
                    "say that you trust it: `git config --global --add safe.directory \
                    {}`",
                    shell::word(folder)
                )
            }
            Unknown::Shallow => {
                "fetch all of it: `git fetch --unshallow`; in CI, `fetch-depth: 0` for \
                 actions/checkout, `GIT_DEPTH: 0` for GitLab"
                    .to_owned()
            }
            Unknown::Partial => "fetch what is missing: clone without `--filter`, or `git fetch \
                --refetch`"
                .to_owned(),
            Unknown::Untracked => "commit it: `git add`, `git commit`".to_owned(),
            Unknown::Failed(_) => "see what `git log` says in that folder".to_owned(),
        }
    }
}

impl fmt::Display for Unknown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Unknown::NoGit => "git is not installed",
            Unknown::NoRepository => "the handbook is not in a git repository",
            Unknown::NoCommits => "the git repository has no commits yet",
            Unknown::ForeignFolder(_) => {
                "the folder belongs to another user, so git does not read it"
            }
            Unknown::Shallow => "this is a shallow clone, without the earlier commits",
            Unknown::Partial => "this is a partial clone, without the earlier texts",
            Unknown::Untracked => "the file is in no commit",
            Unknown::Failed(words) => return write!(formatter, "git failed: {words}"),
        };
        formatter.write_str(words)
    }
}

#[cfg(test)]
mod tests {
    use super::Unknown;

    #[test]
    fn a_remedy_can_be_pasted_into_a_shell() {
        let remedy = |folder: &str| Unknown::ForeignFolder(folder.to_owned()).remedy();
        assert!(remedy("/srv/handbook").ends_with("safe.directory /srv/handbook`"));
        assert!(remedy("/srv/it's ours").ends_with(r"safe.directory '/srv/it'\''s ours'`"));
    }
}
