//! Pages that handbook makes from data. A view without data has neither a page nor a link.

mod brainstorms;
pub mod changes;
mod contents;
pub mod decisions;
mod elsewhere;
pub mod embedded;
mod follow_ups;
mod glossary;
mod meetings;
pub mod home;
pub mod people;
pub mod print;
pub mod reviews;
mod search;
mod section;
pub mod tags;
pub mod urgency;
mod ways_of_working;

use crate::govern::Report;
use crate::outputs::Output;
use crate::render::Renderer;
use crate::render::context::{PageContext, Pager};
use crate::render::security::Hosts;
use crate::site::Site;
use crate::site::address::{Address, Ending};
use crate::site::document;
use crate::site::tree::NodeId;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Rows on one page of a view.
pub const ROWS: usize = 500;

/// What most readers look for, in the order in which the header takes it.
const WANTED: [&str; 6] = ["contents", "people", "urgency", "changes", "meetings", "decisions"];

/// Links to views that the header has room for; its menu holds all.
const IN_HEADER: usize = 3;

/// The views that are linked in the header, of those that exist.
pub fn in_header(existing: &[(&'static str, Address)]) -> Vec<&'static str> {
    let exists = |id: &&str| existing.iter().any(|(known, _)| known == id);
    WANTED.into_iter().filter(exists).take(IN_HEADER).collect()
}

/// Every output of every view.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let mut outputs = section::outputs(renderer);
    outputs.extend(contents::outputs(renderer));
    outputs.extend(tags::outputs(renderer));
    outputs.extend(people::outputs(renderer));
    outputs.extend(reviews::outputs(renderer));
    outputs.extend(urgency::outputs(renderer));
    outputs.extend(ways_of_working::outputs(renderer));
    outputs.extend(follow_ups::outputs(renderer));
    outputs.extend(meetings::outputs(renderer));
    outputs.extend(decisions::outputs(renderer));
    outputs.extend(brainstorms::outputs(renderer));
    outputs.extend(changes::outputs(renderer));
    outputs.extend(glossary::outputs(renderer));
    outputs.extend(print::outputs(renderer));
    outputs.push(search::output(renderer));
    outputs.extend(elsewhere::outputs(renderer));
    outputs
}

/// The views that exist, with their addresses, in the order of the footer.
pub fn existing(site: &Site, report: &Report, tags: &tags::Tags) -> Vec<(&'static str, Address)> {
    let exists = [
        ("contents", true),
        ("people", !site.people().is_empty()),
        ("meetings", meetings::exists(site, report)),
        ("follow-ups", !report.records().follow_ups.is_empty()),
        ("decisions", !report.records().decisions.records().is_empty()),
        ("changes", !report.changes().is_empty()),
        ("brainstorms", !report.records().brainstorms.records().is_empty()),
        ("reviews", reviews::exists(report)),
        ("urgency", !site.urgency().levels().is_empty()),
        ("ways-of-working", !site.urgency().ways().is_empty()),
        ("tags", !tags.is_empty()),
        ("glossary", !site.glossary().is_empty()),
    ];
    let ending = site.ending();
    exists
        .into_iter()
        .filter(|(_, exists)| *exists)
        .map(|(id, _)| (id, address(&[id], ending)))
        .collect()
}

/// The address of a view: below `-/`, as a folder.
pub fn address(parts: &[&str], ending: Ending) -> Address {
    let all = std::iter::once(crate::site::address::RESERVED).chain(parts.iter().copied());
    Address::page(&all.map(str::to_owned).collect::<Vec<_>>(), true, ending)
}

/// The address of one page of a long view: the first has none of its own.
fn paged(parts: &[&str], number: usize, ending: Ending) -> Address {
    let name = number.to_string();
    let own = (number > 1).then_some(name.as_str());
    address(&parts.iter().copied().chain(own).collect::<Vec<_>>(), ending)
}

/// How many pages a view of so many rows has: at least one.
fn page_count(rows: usize) -> usize {
    rows.div_ceil(ROWS).max(1)
}

/// The links to the pages before and behind one page of a long view.
fn pager(parts: &[&str], current: usize, total: usize, ending: Ending) -> Pager<'static> {
    let here = paged(parts, current, ending);
    let to = |number: usize| {
        let exists = (1..=total).contains(&number) && number != current;
        exists.then(|| Cow::Owned(here.link_to(&paged(parts, number, ending), ending)))
    };
    Pager { current, total, previous: to(current.wrapping_sub(1)), next: to(current + 1) }
}

/// The rows of one page of a long view.
fn rows<T>(all: &[T], number: usize) -> &[T] {
    let from = number.saturating_sub(1) * ROWS;
    all.get(from..all.len().min(from + ROWS)).unwrap_or(&[])
}

/// Names of files, of which no two are the same: a later one that is taken gets a number.
fn distinct(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut own = |name: String| {
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let free = std::iter::once(name.clone()).chain(numbered).find(|name| !taken.contains(name));
        let free = free.unwrap_or(name);
        taken.insert(free.clone());
        free
    };
    names.into_iter().map(&mut own).collect()
}

impl Renderer<'_> {
    /// Data that a page asks for in its text, with headings of a level. What is not known as a view
    /// was reported when links were resolved, and is left out.
    pub(super) fn embedded_view(
        &self,
        view: &document::EmbeddedBlock,
        depth: u8,
        from: &Address,
        out: &mut String,
    ) {
        embedded::view(self, view, depth, from, out);
    }

    /// What is around a view: the top of the navigation, the title from the theme's words.
    fn around_view<'r>(
        &'r self,
        id: &'static str,
        title: &'r str,
        address: &'r Address,
    ) -> PageContext<'r> {
        PageContext {
            root: address.root().into(),
            title: title.into(),
            canonical: self.site.absolute(address).map(Into::into),
            csp: Hosts::default().policy().into(),
            view_id: Some(id.into()),
            breadcrumbs: vec![self.linker(address).link(NodeId::HOME)],
            navigation: self.linker(address).branch(NodeId::HOME),
            ..PageContext::default()
        }
    }
}
