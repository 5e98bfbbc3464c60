//! Text for readers under keys of front matter that nobody reads: it stands on no page and is found
//! by no search, and its author hears of it.

use crate::config::Config;
use crate::diag::Finding;
use crate::diag::catalogue::keys::unshown_text;
use crate::site::meta::Meta;
use crate::source::Source;
use crate::yaml::{MapEntry, YamlNode, same_key};

/// So many words are a sentence; a title or the name of a team has fewer.
const SENTENCE: usize = 8;

/// How deep such text may stand in lists and maps.
const DEEPEST: usize = 4;

/// Words in the names of keys whose text is for machines, for authors, or said of the page.
const OTHERS: [&str; 17] = [
    "abstract",
    "alt",
    "comment",
    "copyright",
    "cover",
    "credit",
    "css",
    "description",
    "excerpt",
    "head",
    "image",
    "keyword",
    "meta",
    "note",
    "seo",
    "summary",
    "todo",
];

/// One finding for each key with such text.
pub(super) fn texts(
    source: &Source,
    meta: &Meta,
    config: &Config,
    is_read: impl Fn(&str) -> bool,
) -> Vec<Finding> {
    let is_declared = |entry: &MapEntry| {
        let mut keys = config.check.extra_keys.iter();
        keys.any(|key| same_key(key, &entry.key))
    };
    let unread = meta.extra.iter().filter(|entry| !is_read(&entry.key) && !is_declared(entry));
    let unshown = unread.filter(|entry| !is_for_others(&entry.key) && holds_text(&entry.value, 0));
    unshown.map(|entry| unshown_text(source.at(entry.key_span), &entry.key)).collect()
}

fn is_for_others(key: &str) -> bool {
    let key = key.to_lowercase();
    OTHERS.iter().any(|word| key.contains(word))
}

fn holds_text(node: &YamlNode, depth: usize) -> bool {
    if depth > DEEPEST {
        return false;
    }
    if let Some(text) = node.text() {
        return is_sentence(text);
    }
    let in_list = |nodes: &[YamlNode]| nodes.iter().any(|node| holds_text(node, depth + 1));
    let is_shown = |entry: &MapEntry| !is_for_others(&entry.key);
    let in_map = |entries: &[MapEntry]| {
        entries.iter().any(|entry| is_shown(entry) && holds_text(&entry.value, depth + 1))
    };
    node.as_list().is_some_and(in_list) || node.as_map().is_some_and(|map| in_map(&map.entries))
}

/// Whether a text is made of words, and of more than a name has.
fn is_sentence(text: &str) -> bool {
    let is_word = |word: &&str| {
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
        !letters.is_empty() && letters.chars().all(|c| c.is_alphabetic() || "'’-".contains(c))
    };
    text.split_whitespace().filter(is_word).count() >= SENTENCE
}

#[cfg(test)]
mod tests {
    use super::is_sentence;

    #[test]
    fn sentences_are_told_from_names_and_settings() {
        assert!(is_sentence("We answer each letter on the day it comes, or say why not."));
        assert!(!is_sentence("The team that answers letters"));
        assert!(!is_sentence("a.b c.d e.f g.h i.j k.l m.n o.p q.r"));
    }
}
