//! The repository that a folder lies in, and its history.

use super::log::{self, Parsed};
use super::process::{answer, command, complaints, finished, start, understood, unfiltered};
use super::texts::BlobReader;
use crate::history::{Commit, History, ObjectId, UnknownHistory};
use crate::site::code_owners::PLACES;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One commit, in fields that end with NUL; \x01 in front tells it from a line of changes.
const FORMAT: &str = "--format=%x01%H%x00%P%x00%aN%x00%aE%x00%ad%x00%cd%x00%s";

/// The log, the same on every machine. `-c` shows of a merge what differs from each of its parents,
/// so that texts made by merging are known.
const LOG: [&str; 18] = [
    "log",
    "-z",
    "--raw",
    "--no-abbrev",
    "-c",
    "-M",
    "-l1000",
    "-O/dev/null",
    "--topo-order",
    "--root",
    "--no-notes",
    "--no-decorate",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
    "--date=raw",
    "--parents",
];

/// Differences are git's own: no program of a setting makes them, and git is not started in
/// submodules, which have settings of their own.
const DIFF: [&str; 3] = ["--no-ext-diff", "--no-textconv", "--ignore-submodules=all"];

/// Files of git that are written when HEAD or its remote moves: itself, its log, where branches
/// are kept together, and the settings.
const WRITTEN: [&str; 5] = ["HEAD", "logs/HEAD", "packed-refs", "reftable/tables.list", "config"];

/// Lists of commits longer than this are not read further.
const LONGEST_LIST: u64 = 4 * 1024 * 1024;

/// A git repository, seen from a folder in it.
#[derive(Clone, Debug)]
pub struct Repository {
    folder: PathBuf,
    /// The folder, from the top of the repository, with `/` at its end; empty at the top.
    prefix: Vec<u8>,
    top: PathBuf,
    /// The file that lists the commits at which a shallow clone ends.
    shallow: Option<PathBuf>,
    /// Files of git that are written when HEAD moves.
    written: Vec<PathBuf>,
}

/// Name and mail address of the one who works in a folder, as git knows them; empty where it does
/// not.
pub fn identity(folder: &Path) -> (String, String) {
    let setting = |name: &str| {
        let mut git = command(folder);
        git.args(["config", "--get", name]);
        // What is not set is an error of git as well.
        answer(&mut git).map_or_else(|_| String::new(), |value| value.trim().to_owned())
    };
    (setting("user.name"), setting("user.email"))
}

impl Repository {
    /// Finds the repository of a folder by one `git rev-parse`.
    pub fn find(folder: &Path) -> Result<Self, UnknownHistory> {
        let mut git = command(folder);
        git.args([
            "rev-parse",
            "--show-prefix",
            "--show-cdup",
            "--is-shallow-repository",
            "--git-path",
            "shallow",
        ]);
        git.args(WRITTEN.iter().flat_map(|name| ["--git-path", name]));
        git.args(["--revs-only", "HEAD"]);
        let output = finished(&mut git)?;
        if !output.status.success() {
            return Err(understood(&String::from_utf8_lossy(&output.stderr)));
        }
        Self::from_answer(folder, &output.stdout)
    }

    /// The history of the files for which `is_wanted` is true of their path below the folder.
    pub fn history(&self, is_wanted: &dyn Fn(&str) -> bool) -> History {
        let parsed = self.log(is_wanted);
        parsed.map_or_else(History::missing, |parsed| self.made_of(parsed))
    }

    /// The files that are written when there is another history: as long as they are as they were,
    /// there is none.
    pub fn signs(&self) -> Vec<PathBuf> {
        let named = [".git-blame-ignore-revs", ".mailmap"].map(|name| self.top.join(name));
        let branch = self.written.first().and_then(|head| branch(head));
        let owners = PLACES.iter().map(|place| self.top.join(place));
        let owners = owners.filter(|_| !self.prefix.is_empty());
        let signs = self.written.iter().chain(&self.shallow).cloned();
        signs.chain(named).chain(branch).chain(owners).collect()
    }

    /// Where the folder lies in the repository: empty at the top, else with `/` at the end.
    pub fn prefix(&self) -> String {
        String::from_utf8_lossy(&self.prefix).into_owned()
    }

    /// The address that it is fetched from: that of `origin`, or of the only remote.
    pub fn remote(&self) -> Option<String> {
        let mut git = command(&self.folder);
        git.args(["config", "-z", "--get-regexp", r"^remote\..*\.url$"]);
        let answer = answer(&mut git).ok()?;
        let remotes: Vec<(&str, &str)> =
            answer.split('\0').filter_map(|remote| remote.split_once('\n')).collect();
        let origin = remotes.iter().find(|(key, _)| *key == "remote.origin.url");
        let only = remotes.first().filter(|_| remotes.len() == 1);
        origin.or(only).map(|(_, url)| (*url).to_owned())
    }

    /// The files below the folder that are not as they were where HEAD and another commit parted,
    /// changes in the folder and files that git does not know yet included.
    pub fn changed_since(&self, reference: &str) -> Result<BTreeSet<String>, UnknownHistory> {
        let mut git = unfiltered(&self.folder)?;
        git.args(["diff", "--name-only", "-z", "--relative", "--no-renames"]).args(DIFF);
        git.args(["--merge-base", "--end-of-options", reference, "--"]);
        let changed = answer(&mut git);
        if changed.is_err() && self.shallow.is_some() {
            return Err(UnknownHistory::Shallow);
        }
        let mut untracked = command(&self.folder);
        untracked.args(["ls-files", "-z", "--others", "--exclude-standard"]);
        let listed = changed? + &answer(&mut untracked)?;
        Ok(listed.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect())
    }

    /// What the file at a path below the folder has now that it had not before a commit; before
    /// HEAD where none is named.
    pub fn diff_since(&self, commit: Option<&str>, path: &str) -> Result<String, UnknownHistory> {
        let from = commit.map_or_else(|| "HEAD".to_owned(), |commit| format!("{commit}^"));
        let mut git = unfiltered(&self.folder)?;
        git.args(["diff", "--no-color"]).args(DIFF);
        git.args(["--end-of-options", &from, "--", path]);
        answer(&mut git)
    }

    /// The texts of the repository, by their ids.
    pub fn texts(&self) -> BlobReader {
        BlobReader::new(self.folder.clone())
    }

    /// Lines: where we are below the top, the way up to it, whether it is shallow, paths of files,
    /// and HEAD if there is a commit.
    fn from_answer(folder: &Path, answer: &[u8]) -> Result<Self, UnknownHistory> {
        let text = String::from_utf8_lossy(answer);
        let lines: Vec<&str> = text.lines().collect();
        let prefix = answer.split(|byte| *byte == b'\n').next().unwrap_or_default().to_vec();
        let [_, up, is_shallow, shallow, rest @ ..] = lines.as_slice() else {
            return Err(with_line_break());
        };
        match rest.split_at_checked(WRITTEN.len()) {
            Some((written, [_head])) => Ok(Repository {
                folder: folder.to_owned(),
                prefix,
                top: folder.join(up),
                shallow: (*is_shallow == "true").then(|| folder.join(shallow)),
                written: written.iter().map(|path| folder.join(path)).collect(),
            }),
            Some((_, [])) => Err(UnknownHistory::NoCommits),
            _ => Err(with_line_break()),
        }
    }

    fn log(&self, is_wanted: &dyn Fn(&str) -> bool) -> Result<Vec<Parsed>, UnknownHistory> {
        let mut git = command(&self.folder);
        git.args(LOG).args([FORMAT, "HEAD", "--"]);
        if !self.prefix.is_empty() {
            git.arg(".");
        }
        let mut child = start(&mut git)?;
        let complaints = complaints(&mut child);
        let stdout = child.stdout.take().map(|stdout| BufReader::with_capacity(256 * 1024, stdout));
        let parsed =
            stdout.map_or(Ok(Vec::new()), |stdout| log::parse(stdout, &self.prefix, is_wanted));
        let status = child.wait().map_err(|error| UnknownHistory::Failed(error.to_string()))?;
        let complaint = complaints.join().unwrap_or_default();
        if status.success() { parsed } else { Err(understood(&complaint)) }
    }

    fn made_of(&self, parsed: Vec<Parsed>) -> History {
        let ends = self.shallow.as_deref().map(ids_in).unwrap_or_default();
        let ignored = ids_in(&self.top.join(".git-blame-ignore-revs"));
        let (commits, cut_off) = commits(parsed, &ends, &ignored);
        if self.shallow.is_some() {
            History::shallow(commits, cut_off)
        } else {
            History::complete(commits)
        }
    }
}

/// The file of the branch that is checked out, where it has one of its own.
fn branch(head: &Path) -> Option<PathBuf> {
    let text = std::fs::read_to_string(head).ok()?;
    let folder = head.parent()?;
    let common = std::fs::read_to_string(folder.join("commondir"))
        .map(|common| folder.join(common.trim_end()));
    Some(common.unwrap_or_else(|_| folder.to_owned()).join(text.strip_prefix("ref: ")?.trim_end()))
}

fn with_line_break() -> UnknownHistory {
    UnknownHistory::Failed("the path of the folder has a line break in it".to_owned())
}

/// Numbers in place of ids for parents. What a shallow clone's last commits seem to add was there
/// before: it is no change.
fn commits(
    parsed: Vec<Parsed>,
    ends: &HashSet<ObjectId>,
    ignored: &HashSet<ObjectId>,
) -> (Vec<Commit>, BTreeSet<Arc<str>>) {
    let numbers: HashMap<ObjectId, usize> =
        parsed.iter().map(|parsed| parsed.commit.id).zip(0..).collect();
    let mut cut_off = BTreeSet::new();
    let mut commits = Vec::with_capacity(parsed.len());
    for Parsed { mut commit, parents } in parsed {
        commit.parents = parents.iter().filter_map(|id| numbers.get(id).copied()).collect();
        commit.is_ignored = ignored.contains(&commit.id);
        if ends.contains(&commit.id) {
            cut_off
                .extend(std::mem::take(&mut commit.changes).into_iter().map(|change| change.path));
        }
        commits.push(commit);
    }
    (commits, cut_off)
}

/// The ids in a list of commits, one a line, with comments; none where there is no such file.
fn ids_in(path: &Path) -> HashSet<ObjectId> {
    let mut text = Vec::new();
    let read =
        std::fs::File::open(path).and_then(|file| file.take(LONGEST_LIST).read_to_end(&mut text));
    let text = if read.is_ok() { String::from_utf8_lossy(&text) } else { "".into() };
    text.lines().filter_map(|line| ObjectId::parse(line.split('#').next()?.trim())).collect()
}
