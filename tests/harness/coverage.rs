//! Each rule has a case in which it fires, a near miss in which it is silent, and a heading in the
//! manual.

use super::case::{Action, Case};
use handbook::internals::diag::Rule;
use libtest_mimic::{Failed, Trial};
use std::fs;
use std::path::Path;
use strum::IntoEnumIterator;

const MANUAL: &str = "example-handbook/content/manual/findings.md";

/// One test for each rule, and one that no folder belongs to a rule that is gone.
pub fn trials(folder: &Path) -> Vec<Trial> {
    let rules = folder.join("rules");
    let each = Rule::iter().map(|rule| {
        let folder = rules.join(rule.id());
        Trial::test(format!("coverage/{rule}"), move || {
            covered(&folder, rule.id()).map_err(Failed::from)
        })
    });
    let stray = rules.clone();
    let stray =
        Trial::test("coverage/no-stray-folder", move || no_stray(&stray).map_err(Failed::from));
    each.chain([stray]).collect()
}

fn covered(folder: &Path, id: &str) -> Result<(), String> {
    let fires = runs(&folder.join("fires.case"))?;
    let silent = runs(&folder.join("silent.case"))?;
    if !names(&fires, id) {
        return Err(format!("no run in `rules/{id}/fires.case` prints `[{id}]`"));
    }
    if silent.is_empty() || names(&silent, id) {
        return Err(format!(
            "`rules/{id}/silent.case` must run something that does not print `[{id}]`"
        ));
    }
    let manual =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(MANUAL)).unwrap_or_default();
    let heading = format!("### {id}");
    let documented = manual.lines().any(|line| line.trim_end() == heading);
    if documented { Ok(()) } else { Err(format!("`{MANUAL}` has no heading `{heading}`")) }
}

/// What the runs of a case are expected to print.
fn runs(path: &Path) -> Result<Vec<String>, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let case = Case::parse(&text).map_err(|why| format!("{}: {why}", path.display()))?;
    Ok(case
        .steps
        .into_iter()
        .filter(|step| matches!(step.action, Action::Run(_)))
        .map(|step| step.body)
        .collect())
}

fn names(bodies: &[String], id: &str) -> bool {
    let marks = [format!("[{id}]"), format!("\"rule\":\"{id}\""), format!("\"rule\": \"{id}\"")];
    bodies.iter().any(|body| marks.iter().any(|mark| body.contains(mark)))
}

fn no_stray(rules: &Path) -> Result<(), String> {
    let folders = fs::read_dir(rules).into_iter().flatten().filter_map(Result::ok);
    let names: Vec<String> =
        folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let stray: Vec<&String> = names.iter().filter(|name| name.parse::<Rule>().is_err()).collect();
    if stray.is_empty() { Ok(()) } else { Err(format!("no rule is called {stray:?}")) }
}
