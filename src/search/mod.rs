//! Search: the index of everything that is published, its files for browsers, and answers from it.
//!
//! ```text
//! build    &Resolved, &Report → Index     collect reads pages, engine counts words, classes
//!                                         weighs, synonyms says what else a word finds
//! export   &Index → files                 what browsers load piece by piece
//! answer   &Index, &Query → Answer        query_terms finds classes, rank sections, snippet texts
//! ```
//!
//! How hits are found and ordered is specified in `ranking.md`. Nothing here reads files or makes
//! HTML.

mod anchors;
pub mod answer;
mod build;
mod classes;
mod collect;
mod counts;
pub mod engine;
pub mod export;
pub mod index;
mod near;
mod otherwise;
mod query_terms;
pub mod query;
mod rank;
mod shown;
mod stop_words;
pub mod snippet;
mod synonyms;
mod text;
mod shards;
mod words;
