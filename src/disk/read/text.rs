//! Bytes become text: UTF-8 with or without a byte order mark, UTF-16 with one; what is neither is
//! replaced and said.

use crate::diag::Finding;
use crate::diag::catalogue::files;
use crate::source::{Source, Span};

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";
const REPLACEMENT: &str = "\u{FFFD}";

/// The text of a file. Line ends are kept; a byte order mark is not; NUL becomes U+FFFD, as
/// CommonMark wants it.
pub(super) fn decode(path: String, bytes: Vec<u8>) -> (Source, Vec<Finding>) {
    let decoded = match bytes.get(..2) {
        Some(b"\xFF\xFE") => utf16(&bytes, u16::from_le_bytes),
        Some(b"\xFE\xFF") => utf16(&bytes, u16::from_be_bytes),
        _ => utf8(bytes),
    };
    let mut findings = Vec::new();
    let nuls = nuls(&decoded.text);
    // Each NUL grows from one byte to three, so all places behind it move.
    let invalid = decoded.invalid.map(|invalid| {
        (invalid.in_text + 2 * nuls_before(&decoded.text, invalid.in_text), invalid)
    });
    let text = if nuls.is_some() { decoded.text.replace('\0', REPLACEMENT) } else { decoded.text };
    let source = Source::new(path, text);
    if decoded.utf16 {
        findings.push(files::utf16(source.whole()));
    }
    if let Some((start, invalid)) = invalid {
        findings.push(files::invalid_utf8(source.at(mark(start)), invalid.in_file, invalid.count));
    }
    if let Some((first, count)) = nuls {
        findings.push(files::nul_character(source.at(mark(first)), first, count));
    }
    (source, findings)
}

/// The offset of the first NUL, and how many there are.
fn nuls(text: &str) -> Option<(usize, usize)> {
    let first = text.find('\0')?;
    Some((first, nuls_before(text, text.len())))
}

fn nuls_before(text: &str, end: usize) -> usize {
    text.as_bytes().iter().take(end).filter(|byte| **byte == 0).count()
}

/// The span of one replacement character.
fn mark(start: usize) -> Span {
    Span::new(start, start + REPLACEMENT.len())
}

struct Decoded {
    text: String,
    utf16: bool,
    invalid: Option<Invalid>,
}

/// Where text was replaced: the first byte in the file, the first byte in the decoded text, the
/// number of places.
struct Invalid {
    in_file: usize,
    in_text: usize,
    count: usize,
}

/// Counts one more replaced place; only the first is remembered with its offsets.
fn count(invalid: &mut Option<Invalid>, in_file: usize, in_text: usize) {
    invalid.get_or_insert(Invalid { in_file, in_text, count: 0 }).count += 1;
}

fn utf8(mut bytes: Vec<u8>) -> Decoded {
    let marked = bytes.starts_with(UTF8_MARK);
    if marked {
        bytes.drain(..UTF8_MARK.len());
    }
    let skipped = if marked { UTF8_MARK.len() } else { 0 };
    match String::from_utf8(bytes) {
        Ok(text) => Decoded { text, utf16: false, invalid: None },
        Err(error) => lossy(error.as_bytes(), skipped),
    }
}

/// `skipped` bytes stood before `bytes` in the file.
fn lossy(bytes: &[u8], skipped: usize) -> Decoded {
    let (mut text, mut read, mut invalid) = (String::with_capacity(bytes.len()), skipped, None);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        read += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            count(&mut invalid, read, text.len());
            text.push_str(REPLACEMENT);
            read += chunk.invalid().len();
        }
    }
    Decoded { text, utf16: false, invalid }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let body = bytes.get(2..).unwrap_or_default();
    let (pairs, odd) = body.as_chunks::<2>();
    let (mut text, mut read, mut invalid) = (String::with_capacity(body.len()), 2, None);
    for decoded in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        if decoded.is_err() {
            count(&mut invalid, read, text.len());
        }
        let letter = decoded.unwrap_or(char::REPLACEMENT_CHARACTER);
        text.push(letter);
        read += letter.len_utf16() * 2;
    }
    if !odd.is_empty() {
        count(&mut invalid, read, text.len());
        text.push_str(REPLACEMENT);
    }
    Decoded { text, utf16: true, invalid }
}

#[cfg(test)]
mod tests {
    use super::decode;

    /// The text, and each finding as `line:column message`.
    fn decoded(bytes: &[u8]) -> (String, Vec<String>) {
        let (source, findings) = decode("a.md".to_owned(), bytes.to_vec());
        let lines = findings.iter().map(|finding| {
            let place = finding
                .location()
                .start()
                .map_or("-".to_owned(), |at| format!("{}:{}", at.line, at.column));
            format!("{place} {}", finding.message())
        });
        (source.text().to_owned(), lines.collect())
    }

    fn check(bytes: &[u8], text: &str, findings: &[&str]) {
        let (found_text, found) = decoded(bytes);
        assert_eq!(
            (found_text.as_str(), found.iter().map(String::as_str).collect::<Vec<_>>()),
            (text, findings.to_vec())
        );
    }

    #[test]
    fn plain_text_is_kept_as_it_is() {
        check(b"", "", &[]);
        check("né\r\nx\n".as_bytes(), "né\r\nx\n", &[]);
        check(b"\xEF\xBB\xBFa", "a", &[]);
        check("a\u{FFFD}b".as_bytes(), "a\u{FFFD}b", &[]);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_replaced_and_their_place_is_said() {
        check(b"a\nb\xE9c", "a\nb\u{FFFD}c", &["2:2 not UTF-8 at byte 3"]);
        check(
            b"\xEF\xBB\xBF\xE9\xE9",
            "\u{FFFD}\u{FFFD}",
            &["1:1 not UTF-8 at byte 3, and 1 more"],
        );
        check(b"\xE2\x82", "\u{FFFD}", &["1:1 not UTF-8 at byte 0"]);
    }

    #[test]
    fn utf16_is_read_and_said() {
        check(b"\xFF\xFEa\0\xE9\0", "aé", &["- `a.md` is UTF-16"]);
        check(b"\xFE\xFF\0a\xD8\x3D\xDE\x00", "a\u{1F600}", &["- `a.md` is UTF-16"]);
        check(
            b"\xFF\xFEa\0\0\xD8b\0",
            "a\u{FFFD}b",
            &["- `a.md` is UTF-16", "1:2 not UTF-8 at byte 4"],
        );
        check(b"\xFF\xFEa\0b", "a\u{FFFD}", &["- `a.md` is UTF-16", "1:2 not UTF-8 at byte 4"]);
    }

    #[test]
    fn nul_becomes_a_replacement_character() {
        check(b"a\0b\0", "a\u{FFFD}b\u{FFFD}", &["1:2 a NUL character at byte 1, and 1 more"]);
    }

    #[test]
    fn places_stay_right_where_nuls_come_before() {
        let (text, findings) = decoded(b"\0 x\xE9\0");
        assert_eq!(text, "\u{FFFD} x\u{FFFD}\u{FFFD}");
        assert_eq!(
            findings,
            ["1:4 not UTF-8 at byte 3", "1:1 a NUL character at byte 0, and 1 more"]
        );
    }
}
