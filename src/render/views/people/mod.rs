//! `/-/people/`: people and teams, and a page for each of them.

mod chart;
mod profile;
mod rows;
mod team;

use crate::diag::Finding;
use crate::html::Html;
use crate::outputs::Output;
use crate::render::context::{PeopleView, View};
use crate::render::renderer::Renderer;
use crate::render::{frame, paging};
use crate::site::address::Address;
use crate::site::people::Who;
use crate::theme::Template;

/// The list of people and the page of each person and team.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let people = renderer.site.people();
    if people.is_empty() {
        return Vec::new();
    }
    let everybody = renderer.directory.people().iter().map(|id| Who::Person(id.clone()));
    let everybody: Vec<Who> =
        everybody.chain(people.teams().map(|(id, _)| Who::Team(id.to_owned()))).collect();
    let lists = (1..=paging::page_count(renderer.directory.people().len())).map(|number| {
        let path = paging::paged(&["people"], number, renderer.ending).output_path();
        (path, Output::Rendered(Box::new(move || list(renderer, number)) as Box<_>))
    });
    lists.chain(everybody.into_iter().flat_map(|who| profile::outputs(renderer, who))).collect()
}

/// Everybody who is there, inside the text of a page. What is wrong with its template is said where
/// the list itself is made.
pub fn part(renderer: &Renderer<'_>, from: &Address) -> Html {
    let rows = rows::person_rows(renderer, paging::rows(renderer.directory.people(), 1), from);
    if rows.is_empty() {
        return Html::default();
    }
    let view = PeopleView { people: rows, ..PeopleView::default() };
    renderer.part(Template::PeoplePart, View::People(view))
}

fn list(renderer: &Renderer<'_>, number: usize) -> (Vec<u8>, Vec<Finding>) {
    let here = paging::paged(&["people"], number, renderer.ending);
    let people = renderer.site.people();
    let all = renderer.directory.people();
    let mut context =
        frame::around_view(renderer, "people", renderer.theme.words().get("views.people"), &here);
    context.view = Some(View::People(PeopleView {
        teams: if number == 1 {
            people.teams().map(|(id, team)| rows::team_row(renderer, id, team, &here)).collect()
        } else {
            Vec::new()
        },
        people: rows::person_rows(renderer, paging::rows(all, number), &here),
        pager: paging::pager(&["people"], number, paging::page_count(all.len()), renderer.ending),
    }));
    renderer.html(Template::People, &context)
}
