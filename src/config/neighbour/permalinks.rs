//! Addresses that Jekyll gives the pages of a collection by a pattern: `/:collection/:name/`.

use super::tools::{inside, node_at, text_at};
use crate::yaml::YamlNode;

/// The pattern of one collection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permalink {
    /// The name of the collection.
    pub collection: String,
    /// Its folder below content.
    pub folder: String,
    /// The pattern, as it is written.
    pub pattern: String,
}

/// The patterns of collections and of `defaults` for one.
pub(super) fn permalinks(root: Option<&YamlNode>) -> Vec<Permalink> {
    let named = node_at(root, &["collections"]).and_then(YamlNode::as_map);
    let collections = named.map_or(&[][..], |map| map.entries.as_slice());
    let above = text_at(root, &["collections_dir"]).unwrap_or_else(|| ".".into());
    let defaults = node_at(root, &["defaults"]).and_then(YamlNode::as_list).unwrap_or_default();
    let of_defaults = |collection: &str| {
        let is_for = |item: &&YamlNode| {
            text_at(Some(item), &["scope", "type"]).as_deref() == Some(collection)
        };
        let mut found = defaults.iter().filter(is_for);
        found.find_map(|item| text_at(Some(item), &["values", "permalink"]))
    };
    let permalink = |(collection, settings): (&str, &YamlNode)| {
        let own = text_at(Some(settings), &["permalink"]);
        Some(Permalink {
            collection: collection.to_owned(),
            folder: inside(&format!("{above}/_{collection}"))?,
            pattern: own.or_else(|| of_defaults(collection))?,
        })
    };
    let entries = collections.iter().map(|entry| (entry.key.as_str(), &entry.value));
    entries.filter_map(permalink).collect()
}
