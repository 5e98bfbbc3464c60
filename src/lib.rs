//! handbook: a folder of Markdown becomes a company's handbook.
#![forbid(unsafe_code)]

pub mod source;

pub mod diag;

pub mod site;

pub mod load;

pub mod outputs;
