//! How git is started, and how its words are understood when it fails.

use crate::history::UnknownHistory;
use std::ffi::{OsStr, OsString};
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread::JoinHandle;

/// What of git's environment is kept: where git is, and what its user says of folders to trust.
const KEPT: [&str; 6] = [
    "GIT_EXEC_PATH",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CEILING_DIRECTORIES",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
];

/// The same for settings given one by one: `GIT_CONFIG_COUNT`, `GIT_CONFIG_KEY_0`,
/// `GIT_CONFIG_VALUE_0`.
const KEPT_PREFIXES: [&str; 3] = ["GIT_CONFIG_COUNT", "GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_"];

/// Settings of the machine that would change what is read, or run something.
const SETTINGS: [&str; 8] = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.quotePath=false",
    "diff.relative=false",
    "i18n.logOutputEncoding=UTF-8",
    "log.showSignature=false",
    "mailmap.file=",
    "mailmap.blob=",
];

/// git in a folder, not started yet.
pub(super) fn command(root: &Path) -> Command {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars_os().filter(|(name, _)| is_dropped(name)) {
        command.env_remove(name);
    }
    command.current_dir(root).arg("--no-pager");
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    command
        .env("LC_ALL", "C")
        .env("GIT_OPTIONAL_LOCKS", "0")
        // Without it, `git log` writes each commit alone, and both programs spend their time on
        // waking each other.
        .env("GIT_FLUSH", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_ALLOW_PROTOCOL", "none")
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env("GIT_LITERAL_PATHSPECS", "1");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// git that looks at files of a folder, not started yet: programs that settings of the repository
/// name as filters are not run, whatever its attributes say.
pub(super) fn unfiltered(root: &Path) -> Result<Command, UnknownHistory> {
    let mut git = command(root);
    let given = |(name, value): (OsString, OsString)| {
        (name == "GIT_CONFIG_COUNT").then(|| value.to_str()?.parse::<usize>().ok()).flatten()
    };
    let first = std::env::vars_os().find_map(given).unwrap_or(0);
    let settings = filters(root)?;
    for (number, key) in (first..).zip(&settings) {
        let value = if key.ends_with(".required") { "false" } else { "" };
        git.env(format!("GIT_CONFIG_KEY_{number}"), key);
        git.env(format!("GIT_CONFIG_VALUE_{number}"), value);
    }
    git.env("GIT_CONFIG_COUNT", (first + settings.len()).to_string());
    Ok(git)
}

/// The settings that name filters. Their names may hold any letters, so that they go by variables
/// of the environment and not by `-c`.
fn filters(root: &Path) -> Result<Vec<String>, UnknownHistory> {
    let mut git = command(root);
    git.args(["config", "-z", "--name-only", "--get-regexp", r"^filter\."]);
    let output = finished(&mut git)?;
    // The code that says that there are none.
    if !output.status.success() && output.status.code() != Some(1) {
        return Err(understood(&String::from_utf8_lossy(&output.stderr)));
    }
    let names = String::from_utf8_lossy(&output.stdout);
    Ok(names.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

/// Starts git and waits for its end.
pub(super) fn finished(git: &mut Command) -> Result<Output, UnknownHistory> {
    start(git)?.wait_with_output().map_err(|error| UnknownHistory::Failed(error.to_string()))
}

/// What git prints; why it fails, where it does.
pub(super) fn answer(git: &mut Command) -> Result<String, UnknownHistory> {
    let output = finished(git)?;
    if !output.status.success() {
        return Err(understood(&String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A hook or a script may have set these for another repository than ours.
fn is_dropped(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let is_kept =
        KEPT.contains(&&*name) || KEPT_PREFIXES.iter().any(|prefix| name.starts_with(prefix));
    name == "LANGUAGE" || (name.starts_with("GIT_") && !is_kept)
}

/// Starts git.
pub(super) fn start(command: &mut Command) -> Result<Child, UnknownHistory> {
    command.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound => UnknownHistory::NoGit,
        _ => UnknownHistory::Failed(error.to_string()),
    })
}

/// Reads what git complains about beside its output, so that it never waits for us.
pub(super) fn complaints(child: &mut Child) -> JoinHandle<String> {
    let stderr = child.stderr.take();
    std::thread::spawn(move || stderr.map_or_else(String::new, read_bounded))
}

fn read_bounded(mut stderr: impl Read) -> String {
    let mut words = Vec::new();
    let read = stderr.by_ref().take(16 * 1024).read_to_end(&mut words);
    let rest = std::io::copy(&mut stderr, &mut std::io::sink());
    // What cannot be read of a complaint is no reason to stop; the exit code says the rest.
    let _ = (read, rest);
    String::from_utf8_lossy(&words).into_owned()
}

/// What git's complaint means.
pub(super) fn understood(complaint: &str) -> UnknownHistory {
    let says = |words: &str| complaint.contains(words);
    match () {
        () if says("not a git repository") => UnknownHistory::NoRepository,
        () if says("dubious ownership") || says("unsafe repository") => {
            UnknownHistory::ForeignFolder(folder_of(complaint))
        }
        () if says("does not have any commits") => UnknownHistory::NoCommits,
        () if says("lazy fetch") || says("promisor") => UnknownHistory::Partial,
        () => UnknownHistory::Failed(first_line(complaint)),
    }
}

/// The folder in quotes of `detected dubious ownership in repository at '/srv/handbook'`.
fn folder_of(complaint: &str) -> String {
    let line = complaint.lines().find(|line| line.contains("repository")).unwrap_or("");
    let folder = line.split_once('\'').and_then(|(_, rest)| rest.rsplit_once('\''));
    folder.map_or_else(|| "FOLDER".to_owned(), |(folder, _)| folder.to_owned())
}

fn first_line(complaint: &str) -> String {
    let line =
        complaint.lines().find(|line| !line.trim().is_empty()).unwrap_or("it does not say why");
    line.trim_start_matches("fatal: ").trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::{is_dropped, understood};
    use crate::history::UnknownHistory;

    #[test]
    fn complaints_are_understood() {
        let foreign = "fatal: detected dubious ownership in repository at '/srv/it's ours'\nTo add \
            an exception …\n";
        assert_eq!(understood(foreign), UnknownHistory::ForeignFolder("/srv/it's ours".into()));
        assert_eq!(
            understood("fatal: not a git repository (or any of …): .git"),
            UnknownHistory::NoRepository
        );
        assert_eq!(
            understood("fatal: your current branch 'main' does not have any commits yet"),
            UnknownHistory::NoCommits
        );
        assert_eq!(
            understood("warning: lazy fetching disabled; some objects may not be available"),
            UnknownHistory::Partial
        );
        assert_eq!(
            understood("\nfatal: bad object HEAD\n"),
            UnknownHistory::Failed("bad object HEAD".into())
        );
    }

    #[test]
    fn only_trust_is_kept_of_the_environment() {
        for name in [
            "GIT_DIR",
            "GIT_WORK_TREE",
            "GIT_INDEX_FILE",
            "GIT_EXTERNAL_DIFF",
            "GIT_CONFIG_PARAMETERS",
            "GIT_PAGER",
        ] {
            assert!(is_dropped(name.as_ref()), "{name}");
        }
        for name in [
            "PATH",
            "HOME",
            "GIT_CONFIG_COUNT",
            "GIT_CONFIG_KEY_0",
            "GIT_CONFIG_VALUE_0",
            "GIT_CONFIG_GLOBAL",
        ] {
            assert!(!is_dropped(name.as_ref()), "{name}");
        }
    }
}
