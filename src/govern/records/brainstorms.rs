//! Brainstorms: questions that are put to people over days, who has written, and what came of it.

use super::headings;
use crate::config::headings::RecordPart;
use crate::day::Day;
use crate::govern::follow_ups::TaskPeople;
use crate::resolve::Resolved;
use crate::resolve::links::Target;
use crate::resolve::owners::Owner;
use crate::site::meta::PageType;
use crate::site::name;
use crate::site::people::Who;
use crate::site::{Page, PageId, Site};
use std::cmp::Reverse;
use strum::IntoStaticStr;

/// A question, and who has answered.
#[derive(Clone, Debug)]
pub struct BrainstormRecord {
    /// The page with the question.
    pub page: PageId,
    /// Whether it is open.
    pub state: BrainstormState,
    /// The last day for contributions.
    pub closes: Option<Day>,
    /// Pages in its folder.
    pub contributions: Vec<PageId>,
    /// Who has written, on pages or below headings.
    pub heard: Vec<Owner>,
    /// Whom nobody has heard yet, by their place in `invited`.
    pub waiting: Vec<usize>,
    /// The decision that came of it.
    pub decision: Option<PageId>,
    /// Whether nobody has written what came of it, although it is over.
    pub is_without_outcome: bool,
}

/// Whether a brainstorm is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum BrainstormState {
    /// It opens on a later day.
    Planned,
    /// Anybody may write.
    Open,
    /// It is over.
    Closed,
}

/// All brainstorms of a handbook on a day.
#[derive(Clone, Debug, Default)]
pub struct Brainstorms {
    records: Vec<BrainstormRecord>,
}

impl Brainstorms {
    /// Collects the published questions: the open ones first, the one that closes next before all.
    pub fn collect(resolved: &Resolved<'_>, today: Day) -> Self {
        let site = resolved.site();
        let people = TaskPeople::new(site.people());
        let pages = site.page_ids().filter(|id| site.is_published(*id));
        let questions = pages.filter(|id| is_question(site.page(*id)));
        let mut records: Vec<BrainstormRecord> =
            questions.map(|id| record(resolved, &people, id, today)).collect();
        records.sort_by_key(|record| {
            let is_over = record.state == BrainstormState::Closed;
            let day =
                record.closes.map(|day| if is_over { -day_number(day) } else { day_number(day) });
            (is_over, day.is_none(), day, Reverse(record.page))
        });
        Brainstorms { records }
    }

    /// All of them.
    pub fn records(&self) -> &[BrainstormRecord] {
        &self.records
    }

    /// The question of a page.
    pub fn record_of(&self, page: PageId) -> Option<&BrainstormRecord> {
        self.records.iter().find(|record| record.page == page)
    }
}

fn day_number(day: Day) -> i64 {
    Day::FIRST.days_until(day)
}

/// A contribution is a page of the same type without a question of its own.
fn is_question(page: &Page) -> bool {
    let record = &page.meta().record;
    let has_any = record.question.is_some()
        || record.opens.is_some()
        || record.closes.is_some()
        || !record.invited.is_empty();
    *page.meta().kind() == PageType::Brainstorm && has_any
}

fn record(
    resolved: &Resolved<'_>,
    people: &TaskPeople<'_>,
    id: PageId,
    today: Day,
) -> BrainstormRecord {
    let site = resolved.site();
    let page = site.page(id);
    let meta = &page.meta().record;
    let state = state(page, today);
    let contributions = contributions(site, id);
    let mut heard = heard(resolved, people, page, &contributions);
    for owner in unseen(site, people, page) {
        if !heard.contains(&owner) {
            heard.push(owner);
        }
    }
    let is_heard = |name: &str| match people.found(name) {
        Some(who) => heard.iter().any(|owner| is_one_of(site, owner, &who)),
        None => heard.iter().any(|owner| owner.name().eq_ignore_ascii_case(name)),
    };
    let waiting = meta.invited.iter().enumerate().filter(|(_, name)| !is_heard(name.value()));
    let decision = decision(resolved, id);
    let has = |part| headings::has(&site.config().headings, page, part);
    let has_outcome = meta.outcome.is_some()
        || decision.is_some()
        || has(RecordPart::Outcome)
        || has(RecordPart::Decisions);
    BrainstormRecord {
        page: id,
        state,
        closes: meta.closes.as_ref().map(|day| *day.value()),
        waiting: waiting.map(|(place, _)| place).collect(),
        contributions,
        heard,
        decision,
        is_without_outcome: state == BrainstormState::Closed && !has_outcome,
    }
}

fn state(page: &Page, today: Day) -> BrainstormState {
    let meta = &page.meta().record;
    let (opens, closes) = (meta.opens.as_ref(), meta.closes.as_ref());
    if closes.is_some_and(|day| *day.value() < today) {
        BrainstormState::Closed
    } else if opens.is_some_and(|day| *day.value() > today) {
        BrainstormState::Planned
    } else {
        BrainstormState::Open
    }
}

/// A person, or a member of the team that was asked.
fn is_one_of(site: &Site, owner: &Owner, asked: &Who) -> bool {
    match (owner.who(), asked) {
        (Some(Who::Person(person)), Who::Team(team)) => {
            site.people().members(team).any(|member| member == person)
        }
        (Some(who), asked) => who == asked,
        (None, _) => false,
    }
}

/// The pages in the folder of a question.
fn contributions(site: &Site, id: PageId) -> Vec<PageId> {
    let node = site.tree().node(site.page(id).node());
    let pages = node.children().iter().filter_map(|child| site.tree().node(*child).page());
    pages.collect()
}

/// Whoever wrote what readers get only when the question closes: that they did is no secret.
fn unseen(site: &Site, people: &TaskPeople<'_>, question: &Page) -> Vec<Owner> {
    let Some(below) = question.withheld() else { return Vec::new() };
    let folder = question.source().path();
    let stem = name::stem(folder).unwrap_or(folder);
    let of_section = stem.rsplit_once('/').filter(|(_, last)| name::section_rank(last).is_some());
    let folder = format!("{}/", of_section.map_or(stem, |(folder, _)| folder));
    let is_below = |page: &&Page| {
        page.source().path().starts_with(&folder)
            && page.source().path() != question.source().path()
    };
    let pages = site.pages().iter().filter(is_below).filter(|page| page.meta().is_draft());
    let authors = pages.filter_map(author).chain(below.iter().cloned());
    authors.map(|author| as_owner(site, people, &author)).collect()
}

/// Whom a contribution is by: its owner, or whom its file is called after.
fn author(page: &Page) -> Option<String> {
    let own = page.meta().owners.first().map(|owner| owner.value().clone());
    let named = name::stem(page.source().path()).and_then(|stem| stem.rsplit('/').next());
    own.or_else(|| named.map(str::to_owned))
}

/// Whoever has written, on pages of their own and below headings that name them.
fn heard(
    resolved: &Resolved<'_>,
    people: &TaskPeople<'_>,
    question: &Page,
    pages: &[PageId],
) -> Vec<Owner> {
    let site = resolved.site();
    let of_page = |id: &PageId| Some(as_owner(site, people, &author(site.page(*id))?));
    let headings = question.document().headings().iter().filter_map(|heading| {
        let text = heading.text.trim();
        let is_named = text.starts_with('@') || people.found(text).is_some();
        is_named.then(|| as_owner(site, people, text))
    });
    let mut heard: Vec<Owner> = Vec::new();
    for owner in pages.iter().filter_map(of_page).chain(headings) {
        if !heard.contains(&owner) {
            heard.push(owner);
        }
    }
    heard
}

fn as_owner(site: &Site, people: &TaskPeople<'_>, text: &str) -> Owner {
    match people.found(text) {
        Some(who) => Owner::known(site.people(), who),
        None => Owner::as_written(text),
    }
}

/// The decision that a question leads to: by its outcome, else the first one that it links to or
/// that links to it.
fn decision(resolved: &Resolved<'_>, id: PageId) -> Option<PageId> {
    let site = resolved.site();
    let page = site.page(id);
    let is_decision = |id: &PageId| *site.page(*id).meta().kind() == PageType::Decision;
    let linked = resolved.targets(id).iter().filter_map(|target| match target {
        Target::Node(node, _) => site.tree().node(*node).page(),
        _ => None,
    });
    let named = resolved.earlier(id).iter().flatten();
    let named = named.filter_map(|node| site.tree().node(*node).page());
    let back = resolved.backlinks(page.node());
    let opens = page.meta().record.opens.as_ref().map(|day| *day.value());
    let is_later = |id: &PageId| super::day_of(site.page(*id)) >= opens;
    let near = back.chain(linked).filter(is_later);
    named.chain(near).find(is_decision)
}
