//! Working hours: turns of the clock on the wall, by the day of the week.

use std::fmt;

/// The hours of a week: `Mon-Fri 09:00-17:00`. By day from Monday, the turns of a day in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours([Vec<Turn>; 7]);

/// From when to when, in minutes since midnight of the day on which it begins. `to` is greater than
/// `from`; behind 1440 it is the next day's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Turn {
    /// The first minute.
    pub from: u16,
    /// The minute behind the last one.
    pub to: u16,
}

/// Why a text is no working hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HoursError {
    /// Something in it is neither a day nor a time.
    Malformed,
    /// Times, but no days.
    NoDays,
    /// Days, but no times.
    NoTimes,
    /// A turn that ends when it begins.
    Empty,
}

/// Minutes of a day.
pub const DAY: u16 = 24 * 60;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// Words for every hour there is.
const ALWAYS: [&str; 5] = ["always", "24/7", "any time", "at any hour", "around the clock"];

impl Hours {
    /// Every hour of every day.
    pub fn always() -> Self {
        Hours(std::array::from_fn(|_| vec![Turn { from: 0, to: DAY }]))
    }

    /// Reads hours: `Mon-Fri 09:00-17:00`, `Mon-Thu 8-12, 13-17; Fri 8-12`, `Mon,Wed 9am-5pm`,
    /// `Sun-Thu 22:00-06:00`, `always`.
    ///
    /// ```
    /// use handbook::internals::day::Hours;
    /// assert_eq!(Hours::parse("mon – fri 9 to 17"), Hours::parse("Mon-Fri 09:00-17:00"));
    /// assert!(Hours::parse("09:00-17:00").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        let text = text.trim().to_lowercase();
        if ALWAYS.contains(&text.as_str()) {
            return Ok(Self::always());
        }
        let mut hours = Hours(std::array::from_fn(|_| Vec::new()));
        let (mut days, mut said) = (Vec::new(), true);
        for word in words(&text) {
            if let Some(more) = days_of(&word) {
                if said {
                    days.clear();
                }
                days.extend(more);
                said = false;
            } else {
                let turn = turn(&word)?;
                hours.add(&days, turn)?;
                said = true;
            }
        }
        if said && !days.is_empty() { Ok(hours.tidied()) } else { Err(HoursError::NoTimes) }
    }

    fn add(&mut self, days: &[usize], turn: Turn) -> Result<(), HoursError> {
        if days.is_empty() {
            return Err(HoursError::NoDays);
        }
        for (day, turns) in self.0.iter_mut().enumerate() {
            turns.extend(days.contains(&day).then_some(turn));
        }
        Ok(())
    }

    /// Turns in order; those of one day that touch become one.
    fn tidied(mut self) -> Self {
        for turns in &mut self.0 {
            turns.sort();
            turns.dedup_by(|next, kept| {
                let touch = next.from <= kept.to && next.to <= DAY && kept.to <= DAY;
                if touch {
                    kept.to = kept.to.max(next.to);
                }
                touch
            });
        }
        self
    }

    /// The turns of a day; 0 is Monday.
    pub fn of(&self, weekday: usize) -> &[Turn] {
        self.0.get(weekday).map_or(&[], Vec::as_slice)
    }

    /// Whether there is no minute without.
    pub fn is_always(&self) -> bool {
        *self == Self::always()
    }

    /// Days in a row with the same turns: the first and the last of them, from 0 for Monday, and
    /// the turns. Free days are left out.
    pub fn rows(&self) -> Vec<(usize, usize, &[Turn])> {
        let mut rows: Vec<(usize, usize, &[Turn])> = Vec::new();
        for (day, turns) in self.0.iter().enumerate() {
            match rows.last_mut() {
                Some((_, last, same)) if *last + 1 == day && *same == turns.as_slice() => {
                    *last = day;
                }
                _ => rows.push((day, day, turns)),
            }
        }
        rows.retain(|(_, _, turns)| !turns.is_empty());
        rows
    }
}

impl Turn {
    /// `09:00-17:00`; behind midnight the clock begins again.
    pub fn clock(self) -> String {
        format!("{}-{}", clock(self.from), clock(self.to))
    }
}

/// `09:05`, for minutes since any midnight; the end of a day is `24:00`.
pub fn clock(minutes: u16) -> String {
    let minutes = if minutes > DAY { minutes - DAY } else { minutes };
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

impl fmt::Display for Hours {
    /// As in people.yaml: `Mon-Thu 08:00-12:00, 13:00-17:00; Fri 08:00-12:00`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_always() {
            return formatter.write_str("always");
        }
        let name = |day: usize| DAYS.get(day).copied().unwrap_or_default();
        let rows = self.rows().into_iter().map(|(first, last, turns)| {
            let days = if first == last {
                name(first).to_owned()
            } else {
                format!("{}-{}", name(first), name(last))
            };
            format!(
                "{days} {}",
                turns.iter().map(|turn| turn.clock()).collect::<Vec<_>>().join(", ")
            )
        });
        formatter.write_str(&rows.collect::<Vec<_>>().join("; "))
    }
}

/// The day of the week of a name, from Monday as 0: `Thursday`, `thu`, `Thursdays`.
pub fn weekday_named(text: &str) -> Option<usize> {
    weekday(&text.trim().to_lowercase())
}

/// A time of day in minutes since midnight: `14:00`, `9`, `9.30`, `2 pm`; before the day's end.
pub fn time(text: &str) -> Option<u16> {
    let text: String = text.trim().to_lowercase().split_whitespace().collect();
    let text = text.strip_suffix('h').unwrap_or(&text);
    minutes(text).filter(|minutes| *minutes < DAY)
}

/// Days and times, one by one; blanks around a hyphen, and `to` for one, do not matter.
fn words(text: &str) -> Vec<String> {
    let text = text.replace(['–', '—', '−'], "-").replace(" to ", "-").replace(" until ", "-");
    let text = text.split('-').map(str::trim).collect::<Vec<_>>().join("-");
    text.split([' ', ',', ';', '\t', '\n', '\u{a0}'])
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// `mon`, `mon-fri`, `fri-mon`, `daily`
fn days_of(word: &str) -> Option<Vec<usize>> {
    if matches!(word, "daily" | "everyday") {
        return Some((0..7).collect());
    }
    let (first, last) = word.split_once('-').unwrap_or((word, word));
    let (first, last) = (weekday(first)?, weekday(last)?);
    Some((0..=(7 + last - first) % 7).map(|step| (first + step) % 7).collect())
}

/// A day's name, at least its first three letters.
fn weekday(word: &str) -> Option<usize> {
    const NAMES: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = word.strip_suffix('.').unwrap_or(word);
    let found = NAMES.iter().position(|name| word.len() >= 3 && name.starts_with(word));
    found.or_else(|| NAMES.iter().position(|name| word.strip_suffix('s') == Some(name)))
}

/// `09:00-17:00`, `9-17`, `9am-5pm`; one that ends before it begins ends on the next day.
fn turn(word: &str) -> Result<Turn, HoursError> {
    let (from, to) = word.split_once('-').ok_or(HoursError::Malformed)?;
    let (from, to) = minutes(from).zip(minutes(to)).ok_or(HoursError::Malformed)?;
    match to {
        _ if from >= DAY => Err(HoursError::Malformed),
        to if to == from => Err(HoursError::Empty),
        to if to < from => Ok(Turn { from, to: to + DAY }),
        to => Ok(Turn { from, to }),
    }
}

/// `9`, `9:30`, `09.30`, `9am`, `12pm`, `24:00`
fn minutes(text: &str) -> Option<u16> {
    let (text, half) = match text.strip_suffix("pm") {
        Some(text) => (text, Some(12)),
        None => text.strip_suffix("am").map_or((text, None), |text| (text, Some(0))),
    };
    let (hour, minute) = text.split_once([':', '.', 'h']).unwrap_or((text, "0"));
    let (hour, minute): (u16, u16) = (number(hour)?, number(minute)?);
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
        None => hour,
    };
    let minutes = hour.checked_mul(60)?.checked_add(minute)?;
    (minute < 60 && minutes <= DAY).then_some(minutes)
}

/// One or two digits.
fn number(text: &str) -> Option<u16> {
    let is_short = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_short { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::{Hours, HoursError};
    use proptest::prelude::{any, proptest};

    #[test]
    fn many_ways_of_writing_are_read() {
        let cases = [
            ("Mon-Fri 09:00-17:00", "Mon-Fri 09:00-17:00"),
            ("monday – friday 9 to 17", "Mon-Fri 09:00-17:00"),
            ("Mon-Fri 9am-5pm", "Mon-Fri 09:00-17:00"),
            ("Mon - Thu 08.00 - 18.00", "Mon-Thu 08:00-18:00"),
            ("Tue-Sat 07:00-15:00", "Tue-Sat 07:00-15:00"),
            ("Mon-Thu 8-12, 13-17; Fri 8-12", "Mon-Thu 08:00-12:00, 13:00-17:00; Fri 08:00-12:00"),
            ("Mon-Thu 8-12, 13-17, Fri 8-12", "Mon-Thu 08:00-12:00, 13:00-17:00; Fri 08:00-12:00"),
            ("Mon, Wed 10-12", "Mon 10:00-12:00; Wed 10:00-12:00"),
            ("Sun-Thu 09:00-18:00", "Mon-Thu 09:00-18:00; Sun 09:00-18:00"),
            ("Fri-Mon 22:00-06:00", "Mon 22:00-06:00; Fri-Sun 22:00-06:00"),
            ("daily 00:00-24:00", "always"),
            ("Mon 8-12, 12-16", "Mon 08:00-16:00"),
            ("Mon 12am-12pm", "Mon 00:00-12:00"),
            ("ALWAYS", "always"),
            ("24/7", "always"),
        ];
        for (text, expected) in cases {
            assert_eq!(
                Hours::parse(text).map(|hours| hours.to_string()).as_deref(),
                Ok(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn nothing_is_guessed() {
        let cases = [
            ("09:00-17:00", HoursError::NoDays),
            ("Mon-Fri", HoursError::NoTimes),
            ("", HoursError::NoTimes),
            ("Mon 9-17, Tue", HoursError::NoTimes),
            ("Mon 9", HoursError::Malformed),
            ("Mon 9-25", HoursError::Malformed),
            ("Mon 9-17:60", HoursError::Malformed),
            ("Mon 24:00-06:00", HoursError::Malformed),
            ("Mon 13pm-15pm", HoursError::Malformed),
            ("Mon 9-9", HoursError::Empty),
            ("flexible", HoursError::Malformed),
            ("M-F 9-17", HoursError::Malformed),
        ];
        for (text, expected) in cases {
            assert_eq!(Hours::parse(text), Err(expected), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(text in "((mon|tue|wed|fri-mon) \
            ([0-2]?[0-9](:[0-5][0-9])?-[0-2]?[0-9],? ?){1,2};? ?){1,3}", any in any::<String>()) {
            let _ = Hours::parse(&any);
            if let Ok(hours) = Hours::parse(&text) {
                assert_eq!(Hours::parse(&hours.to_string()), Ok(hours));
            }
        }
    }
}
