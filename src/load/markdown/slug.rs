//! Ids of headings, made as GitHub makes them, so that links written for GitHub work here.

use std::collections::HashMap;
use unicode_normalization::char::is_combining_mark;

/// What an id begins with that is ours alone: footnotes and the theme. No heading gets one.
pub const RESERVED: &str = "hb:";

/// The ids given out so far in one document.
#[derive(Default)]
pub(in crate::load) struct Slugs {
    used: HashMap<String, usize>,
}

impl Slugs {
    /// A fresh id for a heading with this text: `-1`, `-2` … where the plain one is taken.
    pub(in crate::load) fn fresh(&mut self, text: &str) -> String {
        let slug = slug(text);
        self.distinct(if slug.is_empty() { "section".to_owned() } else { slug })
    }

    /// The id itself when nobody has it yet, else a numbered one.
    pub(super) fn distinct(&mut self, wanted: String) -> String {
        let Some(mut number) = self.used.get(&wanted).copied() else {
            self.used.insert(wanted.clone(), 0);
            return wanted;
        };
        let id = loop {
            number += 1;
            let candidate = format!("{wanted}-{number}");
            if !self.used.contains_key(&candidate) {
                break candidate;
            }
        };
        self.used.insert(wanted, number);
        self.used.insert(id.clone(), 0);
        id
    }

    /// Takes an id; `false` when somebody has it already.
    #[must_use]
    pub(super) fn take(&mut self, id: &str) -> bool {
        self.used.insert(id.to_owned(), self.used.get(id).copied().unwrap_or(0)).is_none()
    }
}

/// An id as the fragment of an address in an attribute.
pub(super) fn fragment(id: &str) -> String {
    use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
    const UNSAFE: &AsciiSet =
        &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'%').add(b'&').add(b'#');
    utf8_percent_encode(id, UNSAFE).to_string()
}

/// GitHub's slug of a heading's text: lower case, letters, marks, digits, `_` and `-` stay, spaces
/// become `-`.
pub fn slug(text: &str) -> String {
    if text.is_ascii() {
        return text.bytes().filter_map(ascii).collect();
    }
    text.to_lowercase().chars().filter_map(kept).collect()
}

fn ascii(byte: u8) -> Option<char> {
    let kept = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if byte == b' ' { Some('-') } else { kept.then(|| char::from(byte.to_ascii_lowercase())) }
}

fn kept(character: char) -> Option<char> {
    let word = character.is_alphabetic()
        || is_combining_mark(character)
        || is_digit(character)
        || is_connector(character);
    if character == ' ' { Some('-') } else { (word || character == '-').then_some(character) }
}

fn is_connector(character: char) -> bool {
    matches!(
        character,
        '_' | '\u{203f}' | '\u{2040}' | '\u{2054}' | '\u{fe33}' | '\u{fe34}' | '\u{fe4d}'
            ..='\u{fe4f}' | '\u{ff3f}'
    )
}

/// Decimal digits of any script; the standard library only knows numbers of all kinds.
fn is_digit(character: char) -> bool {
    let zeros_before = ZEROS.partition_point(|zero| *zero <= character);
    let zero = zeros_before.checked_sub(1).and_then(|index| ZEROS.get(index));
    zero.is_some_and(|zero| u32::from(character) - u32::from(*zero) < 10)
}

/// The zero of every run of ten decimal digits in Unicode.
#[rustfmt::skip]
const ZEROS: [char; 66] = [
    '\u{30}', '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}',
    '\u{b66}', '\u{be6}', '\u{c66}', '\u{ce6}', '\u{d66}', '\u{de6}', '\u{e50}', '\u{ed0}',
    '\u{f20}', '\u{1040}', '\u{1090}', '\u{17e0}', '\u{1810}', '\u{1946}', '\u{19d0}', '\u{1a80}',
    '\u{1a90}', '\u{1b50}', '\u{1bb0}', '\u{1c40}', '\u{1c50}', '\u{a620}', '\u{a8d0}', '\u{a900}',
    '\u{a9d0}', '\u{a9f0}', '\u{aa50}', '\u{abf0}', '\u{ff10}', '\u{104a0}', '\u{10d30}',
    '\u{11066}', '\u{110f0}', '\u{11136}', '\u{111d0}', '\u{112f0}', '\u{11450}', '\u{114d0}',
    '\u{11650}', '\u{116c0}', '\u{11730}', '\u{118e0}', '\u{11950}', '\u{11c50}', '\u{11d50}',
    '\u{11da0}', '\u{16a60}', '\u{16ac0}', '\u{16b50}', '\u{1d7ce}', '\u{1d7d8}', '\u{1d7e2}',
    '\u{1d7ec}', '\u{1d7f6}', '\u{1e140}', '\u{1e2f0}', '\u{1e950}', '\u{1fbf0}',
];

#[cfg(test)]
mod tests {
    use super::{Slugs, slug};

    #[test]
    fn slugs_are_those_of_github() {
        let table = [
            ("Hello, World!", "hello-world"),
            ("a  b", "a--b"),
            ("C++ & C#", "c--c"),
            ("What's `new` in v1.2?", "whats-new-in-v12"),
            ("snake_case-dash", "snake_case-dash"),
            ("Über Größe", "über-größe"),
            ("日本語 テスト", "日本語-テスト"),
            ("🚀 Launch", "-launch"),
            (":rocket: Launch", "rocket-launch"),
            ("½ of ² and ①", "-of--and-"),
            ("tab\there", "tabhere"),
            ("İstanbul ΣΑΣ", "i̇stanbul-σας"),
            ("٣ and १", "٣-and-१"),
            ("a‿b", "a‿b"),
        ];
        for (text, expected) in table {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn repeated_headings_are_numbered_around_those_that_look_numbered() {
        let mut slugs = Slugs::default();
        let given: Vec<String> =
            ["Foo", "foo", "Foo-1", "foo", "", "🎉"].iter().map(|text| slugs.fresh(text)).collect();
        assert_eq!(given, ["foo", "foo-1", "foo-1-1", "foo-2", "section", "section-1"]);
        assert!(!slugs.take("foo"));
        assert!(slugs.take("bar"));
        assert_eq!(slugs.fresh("bar"), "bar-1");
    }
}
