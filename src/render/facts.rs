//! The facts of a page: who answers, when it was checked, where to ask, what else is known.

use crate::day::Day;
use crate::govern::evidence::{Attestation, Edited};
use crate::govern::ownership::{OwnerState, OwnerStatus};
use crate::govern::report::{Edit, PageStatus};
use crate::govern::review::{Exemption, ReviewState};
use crate::render::Renderer;
use crate::render::context::{
    DayText, Fact, FactsContext, LinkContext, ReviewContext, StatusContext,
};
use crate::resolve::owners::Owner;
use crate::site::PageId;
use crate::site::address::Address;
use crate::site::meta::Meta;
use crate::site::people::Who;

impl Renderer<'_> {
    /// The facts; `None` where nothing is known.
    pub(super) fn facts<'r>(&'r self, id: PageId, from: &Address) -> Option<FactsContext<'r>> {
        let page = self.site.page(id);
        let facts = FactsContext {
            owners: self.answering(id, from),
            owner_state: self.owner_state(id).map(Into::into),
            review: self.review(id, from),
            ask: self.ask(id, from),
            urgency: self.urgency(id, from),
            mistake: self.mistake(id),
            more: self
                .more(page.meta(), from)
                .into_iter()
                .chain(self.to_acknowledge(id, from))
                .collect(),
        };
        let nothing = facts.owners.is_empty()
            && facts.owner_state.is_none()
            && facts.review.is_none()
            && facts.ask.is_none()
            && facts.urgency.is_none()
            && facts.more.is_empty();
        (!nothing).then_some(facts)
    }

    /// Whether every owner of a page has left, and nobody stands in.
    pub(super) fn has_left(&self, id: PageId) -> bool {
        self.report.of(id).is_some_and(|status| status.ownership.state == OwnerState::Orphaned)
    }

    /// The owners: whoever stands in for one who has left, and of several only those who are there.
    fn answering<'r>(&'r self, id: PageId, from: &Address) -> Vec<LinkContext<'r>> {
        let is_alone = self.resolved.owners(id).len() < 2 || self.has_left(id);
        let link = |owner: &'r Owner| match self.standing(id, owner) {
            Some(OwnerStatus::Covered { by, .. }) => Some(self.who_link(by, from)),
            Some(OwnerStatus::Left(..) | OwnerStatus::NotYet(..)) if !is_alone => None,
            _ => Some(self.owner_link(owner, from)),
        };
        self.resolved.owners(id).iter().filter_map(link).collect()
    }

    /// Whoever answers for a page today: those who stand in for owners who have left, and the
    /// owners who are there.
    pub(super) fn answerers(&self, id: PageId) -> impl Iterator<Item = &Who> {
        self.resolved.owners(id).iter().filter_map(move |owner| match self.standing(id, owner) {
            Some(OwnerStatus::Covered { by, .. }) => Some(by),
            Some(OwnerStatus::Left(..) | OwnerStatus::NotYet(..)) => None,
            _ => owner.who(),
        })
    }

    fn standing(&self, id: PageId, owner: &Owner) -> Option<&OwnerStatus> {
        let mut judged = self.report.of(id)?.ownership.owners.iter().map(|owner| &owner.standing);
        judged.find(|standing| match standing {
            OwnerStatus::Covered { who, .. }
            | OwnerStatus::Left(who, _)
            | OwnerStatus::NotYet(who, _) => owner.who() == Some(who),
            _ => false,
        })
    }

    /// What is to be thought of the review. A page that needs none still says when it was read.
    fn review<'r>(&'r self, id: PageId, from: &Address) -> Option<ReviewContext<'r>> {
        let meta = self.site.page(id).meta();
        let verdict = self.report.of(id)?;
        let reviewed = meta.reviewed.as_ref().map(|day| *day.value());
        let state: &'static str = match verdict.review.state {
            ReviewState::NeverReviewed if !verdict.is_governed => return None,
            ReviewState::Exempt if reviewed.is_some() => "stated",
            ReviewState::Exempt if !matches!(verdict.exemption, Some(Exemption::Reason(_))) => {
                return None;
            }
            state => state.into(),
        };
        let snoozed = meta.snooze.as_ref().filter(|_| verdict.review.state == ReviewState::Snoozed);
        Some(ReviewContext {
            state: state.into(),
            reviewed: reviewed.map(|day| self.day(day)),
            by: meta.reviewed_by.iter().map(|by| self.named(by.value(), from)).collect(),
            due: snoozed
                .map(|snooze| snooze.value().until)
                .or(verdict.review.due)
                .map(|day| self.day(day)),
            sentence: self.evidence(meta, verdict).map(Into::into),
        })
    }

    /// One sentence that says both: when it was read, and what became of it since. `None` where the
    /// day says it all.
    fn evidence(&self, meta: &Meta, verdict: &PageStatus) -> Option<String> {
        let words = self.theme.words();
        let evidence = verdict.evidence.as_ref()?;
        let is_told = |edit: &&Edit| self.changes().is_told(&edit.commit);
        let last = verdict.edits.first().filter(is_told).map(|edit| edit.subject.as_str());
        let edited = match (&evidence.edited, last) {
            (Edited::Yes { .. }, Some(what)) => {
                Some(words.count("evidence.edits", verdict.edits.len()).replace("{what}", what))
            }
            (Edited::Yes { .. }, None) => Some(words.get("evidence.edited").to_owned()),
            _ => None,
        };
        let is_unattested = matches!(evidence.attestation, Attestation::Unattested(_));
        let unattested = is_unattested.then(|| words.get("evidence.unattested").to_owned());
        let source = verdict.changed_sources.first();
        let source = source.map(|source| words.fill("evidence.source", &[("what", &source.path)]));
        let since: Vec<String> = [edited, unattested, source].into_iter().flatten().collect();
        let day = self.day(*meta.reviewed.as_ref()?.value()).text;
        let by =
            meta.reviewed_by.as_ref().map(|by| self.named(by.value(), &Address::default()).title);
        let checked = match by {
            Some(person) => {
                words.fill("evidence.reviewed_by", &[("day", &day), ("person", &person)])
            }
            None => words.fill("evidence.reviewed", &[("day", &day)]),
        };
        (!since.is_empty()).then(|| format!("{checked}; {}", since.join("; ")))
    }

    /// Whether somebody answers, where that is anybody's business: not of records, drafts and
    /// sections outside governance.
    fn owner_state(&self, id: PageId) -> Option<&'static str> {
        let verdict = self.report.of(id)?;
        let state = verdict.ownership.state;
        let is_silent =
            state == OwnerState::Unowned && (!verdict.is_governed || verdict.is_exempt_by_nature());
        (!is_silent).then(|| state.into())
    }

    /// The state of the review as lists show it.
    pub(super) fn review_state(&self, id: PageId) -> Option<&'static str> {
        let verdict = self.report.of(id)?;
        (verdict.is_governed && !verdict.is_exempt_by_nature()).then(|| verdict.review.state.into())
    }

    /// A day for readers and machines.
    pub(super) fn day(&self, day: Day) -> DayText<'static> {
        let date = day.date();
        DayText {
            text: self.theme.words().day(date.year(), date.month(), date.day()).into(),
            iso: day.to_string().into(),
        }
    }

    fn more<'r>(&'r self, meta: &'r Meta, from: &Address) -> Vec<Fact<'r>> {
        let text = |id: &'static str, value: Option<&'r str>| {
            Some((id, LinkContext { title: value?.into(), href: None }))
        };
        let day = |id: &'static str, value: Option<Day>| {
            Some((id, LinkContext { title: self.day(value?).text, href: None }))
        };
        let approver =
            meta.approvers.first().map(|approver| ("approver", self.named(approver.value(), from)));
        let facts = [
            text("version", meta.version.as_ref().map(|version| version.value().as_str())),
            approver,
            day("approved", meta.approved.as_ref().map(|day| *day.value())),
            day("effective", meta.effective.as_ref().map(|day| *day.value())),
            text(
                "classification",
                meta.classification.as_ref().map(|label| label.value().as_str()),
            ),
        ];
        facts
            .into_iter()
            .flatten()
            .map(|(id, value)| Fact { id: id.into(), label: id.into(), values: vec![value] })
            .collect()
    }

    /// What the author declares about the page as a whole: a draft, replaced, archived.
    pub(super) fn status<'r>(&'r self, id: PageId, from: &'r Address) -> Option<StatusContext<'r>> {
        let Some(state) = status_of(self.site.page(id).meta()) else {
            return self.judged_status(id, from);
        };
        let linker = self.linker(from);
        let instead = self.resolved.instead(id).iter().map(|node| linker.link(*node)).collect();
        Some(StatusContext { state: state.into(), instead, ..StatusContext::default() })
    }

    /// What time has done to the page: it no longer holds, or nobody has read it for too long.
    fn judged_status<'r>(&'r self, id: PageId, from: &'r Address) -> Option<StatusContext<'r>> {
        let verdict = self.report.of(id)?;
        let meta = self.site.page(id).meta();
        let expires = meta.expires.as_ref().map(|day| *day.value());
        let (state, day) = match verdict.review.state {
            _ if verdict.review.is_expired => ("expired", expires),
            ReviewState::Stale => ("stale", verdict.review.due),
            _ => return None,
        };
        Some(StatusContext {
            state: state.into(),
            instead: Vec::new(),
            day: day.map(|day| self.day(day)),
            reviewed: meta.reviewed.as_ref().map(|day| self.day(*day.value())),
            tell: self.owner_to_tell(id, from),
        })
    }

    /// The owner of a page, and the way to report a problem to them.
    fn owner_to_tell<'r>(&'r self, id: PageId, from: &'r Address) -> Option<LinkContext<'r>> {
        if self.report.of(id)?.ownership.state != OwnerState::Owned {
            return None;
        }
        let owner = self.resolved.owners(id).first()?;
        let href = self.report_url(id).map(Into::into);
        Some(LinkContext { title: self.owner_link(owner, from).title, href })
    }
}

/// The state that readers are told before they read on.
pub(super) fn status_of(meta: &Meta) -> Option<&'static str> {
    meta.status.as_ref().and_then(|status| status.value().for_readers())
}
