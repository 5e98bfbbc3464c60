//! `handbook schema`: JSON Schemas for editors.

use crate::commands::cli::{self, SchemaOf};
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::formats::schema;

/// Prints one schema, or all.
#[expect(clippy::unnecessary_wraps, reason = "all commands end in the same way")]
pub fn run(options: &cli::Schema, console: &mut Console) -> Result<Exit, Failure> {
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
