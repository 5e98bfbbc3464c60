//! The folder that pages are in.

/// The folder of the pages below the handbook's folder; empty when they are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContentFolder(String);

impl ContentFolder {
    /// The folder of this path.
    pub(crate) fn new(path: String) -> Self {
        ContentFolder(path)
    }

    /// Its path below the handbook's folder; empty for that itself.
    pub fn path(&self) -> &str {
        &self.0
    }

    /// A path below content as a path below the handbook's folder.
    pub fn below(&self, path: &str) -> String {
        let path = path.trim_matches('/');
        match (self.path(), path) {
            ("", path) => path.to_owned(),
            (content, "") => content.to_owned(),
            (content, path) => format!("{content}/{path}"),
        }
    }

    /// A path below the handbook's folder as a path below content.
    pub fn within<'p>(&self, path: &'p str) -> Option<&'p str> {
        let rest = path.strip_prefix(self.path())?;
        if self.path().is_empty() {
            Some(rest)
        } else {
            rest.strip_prefix('/').or(rest.is_empty().then_some(""))
        }
    }
}
