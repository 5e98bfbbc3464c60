//! The filter `fill`: puts values into a sentence of the theme's words, and picks singular or
//! plural.
//!
//! Its result is HTML: the sentence and plain values are escaped here, values that are HTML already
//! stay.

use tera::{Error, Kwargs, State, TeraResult, Value};

/// `{{ words.facts.ask | fill(channel=link) }}`, `{{ words.count.pages | fill(count=3) }}`.
pub fn fill(sentence: Value, values: Kwargs, state: &State) -> TeraResult<Value> {
    let count = values.get::<&Value>("count")?;
    let sentence = form(&sentence, count);
    let text =
        sentence.as_str().ok_or_else(|| Error::message("`fill` needs a sentence of `words`"))?;
    let mut html = String::with_capacity(text.len() + 64);
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => html.push_str(&state.escape(text)?),
            Piece::Name(name) => match values.get::<&Value>(name)? {
                Some(value) if value.is_undefined() => {
                    return Err(Error::message(format!("`{name}` is not defined")));
                }
                Some(value) if value.is_safe() => html.push_str(&value.to_string()),
                Some(value) => html.push_str(&state.escape(&value.to_string())?),
                None => html.push_str(&state.escape(&format!("{{{name}}}"))?),
            },
        }
    }
    Ok(Value::safe_string(&html))
}

/// The `one` or `other` form of a sentence that has both.
fn form(sentence: &Value, count: Option<&Value>) -> Value {
    let name = if count.and_then(Value::as_i128) == Some(1) { "one" } else { "other" };
    sentence.get_from_path(name).unwrap_or(sentence).clone()
}

/// A part of a sentence.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// As it stands.
    Text(&'a str),
    /// The name between braces.
    Name(&'a str),
}

/// Splits `ask in {channel}` at its names; a brace that is no name is text.
pub fn pieces(sentence: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = sentence;
    while let Some((before, name, after)) = next_name(rest) {
        pieces.push(Piece::Text(before));
        pieces.push(Piece::Name(name));
        rest = after;
    }
    pieces.push(Piece::Text(rest));
    pieces.retain(|piece| *piece != Piece::Text(""));
    pieces
}

fn next_name(text: &str) -> Option<(&str, &str, &str)> {
    let (before, from_name) = text.split_once('{')?;
    let (name, after) = from_name.split_once('}')?;
    let is_name =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    is_name.then_some((before, name, after))
}

#[cfg(test)]
mod tests {
    use super::{Piece, pieces};

    #[test]
    fn sentences_are_split_at_their_names() {
        let table: [(&str, &[Piece]); 4] = [
            (
                "ask in {channel}!",
                &[Piece::Text("ask in "), Piece::Name("channel"), Piece::Text("!")],
            ),
            ("{a}{b}", &[Piece::Name("a"), Piece::Name("b")]),
            ("a { b }", &[Piece::Text("a { b }")]),
            ("", &[]),
        ];
        for (sentence, expected) in table {
            assert_eq!(pieces(sentence), expected, "{sentence}");
        }
    }
}
