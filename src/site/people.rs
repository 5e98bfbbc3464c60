//! The people of a handbook, their teams and roles, and how they are found by what they are called.
//!
//! Nothing here knows what day it is: whether somebody has left is judged elsewhere.

use crate::day::{Day, Hours, Zone};
use crate::source::Location;
use crate::suggest;
use crate::yaml::Sourced;
use std::collections::{BTreeMap, BTreeSet};

/// Everybody whom people.yaml names.
#[derive(Debug, Default)]
pub struct People {
    people: BTreeMap<String, Person>,
    teams: BTreeMap<String, Team>,
    roles: BTreeMap<String, Role>,
    members: BTreeMap<String, BTreeSet<String>>,
    ids: Names,
    other_names: Names,
    near: suggest::Candidates,
}

/// One person.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The full name; the id where none is written.
    pub(crate) name: String,
    /// The address for mail.
    pub(crate) email: Option<String>,
    /// The number to call, as it is written.
    pub(crate) phone: Option<String>,
    /// The handle on Slack, as it is written.
    pub(crate) slack: Option<String>,
    /// The handle on GitHub, as it is written.
    pub(crate) github: Option<String>,
    /// Where the person's clock stands.
    pub(crate) timezone: Option<Zone>,
    /// The person's working hours, by the clock of their zone.
    pub(crate) working_hours: Option<Sourced<Hours>>,
    /// Hours in which the person can be woken, beside the working hours.
    pub(crate) on_call: Option<Sourced<Hours>>,
    /// The region whose holidays the person has.
    pub(crate) holidays: Option<Sourced<String>>,
    /// The first day.
    pub(crate) starts: Option<Day>,
    /// The last day.
    pub(crate) left: Option<Day>,
    /// Who stands in.
    pub(crate) cover: Option<Sourced<String>>,
    /// Days of absence.
    pub(crate) away: Vec<Away>,
    /// Teams that the person is in.
    pub(crate) teams: Vec<Sourced<String>>,
}

/// Days on which a person is not there; both ends count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Away {
    /// The first day.
    pub(crate) from: Day,
    /// The last day.
    pub(crate) to: Day,
}

/// One team.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    /// The name for readers; the id where none is written.
    pub(crate) name: String,
    /// What it answers for, in a sentence.
    pub(crate) purpose: Option<String>,
    /// Who leads it.
    pub(crate) lead: Option<Sourced<String>>,
    /// Who is in it, as it says itself; see also [`People::members`].
    pub(crate) members: Vec<Sourced<String>>,
    /// Its address for mail.
    pub(crate) email: Option<String>,
    /// The number to call, as it is written.
    pub(crate) phone: Option<String>,
    /// Its channel on Slack, as it is written.
    pub(crate) slack: Option<String>,
    /// Its name on GitHub, as it is written.
    pub(crate) github: Option<String>,
    /// Who stands in.
    pub(crate) cover: Option<Sourced<String>>,
    /// Hours in which somebody of the team can be woken, by the handbook's clock: a rota of its
    /// own, `always` mostly.
    pub(crate) on_call: Option<Sourced<Hours>>,
}

/// One role, and who has it: a person, a team or another role.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// Who has it.
    pub(crate) holder: Sourced<String>,
}

/// A person, a team or a role, by id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// A person.
    Person(String),
    /// A team.
    Team(String),
    /// A role.
    Role(String),
}

impl Who {
    /// The id.
    pub fn id(&self) -> &str {
        match self {
            Who::Person(id) | Who::Team(id) | Who::Role(id) => id,
        }
    }
}

/// What a name leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// Exactly one.
    Found(Who),
    /// More than one goes by this name.
    Several(Vec<Who>),
    /// Nobody; perhaps this name was meant.
    Nobody {
        /// A name that is close.
        near: Option<String>,
    },
}

impl Person {
    /// Whether the person works here on a day: has started, and has not left.
    pub fn is_there(&self, day: Day) -> bool {
        self.starts.is_none_or(|starts| starts <= day) && self.left.is_none_or(|left| day <= left)
    }
}

/// What is written in people.yaml, before it is connected: each with its id and the place of the
/// id.
#[derive(Debug, Default)]
pub struct Everybody {
    /// People by id.
    pub(crate) people: BTreeMap<String, (Person, Location)>,
    /// Teams by id.
    pub(crate) teams: BTreeMap<String, (Team, Location)>,
    /// Roles by id.
    pub(crate) roles: BTreeMap<String, (Role, Location)>,
}

/// Folded names, and who goes by them.
type Names = BTreeMap<String, BTreeSet<Who>>;

impl People {
    /// Connects people, teams and roles.
    pub fn new(everybody: Everybody) -> Self {
        let mut people = People {
            people: without_places(everybody.people),
            teams: without_places(everybody.teams),
            roles: without_places(everybody.roles),
            ..People::default()
        };
        people.ids = people.all_ids();
        people.other_names = people.all_other_names();
        let names = people.ids.keys().chain(people.other_names.keys()).map(String::as_str);
        people.near = suggest::Candidates::new(names);
        people.members = people.all_members();
        people
    }

    /// Whether nobody is known; then any owner stands as it is written.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty() && self.teams.is_empty() && self.roles.is_empty()
    }

    /// How many people, teams and roles there are.
    pub fn counts(&self) -> [usize; 3] {
        [self.people.len(), self.teams.len(), self.roles.len()]
    }

    /// A person by id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.get(id)
    }

    /// A person by id, with the id as long as the person lives.
    pub fn person_entry(&self, id: &str) -> Option<(&str, &Person)> {
        self.people.get_key_value(id).map(|(id, person)| (id.as_str(), person))
    }

    /// A team by id.
    pub fn team(&self, id: &str) -> Option<&Team> {
        self.teams.get(id)
    }

    /// A role by id.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.get(id)
    }

    /// All people by id, in order.
    pub fn people(&self) -> impl Iterator<Item = (&str, &Person)> {
        self.people.iter().map(|(id, person)| (id.as_str(), person))
    }

    /// All teams by id, in order.
    pub fn teams(&self) -> impl Iterator<Item = (&str, &Team)> {
        self.teams.iter().map(|(id, team)| (id.as_str(), team))
    }

    /// All roles by id, in order.
    pub fn roles(&self) -> impl Iterator<Item = (&str, &Role)> {
        self.roles.iter().map(|(id, role)| (id.as_str(), role))
    }

    /// The ids of the people in a team, whether the team or they say so.
    pub fn members(&self, team: &str) -> impl Iterator<Item = &str> {
        self.members.get(team).into_iter().flatten().map(String::as_str)
    }

    /// The ids of those in a team who work here on a day: the lead, then the members by id.
    pub fn living_members(&self, team: &str, day: Day) -> Vec<String> {
        let lead = self.team(team).and_then(|team| self.found(team.lead.as_ref()?.value()));
        let lead = lead.and_then(|who| match who {
            Who::Person(id) => Some(id),
            Who::Team(_) | Who::Role(_) => None,
        });
        let members =
            self.members(team).filter(|id| lead.as_deref() != Some(*id)).map(str::to_owned);
        let all: Vec<String> = lead.clone().into_iter().chain(members).collect();
        all.into_iter()
            .filter(|id| self.person(id).is_some_and(|person| person.is_there(day)))
            .collect()
    }

    /// Exactly one by this name, or nobody.
    pub fn found(&self, text: &str) -> Option<Who> {
        match self.all_of(text).as_slice() {
            [who] => Some(who.clone()),
            _ => None,
        }
    }

    /// The name for readers.
    pub fn name_of<'a>(&'a self, who: &'a Who) -> &'a str {
        let name = match who {
            Who::Person(id) => self.people.get(id).map(|person| person.name.as_str()),
            Who::Team(id) => self.teams.get(id).map(|team| team.name.as_str()),
            Who::Role(_) => None,
        };
        name.unwrap_or(who.id())
    }

    /// Finds somebody by id, then by name, address or handle. Case, a leading `@` or `#` and the
    /// prefixes `user:`, `person:`, `group:`, `team:` and `role:` (with `default/` or another
    /// namespace) are understood.
    ///
    /// Ids come before other names; among ids of one name a person comes before a team, and a team
    /// before a role.
    pub fn find(&self, text: &str) -> Lookup {
        match self.all_of(text).as_slice() {
            [] => Lookup::Nobody { near: self.nearest(prefixed(text).1) },
            [one] => Lookup::Found(one.clone()),
            several => Lookup::Several(several.to_vec()),
        }
    }

    /// All who go by a name.
    fn all_of(&self, text: &str) -> Vec<Who> {
        let (kind, name) = prefixed(text);
        let is_kind = |who: &&Who| kind.is_none_or(|kind| kind.is_of(who));
        let by = |names: &Names, name: &str| -> Vec<Who> {
            names.get(&fold(name)).into_iter().flatten().filter(is_kind).cloned().collect()
        };
        if let Some(who) = by(&self.ids, name).into_iter().next() {
            return vec![who];
        }
        // One after the other: the authors of all commits are asked for, and have full names.
        let last = name.rsplit('/').next().filter(|last| *last != name);
        let below =
            last.into_iter().flat_map(|last| [(&self.ids, last), (&self.other_names, last)]);
        let mut names = std::iter::once((&self.other_names, name)).chain(below);
        names
            .find_map(|(names, name)| Some(by(names, name)).filter(|found| !found.is_empty()))
            .unwrap_or_default()
    }

    /// Who has a role in the end: a person or a team, through other roles; `None` where it leads
    /// nowhere or in a circle.
    pub fn holder(&self, role: &str) -> Option<Who> {
        let mut seen = BTreeSet::new();
        let mut role = role.to_owned();
        while seen.insert(role.clone()) {
            match self.found(self.roles.get(&role)?.holder.value())? {
                Who::Role(next) => role = next,
                who => return Some(who),
            }
        }
        None
    }

    fn nearest(&self, name: &str) -> Option<String> {
        self.near.nearest(&fold(name)).map(str::to_owned)
    }

    fn all_ids(&self) -> Names {
        let people = self.people.keys().map(|id| Who::Person(id.clone()));
        let teams = self.teams.keys().map(|id| Who::Team(id.clone()));
        let roles = self.roles.keys().map(|id| Who::Role(id.clone()));
        let mut names = Names::new();
        for who in people.chain(teams).chain(roles) {
            names.entry(fold(who.id())).or_default().insert(who);
        }
        names
    }

    fn all_other_names(&self) -> Names {
        let mut names = Names::new();
        let mut add = |name: Option<&String>, who: Who| {
            if let Some(name) = name.filter(|name| !name.is_empty()) {
                names.entry(fold(name)).or_default().insert(who);
            }
        };
        for (id, person) in &self.people {
            for name in [
                Some(&person.name),
                person.email.as_ref(),
                person.slack.as_ref(),
                person.github.as_ref(),
            ] {
                add(name, Who::Person(id.clone()));
            }
        }
        for (id, team) in &self.teams {
            for name in
                [Some(&team.name), team.email.as_ref(), team.slack.as_ref(), team.github.as_ref()]
            {
                add(name, Who::Team(id.clone()));
            }
        }
        names
    }

    fn all_members(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut members: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let by_team = self
            .teams
            .iter()
            .flat_map(|(id, team)| team.members.iter().map(move |member| (id.clone(), member)));
        for (team, member) in by_team {
            if let Some(Who::Person(person)) = self.found(member.value()) {
                members.entry(team).or_default().insert(person);
            }
        }
        let by_person = self
            .people
            .iter()
            .flat_map(|(id, person)| person.teams.iter().map(move |team| (id.clone(), team)));
        for (person, team) in by_person {
            if let Some(team) = self.find_team(team.value()) {
                members.entry(team).or_default().insert(person);
            }
        }
        members
    }

    /// Finds a team, where only a team can be meant.
    pub fn find_team(&self, text: &str) -> Option<String> {
        match self.found(&format!("team:{}", prefixed(text).1)) {
            Some(Who::Team(id)) => Some(id),
            _ => None,
        }
    }
}

/// Which kind a prefix asks for.
#[derive(Clone, Copy)]
enum WhoKind {
    Person,
    Team,
    Role,
}

impl WhoKind {
    fn is_of(self, who: &Who) -> bool {
        matches!(
            (self, who),
            (WhoKind::Person, Who::Person(_))
                | (WhoKind::Team, Who::Team(_))
                | (WhoKind::Role, Who::Role(_))
        )
    }
}

/// The kind that a prefix asks for, and the name behind it.
fn prefixed(text: &str) -> (Option<WhoKind>, &str) {
    const PREFIXES: [(&str, WhoKind); 5] = [
        ("user:", WhoKind::Person),
        ("person:", WhoKind::Person),
        ("group:", WhoKind::Team),
        ("team:", WhoKind::Team),
        ("role:", WhoKind::Role),
    ];
    let text = text.trim();
    let found =
        PREFIXES.iter().find_map(|(prefix, kind)| Some((*kind, text.strip_prefix(prefix)?.trim())));
    match found {
        Some((kind, name)) => (Some(kind), name),
        None => (None, text),
    }
}

/// A name without case and without the sign of a handle.
fn fold(name: &str) -> String {
    name.trim().trim_start_matches(['@', '#']).to_lowercase()
}

fn without_places<T>(entries: BTreeMap<String, (T, Location)>) -> BTreeMap<String, T> {
    entries.into_iter().map(|(id, (value, _))| (id, value)).collect()
}
