//! Reads a handbook's folder, again and again: what cannot have changed since the last time is not
//! read twice.

use super::walk::{FileKind, UnreadFile, Walk};
use super::{FileEntry, FolderTree, measure, names, text_at};
use crate::diag::Finding;
use crate::disk::inputs::{Changed, Inputs};
use crate::disk::stamp::{Clock, FileStamp};
use crate::source::Source;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// Reads one handbook and remembers what it read.
///
/// `skip` holds absolute paths, or paths below the handbook's folder: the output folder, mostly.
pub struct HandbookReader {
    root: PathBuf,
    skip: Vec<PathBuf>,
    /// By the folder that was asked for.
    listings: BTreeMap<String, Listing>,
    /// Pages and partials by path.
    texts: HashMap<String, ReadText>,
    /// Files that were read or looked for by name; these are read each time.
    named: BTreeMap<String, Option<FileStamp>>,
    /// Whether texts have to show by their stamps that they are as they were.
    doubt: bool,
    /// Whether folders were listed since somebody asked what was read.
    listed: bool,
    /// The files that are not read, as they were before folders were listed anew.
    before: BTreeMap<String, FileStamp>,
    /// Those of them that are others by now.
    renewed: BTreeSet<String>,
}

/// What a folder holds.
#[derive(Default)]
struct Listing {
    texts: Vec<UnreadFile>,
    files: Vec<FileEntry>,
    folders: BTreeMap<String, FileStamp>,
    rules: BTreeMap<String, FileStamp>,
    findings: Vec<Finding>,
}

/// A text as it was read, or why it was not.
pub(super) struct ReadText {
    /// When it was read; none where it could not be opened.
    pub stamp: Option<FileStamp>,
    /// Whether its next change will show in the stamp.
    pub settled: bool,
    pub source: Option<Source>,
    pub findings: Vec<Finding>,
}

impl HandbookReader {
    /// Nothing is read yet.
    pub fn new(root: &Path, skip: Vec<PathBuf>) -> Self {
        HandbookReader {
            root: root.to_owned(),
            skip,
            listings: BTreeMap::new(),
            texts: HashMap::new(),
            named: BTreeMap::new(),
            doubt: false,
            listed: false,
            before: BTreeMap::new(),
            renewed: BTreeSet::new(),
        }
    }

    /// The handbook's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Reads `folder`, a path below the handbook's folder (empty for that folder itself). All that
    /// cannot be read, or is not read for a reason that the author does not see, is a finding; the
    /// rest is read all the same.
    ///
    /// The same function lists `static`, `theme` or `people`, which may be absent: ask for the
    /// folder first.
    pub fn folder(&mut self, folder: &str) -> (FolderTree, Vec<Finding>) {
        let listing = self.listings.remove(folder).unwrap_or_else(|| {
            self.listed = true;
            let listing = Listing::of(&self.root, folder, &self.skip);
            let other = |file: &&FileEntry| {
                self.before.get(&file.path).is_some_and(|stamp| *stamp != file.stamp)
            };
            self.renewed.extend(listing.files.iter().filter(other).map(|file| file.path.clone()));
            listing
        });
        self.read(&listing.texts);
        let mut tree = FolderTree { files: listing.files.clone(), ..FolderTree::default() };
        let mut findings = listing.findings.clone();
        for candidate in &listing.texts {
            let Some(text) = self.texts.get(&candidate.path) else {
                continue;
            };
            findings.extend(text.findings.iter().cloned());
            match candidate.kind {
                FileKind::Partial => tree.partials.extend(text.source.clone()),
                FileKind::Page | FileKind::File => tree.pages.extend(text.source.clone()),
            }
        }
        self.listings.insert(folder.to_owned(), listing);
        crate::diag::sort(&mut findings);
        (tree, findings)
    }

    /// Reads one text file: handbook.yaml, people.yaml, CODEOWNERS, a template. None and no finding
    /// where there is no such file; none and a finding where it cannot be read, is too large, or
    /// lies outside of the handbook's folder.
    pub fn text(&mut self, path: &str) -> (Option<Source>, Vec<Finding>) {
        let stamp =
            self.root.join(path).metadata().ok().map(|metadata| FileStamp::rough(&metadata));
        self.named.insert(path.to_owned(), stamp);
        super::read_text(&self.root, path)
    }

    /// Reads those texts that are not known, or, in doubt, not known to be as they were.
    fn read(&mut self, candidates: &[UnreadFile]) {
        let unknown = candidates.par_iter().filter(|candidate| !self.knows(&candidate.path));
        let read = unknown.map(|candidate| {
            let path = candidate.path.clone();
            (path.clone(), text_at(&self.root.join(&path), path))
        });
        let read: Vec<(String, ReadText)> = read.collect();
        self.texts.extend(read);
    }

    fn knows(&self, path: &str) -> bool {
        let Some(known) = self.texts.get(path) else {
            return false;
        };
        let now =
            || self.root.join(path).metadata().ok().and_then(|metadata| FileStamp::of(&metadata));
        !self.doubt || (known.settled && known.stamp.is_some() && known.stamp == now())
    }

    /// Everything has been read that was to be read: what was not asked for any more is forgotten.
    pub fn settle(&mut self) {
        if self.doubt {
            let listed: BTreeSet<&str> =
                self.listings.values().flat_map(Listing::text_paths).collect();
            self.texts.retain(|path, _| listed.contains(path.as_str()));
        }
        self.doubt = false;
        self.before.clear();
    }

    /// Whether a file that is not read is another than at the reading before.
    pub fn has_renewed(&self, path: &str) -> bool {
        self.renewed.contains(path)
    }

    /// The files that are not read and are others than when this was asked last.
    pub fn take_renewed(&mut self) -> BTreeSet<String> {
        std::mem::take(&mut self.renewed)
    }

    /// Forgets what may have changed. False when nothing of it concerns the handbook.
    pub fn forget(&mut self, changed: &Changed) -> bool {
        match changed {
            Changed::Anything => self.doubt_all(),
            Changed::Files(paths) => paths.iter().filter(|path| self.forget_one(path)).count() > 0,
        }
    }

    fn forget_one(&mut self, path: &str) -> bool {
        let kind = self.root.join(path).symlink_metadata().map(|metadata| metadata.file_type());
        let is_file = kind.as_ref().is_ok_and(|kind| !kind.is_dir());
        match () {
            () if self.doubt => true,
            () if is_file && self.texts.remove(path).is_some() => true,
            () if is_file && self.lists(path) => {
                self.renewed.insert(path.to_owned());
                true
            }
            () if self.named.contains_key(path) && !self.belongs_to_a_listing(path) => true,
            // It may be gone, and then the folder that it was in has to be listed again.
            () if self.named.contains_key(path) => self.doubt_all(),
            () if self.is_of_interest(path, kind.is_ok()) => self.doubt_all(),
            () => false,
        }
    }

    /// Whether something that is no known file matters: what is there and could be content, and
    /// what was there.
    fn is_of_interest(&self, path: &str, exists: bool) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        let known = self.texts.contains_key(path) || self.lists(path) || self.has_folder(path);
        let skipped = self
            .skip
            .iter()
            .any(|skipped| self.root.join(path).starts_with(self.root.join(skipped)));
        let passed_over = skipped || names::is_hidden(name) || names::is_leftover(name);
        path.is_empty() || known || name == ".gitignore" || (exists && !passed_over)
    }

    fn belongs_to_a_listing(&self, path: &str) -> bool {
        self.lists(path) || self.has_folder(path.rsplit_once('/').map_or("", |(folder, _)| folder))
    }

    fn doubt_all(&mut self) -> bool {
        self.doubt = true;
        for listing in std::mem::take(&mut self.listings).into_values() {
            self.before.extend(listing.files.into_iter().map(|file| (file.path, file.stamp)));
        }
        true
    }

    fn lists(&self, path: &str) -> bool {
        self.listings.values().any(|listing| listing.lists(path))
    }

    fn has_folder(&self, path: &str) -> bool {
        self.listings.values().any(|listing| listing.folders.contains_key(path))
    }

    /// Whether folders were listed since [`HandbookReader::inputs`] was asked last.
    pub fn has_new_inputs(&self) -> bool {
        self.listed
    }

    /// What was read and looked for, as it was then.
    pub fn inputs(&mut self) -> Inputs {
        self.listed = false;
        let rough = |path: &str| {
            self.root.join(path).metadata().ok().map(|metadata| FileStamp::rough(&metadata))
        };
        let mut inputs = Inputs::new(&self.root);
        for listing in self.listings.values() {
            inputs
                .folders
                .extend(listing.folders.iter().map(|(path, stamp)| (path.clone(), *stamp)));
            inputs
                .files
                .extend(listing.rules.iter().map(|(path, stamp)| (path.clone(), Some(*stamp))));
            inputs
                .files
                .extend(listing.files.iter().map(|file| (file.path.clone(), Some(file.stamp))));
        }
        inputs.files.extend(self.texts.iter().map(|(path, text)| (path.clone(), text.stamp)));
        inputs.files.extend(self.named.iter().map(|(path, stamp)| (path.clone(), *stamp)));
        let parents =
            self.named.keys().map(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder));
        for parent in parents {
            if let (false, Some(stamp)) = (inputs.folders.contains_key(parent), rough(parent)) {
                inputs.folders.insert(parent.to_owned(), stamp);
            }
        }
        inputs
    }
}

impl Listing {
    fn of(root: &Path, folder: &str, skip: &[PathBuf]) -> Self {
        let walked = Walk::of(root, folder, skip);
        let (texts, files): (Vec<_>, Vec<_>) = walked
            .found
            .into_iter()
            .partition(|candidate| !matches!(candidate.kind, FileKind::File));
        let measured: Vec<_> = files.into_par_iter().map(|file| measure(root, file)).collect();
        let (folders, rules, findings) = (walked.folders, walked.rules, walked.findings);
        let mut listing = Listing { texts, files: Vec::new(), folders, rules, findings };
        for file in measured {
            match file {
                Ok(file) => listing.files.push(file),
                Err(finding) => listing.findings.push(finding),
            }
        }
        listing
    }

    fn text_paths(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|candidate| candidate.path.as_str())
    }

    /// Whether one of the files that are not read has this path; they are ordered.
    fn lists(&self, path: &str) -> bool {
        self.files.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok()
    }
}

impl ReadText {
    /// A text that could not be read, or may not be.
    pub fn none(finding: Finding) -> Self {
        ReadText { stamp: None, settled: false, source: None, findings: vec![finding] }
    }

    /// `stamp` is from before it was read.
    pub fn read(source: Source, stamp: FileStamp, findings: Vec<Finding>) -> Self {
        ReadText {
            stamp: Some(stamp),
            settled: Clock::now().settled(&stamp),
            source: Some(source),
            findings,
        }
    }
}
