//! The example handbook has the faults that it keeps on purpose, in the section that explains them,
//! and no other.
#![expect(clippy::disallowed_methods, reason = "tests start the program and read its example")]
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may stop where it is surprised"
)]

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Where faults are kept on purpose.
const FAULTS: &str = "content/faults/";

/// Rules about the time that passes and the history of the files: what they find changes from day
/// to day.
const OF_TIME: [&str; 16] = [
    "brainstorm-outcome",
    "decision-due",
    "due-soon",
    "edited-since-review",
    "expired-page",
    "follow-up-overdue",
    "missing-agenda",
    "missing-takeaways",
    "never-reviewed",
    "owner-leaving",
    "source-changed",
    "stale-page",
    "superseded-linked",
    "team-without-lead",
    "unattested-review",
    "unknown-history",
];

/// Rule, severity and path of every finding that does not depend on the day.
fn findings() -> Vec<(String, String, String)> {
    let mut program = Command::new(env!("CARGO_BIN_EXE_handbook"));
    program.args(["check", "example-handbook", "--today", "2026-11-22", "--format", "json"]);
    let output =
        program.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("the program starts");
    let report: Value = serde_json::from_slice(&output.stdout).expect("a report in JSON");
    let text = |finding: &Value, key: &str| finding[key].as_str().expect("a text").to_owned();
    let rows = report["findings"].as_array().expect("a list of findings");
    let rows = rows.iter().map(|row| (text(row, "rule"), text(row, "severity"), text(row, "path")));
    rows.filter(|(rule, ..)| !OF_TIME.contains(&rule.as_str())).collect()
}

#[test]
fn faults_stand_where_they_are_explained() {
    let elsewhere: Vec<_> =
        findings().into_iter().filter(|(_, _, path)| !path.starts_with(FAULTS)).collect();
    assert!(elsewhere.is_empty(), "{elsewhere:#?}");
}

#[test]
fn the_example_can_be_published() {
    let errors: Vec<_> =
        findings().into_iter().filter(|(_, severity, _)| severity == "error").collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn every_page_of_faults_has_one() {
    let found: BTreeSet<String> = findings().into_iter().map(|(_, _, path)| path).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-handbook").join(FAULTS);
    let pages = fs::read_dir(folder).expect("the section of faults").filter_map(Result::ok);
    // A draft is the fault of the page that links to it.
    let is_draft =
        |path: &Path| fs::read_to_string(path).is_ok_and(|text| text.contains("\ndraft: true\n"));
    let pages = pages.map(|page| page.path()).filter(|path| path.is_file() && !is_draft(path));
    let names = pages.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
    let faultless: Vec<String> = names
        .filter(|name| name != "index.md" && !found.contains(&format!("{FAULTS}{name}")))
        .collect();
    assert!(faultless.is_empty(), "{faultless:?}");
}
