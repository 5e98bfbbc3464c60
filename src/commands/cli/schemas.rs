//! The arguments of `handbook schema`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `handbook schema`
#[derive(Args, Debug)]
pub struct Schema {
    /// The file to describe [default: all of them, in one object].
    #[arg(value_enum)]
    pub of: Option<SchemaOf>,
    /// Instead, print the settings of an editor in the browser, Decap CMS or Sveltia CMS, for the
    /// handbook's pages: save them as admin/config.yml.
    #[arg(long, conflicts_with = "of")]
    pub cms: bool,
    /// The handbook's folder, for --cms [default: here, or the nearest folder above with a
    /// handbook.yaml].
    #[arg(long, value_name = "DIR", requires = "cms")]
    pub dir: Option<PathBuf>,
    /// Publish pages for this audience and wider ones, for --cms.
    #[arg(long, value_name = "NAME", requires = "cms")]
    pub audience: Option<String>,
}

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// handbook.yaml
    Handbook,
    /// people.yaml
    People,
    /// glossary.yaml
    Glossary,
    /// The front matter of pages.
    FrontMatter,
}
