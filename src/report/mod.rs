//! Findings for people and machines; nothing here judges anything.

pub mod acknowledgements;
pub mod ask;
pub mod doctor;
pub mod explain;
pub mod follow_ups;
pub mod gaps;
pub mod hits;
pub mod human;
pub mod json;
pub mod lists;
pub mod news;
pub mod owners;
pub mod screen;
pub mod verdict;

/// `1 page`, `2 pages`
pub fn plural(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
