//! One screen about a handbook, for whoever answers for all of it.

use crate::day::{Day, Period, Unit};
use crate::diag::{Finding, Rule};
use crate::govern::ownership::{OwnerState, OwnerStatus};
use crate::govern::report::{PageStatus, Report};
use crate::govern::review::ReviewState;
use crate::resolve::Resolved;
use crate::shell;
use crate::site::PageId;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How many lines each part has at most.
const LINES: usize = 5;

/// So many pages must link to a page before it matters that nobody touched it.
const MUCH_LINKED: usize = 3;

/// The screen as text. `findings` are those of links.
pub fn screen(resolved: &Resolved<'_>, report: &Report, findings: &[Finding]) -> String {
    let site = resolved.site();
    let screen = Screen { resolved, report };
    let parts = [
        format!(
            "{}, as of {}\n{} pages\n",
            site.title(),
            report.today().in_words(),
            site.pages().len()
        ),
        screen.states(),
        screen.overdue(),
        screen.gone(),
        screen.long_unchanged(),
        dead_links(findings),
        screen.first_step(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

struct Screen<'a> {
    resolved: &'a Resolved<'a>,
    report: &'a Report,
}

impl<'a> Screen<'a> {
    fn pages(&self) -> impl Iterator<Item = (PageId, &'a PageStatus)> {
        self.resolved.site().page_ids().filter_map(|page| Some((page, self.report.of(page)?)))
    }

    fn path(&self, page: PageId) -> &'a str {
        self.resolved.site().page(page).source().path()
    }

    fn links(&self, page: PageId) -> usize {
        self.resolved.backlinks(self.resolved.site().page(page).node()).len()
    }

    fn states(&self) -> String {
        let line = |totals: BTreeMap<&str, usize>| {
            let counts = totals
                .iter()
                .filter(|(_, count)| **count > 0)
                .map(|(state, count)| format!("{count} {state}"));
            counts.collect::<Vec<_>>().join(", ")
        };
        format!(
            "reviews  {}\nowners   {}\n",
            line(self.report.review_totals()),
            line(self.report.owner_totals())
        )
    }

    /// Overdue pages by owner: owners with the most first, and of each those that are late longest
    /// and linked to most.
    fn overdue(&self) -> String {
        type Late = (Option<Day>, Reverse<usize>, PageId);
        let mut owners: BTreeMap<&str, Vec<Late>> = BTreeMap::new();
        for (page, verdict) in
            self.pages().filter(|(_, verdict)| verdict.review.state == ReviewState::Stale)
        {
            let owner =
                self.resolved.owners(page).first().map_or("(no owner)", |owner| owner.name());
            owners.entry(owner).or_default().push((
                verdict.review.due,
                Reverse(self.links(page)),
                page,
            ));
        }
        let mut owners: Vec<_> = owners.into_iter().collect();
        owners.sort_by_key(|(_, pages)| Reverse(pages.len()));
        let parts: String =
            owners.into_iter().map(|(owner, pages)| self.overdue_of(owner, pages)).collect();
        if parts.is_empty() { parts } else { format!("review overdue\n{parts}") }
    }

    fn overdue_of(
        &self,
        owner: &str,
        mut pages: Vec<(Option<Day>, Reverse<usize>, PageId)>,
    ) -> String {
        pages.sort_unstable();
        let mut text = format!("  {owner}: {}\n", pages.len());
        for (due, Reverse(links), page) in pages.iter().take(LINES) {
            let since = due.map(|due| due.to_string()).unwrap_or_default();
            text += &format!("    since {since}  {} ({links} links)\n", self.path(*page));
        }
        let words: Vec<String> =
            pages.iter().take(LINES).map(|(_, _, page)| shell::word(self.path(*page))).collect();
        text + &format!("    handbook review {}\n", words.join(" "))
    }

    /// Owners who left, or never were, with how many pages they leave alone.
    fn gone(&self) -> String {
        let mut gone: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, verdict) in
            self.pages().filter(|(_, verdict)| verdict.ownership.state == OwnerState::Orphaned)
        {
            let first = verdict.ownership.owners.first();
            let first = first.filter(|owner| !matches!(owner.standing, OwnerStatus::AsWritten));
            *gone.entry(first.map_or("", |owner| owner.written.as_str())).or_default() += 1;
        }
        let lines = gone.iter().map(|(owner, count)| {
            format!("  {owner}: {count} · handbook reassign {} NEW-OWNER\n", shell::word(owner))
        });
        let lines: String = lines.collect();
        if lines.is_empty() { lines } else { format!("owners who do not answer any more\n{lines}") }
    }

    fn long_unchanged(&self) -> String {
        let last = |verdict: &PageStatus| verdict.last_commit.as_ref()?.day;
        let is_long = |day: Day| day.plus(Period::of(1, Unit::Year)) < self.report.today();
        let old = self
            .pages()
            .filter_map(|(page, verdict)| Some((self.links(page), last(verdict)?, page)));
        let mut old: Vec<_> =
            old.filter(|(links, day, _)| *links >= MUCH_LINKED && is_long(*day)).collect();
        old.sort_by_key(|(links, day, _)| (Reverse(*links), *day));
        let line = |(links, day, page): &(usize, Day, PageId)| {
            format!("  {day}  {} ({links} links)\n", self.path(*page))
        };
        let lines: String = old.iter().take(LINES).map(line).collect();
        if lines.is_empty() {
            lines
        } else {
            format!("linked from many pages, unchanged for a year\n{lines}")
        }
    }

    fn first_step(&self) -> String {
        match self.report.ungoverned() {
            0 => String::new(),
            count => format!(
                "{count} pages lie in sections that say nothing of owners or reviews; begin with \
                 one line in handbook.yaml:\n  defaults: [{{in: SECTION, owner: WHO, every: 12 \
                 months}}]\n"
            ),
        }
    }
}

fn dead_links(findings: &[Finding]) -> String {
    let is_dead = |finding: &&Finding| {
        matches!(
            finding.rule(),
            Rule::BrokenLink | Rule::BrokenAnchor | Rule::MissingFile | Rule::MissingImage
        )
    };
    match findings.iter().filter(is_dead).count() {
        0 => String::new(),
        count => format!(
            "dead links: {count} · handbook check --rule \
             broken-link,broken-anchor,missing-file,missing-image\n"
        ),
    }
}
