//! Texts of the past, by their ids: one `git cat-file` that is started when the first one is asked
//! for.

use super::process::{command, start};
use crate::history::ObjectId;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

/// Longer texts are not pages of a handbook, and are not read.
const LONGEST: u64 = 16 * 1024 * 1024;

/// Reads texts out of a repository.
#[derive(Debug)]
pub struct BlobReader {
    folder: PathBuf,
    state: BlobState,
}

#[derive(Debug)]
enum BlobState {
    Idle,
    Running(Running),
    /// git could not be started, or stopped in the middle.
    Broken,
}

/// The process with both ends of the talk.
#[derive(Debug)]
struct Running {
    child: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl BlobReader {
    pub(super) fn new(folder: PathBuf) -> Self {
        BlobReader { folder, state: BlobState::Idle }
    }

    /// The text with this id, without a byte order mark, as the loader reads files; `None` where
    /// the repository does not have it.
    pub fn text(&mut self, id: &ObjectId) -> Option<String> {
        if matches!(self.state, BlobState::Idle) {
            self.state = Running::start(self).map_or(BlobState::Broken, BlobState::Running);
        }
        let BlobState::Running(running) = &mut self.state else {
            return None;
        };
        let answer = running.ask(id);
        if answer.is_err() {
            self.state = BlobState::Broken;
        }
        answer.ok().flatten().map(decoded)
    }
}

impl Running {
    fn start(texts: &BlobReader) -> Option<Self> {
        let mut git = command(&texts.folder);
        git.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stderr(Stdio::null());
        let mut child = start(&mut git).ok()?;
        let questions = child.stdin.take();
        let answers = BufReader::with_capacity(64 * 1024, child.stdout.take()?);
        Some(Running { child, questions, answers })
    }

    /// `ID blob SIZE`, a line end, the bytes, a line end; or `ID missing`.
    fn ask(&mut self, id: &ObjectId) -> std::io::Result<Option<Vec<u8>>> {
        let questions = self.questions.as_mut().ok_or_else(|| std::io::Error::other("closed"))?;
        questions.write_all(format!("{id}\n").as_bytes())?;
        questions.flush()?;
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        let words: Vec<&str> = line.trim_end().split(' ').collect();
        match words.as_slice() {
            [_, kind, size] => {
                self.answer(*kind == "blob", size.parse().map_err(std::io::Error::other)?)
            }
            [_, "missing"] => Ok(None),
            _ => Err(std::io::Error::other("not understood")),
        }
    }

    fn answer(&mut self, is_text: bool, size: u64) -> std::io::Result<Option<Vec<u8>>> {
        let is_wanted = is_text && size <= LONGEST;
        let mut bytes = Vec::new();
        let mut answer = self.answers.by_ref().take(size + 1);
        let read = if is_wanted {
            answer.read_to_end(&mut bytes)? as u64
        } else {
            std::io::copy(&mut answer, &mut std::io::sink())?
        };
        if read != size + 1 {
            return Err(std::io::Error::other("cut off"));
        }
        bytes.pop();
        Ok(is_wanted.then_some(bytes))
    }
}

impl Drop for Running {
    /// Without questions left, git ends by itself.
    fn drop(&mut self) {
        self.questions = None;
        let ended = self.child.kill().and_then(|()| self.child.wait());
        // There is nothing to be done about a process that is gone already.
        let _ = ended;
    }
}

/// Almost all texts are UTF-8, which is told much faster than it is mended.
fn decoded(bytes: Vec<u8>) -> String {
    let mut text = String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    if text.starts_with('\u{feff}') {
        text.remove(0);
    }
    text
}
