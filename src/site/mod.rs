//! The handbook as it was read: pages, people and what they say.

pub mod meta;

pub mod people;
