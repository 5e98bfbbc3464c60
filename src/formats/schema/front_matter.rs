//! The schema of front matter, made from the table of keys.

use crate::load::meta::table;
use crate::yaml::{MapKey, Takes};
use serde_json::{Map, Value, json};

/// The whole schema.
pub(super) fn schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Front matter of a handbook page",
        "description": "Keys may be spelled with other case, - or _.",
        "type": "object",
        "properties": properties(|_| true),
        "additionalProperties": true,
    })
}

/// The values of one entry of `defaults:`, and for which pages it is.
pub(super) fn defaults() -> Value {
    let mut properties = properties(|key| key.is_inherited);
    let selectors = [("in", "Sections, as folders below content"), ("type", "Types of pages")];
    for (name, about) in selectors {
        properties.insert(name.to_owned(), described(value(&Takes::Texts), about));
    }
    Value::Object(properties)
}

fn properties(is_meant: impl Fn(&table::Key) -> bool) -> Map<String, Value> {
    let mut properties = Map::new();
    for key in table::keys().filter(|key| is_meant(key)) {
        for other in key.other_names() {
            // A name may mean two keys by its value, and take other values than the key: the first
            // describes it.
            let about = json!({ "description": format!("Read as `{}`", key.name) });
            properties.entry(other).or_insert(about);
        }
        properties.insert(key.name.to_owned(), described(value(&key.takes), key.about));
    }
    properties
}

fn described(mut schema: Value, about: &str) -> Value {
    if let Value::Object(schema) = &mut schema {
        schema.insert("description".to_owned(), about.into());
    }
    schema
}

/// Every key may be left empty, which is as good as not written.
fn value(takes: &Takes) -> Value {
    match takes {
        Takes::Text | Takes::Day | Takes::Period => json!({ "type": ["string", "null"] }),
        Takes::TextOrNumber => json!({ "type": ["string", "number", "null"] }),
        Takes::Number => json!({ "type": ["integer", "null"] }),
        Takes::Flag => json!({ "type": ["boolean", "null"] }),
        Takes::Texts => json!({
            "type": ["string", "array", "null"],
            "items": { "type": ["string", "number", "null"] },
        }),
        Takes::Map(parts) => map(parts),
        Takes::List(item) => json!({ "type": ["array", "null"], "items": value(item) }),
        Takes::Either(kinds) => json!({ "anyOf": kinds.iter().map(value).collect::<Vec<_>>() }),
    }
}

fn map(parts: &[MapKey]) -> Value {
    let property =
        |part: &MapKey| (part.name.to_owned(), described(value(&part.takes), part.about));
    let required = parts.iter().filter(|part| part.is_required).map(|part| part.name);
    json!({
        "type": ["object", "null"],
        "properties": parts.iter().map(property).collect::<Map<_, _>>(),
        "required": required.collect::<Vec<_>>(),
    })
}
