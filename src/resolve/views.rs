//! The views that pages embed with `view: …`: the one list that accepts, renders and documents them.

use crate::diag::{Finding, catalogue};
use crate::near;
use crate::site::Page;
use strum::{EnumIter, EnumString, IntoEnumIterator, IntoStaticStr};

/// Data of the handbook inside a page; its name is the variant in kebab case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum EmbeddedView {
    /// The pages of an owner.
    OwnerPages,
    /// People, their time zones and hours.
    People,
    /// Which pages are due for review.
    Reviews,
    /// What urgent means.
    Urgency,
}

/// Views that later versions will have: the data behind them does not exist yet.
const PLANNED: [&str; 2] = ["changes", "follow-ups"];

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

/// The views of a page that cannot be shown.
pub fn unknown(page: &Page) -> impl Iterator<Item = Finding> {
    let views = page.document().views().iter().filter(|view| EmbeddedView::named(&view.name).is_none());
    views.map(|view| {
        if PLANNED.contains(&view.name.as_str()) {
            return catalogue::markdown::planned_view(view.place.clone(), &view.name);
        }
        let near = near::nearest(&view.name, EmbeddedView::names());
        catalogue::markdown::unknown_view(view.place.clone(), &view.name, near)
    })
}

#[cfg(test)]
mod tests {
    use super::{EmbeddedView, PLANNED};

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
        assert!(PLANNED.iter().all(|name| EmbeddedView::named(name).is_none()));
    }
}
