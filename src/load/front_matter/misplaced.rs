//! Front matter that is not YAML between two lines `---` at the top: TOML and JSON; behind a blank
//! line or a comment, moved in, with longer fences or without the first one. Authors mean it, so
//! the page must not be published as if nothing had been said.

use super::{
    Block, BlockLanguage, FARTHEST, Lines, OTHER, STANDARD, SourceLine, is_blank, looks_like_key,
    unclosed_end,
};
use crate::diag::catalogue::keys::Misplaced;
use crate::load::meta::key::Key;
use crate::load::meta::table::{key_named, keys};
use crate::source::{Span, is_unseen};
use crate::yaml::same_key;

/// Keys that keep readers away from a page; the names of the owner come to them.
const GUARDED: &[&str] = &["audience", "draft", "published", "status", "expires", "classification"];

/// The key that says who may read a page.
pub(super) const AUDIENCE: &str = "audience";

/// A block that is meant as front matter by what it says, and is not where YAML is looked for.
pub(super) fn block(text: &str) -> Option<Block> {
    let start = before(text);
    let first = Lines { text, next: start }.next()?;
    if first.text.trim_end() == "{" {
        return json(text, start, &first);
    }
    let fence = first.text.trim();
    let is_dashes = fence.len() >= STANDARD.len() && fence.bytes().all(|byte| byte == b'-');
    if fence == OTHER || is_dashes {
        fenced(text, start, &first)
    } else {
        bare(text, start, &first)
    }
}

/// Between two fences that are the same.
fn fenced(text: &str, start: usize, first: &SourceLine<'_>) -> Option<Block> {
    let fence = first.text.trim();
    let is_toml = fence == OTHER;
    let mut near =
        Lines { text, next: first.end }.take_while(|line| line.start <= start + FARTHEST);
    let close = near.find(|line| line.text.trim() == fence);
    let opens = Lines { text, next: first.end }.next().is_some_and(|line| {
        looks_like_key(line.text.trim_start()) || is_toml && is_toml_key(&line)
    });
    let is_key = |line: &SourceLine<'_>| is_toml && is_toml_key(line);
    let open_end = || opens.then(|| unclosed_end(text, first.end, &is_key)).map(|end| (end, end));
    let (inside_end, end) = close.map(|close| (close.start, close.end)).or_else(open_end)?;
    let inside = Span::new(first.end, inside_end);
    let said = text.get(inside.range()).unwrap_or("");
    let is_toml_block = is_toml && (said.trim().is_empty() || said.contains('='));
    let is_meant = is_toml_block || is_guarded(said) || opens && has_known_key(said);
    if !is_meant {
        return None;
    }
    let indent = first.text.len() - first.text.trim_start().len();
    let misplaced = match () {
        () if first.start > 0 => Some(Misplaced::NotFirst),
        () if is_toml && indent == 0 => None,
        () if fence.len() > STANDARD.len() => Some(Misplaced::LongFence),
        () => Some(Misplaced::Indented),
    };
    let language = if is_toml { BlockLanguage::Toml } else { BlockLanguage::Yaml };
    let fence = Span::new(first.start, first.start + first.text.trim_end().len());
    Some(Block { fence, inside, end, is_closed: close.is_some(), language, misplaced })
}

/// Keys from the first line on, and only the second fence.
fn bare(text: &str, start: usize, first: &SourceLine<'_>) -> Option<Block> {
    let belongs = |line: &SourceLine<'_>| {
        let is_part = line.text.starts_with([' ', '\t', '#']) || line.text.starts_with("- ");
        !is_blank(line) && (is_part || looks_like_key(line.text))
    };
    if first.start != start || !looks_like_key(first.text) {
        return None;
    }
    let close = Lines { text, next: start }.find(|line| !belongs(line))?;
    let inside = Span::new(start, close.start);
    let is_meant = close.text.trim_end() == STANDARD
        && has_known_key(first.text)
        && close.start > first.end
        && has_known_key(text.get(first.end..close.start)?);
    let fence = Span::new(first.start, first.start + first.text.trim_end().len());
    is_meant.then_some(Block {
        fence,
        inside,
        end: close.end,
        is_closed: true,
        language: BlockLanguage::Yaml,
        misplaced: Some(Misplaced::NoFence),
    })
}

/// `{` and `}` alone on their lines, with `"key":` between them.
fn json(text: &str, start: usize, first: &SourceLine<'_>) -> Option<Block> {
    let next = Lines { text, next: first.end }.find(|line| !is_blank(line))?;
    let is_key = next.text.trim_start().starts_with('"') && next.text.contains("\":");
    let mut near =
        Lines { text, next: first.end }.take_while(|line| line.start <= start + FARTHEST);
    let close = near.find(|line| line.text.trim_end() == "}").filter(|_| is_key)?;
    Some(Block {
        fence: Span::new(first.start, first.start + 1),
        inside: Span::new(first.start, close.start + 1),
        end: close.end,
        is_closed: true,
        language: BlockLanguage::Json,
        misplaced: (first.start > 0).then_some(Misplaced::NotFirst),
    })
}

/// `key = value`, or the head of a table.
fn is_toml_key(line: &SourceLine<'_>) -> bool {
    let key = line.text.split_once('=').map(|(key, _)| key.trim());
    let is_key = |key: &str| {
        !key.is_empty()
            && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '"'))
    };
    key.is_some_and(is_key) || line.text.starts_with('[')
}

/// Whether the text says who may read the page, or who answers for it.
fn is_guarded(text: &str) -> bool {
    let owner_names = key_named("owner").map(Key::names).unwrap_or_default();
    GUARDED.iter().chain(owner_names).any(|key| names(text, key))
}

/// Whether one of our keys stands in it.
fn has_known_key(text: &str) -> bool {
    keys().flat_map(|key| key.names().iter()).any(|name| names(text, name))
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
    line_start(text, text.len() - rest.len())
}

/// The start of the line of an offset, where only blanks stand between.
fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.trim_end_matches([' ', '\t']).len()
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
            "\n---\ntitle: A\n---\n",
            "----\ntitle: A\n----\n",
            "title: A\nowner: b\n---\n",
            "{\n\"title\": \"A\"\n}\n",
            "+++\n+++\n",
        ];
        for text in meant {
            assert!(block(text).is_some(), "{text:?}");
        }
        let text = [
            "\n---\nA rule, and text about the audience: all.\n---\n",
            "\n---\nNote: this is text.\n---\n",
            "# A\n\n---\naudience: managers\n---\n",
            "\n---\n\nText\n\nstatus: fine\n",
            "Status: fine\n\n---\n",
            "{\n}\n",
            "",
        ];
        for text in text {
            assert!(block(text).is_none(), "{text:?}");
        }
    }
}
