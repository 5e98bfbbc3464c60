//! Follow-ups for the terminal and for other programs.

use crate::day::Day;
use crate::formats::csv;
use crate::formats::ics::{CalendarEvent, calendar};
use crate::formats::markdown::{escaped, linked};
use crate::govern::follow_ups::FollowUp;
use crate::report::plural;
use crate::resolve::Resolved;
use crate::resolve::owners::Owner;
use serde::Serialize;

/// One follow-up for programs.
#[derive(Debug, Serialize)]
struct FollowUpRecord<'a> {
    text: &'a str,
    owners: Vec<&'a str>,
    due: Option<Day>,
    overdue: bool,
    done: bool,
    series: Option<&'a str>,
    path: &'a str,
    line: usize,
    title: &'a str,
    url: Option<String>,
}

/// Some follow-ups of one handbook, as of a day.
pub struct FollowUpList<'a> {
    resolved: &'a Resolved<'a>,
    tasks: Vec<&'a FollowUp>,
    today: Day,
}

impl<'a> FollowUpList<'a> {
    /// The follow-ups in their order.
    pub fn new(resolved: &'a Resolved<'a>, tasks: Vec<&'a FollowUp>, today: Day) -> Self {
        FollowUpList { resolved, tasks, today }
    }

    fn record(&self, task: &'a FollowUp) -> FollowUpRecord<'a> {
        let site = self.resolved.site();
        let page = site.page(task.page);
        let anchor = task.anchor.as_ref().map(|id| format!("#{id}")).unwrap_or_default();
        FollowUpRecord {
            text: &task.text,
            owners: task.owners.iter().map(Owner::id).collect(),
            due: task.due,
            overdue: task.is_overdue(self.today),
            done: task.is_done,
            series: page.meta().record.series.as_ref().map(|series| series.value().as_str()),
            path: page.source().path(),
            line: task.place.start().map_or(1, |start| start.line),
            title: page.title(),
            url: site.web().absolute(site.address(page)).map(|url| url + &anchor),
        }
    }

    fn records(&self) -> Vec<FollowUpRecord<'a>> {
        self.tasks.iter().map(|task| self.record(task)).collect()
    }

    /// For people at a terminal: late ones first.
    pub fn human(&self) -> String {
        let late = self.tasks.iter().filter(|task| task.is_overdue(self.today)).count();
        let rows = self.records();
        let lines: String = rows.iter().map(line).collect();
        let count = plural(rows.len(), "follow-up");
        format!("{count}, {late} overdue, as of {}\n{lines}", self.today)
    }

    /// As JSON.
    pub fn json(&self) -> String {
        let value = serde_json::json!({
            "schema_version": 1,
            "as_of": self.today,
            "follow_ups": self.records(),
        });
        format!("{value:#}\n")
    }

    /// As a table.
    pub fn csv(&self) -> String {
        let columns = ["due", "overdue", "done", "owner", "text", "series", "path", "line", "url"];
        let rows = self.records();
        let cells = rows.iter().map(|row| {
            vec![
                row.due.map(|due| due.to_string()).unwrap_or_default(),
                row.overdue.to_string(),
                row.done.to_string(),
                row.owners.join(", "),
                row.text.to_owned(),
                row.series.unwrap_or_default().to_owned(),
                row.path.to_owned(),
                row.line.to_string(),
                row.url.clone().unwrap_or_default(),
            ]
        });
        csv::rows(&columns, cells)
    }

    /// As days in a calendar; those without a day are not in it.
    pub fn ics(&self) -> String {
        let event = |row: &FollowUpRecord<'_>| {
            Some(CalendarEvent {
                id: format!("{}#follow-up-{}", row.path, row.text),
                day: row.due?,
                summary: format!("{}: {}", doers(row), row.text),
                description: row.title.to_owned(),
                url: row.url.clone(),
            })
        };
        let events: Vec<CalendarEvent> = self.records().iter().filter_map(event).collect();
        calendar(self.resolved.site().title(), &events, self.today)
    }

    /// As Markdown, for chat and mail; nothing to do is no text.
    pub fn markdown(&self) -> String {
        let line = |row: FollowUpRecord<'_>| {
            let who = doers(&row);
            let due = match (row.due, row.overdue) {
                (Some(due), true) => format!(", overdue since {}", due.in_words()),
                (Some(due), false) => format!(", by {}", due.in_words()),
                (None, _) => String::new(),
            };
            let source = linked(row.title, row.url.as_deref());
            let tick = if row.done { "x" } else { " " };
            format!("- [{tick}] **{}**: {}{due} ({source})\n", escaped(&who), escaped(row.text))
        };
        self.records().into_iter().map(line).collect()
    }
}

fn doers(row: &FollowUpRecord<'_>) -> String {
    if row.owners.is_empty() { "no owner".to_owned() } else { row.owners.join(", ") }
}

fn line(row: &FollowUpRecord<'_>) -> String {
    let state = if row.done {
        "done   "
    } else if row.overdue {
        "overdue"
    } else {
        "open   "
    };
    let day = row.due.map_or_else(|| "no date   ".to_owned(), |due| due.to_string());
    let who = doers(row);
    format!("\n{state}  {day}  {who}: {}\n  {}:{}\n", row.text, row.path, row.line)
}
