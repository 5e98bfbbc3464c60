//! Front matter that is none: behind a blank line or a comment, moved in by a blank, or TOML. Where
//! it says who may read the page or who answers for it, the page must not be published as if
//! nothing had been said.

use super::{Block, FARTHEST, Lines, OTHER, STANDARD, looks_like_key, unclosed_end};
use crate::load::meta::key::Key;
use crate::load::meta::table::key_named;
use crate::source::{Span, is_unseen};
use crate::yaml::same_key;

/// Keys that keep readers away from a page; the names of the owner come to them.
const GUARDED: &[&str] = &["audience", "draft", "published", "status", "expires", "classification"];

/// The key that says who may read a page.
pub(super) const AUDIENCE: &str = "audience";

/// A block that is not where front matter is, and is meant as that by what it says.
pub(super) fn block(text: &str) -> Option<Block> {
    let start = before(text);
    let first = Lines { text, next: start }.next()?;
    let fence = [STANDARD, OTHER].into_iter().find(|fence| first.text.trim() == *fence)?;
    let mut near =
        Lines { text, next: first.end }.take_while(|line| line.start <= start + FARTHEST);
    let close = near.find(|line| line.text.trim() == fence);
    let open_end = || {
        let opens =
            Lines { text, next: first.end }.next().is_some_and(|line| looks_like_key(line.text));
        opens.then(|| unclosed_end(text, first.end)).map(|end| (end, end))
    };
    let (inside_end, end) = close.map(|close| (close.start, close.end)).or_else(open_end)?;
    let inside = Span::new(first.end, inside_end);
    let owner_names = key_named("owner").map(Key::names).unwrap_or_default();
    let is_meant = GUARDED
        .iter()
        .chain(owner_names)
        .any(|key| names(text.get(inside.range()).unwrap_or(""), key));
    let fence = Span::new(first.start, first.start + first.text.trim_end().len());
    is_meant.then_some(Block { fence, inside, end, is_closed: close.is_some() })
}

/// Whether a line of a text gives a value to a key, as YAML or TOML.
pub(super) fn names(text: &str, key: &str) -> bool {
    Lines { text, next: 0 }.any(|line| {
        let written = line
            .text
            .split_once([':', '='])
            .map(|(written, _)| written.trim().trim_matches(['"', '\'']));
        written.is_some_and(|written| !written.is_empty() && same_key(written, key))
    })
}

/// Where the first line begins that is no blank and no comment.
fn before(text: &str) -> usize {
    let is_blank = |letter: char| letter.is_whitespace() || is_unseen(letter);
    let mut rest = text.trim_start_matches(is_blank);
    while let Some((_, behind)) =
        rest.strip_prefix("<!--").and_then(|comment| comment.split_once("-->"))
    {
        rest = behind.trim_start_matches(is_blank);
    }
    text.len() - rest.len()
}

#[cfg(test)]
mod tests {
    use super::block;

    #[test]
    fn what_keeps_readers_away_is_seen_wherever_it_stands() {
        let meant = [
            "\n---\naudience: managers\n---\n",
            " ---\naudience: managers\n---\n",
            "\u{feff}\n---\nAudience: managers\n---\n",
            "\u{200b}---\ndraft: true\n---\n",
            "<!-- licence -->\n---\nowner: ana\n---\n",
            "  ---\n  audience: managers\n  ---\n",
            "\n---\naudience: managers\n\n# Pay\n",
            "+++\naudience = \"managers\"\n+++\n",
            "---\n> quoted\naudience: managers\n---\n",
        ];
        for text in meant {
            assert!(block(text).is_some(), "{text:?}");
        }
        let text = [
            "\n---\ntitle: A\n---\n",
            "\n---\nA rule, and text about the audience: all.\n---\n",
            "# A\n\n---\naudience: managers\n---\n",
            "\n---\n\nText\n\nstatus: fine\n",
            "",
            "+++\n+++\n",
        ];
        for text in text {
            assert!(block(text).is_none(), "{text:?}");
        }
    }
}
