//! Follow-ups: the tasks of records, with who does them and by when.

mod due;
mod owner;
#[cfg(test)]
mod tests;
mod unspaced;
mod words;

use super::records::{self, headings};
use crate::config::headings::{HeadingNames, RecordPart};
use crate::day::{Day, DayError};
use crate::resolve::Resolved;
use crate::resolve::owners::Owner;
use crate::site::document::TaskLine;
use crate::site::meta::{PageType, Status};
use crate::site::people::Who;
use crate::site::{Page, PageId};
use crate::source::{Location, Span};
use crate::yaml::Sourced;
use std::collections::BTreeSet;
use std::ops::Range;

pub use due::due;
pub use owner::TaskPeople;

/// Something that somebody said they would do.
#[derive(Clone, Debug)]
pub struct FollowUp {
    /// The record.
    pub page: PageId,
    /// Whether its box is ticked.
    pub is_done: bool,
    /// What is to be done, without who and when.
    pub text: String,
    /// Who does it, the accountable one first.
    pub owners: Vec<Owner>,
    /// By when.
    pub due: Option<Day>,
    /// Why the day in it is none, and where it stands.
    pub trouble: Option<(DayError, Location)>,
    /// Names in it that nobody in people.yaml has.
    pub unknown: Vec<String>,
    /// Where the day stands, else the task.
    pub due_place: Location,
    /// Where the task stands.
    pub place: Location,
    /// The fragment of the heading in front of it.
    pub anchor: Option<String>,
}

/// All follow-ups of a handbook on a day.
#[derive(Clone, Debug)]
pub struct FollowUps {
    all: Vec<FollowUp>,
    /// The pages that have any.
    pages: BTreeSet<PageId>,
    today: Day,
}

impl FollowUp {
    /// Whether it should be done by now, and is not.
    pub fn is_overdue(&self, today: Day) -> bool {
        !self.is_done && self.due.is_some_and(|due| due < today)
    }

    /// Whether somebody does it.
    pub fn is_of(&self, who: &Who) -> bool {
        self.owners.iter().any(|owner| owner.who() == Some(who))
    }
}

impl FollowUps {
    /// Collects the tasks of all published records, and those below a heading such as "Follow-ups"
    /// on any other page.
    pub fn collect(resolved: &Resolved<'_>, today: Day) -> Self {
        let site = resolved.site();
        let people = TaskPeople::new(site.people());
        let names = &site.config().headings;
        let pages = site.page_ids().filter(|id| site.is_published(*id));
        let of_page = |id: PageId| {
            let page = site.page(id);
            let tasks =
                page.document().tasks().iter().filter(|task| is_follow_up(names, page, task));
            tasks.map(|task| follow_up(site, &people, id, task)).collect::<Vec<_>>()
        };
        let mut all: Vec<FollowUp> = pages.flat_map(of_page).collect();
        all.sort_by_key(|task| (task.due.is_none(), task.due));
        let pages = all.iter().map(|task| task.page).collect();
        FollowUps { all, pages, today }
    }

    /// All of them, the first one due first; those without a day last.
    pub fn all(&self) -> &[FollowUp] {
        &self.all
    }

    /// Whether a page has any.
    pub fn are_on(&self, page: PageId) -> bool {
        self.pages.contains(&page)
    }

    /// Those that are not done.
    pub fn open(&self) -> impl Iterator<Item = &FollowUp> {
        self.all.iter().filter(|task| !task.is_done)
    }

    /// Those that should be done by now.
    pub fn overdue(&self) -> impl Iterator<Item = &FollowUp> {
        self.all.iter().filter(|task| task.is_overdue(self.today))
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The day of all this.
    pub fn today(&self) -> Day {
        self.today
    }
}

/// Tasks of an included text belong to the page where they are written.
fn is_follow_up(names: &HeadingNames, page: &Page, task: &TaskLine) -> bool {
    let is_own = task.place.path() == page.source().path();
    let status = page.meta().status.as_ref().map(Sourced::value);
    let is_kept = !matches!(status, Some(Status::Archived | Status::Draft));
    let is_asked = if records::is_record(page) {
        !headings::is_in(names, page, task, RecordPart::Agenda)
    } else {
        headings::is_in(names, page, task, RecordPart::FollowUps) || is_of_review(names, page, task)
    };
    is_own && is_kept && is_asked && !is_struck(&task.text)
}

/// A task from the review of a runbook. Its checklists stay what they are: the review has a day, or
/// the task has one.
fn is_of_review(names: &HeadingNames, page: &Page, task: &TaskLine) -> bool {
    let day = headings::day_above(page, task);
    *page.meta().kind() == PageType::Runbook
        && headings::is_in(names, page, task, RecordPart::Review)
        && (day.is_some() || due(&task.text, None).is_some())
}

/// `~~send the draft~~` was given up.
fn is_struck(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("~~") && text.ends_with("~~")
}

fn follow_up(
    site: &crate::site::Site,
    people: &TaskPeople<'_>,
    id: PageId,
    task: &TaskLine,
) -> FollowUp {
    let page = site.page(id);
    let due = due(&task.text, headings::day_above(page, task).or_else(|| records::day_of(page)));
    let rest = due.as_ref().map_or(task.text.clone(), |due| words::without(&task.text, &due.span));
    let mut doers = people.doers(&rest);
    if doers.names.is_empty() {
        doers.names.extend(named_above(page, people, task));
    }
    let due_place = due.as_ref().map_or(task.place.clone(), |due| part(task, &due.span));
    let (day, trouble) = match due.map(|due| due.day) {
        None => (None, None),
        Some(Err(DayError::Ambiguous(days))) if days.len() == 1 => (days.first().copied(), None),
        Some(Ok(day)) => (Some(day), None),
        Some(Err(error)) => (None, Some((error, due_place.clone()))),
    };
    let is_unknown = |name: &&String| {
        name.starts_with('@') && !people.is_empty() && people.found(name).is_none()
    };
    FollowUp {
        page: id,
        is_done: task.is_done,
        text: words::plain(&doers.rest),
        unknown: doers.names.iter().filter(is_unknown).cloned().collect(),
        owners: doers.names.iter().map(|name| owner(site, people, name)).collect(),
        due: day,
        trouble,
        due_place,
        place: task.place.clone(),
        anchor: page.document().heading_of(task).map(|heading| heading.id.clone()),
    }
}

fn owner(site: &crate::site::Site, people: &TaskPeople<'_>, name: &str) -> Owner {
    match people.found(name) {
        Some(who) => Owner::known(site.people(), who),
        None => Owner::as_written(name),
    }
}

/// Whoever the heading in front of a task names: "Follow-ups", then "Ana".
fn named_above(page: &Page, people: &TaskPeople<'_>, task: &TaskLine) -> Option<String> {
    let heading = headings::above(page, task).next()?;
    people.found(&heading.text).map(|_| heading.text.clone())
}

/// The place of a part of a task; the task where its text is not as it stands in the file.
fn part(task: &TaskLine, range: &Range<usize>) -> Location {
    let whole = task.place.span();
    let is_same = |span: &Span| task.place.source().slice(*span) == task.text;
    match whole.filter(is_same) {
        Some(span) => {
            task.place.source().at(Span::new(span.start + range.start, span.start + range.end))
        }
        None => task.place.clone(),
    }
}
