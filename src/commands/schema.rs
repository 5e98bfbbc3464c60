//! `handbook schema`: JSON Schemas for editors, and settings of one in the browser.

use crate::commands::cli::Settings;
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline;
use crate::formats::{cms, schema};
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

/// Prints one schema, or all, or the settings.
pub fn run(options: &Schema, console: &mut Console) -> Result<Exit, Failure> {
    if options.cms {
        let settings = Settings { audience: options.audience.clone(), ..Settings::default() };
        let handbook = pipeline::open(options.dir.as_deref(), &settings, None)?;
        console.print(&cms::config(&handbook.site));
        return Ok(Exit::Fine);
    }
    let schema = match options.of {
        Some(SchemaOf::Handbook) => schema::handbook(),
        Some(SchemaOf::People) => schema::people(),
        Some(SchemaOf::Glossary) => schema::glossary(),
        Some(SchemaOf::FrontMatter) => schema::front_matter(),
        None => schema::all(),
    };
    console.print(&schema);
    Ok(Exit::Fine)
}
