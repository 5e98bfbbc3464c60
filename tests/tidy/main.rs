//! What a reviewer should not have to say twice: the order of rooms, sizes, and what must stay out
//! of the project.
#![expect(clippy::disallowed_methods, reason = "tests read files and start the program")]

mod arrows;
mod language;
mod passes;
mod project;
mod readme;
mod sizes;
mod theme;

use std::fs;
use std::path::{Path, PathBuf};

/// The project's folder.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// One file of the project.
struct File {
    /// Below the project's folder, with `/` between the parts.
    path: String,
    text: String,
    /// Whether it is compiled for tests only.
    of_tests: bool,
}

impl File {
    /// Whether the name ends with one of these, after a dot.
    fn is(&self, ends: &[&str]) -> bool {
        Path::new(&self.path).extension().is_some_and(|end| ends.iter().any(|one| end == *one))
    }

    /// The lines in front of the tests at the end of the file; none of a file of tests.
    fn code(&self) -> impl Iterator<Item = &str> {
        let lines: Vec<&str> = self.text.lines().collect();
        let starts_tests = |from: &[&str]| match from {
            [first, "mod tests {", ..] | [first, _, "mod tests {"] => is_for_tests(first),
            _ => false,
        };
        let end = if self.of_tests {
            0
        } else {
            lines.windows(3).position(starts_tests).unwrap_or(lines.len())
        };
        lines.into_iter().take(end)
    }
}

/// Whether a line keeps what follows to tests.
fn is_for_tests(line: &str) -> bool {
    line.starts_with("#[cfg(") && line.contains("test")
}

/// All text files below a folder of the project that .gitignore does not leave out, dot files
/// included.
fn files(folder: &str) -> Vec<File> {
    let mut walk = ignore::WalkBuilder::new(root().join(folder));
    walk.hidden(false).require_git(false).filter_entry(|entry| entry.file_name() != ".git");
    let paths = walk
        .build()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_file())
        .map(ignore::DirEntry::into_path);
    let mut files: Vec<File> = paths.filter_map(|path| read(&path)).collect();
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files
}

fn read(path: &PathBuf) -> Option<File> {
    let text = fs::read_to_string(path).ok()?;
    let path = path.strip_prefix(root()).ok()?.to_string_lossy().replace('\\', "/");
    Some(File { path, text, of_tests: false })
}

/// The Rust files below a folder.
fn rust_files(folder: &str) -> Vec<File> {
    let mut files: Vec<File> = files(folder).into_iter().filter(|file| file.is(&["rs"])).collect();
    let modules: Vec<String> = files.iter().flat_map(test_modules).collect();
    for file in &mut files {
        let inside = file.path.trim_end_matches(".rs");
        file.of_tests = modules
            .iter()
            .any(|module| inside == module || inside.starts_with(&format!("{module}/")));
    }
    files
}

/// The modules of a file that are files themselves and compiled for tests only: their paths without
/// an ending.
fn test_modules(file: &File) -> Vec<String> {
    let folder =
        file.path.trim_end_matches(".rs").trim_end_matches("/mod").trim_end_matches("/lib");
    let lines: Vec<&str> = file.text.lines().collect();
    let named =
        lines.iter().enumerate().filter(|(_, line)| is_for_tests(line)).filter_map(|(at, _)| {
            let module = lines.iter().skip(at + 1).find(|line| !line.starts_with("#["))?;
            let name =
                module.trim_start_matches("pub(crate) ").strip_prefix("mod ")?.strip_suffix(';')?;
            Some(format!("{folder}/{name}"))
        });
    named.collect()
}

/// Fails with all complaints at once.
#[track_caller]
fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}
