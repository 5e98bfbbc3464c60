//! Who can answer, and when they work: the schedules behind an expected answer.
//!
//! A rota is small enough to travel in a page: [`Rota::text`] is all that the page's script needs.
//! It holds no reasons of absence, and not whether anybody will leave.

use crate::day::hours::DAY;
use crate::day::{Day, Hours, Zone};
use crate::site::Site;
use crate::site::people::{Person, Who};
use crate::yaml::Sourced;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// So many people of a team are asked; the lead first.
const MEMBERS: usize = 12;

/// So many times one person can stand in for another who stands in for a third.
pub(super) const COVERS: usize = 4;

/// Whoever may answer, with everybody who may stand in for them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rota {
    pub(super) schedules: Vec<Schedule>,
    /// Those who are asked, by their places in `schedules`; the others stand in.
    pub(super) asked: Vec<usize>,
}

/// When one person works.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Schedule {
    /// The person's id; none for hours that belong to nobody.
    pub(super) person: Option<String>,
    pub(super) zone: Zone,
    pub(super) hours: Hours,
    /// Days off, holidays among them; ordered, apart, both ends count.
    pub(super) off: Vec<(Day, Day)>,
    /// The day on which the person will have left. It is nobody's business but the terminal's.
    pub(super) gone: Option<Day>,
    /// Who stands in on days off, by their places.
    pub(super) cover: Vec<usize>,
}

/// Part of a working day, in seconds since 1970: from, and the second behind.
pub(super) type Span = (i64, i64);

impl Rota {
    /// The rota of whoever is asked; `today` decides who has left, and whom covers answer for.
    pub fn of(site: &Site, asked: &[Who], today: Day) -> Self {
        let mut makes = Making { site, today, rota: Rota::default(), places: BTreeMap::new() };
        let asked: Vec<usize> = asked.iter().flat_map(|who| makes.whoever(who, 0)).collect();
        let mut seen = BTreeSet::new();
        Rota {
            asked: asked.into_iter().filter(|place| seen.insert(*place)).collect(),
            ..makes.rota
        }
    }

    /// Hours that hold whoever is there: those of a level or channel.
    pub fn of_hours(hours: &Hours, zone: &Zone) -> Self {
        let (zone, hours) = (zone.clone(), hours.clone());
        let schedule =
            Schedule { person: None, zone, hours, off: Vec::new(), gone: None, cover: Vec::new() };
        Rota { schedules: vec![schedule], asked: vec![0] }
    }

    /// When somebody works, for the script that says whether they do now: zone; turns by day;
    /// days off. None where no hours are known.
    pub fn text_of(site: &Site, person: &str, today: Day) -> Option<String> {
        let rota = Rota::of(site, &[Who::Person(person.to_owned())], today);
        let is_theirs = |schedule: &Schedule| schedule.person.as_deref() == Some(person);
        let mut schedule = rota.schedules.into_iter().find(is_theirs)?;
        schedule.off.retain(|(_, last)| *last >= today);
        Some(schedule.text())
    }

    /// Whether nobody's hours are known.
    pub fn is_empty(&self) -> bool {
        self.asked.is_empty()
    }

    /// The spans of the working day that somebody, or whoever stands in, has on a day of that
    /// person's calendar; empty on a free day.
    pub(super) fn working_day(&self, place: usize, date: Date, depth: usize) -> Vec<Span> {
        let Some((schedule, day)) = self.schedules.get(place).zip(Day::from_date(date)) else {
            return Vec::new();
        };
        if !schedule.is_off(day) {
            return schedule.spans(date);
        }
        let Some((from, to)) = schedule.instant(date, 0).zip(schedule.instant(date, DAY)) else {
            return Vec::new();
        };
        let covers = schedule.cover.iter().filter(|_| depth < COVERS);
        let starting = covers.flat_map(|cover| self.starting_in(*cover, (from, to), depth + 1));
        starting.min_by_key(|spans| spans.first().copied()).unwrap_or_default()
    }

    /// The working days of somebody that begin in a span of time.
    fn starting_in(&self, place: usize, (from, to): Span, depth: usize) -> Vec<Vec<Span>> {
        let dates = self
            .schedules
            .get(place)
            .and_then(|schedule| Some((schedule.date(from)?, schedule.date(to - 1)?)));
        let Some((first, last)) = dates else {
            return Vec::new();
        };
        let days = first.series(1.day()).take_while(|date| *date <= last);
        let days = days.map(|date| self.working_day(place, date, depth));
        days.filter(|spans| spans.first().is_some_and(|(start, _)| (from..to).contains(start)))
            .collect()
    }
}

impl Schedule {
    /// For the page's scripts: zone; turns by day; days off.
    fn text(&self) -> String {
        format!("{};{};{}", self.zone, turns(&self.hours), days(&self.off))
    }

    pub(super) fn is_off(&self, day: Day) -> bool {
        self.gone.is_some_and(|gone| gone <= day)
            || self.off.iter().any(|(from, to)| *from <= day && day <= *to)
    }

    pub(super) fn spans(&self, date: Date) -> Vec<Span> {
        let weekday = usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or_default();
        let turns = self.hours.of(weekday).iter();
        let spans =
            turns.filter_map(|turn| self.instant(date, turn.from).zip(self.instant(date, turn.to)));
        // Where clocks go forward, a turn may have no time at all.
        spans.filter(|(from, to)| from < to).collect()
    }

    /// The moment at which the person's clock shows so many minutes behind the midnight of a day. A
    /// time that clocks leave out is as much later as they go forward; of one that comes twice the
    /// first is meant.
    pub(super) fn instant(&self, date: Date, minutes: u16) -> Option<i64> {
        let clock = date.at(0, 0, 0, 0).checked_add(i64::from(minutes).minutes()).ok()?;
        self.zone.time_zone().to_timestamp(clock).ok().map(jiff::Timestamp::as_second)
    }

    /// The person's day at a moment.
    pub(super) fn date(&self, instant: i64) -> Option<Date> {
        let instant = jiff::Timestamp::from_second(instant).ok()?;
        Some(self.zone.time_zone().to_datetime(instant).date())
    }
}

/// A rota that is being made.
struct Making<'a> {
    site: &'a Site,
    today: Day,
    rota: Rota,
    places: BTreeMap<String, usize>,
}

impl Making<'_> {
    /// The places of whoever answers for somebody: the person, the living of a team, whoever has a
    /// role; else whoever stands in.
    fn whoever(&mut self, who: &Who, depth: usize) -> Vec<usize> {
        let people = self.site.people();
        if depth > COVERS {
            return Vec::new();
        }
        match who {
            Who::Person(id) => match people.person(id) {
                Some(person) if person.left.is_none_or(|left| self.today <= left) => {
                    self.person(id, person, depth).into_iter().collect()
                }
                person => self.named(
                    person.and_then(|person| person.cover.as_ref()).map(Sourced::value),
                    depth,
                ),
            },
            Who::Team(id) => {
                let members = people.living_members(id, self.today).into_iter().take(MEMBERS);
                let places: Vec<usize> =
                    members.filter_map(|member| self.member(&member, depth)).collect();
                let cover =
                    people.team(id).and_then(|team| team.cover.as_ref()).map(Sourced::value);
                if places.is_empty() { self.named(cover, depth) } else { places }
            }
            Who::Role(id) => {
                people.holder(id).map(|who| self.whoever(&who, depth + 1)).unwrap_or_default()
            }
        }
    }

    fn named(&mut self, name: Option<&String>, depth: usize) -> Vec<usize> {
        let who = name.and_then(|name| self.site.people().found(name));
        who.map(|who| self.whoever(&who, depth + 1)).unwrap_or_default()
    }

    fn member(&mut self, id: &str, depth: usize) -> Option<usize> {
        let site = self.site;
        self.person(id, site.people().person(id)?, depth)
    }

    /// The place of a person; none without hours, because nothing is guessed.
    fn person(&mut self, id: &str, person: &Person, depth: usize) -> Option<usize> {
        if let Some(place) = self.places.get(id) {
            return Some(*place);
        }
        let urgency = self.site.urgency();
        let hours =
            person.working_hours.as_ref().or(urgency.working_hours.as_ref())?.value().clone();
        let schedule = Schedule {
            person: Some(id.to_owned()),
            zone: person.timezone.clone().unwrap_or_else(|| self.site.config().timezone.clone()),
            hours,
            off: off(person, self.site),
            gone: person.left.and_then(|left| left.checked_add_days(1)),
            cover: Vec::new(),
        };
        let place = self.rota.schedules.len();
        self.rota.schedules.push(schedule);
        self.places.insert(id.to_owned(), place);
        let cover = self.named(person.cover.as_ref().map(Sourced::value), depth);
        if let Some(schedule) = self.rota.schedules.get_mut(place) {
            schedule.cover = cover.into_iter().filter(|other| *other != place).collect();
        }
        Some(place)
    }
}

/// Holidays, days away, and all days before the first one; ordered, and days in a row together.
fn off(person: &Person, site: &Site) -> Vec<(Day, Day)> {
    let region =
        person.holidays.as_ref().and_then(|region| site.urgency().holidays.get(region.value()));
    let holidays = region.into_iter().flatten().map(|day| (*day, *day));
    let away = person.away.iter().map(|away| (away.from, away.to));
    let before =
        person.starts.and_then(|starts| starts.checked_add_days(-1)).map(|last| (Day::FIRST, last));
    let mut all: Vec<(Day, Day)> = holidays.chain(away).chain(before).collect();
    all.sort();
    let mut off: Vec<(Day, Day)> = Vec::new();
    for (from, to) in all {
        match off.last_mut() {
            Some((_, last)) if last.checked_add_days(1).is_none_or(|next| from <= next) => {
                *last = to.max(*last);
            }
            _ => off.push((from, to)),
        }
    }
    off
}

impl Rota {
    /// The whole rota in one line, for the page's script: who is asked, then each schedule behind a
    /// `|`: zone; turns by day; days off; who stands in.
    pub fn text(&self) -> String {
        let places =
            |places: &[usize]| places.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
        let schedules = self
            .schedules
            .iter()
            .map(|schedule| format!("|{};{}", schedule.text(), places(&schedule.cover)));
        places(&self.asked) + &schedules.collect::<String>()
    }
}

/// `540-1020,540-720 780-1020,,,,,`: minutes since midnight, Monday first.
fn turns(hours: &Hours) -> String {
    let day = |day: usize| {
        let turns = hours.of(day).iter().map(|turn| format!("{}-{}", turn.from, turn.to));
        turns.collect::<Vec<_>>().join(" ")
    };
    (0..7).map(day).collect::<Vec<_>>().join(",")
}

/// `2026-12-01 2026-12-24/2027-01-02`
fn days(off: &[(Day, Day)]) -> String {
    let range = |(from, to): &(Day, Day)| {
        if from == to { from.to_string() } else { format!("{from}/{to}") }
    };
    off.iter().map(range).collect::<Vec<_>>().join(" ")
}
