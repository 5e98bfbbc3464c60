//! Where a site goes, resolved and judged before any work is done.

use super::error::PublishError;
use super::swap::Means;
use std::ffi::OsString;
use std::io;
use std::path::{Component, Path, PathBuf};

/// The output folder, and what belongs to it.
#[derive(Clone, Debug)]
pub struct Destination {
    folder: PathBuf,
    parent: PathBuf,
    name: OsString,
    force: bool,
    means: Means,
    cache: Option<PathBuf>,
}

impl Destination {
    /// The folder `output`, from the current folder if relative; links are resolved. `root` is the
    /// handbook's folder, `content` the folder of its pages, and neither may be lost by it. With
    /// `force` files of others are deleted.
    ///
    /// # Errors
    /// An output that is not a folder, or equal to or above `root` or `content`.
    pub fn new(
        output: &Path,
        root: &Path,
        content: &Path,
        force: bool,
    ) -> Result<Self, PublishError> {
        let folder = resolved(output)?;
        for kept in [root, content] {
            let real = kept.canonicalize().map_err(PublishError::at(kept))?;
            if real.starts_with(&folder) {
                return Err(PublishError::AboveContent {
                    output: output.to_owned(),
                    content: kept.to_owned(),
                });
            }
        }
        if folder.symlink_metadata().is_ok_and(|metadata| !metadata.is_dir()) {
            return Err(PublishError::NotAFolder(output.to_owned()));
        }
        // Only `/` has neither parent nor name, and it lies above every handbook.
        let parent = folder.parent().unwrap_or(&folder).to_owned();
        let name = folder.file_name().unwrap_or_default().to_owned();
        let cache = dirs::cache_dir().map(|folder| folder.join("handbook/sites"));
        Ok(Destination { folder, parent, name, force, means: Means::BEST, cache })
    }

    /// The output folder, absolute and without links; what the reader of content has to skip.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder around the output.
    pub(super) fn parent(&self) -> &Path {
        &self.parent
    }

    /// Whether files of others in the output may be deleted.
    pub(super) fn force(&self) -> bool {
        self.force
    }

    /// The best way of swapping folders that may be tried.
    pub(super) fn means(&self) -> Means {
        self.means
    }

    /// The staging folder beside the output.
    pub(super) fn staging(&self) -> PathBuf {
        self.beside("handbook-new")
    }

    /// Where stamps of sites are kept.
    pub(super) fn cache(&self) -> Option<&Path> {
        self.cache.as_deref()
    }

    fn beside(&self, ending: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".");
        name.push(ending);
        self.parent.join(name)
    }

    /// The same destination on a system that can do less.
    #[cfg(unix)]
    #[cfg(test)]
    pub(super) fn with_means(self, means: Means) -> Self {
        Destination { means, ..self }
    }

    /// The same destination with another folder for stamps.
    #[cfg(unix)]
    #[cfg(test)]
    pub(super) fn with_cache(self, cache: PathBuf) -> Self {
        Destination { cache: Some(cache), ..self }
    }
}

/// The real path of a folder that may not exist yet: its nearest existing folder without links,
/// then the rest.
fn resolved(output: &Path) -> Result<PathBuf, PublishError> {
    let absolute = std::path::absolute(output).map_err(PublishError::at(output))?;
    let mut real = PathBuf::new();
    for part in absolute.components() {
        match part {
            // All before it is resolved already, so this is the parent that the system would take.
            Component::ParentDir => {
                real.pop();
            }
            other => real.push(other),
        }
        match real.canonicalize() {
            Ok(found) => real = found,
            Err(error) if error.kind() == io::ErrorKind::NotFound && !real.is_symlink() => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(PublishError::NotAFolder(real));
            }
            Err(error) => return Err(PublishError::at(output)(error)),
        }
    }
    Ok(real)
}
