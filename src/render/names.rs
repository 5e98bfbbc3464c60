//! People, teams and roles as readers may see them: what they are called, the way to their page,
//! how they are reached.

use crate::render::context::{LinkContext, Text};
use crate::render::renderer::Renderer;
use crate::resolve::owners::Owner;
use crate::site::PageId;
use crate::site::address::Address;
use crate::site::name::role as role_name;
use crate::site::people::{Person, Who};
use std::borrow::Cow;

/// The name of an owner, with the way to their page.
pub fn owner_link<'r>(
    renderer: &'r Renderer<'_>,
    owner: &'r Owner,
    from: &Address,
) -> LinkContext<'r> {
    match owner.who() {
        Some(who) => who_link(renderer, who, from),
        None => unknown_name(renderer, owner.name()),
    }
}

/// Who answers for a page, as those may be called who read this site.
pub fn owner_names<'r>(renderer: &'r Renderer<'_>, page: PageId) -> Vec<Cow<'r, str>> {
    let owners = renderer.resolved.owners(page).iter();
    owners.map(|owner| owner_link(renderer, owner, &Address::default()).title).collect()
}

/// Whoever is written, for other programs: the same text, unless it stands for a person whom
/// readers may not see.
pub fn public_name<'r>(renderer: &'r Renderer<'_>, text: &'r str) -> Cow<'r, str> {
    if renderer.directory.shows_people() {
        text.into()
    } else {
        named(renderer, text, &Address::default()).title
    }
}

/// A link to whom a text names: a lead, a cover, a team.
pub fn named<'r>(renderer: &'r Renderer<'_>, text: &'r str, from: &Address) -> LinkContext<'r> {
    let people = renderer.site.people();
    let found = people.found(text).and_then(|who| match who {
        Who::Role(role) => people.holder(&role),
        who => Some(who),
    });
    found.map_or_else(|| unknown_name(renderer, text), |who| who_link(renderer, &who, from))
}

/// Somebody with the way to their page. Where readers may not see people, a person is what they
/// do: a role, or their team.
pub fn who_link<'r>(renderer: &'r Renderer<'_>, who: &Who, from: &Address) -> LinkContext<'r> {
    let people = renderer.site.people();
    match who {
        Who::Person(id) if !renderer.directory.shows_people() => {
            let role = renderer.directory.roles(who).first().map(|role| Who::Role(role.clone()));
            let team = || renderer.directory.teams(id).first().map(|team| Who::Team(team.clone()));
            match role.or_else(team) {
                Some(Who::Role(role)) => LinkContext { title: role_name(&role).into(), href: None },
                Some(team) => who_link(renderer, &team, from),
                None => LinkContext {
                    title: renderer.theme.words().get("people.colleague").into(),
                    href: None,
                },
            }
        }
        _ => LinkContext {
            title: people.name_of(who).to_owned().into(),
            href: way(renderer, who, from).map(Into::into),
        },
    }
}

/// The way to the page of a person or team, if they have one.
pub fn way(renderer: &Renderer<'_>, who: &Who, from: &Address) -> Option<String> {
    Some(from.link_to(renderer.directory.address(who)?, renderer.ending))
}

/// Whoever people.yaml does not know is a person, unless readers may see people anyway.
pub fn unknown_name<'r>(renderer: &'r Renderer<'_>, name: &'r str) -> LinkContext<'r> {
    let shown = if renderer.directory.shows_people() {
        name
    } else {
        renderer.theme.words().get("people.somebody")
    };
    LinkContext { title: shown.into(), href: None }
}

/// The teams that a person is in.
pub fn teams_of<'r>(
    renderer: &'r Renderer<'_>,
    person: &str,
    from: &Address,
) -> Vec<LinkContext<'r>> {
    let teams = renderer.directory.teams(person).iter();
    teams.map(|team| who_link(renderer, &Who::Team(team.clone()), from)).collect()
}

/// The members of a team who are there today, its lead first; nobody where readers may not see
/// people.
pub fn living<'r>(renderer: &'r Renderer<'_>, team: &str) -> Vec<(&'r str, &'r Person)> {
    let people = renderer.site.people();
    let ids = people.living_members(team, renderer.policies.today());
    let shown = ids.iter().filter(|_| renderer.directory.shows_people());
    shown.filter_map(|id| people.person_entry(id)).collect()
}

/// How somebody is reached without a link: their number, address and channel; where a team has
/// neither number nor address, those of its lead.
pub fn contacts_of<'r>(renderer: &'r Renderer<'_>, text: &str) -> Vec<Text<'r>> {
    let people = renderer.site.people();
    let found = people.found(text).and_then(|who| match who {
        Who::Role(role) => people.holder(&role),
        who => Some(who),
    });
    match found {
        Some(Who::Person(id)) => contacts_of_person(renderer, &id),
        Some(Who::Team(id)) => contacts_of_team(renderer, &id),
        _ => Vec::new(),
    }
}

fn contacts_of_person<'r>(renderer: &'r Renderer<'_>, id: &str) -> Vec<Text<'r>> {
    let person = renderer.site.people().person(id).filter(|_| renderer.directory.shows_people());
    person.map_or_else(Vec::new, |person| texts([&person.phone, &person.email, &person.slack]))
}

fn contacts_of_team<'r>(renderer: &'r Renderer<'_>, id: &str) -> Vec<Text<'r>> {
    let Some(team) = renderer.site.people().team(id) else {
        return Vec::new();
    };
    let mut contacts = texts([&team.phone, &team.email, &team.slack]);
    let lead = team.lead.as_ref().filter(|_| team.phone.is_none() && team.email.is_none());
    let lead = lead.and_then(|lead| renderer.site.people().found(lead.value()));
    if let Some(Who::Person(lead)) = lead {
        let direct =
            renderer.site.people().person(&lead).filter(|_| renderer.directory.shows_people());
        let reached = direct.and_then(|lead| {
            Some(format!("{} {}", lead.name, lead.phone.as_ref().or(lead.email.as_ref())?))
        });
        contacts.extend(reached.map(Into::into));
    }
    contacts
}

fn texts(values: [&Option<String>; 3]) -> Vec<Text<'_>> {
    values.into_iter().flatten().map(|text| text.as_str().into()).collect()
}
