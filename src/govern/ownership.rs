//! The owner axis: whether somebody living answers for a page on a given day.

use crate::day::Day;
use crate::site::people::{Lookup, People, Who};
use serde::Serialize;
use std::collections::BTreeSet;
use strum::{Display, EnumIter, EnumString, IntoStaticStr};

/// Whether somebody answers for a page. The first state that holds counts.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Display,
    EnumIter,
    EnumString,
    IntoStaticStr,
    Serialize,
)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum OwnerState {
    /// Owners are named, but nobody living answers.
    Orphaned,
    /// Nobody is named.
    Unowned,
    /// Somebody answers.
    Owned,
}

/// What was found out about the owners of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ownership {
    /// The state.
    pub state: OwnerState,
    /// The owners as they are written, in that order; the first is accountable.
    pub owners: Vec<JudgedOwner>,
    /// The first day on which nobody will answer any more, as far as people.yaml knows.
    pub orphaned_from: Option<Day>,
}

/// One owner of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedOwner {
    /// As it is written.
    pub written: String,
    /// Who answers, or why nobody does.
    pub standing: OwnerStatus,
}

/// How it stands with somebody who is named as an owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnerStatus {
    /// There is no people.yaml: any name stands as it is.
    AsWritten,
    /// The one who is named answers.
    Answers(Who),
    /// Somebody else answers for the one who is named.
    Covered {
        /// Who is named.
        who: Who,
        /// Who answers.
        by: Who,
    },
    /// A person who left, whose last day this was; nobody stands in.
    Left(Who, Day),
    /// A person whose first day is still to come; nobody stands in.
    NotYet(Who, Day),
    /// A team without a living member, or a role that nobody has.
    Empty(Who),
    /// More than one goes by this name.
    Several(Vec<Who>),
    /// Nobody goes by this name.
    Nobody {
        /// A name that is close.
        near: Option<String>,
    },
}

impl OwnerStatus {
    /// Who answers; `None` where nobody does, and where names stand as they are written.
    pub fn answering(&self) -> Option<&Who> {
        match self {
            OwnerStatus::Answers(who) | OwnerStatus::Covered { by: who, .. } => Some(who),
            _ => None,
        }
    }

    fn is_living(&self) -> bool {
        matches!(
            self,
            OwnerStatus::AsWritten | OwnerStatus::Answers(_) | OwnerStatus::Covered { .. }
        )
    }
}

/// Judges the owners of a page, as they are written, on a day.
pub fn judge<'o>(
    owners: impl IntoIterator<Item = &'o str>,
    people: &People,
    today: Day,
) -> Ownership {
    let owner = |written: &str| JudgedOwner {
        written: written.to_owned(),
        standing: standing(written, people, today),
    };
    let owners: Vec<JudgedOwner> =
        owners.into_iter().filter(|written| !written.trim().is_empty()).map(owner).collect();
    let state = match owners.as_slice() {
        [] => OwnerState::Unowned,
        owners if owners.iter().any(|owner| owner.standing.is_living()) => OwnerState::Owned,
        _ => OwnerState::Orphaned,
    };
    let orphaned_from =
        (state == OwnerState::Owned).then(|| orphaned_from(&owners, people, today)).flatten();
    Ownership { state, owners, orphaned_from }
}

/// How it stands with a name on a day.
pub fn standing(written: &str, people: &People, today: Day) -> OwnerStatus {
    if people.is_empty() {
        return OwnerStatus::AsWritten;
    }
    match people.find(written) {
        Lookup::Found(who) => standing_of(who, people, today),
        Lookup::Several(several) => OwnerStatus::Several(several),
        Lookup::Nobody { near } => OwnerStatus::Nobody { near },
    }
}

/// Who leads a team on a day; `None` where no lead is named, or the one who is has left.
pub fn lead(team: &str, people: &People, today: Day) -> Option<Who> {
    let lead = people.team(team)?.lead.as_ref()?;
    standing(lead.value(), people, today).answering().cloned()
}

fn standing_of(who: Who, people: &People, today: Day) -> OwnerStatus {
    match answering(&who, people, today) {
        Some(by) if is_own(&by, &who, people) => OwnerStatus::Answers(who),
        Some(by) => OwnerStatus::Covered { who, by },
        None => absence(who, people, today),
    }
}

/// Whether the one who answers is meant by the name: the person, or a member of the team. A role is
/// who has it.
fn is_own(by: &Who, who: &Who, people: &People) -> bool {
    match who {
        Who::Person(_) => by == who,
        Who::Team(team) => people
            .members(team)
            .chain(lead_id(team, people).as_deref())
            .any(|member| member == by.id()),
        Who::Role(role) => people
            .holder(role)
            .is_some_and(|holder| &holder == by || is_member(by, &holder, people)),
    }
}

fn is_member(by: &Who, team: &Who, people: &People) -> bool {
    matches!(team, Who::Team(team) if people.members(team).any(|member| member == by.id()))
}

fn absence(who: Who, people: &People, today: Day) -> OwnerStatus {
    let person = people.person(who.id()).filter(|_| matches!(who, Who::Person(_)));
    let left = person.and_then(|person| person.left).filter(|left| today > *left);
    let starts = person.and_then(|person| person.starts);
    match (left, starts) {
        (Some(left), _) => OwnerStatus::Left(who, left),
        (None, Some(starts)) => OwnerStatus::NotYet(who, starts),
        (None, None) => OwnerStatus::Empty(who),
    }
}

/// The first living person among those who answer: a person, then the cover; the lead and members
/// of a team, then its cover; who has a role. A circle of covers ends.
fn answering(who: &Who, people: &People, today: Day) -> Option<Who> {
    let mut seen = BTreeSet::new();
    let mut next = vec![who.clone()];
    while let Some(who) = next.pop() {
        if !seen.insert(who.clone()) {
            continue;
        }
        if is_living(&who, people, today) {
            return Some(who);
        }
        next.extend(deputies(&who, people).into_iter().rev());
    }
    None
}

/// Those who answer when this one is no living person, in order.
fn deputies(who: &Who, people: &People) -> Vec<Who> {
    let find = |name: &str| match people.find(name) {
        Lookup::Found(who) => Some(who),
        _ => None,
    };
    match who {
        Who::Person(id) => people
            .person(id)
            .and_then(|person| find(person.cover.as_ref()?.value()))
            .into_iter()
            .collect(),
        Who::Team(id) => {
            let members = people.members(id).map(|member| Who::Person(member.to_owned()));
            let cover = people.team(id).and_then(|team| find(team.cover.as_ref()?.value()));
            lead_id(id, people).map(Who::Person).into_iter().chain(members).chain(cover).collect()
        }
        Who::Role(id) => people.holder(id).into_iter().collect(),
    }
}

fn lead_id(team: &str, people: &People) -> Option<String> {
    match people.find(people.team(team)?.lead.as_ref()?.value()) {
        Lookup::Found(Who::Person(id)) => Some(id),
        _ => None,
    }
}

/// `left` is the last day; it counts from the day after.
fn is_living(who: &Who, people: &People, today: Day) -> bool {
    let Who::Person(id) = who else { return false };
    let is_there = |person: &crate::site::people::Person| {
        person.left.is_none_or(|left| today <= left)
            && person.starts.is_none_or(|starts| today >= starts)
    };
    people.person(id).is_some_and(is_there)
}

/// Days on which somebody will have left, in order; the first one on which none of the owners
/// answers.
fn orphaned_from(owners: &[JudgedOwner], people: &People, today: Day) -> Option<Day> {
    let day_after = |left: Day| left.checked_add_days(1);
    let days: BTreeSet<Day> =
        people.people().filter_map(|(_, person)| day_after(person.left?)).collect();
    let is_orphaned =
        |day: &Day| owners.iter().all(|owner| !standing(&owner.written, people, *day).is_living());
    days.into_iter().filter(|day| *day > today).find(is_orphaned)
}

#[cfg(test)]
mod tests {
    use super::{OwnerStatus, judge, lead};
    use crate::day::Day;
    use crate::load::people;
    use crate::site::people::People;
    use crate::source::Source;

    const PEOPLE: &str = "
people:
  ana: {name: Ana Lopes, email: ana@meridian.example, github: ana-l}
  ben: {name: Ben Okafor, left: 2026-08-14}
  chi: {name: Chi, left: 2026-08-14, cover: ana}
  dee: {name: Dee, left: 2026-09-30}
  eli: {name: Eli, starts: 2026-09-01}
  fay: {name: Fay, left: 2026-01-01, cover: gus}
  gus: {name: Gus, left: 2026-01-01, cover: fay}
  kim: {name: Kim Lee}
  kit: {name: Kim Lee}
  uma: {name: Uma, away: [{from: 2026-08-01, to: 2026-12-31}]}
teams:
  platform: {name: Platform, lead: ben, members: [ben, dee]}
  ghosts: {name: Ghosts, members: [ben, fay]}
  saved: {name: Saved, lead: ana, members: [ben], cover: ana}
  nobody: {name: Nobody}
  led: {name: Led, lead: chi}
roles:
  cto: dee
  cfo: ghosts
  ceo: cto
";

    fn people() -> People {
        let (people, findings) = people::people(&[Source::new("people.yaml", PEOPLE)]);
        assert!(findings.is_empty(), "{findings:?}");
        people
    }

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    fn said(owners: &str, today: &str) -> String {
        let ownership = judge(owners.split(", "), &people(), day(today));
        let standings: Vec<String> =
            ownership.owners.iter().map(|owner| word(&owner.standing)).collect();
        let until = ownership.orphaned_from.map(|day| format!(" until {day}")).unwrap_or_default();
        format!("{} [{}]{until}", ownership.state, standings.join(", "))
    }

    fn word(standing: &OwnerStatus) -> String {
        match standing {
            OwnerStatus::AsWritten => "as written".to_owned(),
            OwnerStatus::Answers(who) => who.id().to_owned(),
            OwnerStatus::Covered { who, by } => format!("{} for {}", by.id(), who.id()),
            OwnerStatus::Left(who, day) => format!("{} left {day}", who.id()),
            OwnerStatus::NotYet(who, day) => format!("{} starts {day}", who.id()),
            OwnerStatus::Empty(who) => format!("{} empty", who.id()),
            OwnerStatus::Several(several) => format!("{} of that name", several.len()),
            OwnerStatus::Nobody { near } => {
                format!("nobody, near {}", near.as_deref().unwrap_or("-"))
            }
        }
    }

    #[test]
    fn each_page_is_in_one_state() {
        let table = [
            ("", "2026-08-14", "unowned []"),
            ("ana", "2026-08-14", "owned [ana]"),
            ("Ana Lopes", "2026-08-14", "owned [ana]"),
            ("ANA@meridian.example", "2026-08-14", "owned [ana]"),
            ("@ana-l", "2026-08-14", "owned [ana]"),
            ("user:default/ana", "2026-08-14", "owned [ana]"),
            ("ben", "2026-08-14", "owned [ben] until 2026-08-15"),
            ("ben", "2026-08-15", "orphaned [ben left 2026-08-14]"),
            ("ben, ana", "2026-08-15", "owned [ben left 2026-08-14, ana]"),
            ("chi", "2026-08-14", "owned [chi]"),
            ("chi", "2026-08-15", "owned [ana for chi]"),
            ("dee, ben", "2026-08-14", "owned [dee, ben] until 2026-10-01"),
            ("eli", "2026-08-31", "orphaned [eli starts 2026-09-01]"),
            ("eli", "2026-09-01", "owned [eli]"),
            ("fay", "2026-08-14", "orphaned [fay left 2026-01-01]"),
            ("Kim Lee", "2026-08-14", "orphaned [2 of that name]"),
            ("uma", "2026-08-14", "owned [uma]"),
            ("anna", "2026-08-14", "orphaned [nobody, near ana]"),
            ("legal", "2026-08-14", "orphaned [nobody, near -]"),
            ("legal, ana", "2026-08-14", "owned [nobody, near -, ana]"),
            ("platform", "2026-08-15", "owned [platform] until 2026-10-01"),
            ("team:platform", "2026-10-01", "orphaned [platform empty]"),
            ("ghosts", "2026-08-14", "owned [ghosts] until 2026-08-15"),
            ("ghosts", "2026-08-15", "orphaned [ghosts empty]"),
            ("saved", "2026-08-15", "owned [saved]"),
            ("nobody", "2026-08-14", "orphaned [nobody empty]"),
            ("led", "2026-08-15", "owned [ana for led]"),
            ("cto", "2026-08-15", "owned [cto] until 2026-10-01"),
            ("role:ceo", "2026-10-01", "orphaned [ceo empty]"),
            ("cfo", "2026-08-14", "owned [cfo] until 2026-08-15"),
            ("cfo", "2026-08-15", "orphaned [cfo empty]"),
        ];
        for (owners, today, expected) in table {
            assert_eq!(said(owners, today), expected, "{owners} on {today}");
        }
    }

    #[test]
    fn without_people_any_name_stands() {
        let ownership = judge(["the whole team"], &People::default(), day("2026-08-14"));
        assert_eq!(ownership.state, super::OwnerState::Owned);
        assert_eq!(
            judge([" "], &People::default(), day("2026-08-14")).state,
            super::OwnerState::Unowned
        );
    }

    #[test]
    fn a_team_has_a_lead_while_somebody_leads_it() {
        let lead = |team, today| lead(team, &people(), day(today)).map(|who| who.id().to_owned());
        assert_eq!(lead("platform", "2026-08-14").as_deref(), Some("ben"));
        assert_eq!(lead("platform", "2026-08-15"), None);
        assert_eq!(lead("led", "2026-08-15").as_deref(), Some("ana"));
        assert_eq!(lead("ghosts", "2026-08-14"), None);
    }
}
