//! What a hit shows beside the text: how urgent the matter of its page is; and no person whom
//! readers may not see.

use crate::resolve::Resolved;
use crate::resolve::owners::Owner;
use crate::search::index::{Index, IndexedPage, Named};
use crate::site::people::Who;
use crate::site::{PageId, Site, name};

/// Adds levels, and takes away people whom `people_audience` hides.
pub(super) fn show(index: &mut Index, resolved: &Resolved<'_>) {
    let site = resolved.site();
    let hides_people = !site.config().audiences.shows_people();
    for (row, node) in index.pages.iter_mut().zip(site.tree().reading_order()) {
        let Some(page) = site.tree().node(*node).page() else {
            continue;
        };
        row.states.splice(0..0, level(site, page));
        if hides_people {
            hide_people(row, resolved.owners(page));
        }
    }
    index.ask = index.ask.take().filter(|ask| !site.hides_person(ask));
}

/// The level of a page, where it is above the default.
fn level(site: &Site, page: PageId) -> Option<Named> {
    let said = site.page(page).meta().urgency.as_ref()?;
    let level = site.urgency().above_default(said.value())?.id.value();
    Some(Named { id: level.clone(), name: name::title(level) })
}

/// Leaves teams and roles among the owners: whoever people.yaml does not know may be a person.
fn hide_people(row: &mut IndexedPage, owners: &[Owner]) {
    let mut owners = owners.iter();
    row.owners.retain(|_| {
        matches!(owners.next().and_then(Owner::who), Some(Who::Team(_) | Who::Role(_)))
    });
}
