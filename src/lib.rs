//! handbook: a folder of Markdown becomes a company's handbook.
#![forbid(unsafe_code)]

pub mod source;

pub mod diag;

pub mod outputs;

pub mod disk;
