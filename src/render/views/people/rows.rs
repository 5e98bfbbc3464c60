//! People and teams as rows of lists.

use crate::govern::rota::Rota;
use crate::render::context::LinkContext;
use crate::render::renderer::Renderer;
use crate::render::time::city;
use crate::render::views::people::context::{PersonRow, TeamRow};
use crate::render::{names, time};
use crate::site::address::Address;
use crate::site::name::role as role_name;
use crate::site::people::{Person, Team, Who};

/// People by their ids.
pub fn person_rows<'r>(
    renderer: &'r Renderer<'_>,
    ids: &'r [String],
    from: &Address,
) -> Vec<PersonRow<'r>> {
    let people = ids.iter().filter_map(|id| Some((id, renderer.site.people().person(id)?)));
    people.map(|(id, person)| person_row(renderer, id, person, from)).collect()
}

/// One person.
pub fn person_row<'r>(
    renderer: &'r Renderer<'_>,
    id: &'r str,
    person: &'r Person,
    from: &Address,
) -> PersonRow<'r> {
    let who = Who::Person(id.to_owned());
    let roles = renderer
        .directory
        .roles(&who)
        .iter()
        .map(|role| LinkContext { title: role_name(role).into(), href: None });
    PersonRow {
        person: LinkContext {
            title: person.name.as_str().into(),
            href: names::way(renderer, &who, from).map(Into::into),
        },
        belongs: roles.chain(names::teams_of(renderer, id, from)).collect(),
        zone: person.timezone.as_ref().map(|zone| city(zone.name()).into()),
        hours: person
            .working_hours
            .as_ref()
            .map(|hours| time::hours(renderer, hours.value()).into()),
        clock: Rota::text_of(renderer.site, id, renderer.report.today()).map(Into::into),
        owns: renderer.directory.owns(&who).len(),
    }
}

/// One team.
pub fn team_row<'r>(
    renderer: &'r Renderer<'_>,
    id: &'r str,
    team: &'r Team,
    from: &Address,
) -> TeamRow<'r> {
    let who = Who::Team(id.to_owned());
    TeamRow {
        team: LinkContext {
            title: team.name.as_str().into(),
            href: names::way(renderer, &who, from).map(Into::into),
        },
        purpose: team.purpose.as_deref().map(Into::into),
        lead: team.lead.as_ref().map(|lead| names::named(renderer, lead.value(), from)),
        members: names::living(renderer, id).len(),
        owns: renderer.directory.owns(&who).len(),
    }
}
