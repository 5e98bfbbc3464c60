//! `handbook schema`: JSON Schemas for editors.

use crate::commands::cli::{self, SchemaOf};
use crate::commands::console::Console;
use crate::commands::failure::{Exit, Failure};
use crate::formats::schema;

/// Prints one schema.
#[expect(clippy::unnecessary_wraps, reason = "all commands end in the same way")]
pub fn run(options: &cli::Schema, console: &mut Console) -> Result<Exit, Failure> {
    console.print(match options.of {
        SchemaOf::Handbook => schema::HANDBOOK,
        SchemaOf::People => schema::PEOPLE,
        SchemaOf::FrontMatter => schema::FRONT_MATTER,
    });
    Ok(Exit::Fine)
}
