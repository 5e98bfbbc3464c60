//! What there is to say about reviews and owners: each verdict in words, at the place that it comes
//! from.

use crate::diag::Finding;
use crate::diag::catalogue::{governance as say, keys, records};
use crate::govern::evidence::{Attestation, Doubt, Edited};
use crate::govern::ownership::{self, OwnerState, OwnerStatus};
use crate::govern::report::{PageStatus, Report};
use crate::govern::review::{Fault, ReviewState};
use crate::resolve::Resolved;
use crate::resolve::views::{self, EmbeddedView};
use crate::site::meta::{Meta, PageType};
use crate::site::people::Who;
use crate::site::{Page, PageId};
use crate::source::{Location, Source};
use crate::yaml::Sourced;
use std::collections::BTreeSet;

/// All findings about reviews and owners, in no particular order.
pub fn findings(resolved: &Resolved<'_>, report: &Report) -> Vec<Finding> {
    let site = resolved.site();
    let mut findings = Vec::new();
    let mut mass_edits = BTreeSet::new();
    for (id, verdict) in site.page_ids().zip(report.verdicts()) {
        let about = PageCheck { resolved, report, id, page: site.page(id), verdict };
        about.review(&mut findings);
        about.evidence(&mut mass_edits, &mut findings);
        about.sources(&mut findings);
        about.owners(&mut findings);
        about.surroundings(&mut findings);
    }
    findings.extend(teams_without_lead(resolved, report));
    findings.extend(empty_review_views(resolved, report));
    findings.extend(super::records::findings(resolved, report));
    findings.extend(super::moves::since_published(resolved, report));
    findings.extend(unknown_history(report));
    findings
}

/// Embedded views of reviews in a handbook in which no section has any.
fn empty_review_views(resolved: &Resolved<'_>, report: &Report) -> Vec<Finding> {
    if report.is_governed() {
        return Vec::new();
    }
    let views = resolved.site().pages().iter().flat_map(|page| page.document().views());
    let reviews =
        views.filter(|view| EmbeddedView::named(&view.name) == Some(EmbeddedView::Reviews));
    let why = "no page has an owner or a review";
    reviews
        .map(|view| views::empty(view, why, "give pages an `owner` and a `reviewed` date"))
        .collect()
}

/// One page and the verdict on it.
struct PageCheck<'a> {
    resolved: &'a Resolved<'a>,
    report: &'a Report,
    id: PageId,
    page: &'a Page,
    verdict: &'a PageStatus,
}

impl PageCheck<'_> {
    fn meta(&self) -> &Meta {
        self.page.meta()
    }

    fn whole(&self) -> Location {
        self.page.source().whole()
    }

    /// Where a value is written; the whole page where it comes from elsewhere.
    fn at<T>(&self, written: Option<&Sourced<T>>) -> Location {
        let own = |place: &&Location| place.path() == self.page.source().path();
        written.map(Sourced::location).filter(own).cloned().unwrap_or_else(|| self.whole())
    }

    fn review(&self, findings: &mut Vec<Finding>) {
        let review = &self.verdict.review;
        match (review.state, review.due) {
            (ReviewState::Stale, Some(due)) if *self.meta().kind() == PageType::Decision => {
                findings.push(records::decision_due(self.due_place(), due));
            }
            (ReviewState::Stale, Some(due)) => {
                findings.push(say::stale_page(self.due_place(), due));
            }
            (ReviewState::DueSoon, Some(due)) => {
                findings.push(say::due_soon(self.due_place(), due));
            }
            (ReviewState::NeverReviewed, _) if self.verdict.is_governed => {
                findings.push(say::never_reviewed(self.whole()));
            }
            _ => {}
        }
        findings.extend(review.faults.iter().filter_map(|fault| self.fault(*fault)));
        if let (true, Some(last)) =
            (review.is_expired && !self.verdict.is_exempt_by_nature(), &self.meta().expires)
        {
            findings.push(say::expired_page(self.at(Some(last)), *last.value()));
        }
    }

    /// The day that was named for the next review, else the day of the last one.
    fn due_place(&self) -> Location {
        let named = self
            .meta()
            .next_review
            .as_ref()
            .filter(|next| Some(*next.value()) == self.verdict.review.due);
        self.at(named.or(self.meta().reviewed.as_ref()))
    }

    /// What is malformed was said where it was read.
    fn fault(&self, fault: Fault) -> Option<Finding> {
        let snooze = self.meta().snooze.as_ref();
        match fault {
            Fault::Malformed => None,
            Fault::FutureReview(day) => {
                let key = self.meta().reviewed.as_ref().map_or("reviewed", Sourced::key);
                Some(say::future_review(
                    self.at(self.meta().reviewed.as_ref()),
                    key,
                    day,
                    self.report.today(),
                ))
            }
            Fault::SnoozeTooLong(latest) => {
                let most = self.resolved.site().config().review.snooze_max;
                Some(say::snooze_too_long(self.at(snooze), snooze?.value().until, latest, most))
            }
            Fault::SnoozeWithoutReason => {
                Some(keys::bad_snooze(self.at(snooze), "gives no reason"))
            }
        }
    }

    /// What one commit says of very many pages is doubted once, at the first of them.
    fn evidence(&self, mass_edits: &mut BTreeSet<usize>, findings: &mut Vec<Finding>) {
        let (Some(evidence), Some(reviewed)) = (&self.verdict.evidence, &self.meta().reviewed)
        else {
            return;
        };
        let place = self.at(Some(reviewed));
        if let Attestation::Unattested(doubt) = evidence.attestation {
            findings.extend(match doubt {
                Doubt::NotCommitted => {
                    Some(say::unattested_review(place.clone(), *reviewed.value()))
                }
                Doubt::HashOfAnotherText => {
                    Some(say::foreign_hash(self.at(self.meta().reviewed_hash.as_ref())))
                }
                Doubt::MassEdit(pages) => {
                    mass_edits.insert(pages).then(|| say::mass_review(place.clone(), pages))
                }
            });
        }
        if let Edited::Yes { commits, is_uncommitted } = &evidence.edited {
            findings.push(say::edited_since_review(
                place.clone(),
                *reviewed.value(),
                commits.len(),
                *is_uncommitted,
            ));
        }
        let changes = self.verdict.changed_sources.iter();
        findings.extend(
            changes.map(|change| say::source_changed(place.clone(), &change.path, change.day)),
        );
    }

    /// Names that no file has would never ask for a review.
    fn sources(&self, findings: &mut Vec<Finding>) {
        let names = self
            .verdict
            .unmatched_sources
            .iter()
            .filter_map(|place| self.meta().review_when.get(*place));
        findings.extend(names.map(|name| say::unmatched_source(self.at(Some(name)), name.value())));
    }

    fn owners(&self, findings: &mut Vec<Finding>) {
        let ownership = &self.verdict.ownership;
        if self.verdict.is_exempt_by_nature() {
            return;
        }
        if ownership.state == OwnerState::Unowned && self.verdict.is_governed {
            findings.push(say::unowned_page(self.whole()));
        }
        let place = self.at(self.meta().owners.first());
        if ownership.state == OwnerState::Orphaned {
            findings.extend(
                ownership
                    .owners
                    .iter()
                    .filter_map(|owner| absence(&place, &owner.written, &owner.standing)),
            );
        }
        if let (Some(from), Some(owner)) = (self.verdict.leaving, ownership.owners.first()) {
            findings.push(say::owner_leaving(place, &owner.written, from));
        }
    }

    fn surroundings(&self, findings: &mut Vec<Finding>) {
        let site = self.resolved.site();
        for place in &self.verdict.superseded_links {
            let link = self.page.document().links().get(*place);
            let target =
                self.resolved.targets(self.id).get(*place).and_then(|target| match target {
                    crate::resolve::links::Target::Node(node, _) => site.tree().node(*node).page(),
                    _ => None,
                });
            let (Some(link), Some(old)) = (link, target) else {
                continue;
            };
            let successor = self.resolved.instead(old).first().and_then(|node| site.page_at(*node));
            let successor = successor.map(|page| page.source().path());
            findings.push(say::superseded_linked(
                link.place.clone(),
                site.page(old).source().path(),
                successor,
            ));
        }
    }
}

/// Why somebody who is named does not answer. Names that nobody has were reported when owners were
/// looked up.
fn absence(place: &Location, written: &str, standing: &OwnerStatus) -> Option<Finding> {
    match standing {
        OwnerStatus::Left(_, day) => Some(say::owner_left(place.clone(), written, *day)),
        OwnerStatus::NotYet(_, day) => Some(say::owner_not_there_yet(place.clone(), written, *day)),
        OwnerStatus::Empty(_) => Some(say::owner_is_empty(place.clone(), written)),
        _ => None,
    }
}

/// Teams that own pages, and that nobody leads.
fn teams_without_lead<'a>(
    resolved: &'a Resolved<'_>,
    report: &'a Report,
) -> impl Iterator<Item = Finding> + 'a {
    let people = resolved.site().people();
    let named = report.verdicts().iter().flat_map(|verdict| &verdict.ownership.owners);
    let teams: BTreeSet<&str> = named
        .filter_map(|owner| match &owner.standing {
            OwnerStatus::Answers(Who::Team(team))
            | OwnerStatus::Covered { who: Who::Team(team), .. } => Some(team.as_str()),
            _ => None,
        })
        .collect();
    let without = teams
        .into_iter()
        .filter(move |team| ownership::lead(team, people, report.today()).is_none());
    without.filter_map(move |team| {
        let lead = people.team(team)?.lead.as_ref();
        let place = lead
            .map_or_else(|| Source::new("people.yaml", "").whole(), |lead| lead.location().clone());
        Some(say::team_without_lead(place, team, lead.map(|lead| lead.value().as_str())))
    })
}

/// Said once for the whole handbook.
fn unknown_history(report: &Report) -> Option<Finding> {
    let (unknown, pages) = report.unknown()?;
    Some(say::unknown_history(Source::new(crate::config::FILES[0], "").whole(), &unknown, pages))
}
