//! A handbook in git with tokens planted in it, its sites, and what leaks into them.

use flate2::read::{DeflateDecoder, GzDecoder};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// From the widest.
pub const AUDIENCES: [&str; 3] = ["public", "staff", "managers"];

/// Tokens of comments: no reader of any audience sees them.
const NOBODY: &str = "nobody";

/// A handbook, its tokens by audience, and the files that hold them.
pub struct Handbook {
    folder: TempDir,
    tokens: Vec<(String, String)>,
    files: Vec<(String, String)>,
    /// Names of planted copies, for links.
    names: Vec<String>,
    /// Who commits.
    author: String,
    builds: Cell<usize>,
}

impl Handbook {
    /// An empty one.
    pub fn new() -> Self {
        let (tokens, files, names) = (Vec::new(), Vec::new(), Vec::new());
        let folder = tempfile::tempdir().unwrap();
        let (author, builds) = ("Ana".to_owned(), Cell::new(0));
        let handbook = Handbook { folder, tokens, files, names, author, builds };
        fs::create_dir(handbook.root()).unwrap();
        handbook.git(&["init", "-q"]);
        handbook
    }

    /// Its folder.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("handbook")
    }

    fn put(&self, path: &str, text: &str) {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn git(&self, arguments: &[&str]) {
        let mut git = Command::new("git");
        git.arg("-C").arg(self.root());
        git.env("GIT_AUTHOR_NAME", &self.author).env("GIT_AUTHOR_EMAIL", "a@b.example");
        git.env("GIT_COMMITTER_NAME", &self.author).env("GIT_COMMITTER_EMAIL", "a@b.example");
        git.env("GIT_AUTHOR_DATE", "2026-11-20T10:00:00Z");
        git.env("GIT_COMMITTER_DATE", "2026-11-20T10:00:00Z");
        assert!(git.args(arguments).status().unwrap().success());
    }

    /// Commits everything.
    pub fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-qm", message]);
    }

    /// Writes `=== PATH` files.
    pub fn put_files(&mut self, files: &str) {
        for (path, text) in parts(files) {
            self.put(path, text);
        }
    }

    fn token(&mut self, audience: &str) -> String {
        let token = format!("qz{:05}v", self.tokens.len());
        self.tokens.push((audience.to_owned(), token.clone()));
        token
    }

    /// A text with a new token at each `{T}`.
    fn filled(&mut self, text: &str, audience: &str) -> String {
        let mut pieces = text.split("{T}");
        let mut filled = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            filled += &self.token(audience);
            filled += piece;
        }
        filled
    }

    /// One more copy of these pages, in commits of their own and in one with a page for everyone.
    pub fn plant(&mut self, files: &str, audience: &str) {
        let name = self.token(audience);
        for (path, text) in parts(files) {
            let text = text.replace("{N}", &name).replace("{A}", audience);
            let path = path.replace("{N}", &name);
            let text = self.filled(&text, audience);
            self.put(&path, &text);
            self.files.push((audience.to_owned(), path));
        }
        let message = self.filled("Write {T}\n\nBecause of {T}.", audience);
        self.commit(&message);
        let travel = fs::read_to_string(self.root().join("content/policies/travel.md")).unwrap();
        self.put("content/policies/travel.md", &format!("{travel}\nOne more sentence.\n"));
        let page = format!("content/guide/{name}-page.md");
        let text = fs::read_to_string(self.root().join(&page)).unwrap();
        let more = self.filled("\nMore {T}.\n", audience);
        self.put(&page, &format!("{text}{more}"));
        let message = self.filled("Change {T} and travel", audience);
        self.commit(&message);
        self.names.push(name);
    }

    /// Pages for everyone that link to the planted ones in each of these ways.
    pub fn link(&mut self, ways: &str) {
        for (number, name) in self.names.iter().enumerate() {
            let lines: Vec<String> = ways
                .lines()
                .map(|line| line.replace("{N}", name).replace("\\n", "\n") + "\n")
                .collect();
            let text = format!("# Links {number}\n\n{}", lines.join("\n"));
            self.put(&format!("content/links/{number}.md"), &text);
            for (way, line) in lines.iter().enumerate() {
                let text =
                    format!("---\nsuperseded_by: ../guide/{name}-page.md\n---\n# L\n\n{line}");
                self.put(&format!("content/links/{number}-{way}.md"), &text);
            }
        }
        self.commit("Link");
    }

    /// Pages for everyone with each of these comments, each alone and all but the last in one.
    pub fn comment(&mut self, comments: &str) {
        let comments: Vec<&str> = blocks(comments);
        for (number, comment) in comments.iter().enumerate() {
            let text = self.filled(comment, NOBODY);
            let text = format!("# Comment {number}\n\nBefore.\n\n{text}\n\nAfter.\n");
            self.put(&format!("content/comments/{number}.md"), &text);
        }
        let all = self.filled(&comments[..comments.len() - 1].join("\n\n"), NOBODY);
        self.put("content/comments/all.md", &format!("# Comments\n\n{all}\n\nAfter.\n"));
        self.commit("Comment");
    }

    /// A handbook whose people are planted: `{T}` is new each time, any other name the same.
    pub fn people(&mut self, files: &str) {
        let mut text = files.to_owned();
        for name in ["zora", "wim", "gone", "gh"] {
            let token = format!("{name}{}", self.token("managers"));
            text = text.replace(&format!("{{{name}}}"), &token);
        }
        let text = self.filled(&text, "managers");
        self.put_files(&text);
        self.author = self.filled("Author {T}", "managers");
    }

    /// All tokens that readers of this audience may not see.
    pub fn tokens(&self, audience: &str) -> BTreeSet<String> {
        let rank = rank(audience);
        let hidden = self.tokens.iter().filter(|(planted, _)| rank < self::rank(planted));
        hidden.map(|(_, token)| token.clone()).collect()
    }

    /// The tokens of one audience.
    pub fn planted_for(&self, audience: &str) -> impl Iterator<Item = String> {
        let planted = self.tokens.iter().filter(move |(planted, _)| planted == audience);
        planted.map(|(_, token)| token.clone())
    }

    /// Names of planted copies.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Planted files, with whom they are for.
    pub fn narrower_files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(audience, path)| (audience.as_str(), path.as_str()))
    }

    /// Deletes the pages that readers of this audience may not see; files that only they show stay.
    pub fn delete_narrower_than(&self, audience: &str) {
        for (planted, path) in &self.files {
            if rank(audience) < rank(planted) && path.ends_with(".md") {
                fs::remove_file(self.root().join(path)).unwrap();
            }
        }
    }

    /// Builds into a new folder.
    pub fn build(&self, arguments: &[&str]) -> Site {
        self.builds.set(self.builds.get() + 1);
        let dest = self.folder.path().join(format!("site-{}", self.builds.get()));
        let mut build = Command::new(env!("CARGO_BIN_EXE_handbook"));
        build.arg("build").arg(self.root()).args(arguments).arg("--dest").arg(&dest);
        build.env("XDG_CACHE_HOME", self.folder.path().join("cache"));
        let output = build.output().unwrap();
        assert!(dest.is_dir(), "{}", String::from_utf8_lossy(&output.stderr));
        Site::read(&dest)
    }
}

/// The place of an audience, or of nobody behind all.
fn rank(audience: &str) -> usize {
    AUDIENCES.iter().position(|name| *name == audience).unwrap_or(AUDIENCES.len())
}

/// Texts that blank lines part, where the next does not go on with it.
fn blocks(text: &str) -> Vec<&str> {
    let is_open = |block: &str| {
        let open = [("<!--", "-->"), ("{#\n", "#}"), ("%%\n", "\n%%")];
        open.iter().any(|(start, end)| block.starts_with(start) && !block.contains(end))
    };
    let mut blocks = Vec::new();
    let (mut from, mut at) = (0, 0);
    for part in text.split_inclusive("\n\n") {
        at += part.len();
        if !is_open(text[from..at].trim_end()) || at == text.len() {
            blocks.push(text[from..at].trim_end());
            from = at;
        }
    }
    blocks
}

/// `=== PATH` and what follows.
fn parts(files: &str) -> impl Iterator<Item = (&str, &str)> {
    let files = files.strip_prefix("=== ").unwrap_or(files).split("\n=== ");
    files.map(|part| part.split_once('\n').unwrap_or((part, "")))
}

/// Files with their bytes.
pub struct Site(BTreeMap<String, Vec<u8>>);

impl Site {
    fn read(folder: &Path) -> Self {
        let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
        let files = files.filter(|entry| entry.file_type().is_file());
        let below = |path: &Path| path.strip_prefix(folder).unwrap().display().to_string();
        Site(files.map(|entry| (below(entry.path()), fs::read(entry.path()).unwrap())).collect())
    }

    /// A site of one file.
    pub fn of(path: &str, bytes: &[u8]) -> Self {
        Site([(path.to_owned(), bytes.to_vec())].into())
    }

    /// The paths of its files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// All that a reader could find, compressed or not, in small letters.
    pub fn text(&self) -> String {
        self.0.iter().map(|(path, bytes)| format!("{path}\n{}", readable(bytes))).collect()
    }

    /// Where a token stands, with what stands around it.
    pub fn leaks(&self, tokens: &BTreeSet<String>) -> Vec<String> {
        let mut leaks = Vec::new();
        for (path, bytes) in &self.0 {
            let text = format!("{path}\n{}", readable(bytes));
            for (at, _) in text.match_indices("qz") {
                let token = text.get(at..at + 8).unwrap_or_default();
                if tokens.contains(token) {
                    let start = text.floor_char_boundary(at.saturating_sub(50));
                    let end = text.ceil_char_boundary((at + 30).min(text.len()));
                    leaks.push(format!("{path}: {:?}", &text[start..end]));
                }
            }
        }
        leaks
    }

    /// Paths that only one of two sites has, and those with other bytes.
    pub fn differences(&self, other: &Site) -> Vec<String> {
        let paths: BTreeSet<&String> = self.0.keys().chain(other.0.keys()).collect();
        let differs = paths.into_iter().filter(|path| self.0.get(*path) != other.0.get(*path));
        differs.cloned().collect()
    }
}

/// Bytes as text in small letters, and what they are when decompressed.
fn readable(bytes: &[u8]) -> String {
    let mut all = bytes.to_vec();
    let _ = GzDecoder::new(bytes).read_to_end(&mut all);
    let _ = DeflateDecoder::new(bytes).read_to_end(&mut all);
    String::from_utf8_lossy(&all).to_lowercase()
}
