//! How long words, numbers, variables and strings are.

use super::languages::{QuoteStyle, StringKind};

/// Whether a byte belongs to a word: everything beyond ASCII does.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

/// The length of the word at the start of `text`; 0 if it starts with something else. `inside`
/// belongs to words as well.
pub(super) fn word_length(text: &str, inside: &str) -> usize {
    match text.as_bytes().first() {
        Some(first) if is_word(*first) && !first.is_ascii_digit() => span_length(text, inside),
        _ => 0,
    }
}

/// How many bytes of words are at the start of `text`.
pub(super) fn span_length(text: &str, inside: &str) -> usize {
    let inside = inside.as_bytes();
    text.bytes().position(|byte| !is_word(byte) && !inside.contains(&byte)).unwrap_or(text.len())
}

/// The length of the number at the start of `text`, with its unit, exponent and separators; 0 if
/// there is none.
pub(super) fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    if !is_digit(0) {
        return 0;
    }
    let exponent =
        |at: usize| !text.starts_with("0x") && matches!(bytes.get(at - 1), Some(b'e' | b'E'));
    let belongs = |at: usize, byte: u8| match byte {
        b'.' => is_digit(at + 1),
        b'+' | b'-' => exponent(at) && is_digit(at + 1),
        _ => is_word(byte),
    };
    let end = bytes.iter().enumerate().skip(1).find(|(at, byte)| !belongs(*at, **byte));
    end.map_or(bytes.len(), |(at, _)| at)
}

/// The length of `$name`, `${name…}`, `$1` or `$?`, and of `$(name)` in makefiles; 0 if there is
/// none.
pub(super) fn variable_length(text: &str, makefile: bool) -> usize {
    let Some(name) = text.strip_prefix('$') else {
        return 0;
    };
    let (first, close) = match name.bytes().next() {
        Some(b'{') => ('{', '}'),
        Some(b'(') if makefile => ('(', ')'),
        Some(b'?' | b'#' | b'@' | b'*' | b'!' | b'<' | b'^' | b'0'..=b'9') => return 2,
        _ => {
            return span_length(name, "").checked_sub(1).map_or(0, |length| length + 2);
        }
    };
    let end = name.get(1..).and_then(|inside| inside.find([first, close, '\n', '"']));
    end.filter(|end| name.get(1 + end..).is_some_and(|from| from.starts_with(close)))
        .map_or(0, |end| end + 3)
}

/// The length of the string at the start of `text`, if it is closed.
pub(super) fn closed(text: &str, quote: &QuoteStyle) -> Option<usize> {
    let mut at = quote.open.len();
    loop {
        let rest = text.get(at..)?;
        if rest.starts_with(quote.close) {
            return Some(at + quote.close.len());
        }
        let mut characters = rest.chars();
        let first = characters.next()?;
        at += first.len_utf8();
        if first == '\\' && quote.kind.escapes() {
            at += characters.next()?.len_utf8();
        }
    }
}

/// The length of the character literal at the start of `text`: `'a'`, `'\n'`, `'\u{1F600}'`, but no
/// lifetime.
pub(super) fn character_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let first = inside.chars().next().filter(|first| *first != '\n')?;
    let length = if first == '\\' {
        // The escaped character may be a quote itself.
        let found = inside
            .bytes()
            .take(12)
            .enumerate()
            .skip(2)
            .find(|(_, byte)| matches!(byte, b'\'' | b'\n'));
        found.filter(|(_, byte)| *byte == b'\'')?.0
    } else {
        first.len_utf8()
    };
    inside.get(length..)?.starts_with('\'').then_some(length + 2)
}

/// The length of the regular expression at the start of the line, if it ends there.
pub(super) fn regex_length(line: &str) -> Option<usize> {
    let slash = QuoteStyle { open: "/", close: "/", kind: StringKind::Line };
    closed(line, &slash).filter(|length| *length > 2)
}
