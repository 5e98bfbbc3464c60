//! Files as a whole: reading, encodings, sizes, templates.

use crate::diag::{Finding, Rule};
use crate::source::Place;

/// A file or folder could not be read; `why` is the system's word.
pub fn unreadable_file(place: Place, why: &str) -> Finding {
    let message = format!("`{}` cannot be read: {why}", place.path());
    Finding::new(Rule::UnreadableFile, place, message, "give read permission, or exclude it in .gitignore")
}
