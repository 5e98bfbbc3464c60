//! `handbook schema`: JSON Schemas for editors.

use crate::commands::cli::{self, SchemaOf};
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::formats::schema;

/// Prints one schema, or all.
#[expect(clippy::unnecessary_wraps, reason = "all commands end in the same way")]
pub fn run(options: &cli::Schema, console: &mut Console) -> Result<Exit, Failure> {
    match options.of {
        Some(SchemaOf::Handbook) => console.print(schema::HANDBOOK),
        Some(SchemaOf::People) => console.print(schema::PEOPLE),
        Some(SchemaOf::FrontMatter) => console.print(schema::FRONT_MATTER),
        None => console.print(&schema::all()),
    }
    Ok(Exit::Fine)
}
