//! Plays a case in a temporary folder: does what its sections say, and collects what came instead
//! of what they expect.

use super::case::{Action, Case, Step, unescape};
use super::html;
use super::program::Program;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The class of the element that holds what the author wrote.
const ARTICLE: &str = "text";

/// What came of each section.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    /// As expected, or nothing was.
    Fine,
    /// Other text than expected; `UPDATE=1` accepts it.
    Differs(String),
    /// Wrong in a way that no update mends.
    Wrong(String),
}

/// Plays all sections of a case with the program at this path.
pub fn play(case: &Case, program: &Path) -> Result<Vec<Outcome>, String> {
    let folder = tempfile::tempdir().map_err(|error| format!("no temporary folder: {error}"))?;
    let root = folder.path().canonicalize().map_err(|error| error.to_string())?.join("handbook");
    fs::create_dir(&root).map_err(|error| error.to_string())?;
    let program = Program { path: program, folder: root.clone(), today: &case.today };
    let stage = Stage { root, program };
    let outcomes = stage.build_first(case).and_then(|()| stage.play(&case.steps));
    stage.allow_cleaning();
    outcomes
}

struct Stage<'a> {
    root: PathBuf,
    program: Program<'a>,
}

impl Stage<'_> {
    /// A case that looks at a site and never builds one gets a build, in front of its first
    /// expectation.
    fn build_first(&self, case: &Case) -> Result<(), String> {
        let builds = |step: &Step| matches!(&step.action, Action::Run(words) if words.iter().any(|word| word == "build"));
        if case.steps.iter().any(builds) || !case.steps.iter().any(|step| step.action.needs_site())
        {
            return Ok(());
        }
        let making = case
            .steps
            .iter()
            .take_while(|step| !step.action.expects())
            .cloned()
            .collect::<Vec<_>>();
        self.play(&making)?;
        let said = self.program.run(&["build".to_owned()])?;
        if said.ends_with("exit: 0") { Ok(()) } else { Err(format!("the build failed:\n{said}")) }
    }

    fn play(&self, steps: &[Step]) -> Result<Vec<Outcome>, String> {
        let outcome =
            |step: &Step| self.step(step).map_err(|why| format!("line {}: {why}", step.line));
        steps.iter().map(outcome).collect()
    }

    fn step(&self, step: &Step) -> Result<Outcome, String> {
        match &step.action {
            Action::Run(words) => Ok(compare(step, self.program.run(words)?)),
            Action::Page(address) => Ok(self.page(step, address)),
            Action::Text(path) => {
                Ok(self.read(path).map_or_else(Outcome::Wrong, |text| compare(step, text)))
            }
            Action::Tree => Ok(compare(step, tree(&self.root.join("site")))),
            Action::Same(path) => Ok(same(&self.root.join(path), &self.root.join("site"))),
            Action::Has(path) => Ok(self.lines(step, path, true)),
            Action::Lacks(path) => Ok(self.lines(step, path, false)),
            Action::Absent(path) => Ok(absent(&self.root.join(path), path)),
            make => self
                .make(make, &step.body)
                .map(|()| Outcome::Fine)
                .map_err(|error| format!("{}: {error}", step.heading)),
        }
    }

    fn make(&self, action: &Action, body: &str) -> Result<(), String> {
        let done = match action {
            Action::File(path) => fs::write(self.place(path)?, format!("{body}\n")),
            Action::Bytes(path) => append(&self.place(path)?, &unescape(body)?),
            Action::Repeat(path, times) => {
                append(&self.place(path)?, &unescape(body)?.repeat(*times))
            }
            Action::Folder(path) => fs::create_dir_all(self.root.join(path)),
            Action::Symlink(path, target) => symlink(target, &self.place(path)?),
            Action::Fifo(path) => fifo(&self.place(path)?),
            Action::Mode(path, bits) => set_mode(&self.root.join(path), *bits),
            Action::Remove(path) => remove(&self.root.join(path)),
            Action::Move(from, to) => fs::rename(self.root.join(from), self.place(to)?),
            Action::Commit(day) => self.commit(day, body),
            Action::Shallow(depth) => self.shallow(*depth),
            _ => Ok(()),
        };
        done.map_err(|error| error.to_string())
    }

    /// Commits everything at noon of a day; the body is the message. The first commit makes the
    /// repository.
    fn commit(&self, day: &str, message: &str) -> std::io::Result<()> {
        let message = if message.is_empty() { "change" } else { message };
        let time = format!("{day}T12:00:00+0000");
        self.git(&time, &["init", "-q"])?;
        self.git(&time, &["add", "-A"])?;
        self.git(&time, &["commit", "-q", "-m", message])
    }

    /// Forgets all but the last commits, as a clone of that depth does.
    fn shallow(&self, depth: usize) -> std::io::Result<()> {
        let source = format!("file://{}", self.root.display());
        let depth = format!("--depth={depth}");
        self.git("", &["clone", "-q", "--bare", &depth, &source, ".shallow"])?;
        fs::remove_dir_all(self.root.join(".git"))?;
        fs::rename(self.root.join(".shallow"), self.root.join(".git"))?;
        self.git("", &["config", "core.bare", "false"])?;
        self.git("", &["reset", "-q"])
    }

    /// Runs git, the same on every machine; `time` is that of a commit.
    fn git(&self, time: &str, words: &[&str]) -> std::io::Result<()> {
        let mut git = Command::new("git");
        git.current_dir(&self.root).args([
            "-c",
            "user.name=Ana Silva",
            "-c",
            "user.email=ana@meridian.example",
        ]);
        git.args(words)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", self.root.join("../no-such-file"));
        git.env("GIT_AUTHOR_DATE", time).env("GIT_COMMITTER_DATE", time);
        if git.status()?.success() {
            Ok(())
        } else {
            Err(std::io::Error::other(format!("git {words:?} failed")))
        }
    }

    /// A path in the handbook, with its folder made.
    fn place(&self, path: &str) -> Result<PathBuf, String> {
        let place = self.root.join(path);
        let folder = place.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        Ok(place)
    }

    fn page(&self, step: &Step, address: &str) -> Outcome {
        let index = if address.is_empty() || address.ends_with('/') { "index.html" } else { "" };
        let path = format!("site/{address}{index}");
        let Ok(page) = fs::read_to_string(self.root.join(&path)) else {
            return Outcome::Wrong(format!(
                "there is no `{path}`; there are:\n{}",
                tree(&self.root.join("site"))
            ));
        };
        let Some(article) = html::inside(&page, ARTICLE) else {
            return Outcome::Wrong(format!(
                "`{path}` has no element of class `{ARTICLE}` in its main element"
            ));
        };
        compare(step, article.trim_matches('\n').to_owned())
    }

    fn lines(&self, step: &Step, path: &str, wanted: bool) -> Outcome {
        let text = match self.read(path) {
            Ok(text) => text,
            Err(why) => return Outcome::Wrong(why),
        };
        let wrong: Vec<&str> =
            step.body.lines().filter(|line| text.contains(line.trim()) != wanted).collect();
        if wrong.is_empty() {
            return Outcome::Fine;
        }
        let verb = if wanted { "lacks" } else { "has" };
        Outcome::Wrong(format!(
            "`{path}` {verb}:\n  {}\nIt is:\n{}",
            wrong.join("\n  "),
            shortened(&text)
        ))
    }

    /// A file as text, without line ends at its end.
    fn read(&self, path: &str) -> Result<String, String> {
        let bytes = fs::read(self.root.join(path)).map_err(|error| format!("`{path}`: {error}"))?;
        Ok(String::from_utf8_lossy(&bytes).trim_end_matches('\n').to_owned())
    }

    /// Gives permissions back, so that the temporary folder can go away.
    fn allow_cleaning(&self) {
        let folders = walkdir::WalkDir::new(&self.root).into_iter().filter_map(Result::ok);
        folders.filter(|entry| entry.file_type().is_dir()).for_each(|entry| {
            let _ = set_mode(entry.path(), 0o755);
        });
    }
}

fn compare(step: &Step, actual: String) -> Outcome {
    if step.body == actual { Outcome::Fine } else { Outcome::Differs(actual) }
}

fn absent(place: &Path, path: &str) -> Outcome {
    let there = fs::symlink_metadata(place).is_ok();
    if there { Outcome::Wrong(format!("`{path}` exists, and must not")) } else { Outcome::Fine }
}

/// Whether each page of one site is in the other, with the same bytes.
fn same(one: &Path, other: &Path) -> Outcome {
    let files = walkdir::WalkDir::new(one).sort_by_file_name().into_iter().filter_map(Result::ok);
    let is_page =
        |entry: &walkdir::DirEntry| entry.path().extension().is_some_and(|end| end == "html");
    let pages: Vec<walkdir::DirEntry> = files.filter(is_page).collect();
    if pages.is_empty() {
        return Outcome::Wrong(format!("there are no pages in `{}`", one.display()));
    }
    let differs = pages.iter().filter_map(|entry| {
        let path = entry.path().strip_prefix(one).ok()?.to_path_buf();
        let is_same = fs::read(entry.path()).ok() == fs::read(other.join(&path)).ok();
        (!is_same).then(|| path.display().to_string())
    });
    let differs: Vec<String> = differs.collect();
    if differs.is_empty() {
        return Outcome::Fine;
    }
    Outcome::Wrong(format!("not the same: {}", differs.join(", ")))
}

/// Paths of all files but the program's own, one a line.
fn tree(site: &Path) -> String {
    let files = walkdir::WalkDir::new(site).sort_by_file_name().into_iter().filter_map(Result::ok);
    let paths = files.filter(|entry| !entry.file_type().is_dir()).filter_map(|entry| {
        let path = entry.path().strip_prefix(site).ok()?.to_string_lossy().replace('\\', "/");
        (!path.starts_with("-/") && path != ".handbook-site.json").then_some(path)
    });
    paths.collect::<Vec<_>>().join("\n")
}

fn append(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    fs::OpenOptions::new().create(true).append(true).open(path)?.write_all(bytes)
}

fn remove(path: &Path) -> std::io::Result<()> {
    if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }
}

fn fifo(path: &Path) -> std::io::Result<()> {
    let made = Command::new("mkfifo").arg(path).status()?.success();
    if made { Ok(()) } else { Err(std::io::Error::other("mkfifo failed")) }
}

#[cfg(unix)]
fn symlink(target: &str, path: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(target, path)
}

#[cfg(not(unix))]
fn symlink(_: &str, _: &Path) -> std::io::Result<()> {
    Err(std::io::Error::other("this case needs `needs: unix`"))
}

#[cfg(unix)]
fn set_mode(path: &Path, bits: u32) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(bits))
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: u32) -> std::io::Result<()> {
    Ok(())
}

/// Enough of a text to see what it is.
fn shortened(text: &str) -> String {
    let lines: Vec<&str> = text.lines().take(120).collect();
    lines.join("\n")
}
