//! What a link leads to, as something that can be compared before and after a move.

use super::{MovePlan, Relocation};
use crate::resolve::Resolved;
use crate::resolve::links::Target;
use crate::site::Site;
use crate::source::Location;
use std::collections::BTreeMap;

/// What a link leads to, by its path below the handbook's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LinkGoal {
    /// A page, by its file.
    Page(String),
    /// A section that no page speaks for, by its folder.
    Section(String),
    /// A file.
    File(String),
    /// A place outside the handbook.
    Url(String),
}

impl LinkGoal {
    /// Nothing where a link leads nowhere.
    pub fn of(site: &Site, target: &Target) -> Option<Self> {
        match target {
            Target::Node(node, _) => {
                let page = site.page_at(*node).or_else(|| site.draft_at(*node));
                let section = || site.content().below(site.tree().node(*node).stem());
                Some(match page {
                    Some(page) => LinkGoal::Page(page.source().path().to_owned()),
                    None => LinkGoal::Section(section()),
                })
            }
            Target::File(path, _) => Some(LinkGoal::File(path.clone())),
            Target::Outside(url) => Some(LinkGoal::Url(url.clone())),
            Target::Tag(_) | Target::Nothing => None,
        }
    }

    /// The same thing after the move.
    pub fn after(&self, relocation: &Relocation) -> Self {
        match self {
            LinkGoal::Page(path) => LinkGoal::Page(relocation.after(path)),
            LinkGoal::Section(path) => LinkGoal::Section(relocation.after(path)),
            LinkGoal::File(path) => LinkGoal::File(relocation.after(path)),
            LinkGoal::Url(url) => LinkGoal::Url(url.clone()),
        }
    }

    /// The path of what is in the handbook.
    pub fn path(&self) -> Option<&str> {
        match self {
            LinkGoal::Page(path) | LinkGoal::Section(path) | LinkGoal::File(path) => Some(path),
            LinkGoal::Url(_) => None,
        }
    }
}

/// What each link of each page leads to, by the page's file.
pub(super) type Goals = BTreeMap<String, Vec<(Location, Option<LinkGoal>)>>;

/// All goals of a handbook.
pub(super) fn goals(resolved: &Resolved<'_>) -> Goals {
    let site = resolved.site();
    let of_page = |id| {
        let page = site.page(id);
        let links = page.document().links().iter().zip(resolved.targets(id));
        let links =
            links.map(|(link, target)| (link.place.clone(), LinkGoal::of(site, target))).collect();
        (page.source().path().to_owned(), links)
    };
    site.page_ids().map(of_page).collect()
}

/// Places of links that lead elsewhere after the move, and that are not known yet.
pub(super) fn other(
    before: &Goals,
    after: &Goals,
    relocation: &Relocation,
    plan: &MovePlan,
) -> Vec<Location> {
    let none = Vec::new();
    let mut others: Vec<Location> = Vec::new();
    for (path, links) in before {
        let new = after.get(&relocation.after(path)).unwrap_or(&none);
        for (number, (place, goal)) in links.iter().enumerate() {
            let wanted = goal.as_ref().map(|goal| goal.after(relocation));
            let is_same = new.get(number).is_some_and(|(_, goal)| *goal == wanted);
            let is_known = || plan.left.iter().chain(&others).any(|left| is_at(left, place));
            if wanted.is_some() && !is_same && !is_known() {
                others.push(place.clone());
            }
        }
    }
    others
}

fn is_at(one: &Location, other: &Location) -> bool {
    one.path() == other.path() && one.span() == other.span()
}
