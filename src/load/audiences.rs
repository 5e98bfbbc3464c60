//! Whom pages are for. Pages for fewer people than the site is for are left out before anything
//! else is made of them.

use super::Front;
use crate::config::Audiences;
use crate::diag::Finding;
use crate::diag::catalogue::keys;
use crate::site::meta::Meta;
use crate::suggest;
use crate::yaml::{At, MapEntry, Sourced, same_key};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Whether a page is for fewer people than the site. Where a page's word cannot be trusted, it is
/// for the narrowest audience; where it is no audience, for nobody.
pub(super) fn is_narrower(meta: &Meta, audiences: &Audiences) -> bool {
    let own = meta.audience.as_ref().map(|name| audiences.rank(name.value()).unwrap_or(usize::MAX));
    let default = || {
        audiences.default.as_ref().and_then(|name| audiences.rank(name.value())).unwrap_or_default()
    };
    let doubtful = if is_doubtful(meta) { audiences.names.len().saturating_sub(1) } else { 0 };
    own.unwrap_or_else(default).max(doubtful) > audiences.built_for()
}

/// Whether front matter says whom a page is for, in a way that cannot be read.
pub(super) fn is_doubtful(meta: &Meta) -> bool {
    meta.broken || meta.is_rejected("audience")
}

/// Of several audiences in one map, the narrowest; one that handbook.yaml does not name is narrower
/// than all. None where none is written again.
pub(super) fn narrowest(at: &At<'_>, audiences: &Audiences) -> Option<(Sourced<String>, Finding)> {
    let map = at.node.as_map()?;
    let is_audience = |entry: &&MapEntry| same_key(&entry.key, "audience");
    map.repeated.iter().find(is_audience)?;
    let all = map.entries.iter().chain(&map.repeated).filter(is_audience);
    let written = |entry: &MapEntry| {
        let place = at.source.at(entry.value.span);
        Some(Sourced::new(entry.value.text()?.trim().to_owned(), entry.key.clone(), place))
    };
    let all: Vec<Sourced<String>> = all.filter_map(written).collect();
    let rank = |name: &&Sourced<String>| audiences.rank(name.value()).unwrap_or(usize::MAX);
    let narrowest = all.iter().max_by_key(rank).filter(|_| all.len() > 1)?;
    let again = all.iter().max_by_key(|name| name.location().span())?;
    Some((narrowest.clone(), keys::repeated_audience(again.location().clone(), narrowest.value())))
}

/// Audiences of pages that handbook.yaml does not name, each once: a default for a section is
/// written in one place.
pub(super) fn unknown(fronts: &[Arc<Front>], audiences: &Audiences) -> Vec<Finding> {
    let named = fronts.iter().filter_map(|front| front.meta.audience.as_ref());
    let mut seen = BTreeSet::new();
    let once = named.filter(|name| {
        seen.insert((name.location().path(), name.location().span().map(|span| span.start)))
    });
    once.filter_map(|name| unknown_name(name, audiences)).collect()
}

/// An audience that handbook.yaml does not name.
pub(super) fn unknown_name(name: &Sourced<String>, audiences: &Audiences) -> Option<Finding> {
    if audiences.rank(name.value()).is_some() {
        return None;
    }
    let (place, names) =
        (name.location().clone(), || audiences.names.iter().map(|name| name.value().as_str()));
    Some(if audiences.names.is_empty() {
        keys::audience_without_list(place, name.value())
    } else {
        keys::unknown_audience(
            place,
            name.value(),
            suggest::nearest(name.value(), names()),
            names(),
        )
    })
}
