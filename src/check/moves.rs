//! What there is to say about pages that were moved.

use crate::diag::Finding;
use crate::diag::catalogue::addresses::moved_without_alias;
use crate::govern::Report;
use crate::govern::former::FormerAddress;
use crate::resolve::Resolved;
use crate::site::address::decoded;

/// Moves since the handbook was published: before that, nobody had bookmarks.
pub fn since_published(resolved: &Resolved<'_>, report: &Report) -> Vec<Finding> {
    let Some(since) = resolved.site().config().published_since else { return Vec::new() };
    findings(resolved, report, &|former| former.day >= since)
}

/// Moves that are meant; those since the handbook was published are reported anyway.
pub fn of_others(
    resolved: &Resolved<'_>,
    report: &Report,
    is_meant: &dyn Fn(&FormerAddress, &str) -> bool,
) -> Vec<Finding> {
    let site = resolved.site();
    let is_reported = |former: &FormerAddress| {
        site.config().published_since.is_some_and(|since| former.day >= since)
    };
    let path = |former: &FormerAddress| site.page(former.page).source().path();
    findings(resolved, report, &|former| !is_reported(former) && is_meant(former, path(former)))
}

fn findings(
    resolved: &Resolved<'_>,
    report: &Report,
    is_meant: &dyn Fn(&FormerAddress) -> bool,
) -> Vec<Finding> {
    let meant = report.former_addresses().iter().filter(|former| is_meant(former));
    let found = meant.map(|former| {
        let place = resolved.site().page(former.page).source().whole();
        let address = decoded(former.address.as_str());
        moved_without_alias(place, &former.file, former.day, &address)
    });
    found.collect()
}
