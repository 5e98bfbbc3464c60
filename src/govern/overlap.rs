//! How the working hours of several people lie on one day, and when they meet.

use crate::day::hours::DAY;
use crate::day::{Day, Hours, Turn, Zone};
use std::ops::Range;

/// Minutes of a day as others see it: from midnight of their clock; a part that reaches over
/// midnight ends behind 1440.
pub type Part = Range<u16>;

/// When most of several people work at the same time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlap {
    /// How many there are.
    pub people: usize,
    /// How many of them work at the same time at most.
    pub most: usize,
    /// When they do.
    pub parts: Vec<Part>,
}

/// The turns of somebody's usual working day: those of the most days of the week, of the earlier
/// day where two are as usual.
pub fn usual(hours: &Hours) -> &[Turn] {
    let days = (0..7).map(|day| hours.of(day)).filter(|turns| !turns.is_empty());
    let count = |turns: &[Turn]| (0..7).filter(|day| hours.of(*day) == turns).count();
    // The last of equals counts for `max_by_key`, so the days are looked at from Sunday.
    days.rev().max_by_key(|turns| count(turns)).unwrap_or(&[])
}

/// A working day by another clock. Both clocks are as they are on that day at noon.
pub fn seen_from(turns: &[Turn], own: &Zone, other: &Zone, day: Day) -> Vec<Part> {
    let shift = minutes_ahead(other, day) - minutes_ahead(own, day);
    let seen = |turn: &Turn| {
        let from = u16::try_from((i32::from(turn.from) + shift).rem_euclid(i32::from(DAY)))
            .unwrap_or_default();
        from..from + (turn.to - turn.from).min(DAY)
    };
    turns.iter().map(seen).collect()
}

/// How far a zone's clock is ahead of UTC on a day at noon.
pub fn minutes_ahead(zone: &Zone, day: Day) -> i32 {
    let noon = day.date().at(12, 0, 0, 0);
    zone.time_zone()
        .to_ambiguous_timestamp(noon)
        .compatible()
        .map_or(0, |noon| zone.time_zone().to_offset(noon).seconds() / 60)
}

/// When most of these people work at the same time, each given by the parts of the day.
pub fn overlap(people: &[Vec<Part>]) -> Overlap {
    let mut count = [0usize; DAY as usize];
    for parts in people {
        let mut works = [false; DAY as usize];
        for minute in parts.iter().cloned().flatten() {
            works
                .iter_mut()
                .skip(usize::from(minute % DAY))
                .take(1)
                .for_each(|works| *works = true);
        }
        count.iter_mut().zip(works).for_each(|(count, works)| *count += usize::from(works));
    }
    let most = count.iter().copied().max().unwrap_or(0);
    if most < 2 {
        return Overlap { people: people.len(), most, parts: Vec::new() };
    }
    Overlap { people: people.len(), most, parts: runs(&count, most) }
}

/// The runs of minutes with this count; one over midnight is one.
fn runs(count: &[usize], most: usize) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (minute, _) in (0..DAY).zip(count).filter(|(_, count)| **count == most) {
        match parts.last_mut() {
            Some(part) if part.end == minute => part.end += 1,
            _ => parts.push(minute..minute + 1),
        }
    }
    let over_midnight = parts.len() > 1
        && parts.first().is_some_and(|part| part.start == 0)
        && parts.last().is_some_and(|part| part.end == DAY);
    if over_midnight {
        let first = parts.remove(0);
        parts.last_mut().into_iter().for_each(|last| last.end += first.end);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{Part, overlap, seen_from, usual};
    use crate::day::{Day, Hours, Zone};

    fn parts(hours: &str, zone: &str, day: &str) -> Vec<(u16, u16)> {
        let hours = Hours::parse(hours).expect(hours);
        let zone = Zone::parse(zone).expect(zone);
        let lisbon = Zone::parse("Europe/Lisbon").expect("Lisbon");
        pairs(&seen_from(usual(&hours), &zone, &lisbon, Day::parse(day).expect(day)))
    }

    fn pairs(parts: &[Part]) -> Vec<(u16, u16)> {
        parts.iter().map(|part| (part.start, part.end)).collect()
    }

    #[test]
    fn the_usual_day_is_that_of_most_days() {
        let usual = |text: &str| {
            usual(&Hours::parse(text).expect(text))
                .iter()
                .map(|turn| turn.clock())
                .collect::<Vec<_>>()
        };
        assert_eq!(usual("Mon-Thu 08:00-18:00; Fri 08:00-12:00"), ["08:00-18:00"]);
        assert_eq!(usual("Mon 08:00-10:00; Tue 09:00-11:00"), ["08:00-10:00"]);
        assert_eq!(usual("Tue-Sat 8-12, 13-17"), ["08:00-12:00", "13:00-17:00"]);
    }

    #[test]
    fn hours_are_seen_by_another_clock() {
        assert_eq!(parts("Mon-Fri 10:00-18:30", "Asia/Kolkata", "2026-11-22"), [(270, 780)]);
        assert_eq!(parts("Mon-Fri 10:00-18:30", "Asia/Kolkata", "2026-07-22"), [(330, 840)]);
        assert_eq!(
            parts("Mon-Fri 08:00-16:00", "America/Los_Angeles", "2026-11-22"),
            [(960, 1440)]
        );
        assert_eq!(parts("Mon-Fri 09:00-17:00", "Pacific/Auckland", "2026-11-22"), [(1200, 1680)]);
        assert_eq!(parts("always", "Asia/Tokyo", "2026-11-22"), [(900, 2340)]);
    }

    #[test]
    fn the_overlap_is_where_most_work() {
        let of = |people: &[&[(u16, u16)]]| {
            let parts = |parts: &&[(u16, u16)]| parts.iter().map(|(from, to)| *from..*to).collect();
            let overlap = overlap(&people.iter().map(parts).collect::<Vec<_>>());
            (overlap.most, pairs(&overlap.parts))
        };
        assert_eq!(of(&[&[(540, 1020)], &[(600, 1110)]]), (2, vec![(600, 1020)]));
        assert_eq!(of(&[&[(540, 1020)], &[(600, 1110)], &[(1200, 1680)]]), (2, vec![(600, 1020)]));
        assert_eq!(of(&[&[(1320, 1560)], &[(1380, 1500)]]), (2, vec![(1380, 1500)]));
        assert_eq!(of(&[&[(540, 600)], &[(600, 660)]]), (1, vec![]));
        assert_eq!(
            of(&[&[(540, 720), (780, 1020)], &[(600, 900)]]),
            (2, vec![(600, 720), (780, 900)])
        );
        assert_eq!(of(&[]), (0, vec![]));
    }
}
