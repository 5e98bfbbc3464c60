//! What will be published: path → output, before anything is written.
//!
//! Nothing here knows of folders on the disk, or of templates.

use crate::diag::Finding;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// All that a site consists of, by path: relative to the site, `/` between parts, not
/// percent-encoded.
///
/// Whether a path can be written (its length, `..`, a file in the place of a folder) is judged
/// where files are written.
#[derive(Default)]
pub struct Outputs<'a> {
    entries: BTreeMap<String, Output<'a>>,
    batches: Vec<OutputBatch<'a>>,
}

/// One file of the site.
pub enum Output<'a> {
    /// Made already.
    Bytes(Vec<u8>),
    /// A file of the handbook, copied as it is; its path below the handbook's folder.
    Copy(String),
    /// Made when asked for; every time the same bytes.
    Rendered(Box<Render<'a>>),
}

/// Files that are made together, all in one folder; their names are known only when they are made.
pub struct OutputBatch<'a> {
    /// Relative to the site.
    pub folder: &'static str,
    make: Box<MakeBatch<'a>>,
}

/// Makes files, and gives each away as soon as it is made.
type MakeBatch<'a> = dyn Fn(&Receiver<'_>) + Send + Sync + 'a;

/// Takes the path of a file, relative to the site, and its bytes.
pub type Receiver<'r> = dyn Fn(String, Vec<u8>) + Sync + 'r;

/// Makes the bytes of one file, and says what was wrong with making them.
pub type Render<'a> = dyn Fn() -> (Vec<u8>, Vec<Finding>) + Send + Sync + 'a;

impl<'a> Outputs<'a> {
    /// All of these outputs, and the paths that come more than once; of those the first output
    /// stays.
    pub fn collect(outputs: impl Iterator<Item = (String, Output<'a>)>) -> (Self, Vec<String>) {
        let mut all: Vec<(String, Output<'a>)> = outputs.collect();
        // The sort keeps the order of equal paths.
        all.sort_by(|left, right| left.0.cmp(&right.0));
        let mut refused = Vec::new();
        all.dedup_by(|later, first| {
            let taken = later.0 == first.0;
            refused.extend(taken.then(|| later.0.clone()));
            taken
        });
        (Outputs { entries: all.into_iter().collect(), batches: Vec::new() }, refused)
    }

    /// Adds files whose names are not known yet; nothing else has a name like theirs.
    pub fn add_batch(&mut self, batch: OutputBatch<'a>) {
        self.batches.push(batch);
    }

    /// Files whose names are not known yet.
    pub fn batches(&self) -> &[OutputBatch<'a>] {
        &self.batches
    }

    /// The output at exactly this path.
    pub fn get(&self, path: &str) -> Option<&Output<'a>> {
        self.entries.get(path)
    }

    /// All outputs with a path, ordered by it.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Output<'a>)> {
        self.entries.iter().map(|(path, output)| (path.as_str(), output))
    }

    /// How many outputs have a path.
    pub fn len(&self) -> usize {
        self.entries.len()
    }
}

impl<'a> OutputBatch<'a> {
    /// `make` may make files in any order and on any thread, but always the same.
    pub fn new(folder: &'static str, make: impl Fn(&Receiver<'_>) + Send + Sync + 'a) -> Self {
        OutputBatch { folder, make: Box::new(make) }
    }

    /// Makes all files; what becomes of each, in no order.
    pub fn each<T: Send>(&self, receive: impl Fn(String, Vec<u8>) -> T + Sync) -> Vec<T> {
        let received = Mutex::new(Vec::new());
        (self.make)(&|path, bytes| {
            let one = receive(path, bytes);
            received.lock().unwrap_or_else(PoisonError::into_inner).push(one);
        });
        received.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Names of files, of which no two are the same: a later one that is taken gets a number.
pub fn distinct(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut own = |name: String| {
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|name| !taken.contains(name));
        let free = free.unwrap_or(name);
        taken.insert(free.clone());
        free
    };
    names.into_iter().map(&mut own).collect()
}

#[cfg(test)]
mod tests {
    use super::{Output, Outputs};

    #[test]
    fn one_path_is_taken_once_and_the_first_stays() {
        let all = [
            ("b", Output::Bytes(vec![1])),
            ("a", Output::Copy("x.png".to_owned())),
            ("b", Output::Bytes(vec![2])),
        ];
        let all = all.into_iter().map(|(path, output)| (path.to_owned(), output));
        let (outputs, refused) = Outputs::collect(all);
        assert_eq!(refused, ["b"]);
        assert!(matches!(outputs.get("b"), Some(Output::Bytes(bytes)) if bytes == &[1]));
        assert_eq!(outputs.iter().map(|(path, _)| path).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(outputs.len(), 2);
    }
}
