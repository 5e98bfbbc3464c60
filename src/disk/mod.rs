//! The file system: what is read of a handbook, how a site is published, and the one way in which a
//! file of the handbook is changed.
//!
//! Nothing here knows what a text means. Nothing is written but the site, our own staging folder
//! beside it, and stamps in the user's cache folder; only commands that are asked to [`create`] or
//! edit pages touch a file of the handbook.
#![expect(clippy::disallowed_methods, reason = "this room is the edge to the file system")]

mod edit;
mod inputs;
mod look;
mod publish;
mod read;
mod stamp;
mod system;
mod watch;

pub use edit::{EditError, Editor, NotMade, append, create, make_folder, relocate};
pub use inputs::{Changed, Inputs};
pub use look::{
    OpenFile, digest, exists, image_sizes, is_file, is_folder, is_read_only, names, open_published,
    read_bytes, read_head, real_file, real_folder, version,
};
pub use publish::{BuildRecord, Destination, Progress, PublishError, Published, publish, recall};
pub use read::{FileEntry, HandbookReader, decoded, read_text};
pub use system::words;
pub use watch::{NoEvents, Told, Watch};
