//! The tree: values with their places, maps in the order of the file.

use crate::source::Span;

/// One value and where it stands.
#[derive(Clone, Debug)]
pub struct YamlNode {
    /// The bytes of the value in its file; empty for a value that is not there.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What YAML makes of a value. Numbers keep their text (`1.10` stays `1.10`); days are text.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// `true` or `false`; `yes` and `no` are text.
    Bool(bool),
    /// A decimal number as it is written; with leading zeros it is text.
    Number(String),
    /// Any other scalar.
    Text(String),
    /// A sequence.
    List(Vec<YamlNode>),
    /// A mapping.
    Map(Map),
}

/// A mapping: entries in the order of the file, each key once.
#[derive(Clone, Debug, Default)]
pub struct Map {
    /// Each key's first entry.
    pub entries: Vec<MapEntry>,
    /// Entries whose key stands in the map already.
    pub repeated: Vec<MapEntry>,
}

/// One key with its value.
#[derive(Clone, Debug)]
pub struct MapEntry {
    /// The key as it is written.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// What it has.
    pub value: YamlNode,
}

/// Two nodes are equal when they say the same, wherever they stand.
impl PartialEq for YamlNode {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl PartialEq for Map {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl PartialEq for MapEntry {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key && self.value == other.value
    }
}

impl YamlNode {
    /// The text of a scalar, whatever type YAML sees in it; `None` for null, lists and maps.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) | Value::Number(text) => Some(text),
            Value::Bool(true) => Some("true"),
            Value::Bool(false) => Some("false"),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// The entries, when this is a map.
    pub fn as_map(&self) -> Option<&Map> {
        match &self.value {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The items, when this is a list.
    pub fn as_list(&self) -> Option<&[YamlNode]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    /// Whether there is no value.
    pub fn is_null(&self) -> bool {
        self.value == Value::Null
    }

    /// Null, a blank text, an empty list or an empty map: as good as not written.
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Map(map) => map.entries.is_empty() && map.repeated.is_empty(),
            Value::Bool(_) | Value::Number(_) => false,
        }
    }

    /// What it is, for messages.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "empty",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }
}

impl Map {
    /// The value of exactly this key.
    pub fn get(&self, key: &str) -> Option<&YamlNode> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }
}

impl Value {
    /// What a scalar without quotes is.
    pub(super) fn plain(text: String) -> Self {
        match text.as_str() {
            "" | "~" | "null" | "Null" | "NULL" => Value::Null,
            "true" | "True" | "TRUE" => Value::Bool(true),
            "false" | "False" | "FALSE" => Value::Bool(false),
            plain if is_number(plain) => Value::Number(text),
            _ => Value::Text(text),
        }
    }
}

/// Decimal, with a point or an exponent perhaps, without leading zeros.
fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-']);
    let padded =
        digits.starts_with('0') && digits.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    let decimal = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E'));
    decimal && !padded && text.parse::<f64>().is_ok_and(f64::is_finite)
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn scalars_without_quotes() {
        let kind = |text: &str| Value::plain(text.to_owned());
        for text in ["1", "-1", "+1", "1.10", ".5", "1e3", "0", "0.5"] {
            assert_eq!(kind(text), Value::Number(text.into()));
        }
        for text in [
            "007",
            "1_000",
            "0x1F",
            ".inf",
            "nan",
            "1e999",
            "no",
            "yes",
            "on",
            "2026-08-14",
            "1.2.3",
            "-",
            ".",
        ] {
            assert_eq!(kind(text), Value::Text(text.into()));
        }
        assert_eq!(kind("TRUE"), Value::Bool(true));
        assert_eq!(kind("~"), Value::Null);
    }
}
