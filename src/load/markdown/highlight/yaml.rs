//! YAML: keys, scalars, comments, anchors and blocks of text, line by line.

use super::cursor::{Cursor, TokenClass};
use super::languages::{QuoteStyle, StringKind};
use super::words::{closed, number_length, span_length};

const QUOTES: [QuoteStyle; 2] = [
    QuoteStyle { open: "\"", close: "\"", kind: StringKind::Line },
    QuoteStyle { open: "'", close: "'", kind: StringKind::RawLine },
];

/// Goes through YAML.
pub(super) fn paint(mut cursor: Cursor<'_, '_>) {
    // The indent of the key whose text goes on as a block.
    let mut block = None;
    while cursor.byte().is_some() {
        let line = cursor.line();
        let indent = line.len() - line.trim_start_matches(' ').len();
        let blank = line.trim().is_empty();
        block = block.filter(|key| blank || indent > *key);
        cursor.skip_blanks();
        if block.is_some() {
            cursor.paint(TokenClass::String, line.trim().len());
        } else if line == "---" || line == "..." {
            cursor.paint_line(TokenClass::Quiet);
        } else {
            tokens(&mut cursor);
            block = opens_block(line).then_some(indent);
        }
        cursor.skip_line();
    }
}

/// Whether a line ends with `|`, `>-` or the like.
fn opens_block(line: &str) -> bool {
    let line = line.split(" #").next().unwrap_or_default().trim_end();
    let mark = line.rsplit([' ', '\t']).next().unwrap_or_default();
    let more = mark.strip_prefix(['|', '>']);
    line.len() > mark.len()
        && more
            .is_some_and(|more| more.bytes().all(|byte| matches!(byte, b'-' | b'+' | b'0'..=b'9')))
}

/// What stands on one line.
fn tokens(cursor: &mut Cursor<'_, '_>) {
    let mut flow = 0usize;
    while let Some(byte) = cursor.byte().filter(|byte| *byte != b'\n') {
        match byte {
            b'#' if cursor.before().is_none_or(|byte| byte.is_ascii_whitespace()) => {
                cursor.paint_line(TokenClass::Comment);
            }
            b'&' | b'*' | b'!' => {
                cursor.paint(
                    TokenClass::Attribute,
                    1 + span_length(cursor.rest().get(1..).unwrap_or_default(), "-!./"),
                );
            }
            b'{' | b'[' => {
                flow += 1;
                cursor.skip(1);
            }
            b'}' | b']' => {
                flow = flow.saturating_sub(1);
                cursor.skip(1);
            }
            b'-' | b'?' | b':' if ends_mark(cursor.rest()) => cursor.skip(1),
            b' ' | b'\t' | b'\r' | b',' | b'|' | b'>' => cursor.skip(1),
            _ => scalar(cursor, flow > 0),
        }
    }
}

/// Whether a mark of one byte stands alone.
fn ends_mark(rest: &str) -> bool {
    rest.as_bytes().get(1).is_none_or(u8::is_ascii_whitespace)
}

/// A key or a value, in quotes or not.
fn scalar(cursor: &mut Cursor<'_, '_>, flow: bool) {
    let line = cursor.line();
    let quote = QUOTES.iter().find(|quote| cursor.sees(quote.open));
    let length = match quote {
        Some(quote) => closed(line, quote).unwrap_or(line.len()),
        None => plain_length(line, flow),
    };
    let text = line.get(..length).unwrap_or_default();
    let after = line.get(length..).unwrap_or_default();
    let class = if after
        .strip_prefix(':')
        .is_some_and(|more| more.is_empty() || more.starts_with([' ', '\t']))
    {
        TokenClass::Property
    } else if quote.is_some() {
        TokenClass::String
    } else {
        value_class(text)
    };
    cursor.paint(class, length.max(1));
}

/// The length of a scalar without quotes: until a comment, the end of a key, or a bracket.
fn plain_length(line: &str, flow: bool) -> usize {
    let bytes = line.as_bytes();
    let blank = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
    let ends = |at: usize, byte: u8| match byte {
        b':' => blank(at + 1),
        b'#' => at > 0 && blank(at - 1),
        b',' | b']' | b'}' | b'[' | b'{' => flow,
        _ => false,
    };
    let end = bytes
        .iter()
        .enumerate()
        .find(|(at, byte)| ends(*at, **byte))
        .map_or(line.len(), |(at, _)| at);
    line.get(..end).unwrap_or(line).trim_end().len()
}

fn value_class(text: &str) -> TokenClass {
    match text {
        "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "~" | "True" | "False" => {
            TokenClass::Constant
        }
        _ if number_length(text.trim_start_matches(['-', '+'])) >= text.len().saturating_sub(1)
            && text.ends_with(|last: char| last.is_ascii_digit()) =>
        {
            TokenClass::Number
        }
        _ => TokenClass::String,
    }
}
