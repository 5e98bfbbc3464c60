//! What is thought of one page, and why: its two states, its flags, the evidence. For `handbook
//! explain`.

use crate::govern::evidence::{Attestation, Doubt};
use crate::govern::ownership::{JudgedOwner, OwnerState, OwnerStatus};
use crate::govern::report::{Flag, PageStatus};
use crate::govern::review::{Exemption, Fault, ReviewState};

/// One line: what it is about, what was found, why.
pub type Line = (&'static str, String, String);

/// The states first, then one line for each flag, then what the review rests on.
pub fn lines(verdict: &PageStatus) -> Vec<Line> {
    let owners = verdict.ownership.owners.iter().map(standing).collect::<Vec<_>>().join(", ");
    let mut lines = vec![
        ("review state", verdict.review.state.to_string(), why(verdict)),
        (
            "owner state",
            verdict.ownership.state.to_string(),
            unless(verdict.ownership.state == OwnerState::Unowned, owners),
        ),
    ];
    lines.extend(
        verdict.flags().into_iter().map(|flag| ("flag", flag.to_string(), flagged(verdict, flag))),
    );
    lines.extend(verdict.evidence.as_ref().map(|evidence| {
        let (found, why) = attested(&evidence.attestation);
        ("evidence", found.to_owned(), why)
    }));
    lines
}

fn unless(condition: bool, text: String) -> String {
    if condition { String::new() } else { text }
}

fn why(verdict: &PageStatus) -> String {
    let review = &verdict.review;
    match (review.state, review.due) {
        (ReviewState::Invalid, _) => {
            review.faults.iter().copied().map(fault).collect::<Vec<_>>().join(", ")
        }
        (ReviewState::Exempt, _) => verdict.exemption.as_ref().map(exemption).unwrap_or_default(),
        (ReviewState::Fresh, None) => "no interval says when it is due again".to_owned(),
        (ReviewState::Snoozed, due) => {
            let until = review.rests_until.map(|day| format!("snoozed until {day}"));
            let due = due.map(|due| format!("due on {due}"));
            until.into_iter().chain(due).collect::<Vec<_>>().join(", ")
        }
        (_, Some(due)) => format!("due on {due}"),
        (_, None) => String::new(),
    }
}

fn fault(fault: Fault) -> &'static str {
    match fault {
        Fault::Malformed => "a value cannot be used as it is written",
        Fault::FutureReview(_) => "the review is in the future",
        Fault::SnoozeTooLong(_) => "the snooze is too long",
        Fault::SnoozeWithoutReason => "the snooze has no reason",
    }
}

fn exemption(exemption: &Exemption) -> String {
    match exemption {
        Exemption::Reason(reason) => reason.clone(),
        Exemption::AllPages => "`review.exempt` of handbook.yaml".to_owned(),
        Exemption::Draft => "a draft".to_owned(),
        Exemption::Archived => "kept, and not in force".to_owned(),
        Exemption::Superseded => "replaced by another page".to_owned(),
        Exemption::Meeting => "the record of a meeting".to_owned(),
        Exemption::Brainstorm => "a question that was put to people".to_owned(),
        Exemption::Decision => "a decision that names no day to come back".to_owned(),
    }
}

fn standing(owner: &JudgedOwner) -> String {
    let written = &owner.written;
    match &owner.standing {
        OwnerStatus::AsWritten | OwnerStatus::Answers(_) => format!("{written} answers"),
        OwnerStatus::Covered { by, .. } => format!("{} covers for {written}", by.id()),
        OwnerStatus::Left(_, day) => format!("{written} left on {day}"),
        OwnerStatus::NotYet(_, day) => format!("{written} begins on {day}"),
        OwnerStatus::Empty(_) => format!("{written} has no members"),
        OwnerStatus::Several(several) => format!("{} are called {written}", several.len()),
        OwnerStatus::Nobody { .. } => format!("{written} is not known"),
    }
}

fn flagged(verdict: &PageStatus, flag: Flag) -> String {
    match flag {
        Flag::EditedSinceReview => verdict.edits.first().map_or_else(String::new, |edit| {
            format!("{} since, the last by {}: {}", verdict.edits.len(), edit.author, edit.subject)
        }),
        Flag::SourceChanged => {
            let sources = verdict
                .changed_sources
                .iter()
                .map(|source| format!("{} on {}", source.path, source.day));
            sources.collect::<Vec<_>>().join(", ")
        }
        Flag::OwnerLeaving => {
            verdict.leaving.map(|day| format!("no owner from {day}")).unwrap_or_default()
        }
        Flag::UnattestedReview | Flag::Expired | Flag::SupersededLinked => String::new(),
    }
}

fn attested(attestation: &Attestation) -> (&'static str, String) {
    match attestation {
        Attestation::ByHash => ("attested", "`reviewed_hash`".to_owned()),
        Attestation::ByCommit(_) => ("attested", "the commit that set the day".to_owned()),
        Attestation::Unattested(doubt) => ("unattested", doubted(*doubt)),
        Attestation::Unknown(unknown) => ("unknown", format!("{unknown}; {}", unknown.remedy())),
    }
}

fn doubted(doubt: Doubt) -> String {
    match doubt {
        Doubt::NotCommitted => "no commit set the day".to_owned(),
        Doubt::HashOfAnotherText => "the hash is of another text".to_owned(),
        Doubt::MassEdit(pages) => format!("one commit without a note set the day of {pages} pages"),
    }
}
