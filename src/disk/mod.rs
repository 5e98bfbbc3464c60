//! The file system: here only the one way in which a file of the handbook itself is changed.

mod replace;

pub use replace::replace;
