//! The verdicts on all pages.

use super::cache::{Circumstances, ReportCache};
use super::sources::Sources;
use super::{Edit, PageStatus, Report};
use crate::day::Day;
use crate::govern::changes::Changes;
use crate::govern::evidence::{self, Attestation, AttestedText, Doubt, Edited, Evidence};
use crate::govern::former::former_addresses;
use crate::govern::ownership::{self, Ownership};
use crate::govern::records::Records;
use crate::govern::review::{self, Limits, ReviewFacts, governed_sections};
use crate::govern::ways::ways_over_time;
use crate::history::{Commit, History, ObjectId};
use crate::resolve::Resolved;
use crate::resolve::links::Target;
use crate::site::meta::{Meta, Status};
use crate::site::people::{Lookup, People};
use crate::site::tree::NodeId;
use crate::site::{Page, PageId, Site};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One commit that sets the date of more pages than this is believed only with a note; `handbook
/// review` asks for one there as well.
pub const MOST_AT_ONCE: usize = 10;

/// Keys that say something of owners or reviews, even where their values cannot be used.
const GOVERNING: [&str; 8] = [
    "owner",
    "reviewed",
    "reviewed_hash",
    "review_date",
    "next_review",
    "review_every",
    "snooze",
    "review_exempt",
];

/// Judges all pages on a day. `texts` gives texts of the past by their ids; it is asked only where
/// a hash does not say all, and of a page that is as it was when `memory` was filled nothing is
/// asked again.
pub fn judge(
    resolved: &Resolved<'_>,
    history: &Arc<History>,
    today: Day,
    texts: &mut dyn FnMut(&ObjectId) -> Option<String>,
    memory: &mut ReportCache,
) -> Report {
    let site = resolved.site();
    let circumstances =
        Circumstances { today, governed: governed(site), replaced: replaced(resolved) };
    memory.keep_for(site, history, &circumstances);
    let sources = Sources::new(resolved, history);
    let judge = Judge {
        resolved,
        site,
        history,
        circumstances: &circumstances,
        sources,
        limits: limits(site),
    };
    let mut verdicts: Vec<Arc<PageStatus>> = Vec::with_capacity(site.pages().len());
    for id in site.page_ids() {
        let known = memory.verdict(resolved, id);
        verdicts.push(known.unwrap_or_else(|| judge.page(id, texts, memory).into()));
    }
    memory.keep_verdicts(resolved, &verdicts);
    doubt_mass_edits(site, &mut verdicts);
    let records = Arc::new(Records::collect(resolved, today));
    let changes = Arc::new(Changes::collect(resolved, history));
    let former = former_addresses(resolved, history);
    let ways = memory.ways(|| ways_over_time(site, history, texts));
    let trouble = history.trouble().cloned();
    Report { today, verdicts, trouble, records, changes, former, ways }
}

/// Withdraws what one commit says of many pages at once.
fn doubt_mass_edits(site: &Site, verdicts: &mut [Arc<PageStatus>]) {
    let has_note = |page: &Page| page.meta().review_note.is_some();
    let reviews = verdicts.iter().zip(site.pages());
    let reviews =
        reviews.filter_map(|(verdict, page)| Some((verdict.evidence.as_ref()?, has_note(page))));
    let masses = evidence::mass_edits(reviews, MOST_AT_ONCE);
    if masses.is_empty() {
        return;
    }
    for (verdict, _) in verdicts.iter_mut().zip(site.pages()).filter(|(_, page)| !has_note(page)) {
        let Some(Attestation::ByCommit(commit)) =
            verdict.evidence.as_ref().map(|evidence| &evidence.attestation)
        else {
            continue;
        };
        if let (Some(pages), Some(evidence)) =
            (masses.get(commit), &mut Arc::make_mut(verdict).evidence)
        {
            evidence.attestation = Attestation::Unattested(Doubt::MassEdit(*pages));
        }
    }
}

fn limits(site: &Site) -> Limits {
    let settings = &site.config().review;
    Limits { due_soon: settings.due_soon, snooze_max: settings.snooze_max }
}

/// What one page is judged with.
struct Judge<'a> {
    resolved: &'a Resolved<'a>,
    site: &'a Site,
    history: &'a History,
    circumstances: &'a Circumstances,
    sources: Sources<'a>,
    limits: Limits,
}

impl Judge<'_> {
    fn page(
        &self,
        id: PageId,
        texts: &mut dyn FnMut(&ObjectId) -> Option<String>,
        memory: &mut ReportCache,
    ) -> PageStatus {
        let page = self.site.page(id);
        let today = self.circumstances.today;
        let facts = ReviewFacts::of(page.meta(), &self.site.config().review);
        let review = review::judge(&facts, &self.limits, today);
        let ownership = owners(self.site, page, today);
        let read = facts.reviewed.filter(|_| review.faults.is_empty() && facts.exemption.is_none());
        let evidence = read.map(|day| self.evidence(page, day, texts, memory));
        let near = today.plus(self.limits.due_soon);
        let is_exempt = facts.exemption.is_some();
        PageStatus {
            edits: self.edits(evidence.as_ref()),
            changed_sources: read
                .map(|day| self.sources.changed_since(page, day))
                .unwrap_or_default(),
            unmatched_sources: self.sources.unmatched(page),
            superseded_links: if is_exempt { Vec::new() } else { self.superseded_links(id) },
            is_governed: self.site.config().review.every.is_some()
                || self.circumstances.governed.contains(folder(page)),
            created: self.created(page),
            last_commit: self.last_commit(page),
            leaving: ownership.orphaned_from.filter(|day| *day <= near),
            every: facts.every,
            exemption: facts.exemption,
            review,
            ownership,
            evidence,
        }
    }

    fn evidence(
        &self,
        page: &Page,
        day: Day,
        texts: &mut dyn FnMut(&ObjectId) -> Option<String>,
        memory: &mut ReportCache,
    ) -> Evidence {
        if let Some(known) = memory.evidence(page) {
            return known;
        }
        let config = self.site.config();
        let now = AttestedText::of(page.meta(), page.body_text());
        let mut past = |id: &ObjectId| texts(id).map(|text| AttestedText::read(&text, config));
        let evidence = evidence::judge(&now, day, page.source().path(), self.history, &mut past);
        memory.keep_evidence(page, &evidence);
        evidence
    }

    fn edits(&self, evidence: Option<&Evidence>) -> Vec<Edit> {
        let Some(Edited::Yes { commits, .. }) = evidence.map(|evidence| &evidence.edited) else {
            return Vec::new();
        };
        commits
            .iter()
            .filter_map(|number| self.history.commits().get(*number))
            .map(|commit| self.edit(commit))
            .collect()
    }

    fn created(&self, page: &Page) -> Option<Day> {
        let file = self.history.of(page.source().path()).ok().filter(|file| file.is_complete)?;
        self.edit(file.versions.last()?.commit).day
    }

    fn last_commit(&self, page: &Page) -> Option<Edit> {
        let file = self.history.of(page.source().path()).ok()?;
        file.versions.first().map(|version| self.edit(version.commit))
    }

    fn edit(&self, commit: &Commit) -> Edit {
        Edit {
            day: commit.committed.day_in(&self.site.config().timezone),
            author: commit.author.clone(),
            subject: commit.subject.clone(),
            commit: commit.id.to_string(),
        }
    }

    /// Links to replaced pages. The page that replaces one may say so.
    fn superseded_links(&self, id: PageId) -> Vec<usize> {
        let own = self.site.page(id).node();
        let is_superseded = |target: &Target| {
            let Target::Node(node, _) = target else {
                return false;
            };
            *node != own
                && self
                    .circumstances
                    .replaced
                    .get(node)
                    .is_some_and(|instead| !instead.contains(&own))
        };
        let targets = self.resolved.targets(id).iter().enumerate();
        targets.filter(|(_, target)| is_superseded(target)).map(|(place, _)| place).collect()
    }
}

fn is_superseded(meta: &Meta) -> bool {
    meta.superseded_by.is_some()
        || meta.status.as_ref().is_some_and(|status| *status.value() == Status::Superseded)
}

/// The owners that the page or its defaults name, else those of CODEOWNERS: of these, whom
/// people.yaml knows, and if it knows none of them, they stand as they are written, because such a
/// file also names accounts that are no people.
fn owners(site: &Site, page: &Page, today: Day) -> Ownership {
    let written: Vec<&str> =
        page.meta().owners.iter().map(|owner| owner.value().as_str()).collect();
    if !written.is_empty() {
        return ownership::judge(written, site.people(), today);
    }
    let handles: Vec<&str> = site
        .code_owners()
        .of(page.source().path())
        .into_iter()
        .map(|handle| handle.value().as_str())
        .collect();
    let is_known = |handle: &&str| matches!(site.people().find(handle), Lookup::Found(_));
    let known: Vec<&str> = handles.iter().copied().filter(is_known).collect();
    if known.is_empty() {
        return ownership::judge(handles, &People::default(), today);
    }
    ownership::judge(known, site.people(), today)
}

/// Folders of which a page, or a default for it, says something of owners or reviews.
fn governed(site: &Site) -> BTreeSet<String> {
    let sections = governed_sections(
        site.pages().iter().map(|page| (folder(page), says_something(page.meta()))),
    );
    sections.into_iter().map(str::to_owned).collect()
}

/// The pages that others have replaced, by their nodes, with what to read instead.
fn replaced(resolved: &Resolved<'_>) -> BTreeMap<NodeId, Vec<NodeId>> {
    let site = resolved.site();
    let speaks = |id: &PageId| site.tree().node(site.page(*id).node()).page() == Some(*id);
    let replaced = site.page_ids().filter(|id| is_superseded(site.page(*id).meta()) && speaks(id));
    replaced.map(|id| (site.page(id).node(), resolved.instead(id).to_vec())).collect()
}

fn folder(page: &Page) -> &str {
    page.source().path().rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn says_something(meta: &Meta) -> bool {
    let says = [
        !meta.owners.is_empty(),
        meta.reviewed.is_some(),
        meta.next_review.is_some(),
        meta.review_every.is_some(),
        meta.snooze.is_some(),
        meta.review_exempt.is_some(),
    ];
    says.contains(&true) || GOVERNING.iter().any(|key| meta.is_rejected(key))
}
