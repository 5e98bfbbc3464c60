//! Which files of a folder are read: names, .gitignore files, links and special files are judged
//! here; nothing is opened.
//!
//! A link to a folder is followed once for each folder that links name, so that the work stays in
//! proportion to the number of files, however the links are laid.

use super::ignores::Ignores;
use super::{names, outside, whole};
use crate::diag::Finding;
use crate::diag::catalogue::files;
use crate::disk::stamp::FileStamp;
use crate::disk::system::{MARKER, MAX_DEPTH, special_kind, words};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::FileType;
use std::io;
use std::path::{Component, Path, PathBuf};

/// A file that will be read.
pub(super) struct UnreadFile {
    /// Below the handbook's folder, with `/`.
    pub path: String,
    /// Where it really lies below the handbook's folder, if the path is a link.
    pub target: Option<String>,
    pub kind: FileKind,
}

/// What a file is by its name and the names of its folders.
#[derive(Clone, Copy)]
pub(super) enum FileKind {
    Page,
    Partial,
    File,
}

/// What a walk found.
#[derive(Default)]
pub(super) struct Walked {
    /// Ordered by path.
    pub found: Vec<UnreadFile>,
    /// The folders that decide what is found, by their path below the handbook's folder.
    pub folders: BTreeMap<String, FileStamp>,
    /// The .gitignore files that were there.
    pub rules: BTreeMap<String, FileStamp>,
    pub findings: Vec<Finding>,
}

/// One walk, and what it found so far.
pub(super) struct Walk<'a> {
    root: &'a Path,
    real_root: PathBuf,
    skip: BTreeSet<PathBuf>,
    followed: BTreeSet<PathBuf>,
    walked: Walked,
}

/// A folder on the way.
struct Folder {
    /// Below the handbook's folder, with `/`; empty for that folder.
    path: String,
    /// Where it really lies, links followed.
    real: PathBuf,
    depth: usize,
    partial: bool,
    ignores: Ignores,
}

/// One entry of a folder.
struct FolderEntry {
    path: String,
    name: String,
    real: PathBuf,
}

impl<'a> Walk<'a> {
    /// All files of `content` below `root`, ordered by path.
    pub fn of(root: &'a Path, content: &str, skip: &[PathBuf]) -> Walked {
        let skip = skip.iter().map(|path| root.join(path));
        let skip = skip.flat_map(|path| [path.canonicalize().unwrap_or_default(), path]).collect();
        let mut walk = Walk {
            root,
            real_root: PathBuf::new(),
            skip,
            followed: BTreeSet::new(),
            walked: Walked::default(),
        };
        if let Err(error) = walk.start(content) {
            walk.walked
                .findings
                .push(files::unreadable_file(whole(content.to_owned()), &words(&error)));
        }
        walk.walked.found.sort_by(|left, right| left.path.cmp(&right.path));
        walk.walked
    }

    fn start(&mut self, content: &str) -> io::Result<()> {
        self.real_root = self.root.canonicalize()?;
        let path = normal(content).ok_or_else(outside)?;
        let real = self.root.join(&path).canonicalize()?;
        if !real.starts_with(&self.real_root) {
            return Err(outside());
        }
        let ignores = self.ignores_above(&path);
        self.folder(&Folder { path, real, depth: 0, partial: false, ignores });
        Ok(())
    }

    /// The rules of the folders from the handbook's down to the one above `content`, which is
    /// itself never ignored: the configuration names it.
    fn ignores_above(&mut self, content: &str) -> Ignores {
        let mut ignores = Ignores::default();
        let ends = content.match_indices('/').map(|(end, _)| end);
        for end in std::iter::once(0).chain(ends).filter(|_| !content.is_empty()) {
            let folder = content.get(..end).unwrap_or("");
            self.remember(folder);
            ignores = self.own_ignores(&ignores, folder);
        }
        ignores
    }

    fn own_ignores(&mut self, above: &Ignores, folder: &str) -> Ignores {
        let name = joined(folder, ".gitignore");
        if let Ok(metadata) = self.root.join(&name).symlink_metadata() {
            self.walked.rules.insert(name, FileStamp::rough(&metadata));
        }
        let (ignores, findings) = above.within(self.root, folder);
        self.walked.findings.extend(findings);
        ignores
    }

    fn folder(&mut self, folder: &Folder) {
        if folder.depth > MAX_DEPTH {
            return self
                .walked
                .findings
                .push(files::folder_too_deep(whole(folder.path.clone()), MAX_DEPTH));
        }
        self.remember(&folder.path);
        let entries = match self.entries(folder) {
            Ok(entries) => entries,
            Err(error) => return self.walked.findings.push(unreadable(&folder.path, &error)),
        };
        if entries.iter().any(|(name, _)| name == MARKER) {
            return self.site(folder);
        }
        let ignores = self.own_ignores(&folder.ignores, &folder.path);
        let folder =
            Folder { path: folder.path.clone(), real: folder.real.clone(), ignores, ..*folder };
        for (name, kind) in entries {
            self.entry(&folder, &name, kind);
        }
    }

    /// Keeps a folder as it is before its entries are read.
    fn remember(&mut self, path: &str) {
        if let Ok(metadata) = self.root.join(path).metadata() {
            self.walked.folders.insert(path.to_owned(), FileStamp::rough(&metadata));
        }
    }

    /// The folder in which the target of a link lies: what happens to it shows there.
    fn remember_target(&mut self, real: &Path) {
        if let Some(folder) = real.parent().and_then(|folder| self.inside(folder)) {
            self.remember(&folder);
        }
    }

    /// A real path below the handbook's folder.
    fn inside(&self, real: &Path) -> Option<String> {
        let inside = real.strip_prefix(&self.real_root).ok()?;
        Some(inside.to_str()?.replace('\\', "/"))
    }

    /// A site inside content is passed over in silence; content that is a site would be an empty
    /// handbook without a word.
    fn site(&mut self, folder: &Folder) {
        if folder.depth == 0 {
            self.walked.findings.push(files::content_is_a_site(whole(folder.path.clone())));
        }
    }

    /// Names and kinds, ordered by name; an entry that cannot be asked for its kind is a finding.
    fn entries(&mut self, folder: &Folder) -> io::Result<Vec<(OsString, FileType)>> {
        let mut entries = Vec::new();
        for entry in self.root.join(&folder.path).read_dir()? {
            let entry = entry?;
            match entry.file_type() {
                Ok(kind) => entries.push((entry.file_name(), kind)),
                Err(error) => self.walked.findings.push(unreadable(
                    &joined(&folder.path, &entry.file_name().to_string_lossy()),
                    &error,
                )),
            }
        }
        entries.sort_by(|left, right| left.0.cmp(&right.0));
        Ok(entries)
    }

    fn entry(&mut self, folder: &Folder, name: &OsString, kind: FileType) {
        let Some(name) = name.to_str() else {
            let place = whole(joined(&folder.path, &name.to_string_lossy()));
            return self.walked.findings.push(files::name_not_utf8(place));
        };
        let entry = FolderEntry {
            path: joined(&folder.path, name),
            name: name.to_owned(),
            real: folder.real.join(name),
        };
        let passed_over = names::is_hidden(name)
            || self.is_skipped(&entry)
            || folder.ignores.ignore(&entry.path, kind.is_dir())
            || (!kind.is_dir() && names::is_leftover(name));
        match () {
            () if passed_over => {}
            () if kind.is_dir() => self.enter(folder, entry),
            () if kind.is_file() => self.file(folder, entry, None),
            () if kind.is_symlink() => self.link(folder, entry),
            () => self
                .walked
                .findings
                .push(files::special_file(whole(entry.path), special_kind(kind))),
        }
    }

    fn is_skipped(&self, entry: &FolderEntry) -> bool {
        self.skip.contains(&entry.real) || self.skip.contains(&self.root.join(&entry.path))
    }

    fn enter(&mut self, above: &Folder, entry: FolderEntry) {
        self.folder(&Folder {
            path: entry.path,
            real: entry.real,
            depth: above.depth + 1,
            partial: above.partial || names::is_partial(&entry.name),
            ignores: above.ignores.clone(),
        });
    }

    fn file(&mut self, folder: &Folder, entry: FolderEntry, target: Option<String>) {
        let kind = match () {
            () if !names::is_page(&entry.name) => FileKind::File,
            () if folder.partial || names::is_partial(&entry.name) => FileKind::Partial,
            () => FileKind::Page,
        };
        self.walked.found.push(UnreadFile { path: entry.path, target, kind });
    }

    fn link(&mut self, folder: &Folder, entry: FolderEntry) {
        match self.target(folder, &entry) {
            Ok(Some((real, kind))) if kind.is_dir() => {
                self.enter(folder, FolderEntry { real, ..entry });
            }
            Ok(Some((real, kind))) if kind.is_file() => {
                self.remember_target(&real);
                let target = self.inside(&real);
                self.file(folder, entry, target);
            }
            Ok(Some((_, kind))) => {
                self.walked
                    .findings
                    .push(files::special_file(whole(entry.path), special_kind(kind)));
            }
            Ok(None) => {}
            Err(why) => {
                self.walked.findings.push(files::link_not_followed(whole(entry.path), &why));
            }
        }
    }

    /// Where a link leads; none for a site of ours; as an error the reason why it is not followed.
    fn target(
        &mut self,
        folder: &Folder,
        entry: &FolderEntry,
    ) -> Result<Option<(PathBuf, FileType)>, String> {
        let broken = |error: io::Error| format!("leads nowhere ({})", words(&error));
        let real = entry.real.canonicalize().map_err(broken)?;
        if self.skip.contains(&real) {
            return Ok(None);
        }
        let kind = real.symlink_metadata().map_err(broken)?.file_type();
        let inside = real
            .strip_prefix(&self.real_root)
            .map_err(|_| "leads out of the handbook's folder".to_owned())?;
        if inside.components().any(hidden_part) {
            return Err("leads to a hidden file or folder".to_owned());
        }
        if kind.is_dir() && folder.real.starts_with(&real) {
            return Err("leads back to a folder that it lies in".to_owned());
        }
        if kind.is_dir() && !self.followed.insert(real.clone()) {
            return Err("leads to a folder that another link has led to".to_owned());
        }
        Ok(Some((real, kind)))
    }
}

/// A path without `.`, `..` and doubled `/`; none when it leads upward.
fn normal(path: &str) -> Option<String> {
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn hidden_part(part: Component<'_>) -> bool {
    part.as_os_str().to_str().is_none_or(names::is_hidden)
}

fn unreadable(path: &str, error: &io::Error) -> Finding {
    files::unreadable_file(whole(path.to_owned()), &words(error))
}

fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
