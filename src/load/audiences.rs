//! Whom pages are for. Pages for fewer people than the site is for are left out before anything else is made of them.

use super::Front;
use crate::config::Audiences;
use crate::diag::Finding;
use crate::diag::catalogue::keys;
use crate::near;
use crate::site::meta::Meta;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Whether a page is for fewer people than the site. Where a page's word cannot be trusted, or is no audience, it counts as the
/// narrowest. Handbooks without audiences have no such pages.
pub(super) fn is_narrower(meta: &Meta, audiences: &Audiences) -> bool {
    let own = meta.audience.as_ref().map(|name| audiences.rank(name.value()).unwrap_or(usize::MAX));
    let default = || audiences.default.as_ref().and_then(|name| audiences.rank(name.value())).unwrap_or_default();
    let is_narrow = own.unwrap_or_else(default) > audiences.built_for();
    !audiences.names.is_empty() && (is_doubtful(meta) || is_narrow)
}

/// Whether front matter says whom a page is for, in a way that cannot be read.
pub(super) fn is_doubtful(meta: &Meta) -> bool {
    meta.broken || meta.is_rejected("audience")
}

/// Audiences of pages that handbook.yaml does not name, each once: a default for a section is written in one place.
pub(super) fn unknown(fronts: &[Arc<Front>], audiences: &Audiences) -> Vec<Finding> {
    let named = fronts.iter().filter_map(|front| front.meta.audience.as_ref());
    let unknown = named.filter(|name| !audiences.names.is_empty() && audiences.rank(name.value()).is_none());
    let mut seen = BTreeSet::new();
    let once = unknown.filter(|name| seen.insert((name.place().path(), name.place().span().map(|span| span.start))));
    let names = || audiences.names.iter().map(|name| name.value().as_str());
    once.map(|name| {
        keys::unknown_audience(name.place().clone(), name.value(), near::nearest(name.value(), names()), names())
    })
    .collect()
}
