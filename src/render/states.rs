//! How a page stands, as lists and facts show it: its review, its owners, what its author
//! declares.

use crate::govern::ownership::{OwnerState, OwnerStatus};
use crate::render::context::LinkContext;
use crate::render::names;
use crate::render::renderer::Renderer;
use crate::resolve::owners::Owner;
use crate::site::PageId;
use crate::site::address::Address;
use crate::site::meta::Meta;
use crate::site::people::Who;

/// Whether every owner of a page has left, and nobody stands in.
pub fn has_left(renderer: &Renderer<'_>, id: PageId) -> bool {
    renderer.report.of(id).is_some_and(|status| status.ownership.state == OwnerState::Orphaned)
}

/// The owners: whoever stands in for one who has left, and of several only those who are there.
/// Where all have left, all of them.
pub fn answering<'r>(
    renderer: &'r Renderer<'_>,
    id: PageId,
    from: &Address,
) -> Vec<LinkContext<'r>> {
    let is_alone = renderer.resolved.owners(id).len() < 2 || has_left(renderer, id);
    let link = |owner: &'r Owner| match standing(renderer, id, owner) {
        Some(OwnerStatus::Covered { by, .. }) => Some(names::who_link(renderer, by, from)),
        Some(OwnerStatus::Left(..) | OwnerStatus::NotYet(..)) if !is_alone => None,
        _ => Some(names::owner_link(renderer, owner, from)),
    };
    renderer.resolved.owners(id).iter().filter_map(link).collect()
}

/// Whoever answers for a page today: those who stand in for owners who have left, and the
/// owners who are there.
pub fn answerers<'r>(renderer: &'r Renderer<'_>, id: PageId) -> impl Iterator<Item = &'r Who> {
    renderer.resolved.owners(id).iter().filter_map(move |owner| {
        match standing(renderer, id, owner) {
            Some(OwnerStatus::Covered { by, .. }) => Some(by),
            Some(OwnerStatus::Left(..) | OwnerStatus::NotYet(..)) => None,
            _ => owner.who(),
        }
    })
}

/// How it stands with one owner, where they are not simply there.
pub fn standing<'r>(
    renderer: &'r Renderer<'_>,
    id: PageId,
    owner: &Owner,
) -> Option<&'r OwnerStatus> {
    let mut judged = renderer.report.of(id)?.ownership.owners.iter().map(|owner| &owner.standing);
    judged.find(|standing| match standing {
        OwnerStatus::Covered { who, .. }
        | OwnerStatus::Left(who, _)
        | OwnerStatus::NotYet(who, _) => owner.who() == Some(who),
        _ => false,
    })
}

/// The state of the review as lists show it.
pub fn review_state(renderer: &Renderer<'_>, id: PageId) -> Option<&'static str> {
    let verdict = renderer.report.of(id)?;
    (verdict.is_governed && !verdict.is_exempt_by_nature()).then(|| verdict.review.state.into())
}

/// The state that readers are told before they read on.
pub fn status_of(meta: &Meta) -> Option<&'static str> {
    meta.status.as_ref().and_then(|status| status.value().for_readers())
}
