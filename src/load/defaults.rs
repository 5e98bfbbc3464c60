//! What handbook.yaml says for whole sections and types of pages.

use crate::config::{Config, Defaults};
use crate::diag::Finding;
use crate::load::meta;
use crate::site::meta::Meta;
use std::cmp::Reverse;

/// All `defaults:` of a handbook, read once.
pub struct Table<'a> {
    entries: Vec<(&'a Defaults, Meta)>,
}

impl<'a> Table<'a> {
    /// Reads the entries.
    pub fn new(config: &'a Config) -> (Self, Vec<Finding>) {
        let read =
            config.defaults.iter().map(|defaults| (defaults, meta::defaults(defaults, config)));
        let (entries, findings): (Vec<_>, Vec<_>) =
            read.map(|(defaults, (meta, found))| ((defaults, meta), found)).unzip();
        (Table { entries }, findings.into_iter().flatten().collect())
    }

    /// A page's values, completed: the most specific section counts first, then the type. `path` is
    /// below content.
    pub fn complete(&self, path: &str, meta: Meta) -> Meta {
        let mut matching: Vec<(Reverse<usize>, bool, &Defaults, &Meta)> = self
            .entries
            .iter()
            .filter_map(|(defaults, values)| {
                let depth = depth(defaults, path)?;
                Some((Reverse(depth), defaults.types.is_empty(), *defaults, values))
            })
            .collect();
        matching.sort_by_key(|(depth, any_type, ..)| (*depth, *any_type));
        let is_of = |meta: &Meta, defaults: &Defaults| {
            let kind = meta.kind().id();
            defaults.types.is_empty()
                || defaults.types.iter().any(|name| name.value().eq_ignore_ascii_case(kind))
        };
        matching.into_iter().fold(meta, |own, (_, _, defaults, values)| {
            if is_of(&own, defaults) { meta::complete(own, values) } else { own }
        })
    }
}

/// How deep the deepest named section is that a page lies in; 0 where all sections are meant.
fn depth(defaults: &Defaults, path: &str) -> Option<usize> {
    if defaults.sections.is_empty() {
        return Some(0);
    }
    let holds = |section: &str| {
        section.is_empty() || path.strip_prefix(section).is_some_and(|rest| rest.starts_with('/'))
    };
    let sections = defaults.sections.iter().map(|section| section.value().as_str());
    sections.filter(|section| holds(section)).map(|section| section.split('/').count()).max()
}
