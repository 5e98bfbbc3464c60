//! handbook: a folder of Markdown becomes a company's handbook.
#![forbid(unsafe_code)]

pub mod source;

pub mod near;

pub mod shell;

pub mod day;

pub mod history;

pub mod diag;

pub mod yaml;

pub mod config;

pub mod site;

pub mod load;

pub mod govern;

pub mod formats;

pub mod outputs;

pub mod theme;

pub mod render;

pub mod disk;

pub mod git;
