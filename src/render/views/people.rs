//! `/-/people/`: people and teams, and a page for each of them.

use crate::diag::Finding;
use crate::outputs::Output;
use crate::render::Renderer;
use crate::render::context::{Card, Link, PeopleView, PersonRow, PersonView, TeamRow, TeamView, View};
use crate::render::time::city;
use crate::render::views::{address, page_count, paged, pager, rows};
use crate::resolve::owners::Owner;
use crate::site::PageId;
use crate::site::address::{Address, segment};
use crate::site::people::{Lookup, Person, Team, Who};
use crate::theme::Template;
use std::collections::BTreeMap;

/// Which pages each person and team answers for.
pub type Owned = BTreeMap<Who, Vec<PageId>>;

/// Collects what everybody answers for.
pub fn owned(resolved: &crate::resolve::Resolved<'_>) -> Owned {
    let mut owned = Owned::new();
    for page in resolved.site().page_ids().filter(|page| resolved.site().is_published(*page)) {
        for who in resolved.owners(page).iter().filter_map(Owner::who) {
            owned.entry(who.clone()).or_default().push(page);
        }
    }
    owned
}

/// The list of people and the page of each person and team.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let people = renderer.site.people();
    if people.is_empty() {
        return Vec::new();
    }
    let everybody = people.people().map(|(id, _)| Who::Person(id.to_owned()));
    let everybody: Vec<Who> = everybody.chain(people.teams().map(|(id, _)| Who::Team(id.to_owned()))).collect();
    let lists = (1..=page_count(people.people().count())).map(|number| {
        let path = paged(&["people"], number, renderer.ending).output_path();
        (path, Output::Rendered(Box::new(move || list(renderer, number)) as Box<_>))
    });
    let pages = everybody.into_iter().map(|who| {
        let path = place(&who, renderer).output_path();
        (path, Output::Rendered(Box::new(move || of(renderer, &who)) as Box<_>))
    });
    lists.chain(pages).collect()
}

/// The address of a person's or team's page.
fn place(who: &Who, renderer: &Renderer<'_>) -> Address {
    let kind = if matches!(who, Who::Team(_)) { "teams" } else { "person" };
    address(&["people", kind, &segment(&who.id().replace('/', "-"))], renderer.ending)
}

fn list(renderer: &Renderer<'_>, number: usize) -> (Vec<u8>, Vec<Finding>) {
    let here = paged(&["people"], number, renderer.ending);
    let people = renderer.site.people();
    let all: Vec<(&str, &Person)> = people.people().collect();
    let mut context = renderer.around_view("people", renderer.theme.words().get("views.people"), &here);
    context.view = Some(View::People(PeopleView {
        teams: if number == 1 {
            people.teams().map(|(id, team)| renderer.team_row(id, team, &here)).collect()
        } else {
            Vec::new()
        },
        people: rows(&all, number).iter().map(|(id, person)| renderer.person_row(id, person, &here)).collect(),
        pager: pager(&["people"], number, page_count(all.len()), renderer.ending),
    }));
    renderer.html(Template::People, &context)
}

fn of(renderer: &Renderer<'_>, who: &Who) -> (Vec<u8>, Vec<Finding>) {
    let here = place(who, renderer);
    let people = renderer.site.people();
    let mut context = renderer.around_view("people", people.name_of(who), &here);
    context.breadcrumbs.push(renderer.view_link("people", &here));
    let view = match who {
        Who::Person(id) => people.person(id).map(|person| View::Person(renderer.person_view(id, person, &here))),
        Who::Team(id) => people.team(id).map(|team| View::Team(renderer.team_view(id, team, &here))),
        Who::Role(_) => None,
    };
    let template = if matches!(view, Some(View::Team(_))) { Template::Team } else { Template::Person };
    context.view = view;
    renderer.html(template, &context)
}

impl Renderer<'_> {
    /// The name of an owner, with the way to their page.
    pub(in crate::render) fn owner_link<'r>(&'r self, owner: &'r Owner, from: &Address) -> Link<'r> {
        let href = owner.who().filter(|who| self.has_page(who)).map(|who| self.way(who, from).into());
        Link { title: owner.name().into(), href }
    }

    fn has_page(&self, who: &Who) -> bool {
        let people = self.site.people();
        match who {
            Who::Person(id) => people.person(id).is_some(),
            Who::Team(id) => people.team(id).is_some(),
            Who::Role(_) => false,
        }
    }

    pub(super) fn way(&self, who: &Who, from: &Address) -> String {
        from.link_to(&place(who, self), self.ending)
    }

    /// A link to whom a text names: a lead, a cover, a team.
    pub(in crate::render) fn named<'r>(&'r self, text: &'r str, from: &Address) -> Link<'r> {
        match self.site.people().find(text) {
            Lookup::Found(Who::Role(role)) => match self.site.people().holder(&role) {
                Some(who) => Link {
                    title: self.site.people().name_of(&who).to_owned().into(),
                    href: Some(self.way(&who, from).into()),
                },
                None => Link { title: text.into(), href: None },
            },
            Lookup::Found(who) => Link {
                title: self.site.people().name_of(&who).to_owned().into(),
                href: Some(self.way(&who, from).into()),
            },
            _ => Link { title: text.into(), href: None },
        }
    }

    pub(super) fn owns(&self, who: &Who) -> &[PageId] {
        self.owned.get(who).map_or(&[], Vec::as_slice)
    }

    fn owned_cards<'r>(&'r self, who: &Who, from: &'r Address) -> Vec<Card<'r>> {
        self.owns(who).iter().take(super::ROWS).map(|page| self.listed(*page, from)).collect()
    }

    fn team_row<'r>(&'r self, id: &'r str, team: &'r Team, from: &Address) -> TeamRow<'r> {
        let who = Who::Team(id.to_owned());
        TeamRow {
            team: Link { title: team.name.as_str().into(), href: Some(self.way(&who, from).into()) },
            lead: team.lead.as_ref().map(|lead| self.named(lead.value(), from)),
            members: self.site.people().members(id).count(),
            owns: self.owns(&who).len(),
        }
    }

    fn person_row<'r>(&'r self, id: &'r str, person: &'r Person, from: &Address) -> PersonRow<'r> {
        let who = Who::Person(id.to_owned());
        let roles = self.roles_of(&who).map(|role| Link { title: crate::site::name::title(role).into(), href: None });
        PersonRow {
            person: Link { title: person.name.as_str().into(), href: Some(self.way(&who, from).into()) },
            belongs: roles.chain(self.teams_of(id, from)).collect(),
            zone: person.timezone.as_ref().map(|zone| city(zone.name()).into()),
            hours: person.working_hours.as_ref().map(|hours| self.hours(hours.value()).into()),
            owns: self.owns(&who).len(),
        }
    }

    fn roles_of(&self, who: &Who) -> impl Iterator<Item = &str> {
        let people = self.site.people();
        people.roles().map(|(id, _)| id).filter(move |id| people.holder(id).as_ref() == Some(who))
    }

    fn teams_of<'r>(&'r self, person: &'r str, from: &Address) -> impl Iterator<Item = Link<'r>> {
        let people = self.site.people();
        let teams = people.teams().filter(move |(id, _)| people.members(id).any(|member| member == person));
        let from = from.clone();
        teams.map(move |(id, team)| Link {
            title: team.name.as_str().into(),
            href: Some(self.way(&Who::Team(id.to_owned()), &from).into()),
        })
    }

    fn person_view<'r>(&'r self, id: &'r str, person: &'r Person, from: &'r Address) -> PersonView<'r> {
        let who = Who::Person(id.to_owned());
        PersonView {
            roles: self.roles_of(&who).map(|role| crate::site::name::title(role).into()).collect(),
            teams: self.teams_of(id, from).collect(),
            zone: person.timezone.as_ref().map(|zone| city(zone.name()).into()),
            hours: person.working_hours.as_ref().map(|hours| self.hours(hours.value()).into()),
            contacts: contacts(person.email.as_deref(), person.slack.as_deref(), person.github.as_deref()),
            cover: person.cover.as_ref().map(|cover| self.named(cover.value(), from)),
            owns: self.owned_cards(&who, from),
            pager: pager(&["people"], 1, 1, self.ending),
        }
    }

    fn team_view<'r>(&'r self, id: &'r str, team: &'r Team, from: &'r Address) -> TeamView<'r> {
        let people = self.site.people();
        let members =
            people.members(id).filter_map(|member| Some(self.person_row(member, people.person(member)?, from)));
        TeamView {
            lead: team.lead.as_ref().map(|lead| self.named(lead.value(), from)),
            members: members.collect(),
            contacts: contacts(None, team.slack.as_deref(), team.github.as_deref()),
            cover: team.cover.as_ref().map(|cover| self.named(cover.value(), from)),
            owns: self.owned_cards(&Who::Team(id.to_owned()), from),
            pager: pager(&["people"], 1, 1, self.ending),
        }
    }
}

fn contacts<'r>(email: Option<&'r str>, slack: Option<&'r str>, github: Option<&'r str>) -> Vec<Link<'r>> {
    let mail = email.map(|email| Link { title: email.into(), href: Some(format!("mailto:{email}").into()) });
    let chat = slack.map(|slack| Link { title: slack.into(), href: None });
    let code = github.map(|github| Link {
        title: github.into(),
        href: Some(format!("https://github.com/{}", github.trim_start_matches('@')).into()),
    });
    mail.into_iter().chain(chat).chain(code).collect()
}
