//! Decisions as a log: their state, what they replace, and when they are looked at again.

use super::day_of;
use crate::day::Day;
use crate::resolve::Resolved;
use crate::site::meta::{PageType, Status};
use crate::site::tree::NodeId;
use crate::site::{Page, PageId};
use crate::yaml::Sourced;
use std::cmp::Reverse;
use strum::IntoStaticStr;

/// One decision.
#[derive(Clone, Debug)]
pub struct DecisionRecord {
    /// The page.
    pub page: PageId,
    /// The day on which it was taken or proposed.
    pub day: Option<Day>,
    /// Where it stands.
    pub state: DecisionState,
    /// What is written as its status, where it is none of the usual ones.
    pub other: Option<String>,
    /// The day on which it is looked at again, as long as it holds.
    pub revisit: Option<Day>,
    /// What replaces it.
    pub replaced_by: Vec<PageId>,
    /// What it replaces.
    pub replaces: Vec<PageId>,
    /// Those of what it replaces, with their place in `supersedes`, which do not say so.
    pub unanswered: Vec<(usize, PageId)>,
    /// What replaces it, where that does not say so.
    pub unanswering: Option<PageId>,
}

/// Where a decision stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum DecisionState {
    /// Comments are open, or nobody has decided yet.
    Proposed,
    /// It holds.
    Accepted,
    /// It was not taken.
    Rejected,
    /// It no longer holds, and nothing replaces it.
    Deprecated,
    /// Another one replaces it.
    Superseded,
    /// A status of the company's own.
    Other,
}

/// All decisions of a handbook.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    records: Vec<DecisionRecord>,
}

impl Decisions {
    /// Collects the published decisions, the latest first.
    pub fn collect(resolved: &Resolved<'_>) -> Self {
        let site = resolved.site();
        let pages = site.page_ids().filter(|id| {
            site.is_published(*id) && *site.page(*id).meta().kind() == PageType::Decision
        });
        let mut records: Vec<DecisionRecord> = pages.map(|id| record(resolved, id)).collect();
        records.sort_by_key(|record| (Reverse(record.day), Reverse(record.page)));
        check_both_ways(resolved, &mut records);
        Decisions { records }
    }

    /// All of them, the latest first.
    pub fn records(&self) -> &[DecisionRecord] {
        &self.records
    }

    /// The decision of a page.
    pub fn record_of(&self, page: PageId) -> Option<&DecisionRecord> {
        self.records.iter().find(|record| record.page == page)
    }
}

fn record(resolved: &Resolved<'_>, id: PageId) -> DecisionRecord {
    let site = resolved.site();
    let page = site.page(id);
    let (replaced_by, replaces) = (pages(resolved, resolved.instead(id)), replaced(resolved, id));
    let (state, other) = state(page, !replaced_by.is_empty());
    let holds = matches!(state, DecisionState::Accepted | DecisionState::Other);
    let revisit = page.meta().next_review.as_ref().map(|day| *day.value());
    DecisionRecord {
        page: id,
        day: day_of(page),
        state,
        other,
        revisit: revisit.filter(|_| holds),
        replaced_by,
        replaces: replaces.into_iter().flatten().collect(),
        unanswered: Vec::new(),
        unanswering: None,
    }
}

fn pages(resolved: &Resolved<'_>, nodes: &[NodeId]) -> Vec<PageId> {
    nodes.iter().filter_map(|node| resolved.site().tree().node(*node).page()).collect()
}

/// What each name of `supersedes` leads to.
fn replaced(resolved: &Resolved<'_>, id: PageId) -> Vec<Option<PageId>> {
    let page = resolved.site().page(id);
    let count = page.meta().record.supersedes.len();
    let nodes = resolved.earlier(id).iter().take(count);
    nodes.map(|node| resolved.site().tree().node((*node)?).page()).collect()
}

fn state(page: &Page, is_replaced: bool) -> (DecisionState, Option<String>) {
    let said = match page.meta().status.as_ref().map(Sourced::value) {
        Some(Status::Superseded) => return (DecisionState::Superseded, None),
        Some(Status::Deprecated | Status::Archived) => return (DecisionState::Deprecated, None),
        Some(Status::Current) => return (DecisionState::Accepted, None),
        Some(Status::Draft) => return (DecisionState::Proposed, None),
        Some(Status::Other(said)) => said.trim().to_owned(),
        None => String::new(),
    };
    let state = match said.to_lowercase().split(' ').next().unwrap_or_default() {
        _ if is_replaced => DecisionState::Superseded,
        "proposed" | "open" | "pending" | "in-review" => DecisionState::Proposed,
        "rejected" | "declined" => DecisionState::Rejected,
        "superseded" => DecisionState::Superseded,
        "dropped" | "withdrawn" => DecisionState::Deprecated,
        "" | "accepted" | "decided" | "approved" | "done" => DecisionState::Accepted,
        _ => DecisionState::Other,
    };
    (state, Some(said).filter(|_| state == DecisionState::Other))
}

/// Each of two decisions has to name the other one. A status that names what replaces a decision
/// says all there is to MADR, which has no key for the other way.
fn check_both_ways(resolved: &Resolved<'_>, records: &mut [DecisionRecord]) {
    let said: Vec<(PageId, Vec<PageId>, Vec<PageId>)> = records
        .iter()
        .map(|record| (record.page, record.replaces.clone(), record.replaced_by.clone()))
        .collect();
    let of = |page: PageId| said.iter().find(|(own, ..)| *own == page);
    for record in records {
        let names = replaced(resolved, record.page).into_iter().enumerate();
        let is_silent = |other: PageId| {
            of(other).is_some_and(|(_, _, replaced_by)| !replaced_by.contains(&record.page))
        };
        record.unanswered = names
            .filter_map(|(place, other)| Some((place, other.filter(|id| is_silent(*id))?)))
            .collect();
        let written = resolved.site().page(record.page).meta().superseded_by.as_ref();
        let names_both = written.is_some_and(|written| written.key() != "status");
        let mut replaced_by = record.replaced_by.iter().copied().filter(|_| names_both);
        record.unanswering = replaced_by.find(|other| {
            of(*other).is_some_and(|(_, replaces, _)| !replaces.contains(&record.page))
        });
    }
}
