//! Raw HTML of authors who are trusted: as it is, but that links and images lead where they should.

use crate::html::{HtmlPieceKind, OpeningTag, decoded, scan};
use crate::load::markdown::anchors::Anchors;
use crate::load::markdown::buffer::Buffer;
use crate::load::markdown::comments::Comments;
use crate::load::markdown::link_list::{PageLinks, plain_link};
use crate::load::markdown::reading::ParsedText;
use crate::load::markdown::run::TextRun;
use crate::site::document::{Hole, LinkKind};
use crate::source::Location;
use std::ops::Range;

/// Writes it.
pub(super) fn write(
    text: &ParsedText<'_>,
    run: &TextRun,
    out: &mut Buffer,
    list: &mut PageLinks,
    anchors: &mut Anchors,
    comments: &mut Comments,
) {
    let mut from = 0;
    for piece in scan(&run.text) {
        let place = || text.place(run.origin(piece.range.clone()));
        if matches!(piece.what, HtmlPieceKind::Comment) {
            comments.all.push(place());
        }
        let HtmlPieceKind::Open(tag) = &piece.what else {
            continue;
        };
        note_anchors(run, tag, anchors, place);
        let Some((kind, value)) = address(tag) else {
            continue;
        };
        let target = decoded(run.text.get(value.clone()).unwrap_or_default());
        let place = text.place(run.origin(value.clone()));
        let index = list.add(plain_link(kind, target, place));
        out.push(run.text.get(from..value.start).unwrap_or_default());
        let before = run.text.as_bytes().get(value.start.wrapping_sub(1));
        let quote = if matches!(before, Some(b'"' | b'\'')) { "" } else { "\"" };
        out.push(quote);
        out.hole(Hole::Address(index));
        out.push(quote);
        from = value.end;
    }
    out.push(run.text.get(from..).unwrap_or_default());
}

/// Where the address of a link or an image stands.
fn address(tag: &OpeningTag) -> Option<(LinkKind, Range<usize>)> {
    let (name, kind) = match tag.name.as_str() {
        "a" => ("href", LinkKind::RawHref),
        "img" => ("src", LinkKind::RawSrc),
        _ => return None,
    };
    let attribute = tag.attributes.iter().find(|attribute| attribute.name == name)?;
    Some((kind, attribute.value.clone()?))
}

fn note_anchors(
    run: &TextRun,
    tag: &OpeningTag,
    anchors: &mut Anchors,
    place: impl Fn() -> Location,
) {
    for name in ["id", "name"] {
        let is_anchor = name == "id" || tag.name == "a";
        let id = tag.value(name, &run.text).filter(|id| is_anchor && !id.is_empty());
        if let Some(id) = id {
            anchors.of_trusted(id, place());
        }
    }
}
