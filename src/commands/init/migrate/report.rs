//! The loss report: what was carried, what is another thing now, what somebody has to decide, and
//! what is lost; on one screen and as migration.md.

use std::fmt::Write as _;

/// A part of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportGroup {
    /// The same as before.
    Carried,
    /// There, but in another way.
    Changed,
    /// Something that nobody but the company knows.
    YouDecide,
    /// Gone.
    Lost,
    /// Addresses of the old site.
    OldUrls,
    /// Not published.
    HeldBack,
}

const GROUPS: [(ReportGroup, &str); 6] = [
    (ReportGroup::Carried, "CARRIED"),
    (ReportGroup::Changed, "CHANGED"),
    (ReportGroup::YouDecide, "YOU DECIDE"),
    (ReportGroup::Lost, "LOST"),
    (ReportGroup::OldUrls, "OLD URLS"),
    (ReportGroup::HeldBack, "HELD BACK"),
];

/// How many lines of a group a screen has room for.
const SHOWN: usize = 7;

/// How many places of one kind migration.md names.
const PLACES: usize = 100;

/// So many of something.
#[derive(Debug)]
pub struct ReportLine {
    /// How many.
    pub count: usize,
    /// What they are.
    pub what: String,
    /// Where they are.
    pub places: Vec<ReportPlace>,
}

/// Where something is, and what there is to say about it.
#[derive(Debug)]
pub struct ReportPlace {
    /// The file, perhaps with a line.
    pub at: String,
    /// More, for migration.md.
    pub more: String,
}

impl ReportPlace {
    /// A place that says all.
    pub fn new(at: impl Into<String>) -> Self {
        ReportPlace { at: at.into(), more: String::new() }
    }

    /// The same with more about it.
    #[must_use]
    pub fn with(self, more: impl Into<String>) -> Self {
        ReportPlace { more: more.into(), ..self }
    }
}

/// The whole report.
#[derive(Debug)]
pub struct LossReport {
    /// Where the pages come from.
    source: String,
    lines: Vec<(ReportGroup, ReportLine)>,
    /// Files that nothing reads any more.
    pub unneeded: Vec<String>,
}

impl LossReport {
    /// A report of nothing yet.
    pub fn new(source: &str, unneeded: Vec<String>) -> Self {
        LossReport { source: source.to_owned(), lines: Vec::new(), unneeded }
    }

    /// Adds a line, unless there is none of it.
    pub fn add(
        &mut self,
        group: ReportGroup,
        count: usize,
        what: impl Into<String>,
        places: Vec<ReportPlace>,
    ) {
        if count > 0 {
            self.lines.push((group, ReportLine { count, what: what.into(), places }));
        }
    }

    /// Adds something that is not counted.
    pub fn note(&mut self, group: ReportGroup, what: impl Into<String>) {
        self.lines.push((group, ReportLine { count: 0, what: what.into(), places: Vec::new() }));
    }

    fn of(&self, group: ReportGroup) -> impl Iterator<Item = &ReportLine> {
        self.lines.iter().filter(move |(of, _)| *of == group).map(|(_, line)| line)
    }

    fn total(&self, group: ReportGroup) -> usize {
        self.of(group).map(|line| line.count).sum()
    }

    /// All of it in a few lines, each with the first place.
    pub fn screen(&self) -> String {
        let mut text = String::new();
        for (group, name) in GROUPS {
            let lines: Vec<&ReportLine> = self.of(group).collect();
            let mut name = name;
            for line in lines.iter().take(SHOWN) {
                let first = line.places.first();
                let first = first.map_or(String::new(), |place| format!(" (first: {})", place.at));
                let _ = writeln!(text, "{name:<10} {:>6}  {}{first}", counted(line), line.what);
                name = "";
            }
            if lines.len() > SHOWN {
                let _ = writeln!(text, "{name:<10} {:>6}  more kinds", lines.len() - SHOWN);
            }
            if lines.is_empty() {
                let _ = writeln!(text, "{name:<10} {:>6}  -", 0);
            }
        }
        let _ = writeln!(text, "total: {}", self.totals());
        text
    }

    fn totals(&self) -> String {
        let total = |group| self.total(group);
        format!(
            "{} carried, {} changed, {} for you to decide, {} lost, {} held back",
            total(ReportGroup::Carried),
            total(ReportGroup::Changed),
            total(ReportGroup::YouDecide),
            total(ReportGroup::Lost),
            total(ReportGroup::HeldBack),
        )
    }

    /// All of it, with every place.
    pub fn markdown(&self) -> String {
        let mut text = format!(
            "# Moved from {}\n\nWritten by `handbook init`; delete this file when you are done \
             with it. It is not published. Total: {}.\n",
            self.source,
            self.totals()
        );
        for (group, name) in GROUPS {
            let lines: Vec<&ReportLine> = self.of(group).collect();
            let _ = write!(text, "\n## {name} ({})\n\n", self.total(group));
            if lines.is_empty() {
                text.push_str("Nothing.\n");
            }
            lines.iter().for_each(|line| line_in_full(&mut text, line));
        }
        if !self.unneeded.is_empty() {
            text.push_str(
                "\n## No longer needed\n\nhandbook.yaml says what these files said. Without them, \
                 the site is the same.\n\n",
            );
            self.unneeded.iter().for_each(|path| {
                let _ = writeln!(text, "- `{path}`");
            });
        }
        text
    }
}

fn line_in_full(text: &mut String, line: &ReportLine) {
    let count = if line.count == 0 { String::new() } else { format!(": {}", line.count) };
    let _ = writeln!(text, "- {}{count}", line.what);
    for place in line.places.iter().take(PLACES) {
        let more = if place.more.is_empty() { "" } else { ": " };
        let _ = writeln!(text, "  - `{}`{more}{}", place.at, place.more);
    }
    if line.places.len() > PLACES {
        let _ = writeln!(text, "  - and {} more", line.places.len() - PLACES);
    }
}

fn counted(line: &ReportLine) -> String {
    if line.count == 0 { String::new() } else { line.count.to_string() }
}
