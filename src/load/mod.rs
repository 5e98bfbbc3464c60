//! From texts to the model.

pub mod codeowners;

pub mod front_matter;

pub mod meta;

pub mod people;
