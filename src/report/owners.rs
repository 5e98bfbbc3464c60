//! Findings for people at a terminal, by who has to act: the worst first, each group with the
//! commands to type.

use super::human;
use crate::diag::{Finding, Rule, Severity};
use crate::govern::ownership::JudgedOwner;
use crate::govern::report::{PageStatus, Report};
use crate::govern::review::ReviewState;
use crate::resolve::Resolved;
use crate::shell;
use crate::site::PageId;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Headings are not wider than this.
const WIDEST: usize = 100;

/// How many pages a command names; what is more is for the next time.
const PAGES: usize = 5;

/// All findings as text: of owners the one with the worst findings first, of each the pages that
/// are late longest and linked to most. `columns` is the width of the terminal.
pub fn by_owner(
    resolved: &Resolved<'_>,
    report: &Report,
    findings: &[Finding],
    columns: usize,
) -> String {
    let pages = pages(resolved, report, findings);
    let mut groups: BTreeMap<_, Vec<FilePart<'_>>> = BTreeMap::new();
    for page in pages {
        let owner = page.owner.map(|owner| owner.written.as_str());
        groups.entry((page.id.is_some(), owner)).or_default().push(page);
    }
    let mut groups: Vec<OwnerGroup<'_>> = groups.into_values().map(OwnerGroup::new).collect();
    groups.sort_by_key(OwnerGroup::rank);
    let has_heading = groups.iter().any(|group| group.owner().is_some());
    groups.iter().map(|group| group.text(resolved, has_heading, columns)).collect()
}

/// One file with its findings.
struct FilePart<'a> {
    path: &'a str,
    findings: Vec<&'a Finding>,
    /// The one who is accountable.
    owner: Option<&'a JudgedOwner>,
    id: Option<PageId>,
    days_late: i64,
    links: usize,
}

fn pages<'a>(
    resolved: &'a Resolved<'_>,
    report: &'a Report,
    findings: &'a [Finding],
) -> Vec<FilePart<'a>> {
    let site = resolved.site();
    let ids: BTreeMap<&str, PageId> =
        site.page_ids().map(|id| (site.page(id).source().path(), id)).collect();
    let mut by_path: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        by_path.entry(finding.location().path()).or_default().push(finding);
    }
    let page = |(path, findings): (&'a str, Vec<&'a Finding>)| {
        let id = ids.get(path).copied();
        let verdict = id.and_then(|id| report.of(id));
        FilePart {
            path,
            findings,
            owner: verdict.and_then(|verdict| verdict.ownership.owners.first()),
            id,
            days_late: verdict.map_or(0, |verdict| days_late(verdict, report)),
            links: id.map_or(0, |id| resolved.backlinks(site.page(id).node()).len()),
        }
    };
    by_path.into_iter().map(page).collect()
}

fn days_late(verdict: &PageStatus, report: &Report) -> i64 {
    let due = verdict.review.due.filter(|_| verdict.review.state == ReviewState::Stale);
    due.map_or(0, |due| due.days_until(report.today()))
}

impl FilePart<'_> {
    fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity()).max()
    }

    fn has(&self, rules: &[Rule]) -> bool {
        self.findings.iter().any(|finding| rules.contains(&finding.rule()))
    }
}

/// The pages of one owner, in the order in which to look at them.
struct OwnerGroup<'a> {
    pages: Vec<FilePart<'a>>,
}

impl<'a> OwnerGroup<'a> {
    fn new(mut pages: Vec<FilePart<'a>>) -> Self {
        pages.sort_by_key(|page| {
            (Reverse(page.worst()), Reverse(page.days_late), Reverse(page.links), page.path)
        });
        OwnerGroup { pages }
    }

    fn owner(&self) -> Option<&'a JudgedOwner> {
        self.pages.first()?.owner
    }

    fn rank(&self) -> impl Ord + use<'a> {
        let first = self.pages.first();
        let lateness = self.pages.iter().map(|page| page.days_late).max();
        let name = self.owner().map(|owner| owner.written.as_str());
        (
            Reverse(first.and_then(FilePart::worst)),
            Reverse(lateness),
            Reverse(self.pages.len()),
            name,
        )
    }

    fn text(&self, resolved: &Resolved<'_>, has_heading: bool, columns: usize) -> String {
        let heading = if has_heading { self.heading(resolved, columns) } else { String::new() };
        let findings = self.pages.iter().flat_map(|page| &page.findings);
        let findings: String =
            findings.map(|finding| format!("{}\n\n", human::finding(finding, columns))).collect();
        let commands: String =
            self.commands().iter().map(|command| format!("  $ {command}\n")).collect();
        let end = if commands.is_empty() { "" } else { "\n" };
        format!("{heading}{findings}{commands}{end}")
    }

    /// `── Ana Lopes: 3 pages, 2 overdue ─────`, as wide as the terminal.
    fn heading(&self, resolved: &Resolved<'_>, columns: usize) -> String {
        let id = self.pages.first().and_then(|page| page.id);
        let owner = id.and_then(|id| resolved.owners(id).first());
        let name = match (id, owner) {
            (Some(_), Some(owner)) => owner.name(),
            (Some(_), None) => "no owner",
            (None, _) => "settings and shared files",
        };
        let late = self.pages.iter().filter(|page| page.days_late > 0).count();
        let late = if late == 0 { String::new() } else { format!(", {late} overdue") };
        let kind = if id.is_some() { "page" } else { "file" };
        let plural = if self.pages.len() == 1 { "" } else { "s" };
        let words =
            human::printable(&format!("── {name}: {} {kind}{plural}{late} ", self.pages.len()));
        let rule = "─".repeat(columns.min(WIDEST).saturating_sub(words.chars().count()));
        format!("\u{1b}[1m{words}{rule}\u{1b}[0m\n\n")
    }

    /// What to type when the pages were read and mended.
    fn commands(&self) -> Vec<String> {
        const TO_READ: [Rule; 6] = [
            Rule::StalePage,
            Rule::DueSoon,
            Rule::NeverReviewed,
            Rule::EditedSinceReview,
            Rule::UnattestedReview,
            Rule::SourceChanged,
        ];
        let to_read: Vec<&str> = self
            .pages
            .iter()
            .filter(|page| page.has(&TO_READ))
            .take(PAGES)
            .map(|page| page.path)
            .collect();
        let written = self.owner().map(|owner| shell::word(&owner.written));
        let is_orphaned =
            self.pages.iter().any(|page| page.has(&[Rule::OrphanedPage, Rule::OwnerLeaving]));
        let review = (!to_read.is_empty()).then(|| {
            let words: Vec<String> = to_read.into_iter().map(shell::word).collect();
            format!("handbook review {}", words.join(" "))
        });
        let reassign = written.as_ref().filter(|_| is_orphaned);
        let reassign = reassign.map(|owner| format!("handbook reassign {owner} NEW-OWNER"));
        let again = written.map(|owner| format!("handbook check --owner {owner}"));
        let commands: Vec<String> = [reassign, review].into_iter().flatten().collect();
        if commands.is_empty() { again.into_iter().collect() } else { commands }
    }
}
