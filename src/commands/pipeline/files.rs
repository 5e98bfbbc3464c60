//! The files that a handbook is loaded from.

use crate::diag::Finding;
use crate::diag::catalogue::files;
use crate::disk::{self, Reader};
use crate::load::{self, Files};
use crate::site::code_owners::{self, FOLDER_FILE};
use crate::source::Source;
use crate::theme::Overrides;
use rayon::iter::{IntoParallelIterator, ParallelExtend, ParallelIterator};
use std::collections::{BTreeMap, BTreeSet};

/// What there is to say about each drawing that was looked at.
pub(super) type Drawings = BTreeMap<String, Option<Finding>>;

/// Everything that loading needs. Folders named `static` and `people` stand in content or beside it.
pub(super) fn read(reader: &mut Reader, content: &str, drawings: &mut Drawings) -> (Files, Vec<Finding>) {
    let (tree, mut findings) = reader.folder(content);
    let mut files = Files { pages: tree.pages, partials: tree.partials, ..Files::default() };
    for entry in tree.files {
        if entry.path.rsplit('/').next() == Some(FOLDER_FILE) {
            files.folder_owners.extend(text(reader, &entry.path, &mut findings));
        } else {
            files.others.push(entry.path);
        }
    }
    files.fixed = fixed_files(reader, content, &mut findings);
    let active = active_drawings(reader, drawings, files.others.iter().chain(&files.fixed), &mut findings);
    files.others.retain(|path| !active.contains(path));
    files.fixed.retain(|path| !active.contains(path));
    files.refused = active.into_iter().collect();
    files.people = people(reader, &mut findings);
    files.code_owners = code_owners::PLACES.iter().find_map(|place| text(reader, place, &mut findings));
    (files, findings)
}

/// Drawings that would run code; readers do not get them. What was judged before is not judged again.
fn active_drawings<'a>(
    reader: &Reader,
    judged: &mut Drawings,
    files: impl Iterator<Item = &'a String>,
    findings: &mut Vec<Finding>,
) -> BTreeSet<String> {
    let drawings: BTreeSet<&String> = files.filter(|path| path.to_ascii_lowercase().ends_with(".svg")).collect();
    judged.retain(|path, _| drawings.contains(path) && !reader.has_renewed(path));
    let unknown: Vec<&String> = drawings.into_iter().filter(|path| !judged.contains_key(*path)).collect();
    let judge = |path: &String| match disk::read_bytes(&reader.root().join(path)) {
        Ok(bytes) => load::svg::judge(path, bytes),
        Err(error) => Some(files::unreadable_file(Source::new(path, "").whole(), &disk::words(&error))),
    };
    judged.par_extend(unknown.into_par_iter().map(|path| (path.clone(), judge(path))));
    let refused = judged.iter().filter_map(|(path, finding)| Some((path.clone(), finding.clone()?)));
    let (paths, refused): (BTreeSet<String>, Vec<Finding>) = refused.unzip();
    findings.extend(refused);
    paths
}

/// One text file, if it is there.
fn text(reader: &mut Reader, path: &str, findings: &mut Vec<Finding>) -> Option<Source> {
    let (source, found) = reader.text(path);
    findings.extend(found);
    source
}

/// The files of `static/`, in content or beside it.
fn fixed_files(reader: &mut Reader, content: &str, findings: &mut Vec<Finding>) -> Vec<String> {
    let inside = if content.is_empty() { "static".to_owned() } else { format!("{content}/static") };
    let folders: BTreeSet<String> = [inside, "static".to_owned()].into_iter().collect();
    let mut files = Vec::new();
    for folder in folders {
        if disk::is_folder(&reader.root().join(&folder)) {
            let (tree, found) = reader.folder(&folder);
            findings.extend(found);
            files.extend(tree.files.into_iter().map(|entry| entry.path));
        }
    }
    files
}

/// people.yaml, or the files of people/ beside handbook.yaml.
fn people(reader: &mut Reader, findings: &mut Vec<Finding>) -> Vec<Source> {
    let file = ["people.yaml", "people.yml"].iter().find_map(|name| text(reader, name, findings));
    if file.is_some() || !disk::is_folder(&reader.root().join("people")) {
        return file.into_iter().collect();
    }
    let (tree, _) = reader.folder("people");
    let yaml = tree.files.iter().filter(|entry| entry.path.ends_with(".yaml") || entry.path.ends_with(".yml"));
    yaml.filter_map(|entry| text(reader, &entry.path, findings)).collect()
}

/// The files of the handbook's own `theme/` folder.
pub(super) fn overrides(reader: &mut Reader) -> (Overrides, Vec<Finding>) {
    let mut overrides = Overrides::new();
    if !disk::is_folder(&reader.root().join("theme")) {
        return (overrides, Vec::new());
    }
    let (tree, mut findings) = reader.folder("theme");
    for entry in tree.files {
        let name = entry.path.trim_start_matches("theme/").to_owned();
        overrides.extend(text(reader, &entry.path, &mut findings).map(|source| (name, source)));
    }
    (overrides, findings)
}
