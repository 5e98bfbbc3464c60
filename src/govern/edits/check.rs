//! The promise: what was edited says what was to be said, and all else as before.

use super::{Refused, Set, read};
use crate::load::front_matter::block;
use crate::load::meta::names;
use crate::yaml::{Map, MapEntry, Value, YamlNode, same_key};

/// Whether the keys are set, the other keys have their values, and the text is the same.
pub(super) fn set(before: &str, after: &str, sets: &[Set]) -> Result<(), Refused> {
    let (old, old_body) = flat(before)?;
    let (new, new_body) = flat(after)?;
    let is_set = |key: &str| sets.iter().any(|set| set.is_of(key));
    let others = |entries: &[MapEntry]| {
        entries.iter().filter(|entry| !is_set(&entry.key)).cloned().collect::<Vec<_>>()
    };
    let has = |set: &Set| {
        let mut values = new
            .iter()
            .filter(|entry| set.is_of(&entry.key))
            .map(|entry| entry.value.text())
            .peekable();
        values.peek().is_some() && values.all(|value| value == Some(set.value.as_str()))
    };
    let is_right = sets.iter().all(has) && others(&old) == others(&new) && old_body == new_body;
    if is_right { Ok(()) } else { Err(Refused::Entangled) }
}

/// Whether the key has one more value, the other keys have their values, and the text is the same.
pub(super) fn added(before: &str, after: &str, name: &str, value: &str) -> Result<(), Refused> {
    let (old, old_body) = flat(before)?;
    let (new, new_body) = flat(after)?;
    let is_key = |entry: &&MapEntry| names(name).iter().any(|name| same_key(name, &entry.key));
    let texts = |entries: &[MapEntry]| -> Vec<String> {
        let values = entries.iter().filter(is_key).flat_map(|entry| match &entry.value.value {
            Value::List(items) => items.iter().filter_map(YamlNode::text).collect(),
            _ => entry.value.text().into_iter().collect::<Vec<_>>(),
        });
        values.map(str::to_owned).collect()
    };
    let others = |entries: &[MapEntry]| {
        entries.iter().filter(|entry| !is_key(entry)).cloned().collect::<Vec<_>>()
    };
    let mut wanted = texts(&old);
    wanted.push(value.to_owned());
    let mut got = texts(&new);
    wanted.sort();
    got.sort();
    let is_right = wanted == got && others(&old) == others(&new) && old_body == new_body;
    if is_right { Ok(()) } else { Err(Refused::Entangled) }
}

/// Whether the owners are the same with that one replaced, the other keys have their values, and
/// the text is the same.
pub(super) fn reassigned(
    before: &str,
    after: &str,
    is_meant: &dyn Fn(&str) -> bool,
    to: &str,
) -> Result<(), Refused> {
    let (mut old, old_body) = flat(before)?;
    let (new, new_body) = flat(after)?;
    let is_owner = |entry: &MapEntry| names("owner").iter().any(|name| same_key(name, &entry.key));
    for entry in old.iter_mut().filter(|entry| is_owner(entry)) {
        replace(&mut entry.value, is_meant, to);
    }
    if old == new && old_body == new_body { Ok(()) } else { Err(Refused::Entangled) }
}

fn replace(node: &mut YamlNode, is_meant: &dyn Fn(&str) -> bool, to: &str) {
    let is_meant_here = node.text().is_some_and(|text| is_meant(text.trim()));
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| replace(item, is_meant, to)),
        Value::Map(map) => {
            map.entries.iter_mut().for_each(|entry| replace(&mut entry.value, is_meant, to));
        }
        value if is_meant_here => *value = Value::Text(to.to_owned()),
        _ => {}
    }
}

/// The entries with those of `freshness` in one list, and the text behind the front matter.
fn flat(text: &str) -> Result<(Vec<MapEntry>, &str), Refused> {
    let Some(block) = block(text) else {
        return Ok((Vec::new(), text));
    };
    let (_, map) = read(text, &block)?;
    let mut entries = Vec::new();
    for entry in map.map(|map: Map| map.entries).unwrap_or_default() {
        match entry.value.as_map().filter(|_| same_key("freshness", &entry.key)) {
            Some(group) => entries.extend(group.entries.iter().map(|inner| MapEntry {
                key: format!("{}.{}", entry.key, inner.key),
                ..inner.clone()
            })),
            None => entries.push(entry),
        }
    }
    Ok((entries, text.get(block.end..).unwrap_or("")))
}
