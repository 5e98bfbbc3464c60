//! Style sheets: what a name is depends on whether a rule or a declaration is open.

use super::languages::{QuoteStyle, StringKind};
use super::pen::{Pen, TokenClass};
use super::words::{closed, number_length, span_length};

const QUOTES: [QuoteStyle; 2] = [
    QuoteStyle { open: "\"", close: "\"", kind: StringKind::Line },
    QuoteStyle { open: "'", close: "'", kind: StringKind::Line },
];

/// Where in a rule the pen is.
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
pub(super) fn paint(mut pen: Pen<'_, '_>) {
    let mut place = CssPosition::Start;
    while let Some(byte) = pen.byte() {
        if byte.is_ascii_whitespace() {
            pen.skip(1);
        } else if pen.sees("/*") {
            let end = pen.rest().get(2..).and_then(|rest| rest.find("*/"));
            pen.paint(TokenClass::Comment, end.map_or(usize::MAX, |end| end + 4));
        } else if pen.sees("//") && place == CssPosition::Start {
            pen.paint_line(TokenClass::Comment);
        } else if place == CssPosition::Start && !matches!(byte, b'{' | b'}' | b';' | b'@') {
            place = begun(pen.rest());
        } else {
            place = token(&mut pen, byte, place);
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

fn token(pen: &mut Pen<'_, '_>, byte: u8, place: CssPosition) -> CssPosition {
    if let Some(quote) = QUOTES.iter().find(|quote| pen.sees(quote.open)) {
        let line = pen.line();
        pen.paint(TokenClass::String, closed(line, quote).unwrap_or(line.len()));
        return place;
    }
    match (byte, place) {
        (b'{' | b'}' | b';', _) => pen.skip(1),
        (b'@', _) => {
            pen.paint(TokenClass::Keyword, 1 + name_length(pen, 1));
            return CssPosition::Value;
        }
        (b':', CssPosition::Property) => {
            pen.skip(1);
            return CssPosition::Value;
        }
        _ => {
            name(pen, byte, place);
            return place;
        }
    }
    CssPosition::Start
}

/// A selector's part, a property, a variable, a number or a word.
fn name(pen: &mut Pen<'_, '_>, byte: u8, place: CssPosition) {
    let marked = usize::from(matches!(byte, b'.' | b'#' | b':' | b'&' | b'$' | b'%' | b'!'));
    let number = number_length(pen.rest());
    let length = marked + name_length(pen, marked);
    let class = match place {
        CssPosition::Selector if byte != b'!' => Some(TokenClass::Tag),
        CssPosition::Property => Some(TokenClass::Property),
        _ if byte == b'$' || pen.sees("--") => Some(TokenClass::Property),
        _ if byte == b'#' => Some(TokenClass::Number),
        _ if byte == b'!' => Some(TokenClass::Keyword),
        _ if number > 0 => {
            return pen.paint(
                TokenClass::Number,
                number + usize::from(pen.rest().as_bytes().get(number) == Some(&b'%')),
            );
        }
        _ if pen.rest().as_bytes().get(length) == Some(&b'(') => Some(TokenClass::Function),
        _ => None,
    };
    match class {
        Some(class) if length > marked => pen.paint(class, length),
        _ => pen.skip(length),
    }
}

fn name_length(pen: &Pen<'_, '_>, from: usize) -> usize {
    span_length(pen.rest().get(from..).unwrap_or_default(), "-")
}
