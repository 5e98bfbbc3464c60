//! Raw HTML cut into tags, comments and text. What is not a whole tag is text, so that nothing
//! swallows what follows.

use super::decoded;
use std::collections::HashSet;
use std::ops::Range;

/// A piece of raw HTML; pieces follow each other without gaps.
#[derive(Debug, PartialEq)]
pub struct HtmlPiece {
    pub range: Range<usize>,
    pub what: HtmlPieceKind,
}

/// What a piece is.
#[derive(Debug, PartialEq)]
pub enum HtmlPieceKind {
    Text,
    /// `<!-- … -->`; also declarations and processing instructions, of which nothing is kept.
    Comment,
    Open(OpeningTag),
    Close(String),
}

/// An opening tag.
#[derive(Debug, PartialEq)]
pub struct OpeningTag {
    /// In lower case.
    pub name: String,
    pub attributes: Vec<Attribute>,
    pub closes_itself: bool,
}

impl OpeningTag {
    /// The decoded value of an attribute; `html` is the text that the tag stands in.
    pub fn value(&self, name: &str, html: &str) -> Option<String> {
        let attribute = self.attributes.iter().find(|attribute| attribute.name == name)?;
        let value = attribute.value.clone().and_then(|range| html.get(range))?;
        Some(decoded(value.trim()))
    }
}

/// An attribute: its name in lower case, and where its value stands, without quotes.
#[derive(Debug, PartialEq)]
pub struct Attribute {
    pub name: String,
    pub value: Option<Range<usize>>,
}

/// The length of the tag or comment that begins `html`, a finished page; quotes may hold a `>`.
pub fn tag_length(html: &str) -> usize {
    if html.starts_with("<!--") {
        return html.find("-->").map_or(html.len(), |end| end + 3);
    }
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    html.len()
}

/// Cuts raw HTML into its pieces.
pub fn scan(html: &str) -> Vec<HtmlPiece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut text_from = 0;
    let mut ends = Ends::default();
    while let Some(open) = html.get(at..).and_then(|rest| rest.find('<')).map(|found| found + at) {
        match markup(html, open, &mut ends) {
            Some((end, what)) => {
                push_text(&mut pieces, text_from..open);
                pieces.push(HtmlPiece { range: open..end, what });
                at = end;
                text_from = end;
            }
            None => at = open + 1,
        }
    }
    push_text(&mut pieces, text_from..html.len());
    pieces
}

fn push_text(pieces: &mut Vec<HtmlPiece>, range: Range<usize>) {
    if !range.is_empty() {
        pieces.push(HtmlPiece { range, what: HtmlPieceKind::Text });
    }
}

/// What was looked for in vain, so that it is looked for once.
#[derive(Default)]
struct Ends {
    no_comment_end: bool,
    no_tag_end: bool,
}

/// The markup that begins at `<`, and where it ends.
fn markup(html: &str, open: usize, ends: &mut Ends) -> Option<(usize, HtmlPieceKind)> {
    let rest = html.get(open..)?;
    if rest.starts_with("<!--") {
        return comment(html, open, ends);
    }
    if rest.starts_with("<!") || rest.starts_with("<?") {
        let end = rest.find('>')?;
        return Some((open + end + 1, HtmlPieceKind::Comment));
    }
    if ends.no_tag_end {
        return None;
    }
    let closing = rest.starts_with("</");
    let name_start = open + if closing { 2 } else { 1 };
    let name = name_at(html, name_start)?;
    let found = attributes(html, name_start + name.len());
    let Some((end, attributes, closes_itself)) = found else {
        ends.no_tag_end = !html.get(open..)?.contains('>');
        return None;
    };
    let name = name.to_ascii_lowercase();
    Some((
        end,
        if closing {
            HtmlPieceKind::Close(name)
        } else {
            HtmlPieceKind::Open(OpeningTag { name, attributes, closes_itself })
        },
    ))
}

fn comment(html: &str, open: usize, ends: &mut Ends) -> Option<(usize, HtmlPieceKind)> {
    let rest = html.get(open + 4..)?;
    if rest.starts_with('>') || rest.starts_with("->") {
        let empty = rest.find('>')? + 1;
        // Browsers see an empty comment in `<!--> … -->`, its author one to the end.
        let line = rest.get(empty..)?.split(['\n', '<']).next().unwrap_or_default();
        let end = line.find("-->").map_or(empty, |end| empty + end + 3);
        return Some((open + 4 + end, HtmlPieceKind::Comment));
    }
    if ends.no_comment_end {
        return Some((html.len(), HtmlPieceKind::Comment));
    }
    let end = rest.find("-->");
    ends.no_comment_end = end.is_none();
    Some((end.map_or(html.len(), |end| open + 4 + end + 3), HtmlPieceKind::Comment))
}

/// The name of an element at `start`: a letter, and what belongs to it.
fn name_at(html: &str, start: usize) -> Option<&str> {
    let rest = html.get(start..)?;
    if !rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let end = rest.find(|end: char| {
        end.is_ascii_whitespace() || matches!(end, '/' | '>' | '<' | '"' | '\'' | '=')
    });
    rest.get(..end.unwrap_or(rest.len()))
}

/// Reads attributes up to and with `>`: the end of the tag, the attributes, and whether it ends
/// with `/>`.
fn attributes(html: &str, start: usize) -> Option<(usize, Vec<Attribute>, bool)> {
    let bytes = html.as_bytes();
    let mut at = start;
    let mut found: Vec<Attribute> = Vec::new();
    let mut names = HashSet::new();
    loop {
        at = skip(bytes, at, |byte| byte.is_ascii_whitespace() || byte == b'/');
        match bytes.get(at)? {
            b'>' => return Some((at + 1, found, bytes.get(at - 1) == Some(&b'/'))),
            b'<' => return None,
            _ => {
                let (end, attribute) = attribute(html, at)?;
                at = end;
                // The first of a name counts.
                if names.insert(attribute.name.clone()) {
                    found.push(attribute);
                }
            }
        }
    }
}

/// Reads one attribute, and where it ends.
fn attribute(html: &str, start: usize) -> Option<(usize, Attribute)> {
    let bytes = html.as_bytes();
    let name_end = skip(bytes, start + 1, |byte| {
        !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'=' | b'<')
    });
    let name = html.get(start..name_end)?.to_ascii_lowercase();
    let equals = skip(bytes, name_end, |byte| byte.is_ascii_whitespace());
    let (end, value) = if bytes.get(equals) == Some(&b'=') {
        let value_start = skip(bytes, equals + 1, |byte| byte.is_ascii_whitespace());
        let (end, value) = value(html, value_start)?;
        (end, Some(value))
    } else {
        (name_end, None)
    };
    Some((end, Attribute { name, value }))
}

fn value(html: &str, start: usize) -> Option<(usize, Range<usize>)> {
    let bytes = html.as_bytes();
    match bytes.get(start)? {
        quote @ (b'"' | b'\'') => {
            let length = html.get(start + 1..)?.bytes().position(|byte| byte == *quote)?;
            Some((start + length + 2, start + 1..start + 1 + length))
        }
        _ => {
            let end = skip(bytes, start, |byte| {
                !byte.is_ascii_whitespace() && !matches!(byte, b'>' | b'<')
            });
            Some((end, start..end))
        }
    }
}

fn skip(bytes: &[u8], from: usize, wanted: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().position(|byte| !wanted(*byte)).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::string_slice, reason = "a test knows its texts")]

    use super::{HtmlPieceKind, scan};

    fn shown(html: &str) -> Vec<String> {
        let show = |piece: &super::HtmlPiece| match &piece.what {
            HtmlPieceKind::Text => format!("text {}", &html[piece.range.clone()]),
            HtmlPieceKind::Comment => "comment".to_owned(),
            HtmlPieceKind::Close(name) => format!("/{name}"),
            HtmlPieceKind::Open(tag) => {
                let attributes: Vec<String> = tag
                    .attributes
                    .iter()
                    .map(|attribute| {
                        format!(
                            " {}={}",
                            attribute.name,
                            attribute.value.clone().map_or("", |value| &html[value])
                        )
                    })
                    .collect();
                format!(
                    "{}{}{}",
                    tag.name,
                    attributes.concat(),
                    if tag.closes_itself { "/" } else { "" }
                )
            }
        };
        scan(html).iter().map(show).collect()
    }

    #[test]
    fn html_is_cut_into_pieces() {
        let table: [(&str, &[&str]); 12] = [
            ("a <b>c</B >d", &["text a ", "b", "text c", "/b", "text d"]),
            ("<A HREF=x TITLE='a>b' c>", &["a href=x title=a>b c="]),
            ("<br/><img src=\"a/b\"/>", &["br/", "img src=a/b/"]),
            ("<!-- <b> --><!x><?y?>", &["comment", "comment", "comment"]),
            ("<!-- never", &["comment"]),
            ("<!--><b>", &["comment", "b"]),
            ("<!--> a --> <!---> b --><b>", &["comment", "text  ", "comment", "b"]),
            ("1 < 2 <> </> <1>", &["text 1 < 2 <> </> <1>"]),
            ("<div title=\"a", &["text <div title=\"a"]),
            ("<div <b>", &["text <div ", "b"]),
            ("<a a=1 a=2>", &["a a=1"]),
            ("<p\nid=x\n>", &["p id=x"]),
        ];
        for (html, expected) in table {
            assert_eq!(shown(html), expected, "{html}");
        }
    }

    /// Compared with each other, a million names would take hours.
    #[test]
    fn attributes_without_end_take_linear_time() {
        let attributes: String = (0..1_000_000).map(|number| format!(" a{number}")).collect();
        let pieces = scan(&format!("<p{attributes}{attributes}>"));
        let [super::HtmlPiece { what: HtmlPieceKind::Open(tag), .. }] = pieces.as_slice() else {
            panic!("one tag");
        };
        assert_eq!(tag.attributes.len(), 1_000_000);
    }

    #[test]
    fn endless_openings_take_linear_time() {
        for opening in ["<a", "<a b=\"", "<!--", "<a b='<", "<", "</a ", "<a <b "] {
            let pieces = scan(&opening.repeat(100_000));
            assert!(!pieces.is_empty());
        }
    }
}
