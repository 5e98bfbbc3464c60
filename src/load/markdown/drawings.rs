//! Diagrams in pages: drawn where that is possible, with their source below; else their source.

use super::buffer::Buffer;
use super::reports::Reports;
use crate::diag::catalogue::markdown as say;
use crate::diagram::{self, Drawing};
use crate::html::escaped;
use crate::load::svg;
use crate::site::document::{Hole, HtmlPart, SiteWord};
use crate::source::Location;

/// Writes a diagram in a language, and reports it when it is not drawn.
pub(super) fn write(
    out: &mut Buffer,
    language: &str,
    source: &str,
    reports: &mut Reports,
    place: Location,
) {
    let start = out.len();
    out.push(&format!("<figure class=\"diagram\" data-language=\"{language}\">"));
    if language == "mermaid" {
        match drawn(source) {
            Ok(drawing) => write_drawing(out, &drawing, source),
            Err(why) => {
                reports.add(say::broken_diagram(place, &why));
                write_source(out, language, source);
            }
        }
    } else {
        reports.once("diagram".to_owned(), || say::undrawn_diagram(place, language));
        write_source(out, language, source);
    }
    out.push("</figure>");
    out.opaque(start, true);
    out.push("\n");
}

/// What is drawn must be as harmless as a file of its own: the same list judges both.
fn drawn(source: &str) -> Result<Drawing, String> {
    let drawing = diagram::draw(source)?;
    let whole = format!("<svg {}>{}</svg>", drawing.attributes, drawing.content);
    svg::complaint(&whole).map_or(Ok(drawing), Err)
}

/// The drawing, then its source for those who want to copy it. Readers find the words of the
/// drawing; those of the source are the same once more.
fn write_drawing(out: &mut Buffer, drawing: &Drawing, source: &str) {
    out.push("<div class=\"drawing\" tabindex=\"0\"><svg role=\"img\" aria-label=\"");
    out.hole(Hole::Word(SiteWord::Diagram));
    if let Some(name) = &drawing.name {
        out.push(": ");
        out.escape(name);
    }
    out.push(&format!("\" {}>{}</svg></div>\n", drawing.attributes, drawing.content));
    out.push("<details><summary>");
    out.hole(Hole::Word(SiteWord::DiagramSource));
    out.push("</summary>");
    let begin = out.len();
    out.push(&format!("<pre tabindex=\"0\"><code>{}</code></pre>", escaped(source)));
    out.template.push_part(begin, HtmlPart::Navigation);
    out.push("</details>");
}

fn write_source(out: &mut Buffer, language: &str, source: &str) {
    out.push("<figcaption>");
    out.hole(Hole::Word(SiteWord::Diagram));
    out.push(&format!(
        " ({language})</figcaption><pre tabindex=\"0\"><code>{}</code></pre>",
        escaped(source)
    ));
}
