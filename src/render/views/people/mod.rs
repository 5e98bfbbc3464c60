//! `/-/people/`: people and teams, and a page for each of them.

mod chart;
pub mod directory;
mod profile;

use crate::diag::Finding;
use crate::govern::rota::Rota;
use crate::outputs::Output;
use crate::render::Renderer;
use crate::render::context::{
    LinkContext, PageContext, PeopleView, PersonRow, TeamRow, Text, View,
};
use crate::render::time::city;
use crate::render::views::{address, page_count, paged, pager, rows};
use crate::resolve::owners::Owner;
use crate::site::PageId;
use crate::site::address::{Address, segment};
use crate::site::name::role as role_name;
use crate::site::people::{Person, Team, Who};
use crate::theme::Template;
use std::borrow::Cow;

/// The list of people and the page of each person and team.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let people = renderer.site.people();
    if people.is_empty() {
        return Vec::new();
    }
    let everybody = renderer.directory.people().iter().map(|id| Who::Person(id.clone()));
    let everybody: Vec<Who> =
        everybody.chain(people.teams().map(|(id, _)| Who::Team(id.to_owned()))).collect();
    let lists = (1..=page_count(renderer.directory.people().len())).map(|number| {
        let path = paged(&["people"], number, renderer.ending).output_path();
        (path, Output::Rendered(Box::new(move || list(renderer, number)) as Box<_>))
    });
    lists.chain(everybody.into_iter().flat_map(|who| profile::outputs(renderer, who))).collect()
}

/// Everybody who is there, inside the text of a page. What is wrong with its template is said where
/// the list itself is made.
pub fn part(renderer: &Renderer<'_>, from: &Address) -> String {
    let rows = renderer.person_rows(rows(renderer.directory.people(), 1), from);
    if rows.is_empty() {
        return String::new();
    }
    let view = PeopleView { people: rows, ..PeopleView::default() };
    let context = PageContext { view: Some(View::People(view)), ..PageContext::default() };
    String::from_utf8_lossy(&renderer.html(Template::PeoplePart, &context).0).into_owned()
}

/// The parts of the address of a person's or team's page.
fn parts(who: &Who) -> [String; 3] {
    let kind = if matches!(who, Who::Team(_)) { "teams" } else { "person" };
    ["people".to_owned(), kind.to_owned(), segment(&who.id().replace('/', "-"))]
}

fn list(renderer: &Renderer<'_>, number: usize) -> (Vec<u8>, Vec<Finding>) {
    let here = paged(&["people"], number, renderer.ending);
    let people = renderer.site.people();
    let all = renderer.directory.people();
    let mut context =
        renderer.around_view("people", renderer.theme.words().get("views.people"), &here);
    context.view = Some(View::People(PeopleView {
        teams: if number == 1 {
            people.teams().map(|(id, team)| renderer.team_row(id, team, &here)).collect()
        } else {
            Vec::new()
        },
        people: renderer.person_rows(rows(all, number), &here),
        pager: pager(&["people"], number, page_count(all.len()), renderer.ending),
    }));
    renderer.html(Template::People, &context)
}

impl Renderer<'_> {
    /// The name of an owner, with the way to their page.
    pub(in crate::render) fn owner_link<'r>(
        &'r self,
        owner: &'r Owner,
        from: &Address,
    ) -> LinkContext<'r> {
        match owner.who() {
            Some(who) => self.who_link(who, from),
            None => self.unknown_name(owner.name()),
        }
    }

    /// Who answers for a page, as those may be called who read this site.
    pub(in crate::render) fn owner_names(&self, page: PageId) -> Vec<Cow<'_, str>> {
        let owners = self.resolved.owners(page).iter();
        owners.map(|owner| self.owner_link(owner, &Address::default()).title).collect()
    }

    /// Whoever is written, for other programs: the same text, unless it stands for a person whom
    /// readers may not see.
    pub(in crate::render) fn public_name<'r>(&'r self, text: &'r str) -> Cow<'r, str> {
        if self.directory.shows_people() {
            text.into()
        } else {
            self.named(text, &Address::default()).title
        }
    }

    pub(super) fn way(&self, who: &Who, from: &Address) -> String {
        from.link_to(&address(&parts(who).each_ref().map(String::as_str), self.ending), self.ending)
    }

    /// A link to whom a text names: a lead, a cover, a team.
    pub(in crate::render) fn named<'r>(&'r self, text: &'r str, from: &Address) -> LinkContext<'r> {
        let people = self.site.people();
        let found = people.found(text).and_then(|who| match who {
            Who::Role(role) => people.holder(&role),
            who => Some(who),
        });
        found.map_or_else(|| self.unknown_name(text), |who| self.who_link(&who, from))
    }

    /// Whoever people.yaml does not know is a person, unless readers may see people anyway.
    fn unknown_name<'r>(&'r self, name: &'r str) -> LinkContext<'r> {
        let shown = if self.directory.shows_people() {
            name
        } else {
            self.theme.words().get("people.somebody")
        };
        LinkContext { title: shown.into(), href: None }
    }

    /// Somebody with the way to their page. Where readers may not see people, a person is what they
    /// do: a role, or their team.
    pub(in crate::render) fn who_link<'r>(&'r self, who: &Who, from: &Address) -> LinkContext<'r> {
        let people = self.site.people();
        match who {
            Who::Person(id) if !self.directory.shows_people() => {
                let role = self.directory.roles(who).first().map(|role| Who::Role(role.clone()));
                let team = || self.directory.teams(id).first().map(|team| Who::Team(team.clone()));
                match role.or_else(team) {
                    Some(Who::Role(role)) => {
                        LinkContext { title: role_name(&role).into(), href: None }
                    }
                    Some(team) => self.who_link(&team, from),
                    None => LinkContext {
                        title: self.theme.words().get("people.colleague").into(),
                        href: None,
                    },
                }
            }
            _ => LinkContext {
                title: people.name_of(who).to_owned().into(),
                href: self.directory.has_page(self.site, who).then(|| self.way(who, from).into()),
            },
        }
    }

    /// How somebody is reached without a link: their number, address and channel; where a team has
    /// neither number nor address, those of its lead.
    pub(in crate::render) fn contacts_of<'r>(&'r self, text: &str) -> Vec<Text<'r>> {
        let people = self.site.people();
        let found = people.found(text).and_then(|who| match who {
            Who::Role(role) => people.holder(&role),
            who => Some(who),
        });
        match found {
            Some(Who::Person(id)) => self.contacts_of_person(&id),
            Some(Who::Team(id)) => self.contacts_of_team(&id),
            _ => Vec::new(),
        }
    }

    fn contacts_of_person<'r>(&'r self, id: &str) -> Vec<Text<'r>> {
        let person = self.site.people().person(id).filter(|_| self.directory.shows_people());
        person.map_or_else(Vec::new, |person| texts([&person.phone, &person.email, &person.slack]))
    }

    fn contacts_of_team<'r>(&'r self, id: &str) -> Vec<Text<'r>> {
        let Some(team) = self.site.people().team(id) else {
            return Vec::new();
        };
        let mut contacts = texts([&team.phone, &team.email, &team.slack]);
        let lead = team.lead.as_ref().filter(|_| team.phone.is_none() && team.email.is_none());
        let lead = lead.and_then(|lead| self.site.people().found(lead.value()));
        if let Some(Who::Person(lead)) = lead {
            let direct = self.site.people().person(&lead).filter(|_| self.directory.shows_people());
            let reached = direct.and_then(|lead| {
                Some(format!("{} {}", lead.name, lead.phone.as_ref().or(lead.email.as_ref())?))
            });
            contacts.extend(reached.map(Into::into));
        }
        contacts
    }

    pub(super) fn owns(&self, who: &Who) -> &[PageId] {
        self.directory.owns(who)
    }

    fn team_row<'r>(&'r self, id: &'r str, team: &'r Team, from: &Address) -> TeamRow<'r> {
        let who = Who::Team(id.to_owned());
        TeamRow {
            team: LinkContext {
                title: team.name.as_str().into(),
                href: Some(self.way(&who, from).into()),
            },
            lead: team.lead.as_ref().map(|lead| self.named(lead.value(), from)),
            members: self.living(id).len(),
            owns: self.owns(&who).len(),
        }
    }

    fn person_rows<'r>(&'r self, ids: &'r [String], from: &Address) -> Vec<PersonRow<'r>> {
        let people = ids.iter().filter_map(|id| Some((id, self.site.people().person(id)?)));
        people.map(|(id, person)| self.person_row(id, person, from)).collect()
    }

    fn person_row<'r>(&'r self, id: &'r str, person: &'r Person, from: &Address) -> PersonRow<'r> {
        let who = Who::Person(id.to_owned());
        let roles = self
            .directory
            .roles(&who)
            .iter()
            .map(|role| LinkContext { title: role_name(role).into(), href: None });
        PersonRow {
            person: LinkContext {
                title: person.name.as_str().into(),
                href: Some(self.way(&who, from).into()),
            },
            belongs: roles.chain(self.teams_of(id, from)).collect(),
            zone: person.timezone.as_ref().map(|zone| city(zone.name()).into()),
            hours: person.working_hours.as_ref().map(|hours| self.hours(hours.value()).into()),
            clock: Rota::text_of(self.site, id, self.report.today()).map(Into::into),
            owns: self.owns(&who).len(),
        }
    }

    /// The members of a team who are there today, its lead first; nobody where readers may not see
    /// people.
    fn living<'r>(&'r self, team: &str) -> Vec<(&'r str, &'r Person)> {
        let people = self.site.people();
        let ids = people.living_members(team, self.policies.today());
        let shown = ids.iter().filter(|_| self.directory.shows_people());
        shown.filter_map(|id| people.person_entry(id)).collect()
    }

    fn teams_of<'r>(&'r self, person: &str, from: &Address) -> Vec<LinkContext<'r>> {
        let teams = self.directory.teams(person).iter();
        teams.map(|team| self.who_link(&Who::Team(team.clone()), from)).collect()
    }
}

fn texts(values: [&Option<String>; 3]) -> Vec<Text<'_>> {
    values.into_iter().flatten().map(|text| text.as_str().into()).collect()
}
