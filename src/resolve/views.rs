//! The views that pages embed with `view: …`: the one list that accepts, renders and documents
//! them.

use crate::diag::{Finding, catalogue};
use crate::site::document::EmbeddedBlock;
use crate::site::{Page, Site};
use crate::suggest;
use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};

/// Data of the handbook inside a page; its name is the variant in kebab case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum EmbeddedView {
    /// What changed last.
    Changes,
    /// What is to be done, of a series of meetings or of somebody.
    FollowUps,
    /// The pages of an owner.
    OwnerPages,
    /// People, their time zones and hours.
    People,
    /// Which pages are due for review.
    Reviews,
    /// What urgent means.
    Urgency,
}

impl EmbeddedView {
    /// The view of this name.
    pub fn named(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// All names, ordered.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Self::iter().map(Into::into)
    }
}

/// What is wrong with the views of a page: names that nobody knows, and views that show nothing.
///
/// Whether there are reviews to show, only the rules about reviews can tell.
pub fn findings(site: &Site, page: &Page) -> impl Iterator<Item = Finding> {
    page.document().views().iter().filter_map(|view| match EmbeddedView::named(&view.name) {
        None => Some(unknown(view)),
        Some(EmbeddedView::OwnerPages) => without_owner(site, view),
        Some(EmbeddedView::FollowUps) => of_nothing(site, view),
        Some(EmbeddedView::People) => (site.people().people().next().is_none())
            .then(|| empty(view, "people.yaml names no people", "add people to people.yaml")),
        Some(EmbeddedView::Urgency) => (site.urgency().levels().is_empty()).then(|| {
            empty(view, "handbook.yaml defines no urgency levels", "define `urgency: {levels: …}`")
        }),
        Some(EmbeddedView::Changes) => outside_sections(site, view),
        Some(EmbeddedView::Reviews) => None,
    })
}

fn unknown(view: &EmbeddedBlock) -> Finding {
    let near = suggest::nearest(&view.name, EmbeddedView::names());
    catalogue::markdown::unknown_view(view.place.clone(), &view.name, near)
}

fn without_owner(site: &Site, view: &EmbeddedBlock) -> Option<Finding> {
    match view.arguments.get("owner") {
        None => Some(empty(view, "it names no owner", "add a line such as `owner: team:platform`")),
        Some(owner) => site.people().found(owner).is_none().then(|| {
            empty(
                view,
                "its `owner` is not in people.yaml",
                "correct the name, or add it to people.yaml",
            )
        }),
    }
}

/// Changes of a section that has no page.
fn outside_sections(site: &Site, view: &EmbeddedBlock) -> Option<Finding> {
    let section = view.arguments.get("section").filter(|name| !site.has_section(name))?;
    let why = format!("no page lies in its `section` `{section}`");
    Some(empty(view, &why, "write a folder below content, such as `policies`"))
}

/// Follow-ups of a series or an owner that nobody knows.
fn of_nothing(site: &Site, view: &EmbeddedBlock) -> Option<Finding> {
    let series = view.arguments.get("series").map(|series| series.trim());
    let known = site.config().series_names();
    let is_known = |name: &str| known.iter().any(|known| known.eq_ignore_ascii_case(name));
    if series.is_some_and(|name| !known.is_empty() && !is_known(name)) {
        let help = "correct the name, or add the series to handbook.yaml";
        return Some(empty(view, "its `series` is not in handbook.yaml", help));
    }
    view.arguments.get("owner")?;
    without_owner(site, view)
}

/// A view that shows nothing, and what to do about it.
pub fn empty(view: &EmbeddedBlock, why: &str, help: &str) -> Finding {
    catalogue::markdown::empty_view(view.place.clone(), &view.name, why, help)
}

#[cfg(test)]
mod tests {
    use super::EmbeddedView;

    #[test]
    fn the_manual_lists_each_view() {
        let manual = include_str!("../../example-handbook/content/manual/includes-and-views.md");
        let listed: Vec<&str> = manual
            .lines()
            .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
            .filter(|name| *name != "view:")
            .collect();
        let mut known: Vec<&str> = EmbeddedView::names().collect();
        known.sort_unstable();
        assert_eq!(listed, known);
    }
}
