//! Real handbooks, which are not part of the project: `HANDBOOK_CORPORA=FOLDER cargo test --test
//! corpora`.
//!
//! Each folder in it is built as a stranger would build it. A table in the README.md beside them
//! may name the folder of a corpus that has its pages, in a column `content root`.
#![expect(clippy::disallowed_methods, reason = "tests read folders and start the program")]

#[path = "corpora/folders.rs"]
mod corpora;
#[path = "corpora/guard.rs"]
mod guard;

use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::SystemTime;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials = corpora::trials(trials);
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn trials(folder: &Path, corpora: Vec<PathBuf>) -> Vec<Trial> {
    let roots = content_roots(&fs::read_to_string(folder.join("README.md")).unwrap_or_default());
    corpora.into_iter().map(|path| trial(path, &roots)).collect()
}

fn trial(path: PathBuf, roots: &BTreeMap<String, String>) -> Trial {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let root = path.join(roots.get(&name).map_or("", String::as_str).trim_matches('.'));
    Trial::test(name, move || {
        let site = tempfile::tempdir().map_err(|error| error.to_string())?;
        builds_the_same_on_any_threads(&path, site.path())?;
        writes_nothing_again(&path, &site.path().join("1"))?;
        let report = report(&path)?;
        every_page_has_an_address(&path, &root, &report)?;
        every_word_is_shown(&path, &site.path().join("1"), &report).map_err(Failed::from)
    })
}

/// The column `content root` of the table, by the column `folder`.
fn content_roots(readme: &str) -> BTreeMap<String, String> {
    let row = |line: &str| -> Vec<String> {
        line.split('|').skip(1).map(|cell| cell.trim().to_owned()).collect()
    };
    let mut rows = readme.lines().filter(|line| line.starts_with('|')).map(row);
    let heads = rows.next().unwrap_or_default();
    let column = |name: &str| heads.iter().position(|head| head == name);
    let (Some(folder), Some(root)) = (column("folder"), column("content root")) else {
        return BTreeMap::new();
    };
    rows.filter_map(|cells| Some((cells.get(folder)?.clone(), cells.get(root)?.clone()))).collect()
}

fn build(corpus: &Path, site: &Path, threads: &str) -> Result<(), String> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_handbook"));
    program.arg("build").arg(corpus).arg("--dest").arg(site).args([
        "--quiet",
        "--today",
        "2026-11-22",
    ]);
    let output =
        program.env("RAYON_NUM_THREADS", threads).output().map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.success() {
        Ok(())
    } else {
        Err(format!("the build ended with {}:\n{said}", output.status))
    }
}

fn builds_the_same_on_any_threads(corpus: &Path, folder: &Path) -> Result<(), String> {
    build(corpus, &folder.join("1"), "1")?;
    build(corpus, &folder.join("2"), "2")?;
    let (one, two) = (contents(&folder.join("1")), contents(&folder.join("2")));
    let differs = one
        .iter()
        .find(|(path, bytes)| two.get(*path) != Some(bytes))
        .map(|(path, _)| path.clone());
    match differs {
        Some(path) => Err(format!("`{path}` differs between one thread and two")),
        None if one.len() != two.len() => {
            Err(format!("{} files with one thread, {} with two", one.len(), two.len()))
        }
        None => Ok(()),
    }
}

fn files(folder: &Path) -> impl Iterator<Item = (String, PathBuf)> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let files =
        entries.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path);
    files.filter_map(move |path| {
        Some((path.strip_prefix(folder).ok()?.to_string_lossy().replace('\\', "/"), path))
    })
}

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files(folder).filter_map(|(name, path)| Some((name, fs::read(path).ok()?))).collect()
}

/// When each file and folder was last changed: a file that is linked anew changes its folder.
fn times(folder: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let entries = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    entries
        .filter_map(|entry| {
            Some((entry.path().to_owned(), entry.metadata().ok()?.modified().ok()?))
        })
        .collect()
}

fn writes_nothing_again(corpus: &Path, site: &Path) -> Result<(), String> {
    let before = times(site);
    build(corpus, site, "2")?;
    let after = times(site);
    let touched = after.iter().find(|(path, time)| before.get(*path) != Some(time));
    touched
        .map_or(Ok(()), |(path, _)| Err(format!("an unchanged build touched {}", path.display())))
}

/// What `handbook check` says, for programs.
fn report(corpus: &Path) -> Result<Value, String> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_handbook"));
    let arguments = ["--format", "json", "--today", "2026-11-22"];
    let output = program.arg("check").arg(corpus).args(arguments).output();
    let output = output.map_err(|error| error.to_string())?;
    serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())
}

/// Each word of a page's source is on the page as often as in the source, or a finding near it
/// says where it went.
fn every_word_is_shown(corpus: &Path, site: &Path, report: &Value) -> Result<(), String> {
    let list = |key: &str| report.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let findings = list("findings");
    let mut lost = Vec::new();
    for page in list("pages") {
        let (Some(path), Some(address)) = (text(&page, "path"), text(&page, "address")) else {
            continue;
        };
        let source = fs::read(corpus.join(&path)).unwrap_or_default();
        let html = site.join(&address).join("index.html");
        let Ok(html) = fs::read_to_string(html) else { continue };
        let mut there = guard::words_of_page(&html);
        let of_page =
            findings.iter().filter(|finding| text(finding, "path").as_ref() == Some(&path));
        let line = |finding: &Value| usize::try_from(finding.get("line")?.as_u64()?).ok();
        let lines: Vec<usize> = of_page.filter_map(line).collect();
        for (line, word) in guard::words_of_source(&String::from_utf8_lossy(&source)) {
            let left = there.entry(word.clone()).or_insert(0);
            let is_spoken_of = lines.iter().any(|found| found.abs_diff(line) <= 2);
            if *left == 0 && !is_spoken_of {
                lost.push(format!("{path}:{line}: {word}"));
            }
            *left = left.saturating_sub(1);
        }
    }
    lost.truncate(20);
    if lost.is_empty() { Ok(()) } else { Err(format!("words are lost:\n{}", lost.join("\n"))) }
}

/// Every Markdown file below the content folder is a page of the report, with an address.
fn every_page_has_an_address(corpus: &Path, root: &Path, report: &Value) -> Result<(), String> {
    let pages = report.get("pages").and_then(Value::as_array).ok_or("the report has no pages")?;
    let with_address =
        pages.iter().filter(|page| page.get("address").is_some_and(Value::is_string));
    let known: BTreeSet<&str> =
        with_address.filter_map(|page| page.get("path")?.as_str()).collect();
    let inside = root.strip_prefix(corpus).unwrap_or(Path::new("")).to_string_lossy().into_owned();
    let expected = files(root).map(|(name, _)| name).filter(|name| is_page(name));
    let full = |name: String| {
        if inside.is_empty() { name } else { format!("{inside}/{name}") }
    };
    let missing: Vec<String> =
        expected.map(full).filter(|path| !known.contains(path.as_str())).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("no address for: {}", missing.join(", "))) }
}

/// Whether a Markdown file is meant to be a page, by its name.
fn is_page(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let hidden =
        |part: &str| part.starts_with('.') || part == "node_modules" || part == "_partials";
    let markdown = [".md", ".md.erb"].iter().any(|end| name.ends_with(end));
    markdown
        && !name.starts_with('.')
        && name != "AGENTS.md"
        && name != "CLAUDE.md"
        && !folders.split('/').any(hidden)
}
