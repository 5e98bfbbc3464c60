//! people.yaml, or people/*.yaml: people, teams and roles with all their keys.

use crate::config::table::people as table;
use crate::day::Day;
use crate::diag::Finding;
use crate::diag::catalogue::keys;
use crate::site::people::{Away, Everybody, Lookup, People, Person, Role, Team, Who};
use crate::source::{Location, Source, Span};
use crate::yaml::read::{day, hours, item, list, text, written, zone};
use crate::yaml::{At, Fields, Purpose, Sourced, map};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Reads everybody from one or more files; an id that stands twice counts where it stands first.
pub fn people(sources: &[Source]) -> (People, Vec<Finding>) {
    let mut everybody = Everybody::default();
    let mut findings = Vec::new();
    for source in sources {
        let (root, said) = map(source, Span::new(0, source.text().len()), Purpose::Configuration);
        findings.extend(said);
        if let Some(root) = root {
            let at = At { source, key: String::new(), node: &root };
            let mut fields = Fields::of(&at).by(table::PEOPLE);
            read_file(&mut fields, &mut everybody);
            findings.extend(fields.finish());
        }
    }
    let names = references(&everybody);
    let people = People::new(everybody);
    findings.extend(names.iter().filter_map(|(name, kind)| dangling(&people, name, *kind)));
    (people, findings)
}

fn read_file(fields: &mut Fields<'_>, everybody: &mut Everybody) {
    let Everybody { people, teams, roles } = everybody;
    named(fields, "people", people, person);
    named(fields, "teams", teams, team);
    named(fields, "roles", roles, role);
}

/// Reads a map by id into what is there already.
fn named<T>(
    fields: &mut Fields<'_>,
    name: &'static str,
    entries: &mut BTreeMap<String, (T, Location)>,
    read: fn(&At<'_>, &str, &mut Vec<Finding>) -> Option<T>,
) {
    let read_all = |at: &At<'_>, findings: &mut Vec<Finding>| {
        let Some(map) = at.node.as_map() else {
            findings.push(keys::breaks_configuration(
                at.wrong_type("a map by id, such as `ana: {name: Ana}`"),
            ));
            return None;
        };
        let entry = |entry: &crate::yaml::MapEntry| {
            let at = At {
                source: at.source,
                key: format!("{}.{}", at.key, entry.key),
                node: &entry.value,
            };
            let value = read(&at, &entry.key, findings)?;
            Some(IdEntry {
                id: entry.key.clone(),
                key: at.key,
                value,
                place: at.source.at(entry.key_span),
            })
        };
        Some(Unequal(map.entries.iter().filter_map(entry).collect::<Vec<_>>()))
    };
    let found = fields.key(name, read_all);
    for found in found.into_iter().flat_map(|found| found.into_value().0) {
        match entries.entry(found.id) {
            Entry::Vacant(vacant) => {
                vacant.insert((found.value, found.place));
            }
            Entry::Occupied(first) => {
                let line = first.get().1.start().map_or(0, |start| start.line);
                fields.say(keys::duplicate_key(found.place, &found.key, line));
            }
        }
    }
}

/// One entry of a map by id.
struct IdEntry<T> {
    id: String,
    key: String,
    value: T,
    place: Location,
}

/// A value that is never compared with another: one map of people is all there is in a file.
struct Unequal<T>(T);

impl<T> PartialEq for Unequal<T> {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// A map of keys, or the name alone.
fn person(at: &At<'_>, id: &str, findings: &mut Vec<Finding>) -> Option<Person> {
    let mut fields = Fields::unless_text(at).by(table::PERSON);
    let name = name_of(at, &mut fields, id);
    let person = Person {
        name,
        email: fields.plain("email", text),
        phone: fields.plain("phone", text),
        slack: fields.plain("slack", text),
        github: fields.plain("github", text),
        timezone: fields.plain("timezone", zone),
        working_hours: fields.key("working_hours", hours),
        on_call: fields.key("on_call", hours),
        holidays: fields.key("holidays", text),
        starts: fields.plain("starts", day),
        left: fields.plain("left", day),
        cover: fields.key("cover", text),
        away: fields.plain("away", list(away)).unwrap_or_default(),
        teams: fields.plain("teams", list(written(item))).unwrap_or_default(),
    };
    findings.extend(fields.finish());
    Some(person)
}

fn team(at: &At<'_>, id: &str, findings: &mut Vec<Finding>) -> Option<Team> {
    let mut fields = Fields::unless_text(at).by(table::TEAM);
    let name = name_of(at, &mut fields, id);
    let team = Team {
        name,
        purpose: fields.plain("for", text),
        lead: fields.key("lead", text),
        members: fields.plain("members", list(written(item))).unwrap_or_default(),
        email: fields.plain("email", text),
        phone: fields.plain("phone", text),
        slack: fields.plain("slack", text),
        github: fields.plain("github", text),
        cover: fields.key("cover", text),
        on_call: fields.key("on_call", hours),
    };
    findings.extend(fields.finish());
    Some(team)
}

fn role(at: &At<'_>, _: &str, findings: &mut Vec<Finding>) -> Option<Role> {
    findings.extend(at.swallowed());
    let holder = written(text)(at, findings)?;
    Some(Role { holder })
}

/// What is written, the text that stands alone, or the id.
fn name_of(at: &At<'_>, fields: &mut Fields<'_>, id: &str) -> String {
    let name = fields.plain("name", text);
    name.or_else(|| at.node.text().map(str::to_owned)).unwrap_or_else(|| id.to_owned())
}

/// Days of absence: from and to, or one day alone.
fn away(at: &At<'_>, findings: &mut Vec<Finding>) -> Option<Away> {
    if at.node.text().is_some() {
        return day(at, findings).map(|day| Away { from: day, to: day });
    }
    let mut fields = Fields::of(at).by(table::AWAY);
    let from: Option<Day> = fields.plain("from", day);
    let to: Option<Day> = fields.plain("to", day);
    let wrong_way = from.zip(to).is_some_and(|(from, to)| to < from);
    if wrong_way {
        fields.say(keys::unusable_value(
            at.location(),
            &at.key,
            "ends before it starts",
            "swap `from` and `to`",
        ));
    } else if fields.rejected().is_empty() && from.or(to).is_none() {
        fields.say(keys::unusable_value(
            at.location(),
            &at.key,
            "has no days",
            "write `{from: 2026-08-03, to: 2026-08-14}`",
        ));
    }
    findings.extend(fields.finish());
    let (from, to) = (from?, to.or(from)?);
    (!wrong_way).then_some(Away { from, to })
}

/// Who can stand at a place in people.yaml.
#[derive(Clone, Copy)]
enum Wanted {
    Anybody,
    Person,
    Team,
}

/// Every name in people.yaml that stands for somebody else.
fn references(everybody: &Everybody) -> Vec<(Sourced<String>, Wanted)> {
    let people = everybody.people.values().map(|(person, _)| person);
    let teams = everybody.teams.values().map(|(team, _)| team);
    let of_people = people.flat_map(|person| {
        let covers = person.cover.iter().map(|name| (name, Wanted::Anybody));
        covers.chain(person.teams.iter().map(|name| (name, Wanted::Team)))
    });
    let of_teams = teams.flat_map(|team| {
        let anybody = team.lead.iter().chain(&team.cover).map(|name| (name, Wanted::Anybody));
        anybody.chain(team.members.iter().map(|name| (name, Wanted::Person)))
    });
    let of_roles = everybody.roles.values().map(|(role, _)| (&role.holder, Wanted::Anybody));
    of_people.chain(of_teams).chain(of_roles).map(|(name, wanted)| (name.clone(), wanted)).collect()
}

/// A finding for a name that leads to nobody.
fn dangling(people: &People, name: &Sourced<String>, wanted: Wanted) -> Option<Finding> {
    let text = name.value();
    let (place, key) = (name.location().clone(), name.key());
    if matches!(wanted, Wanted::Team) && people.find_team(text).is_some() {
        return None;
    }
    match people.find(text) {
        Lookup::Nobody { near } => Some(keys::unknown_owner(place, key, text, near.as_deref())),
        Lookup::Several(several) => Some(keys::several_owners(place, key, text, &ids(&several))),
        Lookup::Found(who) => match (wanted, who) {
            (Wanted::Anybody, _) | (Wanted::Person, Who::Person(_)) => None,
            (Wanted::Person, _) => {
                Some(keys::unusable_value(place, key, "takes people", "write the id of a person"))
            }
            (Wanted::Team, _) => {
                Some(keys::unusable_value(place, key, "takes teams", "write the id of a team"))
            }
        },
    }
}

fn ids(several: &[Who]) -> String {
    several.iter().map(|who| format!("`{}`", who.id())).collect::<Vec<_>>().join(" or ")
}

#[cfg(test)]
mod tests {
    use super::people;
    use crate::config::is_broken;
    use crate::site::people::{Lookup, People, Who};
    use crate::source::Source;

    const WHOLE: &str = "
people:
  ana: {name: Ana Sousa, email: ana@meridian.example, slack: '@ana.s', github: anasousa, timezone: \
  Europe/Lisbon,
        working_hours: Mon-Fri 09:00-17:00, holidays: pt, starts: 2024-01-01, cover: ben, away: \
        [{from: 2026-08-03, to: 2026-08-14}, 2026-12-24]}
  ben: {name: Ben Ode, left: 2026-10-31, teams: [platform]}
  eva: Eva Ruiz
teams:
  platform: {name: Platform, lead: ana, members: [ana, 'Eva Ruiz'], slack: '#platform', github: \
  meridian/platform, cover: people-ops}
  people-ops: {name: People}
roles:
  cto: ana
  security: role:cto
  loop: role:pool
  pool: role:loop
";

    fn read(text: &str) -> (People, Vec<String>) {
        let (people, findings) = people(&[Source::new("people.yaml", text)]);
        let line = |finding: &crate::diag::Finding| {
            let start = finding.location().start().expect("a place");
            format!("{}:{} {} {}", start.line, start.column, finding.rule(), finding.message())
        };
        (people, findings.iter().map(line).collect())
    }

    #[test]
    fn somebody_is_found_by_all_their_names() {
        let (people, said) = read(WHOLE);
        assert_eq!(said, Vec::<String>::new());
        let person = |id: &str| Lookup::Found(Who::Person(id.into()));
        for name in [
            "ana",
            "Ana",
            "@ana",
            "Ana Sousa",
            "ANA@meridian.example",
            "@ana.s",
            "anasousa",
            "user:default/ana",
            "person:ana",
        ] {
            assert_eq!(people.find(name), person("ana"), "{name}");
        }
        for name in [
            "platform",
            "team:platform",
            "group:default/platform",
            "#platform",
            "@meridian/platform",
            "Platform",
        ] {
            assert_eq!(people.find(name), Lookup::Found(Who::Team("platform".into())), "{name}");
        }
        assert_eq!(people.find("role:cto"), Lookup::Found(Who::Role("cto".into())));
        assert_eq!(people.find("team:ana"), Lookup::Nobody { near: Some("ana".into()) });
        assert_eq!(people.find("ana souza"), Lookup::Nobody { near: Some("ana sousa".into()) });
        assert_eq!(people.find("nobody at all"), Lookup::Nobody { near: None });
        assert_eq!(people.find(""), Lookup::Nobody { near: None });
    }

    #[test]
    fn roles_lead_to_somebody_and_circles_to_nobody() {
        let (people, _) = read(WHOLE);
        assert_eq!(people.holder("security"), Some(Who::Person("ana".into())));
        assert_eq!(people.holder("loop"), None);
        assert_eq!(people.members("platform").collect::<Vec<_>>(), ["ana", "ben", "eva"]);
        assert_eq!(people.name_of(&Who::Person("eva".into())), "Eva Ruiz");
        let ana = people.person("ana").expect("ana");
        assert_eq!((ana.away.len(), ana.away[1].from), (2, ana.away[1].to));
    }

    #[test]
    fn mistakes_are_said_with_their_place() {
        let cases = [
            ("people: {ana: {nmae: A}}\n", "1:16 unknown-key `people.ana.nmae` is not a known key"),
            (
                "people: {ana: {cover: bne}, ben: {}}\n",
                "1:23 unknown-owner `people.ana.cover`: no person, team or role is called `bne`",
            ),
            (
                "people: {ana: {left: 03/04/2026}}\n",
                "1:22 invalid-date `people.ana.left`: `03/04/2026` can be read in two ways",
            ),
            (
                "people: [ana]\n",
                "1:9 invalid-configuration `people` is a list, and takes a map by id, such as \
                 `ana: {name: Ana}`",
            ),
            (
                "people: {a: {name: X}, b: {name: X}}\nroles: {r: X}\n",
                "2:12 unknown-owner `roles.r`: `X` could be `a` or `b`",
            ),
            (
                "people: {a: {away: [{from: 2026-02-01, to: 2026-01-01}]}}\n",
                "1:21 wrong-type `people.a.away[0]` ends before it starts",
            ),
            (
                "people: {a: {away: [{}]}}\nroles: {r: a\n",
                "2:8 invalid-configuration `people.yaml` is not readable: a `{` is never closed \
                 (at `roles`)",
            ),
            ("people: {a: {teams: [a]}}\n", "1:22 wrong-type `people.a.teams[0]` takes teams"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text).1, [expected], "{text}");
        }
    }

    #[test]
    fn the_first_of_two_files_counts() {
        let files = [
            Source::new("people/a.yaml", "people: {ana: A}\n"),
            Source::new("people/b.yaml", "people: {ana: B, ben: B}\n"),
        ];
        let (people, findings) = people(&files);
        assert_eq!(people.person("ana").map(|ana| ana.name.as_str()), Some("A"));
        assert_eq!(
            findings.iter().map(|finding| finding.rule().id()).collect::<Vec<_>>(),
            ["duplicate-key"]
        );
        assert!(!is_broken(&findings) && people.person("ben").is_some());
    }
}
