//! The table of spellings is read as it says.

use super::{TaskPeople, due, words};
use crate::day::Day;
use crate::load::people::people;
use crate::source::Source;

const PEOPLE: &str = "people:\n  ana: {name: Ana Sousa, email: ana@meridian.example}\n  ben: Ben \
    Ode\n  tanaka: 田中\nteams:\n  platform: {name: Platform team, github: meridian/platform, members: [ana]}\n";

fn read(text: &str, people: &TaskPeople<'_>) -> String {
    let said_on = Day::parse("2026-11-19").ok();
    let due = due(text, said_on);
    let rest = due.as_ref().map_or(text.to_owned(), |due| words::without(text, &due.span));
    let doers = people.doers(&rest);
    let names = if doers.names.is_empty() { "-".to_owned() } else { doers.names.join(" ") };
    let day = match due.map(|due| due.day) {
        None => "-".to_owned(),
        Some(Ok(day)) => day.to_string(),
        Some(Err(crate::day::DayError::Ambiguous(days))) if days.len() == 1 => days[0].to_string(),
        Some(Err(_)) => "?".to_owned(),
    };
    format!("{names} | {day} | {}", words::plain(&doers.rest))
}

#[test]
fn each_spelling_is_understood() {
    let (people, _) = people(&[Source::new("people.yaml", PEOPLE)]);
    let people = TaskPeople::new(&people);
    let lines = include_str!("spellings.txt").lines().filter(|line| !line.starts_with('#'));
    let mut count = 0;
    let mut wrong = Vec::new();
    for (text, expected) in lines.filter_map(|line| line.split_once(" | ")) {
        count += 1;
        let read = read(text, &people);
        if read != expected {
            wrong.push(format!("{text}\n  expected {expected}\n  read     {read}"));
        }
    }
    assert!(count >= 60, "{count}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
