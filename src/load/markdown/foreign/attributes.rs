//! Attribute lists: `{ .class #id key=value }`, with or without a colon in front.

use crate::site::document::ImageSize;

/// An attribute list at the start of a text.
#[derive(Debug, Default, PartialEq)]
pub(super) struct AttributeList<'t> {
    /// How many bytes it takes, braces included.
    pub(super) length: usize,
    pub(super) id: Option<&'t str>,
    pub(super) classes: Vec<&'t str>,
    pub(super) size: ImageSize,
}

/// Longest list; what is longer is text.
const LONGEST: usize = 300;

/// The list that begins at the start of a text.
pub(super) fn list_at(text: &str) -> Option<AttributeList<'_>> {
    let inside = text.strip_prefix('{')?;
    let end = end_of(inside)?;
    let mut list = AttributeList { length: end + 2, ..AttributeList::default() };
    let words = inside.get(..end)?;
    let mut rest = words.strip_prefix(':').unwrap_or(words).trim_start();
    let mut count = 0;
    while !rest.is_empty() {
        rest = one(rest, &mut list)?.trim_start();
        count += 1;
    }
    (count > 0).then_some(list)
}

/// The id in an attribute list behind a code fence: `js {#id .wide}`.
pub fn id_behind_fence(info: &str) -> Option<&str> {
    let at = info.find('{').filter(|_| info.contains('#'))?;
    list_at(info.get(at..)?)?.id
}

/// `[](){#id}`, which is an anchor of MkDocs and no link: the id, and where it ends. `at` is the
/// place of `]`.
pub(super) fn lone_anchor(text: &str, at: usize) -> Option<(&str, usize)> {
    let before = text.get(..at)?;
    let is_empty = before.ends_with('[') && !before.ends_with("![");
    let list = list_at(text.get(at..)?.strip_prefix("]()").filter(|_| is_empty)?)?;
    Some((list.id?, at + "]()".len() + list.length))
}

/// Where the closing brace stands; one in quotes closes nothing.
fn end_of(inside: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in inside.bytes().enumerate().take(LONGEST) {
        match (quote, byte) {
            (None, b'}') => return Some(at),
            (None, b'{' | b'\n') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Reads one part of a list; returns what is behind it. `None` where it is no such part.
fn one<'t>(text: &'t str, list: &mut AttributeList<'t>) -> Option<&'t str> {
    let end = text
        .find(|c: char| c.is_whitespace() || c == '=' || c == '"' || c == '\'')
        .unwrap_or(text.len());
    let (word, behind) = text.split_at(end);
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == ':')
            && name.chars().all(|c| c.is_alphanumeric() || "-_:.@".contains(c))
    };
    if let Some(value) = behind.strip_prefix('=').filter(|_| is_name(word)) {
        let (value, rest) = value_of(value)?;
        match word.to_ascii_lowercase().as_str() {
            "id" => list.id = Some(value),
            "class" => list.classes.extend(value.split_whitespace()),
            "width" => list.size.width = pixels(value),
            "height" => list.size.height = pixels(value),
            "style" => sizes_of_style(value, &mut list.size),
            _ => {}
        }
        return Some(rest);
    }
    let is_sign = |c: char| c.is_alphanumeric() || "-_:.()".contains(c);
    match word.split_at_checked(1)? {
        ("#", id) if !id.is_empty() && id.chars().all(is_sign) => list.id = Some(id),
        (".", class) if !class.is_empty() => list.classes.extend(class.split('.')),
        ("-", "") => {}
        // `{:toc}`, `{:.lead}`, `{: loading}`
        _ if word == "toc" || word == "markdown" || word == "unnumbered" => {}
        _ => return None,
    }
    (behind.is_empty() || behind.starts_with(char::is_whitespace)).then_some(behind)
}

/// A value in quotes or up to the next blank, and what is behind it.
fn value_of(text: &str) -> Option<(&str, &str)> {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote);
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    Some(text.split_at(end))
}

/// A number of pixels.
pub(super) fn pixels(value: &str) -> Option<u32> {
    value.trim().trim_end_matches("px").parse().ok().filter(|pixels| *pixels > 0)
}

fn sizes_of_style(style: &str, size: &mut ImageSize) {
    for (name, value) in style.split(';').filter_map(|part| part.split_once(':')) {
        match name.trim() {
            "width" => size.width = pixels(value),
            "height" => size.height = pixels(value),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::list_at;

    #[test]
    fn lists_are_told_from_text_in_braces() {
        for text in [
            "{.x}",
            "{ .lg .middle }",
            "{: .no_toc }",
            "{#id}",
            "{:toc}",
            "{target=_blank .b}",
            "{ width=\"300\" }",
            "{:target=\"_blank\"}",
            "{align=right style=\"width:3px\"}",
        ] {
            assert_eq!(list_at(text).map(|list| list.length), Some(text.len()), "{text}");
        }
        for text in
            ["{}", "{x}", "{ a, b }", "{id}", "{a=b", "{\"a\": 1}", "{{x}}", "{: }", "{1..3}"]
        {
            assert_eq!(list_at(text), None, "{text}");
        }
        let sized = list_at("{: width=300 height=\"20px\" }").map(|list| list.size);
        assert_eq!(sized.map(|size| (size.width, size.height)), Some((Some(300), Some(20))));
    }
}
