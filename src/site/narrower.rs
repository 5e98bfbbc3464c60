//! Pages for fewer people than the site is for: nothing of them is known but what they are called,
//! so that whatever asks for one can be told from a slip of the pen.

use crate::site::content::ContentFolder;
use crate::site::name;
use std::collections::BTreeSet;

/// What those pages are called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NarrowerPages {
    /// Their files.
    pub(crate) paths: BTreeSet<String>,
    /// What rows of acknowledgements.csv may call them.
    pub(crate) names: BTreeSet<String>,
}

impl NarrowerPages {
    /// Their files.
    pub fn paths(&self) -> &BTreeSet<String> {
        &self.paths
    }

    /// Whether this is a path, an address or an old address of one, where anything asks for one.
    pub fn has_name(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether this is the path of one, with its ending or without.
    pub fn has_path(&self, path: &str, content: &ContentFolder) -> bool {
        let is_it = |own: &String| {
            let below = content.within(own).unwrap_or(own);
            [own.as_str(), below].iter().any(|own| {
                let stem = name::stem(own).unwrap_or(own);
                let folder = stem.strip_suffix("/index").unwrap_or(stem);
                [*own, stem, folder].contains(&path)
            })
        };
        self.paths.iter().any(is_it)
    }
}
