//! The keys of people.yaml.

use crate::yaml::{MapKey, Takes};

/// The top of the file.
pub const PEOPLE: &[MapKey] = &[
    MapKey::new(
        &["people"],
        Takes::ById(&Takes::Either(&[Takes::Text, PERSON_MAP])),
        "people by id",
    ),
    MapKey::new(&["teams"], Takes::ById(&Takes::Either(&[Takes::Text, TEAM_MAP])), "teams by id"),
    MapKey::new(&["roles"], Takes::ById(&Takes::Text), "who has which role"),
];

const PERSON_MAP: Takes = Takes::Map(PERSON);
const TEAM_MAP: Takes = Takes::Map(TEAM);

/// A person.
pub const PERSON: &[MapKey] = &[
    MapKey::new(&["name"], Takes::Text, "what the person is called"),
    MapKey::new(
        &["email", "mail"],
        Takes::Text,
        "the address for mail; also a way to name the person as an owner",
    ),
    MapKey::new(
        &["phone"],
        Takes::Text,
        "the number to call, in quotes: `\"+351 21 000 0000\"`; [on paper](publishing.md#paper), \
         pages name it where they say whom to escalate to",
    ),
    MapKey::new(&["slack"], Takes::Text, "the handle on Slack; also a way to name the person"),
    MapKey::new(&["github"], Takes::Text, "the handle on GitHub; also a way to name the person"),
    MapKey::new(
        &["timezone"],
        Takes::Text,
        "such as `Europe/Lisbon`; see [unknown-timezone](findings.md#unknown-timezone)",
    ),
    MapKey::new(
        &["working_hours"],
        Takes::Hours,
        "the working hours by the person's clock, such as `Mon-Fri 09:00-17:00`",
    ),
    MapKey::new(
        &["on_call"],
        Takes::Hours,
        "hours in which the person can be woken, beside the working hours",
    ),
    MapKey::new(
        &["holidays"],
        Takes::Text,
        "a region of `holidays` in [handbook.yaml](configuration.md#time-and-urgency)",
    ),
    MapKey::new(&["starts"], Takes::Day, "the first day, for those who are still to come"),
    MapKey::new(
        &["left"],
        Takes::Day,
        "the last day; from the next day on the person owns nothing, unless somebody covers",
    ),
    MapKey::new(&["cover"], Takes::Text, "who stands in: a person, team or role"),
    MapKey::new(
        &["away"],
        Takes::List(&Takes::Either(&[Takes::Day, Takes::Map(AWAY)])),
        "days of absence, the last one included; readers see days, never reasons",
    ),
    MapKey::new(&["teams", "team"], Takes::Texts, "ids of the person's teams"),
];

/// An absence of a person.
pub const AWAY: &[MapKey] = &[
    MapKey::new(&["from"], Takes::Day, "the first day; without it, only the last one"),
    MapKey::new(&["to", "until"], Takes::Day, "the last day; without it, only the first one"),
];

/// A team.
pub const TEAM: &[MapKey] = &[
    MapKey::new(&["name"], Takes::Text, "the name for readers"),
    MapKey::new(
        &["for", "description"],
        Takes::Text,
        "what it answers for, in a sentence: the first line of its page",
    ),
    MapKey::new(&["lead"], Takes::Text, "who leads it"),
    MapKey::new(
        &["members"],
        Takes::Texts,
        "ids of people; whoever names the team in `teams` is a member too",
    ),
    MapKey::new(&["email", "mail"], Takes::Text, "its address for mail"),
    MapKey::new(&["phone"], Takes::Text, "the number to call, such as that of whoever is on call"),
    MapKey::new(&["slack"], Takes::Text, "its channel on Slack"),
    MapKey::new(&["github"], Takes::Text, "its name on GitHub"),
    MapKey::new(&["cover"], Takes::Text, "who stands in for the whole team"),
    MapKey::new(
        &["on_call"],
        Takes::Hours,
        "hours in which somebody of the team can be woken, by the handbook's clock; mostly \
         `always`",
    ),
];
