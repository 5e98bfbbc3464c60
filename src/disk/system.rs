//! What the operating system does differently from machine to machine: its words, and how a file is
//! opened safely.

use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::path::Path;

/// Folders deeper than this below the handbook are not entered.
pub(super) const MAX_DEPTH: usize = 64;

/// The name of the list of what we wrote; a folder that holds it is a site of ours.
pub(super) const MARKER: &str = ".handbook-site.json";

/// The system's word for an error, in the style of our messages: lower case and without its number.
pub fn words(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

/// Opens a regular file for reading, and nothing else: a pipe or a device that took its place is an
/// error, never a wait.
pub(super) fn open_regular(path: &Path) -> io::Result<(File, Metadata)> {
    opened(path, OpenOptions::new().read(true), Links::Followed)
}

/// Opens a file of our own for reading and writing, made if need be. A link in its place is an
/// error: it could make us write into a file that is not ours.
pub(super) fn open_own(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    opened(path, &mut options, Links::Refused).map(|(file, _)| file)
}

#[derive(PartialEq, Eq)]
enum Links {
    Followed,
    Refused,
}

fn opened(path: &Path, options: &mut OpenOptions, links: Links) -> io::Result<(File, Metadata)> {
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let last = if links == Links::Refused { OFlags::NOFOLLOW } else { OFlags::empty() };
        options.custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY | last).bits().cast_signed());
    }
    #[cfg(not(unix))]
    if links == Links::Refused && path.is_symlink() {
        return Err(io::Error::other("it is a link"));
    }
    let file = options.open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_file() {
        Ok((file, metadata))
    } else {
        Err(io::Error::other("not a regular file"))
    }
}

/// What a file that is neither a regular file nor a folder nor a link is called.
#[cfg(unix)]
pub(super) fn special_kind(kind: std::fs::FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    match () {
        () if kind.is_fifo() => "pipe",
        () if kind.is_socket() => "socket",
        () => "device",
    }
}

/// What a file that is neither a regular file nor a folder nor a link is called.
#[cfg(not(unix))]
pub(super) fn special_kind(_kind: std::fs::FileType) -> &'static str {
    "special file"
}

#[cfg(test)]
mod tests {
    use super::words;
    use std::io;

    #[test]
    fn the_systems_words_are_put_into_our_style() {
        assert_eq!(words(&io::Error::from_raw_os_error(2)), "no such file or directory");
        assert_eq!(words(&io::Error::other("")), "");
    }
}
