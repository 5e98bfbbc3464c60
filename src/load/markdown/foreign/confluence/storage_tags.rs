//! One tag of Confluence's storage format.

use crate::html::decoded;
use std::ops::Range;

/// Longest tag, and longest link or parameter.
const LONGEST_TAG: usize = 1000;
const LONGEST: usize = 4000;

/// A tag with its attributes as they are written.
#[derive(Debug)]
pub(super) struct StorageTag<'t> {
    pub(super) name: &'t str,
    pub(super) range: Range<usize>,
    pub(super) closes: bool,
    pub(super) closes_itself: bool,
    attributes: &'t str,
}

impl<'t> StorageTag<'t> {
    /// The tag at `at`; `None` where it is none of this format.
    pub(super) fn read(text: &'t str, at: usize) -> Option<Self> {
        let rest = text.get(at..text.floor_char_boundary(at + LONGEST_TAG))?;
        let inside = rest.strip_prefix('<')?;
        let bare = inside.strip_prefix('/').unwrap_or(inside);
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_');
        let name = bare.get(..bare.find(|c| !is_name(c))?)?;
        let length = end_of(bare)?;
        let attributes = bare.get(name.len()..length - 1)?;
        let closes_itself = attributes.ends_with('/');
        let is_known = name.starts_with("ac:") || name.starts_with("ri:");
        if !(is_known || name == "time" && closes_itself) {
            return None;
        }
        let start = rest.len() - bare.len();
        let closes = bare.len() < inside.len();
        Some(StorageTag { name, range: at..at + start + length, closes, closes_itself, attributes })
    }

    /// The value of an attribute.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        let mut from = 0;
        loop {
            let found = from + self.attributes.get(from..)?.find(name)?;
            let before = self.attributes.get(..found)?;
            let behind = self.attributes.get(found + name.len()..)?.trim_start();
            from = found + name.len();
            let Some(value) = behind.strip_prefix('=').map(str::trim_start) else { continue };
            let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
            if let Some(quote) = quote.filter(|_| before.ends_with(char::is_whitespace)) {
                return Some(decoded(value.get(1..)?.split(quote).next()?));
            }
        }
    }
}

/// Behind the `>` that ends a tag; one in quotes ends nothing.
fn end_of(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Behind the element that a tag opens, or behind the tag where nothing near closes it.
pub(super) fn behind(text: &str, tag: &StorageTag<'_>) -> usize {
    if tag.closes_itself || tag.closes {
        return tag.range.end;
    }
    let far = text.floor_char_boundary(tag.range.end + LONGEST);
    let rest = text.get(tag.range.end..far).unwrap_or_default();
    let close = format!("</{}>", tag.name);
    rest.find(&close).map_or(tag.range.end, |end| tag.range.end + end + close.len())
}

/// The first tag of one of these names in a text.
pub(super) fn first<'t>(text: &'t str, names: &[&str]) -> Option<StorageTag<'t>> {
    let starts = text.match_indices('<').map(|(at, _)| at);
    let mut tags = starts.filter_map(|at| StorageTag::read(text, at));
    tags.find(|tag| !tag.closes && names.contains(&tag.name))
}

/// What stands between the tags of an element.
pub(super) fn content<'t>(text: &'t str, tag: &StorageTag<'_>) -> &'t str {
    let end = behind(text, tag);
    let inside = text.get(tag.range.end..end).unwrap_or_default();
    inside.rfind("</").and_then(|close| inside.get(..close)).unwrap_or_default()
}

/// A piece of markup as text on one line: CDATA as it is, without tags.
pub(super) fn plain_text(markup: &str) -> String {
    let mut out = String::new();
    let mut rest = markup;
    while let Some(open) = rest.find('<') {
        let (before, tag) = rest.split_at(open);
        out.push_str(&decoded(before));
        rest = if let Some(data) = tag.strip_prefix(CDATA) {
            let (data, behind) = data.split_once("]]>").unwrap_or((data, ""));
            out.push_str(data);
            behind
        } else {
            tag.split_once('>').map_or("", |(_, behind)| behind)
        };
    }
    out.push_str(&decoded(rest));
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What begins text that is no markup.
pub(super) const CDATA: &str = "<![CDATA[";

#[cfg(test)]
mod tests {
    use super::{StorageTag, plain_text};

    #[test]
    fn tags_and_their_attributes_are_read() {
        let text = "<ri:page ri:content-title='A &amp; \"b\" > c' ri:space-key=\"HR\" />x";
        let tag = StorageTag::read(text, 0).expect("a tag");
        assert_eq!(tag.value("ri:content-title").as_deref(), Some("A & \"b\" > c"));
        assert_eq!(tag.value("space-key"), None);
        assert!(tag.closes_itself && tag.range.end == text.len() - 1);
        for text in ["<p>", "<time>", "<ac:link", "<ac:link <b>", "ac:link>"] {
            assert!(StorageTag::read(text, 0).is_none(), "{text}");
        }
    }

    #[test]
    fn markup_as_text_has_no_tags() {
        assert_eq!(plain_text("<b>a</b> &lt; <![CDATA[<c> & d]]>"), "a < <c> & d");
    }
}
