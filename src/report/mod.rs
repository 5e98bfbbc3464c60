//! Findings for people and machines; nothing here judges anything.

pub mod answers;
pub mod explain;
pub mod human;
pub mod json;
pub mod lists;
pub mod screen;
