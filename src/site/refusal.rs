//! Why a file of the handbook is not published.

use crate::diag::Finding;
use crate::diag::catalogue::files::{secret_file, unpublished_file};
use crate::source::Location;

/// Why readers do not get a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It holds a secret, such as `a private key`; nothing can open it.
    Secret(&'static str),
    /// An editor or a tool left it behind.
    Backup,
    /// A name that no system or reader is served by.
    UnusableName(&'static str),
    /// A name that programs act on where the site is served.
    NameActedOn(&'static str),
    /// Browsers or servers run files of this kind.
    Active,
    /// Its first bytes are those of something that browsers run, which its name does not say.
    Disguised,
    /// Nobody knows what browsers make of files of this kind.
    UnknownKind,
    /// A drawing, of which the finding stands at the file.
    Drawing,
}

impl Refusal {
    /// Whether `publish:` in handbook.yaml can open it.
    pub fn can_be_opened(self) -> bool {
        match self {
            Refusal::NameActedOn(_)
            | Refusal::Active
            | Refusal::Disguised
            | Refusal::UnknownKind => true,
            Refusal::Secret(_) | Refusal::Backup | Refusal::UnusableName(_) | Refusal::Drawing => {
                false
            }
        }
    }

    /// The finding at a link to the file, or at the file; none where it was made when the file was
    /// judged.
    pub fn finding(self, place: Location, path: &str) -> Option<Finding> {
        let (why, help) = match self {
            Refusal::Drawing => return None,
            Refusal::Secret(what) => return Some(secret_file(place, path, what)),
            Refusal::Backup => {
                ("it is a copy that somebody left behind", "remove it, or rename it if it is meant")
            }
            Refusal::UnusableName(why) => (why, "rename it"),
            Refusal::NameActedOn(why) => {
                (why, "rename it, or name it under `publish` in handbook.yaml")
            }
            Refusal::Active => (
                "files of this kind run as a part of the handbook",
                "save it as a page, a PDF or a picture, or name it under `publish` in \
                 handbook.yaml",
            ),
            Refusal::Disguised => (
                "browsers can take its first bytes for HTML",
                "save it as what its name says, or name it under `publish` in handbook.yaml",
            ),
            Refusal::UnknownKind => (
                "it is of no kind that is known to be harmless",
                "pack it into a `.zip`, or name it under `publish` in handbook.yaml",
            ),
        };
        Some(unpublished_file(place, path, why, help))
    }
}
