//! Who is who, collected once: what everybody answers for, their roles and teams, and who may be
//! shown.

use crate::day::Day;
use crate::resolve::Resolved;
use crate::resolve::owners::Owner;
use crate::site::PageId;
use crate::site::address::{Address, Ending, segment};
use crate::site::people::{People, Who};
use std::collections::BTreeMap;

/// Everything about people that more than one page shows.
pub struct PeopleDirectory {
    owned: BTreeMap<Who, Vec<PageId>>,
    roles: BTreeMap<Who, Vec<String>>,
    teams: BTreeMap<String, Vec<String>>,
    people: Vec<String>,
    addresses: BTreeMap<Who, Address>,
    shows_people: bool,
}

impl PeopleDirectory {
    /// Collects it. People who have left, or are still to come, are in no list.
    pub fn new(resolved: &Resolved<'_>, today: Day) -> Self {
        let site = resolved.site();
        let people = site.people();
        let shows_people = site.config().audiences.shows_people();
        let mut there: Vec<(String, &str)> = people
            .people()
            .filter(|(_, person)| shows_people && person.is_there(today))
            .map(|(id, person)| (person.name.to_lowercase(), id))
            .collect();
        there.sort();
        let people_there: Vec<String> = there.into_iter().map(|(_, id)| id.to_owned()).collect();
        PeopleDirectory {
            addresses: addresses(people, &people_there, site.ending()),
            owned: owned(resolved),
            roles: roles(people),
            teams: teams(people),
            people: people_there,
            shows_people,
        }
    }

    /// The published pages that somebody answers for.
    pub fn owns(&self, who: &Who) -> &[PageId] {
        self.owned.get(who).map_or(&[], Vec::as_slice)
    }

    /// The ids of the roles that somebody has.
    pub fn roles(&self, who: &Who) -> &[String] {
        self.roles.get(who).map_or(&[], Vec::as_slice)
    }

    /// The ids of the teams that a person is in.
    pub fn teams(&self, person: &str) -> &[String] {
        self.teams.get(person).map_or(&[], Vec::as_slice)
    }

    /// The ids of those who are there today, by name.
    pub fn people(&self) -> &[String] {
        &self.people
    }

    /// Whether readers of this build may see people, and not only teams and roles.
    pub fn shows_people(&self) -> bool {
        self.shows_people
    }

    /// The address of somebody's own page, if they have one.
    pub fn address(&self, who: &Who) -> Option<&Address> {
        self.addresses.get(who)
    }
}

/// The parts of the address of a person's or team's page.
pub fn address_parts(who: &Who) -> [String; 3] {
    let kind = if matches!(who, Who::Team(_)) { "teams" } else { "person" };
    ["people".to_owned(), kind.to_owned(), segment(&who.id().replace('/', "-"))]
}

/// Of all teams, and of these people.
fn addresses(people: &People, there: &[String], ending: Ending) -> BTreeMap<Who, Address> {
    let teams = people.teams().map(|(id, _)| Who::Team(id.to_owned()));
    let all = teams.chain(there.iter().map(|id| Who::Person(id.clone())));
    let address =
        |who: &Who| Address::of_view(&address_parts(who).each_ref().map(String::as_str), ending);
    all.map(|who| (who.clone(), address(&who))).collect()
}

fn owned(resolved: &Resolved<'_>) -> BTreeMap<Who, Vec<PageId>> {
    let mut owned: BTreeMap<Who, Vec<PageId>> = BTreeMap::new();
    for page in resolved.site().page_ids().filter(|page| resolved.site().is_published(*page)) {
        for who in resolved.owners(page).iter().filter_map(Owner::who) {
            owned.entry(who.clone()).or_default().push(page);
        }
    }
    owned
}

fn roles(people: &People) -> BTreeMap<Who, Vec<String>> {
    let mut roles: BTreeMap<Who, Vec<String>> = BTreeMap::new();
    for (id, _) in people.roles() {
        if let Some(who) = people.holder(id) {
            roles.entry(who).or_default().push(id.to_owned());
        }
    }
    roles
}

fn teams(people: &People) -> BTreeMap<String, Vec<String>> {
    let mut teams: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (team, _) in people.teams() {
        for member in people.members(team) {
            teams.entry(member.to_owned()).or_default().push(team.to_owned());
        }
    }
    teams
}
