//! Words: how a text falls into them, and in what form they are compared.
//! `themes/default/search/engine.js` does the same.
//!
//! Stemming is not here: it needs to know the language.

use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What is known of words, in no order that anything may depend on.
pub type WordMap<K, V> = HashMap<K, V, RandomState>;

/// Words, in no order that anything may depend on.
pub type WordSet = HashSet<String, RandomState>;

/// Longer words are left out: nobody types them.
const LONGEST: usize = 64;

/// The words of a text as it is written, by their place in it: runs of letters, digits and marks.
/// What follows an apostrophe is no word when it has one or two letters (`it's`, `we'll`). `401(k)`
/// and `C++` are words as they are.
pub fn raw_words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(from..)?;
            let start = from + rest.find(is_part)?;
            let rest = text.get(start..)?;
            let end = start + rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
            let end = end + name_tail(text, start..end);
            from = end;
            if !is_elided(text, start, end) {
                return Some(start..end);
            }
        }
    })
}

/// How many bytes behind a run of letters or digits belong to it: letters in brackets behind a
/// number (`401(k)`, `501(c)(3)`), and the signs of `C++`, `C#`, `F#`.
fn name_tail(text: &str, run: Range<usize>) -> usize {
    let word = text.get(run.clone()).unwrap_or_default().as_bytes();
    let mut rest = text.get(run.end..).unwrap_or_default().as_bytes();
    match word {
        [letter] if letter.is_ascii_alphabetic() => match rest {
            [b'+', b'+', ..] => 2,
            [b'#', ..] => 1,
            _ => 0,
        },
        _ if word.iter().all(u8::is_ascii_digit) => {
            let mut length = 0;
            while let [b'(', sign, b')', behind @ ..] = rest
                && sign.is_ascii_alphanumeric()
            {
                (length, rest) = (length + 3, behind);
            }
            length
        }
        _ => 0,
    }
}

fn is_part(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric();
    }
    letter.is_alphanumeric() || is_combining_mark(letter)
}

fn is_elided(text: &str, start: usize, end: usize) -> bool {
    let mut before = text.get(..start).unwrap_or_default().chars().rev();
    let is_short = text.get(start..end).is_some_and(|word| word.chars().count() <= 2);
    is_short && matches!(before.next(), Some('\'' | '’')) && before.next().is_some_and(is_part)
}

/// The terms of one word as it is written: lower case, accents kept. Scripts without spaces fall
/// into pairs of letters. `camelCase` gives its parts as well, where they are wanted.
pub fn terms(raw: &str, with_parts: bool, emit: &mut dyn FnMut(&str)) {
    let lower = if raw.contains('(') { lower(raw).replace(['(', ')'], "") } else { lower(raw) };
    if lower.chars().any(is_dense) {
        return dense_terms(&lower, emit);
    }
    if lower.chars().count() <= LONGEST {
        emit(&lower);
    }
    if with_parts && raw.len() <= LONGEST {
        for part in camel_parts(raw).filter(|part| part.len() > 1) {
            emit(&part.to_ascii_lowercase());
        }
    }
}

/// All terms of a text.
pub fn all_terms(text: &str, with_parts: bool, emit: &mut dyn FnMut(&str)) {
    for range in raw_words(text) {
        terms(text.get(range).unwrap_or_default(), with_parts, emit);
    }
}

/// The folded terms of a text, between spaces.
pub fn spaced(text: &str) -> String {
    spaced_ascii(text).unwrap_or_else(|| spaced_any(text))
}

fn spaced_any(text: &str) -> String {
    let mut spaced = String::from(" ");
    all_terms(text, false, &mut |term| {
        spaced.push_str(&fold(term));
        spaced.push(' ');
    });
    spaced
}

/// The same for letters that need no folding, which most texts have only; `None` for others.
fn spaced_ascii(text: &str) -> Option<String> {
    let mut spaced = String::with_capacity(text.len() + 2);
    spaced.push(' ');
    let mut start = 1;
    let mut before = ' ';
    for letter in text.chars().chain([' ']) {
        match letter {
            '\'' | '’' => return None,
            '#' if before.is_ascii_alphabetic() => return None,
            '(' if before.is_ascii_digit() => return None,
            '+' if before == '+' => return None,
            letter if letter.is_ascii_alphanumeric() => spaced.push(letter.to_ascii_lowercase()),
            letter if !letter.is_ascii() && is_part(letter) => return None,
            _ => start = end_word(&mut spaced, start),
        }
        before = letter;
    }
    Some(spaced)
}

/// Ends the word that begins at `start`, or takes one away that is too long; says where the next
/// one begins.
fn end_word(spaced: &mut String, start: usize) -> usize {
    match spaced.len() - start {
        0 => {}
        1..=LONGEST => spaced.push(' '),
        _ => spaced.truncate(start),
    }
    spaced.len()
}

/// Endings that phrases are compared without, the longest first.
const PLAIN_ENDINGS: [&str; 7] = ["ies", "ing", "es", "ed", "s", "e", "y"];

/// Letters that must be left of a word.
const SHORTEST_STEM: usize = 3;

/// A folded word without the endings of English, for comparing phrases: `switching`, `switches` and
/// `switch` are one. What is left need not be a word.
pub fn stripped(word: &str) -> &str {
    let mut stems = PLAIN_ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending));
    let stem = stems.find(|stem| stem.chars().count() >= SHORTEST_STEM).unwrap_or(word);
    let mut letters = stem.char_indices().rev();
    match (letters.next(), letters.next()) {
        (Some((at, last)), Some((_, before))) if last == before => stem.get(..at).unwrap_or(stem),
        _ => stem,
    }
}

/// Lower case, in one of the ways Unicode has to write the same thing.
fn lower(raw: &str) -> String {
    if raw.is_ascii() { raw.to_ascii_lowercase() } else { raw.to_lowercase().nfkc().collect() }
}

/// The form in which terms are compared: accents gone, ligatures taken apart.
pub fn fold(term: &str) -> String {
    if term.is_ascii() {
        return term.to_ascii_lowercase();
    }
    let bare = term.to_lowercase();
    let bare = bare.nfkd().filter(|letter| !('\u{300}'..='\u{36f}').contains(letter)).nfc();
    let mut folded = String::new();
    for letter in bare {
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            other => folded.push(other),
        }
    }
    folded
}

/// Letters of scripts that put no spaces between words.
pub fn is_dense(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Runs of dense letters as overlapping pairs, what is between them as it is.
fn dense_terms(text: &str, emit: &mut dyn FnMut(&str)) {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    for run in letters.chunk_by(|left, right| is_dense(left.1) == is_dense(right.1)) {
        let at = |index: usize| run.get(index).map_or(0, |(offset, _)| *offset);
        let end = run.last().map_or(0, |(offset, letter)| offset + letter.len_utf8());
        let dense = run.first().is_some_and(|(_, letter)| is_dense(*letter));
        if !dense || run.len() < 3 {
            if run.len() <= LONGEST {
                emit(text.get(at(0)..end).unwrap_or_default());
            }
            continue;
        }
        for index in 0..run.len() - 1 {
            let end = if index + 2 < run.len() { at(index + 2) } else { end };
            emit(text.get(at(index)..end).unwrap_or_default());
        }
    }
}

/// The parts of `camelCase`; nothing for other words.
fn camel_parts(raw: &str) -> impl Iterator<Item = &str> {
    let bytes = raw.as_bytes();
    let humps = bytes.windows(2).enumerate().filter_map(|(index, pair)| match pair {
        [left, right] if left.is_ascii_lowercase() && right.is_ascii_uppercase() => Some(index + 1),
        // `KubeAPIDown`, but not `OKRs`.
        [left, right] if left.is_ascii_uppercase() && right.is_ascii_uppercase() => {
            let rest = bytes.get(index + 2..index + 4)?;
            rest.iter().all(u8::is_ascii_lowercase).then_some(index + 1)
        }
        _ => None,
    });
    let mut cuts: Vec<usize> = if raw.is_ascii() { humps.collect() } else { Vec::new() };
    if !cuts.is_empty() {
        cuts.insert(0, 0);
        cuts.push(raw.len());
    }
    let pairs: Vec<Range<usize>> =
        cuts.iter().zip(cuts.iter().skip(1)).map(|(from, to)| *from..*to).collect();
    pairs.into_iter().filter_map(|range| raw.get(range))
}

#[cfg(test)]
mod tests {
    use super::{all_terms, fold, spaced, spaced_any, stripped};
    use proptest::prelude::proptest;

    fn terms(text: &str) -> String {
        let mut all = Vec::new();
        all_terms(text, true, &mut |term| all.push(term.to_owned()));
        all.join(" ")
    }

    #[test]
    fn words_as_people_and_programs_write_them() {
        for (text, expected) in [
            ("Don't ask, it's the CEO's 2FA!", "don ask it the ceo 2fa"),
            ("l'équipe  Straße", "l équipe straße"),
            (
                "getUserName snake_case --dry-run v1.2",
                "getusername get user name snake case dry run v1 2",
            ),
            ("GitHub OKRs iOS", "github git hub okrs ios os"),
            ("KubeAPIDown HTTPServer", "kubeapidown kube api down httpserver http server"),
            ("休暇申請の手順 (HR)", "休暇 暇申 申請 請の の手 手順 hr"),
            ("東 東京 Web制作会社", "東 東京 web 制作 作会 会社"),
            ("ﾊﾟｽﾜｰﾄﾞ", "パス スワ ワー ード"),
            ("  \u{0} … 🎉 ", ""),
            ("401(k), 501(c)(3) (k) 12(ab)", "401k 501c3 k 12 ab"),
            ("C++, c#/F#; ABC++ a+b x #1", "c++ c# f# abc a b x 1"),
        ] {
            assert_eq!(terms(text), expected, "{text}");
        }
        assert_eq!(terms(&"x".repeat(65)), "");
    }

    #[test]
    fn folding_is_stable() {
        for (term, folded) in
            [("Équipe", "equipe"), ("STRASSE", "strasse"), ("straße", "strasse"), ("Łódź", "lodz")]
        {
            assert_eq!(fold(term), folded);
            assert_eq!(fold(&fold(term)), folded);
        }
        for term in ["がぎ", "한국", "İstanbul", "ΟΔΟΣ"] {
            assert_eq!(fold(&fold(term)), fold(term), "{term}");
        }
    }

    #[test]
    fn inflections_are_one_word_in_phrases() {
        for same in [
            ["switch", "switches", "switching"],
            ["move", "moves", "moved"],
            ["policy", "policies", "policy"],
            ["run", "runs", "running"],
            ["process", "processes", "processing"],
            ["pay", "pays", "paying"],
            ["été", "étés", "étés"],
        ] {
            let stems = same.map(stripped);
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{stems:?}");
        }
        assert_eq!(["of", "bus", "tie"].map(stripped), ["of", "bus", "tie"]);
    }

    proptest! {
        #[test]
        fn the_quick_way_to_space_words_gives_the_same(text in "[ -~é\u{301}’東\n]{0,40}|[0-9(k)#+ C]{0,20}") {
            assert_eq!(spaced(&text), spaced_any(&text));
        }
    }
}
