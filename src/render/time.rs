//! Hours, times to wait and places of the clock, in the words of the theme.

use crate::day::{Day, Hours, Wait};
use crate::render::context::DayText;
use crate::render::renderer::Renderer;

/// Hours of a week for readers: "Mon–Thu 08:00–12:00, 13:00–17:00 · Fri 08:00–12:00".
pub fn hours(renderer: &Renderer<'_>, hours: &Hours) -> String {
    let words = renderer.theme.words();
    if hours.is_always() {
        return words.get("hours.always").to_owned();
    }
    let day = |day: usize| words.get(&format!("weekday.{}", day + 1)).to_owned();
    let rows = hours.rows().into_iter().map(|(first, last, turns)| {
        let days =
            if first == last { day(first) } else { format!("{}–{}", day(first), day(last)) };
        let turns: Vec<String> = turns.iter().map(|turn| turn.clock().replace('-', "–")).collect();
        format!("{days} {}", turns.join(", "))
    });
    rows.collect::<Vec<_>>().join(" · ")
}

/// A time to wait for readers: "4 working hours".
pub fn wait(renderer: &Renderer<'_>, wait: Wait) -> String {
    renderer.theme.words().count(&format!("wait.{}", wait.unit().key()), wait.count() as usize)
}

/// `Europe/Lisbon` is "Lisbon" to readers.
pub fn city(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}

/// A day for readers and machines.
pub fn day_text(renderer: &Renderer<'_>, day: Day) -> DayText<'static> {
    let date = day.date();
    DayText {
        text: renderer.theme.words().day(date.year(), date.month(), date.day()).into(),
        iso: day.to_string().into(),
    }
}
