//! Hours, times to wait and places of the clock, in the words of the theme.

use crate::day::{Hours, Wait};
use crate::render::Renderer;

impl Renderer<'_> {
    /// Hours of a week for readers: "Mon–Thu 08:00–12:00, 13:00–17:00 · Fri 08:00–12:00".
    pub(super) fn hours(&self, hours: &Hours) -> String {
        let words = self.theme.words();
        if hours.is_always() {
            return words.get("hours.always").to_owned();
        }
        let day = |day: usize| words.get(&format!("weekday.{}", day + 1)).to_owned();
        let rows = hours.rows().into_iter().map(|(first, last, turns)| {
            let days =
                if first == last { day(first) } else { format!("{}–{}", day(first), day(last)) };
            let turns: Vec<String> =
                turns.iter().map(|turn| turn.clock().replace('-', "–")).collect();
            format!("{days} {}", turns.join(", "))
        });
        rows.collect::<Vec<_>>().join(" · ")
    }

    /// A time to wait for readers: "4 working hours".
    pub(super) fn wait(&self, wait: Wait) -> String {
        self.theme.words().count(&format!("wait.{}", wait.unit().key()), wait.count() as usize)
    }
}

/// `Europe/Lisbon` is "Lisbon" to readers.
pub(super) fn city(zone: &str) -> String {
    zone.rsplit('/').next().unwrap_or(zone).replace('_', " ")
}
