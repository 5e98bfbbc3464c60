//! How all files and folders were when they were last looked at.

use crate::disk::inputs::{Changed, Inputs};
use crate::disk::stamp::{Clock, FileStamp};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Everything that a handbook was read from, with its stamps.
#[derive(Default)]
pub(super) struct Snapshot {
    root: PathBuf,
    folders: BTreeMap<String, Option<FileStamp>>,
    files: BTreeMap<String, Option<FileStamp>>,
    /// The other names of files and folders that links give more than one.
    other_names: BTreeMap<String, Vec<String>>,
    /// Paths that had changed so shortly before that another change might not show in their stamps.
    unsettled: BTreeSet<String>,
}

/// Each path with the other paths of the same file or folder.
fn other_names<'a>(
    known: impl Iterator<Item = (&'a String, &'a Option<FileStamp>)>,
) -> BTreeMap<String, Vec<String>> {
    let mut names: BTreeMap<(u64, u64), Vec<&String>> = BTreeMap::new();
    for (path, stamp) in known {
        if let Some(identity) =
            stamp.as_ref().map(FileStamp::identity).filter(|identity| *identity != (0, 0))
        {
            names.entry(identity).or_default().push(path);
        }
    }
    let several = names.into_values().filter(|names| names.len() > 1);
    let others = several.flat_map(|names| {
        let others = |path: &String| {
            names.iter().filter(|name| ***name != *path).map(|name| (*name).clone()).collect()
        };
        names.iter().map(|path| ((*path).clone(), others(path))).collect::<Vec<_>>()
    });
    others.collect()
}

impl Snapshot {
    pub fn of(inputs: Inputs) -> Self {
        let folders: BTreeMap<_, _> =
            inputs.folders.into_iter().map(|(path, stamp)| (path, Some(stamp))).collect();
        let other_names = other_names(folders.iter().chain(&inputs.files));
        Snapshot {
            root: inputs.root,
            folders,
            files: inputs.files,
            other_names,
            unsettled: BTreeSet::new(),
        }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether the handbook's folder is there.
    pub fn has_root(&self) -> bool {
        self.root.is_dir()
    }

    /// The folders that are there, with what tells one from another of the same name.
    pub fn folders(&self) -> impl Iterator<Item = (String, (u64, u64))> + '_ {
        let all = std::iter::once("")
            .chain(self.folders.keys().map(String::as_str).filter(|path| !path.is_empty()));
        all.filter_map(|path| Some((path.to_owned(), self.now(path)?.identity())))
    }

    /// What has changed since the last look; none when nothing has.
    pub fn look(&mut self) -> Option<Changed> {
        let clock = Clock::now();
        let folders = self.differences(&self.folders);
        let files = self.differences(&self.files);
        let again = std::mem::take(&mut self.unsettled);
        let anew =
            files.iter().filter(|(_, stamp)| stamp.is_some_and(|stamp| !clock.settled(&stamp)));
        self.unsettled = anew.map(|(path, _)| path.clone()).collect();
        let mut paths: BTreeSet<String> =
            files.iter().map(|(path, _)| path.clone()).chain(again).collect();
        paths.extend(folders.iter().map(|(path, _)| path.clone()));
        self.files.extend(files);
        self.folders.extend(folders);
        (!paths.is_empty()).then_some(Changed::Files(paths))
    }

    /// The system tells of one name only where links give a file or its folder several.
    pub fn with_other_names(&self, changed: Changed) -> Changed {
        let Changed::Files(mut paths) = changed else {
            return changed;
        };
        let names = |path: &String| self.other_names.get(path).cloned().unwrap_or_default();
        let others: Vec<String> = paths
            .iter()
            .flat_map(|path| {
                let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
                let elsewhere = names(&folder.to_owned())
                    .into_iter()
                    .map(move |folder| format!("{folder}/{name}"));
                names(path).into_iter().chain(elsewhere).collect::<Vec<_>>()
            })
            .collect();
        paths.extend(others);
        Changed::Files(paths)
    }

    /// These are about to be told, so the next look need not tell them again.
    pub fn renew(&mut self, changed: &Changed) {
        match changed {
            Changed::Anything => drop(self.look()),
            Changed::Files(paths) => paths.iter().for_each(|path| self.renew_one(path)),
        }
    }

    fn renew_one(&mut self, path: &str) {
        let now = self.now(path);
        if let Some(known) = self.files.get_mut(path) {
            *known = now;
        }
        // An entry that came or went has changed its folder.
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for folder in [folder, path] {
            let now = self.now(folder);
            if let Some(known) = self.folders.get_mut(folder) {
                *known = now;
            }
        }
    }

    fn differences(
        &self,
        known: &BTreeMap<String, Option<FileStamp>>,
    ) -> Vec<(String, Option<FileStamp>)> {
        let changed = known.par_iter().filter_map(|(path, stamp)| {
            let now = self.now(path);
            (now != *stamp).then(|| (path.clone(), now))
        });
        changed.collect()
    }

    fn now(&self, path: &str) -> Option<FileStamp> {
        let path = if path.is_empty() { self.root.clone() } else { self.root.join(path) };
        path.metadata().ok().map(|metadata| FileStamp::rough(&metadata))
    }
}
