//! The facts of a page: who answers, when it was checked, where to ask, what else is known.

use crate::day::Day;
use crate::govern::code_words;
use crate::govern::evidence::{Attestation, Edited};
use crate::govern::ownership::OwnerState;
use crate::govern::report::{Edit, PageStatus};
use crate::govern::review::{Exemption, ReviewState};
use crate::render::context::{Fact, FactsContext, LinkContext, ReviewContext, StatusContext};
use crate::render::renderer::Renderer;
use crate::render::views::changes;
use crate::render::{expectations, feedback, names, states, time};
use crate::site::PageId;
use crate::site::address::Address;
use crate::site::meta::Meta;

/// The facts; `None` where nothing is known.
pub fn facts<'r>(
    renderer: &'r Renderer<'_>,
    id: PageId,
    from: &Address,
) -> Option<FactsContext<'r>> {
    let page = renderer.site.page(id);
    let facts = FactsContext {
        owners: states::answering(renderer, id, from),
        owner_state: owner_state(renderer, id).map(Into::into),
        review: review(renderer, id, from),
        ask: expectations::ask(renderer, id, from),
        urgency: expectations::urgency(renderer, id, from),
        mistake: expectations::mistake(renderer, id),
        more: more(renderer, page.meta(), from)
            .into_iter()
            .chain(feedback::to_acknowledge(renderer, id, from))
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

/// What is to be thought of the review. A page that needs none still says when it was read.
pub fn review<'r>(
    renderer: &'r Renderer<'_>,
    id: PageId,
    from: &Address,
) -> Option<ReviewContext<'r>> {
    let meta = renderer.site.page(id).meta();
    let verdict = renderer.report.of(id)?;
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
        reviewed: reviewed.map(|day| time::day_text(renderer, day)),
        by: meta.reviewed_by.iter().map(|by| names::named(renderer, by.value(), from)).collect(),
        due: snoozed
            .map(|snooze| snooze.value().until)
            .or(verdict.review.due)
            .map(|day| time::day_text(renderer, day)),
        sentence: evidence(renderer, meta, verdict).map(Into::into),
    })
}

/// One sentence that says both: when it was read, and what became of it since. `None` where the
/// day says it all.
fn evidence(renderer: &Renderer<'_>, meta: &Meta, verdict: &PageStatus) -> Option<String> {
    let words = renderer.theme.words();
    let evidence = verdict.evidence.as_ref()?;
    let is_told = |edit: &&Edit| changes::changes(renderer).is_told(&edit.commit);
    let last = verdict.edits.first().filter(is_told).map(|edit| code_words::plain(&edit.subject));
    let edited = match (&evidence.edited, last) {
        (Edited::Yes { .. }, Some(what)) => {
            Some(words.count("evidence.edits", verdict.edits.len()).replace("{what}", &what))
        }
        (Edited::Yes { .. }, None) => Some(words.get("evidence.edited").to_owned()),
        _ => None,
    };
    let is_unattested = matches!(evidence.attestation, Attestation::Unattested(_));
    let unattested = is_unattested.then(|| words.get("evidence.unattested").to_owned());
    let source = verdict.changed_sources.first();
    let source = source.map(|source| words.fill("evidence.source", &[("what", &source.path)]));
    let since: Vec<String> = [edited, unattested, source].into_iter().flatten().collect();
    let day = time::day_text(renderer, *meta.reviewed.as_ref()?.value()).text;
    let by = meta
        .reviewed_by
        .as_ref()
        .map(|by| names::named(renderer, by.value(), &Address::default()).title);
    let checked = match by {
        Some(person) => words.fill("evidence.reviewed_by", &[("day", &day), ("person", &person)]),
        None => words.fill("evidence.reviewed", &[("day", &day)]),
    };
    (!since.is_empty()).then(|| format!("{checked}; {}", since.join("; ")))
}

/// Whether somebody answers, where that is anybody's business: not of records, drafts and
/// sections outside governance.
fn owner_state(renderer: &Renderer<'_>, id: PageId) -> Option<&'static str> {
    let verdict = renderer.report.of(id)?;
    let state = verdict.ownership.state;
    let is_silent =
        state == OwnerState::Unowned && (!verdict.is_governed || verdict.is_exempt_by_nature());
    (!is_silent).then(|| state.into())
}

fn more<'r>(renderer: &'r Renderer<'_>, meta: &'r Meta, from: &Address) -> Vec<Fact<'r>> {
    let text = |id: &'static str, value: Option<&'r str>| {
        Some((id, LinkContext { title: value?.into(), href: None }))
    };
    let day = |id: &'static str, value: Option<Day>| {
        Some((id, LinkContext { title: time::day_text(renderer, value?).text, href: None }))
    };
    let approver = meta
        .approvers
        .first()
        .map(|approver| ("approver", names::named(renderer, approver.value(), from)));
    let facts = [
        text("version", meta.version.as_ref().map(|version| version.value().as_str())),
        approver,
        day("approved", meta.approved.as_ref().map(|day| *day.value())),
        day("effective", meta.effective.as_ref().map(|day| *day.value())),
        text("classification", meta.classification.as_ref().map(|label| label.value().as_str())),
    ];
    facts
        .into_iter()
        .flatten()
        .map(|(id, value)| Fact { id: id.into(), label: id.into(), values: vec![value] })
        .collect()
}

/// What the author declares about the page as a whole: a draft, replaced, archived.
pub fn status<'r>(
    renderer: &'r Renderer<'_>,
    id: PageId,
    from: &'r Address,
) -> Option<StatusContext<'r>> {
    let Some(state) = states::status_of(renderer.site.page(id).meta()) else {
        return judged_status(renderer, id, from);
    };
    let linker = renderer.linker(from);
    let instead = renderer.resolved.instead(id).iter().map(|node| linker.link(*node)).collect();
    Some(StatusContext { state: state.into(), instead, ..StatusContext::default() })
}

/// What time has done to the page: it no longer holds, or nobody has read it for too long.
fn judged_status<'r>(
    renderer: &'r Renderer<'_>,
    id: PageId,
    from: &'r Address,
) -> Option<StatusContext<'r>> {
    let verdict = renderer.report.of(id)?;
    let meta = renderer.site.page(id).meta();
    let expires = meta.expires.as_ref().map(|day| *day.value());
    let (state, day) = match verdict.review.state {
        _ if verdict.review.is_expired => ("expired", expires),
        ReviewState::Stale => ("stale", verdict.review.due),
        _ => return None,
    };
    Some(StatusContext {
        state: state.into(),
        instead: Vec::new(),
        day: day.map(|day| time::day_text(renderer, day)),
        reviewed: meta.reviewed.as_ref().map(|day| time::day_text(renderer, *day.value())),
        tell: owner_to_tell(renderer, id, from),
    })
}

/// Whoever answers for a page today, and the way to report a problem to them.
fn owner_to_tell<'r>(
    renderer: &'r Renderer<'_>,
    id: PageId,
    from: &'r Address,
) -> Option<LinkContext<'r>> {
    if renderer.report.of(id)?.ownership.state != OwnerState::Owned {
        return None;
    }
    let owner = states::answering(renderer, id, from).into_iter().next()?;
    let href = feedback::report_url(renderer, id).map(Into::into);
    Some(LinkContext { title: owner.title, href })
}
