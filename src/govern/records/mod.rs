//! The records of the company's week on one day: what they ask of whom. Values only.

pub mod brainstorms;
pub mod decisions;
pub mod headings;
pub mod meetings;

use self::brainstorms::Brainstorms;
use self::decisions::Decisions;
use self::meetings::Meetings;
use super::follow_ups::FollowUps;
use crate::day::Day;
use crate::resolve::Resolved;
use crate::site::Page;
use crate::site::meta::PageType;
use crate::site::name;
use crate::yaml::same_key;

/// Everything that meetings, decisions and brainstorms say, as of a day.
#[derive(Clone, Debug)]
pub struct Records {
    /// What is to be done.
    pub follow_ups: FollowUps,
    /// Meetings.
    pub meetings: Meetings,
    /// Decisions.
    pub decisions: Decisions,
    /// Brainstorms.
    pub brainstorms: Brainstorms,
}

impl Records {
    /// Collects it from all published pages.
    pub fn collect(resolved: &Resolved<'_>, today: Day) -> Self {
        Records {
            follow_ups: FollowUps::collect(resolved, today),
            meetings: Meetings::collect(resolved, today),
            decisions: Decisions::collect(resolved),
            brainstorms: Brainstorms::collect(resolved, today),
        }
    }
}

/// Whether a page is the record of something.
pub fn is_record(page: &Page) -> bool {
    matches!(page.meta().kind(), PageType::Meeting | PageType::Decision | PageType::Brainstorm)
}

/// The day of a record: what its front matter says, else the day that its file's name begins with.
pub fn day_of(page: &Page) -> Option<Day> {
    let record = &page.meta().record;
    let written = record.date.as_ref().or(record.closes.as_ref()).or(record.opens.as_ref());
    let extra = || {
        let entry = page.meta().extra.iter().find(|entry| same_key(&entry.key, "date"))?;
        Day::parse(entry.value.text()?).ok()
    };
    written.map(|day| *day.value()).or_else(extra).or_else(|| day_of_name(page.source().path()))
}

/// `2026-11-12.md`, `2026-11-12-retro.md`
fn day_of_name(path: &str) -> Option<Day> {
    let stem = name::stem(path)?;
    let last = stem.rsplit('/').next()?;
    let (day, behind) = (last.get(..10)?, last.get(10..)?);
    let ends = behind.is_empty() || behind.starts_with(['-', '_', ' ', '.']);
    Day::parse(day).ok().filter(|_| ends)
}
