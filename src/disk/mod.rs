//! The file system: what is read of a handbook, how a site is published, and the one way in which a file of the handbook is changed.
//!
//! Nothing here knows what a text means. Nothing is written but the site, and beside it our own staging folder and lock; only commands
//! that are asked to edit pages [`replace`] a file of the handbook.
#![expect(clippy::disallowed_methods, reason = "this room is the edge to the file system")]

mod look;
mod publish;
mod read;
mod replace;
mod system;

pub use look::{image_sizes, is_file, is_folder, read_bytes, real_folder};
pub use publish::{Destination, Progress, PublishError, Published, publish};
pub use read::{FileEntry, Tree, read, read_text};
pub use replace::{append, replace};
