//! The working hours of a team side by side on one day, by the handbook's clock, with the time at
//! which most of them work.

use crate::day::hours::{DAY, clock};
use crate::govern::overlap::{Part, minutes_ahead, overlap, seen_from, usual};
use crate::render::renderer::Renderer;
use crate::render::time;
use crate::render::time::city;
use crate::render::views::people::context::{Chart, ChartBar, ChartRow, Times};
use crate::render::views::people::rows;
use crate::site::address::Address;
use crate::site::people::Person;
use std::borrow::Cow;

/// Hours of more people are not seen at one glance any more.
const MOST: usize = 40;

/// The chart of some people; none where fewer than two of them say when they work, or where
/// they are too many. Nothing is guessed for the others.
pub fn chart<'r>(
    renderer: &'r Renderer<'_>,
    people: &[(&'r str, &'r Person)],
    from: &Address,
) -> Option<Chart<'r>> {
    let day = renderer.policies.today();
    let zone = &renderer.site.config().timezone;
    let parts: Vec<Vec<Part>> = people.iter().map(|(_, person)| parts(renderer, person)).collect();
    let known: Vec<Vec<Part>> = parts.iter().filter(|parts| !parts.is_empty()).cloned().collect();
    if known.len() < 2 || people.len() > MOST {
        return None;
    }
    let overlap = overlap(&known);
    let rows = people.iter().zip(&parts).map(|((id, person), parts)| ChartRow {
        person: rows::person_row(renderer, id, person, from),
        bars: bars(parts),
        times: parts.iter().map(times).collect(),
    });
    Some(Chart {
        day: time::day_text(renderer, day),
        zone: city(zone.name()).into(),
        ahead: minutes_ahead(zone, day),
        rows: rows.collect(),
        overlap: bars(&overlap.parts),
        times: overlap.parts.iter().map(times).collect(),
        people: overlap.people,
        most: overlap.most,
    })
}

/// A usual working day by the handbook's clock; empty for a person who does not say when, or
/// where, they work.
fn parts(renderer: &Renderer<'_>, person: &Person) -> Vec<Part> {
    let hours = person.working_hours.as_ref().or(renderer.site.urgency().working_hours.as_ref());
    let Some((hours, own)) = hours.zip(person.timezone.as_ref()) else {
        return Vec::new();
    };
    seen_from(
        usual(hours.value()),
        own,
        &renderer.site.config().timezone,
        renderer.policies.today(),
    )
}

/// Each part three times, a day apart, so that another clock is only another place to look at.
fn bars(parts: &[Part]) -> Vec<ChartBar> {
    let day = i32::from(DAY);
    let bar = |part: &Part, days: i32| ChartBar {
        x: i32::from(part.start) + days * day,
        width: part.end - part.start,
    };
    parts.iter().flat_map(|part| [-1, 0, 1].map(|days| bar(part, days))).collect()
}

fn times(part: &Part) -> Times<'static> {
    let end = part.end % DAY;
    let text = |minutes: u16| Cow::Owned(clock(minutes));
    Times { from: part.start, to: end, from_text: text(part.start), to_text: text(end) }
}
