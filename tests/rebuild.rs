//! A site that is built again is the site that a clean build makes, whatever changed in between.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests make folders and start programs")]
#![expect(clippy::unwrap_used, reason = "a test may stop where it is surprised")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A handbook in git, with a cache of its own.
struct Handbook {
    folder: TempDir,
}

impl Handbook {
    fn new() -> Self {
        let handbook = Handbook { folder: tempfile::tempdir().unwrap() };
        handbook.put("handbook.yaml", "title: Meridian\nreview: {every: 12 months}\n");
        handbook.put("people.yaml", "people: {ana: {name: Ana}, ben: {name: Ben}}\n");
        handbook.put(
            "content/index.md",
            "---\nowner: ana\n---\n# Home\n\n![](a.png) [b](b.md) [n](../notes.txt)\n",
        );
        handbook.put("content/b.md", "---\nreviewed: 2026-01-01\n---\n# B\n\nText.\n");
        handbook.put("content/a.png", "png 1");
        handbook.git(&["init", "-q"]);
        handbook.commit("first");
        handbook
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("handbook")
    }

    fn put(&self, path: &str, text: &str) {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn git(&self, arguments: &[&str]) {
        let mut git = Command::new("git");
        git.arg("-C").arg(self.root()).args(["-c", "user.name=A", "-c", "user.email=a@b.example"]);
        assert!(git.args(arguments).status().unwrap().success());
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "handbook.yaml", "people.yaml", "content"]);
        self.git(&["commit", "-qm", message]);
    }

    /// Builds, and returns what was said.
    fn build(&self, dest: &str, arguments: &[&str]) -> String {
        self.build_by(Path::new(env!("CARGO_BIN_EXE_handbook")), dest, arguments)
    }

    fn build_by(&self, program: &Path, dest: &str, arguments: &[&str]) -> String {
        let mut build = Command::new(program);
        build.arg("build").arg(self.root()).args(arguments);
        build.arg("--dest").arg(self.folder.path().join(dest));
        build.env("XDG_CACHE_HOME", self.folder.path().join("cache"));
        let output = build.output().unwrap();
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// Files with their bytes.
    fn site(&self, dest: &str) -> BTreeMap<String, Vec<u8>> {
        let folder = self.folder.path().join(dest);
        let files = walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap);
        let files = files.filter(|entry| entry.file_type().is_file());
        let below = |path: &Path| path.strip_prefix(&folder).unwrap().display().to_string();
        files.map(|entry| (below(entry.path()), fs::read(entry.path()).unwrap())).collect()
    }

    /// Builds into the old site and into a new one, and compares.
    #[track_caller]
    fn assert_like_clean(&self, arguments: &[&str], what: &str) {
        let again = self.build("site", arguments);
        let _ = fs::remove_dir_all(self.folder.path().join("clean"));
        let clean = self.build("clean", arguments);
        assert!(self.site("site") == self.site("clean"), "{what}: the sites differ");
        let findings = |said: &str| {
            said.lines()
                .filter(|line| !line.contains("/clean`") && !line.contains("/site`"))
                .count()
        };
        assert_eq!(findings(&again), findings(&clean), "{what}:\n{again}\n{clean}");
    }
}

const TODAY: [&str; 2] = ["--today", "2026-11-22"];

#[test]
fn every_kind_of_change_is_noticed() {
    let handbook = Handbook::new();
    let edits: [(&str, &dyn Fn()); 10] = [
        ("a page", &|| handbook.put("content/b.md", "# B\n\nOther text, [dead](gone.md).\n")),
        ("a commit", &|| handbook.commit("second")),
        ("settings", &|| handbook.put("handbook.yaml", "title: Other\nreview: {every: 1 month}\n")),
        ("people", &|| handbook.put("people.yaml", "people: {ana: {name: Anna}}\n")),
        ("an image of the same length", &|| handbook.put("content/a.png", "png 2")),
        ("the theme", &|| handbook.put("theme/words/en.yaml", "views.search: Find\n")),
        ("a new page", &|| handbook.put("content/c.md", "# C\n")),
        ("a file outside content", &|| handbook.put("notes.txt", "notes")),
        ("a file that is gone", &|| fs::remove_file(handbook.root().join("notes.txt")).unwrap()),
        ("the site", &|| fs::write(handbook.folder.path().join("site/index.html"), "x").unwrap()),
    ];
    handbook.build("site", &TODAY);
    for (what, edit) in edits {
        edit();
        handbook.assert_like_clean(&TODAY, what);
        handbook.assert_like_clean(&TODAY, "nothing");
    }
    for arguments in [["--today", "2027-11-22"], ["--base-url", "https://a.example"]] {
        handbook.assert_like_clean(&arguments, arguments[0]);
    }
}

#[test]
fn the_same_again_is_only_said() {
    let handbook = Handbook::new();
    let timed = |handbook: &Handbook| handbook.build("site", &["--timings", "-v"]);
    let first = timed(&handbook);
    assert!(
        first.contains("render, index and write") && first.contains("never-reviewed"),
        "{first}"
    );
    let again = timed(&handbook);
    assert!(!again.contains("render, index and write"), "{again}");
    assert!(again.contains("no changes in") && again.contains("never-reviewed"), "{again}");
}

/// What follows the end of a program changes nothing of what it does, but it is another program.
#[test]
fn another_program_of_the_same_version_builds_again() {
    let handbook = Handbook::new();
    let program = handbook.folder.path().join("program");
    fs::copy(env!("CARGO_BIN_EXE_handbook"), &program).unwrap();
    let timed = |program: &Path| handbook.build_by(program, "site", &["--timings"]);
    handbook.build("site", &["--timings"]);
    assert!(!timed(&program).contains("render, index and write"));
    fs::OpenOptions::new().append(true).open(&program).unwrap().write_all(b"more").unwrap();
    assert!(timed(&program).contains("render, index and write"));
}
