//! HTML and XML: tags, attributes, comments, entities, and the scripts and styles inside.

use super::css;
use super::cursor::{Cursor, TokenClass};
use super::languages::{QuoteStyle, StringKind, TYPESCRIPT};
use super::lexer::Lexicon;
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
pub(super) fn paint(mut cursor: Cursor<'_, '_>) {
    let mut missing = Vec::new();
    while let Some(byte) = cursor.byte() {
        match byte {
            b'<' => angle(&mut cursor, &mut missing),
            b'&' => entity(&mut cursor),
            _ => {
                let next = cursor.rest().find(['<', '&']);
                cursor.skip(next.unwrap_or(usize::MAX));
            }
        }
    }
}

/// What begins with `<`; a section without an end takes all the rest. `missing`: ends of quotes
/// that do not come any more.
fn angle(cursor: &mut Cursor<'_, '_>, missing: &mut Vec<&'static str>) {
    if let Some((open, close, class)) = SECTIONS.iter().find(|(open, ..)| cursor.sees(open)) {
        let inside = cursor.rest().get(open.len()..).unwrap_or_default();
        let length = inside.find(close).map_or(usize::MAX, |end| open.len() + end + close.len());
        return cursor.paint(*class, length);
    }
    let slash = if cursor.sees("</") { 2 } else { 1 };
    let rest = cursor.rest().get(slash..).unwrap_or_default();
    let length = span_length(rest, "-:.");
    if length == 0 {
        return cursor.skip(1);
    }
    let name = rest.get(..length).unwrap_or_default();
    cursor.paint(TokenClass::Tag, slash + length);
    let is_empty = attributes(cursor, missing);
    match name {
        _ if slash == 2 || is_empty => {}
        "script" => embedded(cursor, "</script", |cursor| Lexicon::new(&TYPESCRIPT).paint(cursor)),
        "style" => embedded(cursor, "</style", css::paint),
        _ => {}
    }
}

/// The attributes of a tag and its end; whether it ends with `/>`.
fn attributes(cursor: &mut Cursor<'_, '_>, missing: &mut Vec<&'static str>) -> bool {
    while let Some(byte) = cursor.byte() {
        match byte {
            b'>' => {
                cursor.paint(TokenClass::Tag, 1);
                return false;
            }
            b'/' if cursor.sees("/>") => {
                cursor.paint(TokenClass::Tag, 2);
                return true;
            }
            b'<' => return true,
            b'"' | b'\'' => value(cursor, byte, missing),
            _ => {
                let length = span_length(cursor.rest(), "-:.@#*");
                cursor.paint(TokenClass::Attribute, length);
                if length == 0 {
                    cursor.skip(1);
                }
            }
        }
    }
    true
}

/// A value in quotes; one without an end stops at the end of its line.
fn value(cursor: &mut Cursor<'_, '_>, byte: u8, missing: &mut Vec<&'static str>) {
    let mark = if byte == b'"' { "\"" } else { "'" };
    let quote = QuoteStyle { open: mark, close: mark, kind: StringKind::RawLines };
    let length = if missing.contains(&mark) { None } else { closed(cursor.rest(), &quote) };
    if length.is_none() {
        missing.push(mark);
    }
    cursor.paint(TokenClass::String, length.unwrap_or(cursor.line().len()));
}

/// Another language until its element ends, or the text does.
fn embedded<'a>(cursor: &mut Cursor<'a, '_>, close: &str, write: impl FnOnce(Cursor<'a, '_>)) {
    cursor.lend(cursor.rest().find(close).unwrap_or(usize::MAX), write);
}

/// `&name;`
fn entity(cursor: &mut Cursor<'_, '_>) {
    let name = cursor.rest().get(1..).unwrap_or_default();
    let length = span_length(name.get(..name.len().min(32)).unwrap_or_default(), "#");
    if length > 0 && name.as_bytes().get(length) == Some(&b';') {
        cursor.paint(TokenClass::Escape, length + 2);
    } else {
        cursor.skip(1);
    }
}
