//! What a company calls urgent, where it asks, and how it chose to work: levels, channels, hours,
//! holidays, ways of working.
//!
//! What follows from them for a page, or for a moment, is computed elsewhere.

use crate::day::{Day, Hours, Wait};
use crate::yaml::Sourced;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};

/// Everything that handbook.yaml says about time and urgency.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Urgency {
    /// The levels, most urgent first.
    pub(crate) levels: Vec<Level>,
    /// The place of the level of whatever says nothing.
    pub(crate) default: Option<usize>,
    /// What to do when two levels seem right.
    pub(crate) when_unsure: Option<WhenUnsure>,
    /// Places to ask, in the order of the file.
    pub(crate) channels: Vec<Channel>,
    /// The hours of those who have none of their own.
    pub(crate) working_hours: Option<Sourced<Hours>>,
    /// Public holidays by region.
    pub(crate) holidays: BTreeMap<String, BTreeSet<Day>>,
    /// What is done in writing and what live.
    pub(crate) ways: Vec<WayOfWorking>,
}

/// What to do when two levels seem right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenUnsure {
    /// Take the more urgent one.
    MoreUrgent,
    /// Take the less urgent one.
    LessUrgent,
}

/// One level of urgency.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// Its name in front matter: `high`.
    pub(crate) id: Sourced<String>,
    /// What belongs to it.
    pub(crate) means: Option<String>,
    /// What is often taken for it and is not.
    pub(crate) not: Option<String>,
    /// Cases.
    pub(crate) examples: Vec<String>,
    /// What is promised.
    pub(crate) promise: Promise,
}

/// What whoever asks can count on. A page has one where it refines its level; what it leaves out is
/// the level's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Promise {
    /// Where to ask, by the ids of channels, the best first.
    pub(crate) channels: Vec<Sourced<String>>,
    /// When somebody says that they have seen it.
    pub(crate) first_reply_within: Option<Sourced<Wait>>,
    /// When there is an answer.
    pub(crate) answer_within: Option<Sourced<Wait>>,
    /// When the promise holds, by the handbook's clock; the working hours of whoever answers where
    /// it does not say.
    pub(crate) hours: Option<Sourced<Hours>>,
    /// Who is asked next.
    pub(crate) escalate: Vec<Step>,
}

/// One step of an escalation.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// How long nobody answered.
    pub(crate) after: Sourced<Wait>,
    /// Who is asked then.
    pub(crate) to: Sourced<String>,
}

/// What a page, or the defaults of its section, say of the urgency of what it is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageUrgency {
    /// The level by its id; the default one where it does not say.
    pub(crate) level: Option<Sourced<String>>,
    /// What is promised other than by the level.
    pub(crate) promise: Promise,
}

/// The level alone; what else is promised has lines of its own wherever it is shown.
impl Display for PageUrgency {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        out.write_str(self.level.as_ref().map_or("the default level", |level| level.value()))
    }
}

/// A place to ask.
#[derive(Clone, Debug, PartialEq)]
pub struct Channel {
    /// Its name in handbook.yaml: `chat`.
    pub(crate) id: String,
    /// The name for readers.
    pub(crate) name: String,
    /// Where it is.
    pub(crate) link: Option<String>,
    /// What it is for.
    pub(crate) purpose: Option<String>,
    /// What it is not for.
    pub(crate) not_for: Option<String>,
    /// When an answer comes there.
    pub(crate) answer_within: Option<Sourced<Wait>>,
    /// When somebody is there; the working hours of whoever answers where it does not say.
    pub(crate) hours: Option<Sourced<Hours>>,
}

/// A kind of work, and how it is done here on purpose.
#[derive(Clone, Debug, PartialEq)]
pub struct WayOfWorking {
    /// What is done: `brainstorm`.
    pub(crate) work: Sourced<String>,
    /// How: `in writing`.
    pub(crate) now: Option<String>,
    /// Why so.
    pub(crate) why: Option<String>,
    /// When the choice is looked at again.
    pub(crate) look_again: Option<Sourced<Day>>,
}

impl Urgency {
    /// The levels, most urgent first.
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// The level of an id, and its place: 0 is the most urgent.
    pub fn level(&self, id: &str) -> Option<(usize, &Level)> {
        self.levels
            .iter()
            .enumerate()
            .find(|(_, level)| level.id.value().eq_ignore_ascii_case(id.trim()))
    }

    /// The level that is said, where it is more urgent than that of whatever says nothing.
    pub fn above_default(&self, said: &PageUrgency) -> Option<&Level> {
        let (index, level) = self.level(said.level.as_ref()?.value())?;
        self.default.filter(|default| index < *default).map(|_| level)
    }

    /// The channel of an id or of a name.
    pub fn channel(&self, name: &str) -> Option<&Channel> {
        let name = name.trim();
        let by_id = self.channels.iter().find(|channel| channel.id.eq_ignore_ascii_case(name));
        by_id.or_else(|| {
            self.channels.iter().find(|channel| channel.name.eq_ignore_ascii_case(name))
        })
    }

    /// Ways of working, in the order of the file.
    pub fn ways(&self) -> &[WayOfWorking] {
        &self.ways
    }
}

impl Promise {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Promise::default()
    }
}
