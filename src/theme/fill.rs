//! The filter `fill`: puts values into a sentence of the theme's words, and picks singular or
//! plural as the language has them.
//!
//! Its result is HTML: the sentence and plain values are escaped here, values that are HTML already
//! stay.

use super::grammar::Grammar;
use tera::{Error, Kwargs, State, TeraResult, Value};

/// `{{ words.facts.ask | fill(channel=link) }}`, `{{ words.count.pages | fill(count=3) }}`.
pub fn fill(
    grammar: &Grammar,
    sentence: Value,
    values: Kwargs,
    state: &State,
) -> TeraResult<Value> {
    let count = values.get::<&Value>("count")?;
    let sentence = form(grammar, &sentence, count);
    let text =
        sentence.as_str().ok_or_else(|| Error::message("`fill` needs a sentence of `words`"))?;
    let mut html = String::with_capacity(text.len() + 64);
    for piece in pieces(text) {
        match piece {
            SentencePiece::Text(text) => html.push_str(&state.escape(text)?),
            SentencePiece::Name(name) => match values.get::<&Value>(name)? {
                Some(value) if value.is_undefined() => {
                    return Err(Error::message(format!("`{name}` is not defined")));
                }
                Some(value) => {
                    let number = value.as_i128().map(|number| grammar.number(number));
                    let text = number.unwrap_or_else(|| value.to_string());
                    let [open, close] = grammar.isolates(&text);
                    let text = if value.is_safe() { text } else { state.escape(&text)? };
                    html.extend([open, &text, close]);
                }
                None => html.push_str(&state.escape(&format!("{{{name}}}"))?),
            },
        }
    }
    Ok(Value::safe_string(&html))
}

/// The filter `number`: a whole number as the language writes it.
pub fn number(grammar: &Grammar, value: &Value) -> Value {
    value.as_i128().map_or_else(|| value.clone(), |number| Value::from(grammar.number(number)))
}

/// The form of a sentence for so many things, where it has forms.
fn form(grammar: &Grammar, sentence: &Value, count: Option<&Value>) -> Value {
    let count = count.and_then(Value::as_i128).map_or(0, i128::unsigned_abs);
    let name = grammar.form(u64::try_from(count).unwrap_or(u64::MAX));
    let other = || sentence.get_from_path("other").unwrap_or(sentence);
    sentence.get_from_path(name).filter(|form| !form.is_undefined()).unwrap_or_else(other).clone()
}

/// A part of a sentence.
#[derive(Debug, PartialEq, Eq)]
pub enum SentencePiece<'a> {
    /// As it stands.
    Text(&'a str),
    /// The name between braces.
    Name(&'a str),
}

/// Splits `ask in {channel}` at its names; a brace that is no name is text.
pub fn pieces(sentence: &str) -> Vec<SentencePiece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = sentence;
    while let Some((before, name, after)) = next_name(rest) {
        pieces.push(SentencePiece::Text(before));
        pieces.push(SentencePiece::Name(name));
        rest = after;
    }
    pieces.push(SentencePiece::Text(rest));
    pieces.retain(|piece| *piece != SentencePiece::Text(""));
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
    use super::{SentencePiece, pieces};

    #[test]
    fn sentences_are_split_at_their_names() {
        let table: [(&str, &[SentencePiece]); 4] = [
            (
                "ask in {channel}!",
                &[
                    SentencePiece::Text("ask in "),
                    SentencePiece::Name("channel"),
                    SentencePiece::Text("!"),
                ],
            ),
            ("{a}{b}", &[SentencePiece::Name("a"), SentencePiece::Name("b")]),
            ("a { b }", &[SentencePiece::Text("a { b }")]),
            ("", &[]),
        ];
        for (sentence, expected) in table {
            assert_eq!(pieces(sentence), expected, "{sentence}");
        }
    }
}
