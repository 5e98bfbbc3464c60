//! What a table says of a value, as a JSON Schema.

use crate::yaml::{MapKey, Takes};
use serde_json::{Map, Value, json};

/// A schema with a description.
pub(super) fn described(mut schema: Value, about: &str) -> Value {
    if let Value::Object(schema) = &mut schema {
        schema.insert("description".to_owned(), about.into());
    }
    schema
}

/// Every key may be left empty, which is as good as not written.
pub(super) fn value(takes: &Takes) -> Value {
    match takes {
        Takes::Text | Takes::Day | Takes::Period | Takes::Wait => {
            json!({ "type": ["string", "null"] })
        }
        Takes::TextOrNumber => json!({ "type": ["string", "number", "null"] }),
        Takes::Number => json!({ "type": ["number", "null"] }),
        Takes::Flag => json!({ "type": ["boolean", "null"] }),
        Takes::OneOf(words) => json!({ "enum": words }),
        Takes::Texts | Takes::Hours => json!({
            "type": ["string", "array", "null"],
            "items": { "type": ["string", "number", "null"] },
        }),
        Takes::Map(keys) => map(keys),
        Takes::ById(each) => {
            json!({ "type": ["object", "null"], "additionalProperties": value(each) })
        }
        Takes::List(item) => json!({ "type": ["array", "null"], "items": value(item) }),
        Takes::Either(kinds) => json!({ "anyOf": kinds.iter().map(value).collect::<Vec<_>>() }),
    }
}

fn map(keys: &[MapKey]) -> Value {
    let required: Vec<&str> = keys
        .iter()
        .filter(|key| key.is_required && key.names.len() == 1)
        .map(MapKey::name)
        .collect();
    json!({
        "type": ["object", "null"],
        "properties": properties(keys),
        "additionalProperties": false,
        "required": required,
    })
}

/// Each key under all of its names.
pub(super) fn properties<'k>(keys: impl IntoIterator<Item = &'k MapKey>) -> Map<String, Value> {
    let mut properties = Map::new();
    for key in keys {
        for (index, name) in key.names.iter().enumerate() {
            let about =
                if index == 0 { key.about.to_owned() } else { format!("read as `{}`", key.name()) };
            properties.insert((*name).to_owned(), described(value(&key.takes), &about));
        }
    }
    properties
}
