//! What a site depends on, as one number: as long as it is the same, the same site would be built.

use super::past;
use super::session::ReadFiles;
use crate::disk;
use crate::load::HandbookFiles;
use crate::source::Source;
use crate::theme::{self, Overrides};
use std::fmt::Debug;
use std::path::Path;
use std::sync::LazyLock;
use xxhash_rust::xxh3::Xxh3;

/// The fingerprint of what was read, of what git may know, and of what the command line asks for.
///
/// Files that are copied count by their names alone: whoever asks must know that they are as they
/// were.
pub(super) fn of(root: &Path, read: &ReadFiles, overrides: &Overrides, asked: &str) -> String {
    let mut hasher = Hasher(Xxh3::new());
    hasher.text(env!("CARGO_PKG_VERSION"));
    hasher.0.update(&PROGRAM.to_le_bytes());
    for (path, bytes) in theme::embedded_files() {
        hasher.text(&path);
        hasher.0.update(&bytes);
    }
    hasher.text(asked);
    hasher.debug(&(root, &read.config, &read.content, read.today, &read.findings));
    hasher.files(&read.files);
    for (name, source) in overrides {
        hasher.text(name);
        hasher.source(source);
    }
    hasher.debug(&past::signs(root));
    format!("{:032x}", hasher.0.digest128())
}

/// The program's own file: other code of the same number may make another site, and a program that
/// CI installs again makes the same. Read once: an assistant may ask for days.
static PROGRAM: LazyLock<u64> = LazyLock::new(|| {
    std::env::current_exe().and_then(|path| disk::digest(&path)).unwrap_or_default()
});

struct Hasher(Xxh3);

impl Hasher {
    fn text(&mut self, text: &str) {
        self.0.update(&text.len().to_le_bytes());
        self.0.update(text.as_bytes());
    }

    fn debug(&mut self, value: &dyn Debug) {
        self.text(&format!("{value:?}"));
    }

    fn source(&mut self, source: &Source) {
        self.text(source.path());
        self.text(source.text());
    }

    /// Names all fields, so that none that comes later is forgotten.
    fn files(&mut self, files: &HandbookFiles) {
        let HandbookFiles {
            pages,
            partials,
            others,
            fixed,
            refused,
            outlines,
            people,
            glossary,
            acknowledgements,
            gaps,
            code_owners,
            owners_above,
            folder_owners,
        } = files;
        for sources in [pages, partials, outlines, people, folder_owners] {
            self.text(&sources.len().to_string());
            sources.iter().for_each(|source| self.source(source));
        }
        for source in [code_owners, glossary, acknowledgements, gaps] {
            self.text(if source.is_some() { "1" } else { "0" });
            source.iter().for_each(|source| self.source(source));
        }
        self.debug(&(others, fixed, refused, owners_above));
    }
}
