//! The file system: what is read of a handbook, and how a site is published.
//!
//! Nothing here knows what a text means. Nothing is written but the site, and beside it our own staging folder and lock.
#![expect(clippy::disallowed_methods, reason = "this room is the edge to the file system")]

mod look;
mod publish;
mod read;
mod system;

pub use look::{image_sizes, is_file, is_folder, read_bytes, real_folder};
pub use publish::{Destination, Progress, PublishError, Published, publish};
pub use read::{FileEntry, Tree, read, read_text};
