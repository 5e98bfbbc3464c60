//! Elements of HTML whose content is Markdown: `<div markdown="1">`.

use std::ops::Range;

/// Whether a line begins with an element that is looked at line by line.
pub(super) fn is_html_line(bare: &str) -> bool {
    let is_component = || bare.as_bytes().get(1).is_some_and(u8::is_ascii_uppercase);
    bare.starts_with('<')
        && (bare.starts_with("</") || is_component() || MarkdownTag::read(bare).is_some())
}

/// An opening tag with the attribute `markdown`.
pub(super) struct MarkdownTag {
    pub(super) name: String,
    /// The attribute with the blank before it, in the line.
    pub(super) attribute: Range<usize>,
    /// How long the tag is.
    pub(super) length: usize,
}

impl MarkdownTag {
    /// The one that a line begins with.
    pub(super) fn read(line: &str) -> Option<Self> {
        // Notion writes callouts so, with text on the lines between.
        if line.trim_end() == "<aside>" {
            let (name, end) = ("aside".to_owned(), "<aside".len());
            return Some(MarkdownTag { name, attribute: end..end, length: end + 1 });
        }
        let length = line.find('>')? + 1;
        let tag = line.get(..length)?;
        let start = tag.find(" markdown")?;
        let behind = tag.get(start + " markdown".len()..)?;
        let value = match behind.strip_prefix('=') {
            Some(value) => {
                let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''));
                let end = match quote {
                    Some(quote) => value.get(1..)?.find(quote)? + 2,
                    None => value.find([' ', '>'])?,
                };
                if value.get(..end)?.contains('0') {
                    return None;
                }
                end + 1
            }
            None if behind.starts_with([' ', '>', '/']) => 0,
            None => return None,
        };
        let name = tag.get(1..tag.find(' ')?)?.to_ascii_lowercase();
        let attribute = start..start + " markdown".len() + value;
        Some(MarkdownTag { name, attribute, length })
    }

    /// An element that a line of MDX begins, where all that stands in elements is Markdown.
    pub(super) fn of_mdx(line: &str) -> Option<Self> {
        const NAMES: [&str; 8] =
            ["div", "section", "article", "aside", "header", "footer", "center", "details"];
        let length = line.find('>')? + 1;
        let inside = line.get(1..length - 1).filter(|inside| !inside.ends_with('/'))?;
        let name = inside.split_whitespace().next()?;
        // An arrow in an attribute ends no tag.
        let is_whole = inside.matches('{').count() == inside.matches('}').count();
        let end = length - 1;
        (is_whole && NAMES.contains(&name)).then(|| MarkdownTag {
            name: name.to_owned(),
            attribute: end..end,
            length,
        })
    }
}
