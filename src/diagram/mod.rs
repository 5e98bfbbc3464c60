//! Diagrams written as Mermaid, drawn as SVG that a page may hold: no styles, no scripts, no links,
//! no ids; every colour is a name that the theme gives a value.
//!
//! The same source makes the same bytes on every machine and every day: widths of text are
//! estimated, no typeface is measured, and no chart marks today.

mod arrows;
mod charts;
mod flowchart;
mod graph;
mod guard;
mod label;
mod layout;
mod limits;
mod outlines;
mod paints;
mod picture;
mod plain;
mod statements;
mod states;

use mermaid_svg::ast::Diagram;
use mermaid_svg::{DiagramMeta, ParseError, parse_with_meta};

/// Larger drawings are no help to readers.
const LARGEST: usize = 400_000;

/// A drawing, and what it is about in the author's words.
#[derive(Debug, PartialEq)]
pub struct Drawing {
    /// Attributes of `<svg>`, such as its size; the name for screen readers is for the page to add.
    pub attributes: String,
    /// What stands between `<svg>` and `</svg>`.
    pub content: String,
    /// `accTitle` and `accDescr`, or the title.
    pub name: Option<String>,
}

/// Draws a diagram, or says why that is not possible, as the end of a sentence.
pub fn draw(source: &str) -> Result<Drawing, String> {
    let source = statements::on_one_line(source);
    if let Some(why) = limits::refusal(&source) {
        return Err(why);
    }
    guard::caught(|| drawn(&source)).unwrap_or_else(|| Err("it cannot be laid out".to_owned()))
}

fn drawn(source: &str) -> Result<Drawing, String> {
    let (diagram, meta) = parse_with_meta(source).map_err(|error| reason(&error))?;
    let picture = match diagram {
        Diagram::Flowchart(chart) => flowchart::graph(&chart).drawn()?,
        Diagram::State(diagram) => states::graph(&diagram).drawn()?,
        other => charts::drawn(other, source)?,
    };
    let (attributes, content) = picture.finish();
    let content = statements::restored(content);
    if content.len() > LARGEST {
        return Err("its drawing would be too large for a page".to_owned());
    }
    Ok(Drawing { attributes, content, name: name(&meta) })
}

/// Why a source cannot be read. Lines count from the first line in the block.
fn reason(error: &ParseError) -> String {
    match error {
        ParseError::Syntax { message, line, .. } => format!("line {line} of it: {message}"),
        ParseError::UnknownDiagramType(kind) => format!("`{kind}` is no kind of diagram"),
        _ => "it is empty".to_owned(),
    }
}

fn name(meta: &DiagramMeta) -> Option<String> {
    let title = meta.acc_title.as_deref().or(meta.title.as_deref());
    let parts = [title, meta.acc_descr.as_deref()];
    let name = parts.into_iter().flatten().map(str::trim).collect::<Vec<_>>().join(": ");
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests;
