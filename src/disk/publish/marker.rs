//! The list of what we wrote, which lies in the site itself: by it we know our files from those of
//! others.
//!
//! It holds nothing of the machine, so that the same outputs give the same marker everywhere.

use super::digest::PublishedEntry;
use super::error::PublishError;
use super::plan::why_unwritable;
use crate::disk::system::{MARKER, open_regular};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};
use std::path::Path;

const VERSION: u32 = 1;

/// What we wrote, by path.
#[derive(Default)]
pub(super) struct Marker {
    pub files: BTreeMap<String, PublishedEntry>,
}

#[derive(Serialize, Deserialize)]
struct MarkerFile {
    version: u32,
    files: BTreeMap<String, PublishedEntry>,
}

impl Marker {
    pub fn of<'a>(files: impl Iterator<Item = (&'a str, PublishedEntry)>) -> Self {
        Marker { files: files.map(|(path, entry)| (path.to_owned(), entry)).collect() }
    }

    /// The files of both, for the time in which one site turns into the other file by file.
    pub fn with(&self, other: &Marker) -> Self {
        let files = self.files.iter().chain(&other.files);
        Marker { files: files.map(|(path, entry)| (path.clone(), *entry)).collect() }
    }

    /// The bytes of the marker: one line for each file, so that a site under version control has
    /// small differences.
    pub fn bytes(&self) -> Vec<u8> {
        let lines = self.files.iter().map(|(path, entry)| {
            format!(
                "{}:{}",
                serde_json::json!(path),
                serde_json::to_string(entry).unwrap_or_default()
            )
        });
        let lines: Vec<_> = lines.collect();
        format!("{{\"version\":{VERSION},\"files\":{{\n{}\n}}}}\n", lines.join(",\n")).into_bytes()
    }

    /// The marker of a site with its bytes; none where there is none.
    ///
    /// Its paths are judged like those of outputs: a marker could come from anywhere, and files are
    /// deleted by it.
    pub fn read(site: &Path) -> Result<Option<(Self, Vec<u8>)>, PublishError> {
        let path = site.join(MARKER);
        let bytes = match bytes_of(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            other => other.map_err(PublishError::at(&path))?,
        };
        match parse(&bytes) {
            Ok(marker) => Ok(Some((marker, bytes))),
            Err(why) => Err(PublishError::BrokenMarker { path, why }),
        }
    }

    /// All folders that hold a file of ours, at any depth.
    pub fn folders(&self) -> BTreeSet<&str> {
        self.files.keys().flat_map(|path| super::plan::folders_above(path)).collect()
    }
}

fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    let (mut file, metadata) = open_regular(path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0) + 1);
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn parse(bytes: &[u8]) -> Result<Marker, String> {
    let written: MarkerFile = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    if written.version != VERSION {
        return Err(format!("version {} is not {VERSION}", written.version));
    }
    match written.files.keys().find(|path| why_unwritable(path).is_some()) {
        Some(path) => Err(format!("`{path}` is no path of a site")),
        None => Ok(Marker { files: written.files }),
    }
}

#[cfg(test)]
mod tests {
    use super::{Marker, parse};
    use crate::disk::publish::digest::PublishedEntry;

    #[test]
    fn a_marker_reads_what_it_wrote() {
        let files = [("a\"b.html", PublishedEntry::of(b"x")), ("c/d", PublishedEntry::of(b""))];
        let marker = Marker::of(files.into_iter());
        assert_eq!(parse(&marker.bytes()).unwrap().files, marker.files);
        assert!(parse(&Marker::default().bytes()).unwrap().files.is_empty());
        assert_eq!(marker.folders().into_iter().collect::<Vec<_>>(), ["c"]);
    }

    #[test]
    fn a_marker_cannot_name_files_of_others() {
        for path in ["../x", "/etc/passwd", "a//b", ".git/config"] {
            let marker = Marker::of([(path, PublishedEntry::of(b""))].into_iter());
            assert!(parse(&marker.bytes()).is_err(), "{path}");
        }
        assert!(parse(b"").is_err() && parse(b"{\"version\":2,\"files\":{}}").is_err());
    }
}
