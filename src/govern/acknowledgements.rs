//! Who has acknowledged which page, who has not yet, and until when they should.

use crate::day::Day;
use crate::site::acknowledgement::{AcknowledgeMeta, Acknowledged};
use crate::site::people::{Lookup, People, Who};
use crate::site::{Page, PageId, Site};
use std::collections::{BTreeMap, BTreeSet};

/// One page that people have to acknowledge.
#[derive(Clone, Debug)]
pub struct AcknowledgedPage {
    /// The page.
    pub page: PageId,
    /// The version that counts, if it has any.
    pub version: Option<String>,
    /// Everybody who is asked, by their id.
    pub people: BTreeMap<String, PersonalRecord>,
}

/// Whether one person has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonalRecord {
    /// When they did.
    pub done: Option<Day>,
    /// The last day on which it is not late.
    pub due: Option<Day>,
}

/// Rows of acknowledgements.csv that mean nothing here, by their place in it, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnusableRow {
    /// No page is called so.
    NoPage(usize),
    /// Nobody is called so; perhaps this name was meant.
    Nobody(usize, Option<String>),
    /// More than one person is called so, or a team or role is.
    NoPerson(usize),
    /// Later than today.
    InFuture(usize),
}

impl PersonalRecord {
    /// Whether the day has passed without a word.
    pub fn is_late(&self, today: Day) -> bool {
        self.done.is_none() && self.due.is_some_and(|due| due < today)
    }
}

impl AcknowledgedPage {
    /// How many have.
    pub fn done(&self) -> usize {
        self.people.values().filter(|record| record.done.is_some()).count()
    }

    /// Those who are late, by their id.
    pub fn late(&self, today: Day) -> impl Iterator<Item = &str> {
        let late = self.people.iter().filter(move |(_, record)| record.is_late(today));
        late.map(|(id, _)| id.as_str())
    }
}

/// Everything that is known on a day.
pub fn acknowledgements(site: &Site, today: Day) -> (Vec<AcknowledgedPage>, Vec<UnusableRow>) {
    let mut asked: Vec<AcknowledgedPage> = Vec::new();
    let mut starts = Vec::new();
    for id in site.page_ids().filter(|id| site.is_published(*id)) {
        let page = site.page(id);
        if let Some(written) = page.meta().acknowledge.as_ref() {
            asked.push(page_asked(site.people(), id, page, written.value(), today));
            starts.push(start(page));
        }
    }
    let names = PageNames::new(site);
    let by_page: BTreeMap<PageId, usize> =
        asked.iter().enumerate().map(|(place, asked)| (asked.page, place)).collect();
    let mut unusable = Vec::new();
    for (place, row) in site.acknowledged().iter().enumerate() {
        match record(&names, (place, row), today) {
            Ok(Some((page, person))) => {
                let found = by_page.get(&page).copied();
                let start = found.and_then(|place| starts.get(place));
                if let (Some(asked), Some(start)) = (found.and_then(|at| asked.get_mut(at)), start)
                {
                    asked.note(&person, row, *start);
                }
            }
            Ok(None) => {}
            Err(why) => unusable.push(why),
        }
    }
    (asked, unusable)
}

impl AcknowledgedPage {
    /// A row without a version counts for what held on its day.
    fn note(&mut self, person: &str, row: &Acknowledged, start: Option<Day>) {
        let is_of_version = match (&row.version, &self.version) {
            (Some(row), Some(version)) => row.trim() == version.trim(),
            _ => start.is_none_or(|start| row.day >= start),
        };
        if let Some(record) = self.people.get_mut(person).filter(|_| is_of_version) {
            record.done = Some(record.done.map_or(row.day, |done| done.min(row.day)));
        }
    }
}

impl UnusableRow {
    /// Its place in the table.
    pub fn place(&self) -> usize {
        match self {
            UnusableRow::NoPage(place)
            | UnusableRow::Nobody(place, _)
            | UnusableRow::NoPerson(place)
            | UnusableRow::InFuture(place) => *place,
        }
    }
}

/// Pages by all the names that tables of other systems may have for them.
pub struct PageNames<'s> {
    site: &'s Site,
    places: BTreeMap<String, PageId>,
}

impl<'s> PageNames<'s> {
    /// All names of the pages of a handbook.
    pub fn new(site: &'s Site) -> Self {
        PageNames { site, places: names(site) }
    }

    /// The page of a name; none where it is for fewer people than the site, and an error where
    /// there is no such page.
    pub fn page(&self, written: &str) -> Result<Option<PageId>, ()> {
        let own = self.site.web().own_path(written);
        let path = own.as_deref().unwrap_or(written);
        let name = path.split(['#', '?']).next().unwrap_or(path).trim_matches('/');
        match self.places.get(name) {
            Some(page) => Ok(Some(*page)),
            None if self.site.narrower().has_name(name) => Ok(None),
            None => Err(()),
        }
    }
}

/// The page and the person of a row; nothing where the page is for fewer people than the site.
fn record(
    names: &PageNames<'_>,
    (place, row): (usize, &Acknowledged),
    today: Day,
) -> Result<Option<(PageId, String)>, UnusableRow> {
    let found = names.page(&row.page).map_err(|()| UnusableRow::NoPage(place))?;
    let Some(page) = found else { return Ok(None) };
    if row.day > today {
        return Err(UnusableRow::InFuture(place));
    }
    match names.site.people().find(&row.person) {
        Lookup::Found(Who::Person(id)) => Ok(Some((page, id))),
        Lookup::Nobody { near } => Err(UnusableRow::Nobody(place, near)),
        _ => Err(UnusableRow::NoPerson(place)),
    }
}

/// Pages by their files, as seen from the handbook and from content, and by their addresses; by old
/// ones, too.
fn names(site: &Site) -> BTreeMap<String, PageId> {
    let mut names = BTreeMap::new();
    for id in site.page_ids() {
        let page = site.page(id);
        let path = page.source().path();
        let address = site.address(page).as_str().trim_matches('/');
        let stem = site.tree().node(page.node()).stem();
        let all = [path, site.content().within(path).unwrap_or(path), address, stem];
        for name in all {
            names.entry(name.to_owned()).or_insert(id);
            names.entry(site.content().below(name)).or_insert(id);
        }
    }
    // What was acknowledged before a page moved stays acknowledged.
    for id in site.page_ids() {
        for alias in &site.page(id).meta().aliases {
            let old = alias.value().trim_matches('/');
            for name in [old.to_owned(), format!("{old}.md"), format!("{old}/index.md")] {
                names.entry(site.content().below(&name)).or_insert(id);
                names.entry(name).or_insert(id);
            }
        }
    }
    names
}

fn page_asked(
    people: &People,
    id: PageId,
    page: &Page,
    written: &AcknowledgeMeta,
    today: Day,
) -> AcknowledgedPage {
    let version = written.version.clone();
    let version = version.or_else(|| Some(page.meta().version.as_ref()?.value().clone()));
    let start = start(page);
    let due = |person: &str| {
        let came = people.person(person).and_then(|person| person.starts);
        let from = start.max(came)?;
        Some(from.plus(written.within?))
    };
    let asked = asked(people, written, today).into_iter();
    let people =
        asked.map(|person| (person.clone(), PersonalRecord { done: None, due: due(&person) }));
    AcknowledgedPage { page: id, version, people: people.collect() }
}

/// From which day on it is to be acknowledged: when it holds or changed, whichever is later, or was
/// approved. Where a page says which changes are major, only those ask everybody again.
fn start(page: &Page) -> Option<Day> {
    let meta = page.meta();
    let day = |day: &Option<crate::yaml::Sourced<Day>>| day.as_ref().map(|day| *day.value());
    let changes = || meta.changes.iter().map(crate::yaml::Sourced::value);
    let has_major = changes().any(|change| change.major);
    let changed = changes().filter(|change| change.major || !has_major).map(|change| change.day);
    day(&meta.effective).max(changed.max()).or_else(|| day(&meta.approved))
}

/// Everybody who is there and is meant.
fn asked(people: &People, written: &AcknowledgeMeta, today: Day) -> BTreeSet<String> {
    let is_there = |id: &String| people.person(id).is_some_and(|person| person.is_there(today));
    if written.by.is_empty() {
        return people.people().map(|(id, _)| id.to_owned()).filter(is_there).collect();
    }
    let meant = written.by.iter().filter_map(|name| people.found(name.value()));
    let meant = meant.filter_map(|who| match who {
        Who::Role(role) => people.holder(&role),
        who => Some(who),
    });
    let all = meant.flat_map(|who| match who {
        Who::Person(id) => vec![id],
        Who::Team(id) => people.members(&id).map(str::to_owned).collect(),
        Who::Role(_) => Vec::new(),
    });
    all.filter(is_there).collect()
}
