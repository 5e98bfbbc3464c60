//! Ids of one page: each is given once, whoever asks for it.

use super::reports::Reports;
use super::slug::{RESERVED, Slugs};
use crate::diag::catalogue::markdown as say;
use crate::site::document::Heading;
use crate::source::Location;
use std::collections::BTreeMap;

/// The ids that are taken, and where those stand that belong to no heading.
#[derive(Default)]
pub(super) struct Anchors {
    slugs: Slugs,
    places: BTreeMap<String, Location>,
}

impl Anchors {
    /// The id of a heading: the author's own, unless it is ours or taken, or one made from its
    /// text.
    pub(super) fn of_heading(
        &mut self,
        given: Option<String>,
        text: &str,
        place: &Location,
        reports: &mut Reports,
    ) -> String {
        let Some(id) = given else {
            return self.slugs.fresh(text.trim());
        };
        if id.starts_with(RESERVED) || !self.slugs.take(&id) {
            reports.add(say::duplicate_anchor(place.clone(), &id));
            return self.slugs.distinct(id.trim_start_matches(RESERVED).to_owned());
        }
        id
    }

    /// Takes an id for a mark of other tools; `false` when it cannot have it.
    pub(super) fn of_mark(&mut self, id: &str, place: Location, reports: &mut Reports) -> bool {
        // A block that is embedded twice has its id where it comes first.
        let is_block = id.starts_with('^');
        if id.starts_with(RESERVED) || !self.slugs.take(id) {
            if !is_block {
                reports.add(say::duplicate_anchor(place, id));
            }
            return false;
        }
        self.places.insert(id.to_owned(), place);
        true
    }

    /// Takes the id that trusted HTML has, if it is free.
    pub(super) fn of_trusted(&mut self, id: String, place: Location) {
        if self.slugs.take(&id) {
            self.places.insert(id, place);
        }
    }

    /// Takes an author's `id` or `<a name>`; `false` when the tag must not have it. `is_second`:
    /// whether the tag has both, which may be the same.
    pub(super) fn of_tag<'h>(
        &mut self,
        id: &str,
        place: &Location,
        is_second: bool,
        mut headings: impl Iterator<Item = &'h Heading>,
        reports: &mut Reports,
    ) -> bool {
        if is_second && self.places.contains_key(id) {
            return false;
        }
        if id.is_empty() || id.contains(char::is_whitespace) {
            return false;
        }
        if id.starts_with(RESERVED) || !self.slugs.take(id) {
            if !headings.any(|heading| is_in(place, id, heading)) {
                reports.add(say::duplicate_anchor(place.clone(), id));
            }
            return false;
        }
        self.places.insert(id.to_owned(), place.clone());
        true
    }

    /// The ids that belong to no heading, and where each stands.
    pub(super) fn into_places(self) -> BTreeMap<String, Location> {
        self.places
    }
}

/// Whether a heading has this id and the place lies in it, as GitBook writes it.
fn is_in(place: &Location, id: &str, heading: &Heading) -> bool {
    heading.id == id
        && heading.place.path() == place.path()
        && heading
            .place
            .span()
            .zip(place.span())
            .is_some_and(|(outer, inner)| outer.start <= inner.start && inner.start <= outer.end)
}
