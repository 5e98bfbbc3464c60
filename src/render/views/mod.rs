//! Pages that handbook makes from data. A view without data has neither a page nor a link.

pub mod brainstorms;
pub mod changes;
mod contents;
pub mod decisions;
mod elsewhere;
pub mod embedded;
mod follow_ups;
mod glossary;
pub mod home;
mod list;
pub mod meetings;
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
#[cfg(test)]
use crate::render::context::View;
use crate::render::context::ViewLink;
use crate::render::renderer::Renderer;
use crate::site::Site;
use list::ListView;

/// Every list, in the order of the menu and the footer.
const LISTS: [&ListView; 12] = [
    &contents::LIST,
    &people::LIST,
    &meetings::LIST,
    &follow_ups::LIST,
    &decisions::LIST,
    &changes::LIST,
    &brainstorms::LIST,
    &reviews::LIST,
    &urgency::LIST,
    &ways_of_working::LIST,
    &tags::LIST,
    &glossary::LIST,
];

/// What most readers look for, in the order in which the header takes it.
const WANTED: [&ListView; 6] = [
    &contents::LIST,
    &people::LIST,
    &urgency::LIST,
    &changes::LIST,
    &meetings::LIST,
    &decisions::LIST,
];

/// Links to lists that the header has room for; its menu holds all.
const IN_HEADER: usize = 3;

/// Every output of every view.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let mut outputs = section::outputs(renderer);
    outputs.extend(LISTS.iter().flat_map(|list| list.outputs(renderer)));
    outputs.extend(print::outputs(renderer));
    outputs.push(search::output(renderer));
    outputs.extend(elsewhere::outputs(renderer));
    outputs
}

/// Links to the lists that exist.
pub fn links(site: &Site, report: &Report) -> Vec<ViewLink<'static>> {
    let exists = |list: &&&ListView| (list.exists)(site, report);
    let wanted: Vec<&str> =
        WANTED.iter().filter(exists).take(IN_HEADER).map(|list| list.id).collect();
    let existing = LISTS.iter().filter(exists);
    existing.map(|list| list.link(site.ending(), wanted.contains(&list.id))).collect()
}

/// The id of each list, and what it shows.
#[cfg(test)]
pub fn described() -> impl Iterator<Item = (&'static str, &'static str)> {
    LISTS.iter().map(|list| (list.id, list.about))
}

/// What the templates of all views are tried with.
#[cfg(test)]
pub fn samples() -> Vec<[View; 2]> {
    let beside_lists: [fn() -> [View; 2]; 8] = [
        View::samples::<home::HomeView<'_>>,
        View::samples::<section::SectionView<'_>>,
        View::samples::<tags::TagView<'_>>,
        View::samples::<urgency::LevelView<'_>>,
        View::samples::<people::context::PersonView<'_>>,
        View::samples::<people::context::TeamView<'_>>,
        View::samples::<print::document::PrintView<'_>>,
        View::samples::<elsewhere::RedirectView<'_>>,
    ];
    LISTS.iter().map(|list| list.samples).chain(beside_lists).map(|samples| samples()).collect()
}
