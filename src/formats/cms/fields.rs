//! One field of an editor in the browser: what it takes, from the table of keys and from what the
//! pages say.

use super::WrittenKey;
use crate::day::Day;
use crate::yaml::{MapKey, Takes, Value as Written, YamlNode};
use serde_json::{Map, Value, json};

/// How pages write a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Text,
    Texts,
    Map,
    Maps,
}

/// The field, unless pages write its values in several ways, or in one that an editor has no field
/// for.
pub(super) fn field(key: &WrittenKey<'_>) -> Option<Value> {
    let mut shapes = Vec::new();
    for value in key.values.iter().filter(|value| !value.is_null()) {
        shapes.push(shape(value)?);
    }
    shapes.dedup();
    let first = shapes.first().copied().unwrap_or(usual(&key.key.takes));
    if shapes.len() > 1 {
        return None;
    }
    let mut field = described(key.name, key.key.about);
    widget(&mut field, kind(&key.key.takes, first)?, first, &key.values)?;
    field.insert("required".to_owned(), (key.name == "title").into());
    if key.name.ends_with("_hash") {
        field.insert("widget".to_owned(), "hidden".into());
    }
    // A new page is like its neighbours, and for nobody else than they are.
    let value = only_value(&key.values).filter(|_| ["type", "audience"].contains(&key.key.name));
    if let Some(value) = value {
        field.insert("default".to_owned(), value.into());
    }
    Some(field.into())
}

fn shape(value: &YamlNode) -> Option<Shape> {
    let is_text = |node: &YamlNode| node.as_map().is_none() && node.as_list().is_none();
    match value.as_list() {
        None if value.as_map().is_some() => Some(Shape::Map),
        None => Some(Shape::Text),
        Some(items) if items.iter().all(is_text) => Some(Shape::Texts),
        Some(items) if items.iter().all(|item| item.as_map().is_some()) => Some(Shape::Maps),
        Some(_) => None,
    }
}

/// How a value is written where no page has one yet.
fn usual(takes: &Takes) -> Shape {
    match takes {
        Takes::Texts => Shape::Texts,
        Takes::Map(_) | Takes::ById(_) => Shape::Map,
        Takes::List(item) => match item {
            Takes::Map(_) => Shape::Maps,
            _ => Shape::Texts,
        },
        Takes::Either(kinds) => kinds.first().map_or(Shape::Text, usual),
        _ => Shape::Text,
    }
}

/// What of a row is meant by a value of this shape.
fn kind(takes: &'static Takes, shape: Shape) -> Option<&'static Takes> {
    match (takes, shape) {
        (Takes::Either(kinds), _) => kinds.iter().find_map(|one| kind(one, shape)),
        (Takes::Map(_), Shape::Map) => Some(takes),
        (Takes::List(Takes::Map(_)), Shape::Maps) => Some(takes),
        (Takes::Map(_) | Takes::ById(_) | Takes::List(Takes::Map(_)), _) => None,
        (_, Shape::Text | Shape::Texts) => Some(takes),
        (_, Shape::Map | Shape::Maps) => None,
    }
}

fn described(name: &str, about: &str) -> Map<String, Value> {
    let words = name.replace(['_', '-'], " ");
    let mut letters = words.chars();
    let label = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
    let entries =
        [("name", json!(name)), ("label", json!(label)), ("hint", json!(without_links(about)))];
    entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn widget(
    field: &mut Map<String, Value>,
    takes: &Takes,
    shape: Shape,
    values: &[&YamlNode],
) -> Option<()> {
    let mut set = |name: &str, value: Value| field.insert(name.to_owned(), value);
    match (shape, takes) {
        (Shape::Texts, _) => {
            set("widget", json!("list"));
            set("field", json!({ "name": "item", "label": "Entry", "widget": "string" }));
        }
        (Shape::Map, Takes::Map(keys)) => {
            set("widget", json!("object"));
            set("fields", fields(keys)?);
        }
        (Shape::Maps, Takes::List(Takes::Map(keys))) => {
            set("widget", json!("list"));
            set("fields", fields(keys)?);
        }
        (Shape::Text, Takes::Day) if values.iter().all(|value| is_plain_day(value)) => {
            set("widget", json!("datetime"));
            set("format", json!("YYYY-MM-DD"));
            set("date_format", json!("YYYY-MM-DD"));
            set("time_format", json!(false));
        }
        (Shape::Text, Takes::Number) => {
            set("widget", json!("number"));
            let is_whole =
                values.iter().all(|value| !value.text().is_some_and(|it| it.contains('.')));
            set("value_type", json!(if is_whole { "int" } else { "float" }));
        }
        (Shape::Text, Takes::Flag) if values.iter().all(|value| is_flag(value)) => {
            set("widget", json!("boolean"));
        }
        (Shape::Text, Takes::OneOf(words)) => {
            set("widget", json!("select"));
            set("options", json!(words));
        }
        (Shape::Text, _) => {
            set("widget", json!("string"));
        }
        _ => return None,
    }
    Some(())
}

/// The fields of a map.
fn fields(keys: &'static [MapKey]) -> Option<Value> {
    let field = |key: &'static MapKey| {
        let shape = usual(&key.takes);
        let mut field = described(key.name(), key.about);
        widget(&mut field, kind(&key.takes, shape)?, shape, &[])?;
        field.insert("required".to_owned(), key.is_required.into());
        Some(Value::from(field))
    };
    keys.iter().map(field).collect()
}

/// A day that an editor writes as it stood.
fn is_plain_day(value: &YamlNode) -> bool {
    value.is_null()
        || value.text().is_some_and(|text| {
            text.len() == 10
                && text.starts_with(|c: char| c.is_ascii_digit())
                && Day::parse(text).is_ok_and(|day| day.to_string() == text)
        })
}

fn is_flag(value: &YamlNode) -> bool {
    matches!(value.value, Written::Bool(_) | Written::Null)
}

/// What all pages say, where it is the same.
fn only_value<'p>(values: &[&'p YamlNode]) -> Option<&'p str> {
    let first = values.first()?.text()?;
    values.iter().all(|value| value.text() == Some(first)).then_some(first)
}

/// `[the words](target)` without its target.
fn without_links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("](") {
        let (_, after) = behind.split_once(')').unwrap_or_default();
        let (head, words) = before.rsplit_once('[').unwrap_or(("", before));
        plain.push_str(head);
        plain.push_str(words);
        rest = after;
    }
    plain + rest
}
