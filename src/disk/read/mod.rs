//! Reads a handbook's folder: which files there are, and the text of its pages.
//!
//! The result depends on the folder alone: no global gitignore, no file outside the handbook, no
//! repository of git. Nothing here knows front matter or Markdown, and nothing is written.

mod ignores;
mod names;
mod reader;
mod text;
mod walk;

#[cfg(unix)]
#[cfg(test)]
mod tests;

use super::stamp::FileStamp;
use super::system::{open_regular, words};
use crate::diag::Finding;
use crate::diag::catalogue::files;
use crate::source::{Location, Source};
use reader::ReadText;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walk::UnreadFile;

pub use reader::HandbookReader;

/// The largest text that is read, in bytes.
const MAX_TEXT: u64 = 10 * 1024 * 1024;

/// What lies in a folder of a handbook, each list ordered by path.
#[derive(Debug, Default)]
pub struct FolderTree {
    /// The pages: Markdown in any spelling of its ending.
    pub pages: Vec<Source>,
    /// Markdown named with an underscore, or in such a folder: for includes, never a page.
    pub partials: Vec<Source>,
    /// Everything else, of which nothing was read.
    pub files: Vec<FileEntry>,
}

/// A file that is not a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEntry {
    /// The path below the handbook's folder, with `/` between its parts.
    pub path: String,
    /// Where it really lies below the handbook's folder, if the path is a link.
    pub target: Option<String>,
    /// In bytes.
    pub size: u64,
    pub(super) stamp: FileStamp,
}

/// The size of a file, which is not opened.
fn measure(root: &Path, UnreadFile { path, target, .. }: UnreadFile) -> Result<FileEntry, Finding> {
    match root.join(&path).metadata() {
        Ok(metadata) => {
            Ok(FileEntry { path, target, size: metadata.len(), stamp: FileStamp::rough(&metadata) })
        }
        Err(error) => Err(files::unreadable_file(whole(path), &words(&error))),
    }
}

/// Reads one text file below `root`: handbook.yaml, people.yaml, CODEOWNERS, a template. None and
/// no finding where there is no such file; none and a finding where it cannot be read, is too
/// large, or lies outside of `root`.
pub fn read_text(root: &Path, relative: &str) -> (Option<Source>, Vec<Finding>) {
    match confined(root, relative) {
        Ok(Some(path)) => {
            let text = text_at(&path, relative.to_owned());
            (text.source, text.findings)
        }
        Ok(None) => (None, Vec::new()),
        Err(error) => {
            (None, vec![files::unreadable_file(whole(relative.to_owned()), &words(&error))])
        }
    }
}

/// The text that bytes of a page are read as, by which it is told whether it is still the same.
pub fn decoded(bytes: &[u8]) -> String {
    text::decode(String::new(), bytes.to_vec()).0.text().to_owned()
}

/// The real path of a file below `root`, links followed; none when it does not exist.
pub(super) fn confined(root: &Path, relative: &str) -> io::Result<Option<PathBuf>> {
    let path = match root.join(relative).canonicalize() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    if path.starts_with(root.canonicalize()?) { Ok(Some(path)) } else { Err(outside()) }
}

fn outside() -> io::Error {
    io::Error::other("it lies outside of the handbook's folder")
}

/// Reads and decodes one file; `path` is what findings call it.
fn text_at(absolute: &Path, path: String) -> ReadText {
    match bytes_at(absolute) {
        Ok((stamp, FileContent::Bytes(bytes))) => {
            let (source, findings) = text::decode(path, bytes);
            ReadText::read(source, stamp, findings)
        }
        Ok((_, FileContent::TooLarge(size))) => {
            ReadText::none(files::page_too_large(whole(path), size, MAX_TEXT))
        }
        Err(error) => ReadText::none(files::unreadable_file(whole(path), &words(&error))),
    }
}

enum FileContent {
    Bytes(Vec<u8>),
    /// With its size.
    TooLarge(u64),
}

/// Looks at the size first, and stops at the limit all the same: a file may grow while it is read.
fn bytes_at(path: &Path) -> io::Result<(FileStamp, FileContent)> {
    let (file, metadata) = open_regular(path)?;
    let stamp = FileStamp::rough(&metadata);
    if metadata.len() > MAX_TEXT {
        return Ok((stamp, FileContent::TooLarge(metadata.len())));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
    let size = file.take(MAX_TEXT + 1).read_to_end(&mut bytes)? as u64;
    Ok((
        stamp,
        if size > MAX_TEXT { FileContent::TooLarge(size) } else { FileContent::Bytes(bytes) },
    ))
}

/// The place of a file that has no text for us.
fn whole(path: String) -> Location {
    Source::new(path, "").whole()
}
