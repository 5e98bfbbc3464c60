//! The handbook as a whole on one day: what is to be thought of each page.
//!
//! Values only. What there is to say about them is in `check`, how readers see them in `render`.

mod judge;
mod cache;
mod sources;

use super::changes::Changes;
use super::evidence::{Attestation, Edited, Evidence};
use super::former::FormerAddress;
use super::ownership::{OwnerState, Ownership};
use super::records::Records;
use super::review::{Exemption, JudgedReview, ReviewState};
use super::ways::WayChange;
use crate::day::{Day, Period};
use crate::history::UnknownHistory;
use crate::site::PageId;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use strum::{Display, EnumIter, IntoEnumIterator, IntoStaticStr};

pub use cache::ReportCache;
pub use judge::{MOST_AT_ONCE, judge};

/// One verdict for each page, as of a day.
#[derive(Clone, Debug)]
pub struct Report {
    today: Day,
    verdicts: Vec<Arc<PageStatus>>,
    trouble: Option<UnknownHistory>,
    records: Arc<Records>,
    changes: Arc<Changes>,
    former: Vec<FormerAddress>,
    ways: Arc<Vec<WayChange>>,
}

/// What is to be thought of one page.
#[derive(Clone, Debug)]
pub struct PageStatus {
    /// Its review.
    pub review: JudgedReview,
    /// The interval between reviews, wherever it comes from.
    pub every: Option<Period>,
    /// Why it needs no review.
    pub exemption: Option<Exemption>,
    /// Who answers for it.
    pub ownership: Ownership,
    /// The first day on which nobody will answer any more, where that is near.
    pub leaving: Option<Day>,
    /// What is known of its last review; `None` where there is none that counts.
    pub evidence: Option<Evidence>,
    /// The commits that edited it since its review, newest first.
    pub edits: Vec<Edit>,
    /// What it depends on, and has changed since its review.
    pub changed_sources: Vec<SourceChange>,
    /// Those of the names in `review_when`, by their place in it, that mean no file.
    pub unmatched_sources: Vec<usize>,
    /// Those of its links, by their place in the document's, that lead to pages which others have
    /// replaced.
    pub superseded_links: Vec<usize>,
    /// Whether its section is under governance.
    pub is_governed: bool,
    /// The day of its first commit, where the history is known that far back.
    pub created: Option<Day>,
    /// The last commit that touched it.
    pub last_commit: Option<Edit>,
}

/// One commit, as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The day on which it came into the history, in the handbook's time zone.
    pub day: Option<Day>,
    /// Who wrote it.
    pub author: String,
    /// The first line of its message.
    pub subject: String,
    /// Its id, in full.
    pub commit: String,
}

/// A file that a page depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceChange {
    /// Its path from the handbook's folder.
    pub path: String,
    /// When it changed last.
    pub day: Day,
}

/// What is worth knowing of a page besides its states.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Display, EnumIter, IntoStaticStr, Serialize,
)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum Flag {
    /// The text is not the one that was read.
    EditedSinceReview,
    /// Nothing shows which text was read.
    UnattestedReview,
    /// Something that it depends on has changed since.
    SourceChanged,
    /// It no longer holds.
    Expired,
    /// It links to a page that another one has replaced.
    SupersededLinked,
    /// Soon nobody will answer for it.
    OwnerLeaving,
}

impl Report {
    /// The day of the verdicts.
    pub fn today(&self) -> Day {
        self.today
    }

    /// What meetings, decisions and brainstorms ask of whom.
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// What changed, and when.
    pub fn changes(&self) -> &Changes {
        &self.changes
    }

    /// How ways of working changed, the latest change first.
    pub fn ways_over_time(&self) -> &[WayChange] {
        &self.ways
    }

    /// Addresses of pages that were moved, from which nothing leads on.
    pub fn former_addresses(&self) -> &[FormerAddress] {
        &self.former
    }

    /// The verdict on a page; `None` only for pages of another handbook.
    pub fn of(&self, page: PageId) -> Option<&PageStatus> {
        self.verdicts.get(page.index()).map(Arc::as_ref)
    }

    /// Whether any section is under governance.
    pub fn is_governed(&self) -> bool {
        self.verdicts().iter().any(|verdict| verdict.is_governed)
    }

    /// All verdicts in the order of the pages.
    pub fn verdicts(&self) -> &[Arc<PageStatus>] {
        &self.verdicts
    }

    /// Why the history of some pages is not known, and how many have a review for which that
    /// matters.
    pub fn unknown(&self) -> Option<(UnknownHistory, usize)> {
        let unknown: Vec<&UnknownHistory> =
            self.verdicts.iter().filter_map(|verdict| verdict.unknown()).collect();
        let first = self.trouble.as_ref().or_else(|| unknown.first().copied())?;
        Some((first.clone(), unknown.len())).filter(|(_, pages)| *pages > 0)
    }

    /// Why the history of the handbook as a whole is not known, whether it matters for a page or
    /// not.
    pub fn trouble(&self) -> Option<&UnknownHistory> {
        self.trouble.as_ref()
    }

    /// How many pages are in each review state; states without pages are there too.
    pub fn review_totals(&self) -> BTreeMap<&'static str, usize> {
        let of =
            |state| self.verdicts.iter().filter(|verdict| verdict.review.state == state).count();
        ReviewState::iter().map(|state| (state.into(), of(state))).collect()
    }

    /// How many pages are in each owner state; states without pages are there too.
    pub fn owner_totals(&self) -> BTreeMap<&'static str, usize> {
        let of =
            |state| self.verdicts.iter().filter(|verdict| verdict.ownership.state == state).count();
        OwnerState::iter().map(|state| (state.into(), of(state))).collect()
    }

    /// How many pages of sections outside governance nobody has read, or nobody answers for.
    pub fn ungoverned(&self) -> usize {
        let is_open = |verdict: &&Arc<PageStatus>| {
            verdict.review.state == ReviewState::NeverReviewed
                || verdict.ownership.state == OwnerState::Unowned
        };
        self.verdicts
            .iter()
            .filter(|verdict| !verdict.is_governed && !verdict.is_exempt_by_nature())
            .filter(is_open)
            .count()
    }
}

impl PageStatus {
    /// The flags, in their order.
    pub fn flags(&self) -> Vec<Flag> {
        Flag::iter().filter(|flag| self.has(*flag)).collect()
    }

    fn has(&self, flag: Flag) -> bool {
        let evidence = self.evidence.as_ref();
        match flag {
            Flag::EditedSinceReview => {
                evidence.is_some_and(|evidence| matches!(evidence.edited, Edited::Yes { .. }))
            }
            Flag::UnattestedReview => evidence
                .is_some_and(|evidence| matches!(evidence.attestation, Attestation::Unattested(_))),
            Flag::SourceChanged => !self.changed_sources.is_empty(),
            Flag::Expired => self.review.is_expired,
            Flag::SupersededLinked => !self.superseded_links.is_empty(),
            Flag::OwnerLeaving => self.leaving.is_some(),
        }
    }

    /// Why something of the past of this page is not known that matters for its review.
    pub fn unknown(&self) -> Option<&UnknownHistory> {
        let evidence = self.evidence.as_ref()?;
        match (&evidence.attestation, &evidence.edited) {
            (Attestation::Unknown(unknown), _) | (_, Edited::Unknown(unknown)) => Some(unknown),
            _ => None,
        }
    }

    /// Whether it is a record, a draft or replaced: nobody has to keep such a page right.
    pub fn is_exempt_by_nature(&self) -> bool {
        !matches!(self.exemption, None | Some(Exemption::Reason(_) | Exemption::AllPages))
    }
}
