//! `handbook report acknowledgements`: who has acknowledged which version of which page, as
//! evidence.

use crate::day::Day;
use crate::formats::csv::rows as table;
use crate::govern::acknowledgements::{AcknowledgedPage, PersonalRecord};
use crate::report::plural;
use crate::site::Site;
use serde_json::{Value, json};

/// What is known on a day.
pub struct AcknowledgementReport<'r> {
    site: &'r Site,
    asked: &'r [AcknowledgedPage],
    today: Day,
}

impl<'r> AcknowledgementReport<'r> {
    /// The pages that people are asked to acknowledge.
    pub fn new(site: &'r Site, asked: &'r [AcknowledgedPage], today: Day) -> Self {
        AcknowledgementReport { site, asked, today }
    }

    /// People are named only for whom they may be named.
    fn people<'p>(
        &'p self,
        asked: &'p AcknowledgedPage,
    ) -> impl Iterator<Item = (&'p str, &'p str, PersonalRecord)> {
        let shown = self.site.config().audiences.shows_people();
        let people = asked.people.iter().filter(move |_| shown);
        people.map(|(id, record)| {
            let name = self.site.people().person(id).map_or(id.as_str(), |person| &person.name);
            (id.as_str(), name, *record)
        })
    }

    fn state(&self, record: PersonalRecord) -> &'static str {
        match record {
            PersonalRecord { done: Some(_), .. } => "acknowledged",
            record if record.is_late(self.today) => "late",
            _ => "open",
        }
    }

    /// By page: how many have, and who has not.
    pub fn human(&self) -> String {
        if self.asked.is_empty() {
            return "no page asks to be acknowledged\n".to_owned();
        }
        self.asked.iter().map(|asked| self.page(asked)).collect()
    }

    fn page(&self, asked: &AcknowledgedPage) -> String {
        let page = self.site.page(asked.page);
        let version = asked.version.as_ref().map(|version| format!(", version {version}"));
        let head = format!(
            "{}{}: {} of {}\n",
            page.title(),
            version.unwrap_or_default(),
            asked.done(),
            plural(asked.people.len(), "person").replace("persons", "people"),
        );
        let open = self.people(asked).filter(|(_, _, record)| record.done.is_none());
        let line = |(_, name, record): (&str, &str, PersonalRecord)| {
            let due = record.due.map_or_else(String::new, |due| {
                let word = if record.is_late(self.today) { "late since" } else { "due" };
                format!(", {word} {}", due.in_words())
            });
            format!("  {name}{due}\n")
        };
        head + &open.map(line).collect::<String>()
    }

    /// One row for each page and person.
    pub fn csv(&self) -> String {
        let header = ["page", "title", "version", "person", "name", "state", "day", "due"];
        let rows = self.asked.iter().flat_map(|asked| {
            let page = self.site.page(asked.page);
            self.people(asked).map(move |(id, name, record)| {
                let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
                vec![
                    page.source().path().to_owned(),
                    page.title().to_owned(),
                    asked.version.clone().unwrap_or_default(),
                    id.to_owned(),
                    name.to_owned(),
                    self.state(record).to_owned(),
                    day(record.done),
                    day(record.due),
                ]
            })
        });
        table(&header, rows)
    }

    /// For programs.
    pub fn json(&self) -> String {
        let pages: Vec<Value> = self.asked.iter().map(|asked| self.page_json(asked)).collect();
        let value = json!({"schema_version": 1, "as_of": self.today.to_string(), "pages": pages});
        format!("{value:#}\n")
    }

    fn page_json(&self, asked: &AcknowledgedPage) -> Value {
        let page = self.site.page(asked.page);
        let people = self.people(asked).map(|(id, name, record)| {
            json!({
                "person": id,
                "name": name,
                "state": self.state(record),
                "day": record.done.map(|day| day.to_string()),
                "due": record.due.map(|day| day.to_string()),
            })
        });
        json!({
            "path": page.source().path(),
            "title": page.title(),
            "version": asked.version,
            "asked": asked.people.len(),
            "acknowledged": asked.done(),
            "late": asked.late(self.today).count(),
            "people": people.collect::<Vec<_>>(),
        })
    }
}
