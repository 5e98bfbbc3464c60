//! `/-/people/`: people and teams, and a page for each of them.

mod chart;
pub mod context;
mod profile;
mod rows;
mod team;

use crate::html::Html;
use crate::outputs::Output;
use crate::render::context::View;
use crate::render::paging;
use crate::render::renderer::Renderer;
use crate::render::views::list::{ListPage, ListView};
use crate::render::views::people::context::PeopleView;
use crate::site::address::Address;
use crate::site::people::Who;

/// Everybody who is there, and all teams.
pub const LIST: ListView = ListView {
    rows: |renderer| renderer.directory.people().len(),
    beside: profiles,
    ..ListView::of_one_page::<PeopleView<'_>>(
        "people and teams of people.yaml; each has a page with what it owns",
        |site, _| !site.people().is_empty(),
        show,
    )
};

/// The page of each person and team.
fn profiles<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let people = renderer.directory.people().iter().map(|id| Who::Person(id.clone()));
    let teams = renderer.site.people().teams().map(|(id, _)| Who::Team(id.to_owned()));
    people.chain(teams).flat_map(|who| profile::outputs(renderer, who)).collect()
}

/// Everybody who is there, inside the text of a page. What is wrong with its template is said where
/// the list itself is made.
pub fn part(renderer: &Renderer<'_>, from: &Address) -> Html {
    let rows = rows::person_rows(renderer, paging::rows(renderer.directory.people(), 1), from);
    if rows.is_empty() {
        return Html::default();
    }
    let view = PeopleView { people: rows, ..PeopleView::default() };
    renderer.part(View::of(&view))
}

fn show(renderer: &Renderer<'_>, page: &ListPage) -> View {
    let teams = renderer.site.people().teams().filter(|_| page.is_first());
    let people = page.rows(renderer.directory.people());
    View::of(&PeopleView {
        teams: teams.map(|(id, team)| rows::team_row(renderer, id, team, &page.here)).collect(),
        people: rows::person_rows(renderer, people, &page.here),
        pager: page.pager.clone(),
    })
}
