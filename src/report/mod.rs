//! Findings for people and machines; nothing here judges anything.

pub mod human;
pub mod json;
