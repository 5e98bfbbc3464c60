//! The HTML of a page in pieces, for passes that change words in its prose and nothing else.

use crate::html::tag_length;

/// Elements in which a word is left as it is: it leads somewhere else already, or is no prose.
const LEFT_ALONE: [&str; 23] = [
    "a", "abbr", "audio", "button", "code", "dfn", "h1", "h2", "h3", "h4", "h5", "h6", "iframe",
    "kbd", "math", "pre", "samp", "script", "style", "summary", "svg", "textarea", "video",
];

/// A piece of HTML, as it stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProsePiece<'h> {
    /// Words that readers read.
    Text(&'h str),
    /// A tag.
    Tag(&'h str),
    /// What is inside of an element that is left alone.
    Apart(&'h str),
}

/// All pieces of some HTML, in order.
pub fn pieces(html: &str) -> impl Iterator<Item = ProsePiece<'_>> {
    let mut rest = html;
    let mut inside = None;
    std::iter::from_fn(move || {
        if let Some(name) = inside.take() {
            let length = end_of_element(rest, name);
            return Some(ProsePiece::Apart(take(&mut rest, length)));
        }
        if rest.is_empty() {
            return None;
        }
        if !rest.starts_with('<') {
            let length = rest.find('<').unwrap_or(rest.len());
            return Some(ProsePiece::Text(take(&mut rest, length)));
        }
        let length = tag_length(rest).max(1);
        let tag = take(&mut rest, length);
        inside = left_alone(tag).filter(|_| !tag.ends_with("/>"));
        Some(ProsePiece::Tag(tag))
    })
}

fn take<'h>(rest: &mut &'h str, length: usize) -> &'h str {
    let (piece, behind) = rest.split_at_checked(length).unwrap_or((*rest, ""));
    *rest = behind;
    piece
}

/// The element that a tag opens, where its text is left as it is.
fn left_alone(tag: &str) -> Option<&'static str> {
    let tag = tag.strip_prefix('<')?;
    let length = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = tag.get(..length)?;
    LEFT_ALONE.into_iter().find(|known| known.eq_ignore_ascii_case(name))
}

/// Where an element ends that begins before this HTML; elements of the same name nest.
fn end_of_element(html: &str, name: &str) -> usize {
    let mut depth = 1;
    for (at, _) in html.match_indices('<') {
        let tag = html.get(at + 1..).unwrap_or_default();
        let (is_end, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let length = tag.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if tag.get(..length).is_some_and(|other| other.eq_ignore_ascii_case(name)) {
            depth = if is_end { depth - 1 } else { depth + 1 };
        }
        if depth == 0 {
            return at;
        }
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::{ProsePiece, pieces};

    #[test]
    fn pieces_are_the_whole_html() {
        let html = "a <b>c</b> <code>d <code>e</code></code> &lt; <pre>f";
        let text = |piece| match piece {
            ProsePiece::Text(text) | ProsePiece::Tag(text) | ProsePiece::Apart(text) => text,
        };
        assert_eq!(pieces(html).map(text).collect::<String>(), html);
        let apart = pieces(html).filter(|piece| matches!(piece, ProsePiece::Apart(_)));
        let apart: Vec<&str> = apart.map(text).collect();
        assert_eq!(apart, ["d <code>e</code>", "f"]);
    }
}
