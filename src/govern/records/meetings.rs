//! Meetings: their records, what is missing in them, and when the next ones are.

use super::{day_of, headings};
use crate::config::headings::{HeadingNames, RecordPart};
use crate::day::{Day, Moment, Period, Unit, Wait, WaitUnit, Zone, hours};
use crate::resolve::Resolved;
use crate::site::meta::{PageType, Status};
use crate::site::record::{ClockTime, RecordMeta, Series};
use crate::site::{Page, PageId, Site};
use crate::yaml::Sourced;
use std::collections::BTreeMap;
use strum::IntoStaticStr;

/// A meeting has its takeaways so many working days after it.
const TAKEAWAYS_AFTER: i64 = 2;

/// How far ahead the next meeting of a series is announced.
const AHEAD: i64 = 62;

/// Steps from the first meeting of a series to the next: more than two a day for fifty years.
const MOST_STEPS: usize = 40_000;

/// The record of a meeting.
#[derive(Clone, Debug)]
pub struct MeetingRecord {
    /// The page.
    pub page: PageId,
    /// The series, in the order of handbook.yaml.
    pub series: Option<usize>,
    /// Its day.
    pub day: Option<Day>,
    /// What became of it.
    pub state: MeetingState,
    /// Since when its agenda should be there, where it is not.
    pub agenda_missing_since: Option<Day>,
    /// Since when it should be there what came of it, where it is not.
    pub takeaways_missing_since: Option<Day>,
    /// Whether nobody says why it is live.
    pub is_without_reason: bool,
}

/// What became of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum MeetingState {
    /// It is still to come.
    Planned,
    /// It was held live.
    Held,
    /// It did not take place.
    Cancelled,
    /// It was done in writing instead.
    MovedToAsync,
}

/// All meetings of a handbook on a day.
#[derive(Clone, Debug, Default)]
pub struct Meetings {
    records: Vec<MeetingRecord>,
    /// For each series the next days without a record yet.
    next: Vec<Option<Day>>,
}

impl Meetings {
    /// Collects the published records, the latest first.
    pub fn collect(resolved: &Resolved<'_>, today: Day) -> Self {
        let site = resolved.site();
        let pages = site.page_ids().filter(|id| {
            site.is_published(*id) && *site.page(*id).meta().kind() == PageType::Meeting
        });
        let mut records: Vec<MeetingRecord> = pages
            .filter(|id| is_meeting(site.page(*id)))
            .map(|id| record(site, id, today))
            .collect();
        records.sort_by_key(|record| (std::cmp::Reverse(record.day), record.page));
        let next = (0..site.series().len()).map(|number| next(site, &records, number, today));
        let next = next.collect();
        Meetings { records, next }
    }

    /// All records, the latest first; those without a day last.
    pub fn records(&self) -> &[MeetingRecord] {
        &self.records
    }

    /// The records of a series, the latest first.
    pub fn of_series(&self, number: usize) -> impl Iterator<Item = &MeetingRecord> {
        self.records.iter().filter(move |record| record.series == Some(number))
    }

    /// The next day of a series for which there is no record.
    pub fn next_of(&self, number: usize) -> Option<Day> {
        self.next.get(number).copied().flatten()
    }

    /// The record of a page.
    pub fn record_of(&self, page: PageId) -> Option<&MeetingRecord> {
        self.records.iter().find(|record| record.page == page)
    }

    /// The records before and behind one in its series, by their days.
    pub fn neighbours(&self, record: &MeetingRecord) -> (Option<PageId>, Option<PageId>) {
        let Some(series) = record.series else { return (None, None) };
        let all: Vec<&MeetingRecord> =
            self.of_series(series).filter(|other| other.day.is_some()).collect();
        let Some(own) = all.iter().position(|other| other.page == record.page) else {
            return (None, None);
        };
        let at = |place: usize| all.get(place).map(|record| record.page);
        (at(own + 1), own.checked_sub(1).and_then(at))
    }
}

/// The page of a section of records is none itself: it names a series, and no day.
fn is_meeting(page: &Page) -> bool {
    day_of(page).is_some() || page.meta().record.series.is_none()
}

fn record(site: &Site, id: PageId, today: Day) -> MeetingRecord {
    let page = site.page(id);
    let names = &site.config().headings;
    let meta = &page.meta().record;
    let series = meta.series.as_ref().and_then(|name| {
        site.series()
            .iter()
            .position(|series| series.id.value().eq_ignore_ascii_case(name.value().trim()))
    });
    let of_series = series.and_then(|number| site.series().get(number));
    let day = day_of(page);
    let state = state(page, day, today);
    let is_live = matches!(state, MeetingState::Planned | MeetingState::Held);
    let has_reason = meta.why_sync.is_some() || of_series.is_some();
    MeetingRecord {
        page: id,
        series,
        day,
        state,
        agenda_missing_since: day
            .filter(|_| {
                state == MeetingState::Planned && !headings::has(names, page, RecordPart::Agenda)
            })
            .map(|day| notes_due(meta, of_series, day))
            .filter(|due| *due < today),
        takeaways_missing_since: day
            .filter(|_| is_live && !has_result(names, page))
            .and_then(|day| working_days_after(day, TAKEAWAYS_AFTER))
            .filter(|due| *due < today),
        is_without_reason: is_live && !has_reason && day.is_some_and(|day| day >= today),
    }
}

fn state(page: &Page, day: Option<Day>, today: Day) -> MeetingState {
    let status = page.meta().status.as_ref().map(Sourced::value);
    let said = match status {
        Some(Status::Other(said)) => said.to_lowercase().replace([' ', '_'], "-"),
        _ => String::new(),
    };
    match said.as_str() {
        "cancelled" | "canceled" => MeetingState::Cancelled,
        "moved-to-async" | "async" | "moved-to-writing" => MeetingState::MovedToAsync,
        "held" | "done" => MeetingState::Held,
        _ if day.is_some_and(|day| day < today) => MeetingState::Held,
        _ => MeetingState::Planned,
    }
}

/// Whether the record says what came of the meeting: takeaways, decisions or follow-ups. A record
/// without any heading is as its author wants it.
fn has_result(names: &HeadingNames, page: &Page) -> bool {
    use RecordPart::{Decisions, FollowUps, Outcome, Takeaways};
    let has = |part| headings::has(names, page, part);
    let is_free = page.document().headings().is_empty() && page.document().words() > 0;
    is_free || [Takeaways, Decisions, FollowUps, Outcome].into_iter().any(has)
}

/// The last day on which the agenda is in time.
fn notes_due(meta: &RecordMeta, series: Option<&Series>, day: Day) -> Day {
    let own = meta.notes_due.as_ref().map(|wait| *wait.value());
    let wait = own.or(series.and_then(|series| series.notes_due));
    wait.and_then(|wait| before(day, wait)).unwrap_or(day)
}

/// A day so long before another; hours are rounded up to days.
fn before(day: Day, wait: Wait) -> Option<Day> {
    let count = i64::from(wait.count());
    match wait.unit() {
        WaitUnit::Minute => day.checked_add_days(-((count + 1439) / 1440)),
        WaitUnit::Hour => day.checked_add_days(-((count + 23) / 24)),
        WaitUnit::WorkingHour => working_days_after(day, -((count + 7) / 8)),
        WaitUnit::WorkingDay => working_days_after(day, -count),
    }
}

/// So many days from Monday to Friday later, or earlier.
pub fn working_days_after(day: Day, days: i64) -> Option<Day> {
    let (mut day, mut left) = (day, days.abs());
    while left > 0 {
        day = day.checked_add_days(days.signum())?;
        left -= i64::from(day.weekday().to_monday_zero_offset() < 5);
    }
    Some(day)
}

/// The next day of a series on which there is no record: counted from its first day or its latest
/// record.
fn next(site: &Site, records: &[MeetingRecord], number: usize, today: Day) -> Option<Day> {
    let series = site.series().get(number)?;
    let days: Vec<Day> = records
        .iter()
        .filter(|record| record.series == Some(number))
        .filter_map(|record| record.day)
        .collect();
    occurrences(series, days.iter().copied().max(), today)
        .take_while(|day| today.days_until(*day) <= AHEAD)
        .find(|day| !days.contains(day))
}

/// The days of a series from a day on.
pub fn occurrences(series: &Series, latest: Option<Day>, from: Day) -> impl Iterator<Item = Day> {
    let every = series.every.or(series.weekday.map(|_| Period::of(1, Unit::Week)));
    let start = latest.or(series.first).or(series.weekday.map(|_| from));
    let on = |day: Day| match series.weekday {
        Some(weekday) => {
            let own = day.weekday().to_monday_zero_offset();
            let ahead = i64::try_from(weekday).unwrap_or(0) - i64::from(own);
            day.checked_add_days(ahead.rem_euclid(7)).unwrap_or(day)
        }
        None => day,
    };
    let days = every.zip(start).into_iter().flat_map(move |(every, start)| {
        std::iter::successors(Some(on(start)), move |day| {
            Some(day.plus(every)).filter(|next| next > day && *next < Day::LAST)
        })
    });
    days.take(MOST_STEPS).filter(move |day| *day >= from)
}

/// When a meeting begins, and how many minutes it is: by the record, else by its series.
pub fn moment(
    site: &Site,
    meta: Option<&RecordMeta>,
    series: Option<&Series>,
    day: Day,
) -> Option<(Moment, Zone, u32)> {
    let own = |time: &Sourced<ClockTime>| *time.value();
    let time = meta.and_then(|meta| meta.time.as_ref()).map(own);
    let time = time.or(series.and_then(|series| series.time))?;
    let zone = meta.and_then(|meta| meta.timezone.as_ref()).map(|zone| zone.value().clone());
    let zone = zone.or_else(|| series.and_then(|series| series.timezone.clone()));
    let zone = zone.unwrap_or_else(|| site.config().timezone.clone());
    let length = meta.and_then(|meta| meta.length.as_ref()).map(|length| *length.value());
    let length = length.or(series.and_then(|series| series.length)).map_or(60, minutes);
    Some((Moment::at(day, time.0, &zone)?, zone, length))
}

/// The minutes of a length.
pub fn minutes(length: Wait) -> u32 {
    let each = match length.unit() {
        WaitUnit::Minute => 1,
        WaitUnit::Hour | WaitUnit::WorkingHour => 60,
        WaitUnit::WorkingDay => u32::from(hours::DAY) / 3,
    };
    length.count().saturating_mul(each)
}

/// How many meetings of each quarter were live, in writing and cancelled; the latest first.
pub fn by_quarter(records: &[MeetingRecord]) -> Vec<((i16, i8), [usize; 3])> {
    let mut quarters: BTreeMap<(i16, i8), [usize; 3]> = BTreeMap::new();
    for record in records {
        let column = match record.state {
            MeetingState::Planned => continue,
            MeetingState::Held => 0,
            MeetingState::MovedToAsync => 1,
            MeetingState::Cancelled => 2,
        };
        let Some(day) = record.day else { continue };
        let quarter = (day.date().year(), (day.date().month() + 2) / 3);
        if let Some(count) = quarters.entry(quarter).or_default().get_mut(column) {
            *count += 1;
        }
    }
    quarters.into_iter().rev().collect()
}
