//! Synonyms: what people say, and what this handbook calls it.
//!
//! ```text
//! thesaurus       text of `thesaurus/LANGUAGE.txt` → groups
//! abbreviations   what the handbook explains itself → groups
//! vocabulary      which of their words this handbook has: the other groups are left out
//! phrases         where targets of several words stand in this handbook
//! places          groups, index → where everything stands that they find
//! expand          groups, places → what else each word of the groups finds, by the `best` of it
//! ```
//!
//! All of it happens at build, for the words of one handbook: a browser reads with a word where
//! else to look, and knows no groups.

pub mod abbreviations;
mod best;
pub mod expand;
pub mod phrases;
pub mod places;
pub mod thesaurus;
pub mod vocabulary;
