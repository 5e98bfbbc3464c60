//! Bulk edits of pages while others write the same pages, and while the process is killed: no text
//! is lost, no file is half, nothing is left behind.
#![cfg(unix)]
#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]
#![expect(clippy::disallowed_methods, reason = "a test makes its own handbooks, and writes beside")]

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;
use tempfile::TempDir;

const PAGES: usize = 200;

/// What stands below the front matter: long enough that half of it would be seen.
const BODY: &str = "A sentence of the text that nobody may lose.\n";

struct Pages(TempDir);

impl Pages {
    fn new() -> Pages {
        let pages = Pages(TempDir::new().expect("a folder"));
        for number in 0..PAGES {
            fs::write(pages.path(number), text(number, 0)).expect("a page");
        }
        pages
    }

    fn path(&self, number: usize) -> PathBuf {
        self.0.path().join(format!("page-{number}.md"))
    }

    fn read(&self, number: usize) -> String {
        fs::read_to_string(self.path(number)).expect("a page")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_handbook"));
        command.args(arguments).arg("--dir").arg(self.0.path()).env("HANDBOOK_TODAY", "2026-11-22");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn reassign(&self, from: &str, to: &str) -> Command {
        self.command(&["reassign", from, to])
    }

    fn leftovers(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        names
            .filter_map(|name| name.into_string().ok())
            .filter(|name| name.starts_with('.'))
            .collect()
    }
}

/// A page as somebody wrote it the so-manieth time.
fn text(number: usize, version: usize) -> String {
    format!("---\nowner: ana\n---\n# Page {number}\n\nversion {version}\n\n{}", BODY.repeat(200))
}

/// What somebody wrote of a page, whoever answers for it now.
fn below_front_matter(text: &str) -> &str {
    text.split_once("---\n#").map_or("", |(_, body)| body)
}

/// Writes a file as careful editors do.
fn replace(path: &Path, text: &str) {
    let beside = path.with_extension("new");
    fs::write(&beside, text).expect("written");
    fs::rename(&beside, path).expect("renamed");
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn has_begun(pages: &Pages) -> bool {
    (0..PAGES).any(|number| pages.read(number).contains("owner: ben"))
}

/// Waits until the first page is edited.
fn begun(pages: &Pages, child: &mut Child) {
    while !has_begun(pages) && child.try_wait().expect("a child").is_none() {
        thread::sleep(Duration::from_millis(1));
    }
}

#[test]
fn what_others_write_during_a_bulk_edit_is_kept() {
    let pages = Pages::new();
    let end = AtomicBool::new(false);
    let (output, versions) = thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut versions = vec![0; PAGES];
            for number in (0..PAGES).cycle() {
                if end.load(Ordering::Relaxed) {
                    return versions;
                }
                versions[number] += 1;
                replace(&pages.path(number), &text(number, versions[number]));
            }
            versions
        });
        let output = pages.reassign("ana", "ben").output().expect("the program");
        end.store(true, Ordering::Relaxed);
        (output, writer.join().expect("a writer"))
    });
    assert!(versions.iter().sum::<usize>() > PAGES, "the writer was at work: {versions:?}");
    for (number, version) in versions.into_iter().enumerate() {
        let (read, written) = (pages.read(number), text(number, version));
        let is_last = below_front_matter(&read) == below_front_matter(&written);
        assert!(is_last, "page {number} is not version {version}:\n{}", said(&output));
    }
    assert_eq!(pages.leftovers(), [""; 0], "{}", said(&output));
}

#[test]
fn a_killed_edit_leaves_each_file_whole_and_the_next_one_clears_up() {
    let pages = Pages::new();
    for round in 0..6 {
        let (from, to) = if round % 2 == 0 { ("ana", "ben") } else { ("ben", "ana") };
        let mut child = pages.reassign(from, to).spawn().expect("the program");
        thread::sleep(Duration::from_millis(150 + 37 * round));
        child.kill().expect("killed");
        child.wait().expect("an end");
        for number in 0..PAGES {
            let (read, old) = (pages.read(number), text(number, 0));
            let new = old.replace("owner: ana", "owner: ben");
            assert!(read == old || read == new, "page {number} is neither old nor new");
        }
    }
    fs::write(pages.0.path().join(".handbook-a1b2c3.tmp"), "left by a kill").expect("a file");
    pages.reassign("ben", "ana").output().expect("the program");
    let output = pages.reassign("ana", "ben").output().expect("the program");
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!((0..PAGES).all(|number| pages.read(number).contains("owner: ben")));
    assert_eq!(pages.leftovers(), [""; 0]);
}

#[test]
fn an_interrupted_edit_says_what_is_done_and_what_is_not() {
    for signal in [Signal::SIGINT, Signal::SIGTERM] {
        let pages = Pages::new();
        let mut child = pages.reassign("ana", "ben").spawn().expect("the program");
        begun(&pages, &mut child);
        kill(Pid::from_raw(i32::try_from(child.id()).expect("an id")), signal).expect("a signal");
        let output = child.wait_with_output().expect("an end");
        let done: Vec<usize> =
            (0..PAGES).filter(|number| pages.read(*number).contains("owner: ben")).collect();
        assert_eq!(output.status.code(), Some(3), "{signal}: {}", said(&output));
        let printed = String::from_utf8_lossy(&output.stdout).lines().count();
        assert_eq!(printed, done.len(), "{}", said(&output));
        let left = said(&output).matches(": not changed: interrupted\n").count();
        assert_eq!(left + done.len(), PAGES, "{}", said(&output));
        assert_eq!(pages.leftovers(), [""; 0]);
    }
}

/// A git that changes the page when it is asked for the difference: between reading and attesting.
#[test]
fn only_the_text_that_was_read_is_attested() {
    let pages = Pages::new();
    let tools = TempDir::new().expect("a folder");
    let stub = tools.path().join("git");
    let other = text(1, 9);
    fs::write(tools.path().join("other"), &other).expect("a text");
    let script = format!(
        "#!/bin/sh\ncase \"$*\" in *user.name*) cp '{}' '{}';; esac\nexit 1\n",
        tools.path().join("other").display(),
        pages.path(1).display()
    );
    fs::write(&stub, script).expect("a script");
    fs::set_permissions(&stub, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("bits");
    let path = format!("{}:{}", tools.path().display(), std::env::var("PATH").expect("a path"));
    let mut review = pages.command(&["review", "page-0.md", "page-1.md"]);
    let output = review.env("PATH", path).output().expect("the program");
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(said(&output).contains("`page-1.md` was not changed, nor was any other page"));
    assert_eq!((pages.read(0), pages.read(1)), (text(0, 0), other));
}

#[test]
fn an_unread_page_is_never_replaced() {
    let pages = Pages::new();
    let tools = TempDir::new().expect("a folder");
    let stub = tools.path().join("git");
    let gone = pages.path(1);
    let script = format!(
        "#!/bin/sh\ncase \"$*\" in *user.name*) rm -f '{}';; esac\nexit 1\n",
        gone.display()
    );
    fs::write(&stub, script).expect("a script");
    fs::set_permissions(&stub, std::os::unix::fs::PermissionsExt::from_mode(0o755)).expect("bits");
    let path = format!("{}:{}", tools.path().display(), std::env::var("PATH").expect("a path"));
    let mut review = pages.command(&["review", "page-0.md", "page-1.md"]);
    let output = review.env("PATH", path).output().expect("the program");
    assert_eq!(output.status.code(), Some(3), "{}", said(&output));
    assert!(said(&output).contains("no such file or directory"), "{}", said(&output));
    assert!(!gone.exists());
    assert_eq!(pages.read(0), text(0, 0));
}
