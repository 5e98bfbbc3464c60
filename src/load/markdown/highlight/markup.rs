//! HTML and XML: tags, attributes, comments, entities, and the scripts and styles inside.

use super::css;
use super::languages::{QuoteStyle, StringKind, TYPESCRIPT};
use super::lexer::Lexicon;
use super::pen::{Pen, TokenClass};
use super::words::{closed, span_length};

/// What is neither tag nor text: where it begins, where it ends, what it is.
const SECTIONS: [(&str, &str, TokenClass); 5] = [
    ("<!--", "-->", TokenClass::Comment),
    ("<![CDATA[", "]]>", TokenClass::String),
    ("<%", "%>", TokenClass::Escape),
    ("<?", "?>", TokenClass::Attribute),
    ("<!", ">", TokenClass::Attribute),
];

/// Goes through markup.
pub(super) fn paint(mut pen: Pen<'_, '_>) {
    let mut missing = Vec::new();
    while let Some(byte) = pen.byte() {
        match byte {
            b'<' => angle(&mut pen, &mut missing),
            b'&' => entity(&mut pen),
            _ => {
                let next = pen.rest().find(['<', '&']);
                pen.skip(next.unwrap_or(usize::MAX));
            }
        }
    }
}

/// What begins with `<`; a section without an end takes all the rest. `missing`: ends of quotes
/// that do not come any more.
fn angle(pen: &mut Pen<'_, '_>, missing: &mut Vec<&'static str>) {
    if let Some((open, close, class)) = SECTIONS.iter().find(|(open, ..)| pen.sees(open)) {
        let inside = pen.rest().get(open.len()..).unwrap_or_default();
        let length = inside.find(close).map_or(usize::MAX, |end| open.len() + end + close.len());
        return pen.paint(*class, length);
    }
    let slash = if pen.sees("</") { 2 } else { 1 };
    let rest = pen.rest().get(slash..).unwrap_or_default();
    let length = span_length(rest, "-:.");
    if length == 0 {
        return pen.skip(1);
    }
    let name = rest.get(..length).unwrap_or_default();
    pen.paint(TokenClass::Tag, slash + length);
    let is_empty = attributes(pen, missing);
    match name {
        _ if slash == 2 || is_empty => {}
        "script" => embedded(pen, "</script", |pen| Lexicon::new(&TYPESCRIPT).paint(pen)),
        "style" => embedded(pen, "</style", css::paint),
        _ => {}
    }
}

/// The attributes of a tag and its end; whether it ends with `/>`.
fn attributes(pen: &mut Pen<'_, '_>, missing: &mut Vec<&'static str>) -> bool {
    while let Some(byte) = pen.byte() {
        match byte {
            b'>' => {
                pen.paint(TokenClass::Tag, 1);
                return false;
            }
            b'/' if pen.sees("/>") => {
                pen.paint(TokenClass::Tag, 2);
                return true;
            }
            b'<' => return true,
            b'"' | b'\'' => value(pen, byte, missing),
            _ => {
                let length = span_length(pen.rest(), "-:.@#*");
                pen.paint(TokenClass::Attribute, length);
                if length == 0 {
                    pen.skip(1);
                }
            }
        }
    }
    true
}

/// A value in quotes; one without an end stops at the end of its line.
fn value(pen: &mut Pen<'_, '_>, byte: u8, missing: &mut Vec<&'static str>) {
    let mark = if byte == b'"' { "\"" } else { "'" };
    let quote = QuoteStyle { open: mark, close: mark, kind: StringKind::RawLines };
    let length = if missing.contains(&mark) { None } else { closed(pen.rest(), &quote) };
    if length.is_none() {
        missing.push(mark);
    }
    pen.paint(TokenClass::String, length.unwrap_or(pen.line().len()));
}

/// Another language until its element ends, or the text does.
fn embedded<'a>(pen: &mut Pen<'a, '_>, close: &str, write: impl FnOnce(Pen<'a, '_>)) {
    pen.lend(pen.rest().find(close).unwrap_or(usize::MAX), write);
}

/// `&name;`
fn entity(pen: &mut Pen<'_, '_>) {
    let name = pen.rest().get(1..).unwrap_or_default();
    let length = span_length(name.get(..name.len().min(32)).unwrap_or_default(), "#");
    if length > 0 && name.as_bytes().get(length) == Some(&b';') {
        pen.paint(TokenClass::Escape, length + 2);
    } else {
        pen.skip(1);
    }
}
