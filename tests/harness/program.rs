//! Starts the program as a stranger would: nothing of the machine's settings reaches it, and it may
//! not hang.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// Longer than any case may take on a slow machine, and shorter than anyone would wait.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// The program under test, and the folder in which it runs.
pub struct Program<'a> {
    /// The executable.
    pub path: &'a Path,
    /// The handbook's folder; above it lies the temporary folder, of which nothing may show in the
    /// output.
    pub folder: PathBuf,
    /// The day that it takes for today.
    pub today: &'a str,
}

impl Program<'_> {
    /// Runs it to its end. The text is what it wrote to both streams and its exit code; the error
    /// is a hang.
    pub fn run(&self, words: &[String]) -> Result<String, String> {
        let (variables, arguments) =
            words.split_at(words.iter().take_while(|word| is_variable(word)).count());
        let mut command = self.command();
        command.envs(variables.iter().filter_map(|word| word.split_once('='))).args(arguments);
        let mut child = command
            .spawn()
            .map_err(|error| format!("cannot start {}: {error}", self.path.display()))?;
        let output = collect(child.stdout.take());
        let errors = collect(child.stderr.take());
        let exit = wait(&mut child)?;
        let streams = (output.join().unwrap_or_default(), errors.join().unwrap_or_default());
        Ok(self.shown(&streams.0, &streams.1, &exit))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(self.path);
        let above = self.folder.parent().unwrap_or(&self.folder);
        command
            .env_clear()
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", above).env("GIT_CEILING_DIRECTORIES", above);
        command
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", above.join("no-such-file"));
        // A zone and a language far from those of the handbook: neither may show.
        command.env("TZ", "Pacific/Kiritimati").env("LANG", "tr_TR.UTF-8").env("LC_ALL", "C.UTF-8");
        command.env("COLUMNS", "100").env("HANDBOOK_TODAY", self.today);
        command
    }

    fn shown(&self, output: &[u8], errors: &[u8], exit: &str) -> String {
        let mut text = self.cleaned(output);
        let errors = self.cleaned(errors);
        if !errors.is_empty() {
            text.extend(["--- stderr\n", &errors]);
        }
        format!("{text}exit: {exit}")
    }

    /// Without what differs from run to run: the temporary folder, and how long things took.
    fn cleaned(&self, bytes: &[u8]) -> String {
        let above = self.folder.parent().unwrap_or(&self.folder);
        let text = String::from_utf8_lossy(bytes).replace(&*above.to_string_lossy(), "TEMP");
        let text = without_durations(&text);
        let text = text.trim_end_matches('\n');
        if text.is_empty() { String::new() } else { format!("{text}\n") }
    }
}

/// `NAME=value` in front of the arguments sets the environment.
fn is_variable(word: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
    };
    word.split_once('=').is_some_and(|(name, _)| is_name(name))
}

fn collect(stream: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = stream.map(|mut stream| stream.read_to_end(&mut bytes));
        bytes
    })
}

fn wait(child: &mut Child) -> Result<String, String> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => {
                return Ok(status
                    .code()
                    .map_or("killed by a signal".to_owned(), |code| code.to_string()));
            }
            Ok(None) if start.elapsed() < TIME_LIMIT => thread::sleep(Duration::from_millis(3)),
            Ok(None) => {
                let _ = child.kill();
                return Err(format!("still running after {} s", TIME_LIMIT.as_secs()));
            }
            Err(error) => return Err(format!("cannot wait for the program: {error}")),
        }
    }
}

/// `0.31 s` and `12 ms` become `N s` and `N ms`.
pub fn without_durations(text: &str) -> String {
    let mut shown = String::new();
    for word in text.split_inclusive([' ', '\n']) {
        let number = shown
            .trim_end_matches(' ')
            .trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
        let (kept, unit) = (number.len(), word.trim_end().trim_end_matches([',', ')', '.', ';']));
        if matches!(unit, "s" | "ms" | "µs") && shown.ends_with(' ') && shown.len() > kept + 1 {
            shown.truncate(kept);
            shown.push_str("N ");
        }
        shown.push_str(word);
    }
    shown
}
