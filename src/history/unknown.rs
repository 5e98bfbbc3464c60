//! Why something of the past is not known, and what to do about it.

use crate::shell;
use std::fmt;

/// Why the history of a file, or of the whole handbook, is not known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnknownHistory {
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

impl UnknownHistory {
    /// What to do, with the exact command or key.
    pub fn remedy(&self) -> String {
        match self {
            UnknownHistory::NoGit => {
                "install git, and make sure that it is found on PATH".to_owned()
            }
            UnknownHistory::NoRepository => {
                "keep the handbook in git: `git init`, `git add .`, `git \
                commit`"
                    .to_owned()
            }
            UnknownHistory::NoCommits => {
                "make the first commit: `git add .`, `git commit`".to_owned()
            }
            UnknownHistory::ForeignFolder(folder) => {
                format!(
                    "say that you trust it: `git config --global --add safe.directory \
                    {}`",
                    shell::word(folder)
                )
            }
            UnknownHistory::Shallow => {
                "fetch all of it: `git fetch --unshallow`; in CI, `fetch-depth: 0` for \
                 actions/checkout, `GIT_DEPTH: 0` for GitLab"
                    .to_owned()
            }
            UnknownHistory::Partial => {
                "fetch what is missing: clone without `--filter`, or `git fetch \
                --refetch`"
                    .to_owned()
            }
            UnknownHistory::Untracked => "commit it: `git add`, `git commit`".to_owned(),
            UnknownHistory::Failed(_) => "see what `git log` says in that folder".to_owned(),
        }
    }
}

impl fmt::Display for UnknownHistory {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            UnknownHistory::NoGit => "git is not installed",
            UnknownHistory::NoRepository => "the handbook is not in a git repository",
            UnknownHistory::NoCommits => "the git repository has no commits yet",
            UnknownHistory::ForeignFolder(_) => {
                "the folder belongs to another user, so git does not read it"
            }
            UnknownHistory::Shallow => "this is a shallow clone, without the earlier commits",
            UnknownHistory::Partial => "this is a partial clone, without the earlier texts",
            UnknownHistory::Untracked => "the file is in no commit",
            UnknownHistory::Failed(words) => return write!(formatter, "git failed: {words}"),
        };
        formatter.write_str(words)
    }
}

#[cfg(test)]
mod tests {
    use super::UnknownHistory;

    #[test]
    fn a_remedy_can_be_pasted_into_a_shell() {
        let remedy = |folder: &str| UnknownHistory::ForeignFolder(folder.to_owned()).remedy();
        assert!(remedy("/srv/handbook").ends_with("safe.directory /srv/handbook`"));
        assert!(remedy("/srv/it's ours").ends_with(r"safe.directory '/srv/it'\''s ours'`"));
    }
}
