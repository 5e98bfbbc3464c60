//! What a handbook has, what was found out about it, and what is missing, each with the next step.

use crate::analysis::Analysis;
use crate::diag::{Finding, Severity};
use crate::govern::ownership::OwnerState;
use crate::govern::report::PageStatus;
use crate::govern::review::ReviewState;
use crate::report::plural;
use std::fmt::{self, Display};
use std::sync::Arc;

/// What only the edges know.
pub struct Surroundings {
    /// The file of settings, or that of another tool; `None` without either.
    pub settings: Option<String>,
    /// The file that runs handbook in CI.
    pub ci: Option<String>,
}

/// One line: what is looked at, what there is, and what to do where something is missing.
#[derive(Debug, PartialEq, Eq)]
pub struct Point {
    /// In one or two words.
    pub name: &'static str,
    /// What there is.
    pub state: String,
    /// What to do; `None` where all is well.
    pub next: Option<String>,
}

impl Display for Point {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.next.is_some() { "todo" } else { "ok" };
        writeln!(formatter, "{mark:<5} {:<12} {}", self.name, self.state)?;
        match &self.next {
            Some(next) => writeln!(formatter, "      {:<12} → {next}", ""),
            None => Ok(()),
        }
    }
}

/// All points, the most basic first. `findings` are those of a check.
pub fn points(analysis: &Analysis<'_>, around: &Surroundings, findings: &[Finding]) -> Vec<Point> {
    vec![
        settings(around),
        pages(analysis),
        history(analysis),
        base_url(analysis),
        repository(analysis),
        people(analysis),
        owners(analysis),
        reviews(analysis),
        urgency(analysis),
        ci(around),
        problems(findings),
    ]
}

fn point(name: &'static str, state: impl Into<String>) -> Point {
    Point { name, state: state.into(), next: None }
}

fn todo(name: &'static str, state: impl Into<String>, next: impl Into<String>) -> Point {
    Point { name, state: state.into(), next: Some(next.into()) }
}

fn settings(around: &Surroundings) -> Point {
    match around.settings.as_deref() {
        Some(file @ ("handbook.yaml" | "handbook.yml")) => point("settings", file),
        Some(file) => todo(
            "settings",
            format!("{file}, as far as it says the same things"),
            "run `handbook init` to have a handbook.yaml of your own",
        ),
        None => todo("settings", "none: every default holds", "run `handbook init`"),
    }
}

fn pages(analysis: &Analysis<'_>) -> Point {
    let site = analysis.site();
    let published = site.page_ids().filter(|page| site.is_published(*page)).count();
    let folder = match site.content().path() {
        "" => "this folder".to_owned(),
        content => format!("{content}/"),
    };
    let held_back = site.pages().len() - published;
    let more = if held_back == 0 { String::new() } else { format!(", and {held_back} held back") };
    point("pages", format!("{published} in {folder}{more}, in `{}`", site.config().language()))
}

fn history(analysis: &Analysis<'_>) -> Point {
    match analysis.report.trouble() {
        None => point("history", "git knows who changed what, and when"),
        Some(unknown) => {
            let next = "without it nobody can tell whether a page changed since its review: ";
            todo("history", unknown.to_string(), format!("{next}{}", unknown.remedy()))
        }
    }
}

fn base_url(analysis: &Analysis<'_>) -> Point {
    match &analysis.site().config().base_url {
        Some(url) => point("address", url.clone()),
        None => todo(
            "address",
            "not known",
            "write `base_url: https://…` so that feeds, the sitemap and calendars have full links",
        ),
    }
}

fn repository(analysis: &Analysis<'_>) -> Point {
    match &analysis.site().config().repository {
        Some(repository) => point("edit links", repository.url.clone()),
        None => todo(
            "edit links",
            "none",
            "write `repository: https://…` so that readers can propose a change on each page",
        ),
    }
}

fn people(analysis: &Analysis<'_>) -> Point {
    let people = analysis.site().people();
    if people.is_empty() {
        let next = "list people and teams in people.yaml; owners are then checked against it";
        return todo("people", "no people.yaml", next);
    }
    let [people, teams, roles] = people.counts();
    let people = if people == 1 { "1 person".to_owned() } else { format!("{people} people") };
    point("people", format!("{people}, {}, {}", plural(teams, "team"), plural(roles, "role")))
}

fn owners(analysis: &Analysis<'_>) -> Point {
    let totals = analysis.report.owner_totals();
    let of = |state: OwnerState| totals.get(state.into()).copied().unwrap_or_default();
    let (unowned, orphaned) = (of(OwnerState::Unowned), of(OwnerState::Orphaned));
    let all: usize = totals.values().sum();
    let state = format!("{} of {all} pages have an owner", all - unowned);
    match (unowned, orphaned) {
        (0, 0) => point("owners", state),
        (0, left) => todo(
            "owners",
            format!("{state}; of {left} the owner has left"),
            "hand them over: `handbook reassign OLD NEW`",
        ),
        _ => todo(
            "owners",
            state,
            "give whole sections an owner in handbook.yaml: `defaults: [{in: policies, owner: \
             ana}]`",
        ),
    }
}

fn reviews(analysis: &Analysis<'_>) -> Point {
    let totals = analysis.report.review_totals();
    let of = |state: ReviewState| totals.get(state.into()).copied().unwrap_or_default();
    if !analysis.report.is_governed() {
        let next = "write `review: {every: 12 months}`, or only for a section in `defaults`";
        return todo("reviews", "no page is due for review, ever", next);
    }
    // As `check` counts: nobody asks for reviews of the other pages.
    let is_asked = |page: &&Arc<PageStatus>| page.is_governed;
    let asked = analysis.report.verdicts().iter().filter(is_asked);
    let never = asked.filter(|page| page.review.state == ReviewState::NeverReviewed).count();
    let stale = of(ReviewState::Stale);
    let state = format!("{stale} overdue, {never} never reviewed");
    match (stale, never) {
        (0, 0) => point("reviews", "all up to date"),
        (0, _) => todo("reviews", state, "read a page, then run `handbook review PAGE`"),
        _ => todo("reviews", state, "see who has to read what: `handbook plan`"),
    }
}

fn urgency(analysis: &Analysis<'_>) -> Point {
    let levels = analysis.site().urgency().levels();
    if levels.is_empty() {
        let next = "say what is urgent, where to ask and when an answer comes: `urgency`, \
                    `channels`";
        return todo("urgency", "not defined", next);
    }
    let ids: Vec<&str> = levels.iter().map(|level| level.id.value().as_str()).collect();
    point("urgency", ids.join(", "))
}

fn ci(around: &Surroundings) -> Point {
    match &around.ci {
        Some(file) => point("CI", file.clone()),
        None => todo(
            "CI",
            "nothing checks the handbook when it changes",
            "run `handbook init --ci github`, or `--ci gitlab`",
        ),
    }
}

fn problems(findings: &[Finding]) -> Point {
    let of = |severity| findings.iter().filter(|one| one.severity() == severity).count();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    if errors + warnings == 0 {
        return point("problems", "none");
    }
    let state = format!("{}, {}", plural(errors, "error"), plural(warnings, "warning"));
    todo("problems", state, "see them all: `handbook check`")
}
