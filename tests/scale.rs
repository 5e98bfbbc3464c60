//! No page and no list makes a build slow out of proportion: what once took quadratic time is held
//! against a handbook of the same size without it, so that a slow machine is as good as a fast one.
#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]
#![expect(clippy::disallowed_methods, reason = "a test makes its own handbooks, and measures")]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use tempfile::TempDir;

struct Handbook(TempDir);

impl Handbook {
    fn of(files: impl IntoIterator<Item = (String, String)>) -> Handbook {
        let handbook = Handbook(TempDir::new().expect("a folder"));
        let home = ("index.md".to_owned(), "# Home\n".to_owned());
        for (path, text) in [home].into_iter().chain(files) {
            let path = handbook.0.path().join(path);
            fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        handbook
    }

    /// How long a check takes, the shorter of two times.
    fn time(&self) -> Duration {
        let time = || {
            let start = Instant::now();
            let mut check = Command::new(env!("CARGO_BIN_EXE_handbook"));
            check.arg("check").arg(self.0.path()).env("HANDBOOK_TODAY", "2026-11-22");
            let output = check.args(["--format", "json"]).output().expect("the program");
            assert!(output.stdout.starts_with(b"{"), "{}", String::from_utf8_lossy(&output.stderr));
            start.elapsed()
        };
        time().min(time())
    }
}

fn assert_in_proportion(what: &str, costly: &Handbook, plain: &Handbook, most: u32) {
    let (costly, plain) = (costly.time(), plain.time());
    assert!(costly < plain * most, "{what}: {costly:?}, and {plain:?} without");
}

#[test]
fn teams_that_nobody_declared() {
    let people = |teams: &str| {
        let people: String = (0..3000)
            .map(|number| {
                format!("  p{number}: {{name: Person{number} Last{number}, team: t{number}}}\n")
            })
            .collect();
        Handbook::of([(
            "people.yaml".to_owned(),
            format!("people:\n{people}teams:\n  t: T\n{teams}"),
        )])
    };
    let declared: String = (0..3000).map(|number| format!("  t{number}: T{number}\n")).collect();
    assert_in_proportion("undeclared teams", &people(""), &people(&declared), 4);
}

#[test]
fn attributes_of_one_tag() {
    let attributes = |between: &str| {
        let all: String = (0..60_000).map(|number| format!("{between}a{number}='x'")).collect();
        Handbook::of([("page.md".to_owned(), format!("# Page\n\n<p{all}>text</p>\n"))])
    };
    assert_in_proportion("attributes", &attributes(" "), &attributes("></p><p "), 2);
}

#[test]
fn globs_of_many_pages() {
    let pages = |key: &str| {
        Handbook::of((0..400).flat_map(|page| {
            let globs: String =
                (0..20).map(|glob| format!("src/m{page}/{glob}/**/*.rs, ")).collect();
            let text = format!("---\nreviewed: 2026-01-01\n{key}: [{globs}]\n---\n# Page {page}\n");
            let source = (format!("src/m{page}/x.txt"), "x".to_owned());
            [(format!("p{page}.md"), text), source]
        }))
    };
    assert_in_proportion("globs", &pages("review_when"), &pages("x-when"), 3);
}

#[test]
fn a_page_that_repeats_one_paragraph() {
    let paragraphs = |same: bool| {
        let paragraph = |number: usize| {
            let number = if same { 0 } else { number };
            let words: String = (0..45).map(|word| format!("w{number}x{word} ")).collect();
            format!("{words}\n\n")
        };
        let text: String = (0..8000).map(paragraph).collect();
        Handbook::of([("page.md".to_owned(), format!("# Page\n\n{text}"))])
    };
    assert_in_proportion("repeated paragraphs", &paragraphs(true), &paragraphs(false), 2);
}

#[test]
fn texts_that_are_included_by_name() {
    let pages = |target: &str| {
        Handbook::of((0..3000).flat_map(|page| {
            let target = if target.is_empty() { format!("part{page}") } else { target.to_owned() };
            let text = format!("# Page {page}\n\n```handbook\ninclude: {target}\n```\n");
            [(format!("p{page}.md"), text), (format!("_parts/part{page}.md"), "Part.\n".to_owned())]
        }))
    };
    assert_in_proportion("includes by name", &pages(""), &pages("_parts/part1.md"), 3);
}
