//! The views that pages embed with `view: …`.

use crate::diag::{Finding, catalogue};
use crate::near;
use crate::site::Page;

/// The views that pages can ask for; one whose data a handbook does not have shows nothing.
const NAMES: [&str; 6] = ["changes", "follow-ups", "owner-pages", "people", "reviews", "urgency"];

/// The views of a page that nobody knows.
pub fn unknown(page: &Page) -> impl Iterator<Item = Finding> {
    let views = page.document().views().iter().filter(|view| !NAMES.contains(&view.name.as_str()));
    views
        .map(|view| catalogue::markdown::unknown_view(view.place.clone(), &view.name, near::nearest(&view.name, NAMES)))
}
