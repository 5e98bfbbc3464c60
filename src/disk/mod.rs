//! The file system: what is read of a handbook, and how a site is published.
//!
//! Nothing here knows what a text means. Nothing is written but the site, and beside it our own staging folder and lock.

mod inputs;
mod look;
mod publish;
mod read;
mod stamp;
mod system;
mod watch;

pub use inputs::{Changed, Inputs};
pub use look::{OpenFile, image_sizes, is_file, is_folder, open_published, real_folder};
pub use publish::{Destination, Progress, PublishError, Published, publish};
pub use read::{FileEntry, Reader, Tree, read_text};
pub use watch::{Told, Watch, Why};
