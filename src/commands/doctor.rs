//! `handbook doctor`: what is configured, what was detected, and what to do next.

use crate::commands::cli::HandbookArguments;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline;
use crate::config::{self, neighbour};
use crate::disk;
use crate::git::Repository;
use crate::report::doctor::{Surroundings, points};
use std::path::{Path, PathBuf};

/// Where other tools look for what they run.
const CI: [&str; 3] = [".gitlab-ci.yml", ".pre-commit-config.yaml", "azure-pipelines.yml"];

/// Prints all points. What is missing is no failure.
pub fn run(options: &HandbookArguments, console: &mut Console) -> Result<Exit, Failure> {
    let handbook = pipeline::open(options.dir.as_deref(), &options.settings, None)?;
    let analysis = handbook.analyse();
    let around = Surroundings { settings: settings(&handbook.root), ci: ci(&handbook.root) };
    let points = points(&analysis, &around, &analysis.findings([]));
    let missing = points.iter().filter(|point| point.next.is_some()).count();
    console.print(&format!("{}\n\n", handbook.site.title()));
    points.iter().for_each(|point| console.print(&point.to_string()));
    console.print(&match missing {
        0 => "\nnothing is missing\n".to_owned(),
        _ => format!("\n{missing} of {} to do\n", points.len()),
    });
    Ok(Exit::Fine)
}

fn settings(root: &Path) -> Option<String> {
    let others = neighbour::FILES.iter().map(|file| file.name);
    let mut files = config::FILES.into_iter().chain(others);
    files.find(|name| disk::is_file(&root.join(name))).map(str::to_owned)
}

/// A file of CI that names handbook, in the handbook's folder or at the repository's root.
fn ci(root: &Path) -> Option<String> {
    let depth = Repository::find(root).map(|found| found.prefix()).unwrap_or_default();
    let depth = depth.split('/').filter(|part| !part.is_empty()).count();
    let top = root.ancestors().nth(depth).unwrap_or(root);
    let files = CI.iter().map(PathBuf::from).chain(workflows(top));
    let mut naming = files.filter(|file| {
        disk::read_bytes(&top.join(file))
            .is_ok_and(|bytes| runs_handbook(&String::from_utf8_lossy(&bytes)))
    });
    naming.next().map(|file| file.to_string_lossy().replace('\\', "/"))
}

fn runs_handbook(text: &str) -> bool {
    ["handbook check", "handbook build", "/handbook@", "handbook-check"]
        .iter()
        .any(|way| text.contains(way))
}

fn workflows(top: &Path) -> Vec<PathBuf> {
    let folder = Path::new(".github/workflows");
    let names = disk::names(&top.join(folder));
    names.into_iter().map(|name| folder.join(name)).collect()
}
