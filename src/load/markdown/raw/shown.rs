//! Raw HTML shown as text; comments are still comments.

use super::tags::is_blank;
use crate::html::{HtmlPieceKind, escape_text, scan};
use crate::load::markdown::buffer::Buffer;
use crate::load::markdown::run::TextRun;
use std::ops::Range;

/// Writes it. `comment` takes each comment, where it stands, and whether it is alone in a block.
pub(super) fn write(
    run: &TextRun,
    is_block: bool,
    out: &mut Buffer,
    mut comment: impl FnMut(&str, Range<usize>, bool),
) {
    let pieces = scan(&run.text);
    let is_alone = is_block && pieces.iter().all(|piece| is_blank(piece, &run.text));
    if is_block && !is_alone {
        out.push("<p>");
    }
    for piece in &pieces {
        let html = run.text.get(piece.range.clone()).unwrap_or_default();
        match piece.what {
            HtmlPieceKind::Comment => comment(html, run.origin(piece.range.clone()), is_alone),
            _ if is_alone => {}
            _ => escape_text(out.template.html_mut(), html),
        }
    }
    if is_block && !is_alone {
        out.push("</p>\n");
    }
}
