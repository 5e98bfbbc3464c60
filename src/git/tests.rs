//! git itself, in folders made for each test.

use super::{Repository, history};
use crate::history::{History, UnknownHistory};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Folder(TempDir::new().expect("a folder"));
        folder.git("init -q -b main .");
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn git(&self, arguments: &str) {
        self.run(&arguments.split(' ').collect::<Vec<_>>());
    }

    fn run(&self, arguments: &[&str]) -> String {
        let identity = [
            "-c",
            "user.name=Ana",
            "-c",
            "user.email=ana@meridian.example",
            "-c",
            "commit.gpgSign=false",
        ];
        let mut git = Command::new("git");
        git.current_dir(self.path())
            .args(identity)
            .args(arguments)
            .env("GIT_COMMITTER_DATE", "1786741200 +0100");
        let output = git.env("GIT_AUTHOR_DATE", "1786741200 +0530").output().expect("git");
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    fn commit(&self, subject: &str) -> String {
        self.git("add -A");
        self.run(&["commit", "-q", "-m", subject]);
        self.run(&["rev-parse", "HEAD"])
    }
}

fn pages(root: &Path) -> History {
    history(root, &|path| path.contains(".md"))
}

fn subjects(history: &History, path: &str) -> String {
    let versions = history.of(path).expect(path).versions;
    versions.iter().map(|version| version.commit.subject.as_str()).collect::<Vec<_>>().join(", ")
}

#[test]
fn a_folder_below_the_top_has_its_own_paths_and_follows_renames() {
    let folder = Folder::new();
    folder.write("hand book/a.md", "one\ntwo\nthree\n");
    folder.write("src/main.rs", "fn main() {}\n");
    folder.commit("first");
    folder.git("mv src/main.rs src/lib.rs");
    folder.commit("elsewhere");
    std::fs::rename(
        folder.path().join("hand book/a.md"),
        folder.path().join("hand book/é (1)\n.md"),
    )
    .expect("moved");
    folder.commit("move");
    let history = pages(&folder.path().join("hand book"));
    assert_eq!(subjects(&history, "é (1)\n.md"), "move, first");
    assert_eq!(history.of("src/lib.rs").err(), Some(UnknownHistory::Untracked));
    assert_eq!(history.trouble(), None);
    assert_eq!(history.commits().len(), 2);
}

#[test]
fn a_text_made_by_merging_is_known() {
    let folder = Folder::new();
    folder.write("a.md", "1\n2\n3\n4\n5\n");
    folder.commit("base");
    folder.git("checkout -q -b side");
    folder.write("a.md", "1\n2\n3\n4\nfive\n");
    folder.commit("side");
    folder.git("checkout -q main");
    folder.write("a.md", "one\n2\n3\n4\n5\n");
    folder.commit("main");
    folder.git("merge -q --no-edit side");
    let history = pages(folder.path());
    let versions = history.of("a.md").expect("versions").versions;
    let merge = versions.first().expect("a merge");
    assert_eq!((merge.commit.parents.len(), merge.change.before.len(), versions.len()), (2, 2, 4));
    let mut texts = Repository::find(folder.path()).expect("a repository").texts();
    let merged = merge.change.after.expect("a text");
    assert_eq!(texts.text(&merged).as_deref(), Some("one\n2\n3\n4\nfive\n"));
    assert_eq!(texts.text(&merge.commit.id), None, "a commit is no text");
    assert_eq!(
        texts.text(&merged).as_deref(),
        Some("one\n2\n3\n4\nfive\n"),
        "and the next answer is right"
    );
}

#[test]
fn names_come_through_the_mailmap_and_ignored_commits_are_marked() {
    let folder = Folder::new();
    folder.write("a.md", "one\n");
    folder.write(".mailmap", "Ana Lopes <ana.lopes@meridian.example> <ana@meridian.example>\n");
    let first = folder.commit("first");
    folder.write("a.md", "one\ntwo\n");
    folder.write(".git-blame-ignore-revs", &format!("# formatting\n{first} # all of it\n"));
    folder.commit("second");
    let commits = pages(folder.path()).commits().to_vec();
    let ignored: Vec<bool> = commits.iter().map(|commit| commit.is_ignored).collect();
    assert_eq!(ignored, [false, true]);
    let newest = commits.first().expect("a commit");
    assert_eq!(
        (newest.author.as_str(), newest.email.as_str()),
        ("Ana Lopes", "ana.lopes@meridian.example")
    );
    assert_eq!(newest.authored.own_day().map(|day| day.to_string()).as_deref(), Some("2026-08-15"));
    assert_eq!(
        newest.committed.own_day().map(|day| day.to_string()).as_deref(),
        Some("2026-08-14")
    );
}

#[test]
fn a_shallow_clone_knows_what_it_does_not_know() {
    let folder = Folder::new();
    folder.write("old.md", "old\n");
    folder.write("new.md", "one\n");
    folder.commit("first");
    folder.write("new.md", "two\n");
    folder.commit("second");
    let clone = TempDir::new().expect("a folder");
    let target = clone.path().join("clone").to_string_lossy().into_owned();
    for (depth, known) in [("--depth=1", false), ("--depth=2", true)] {
        let origin = format!("file://{}", folder.path().display());
        folder.run(&["clone", "-q", depth, &origin, &format!("{target}{known}")]);
    }
    let shallow = pages(Path::new(&format!("{target}false")));
    assert_eq!(shallow.trouble(), Some(&UnknownHistory::Shallow));
    assert_eq!(shallow.of("new.md").err(), Some(UnknownHistory::Shallow));
    assert_eq!(shallow.of("none.md").err(), Some(UnknownHistory::Untracked));
    folder.write("new.md", "three\n");
    folder.commit("third");
    let origin = format!("file://{}", folder.path().display());
    folder.run(&["clone", "-q", "--depth=2", &origin, &format!("{target}-two")]);
    let two = pages(Path::new(&format!("{target}-two")));
    assert_eq!(subjects(&two, "new.md"), "third");
    assert_eq!(two.of("new.md").map(|file| file.is_complete), Ok(false));
    assert_eq!(two.of("old.md").err(), Some(UnknownHistory::Shallow));
}

#[test]
fn no_repository_and_no_commits_are_said() {
    let folder = TempDir::new().expect("a folder");
    assert_eq!(pages(folder.path()).trouble(), Some(&UnknownHistory::NoRepository));
    let empty = Folder::new();
    assert_eq!(pages(empty.path()).trouble(), Some(&UnknownHistory::NoCommits));
    let gone = pages(&empty.path().join("gone"));
    assert!(gone.trouble().is_some());
}

#[test]
fn settings_of_the_repository_change_nothing_and_run_nothing() {
    let folder = Folder::new();
    folder.write("a.md", "one\ntwo\nthree\nfour\n");
    folder.write(".gitattributes", "*.md diff=trap\n");
    folder.commit("first");
    folder.git("mv a.md b.md");
    folder.commit("move");
    assert_eq!(subjects(&pages(folder.path()), "b.md"), "move, first");
    let plain = format!("{:?}", pages(folder.path()).commits());
    let trap = format!("touch {}", folder.path().join("TRAP").display());
    for (key, value) in [
        ("diff.trap.textconv", trap.as_str()),
        ("diff.trap.command", &trap),
        ("diff.external", &trap),
        ("core.pager", &trap),
        ("core.fsmonitor", &trap),
        ("core.sshCommand", &trap),
        ("gpg.program", &trap),
        ("log.showSignature", "true"),
        ("log.date", "relative"),
        ("log.diffMerges", "separate"),
        ("log.decorate", "full"),
        ("log.showRoot", "false"),
        ("log.follow", "true"),
        ("log.mailmap", "false"),
        ("diff.renames", "false"),
        ("diff.relative", "true"),
        ("diff.noprefix", "true"),
        ("diff.renameLimit", "1"),
        ("diff.orderFile", "none"),
        ("mailmap.file", &trap),
        ("color.ui", "always"),
        ("format.pretty", "oneline"),
        ("i18n.logOutputEncoding", "UTF-16"),
    ] {
        folder.run(&["config", key, value]);
    }
    assert_eq!(format!("{:?}", pages(folder.path()).commits()), plain);
    assert!(!folder.path().join("TRAP").exists());
}

/// Everything that a setting of a repository may start, while pages are compared and read.
#[test]
#[cfg(unix)]
fn settings_of_the_repository_start_nothing() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, outside) = (Folder::new(), TempDir::new().expect("a folder"));
    let (canary, program) = (outside.path().join("canary"), outside.path().join("program"));
    let script = format!("#!/bin/sh\necho \"$0 $*\" >> '{}'\ncat\n", canary.display());
    std::fs::write(&program, script).expect("a program");
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o755)).expect("permissions");
    let program = program.to_str().expect("a path");
    folder.write(".gitattributes", "*.md filter=a=b diff=evil\n*.txt filter=process diff=evil\n");
    folder.write("a.md", "one\n");
    folder.write("b.txt", "one\n");
    let first = folder.commit("first");
    folder.write("a.md", "two\n");
    folder.commit("second");
    let filters = ["filter.a=b.clean", "filter.a=b.smudge", "filter.process.process"];
    let others = ["core.fsmonitor", "diff.external", "diff.evil.textconv", "diff.evil.command"];
    for key in filters.into_iter().chain(others).chain(["core.pager", "gpg.program"]) {
        folder.run(&["config", key, program]);
    }
    folder.run(&["config", "filter.a=b.required", "true"]);
    folder.run(&["config", "core.hooksPath", outside.path().to_str().expect("a path")]);
    std::fs::copy(program, outside.path().join("post-index-change")).expect("a hook");
    folder.write("a.md", "three\n");
    folder.write("b.txt", "two\n");
    let repository = Repository::find(folder.path()).expect("a repository");
    let changed = repository.changed_since(&first).expect("changes");
    assert_eq!(changed.into_iter().collect::<Vec<_>>(), ["a.md", "b.txt"]);
    let diff = repository.diff_since(None, "a.md").expect("a difference");
    assert!(diff.contains("-two\n+three\n"), "{diff}");
    assert_eq!(pages(folder.path()).commits().len(), 2);
    let heard = std::fs::read_to_string(&canary).unwrap_or_default();
    assert_eq!(heard, "", "programs were started");
    folder.git("status");
    assert!(canary.exists(), "the settings would start something");
}

#[test]
fn trouble_of_git_is_not_an_empty_answer() {
    let folder = Folder::new();
    folder.write("a.md", "one\n");
    folder.commit("first");
    let repository = Repository::find(folder.path()).expect("a repository");
    assert!(repository.diff_since(Some("nowhere"), "a.md").is_err());
    std::fs::write(folder.path().join(".git/index"), "broken").expect("a file");
    assert!(repository.changed_since("HEAD").is_err());
}
