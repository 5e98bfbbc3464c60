//! The tables of keys of handbook.yaml, people.yaml and glossary.yaml. What reads, checks and
//! documents them goes through these.
//!
//! A new key is a row here, a field of what it fills, and the line that reads it; then `UPDATE=1
//! cargo test --lib schema` writes it into the manual and the schemas.

pub mod glossary;
pub mod handbook;
pub mod people;
