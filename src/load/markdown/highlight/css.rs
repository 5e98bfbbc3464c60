//! Style sheets: what a name is depends on whether a rule or a declaration is open.

use super::cursor::{Cursor, TokenClass};
use super::languages::{QuoteStyle, StringKind};
use super::words::{closed, number_length, span_length};

const QUOTES: [QuoteStyle; 2] = [
    QuoteStyle { open: "\"", close: "\"", kind: StringKind::Line },
    QuoteStyle { open: "'", close: "'", kind: StringKind::Line },
];

/// Where in a rule the cursor is.
#[derive(Clone, Copy, PartialEq)]
enum CssPosition {
    /// Something begins.
    Start,
    /// Before `{`.
    Selector,
    /// Before `:`.
    Property,
    /// Between `:` and `;`, or in an `@rule`.
    Value,
}

/// Goes through a style sheet.
pub(super) fn paint(mut cursor: Cursor<'_, '_>) {
    let mut place = CssPosition::Start;
    while let Some(byte) = cursor.byte() {
        if byte.is_ascii_whitespace() {
            cursor.skip(1);
        } else if cursor.sees("/*") {
            let end = cursor.rest().get(2..).and_then(|rest| rest.find("*/"));
            cursor.paint(TokenClass::Comment, end.map_or(usize::MAX, |end| end + 4));
        } else if cursor.sees("//") && place == CssPosition::Start {
            cursor.paint_line(TokenClass::Comment);
        } else if place == CssPosition::Start && !matches!(byte, b'{' | b'}' | b';' | b'@') {
            place = begun(cursor.rest());
        } else {
            place = token(&mut cursor, byte, place);
        }
    }
}

/// A selector is what a brace follows first.
fn begun(rest: &str) -> CssPosition {
    match rest.bytes().find(|byte| matches!(byte, b'{' | b'}' | b';')) {
        Some(b'{') => CssPosition::Selector,
        _ => CssPosition::Property,
    }
}

fn token(cursor: &mut Cursor<'_, '_>, byte: u8, place: CssPosition) -> CssPosition {
    if let Some(quote) = QUOTES.iter().find(|quote| cursor.sees(quote.open)) {
        let line = cursor.line();
        cursor.paint(TokenClass::String, closed(line, quote).unwrap_or(line.len()));
        return place;
    }
    match (byte, place) {
        (b'{' | b'}' | b';', _) => cursor.skip(1),
        (b'@', _) => {
            cursor.paint(TokenClass::Keyword, 1 + name_length(cursor, 1));
            return CssPosition::Value;
        }
        (b':', CssPosition::Property) => {
            cursor.skip(1);
            return CssPosition::Value;
        }
        _ => {
            name(cursor, byte, place);
            return place;
        }
    }
    CssPosition::Start
}

/// A selector's part, a property, a variable, a number or a word.
fn name(cursor: &mut Cursor<'_, '_>, byte: u8, place: CssPosition) {
    let marked = usize::from(matches!(byte, b'.' | b'#' | b':' | b'&' | b'$' | b'%' | b'!'));
    let number = number_length(cursor.rest());
    let length = marked + name_length(cursor, marked);
    let class = match place {
        CssPosition::Selector if byte != b'!' => Some(TokenClass::Tag),
        CssPosition::Property => Some(TokenClass::Property),
        _ if byte == b'$' || cursor.sees("--") => Some(TokenClass::Property),
        _ if byte == b'#' => Some(TokenClass::Number),
        _ if byte == b'!' => Some(TokenClass::Keyword),
        _ if number > 0 => {
            return cursor.paint(
                TokenClass::Number,
                number + usize::from(cursor.rest().as_bytes().get(number) == Some(&b'%')),
            );
        }
        _ if cursor.rest().as_bytes().get(length) == Some(&b'(') => Some(TokenClass::Function),
        _ => None,
    };
    match class {
        Some(class) if length > marked => cursor.paint(class, length),
        _ => cursor.skip(length),
    }
}

fn name_length(cursor: &Cursor<'_, '_>, from: usize) -> usize {
    span_length(cursor.rest().get(from..).unwrap_or_default(), "-")
}
