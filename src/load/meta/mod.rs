//! From a map to a page's values. Front matter and the `defaults` of handbook.yaml are read by the
//! same [`table`].

mod across;
pub mod key;
pub mod records;
pub mod table;
#[cfg(test)]
mod tests;
mod values;

use self::key::MetaReading;
use crate::config::{Config, Defaults};
use crate::diag::Finding;
use crate::diag::catalogue::keys;
use crate::load::audiences::narrowest;
use crate::site::meta::Meta;
use crate::source::{Source, Span};
use crate::yaml::{self, At, Budget, Fields, YamlNode, same_key};

/// Maps whose keys read as one with theirs: `freshness: {owner: ana}` is `freshness.owner`.
const GROUPS: [&str; 3] = ["freshness", "ms", "build"];

/// Keys of meetings, brainstorms and decisions, and of other tools: none of them is a slip of the
/// pen, and none of them is a review.
const FOREIGN: &[&str] = &[
    "absent",
    "attendees",
    "author",
    "authors",
    "categories",
    "category",
    "closes",
    "comment_until",
    "consulted",
    "created",
    "date",
    "decision_makers",
    "dir",
    "facilitator",
    "id",
    "informed",
    "invited",
    "keywords",
    "lang",
    "language",
    "last_updated",
    "lastmod",
    "layout",
    "length",
    "mode",
    "modified",
    "ms.author",
    "ms.date",
    "ms.topic",
    "notes_due",
    "notetaker",
    "opens",
    "outcome",
    "parent",
    "publisher",
    "question",
    "reversible",
    "reviewer",
    "reviewers",
    "revisit_when",
    "series",
    "state",
    "stats",
    "supersedes",
    "tabs",
    "time",
    "timezone",
    "toc",
    "topic",
    "updated",
    "why_sync",
];

/// All names of a key of the table.
pub(crate) fn names(key: &str) -> &'static [&'static str] {
    table::key_named(key).map_or(&[], table::Key::names)
}

/// Reads the values of a map that is a page's front matter.
pub fn front_matter(source: &Source, root: &YamlNode, config: &Config) -> (Meta, Vec<Finding>) {
    let mut fields = Fields::with_groups(&At { source, key: String::new(), node: root }, &GROUPS);
    let mut meta = read(&mut fields, config);
    keep_narrowest(&At { source, key: String::new(), node: root }, config, &mut fields, &mut meta);
    let (extra, findings) = fields.finish_with_rest(&foreign(config));
    meta.extra = extra;
    (meta, findings)
}

/// Reads the values of one entry of `defaults`; `in` and `type` say for which pages it is, and are
/// no values.
pub fn defaults(defaults: &Defaults, config: &Config) -> (Meta, Vec<Finding>) {
    let place = defaults.values.location();
    let at = At {
        source: place.source(),
        key: defaults.values.key().to_owned(),
        node: defaults.values.value(),
    };
    let mut fields = Fields::with_groups(&at, &GROUPS);
    fields.value(&["in"], |_, _| None::<()>);
    let mut meta = Meta { page_type: None, ..read(&mut fields, config) };
    keep_narrowest(&at, config, &mut fields, &mut meta);
    let mut findings: Vec<Finding> = own_keys(&meta).collect();
    findings.extend(fields.finish_but(&foreign(config)));
    (meta, findings)
}

/// Of several audiences the narrowest, so that no slip of the pen opens a page.
fn keep_narrowest(at: &At<'_>, config: &Config, fields: &mut Fields<'_>, meta: &mut Meta) {
    if let Some((audience, finding)) = narrowest(at, &config.audiences) {
        meta.audience = Some(audience);
        fields.say(finding);
    }
}

/// Keys that only a page itself can have: nobody reads a whole section by writing one line.
fn own_keys(meta: &Meta) -> impl Iterator<Item = Finding> {
    let own = table::keys().filter(|key| !key.is_inherited);
    own.filter_map(|key| key.shown(meta).into_iter().next()).map(|written| {
        keys::unusable_value(
            written.location().clone(),
            written.key(),
            "is said by each page for itself",
            "write it into the front matter of the page",
        )
    })
}

/// A page's values, and those of the defaults where it has none.
#[must_use]
pub fn complete(mut meta: Meta, defaults: &Meta) -> Meta {
    for key in table::keys().filter(|key| key.is_inherited) {
        key.inherit(&mut meta, defaults);
    }
    meta
}

/// Keys of reviews and owners that stand in a block more than once, by their canonical names.
pub fn repeated(source: &Source, inside: Span) -> Vec<&'static str> {
    let canonical = |written: &str| {
        let outer = written.split('.').next().unwrap_or(written);
        let is_it = |name: &&str| same_key(name, written) || same_key(name, outer);
        let mut governing = table::keys().filter(|key| key.is_governing);
        governing.find(|key| key.names().iter().any(is_it)).map(|key| key.name)
    };
    let repeated = yaml::parse(source, inside, Budget::PAGE).repeated;
    repeated.iter().filter_map(|repeated| canonical(&repeated.key)).collect()
}

fn foreign(config: &Config) -> Vec<&str> {
    FOREIGN.iter().copied().chain(config.check.extra_keys.iter().map(String::as_str)).collect()
}

fn read(fields: &mut Fields<'_>, config: &Config) -> Meta {
    let mut reading = MetaReading { fields, meta: Meta::default(), config };
    for key in table::keys() {
        key.read(&mut reading);
    }
    let MetaReading { fields, mut meta, .. } = reading;
    meta.rejected = fields.rejected().to_vec();
    meta
}
