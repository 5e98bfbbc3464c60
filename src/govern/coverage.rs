//! Whether somebody is there at any hour of the week: working hours, hours on call, and whoever
//! stands in.

use crate::day::hours::DAY;
use crate::day::{Day, Hours, Zone};
use crate::govern::rota::{Rota, Schedule};
use crate::site::Site;
use crate::site::people::Who;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

/// Half a year, so that summer and winter time are both looked at.
const HALF_A_YEAR: i64 = 26 * 7;

/// A time of the week in which nobody is there, by the handbook's clock; days from 0 for Monday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The day and the minute of the day from which on nobody is there.
    pub from: (usize, u16),
    /// The day and the minute at which somebody is there again.
    pub to: (usize, u16),
}

/// The longest time of a week in which nobody of these is there, nor whoever stands in for them.
/// None where there is no such time, and where nobody's hours are known. Holidays and days away do
/// not count.
pub fn gap(site: &Site, keepers: &[Who], today: Day) -> Option<Gap> {
    let mut schedules = Rota::of(site, keepers, today).schedules;
    let known = on_call(site, keepers, &schedules);
    schedules.extend(known);
    if schedules.is_empty() {
        return None;
    }
    let monday = today.checked_add_days(-i64::from(today.weekday().to_monday_zero_offset()))?;
    let weeks = [Some(monday), monday.checked_add_days(HALF_A_YEAR)];
    let zone = &site.config().timezone;
    let gaps =
        weeks.into_iter().flatten().filter_map(|monday| longest(&schedules, zone, monday.date()));
    let (from, to) = gaps.max_by_key(|(from, to)| to - from)?;
    Some(Gap { from: clock(zone, from)?, to: clock(zone, to)? })
}

/// Hours on call as schedules: of people by their own clocks, of teams by the handbook's.
fn on_call(site: &Site, keepers: &[Who], known: &[Schedule]) -> Vec<Schedule> {
    let people = site.people();
    let ours = &site.config().timezone;
    let schedule = |hours: &Hours, zone: &Zone| Rota::of_hours(hours, zone).schedules;
    let persons = known.iter().filter_map(|known| people.person(known.person.as_deref()?));
    let of_people = persons.filter_map(|person| {
        Some(schedule(person.on_call.as_ref()?.value(), person.timezone.as_ref().unwrap_or(ours)))
    });
    let teams = keepers.iter().filter_map(|who| match who {
        Who::Team(id) => people.team(id),
        Who::Role(id) => match people.holder(id)? {
            Who::Team(id) => people.team(&id),
            _ => None,
        },
        Who::Person(_) => None,
    });
    let of_teams = teams.filter_map(|team| Some(schedule(team.on_call.as_ref()?.value(), ours)));
    of_people.chain(of_teams).flatten().collect()
}

/// The longest span without anybody in the week that begins on a Monday; it may reach into the next
/// week, which is like it.
fn longest(schedules: &[Schedule], zone: &Zone, monday: Date) -> Option<(i64, i64)> {
    let days = |schedule: &Schedule| -> Vec<(i64, i64)> {
        let first = monday.checked_sub(2.days()).unwrap_or(monday);
        first.series(1.day()).take(18).flat_map(|date| schedule.spans(date)).collect()
    };
    let mut spans: Vec<(i64, i64)> = schedules.iter().flat_map(days).collect();
    spans.sort_unstable();
    let begin = Rota::of_hours(&Hours::always(), zone).schedules.first()?.instant(monday, 0)?;
    let end = begin + 14 * i64::from(DAY) * 60;
    let mut there = begin;
    let mut longest = (there, there);
    for (from, to) in spans.into_iter().chain([(end, end)]) {
        let from = from.min(end);
        if from - there > longest.1 - longest.0 {
            longest = (there, from);
        }
        there = there.max(to);
    }
    (longest.0 < longest.1).then_some(longest)
}

/// What the clock of a zone shows at a moment: the day of the week and the minute of the day.
fn clock(zone: &Zone, instant: i64) -> Option<(usize, u16)> {
    let shown = zone.time_zone().to_datetime(Timestamp::from_second(instant).ok()?);
    let day = usize::try_from(shown.date().weekday().to_monday_zero_offset()).ok()?;
    let minutes = i32::from(shown.hour()) * 60 + i32::from(shown.minute());
    Some((day, u16::try_from(minutes).ok()?))
}
