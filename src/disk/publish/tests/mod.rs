//! Publishing, by what is on the disk before and after.

mod hostile;
mod recall;
mod refusals;
mod sites;
mod trouble;

use super::swap::Means;
use super::{Destination, PublishError, Published, publish};
use crate::outputs::{Output, OutputBatch, Outputs};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use walkdir::WalkDir;

const ALL_MEANS: [Means; 3] = [Means::Exchange, Means::TwoRenames, Means::InPlace];

/// A handbook in a folder of its own, with a place for its site.
struct Handbook {
    folder: TempDir,
    cache: TempDir,
    means: Means,
    force: bool,
}

impl Handbook {
    fn new() -> Self {
        Self::with(Means::BEST)
    }

    fn with(means: Means) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("content")).unwrap();
        Handbook { folder, cache: tempfile::tempdir().unwrap(), means, force: false }
    }

    fn forced(self) -> Self {
        Handbook { force: true, ..self }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file by hand, as others do.
    fn put(&self, path: &str, text: &str) {
        put(&self.path(path), text);
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    fn destination(&self, output: &str) -> Result<Destination, PublishError> {
        let (root, content) = (self.folder.path(), self.path("content"));
        Ok(Destination::new(&self.path(output), root, &content, self.force)?
            .with_means(self.means)
            .with_cache(self.cache.path().join("sites")))
    }

    fn publish_outputs(&self, outputs: &Outputs<'_>) -> Result<Published, PublishError> {
        publish(
            outputs,
            self.folder.path(),
            &self.destination("site")?,
            &|_| true,
            &|_| {},
            &|| None,
        )
    }

    fn try_publish(&self, files: &[(&str, &str)]) -> Result<Published, PublishError> {
        self.publish_outputs(&rendered(files))
    }

    /// Publishes into `site`, and says how many files were written, unchanged and removed.
    fn publish(&self, files: &[(&str, &str)]) -> [usize; 3] {
        let published = self.try_publish(files).unwrap();
        assert!(published.committed && published.findings.is_empty());
        [published.written, published.unchanged, published.removed]
    }

    /// All that lies beside the handbook and in it, with all that the system knows about it.
    fn snapshot(&self) -> BTreeMap<String, Snap> {
        snapshot(self.folder.path())
    }

    /// The files of the site with their text, without the marker; links as `-> target`, folders
    /// with `/`.
    fn site(&self) -> Vec<(String, String)> {
        site(&self.path("site"))
    }

    fn stamp_files(&self) -> Vec<PathBuf> {
        let files = fs::read_dir(self.cache.path().join("sites")).unwrap();
        files.map(|file| file.unwrap().path()).collect()
    }

    /// What is remembered of the site.
    fn stamps(&self) -> String {
        self.stamp_files().iter().map(|file| fs::read_to_string(file).unwrap()).collect()
    }

    /// Nothing of ours is left beside the site.
    fn assert_clean(&self) {
        let names =
            fs::read_dir(self.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        let names: Vec<_> = names
            .map(|name| name.into_string().unwrap())
            .filter(|name| name.starts_with('.'))
            .collect();
        assert_eq!(names, [""; 0]);
        assert!(!self.path("site/.handbook-new").exists());
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Snap {
    inode: u64,
    modified: (i64, i64),
    changed: (i64, i64),
    mode: u32,
}

fn snapshot(folder: &Path) -> BTreeMap<String, Snap> {
    let all = WalkDir::new(folder).into_iter().map(|entry| {
        let entry = entry.unwrap();
        let data = entry.metadata().unwrap();
        let snap = Snap {
            inode: data.ino(),
            modified: (data.mtime(), data.mtime_nsec()),
            changed: (data.ctime(), data.ctime_nsec()),
            mode: data.mode(),
        };
        (entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned(), snap)
    });
    all.collect()
}

fn site(folder: &Path) -> Vec<(String, String)> {
    let all = WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter().map(|entry| {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        match entry.file_type() {
            kind if kind.is_dir() => (path + "/", String::new()),
            kind if kind.is_symlink() => {
                (path, format!("-> {}", fs::read_link(entry.path()).unwrap().display()))
            }
            _ => (path, fs::read_to_string(entry.path()).unwrap()),
        }
    });
    all.filter(|(path, _)| path != ".handbook-site.json").collect()
}

fn rendered<'a>(files: &[(&'a str, &'a str)]) -> Outputs<'a> {
    rendered_and(files, [])
}

fn rendered_and<'a, const N: usize>(
    files: &[(&'a str, &'a str)],
    others: [(&str, Output<'a>); N],
) -> Outputs<'a> {
    let render = |text: &'a str| Box::new(move || (text.as_bytes().to_vec(), Vec::new()));
    let files = files.iter().map(|(path, text)| (*path, Output::Rendered(render(text))));
    let all = files.chain(others).map(|(path, output)| (path.to_owned(), output));
    let (outputs, refused) = Outputs::collect(all);
    assert!(refused.is_empty());
    outputs
}

/// Files that are made together.
fn batched<'a>(folder: &'static str, files: &'a [(&'a str, &'a str)]) -> Outputs<'a> {
    let mut outputs = rendered(&[]);
    outputs.add_batch(OutputBatch::new(folder, move |receiver| {
        let receive =
            |(name, text): &(&str, &str)| receiver(format!("{folder}/{name}"), (*text).into());
        files.par_iter().for_each(receive);
    }));
    outputs
}

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn pairs(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

/// So long that the system's clock of changes has surely moved on, and stamps are trusted.
fn let_settle() {
    std::thread::sleep(std::time::Duration::from_millis(150));
}
