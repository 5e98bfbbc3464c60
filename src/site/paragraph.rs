//! Long paragraphs of a text, with a sketch of each by which the same words are found elsewhere.

use crate::source::Span;
use xxhash_rust::xxh3::xxh3_64;

/// A paragraph has at least so many words.
const WORDS: usize = 40;

/// Words that are compared as one.
const SHINGLE: usize = 6;

/// Values of a sketch.
const SKETCH: usize = 4;

/// A paragraph of many words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LongParagraph {
    /// Where it stands in the file.
    pub span: Span,
    /// The smallest hashes of its shingles: two paragraphs of nearly the same words share one of
    /// them.
    pub sketch: Vec<u64>,
}

/// The long paragraphs of a text that begins at an offset of its file. Code, tables, headings and
/// quotes are none.
pub fn long_paragraphs(text: &str, offset: usize) -> Vec<LongParagraph> {
    let mut paragraphs = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let mut fence: Option<&str> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim();
        let mark = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        if let Some(open_fence) = fence {
            fence = if mark == Some(open_fence) { None } else { fence };
            continue;
        }
        fence = mark;
        let is_text = mark.is_none()
            && !bare.is_empty()
            && !bare.starts_with(['#', '|', '>', '<', ':'])
            && !line.starts_with("    ");
        open = match (open, is_text) {
            (Some((first, _)), true) => Some((first, at)),
            (None, true) => Some((start, at)),
            (Some((first, last)), false) => {
                paragraphs.extend(long(text, first, last, offset));
                None
            }
            (None, false) => None,
        };
    }
    paragraphs.extend(open.and_then(|(first, last)| long(text, first, last, offset)));
    paragraphs
}

fn long(text: &str, first: usize, last: usize, offset: usize) -> Option<LongParagraph> {
    let words = text.get(first..last)?;
    let length = words.trim_end().len();
    let shingles = shingles(words);
    (!shingles.is_empty()).then(|| LongParagraph {
        span: Span::new(first, first + length).shifted(offset),
        // A copy: the list itself would keep room for all of them.
        sketch: shingles.iter().take(SKETCH).copied().collect(),
    })
}

/// The hashes of all shingles, in order and each once; none where there are too few words.
pub fn shingles(text: &str) -> Vec<u64> {
    let mut lower = String::new();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<[u8; 8]> = words
        .map(|word| {
            lower.clear();
            if word.is_ascii() {
                lower.push_str(word);
                lower.make_ascii_lowercase();
            } else {
                lower.extend(word.chars().flat_map(char::to_lowercase));
            }
            xxh3_64(lower.as_bytes()).to_le_bytes()
        })
        .collect();
    if words.len() < WORDS {
        return Vec::new();
    }
    let mut hashes: Vec<u64> =
        words.windows(SHINGLE).map(|shingle| xxh3_64(shingle.as_flattened())).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

#[cfg(test)]
mod tests {
    use super::{long_paragraphs, shingles};

    #[test]
    fn only_long_paragraphs_of_text_count() {
        let long = "word and other words that go on ".repeat(8);
        let text = format!("# {long}\n\n{long}\n\nshort\n\n```\n{long}\n```\n\n| {long} |\n");
        let found = long_paragraphs(&text, 10);
        assert_eq!(found.len(), 1);
        let span = found[0].span;
        assert_eq!(text.get(span.start - 10..span.end - 10), Some(long.trim_end()));
        assert!(shingles("too short").is_empty());
    }
}
