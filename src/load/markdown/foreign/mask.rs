//! Where code is in a text, and which tags in it are placeholders: `<title>` that nobody closes is
//! no title of a document.

use super::spans::code_spans;
use crate::load::markdown::raw::placeholder;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

/// The text with blanks for code: fences and spans. Offsets stay the same.
pub(super) fn without_code(text: &str) -> String {
    let mut masked = text.as_bytes().to_vec();
    let mut blank = |range: Range<usize>| {
        for byte in masked.get_mut(range).unwrap_or_default().iter_mut().filter(|b| **b != b'\n') {
            *byte = b' ';
        }
    };
    let mut fence: Option<(u8, usize)> = None;
    let mut paragraph = 0..0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let bare = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']).trim_start();
        let first = bare.bytes().next().unwrap_or_default();
        let length = bare.bytes().take_while(|byte| *byte == first).count();
        let is_fence = matches!(first, b'`' | b'~') && length >= 3;
        match fence {
            Some((byte, least)) => {
                let closes = first == byte && length >= least && bare.trim_end().len() == length;
                fence = fence.filter(|_| !closes);
                blank(at..end);
            }
            None if is_fence && !bare.get(length..).is_some_and(|info| info.contains('`')) => {
                code_spans(text, paragraph.clone()).into_iter().for_each(&mut blank);
                paragraph = end..end;
                fence = Some((first, length));
                blank(at..end);
            }
            None if line.trim().is_empty() => {
                code_spans(text, paragraph.clone()).into_iter().for_each(&mut blank);
                paragraph = end..end;
            }
            None => paragraph.end = end,
        }
        at = end;
    }
    code_spans(text, paragraph).into_iter().for_each(&mut blank);
    String::from_utf8(masked).unwrap_or_default()
}

/// `@<0a1b2c3d-0000-0000-0000-000000000000>` in a text without code.
pub(super) fn mentions(masked: &str) -> Vec<Range<usize>> {
    const LENGTH: usize = 36;
    let mention = |(at, sign): (usize, &str)| {
        let id = masked.get(at + sign.len()..at + sign.len() + LENGTH)?;
        let is_id = id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
        let end = at + sign.len() + LENGTH + 1;
        (is_id && masked.get(..end)?.ends_with('>')).then_some(at..end)
    };
    masked.match_indices("@<").filter_map(mention).collect()
}

/// Where tags begin that are placeholders, in a text without code.
pub(super) fn placeholders(masked: &str) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut open: HashMap<String, Vec<(usize, bool)>> = HashMap::new();
    for (at, tag) in tags(masked) {
        match tag {
            FoundTag::Close(name) => {
                open.entry(name).or_default().pop();
            }
            FoundTag::Open { name, is_bare, closes_itself } => {
                if closes_itself {
                    continue;
                }
                match placeholder::kind(&name) {
                    placeholder::Kind::Void if is_bare => drop(found.insert(at)),
                    placeholder::Kind::Void | placeholder::Kind::Open => {}
                    placeholder::Kind::Closed => {
                        open.entry(name).or_default().push((at, is_bare));
                    }
                }
            }
        }
    }
    found.extend(open.into_values().flatten().filter(|(_, is_bare)| *is_bare).map(|(at, _)| at));
    found
}

/// A tag as far as it matters here.
enum FoundTag {
    Open { name: String, is_bare: bool, closes_itself: bool },
    Close(String),
}

/// All tags with their offsets. Comments hold none.
fn tags(masked: &str) -> Vec<(usize, FoundTag)> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut no_end = false;
    while let Some(open) = masked.get(at..).and_then(|rest| rest.find('<')).map(|next| at + next) {
        at = open + 1;
        let rest = masked.get(open + 1..).unwrap_or_default();
        if rest.starts_with("!--") {
            let before = masked.get(..open).unwrap_or_default();
            let is_block = before.rsplit('\n').next().is_some_and(|line| line.trim().is_empty());
            // Only on a line of its own does one without an end go on to the end of the text.
            let unclosed = if is_block { masked.len() } else { open + 4 };
            at = if no_end {
                unclosed
            } else {
                rest.find("-->").map_or(unclosed, |end| open + end + 4)
            };
            no_end = at == unclosed;
            continue;
        }
        if masked.get(..open).is_some_and(|before| before.ends_with('\\')) {
            continue;
        }
        let Some(end) =
            rest.find(['<', '>', '\n']).filter(|end| rest.as_bytes().get(*end) == Some(&b'>'))
        else {
            continue;
        };
        let inside = rest.get(..end).unwrap_or_default();
        if let Some(tag) = found_tag(inside) {
            found.push((open, tag));
        }
    }
    found
}

fn found_tag(inside: &str) -> Option<FoundTag> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let name_of = |text: &str| {
        let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
        text.get(..end).filter(|name| !name.is_empty()).map(str::to_ascii_lowercase)
    };
    if let Some(rest) = inside.strip_prefix('/') {
        return name_of(rest).map(FoundTag::Close);
    }
    let name = name_of(inside).filter(|_| inside.starts_with(|c: char| c.is_ascii_alphabetic()))?;
    let behind = inside.get(name.len()..).unwrap_or_default();
    if !(behind.is_empty() || behind.starts_with([' ', '\t', '/'])) {
        return None;
    }
    let closes_itself = behind.ends_with('/');
    let words: Vec<&str> = behind.split_whitespace().collect();
    let is_bare = !behind.contains('=')
        && words.iter().all(|word| !placeholder::is_flag(word))
        && words.first().is_none_or(|word| *word != "/");
    Some(FoundTag::Open { name, is_bare, closes_itself })
}

/// The short forms that a text explains.
pub fn short_forms(text: &str) -> BTreeMap<String, String> {
    abbreviations(&without_code(text), text)
}

/// `*[HTML]: Hyper Text`: short forms and what they mean, in a text without code.
pub(super) fn abbreviations(masked: &str, text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut at = 0;
    for line in masked.split_inclusive('\n') {
        let whole = text.get(at..at + line.len()).unwrap_or_default();
        at += line.len();
        if let Some((short, long)) = abbreviation(line).and_then(|_| abbreviation(whole)) {
            found.insert(short.to_owned(), long.to_owned());
        }
    }
    found
}

/// A line that defines an abbreviation.
pub(super) fn abbreviation(line: &str) -> Option<(&str, &str)> {
    let (short, long) = line.trim().strip_prefix("*[")?.split_once("]:")?;
    let is_sane = !short.trim().is_empty() && short.len() <= 60 && !short.contains(['[', '\n']);
    is_sane.then(|| (short.trim(), long.trim()))
}

#[cfg(test)]
mod tests {
    use super::{placeholders, without_code};

    #[test]
    fn code_is_blank() {
        let text = "a `<b>` c\n```\n<x>\n```\n<y>\n";
        assert_eq!(without_code(text), "a       c\n   \n   \n   \n<y>\n");
    }

    #[test]
    fn tags_that_nobody_closes_are_placeholders() {
        let table: [(&str, &[usize]); 9] = [
            ("Title: <title>", &[7]),
            ("<kbd>x</kbd> <kbd>", &[13]),
            ("<link to ticket> <input>", &[0, 17]),
            ("<details open>\nx", &[]),
            ("<img src=x> <br> <p>a", &[]),
            ("<section id=x>", &[]),
            ("<details>\n<summary>a</summary>\n</details>", &[]),
            ("\\<title> <!-- <title> -->", &[]),
            ("<main>: push\n\n<code>", &[0, 14]),
        ];
        for (text, expected) in table {
            assert_eq!(placeholders(text).into_iter().collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
