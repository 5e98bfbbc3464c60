//! `handbook schema`: JSON Schemas for editors, and settings of one in the browser.

use crate::commands::cli::{self, SchemaOf, Settings};
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::commands::pipeline;
use crate::formats::{cms, schema};

/// Prints one schema, or all, or the settings.
pub fn run(options: &cli::Schema, console: &mut Console) -> Result<Exit, Failure> {
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
