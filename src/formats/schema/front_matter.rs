//! The schema of front matter, made from the table of keys.

use super::value::{described, properties as of_keys, value};
use crate::config::table::handbook::DEFAULTS;
use crate::load::meta::table;
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
    properties.extend(of_keys(DEFAULTS));
    json!({ "type": ["object", "null"], "properties": properties })
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
