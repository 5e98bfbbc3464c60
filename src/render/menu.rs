//! The views that exist, and those of them that the header has room for.

use crate::govern::Report;
use crate::render::tags;
use crate::site::Site;
use crate::site::address::Address;

/// Where the feed of all changes is.
pub const FEED: &str = "-/feeds/all.xml";

/// What most readers look for, in the order in which the header takes it.
const WANTED: [&str; 6] = ["contents", "people", "urgency", "changes", "meetings", "decisions"];

/// Links to views that the header has room for; its menu holds all.
const IN_HEADER: usize = 3;

/// The views that are linked in the header, of those that exist.
pub fn in_header(existing: &[(&'static str, Address)]) -> Vec<&'static str> {
    let exists = |id: &&str| existing.iter().any(|(known, _)| known == id);
    WANTED.into_iter().filter(exists).take(IN_HEADER).collect()
}

/// The views that exist, with their addresses, in the order of the footer.
pub fn existing(site: &Site, report: &Report, tags: &tags::Tags) -> Vec<(&'static str, Address)> {
    let exists = [
        ("contents", true),
        ("people", !site.people().is_empty()),
        ("meetings", has_meetings(site, report)),
        ("follow-ups", !report.records().follow_ups.is_empty()),
        ("decisions", !report.records().decisions.records().is_empty()),
        ("changes", !report.changes().is_empty()),
        ("brainstorms", !report.records().brainstorms.records().is_empty()),
        ("reviews", report.is_governed()),
        ("urgency", !site.urgency().levels().is_empty()),
        ("ways-of-working", !site.urgency().ways().is_empty()),
        ("tags", !tags.is_empty()),
        ("glossary", !site.glossary().is_empty()),
    ];
    let ending = site.ending();
    exists
        .into_iter()
        .filter(|(_, exists)| *exists)
        .map(|(id, _)| (id, Address::of_view(&[id], ending)))
        .collect()
}

/// Whether there is a meeting to come, or was one.
pub fn has_meetings(site: &Site, report: &Report) -> bool {
    !report.records().meetings.records().is_empty() || !site.series().is_empty()
}
