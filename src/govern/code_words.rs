//! Code in a line of plain words, such as the first line of a commit: `` `serve` `` between
//! backticks.

/// A part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Plain words.
    Words(&'t str),
    /// What stood between backticks.
    Code(&'t str),
}

/// A line in pieces. Backticks that no others close are words.
pub fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some((before, code, after)) = first_code(rest) {
        pieces.extend([Piece::Words(before), Piece::Code(code)]);
        rest = after;
    }
    pieces.push(Piece::Words(rest));
    pieces.retain(|piece| *piece != Piece::Words(""));
    pieces
}

/// The same line where nothing can be shown as code: without the backticks around it.
pub fn plain(line: &str) -> String {
    let words = |piece| match piece {
        Piece::Words(words) | Piece::Code(words) => words,
    };
    pieces(line).into_iter().map(words).collect()
}

/// What is before the first code, the code, and what is after it.
fn first_code(text: &str) -> Option<(&str, &str, &str)> {
    let (before, from) = text.split_at(text.find('`')?);
    let inside = from.trim_start_matches('`');
    let (ticks, inside) = from.split_at(from.len() - inside.len());
    let (code, after) = inside.split_once(ticks)?;
    Some((before, code.trim(), after))
}

#[cfg(test)]
mod tests {
    use super::Piece::{Code, Words};
    use super::*;

    #[test]
    fn between_backticks_is_code() {
        assert_eq!(pieces("Ask `serve`"), [Words("Ask "), Code("serve")]);
        assert_eq!(
            pieces("`a` or `` b`c ``."),
            [Code("a"), Words(" or "), Code("b`c"), Words(".")]
        );
        assert_eq!(plain("Let `serve` answer"), "Let serve answer");
    }

    #[test]
    fn backticks_that_nothing_closes_are_words() {
        for line in ["", "a ` b", "``", "``a` b"] {
            assert_eq!(plain(line), line);
        }
    }
}
