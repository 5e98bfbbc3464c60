//! `handbook report gaps`: which pages and searches fail readers most, and whose they are.

use crate::day::Day;
use crate::formats::csv::rows as table;
use crate::govern::gaps::{Gaps, ReportedGap};
use crate::report::plural;
use crate::resolve::Resolved;
use crate::site::PageId;
use serde_json::{Value, json};

/// What readers report, as of today.
pub struct GapsReport<'r> {
    resolved: &'r Resolved<'r>,
    gaps: &'r Gaps,
}

impl<'r> GapsReport<'r> {
    /// The open reports of a handbook.
    pub fn new(resolved: &'r Resolved<'r>, gaps: &'r Gaps) -> Self {
        GapsReport { resolved, gaps }
    }

    fn path(&self, page: PageId) -> &str {
        self.resolved.site().page(page).source().path()
    }

    fn owners(&self, page: PageId) -> String {
        let owners = self.resolved.owners(page).iter().map(|owner| owner.name().to_owned());
        let shown = owners.filter(|name| !self.resolved.site().hides_person(name));
        shown.collect::<Vec<_>>().join(", ")
    }

    /// For people at a terminal.
    pub fn human(&self) -> String {
        if self.gaps.is_empty() {
            return "no open reports in gaps.csv\n".to_owned();
        }
        let page = |gap: &ReportedGap<PageId>| {
            let owners = Some(self.owners(gap.of)).filter(|owners| !owners.is_empty());
            let owners = owners.map(|owners| format!(", {owners}")).unwrap_or_default();
            let title = self.resolved.site().page(gap.of).title();
            format!("  {} ({}{owners}): {}\n", title, self.path(gap.of), often(gap))
        };
        let search = |gap: &ReportedGap<String>| format!("  {}: {}\n", gap.of, often(gap));
        let pages: String = self.gaps.pages.iter().map(page).collect();
        let searches: String = self.gaps.searches.iter().map(search).collect();
        let part = |name: &str, lines: &str| {
            if lines.is_empty() { String::new() } else { format!("{name}\n{lines}") }
        };
        part("Pages that readers report", &pages) + &part("Searches without an answer", &searches)
    }

    /// One row for each page and each search.
    pub fn csv(&self) -> String {
        let header = ["page", "title", "owner", "search", "count", "latest"];
        let pages = self.gaps.pages.iter().map(|gap| {
            let title = self.resolved.site().page(gap.of).title().to_owned();
            let (path, owners) = (self.path(gap.of).to_owned(), self.owners(gap.of));
            vec![path, title, owners, String::new(), gap.count.to_string(), day(gap.latest)]
        });
        let searches = self.gaps.searches.iter().map(|gap| {
            let none = String::new;
            let (count, latest) = (gap.count.to_string(), day(gap.latest));
            vec![none(), none(), none(), gap.of.clone(), count, latest]
        });
        table(&header, pages.chain(searches))
    }

    /// For programs.
    pub fn json(&self) -> String {
        let pages = self.gaps.pages.iter().map(|gap| {
            json!({
                "path": self.path(gap.of),
                "title": self.resolved.site().page(gap.of).title(),
                "owner": self.owners(gap.of),
                "count": gap.count,
                "latest": gap.latest,
            })
        });
        let searches = self.gaps.searches.iter();
        let searches =
            searches.map(|gap| json!({"search": gap.of, "count": gap.count, "latest": gap.latest}));
        let value = json!({
            "schema_version": 1,
            "closed": self.gaps.closed,
            "pages": pages.collect::<Vec<Value>>(),
            "searches": searches.collect::<Vec<Value>>(),
        });
        format!("{value:#}\n")
    }
}

fn often<Of>(gap: &ReportedGap<Of>) -> String {
    let latest = gap.latest.map(|day| format!(", latest {}", day.in_words()));
    plural(gap.count, "report") + &latest.unwrap_or_default()
}

fn day(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
