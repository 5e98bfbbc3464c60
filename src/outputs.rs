//! What will be published: path → output, before anything is written.
//!
//! Nothing here knows of folders on the disk, or of templates.

use crate::diag::Finding;
use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

/// All that a site consists of, by path: relative to the site, `/` between parts, not
/// percent-encoded.
///
/// Whether a path can be written (its length, `..`, a file in the place of a folder) is judged
/// where files are written.
#[derive(Default)]
pub struct Outputs<'a> {
    entries: BTreeMap<String, Output<'a>>,
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
        (Outputs { entries: all.into_iter().collect() }, refused)
    }

    /// Adds an output; `false` when the path is taken already, and then the first stays.
    #[must_use]
    pub fn insert(&mut self, path: impl Into<String>, output: Output<'a>) -> bool {
        match self.entries.entry(path.into()) {
            Entry::Occupied(_) => false,
            Entry::Vacant(vacant) => {
                vacant.insert(output);
                true
            }
        }
    }

    /// The output at exactly this path.
    pub fn get(&self, path: &str) -> Option<&Output<'a>> {
        self.entries.get(path)
    }

    /// All outputs, ordered by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Output<'a>)> {
        self.entries.iter().map(|(path, output)| (path.as_str(), output))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is nothing to publish.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
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
        let mut outputs = Outputs::default();
        assert!(outputs.is_empty());
        assert!(outputs.insert("b", Output::Bytes(vec![1])));
        assert!(outputs.insert("a", Output::Copy("x.png".to_owned())));
        assert!(!outputs.insert("b", Output::Bytes(vec![2])));
        assert!(matches!(outputs.get("b"), Some(Output::Bytes(bytes)) if bytes == &[1]));
        assert_eq!(outputs.iter().map(|(path, _)| path).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(outputs.len(), 2);
    }
}
