//! What git knows of the handbook's files, as values: commits, versions of a file, and why
//! something is not known.
//!
//! Nothing here runs git or reads a file.

mod ancestors;
mod commit;
mod moment;
mod unknown;

pub use ancestors::Ancestors;
pub use commit::{Commit, FileChange, ObjectId};
pub use moment::CommitTime;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
pub use unknown::UnknownHistory;

/// The commits that touched the handbook, newest first; a commit never stands before its children.
#[derive(Clone, Debug, Default)]
pub struct History {
    commits: Vec<Commit>,
    changes_by_path: HashMap<Arc<str>, Vec<(usize, usize)>>,
    cut_off: BTreeSet<Arc<str>>,
    missing: Option<UnknownHistory>,
    is_shallow: bool,
    has_merges: bool,
}

/// One version of a file: the commit that made it, and what it did.
#[derive(Clone, Copy, Debug)]
pub struct Version<'h> {
    /// The place of the commit in [`History::commits`]; 0 is the newest.
    pub number: usize,
    /// The commit.
    pub commit: &'h Commit,
    /// What it did to the file.
    pub change: &'h FileChange,
}

/// All that is known of one file.
#[derive(Clone, Debug)]
pub struct FileHistory<'h> {
    /// Its versions, newest first, renames followed; never empty.
    pub versions: Vec<Version<'h>>,
    /// Whether that is all of them: false in a shallow clone, where the oldest ones are cut off.
    pub is_complete: bool,
}

impl History {
    /// The history of a whole clone. `commits` are newest first, children before their parents.
    pub fn complete(commits: Vec<Commit>) -> Self {
        let changes_by_path = by_path(&commits);
        let has_merges = commits.iter().any(|commit| commit.parents.len() > 1);
        History { commits, changes_by_path, has_merges, ..History::default() }
    }

    /// The history of a shallow clone; `cut_off` are the files that stand in its oldest commits, of
    /// which nothing earlier is known.
    pub fn shallow(commits: Vec<Commit>, cut_off: BTreeSet<Arc<str>>) -> Self {
        History { cut_off, is_shallow: true, ..Self::complete(commits) }
    }

    /// No history at all, and why.
    pub fn missing(why: UnknownHistory) -> Self {
        History { missing: Some(why), ..History::default() }
    }

    /// Why something of the history as a whole is not known; `None` where all of it is. To be said
    /// once.
    pub fn trouble(&self) -> Option<&UnknownHistory> {
        self.missing.as_ref().or_else(|| self.is_shallow.then_some(&UnknownHistory::Shallow))
    }

    /// All commits, newest first.
    pub fn commits(&self) -> &[Commit] {
        &self.commits
    }

    /// Whether branches were merged, so that an older commit in the list need not be an ancestor.
    pub fn has_merges(&self) -> bool {
        self.has_merges
    }

    /// What is known of the file at this path (from the handbook's folder, with `/`), or why
    /// nothing is.
    pub fn of(&self, path: &str) -> Result<FileHistory<'_>, UnknownHistory> {
        if let Some(missing) = &self.missing {
            return Err(missing.clone());
        }
        let versions = self.versions(path);
        let is_complete = !self.is_shallow;
        match versions.is_empty() {
            false => Ok(FileHistory { versions, is_complete }),
            true if self.cut_off.contains(path) => Err(UnknownHistory::Shallow),
            true => Err(UnknownHistory::Untracked),
        }
    }

    /// The commits that a commit builds on, itself included.
    pub fn ancestors(&self, number: usize) -> Ancestors {
        Ancestors::of(&self.commits, number)
    }

    /// The chain of names is walked backwards: before a rename, the file is the one with the old
    /// name.
    fn versions(&self, path: &str) -> Vec<Version<'_>> {
        let mut versions = Vec::new();
        let mut name = Some((path, 0));
        while let Some((path, oldest)) = name {
            name = self.versions_of_name(path, oldest, &mut versions);
        }
        versions
    }

    /// Adds the versions under one name from a commit on; the earlier name, and where it ended, if
    /// there was one.
    fn versions_of_name<'h>(
        &'h self,
        path: &str,
        from: usize,
        versions: &mut Vec<Version<'h>>,
    ) -> Option<(&'h str, usize)> {
        let places = self.changes_by_path.get(path).map_or(&[][..], Vec::as_slice);
        let first = places.partition_point(|(number, _)| *number < from);
        for (number, place) in places.get(first..)? {
            let Some(version) = self.version(*number, *place) else {
                continue;
            };
            versions.push(version);
            if let Some(earlier) = &version.change.from {
                return Some((earlier, number + 1));
            }
        }
        None
    }

    fn version(&self, number: usize, place: usize) -> Option<Version<'_>> {
        let commit = self.commits.get(number)?;
        Some(Version { number, commit, change: commit.changes.get(place)? })
    }
}

fn by_path(commits: &[Commit]) -> HashMap<Arc<str>, Vec<(usize, usize)>> {
    let mut by_path: HashMap<Arc<str>, Vec<(usize, usize)>> = HashMap::new();
    for (number, commit) in commits.iter().enumerate() {
        for (place, change) in commit.changes.iter().enumerate() {
            by_path.entry(Arc::clone(&change.path)).or_default().push((number, place));
        }
    }
    by_path
}

#[cfg(test)]
mod tests {
    use super::{Commit, FileChange, History, UnknownHistory};
    use std::collections::BTreeSet;

    fn commit(subject: &str, changes: Vec<FileChange>) -> Commit {
        Commit { subject: subject.to_owned(), changes, ..Commit::default() }
    }

    fn change(path: &str) -> FileChange {
        FileChange { path: path.into(), ..FileChange::default() }
    }

    fn subjects(history: &History, path: &str) -> String {
        let versions = history.of(path).map(|file| file.versions).unwrap_or_default();
        versions.iter().map(|version| version.commit.subject.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn renames_are_followed_to_the_file_that_was_moved_and_not_to_its_successor() {
        let moved = FileChange { from: Some("old.md".into()), ..change("new.md") };
        let history = History::complete(vec![
            commit("stub", vec![change("old.md")]),
            commit("edit", vec![change("new.md")]),
            commit("move", vec![moved]),
            commit("first", vec![change("old.md"), change("new.md")]),
        ]);
        assert_eq!(subjects(&history, "new.md"), "edit move first");
        assert_eq!(subjects(&history, "old.md"), "stub first");
    }

    #[test]
    fn a_circle_of_renames_ends() {
        let swap = |from: &str, to: &str| FileChange { from: Some(from.into()), ..change(to) };
        let history = History::complete(vec![
            commit("three", vec![swap("b.md", "a.md"), swap("a.md", "b.md")]),
            commit("two", vec![swap("b.md", "a.md"), swap("a.md", "b.md")]),
        ]);
        assert_eq!(subjects(&history, "a.md"), "three two");
    }

    #[test]
    fn what_is_not_known_says_why() {
        let history = History::complete(vec![commit("one", vec![change("a.md")])]);
        assert_eq!(history.of("b.md").err(), Some(UnknownHistory::Untracked));
        assert_eq!(history.trouble(), None);
        let shallow = History::shallow(
            vec![commit("one", vec![change("a.md")])],
            BTreeSet::from(["b.md".into()]),
        );
        assert_eq!(shallow.of("a.md").map(|file| file.is_complete), Ok(false));
        assert_eq!(shallow.of("b.md").err(), Some(UnknownHistory::Shallow));
        assert_eq!(shallow.of("c.md").err(), Some(UnknownHistory::Untracked));
        assert_eq!(shallow.trouble(), Some(&UnknownHistory::Shallow));
        let missing = History::missing(UnknownHistory::NoGit);
        assert_eq!(missing.of("a.md").err(), Some(UnknownHistory::NoGit));
    }
}
