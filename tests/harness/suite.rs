//! Finds the case files and makes a named test of each.

use super::case::Case;
use super::play::{Outcome, play};
use libtest_mimic::{Failed, Trial};
use similar::{ChangeTag, TextDiff};
use std::fs;
use std::path::{Path, PathBuf};

/// One test for each case file below the folder.
pub fn trials(folder: &Path, program: &Path) -> Vec<Trial> {
    case_files(folder).into_iter().map(|path| trial(folder, path, program.to_owned())).collect()
}

/// All case files below a folder, in order.
pub fn case_files(folder: &Path) -> Vec<PathBuf> {
    let files =
        walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    files
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.extension().is_some_and(|end| end == "case"))
        .collect()
}

fn trial(folder: &Path, path: PathBuf, program: PathBuf) -> Trial {
    let name = path
        .strip_prefix(folder)
        .unwrap_or(&path)
        .with_extension("")
        .to_string_lossy()
        .replace('\\', "/");
    let text = fs::read_to_string(&path).unwrap_or_default();
    let lacking = Case::parse(&text).ok().and_then(|case| lacking(&case.needs));
    let updates = std::env::var_os("UPDATE").is_some();
    let shown = lacking.map_or(name.clone(), |need| format!("{name} (needs {need})"));
    Trial::test(shown, move || verdict(&path, &text, &program, updates).map_err(Failed::from))
        .with_ignored_flag(lacking.is_some())
}

/// The first thing that this machine cannot do.
fn lacking(needs: &[String]) -> Option<&'static str> {
    needs.iter().find_map(|need| match need.as_str() {
        "unix" => (!cfg!(unix)).then_some("unix"),
        "not-root" => reads_everything().then_some("a user who is not root"),
        _ => None,
    })
}

/// Whether permissions do not hold for whoever runs the tests.
fn reads_everything() -> bool {
    !cfg!(unix) || fs::read_dir("/proc/1/fd").is_ok() || fs::read("/etc/shadow").is_ok()
}

/// Plays a case and compares; with `updates`, first writes what came into the file.
pub fn verdict(path: &Path, text: &str, program: &Path, updates: bool) -> Result<(), String> {
    let at = |why: String| format!("{}: {why}", path.display());
    let case = Case::parse(text).map_err(at)?;
    let outcomes = play(&case, program).map_err(at)?;
    if updates {
        update(path, text, &case, &outcomes)?;
    }
    let complaints: Vec<String> = case
        .steps
        .iter()
        .zip(&outcomes)
        .filter_map(|(step, outcome)| {
            let why = match outcome {
                Outcome::Differs(actual) if !updates => difference(&step.body, actual),
                Outcome::Wrong(why) => why.clone(),
                Outcome::Fine | Outcome::Differs(_) => return None,
            };
            Some(format!("{}:{}: === {}\n{why}", path.display(), step.line, step.heading))
        })
        .collect();
    let hint = "If what came is right: UPDATE=1 cargo test --test cases, and read the difference.";
    if complaints.is_empty() {
        Ok(())
    } else {
        Err(format!("{}\n\n{hint}", complaints.join("\n\n")))
    }
}

fn update(path: &Path, text: &str, case: &Case, outcomes: &[Outcome]) -> Result<(), String> {
    let body = |outcome: &Outcome| {
        if let Outcome::Differs(actual) = outcome { Some(actual.clone()) } else { None }
    };
    let bodies: Vec<_> = outcomes.iter().map(body).collect();
    let new = case.with_bodies(&bodies);
    if new == text { Ok(()) } else { fs::write(path, new).map_err(|error| error.to_string()) }
}

/// What was expected (`-`) and what came (`+`), with the lines around.
pub fn difference(expected: &str, actual: &str) -> String {
    let diff = TextDiff::from_lines(expected, actual);
    let mut text = String::from("expected (-), came (+):\n");
    for group in diff.grouped_ops(3) {
        for change in group.iter().flat_map(|operation| diff.iter_changes(operation)) {
            let sign = match change.tag() {
                ChangeTag::Delete => "-",
                ChangeTag::Insert => "+",
                ChangeTag::Equal => " ",
            };
            text.extend([sign, change.value().trim_end_matches('\n'), "\n"]);
        }
    }
    text
}
