//! Records: meetings and what they ask for, decisions, brainstorms.

use crate::day::{Day, DayError};
use crate::diag::catalogue::keys;
use crate::diag::{Finding, Rule};
use crate::source::Location;

/// People have not acknowledged a page in time.
pub fn acknowledgement_overdue(place: Location, late: usize, of: usize, names: &str) -> Finding {
    let message = format!("{late} of {of} people have not acknowledged this page in time{names}");
    let help = "remind them, or add the rows to acknowledgements.csv if they have; \
        `handbook report acknowledgements` lists everybody";
    Finding::new(Rule::AcknowledgementOverdue, place, message, help)
}

/// A follow-up whose day has passed, and whose box is not ticked.
pub fn follow_up_overdue(place: Location, due: Day, owner: Option<&str>) -> Finding {
    let of = owner.map(|owner| format!(" of {owner}")).unwrap_or_default();
    let message = format!("follow-up{of} overdue since {}", due.in_words());
    let help = "tick its box (`- [x]`) if it is done, agree on another day, or strike it out \
        (`~~…~~`) if it was given up";
    Finding::new(Rule::FollowUpOverdue, place, message, help)
}

/// A follow-up that nobody does.
pub fn follow_up_without_owner(place: Location) -> Finding {
    let message = "this follow-up has no owner".to_owned();
    let help = "begin it with a name: `- [ ] @ana send the draft, due 2026-12-01`";
    Finding::new(Rule::FollowUpWithoutOwner, place, message, help)
}

/// The day of a follow-up cannot be read.
pub fn follow_up_day(place: Location, error: &DayError) -> Finding {
    let text = place.span().map_or("", |span| place.source().slice(span)).to_owned();
    keys::invalid_date(place, "follow-up", &text, error)
}

/// Somebody in a follow-up whom people.yaml does not know.
pub fn follow_up_of_unknown(place: Location, name: &str, near: Option<&str>) -> Finding {
    keys::unknown_owner(place, "follow-up", name, near)
}

/// A meeting is near, and its agenda is not there.
pub fn missing_agenda(place: Location, due: Day) -> Finding {
    let message = format!("the agenda of this meeting was due on {}", due.in_words());
    let help =
        "write it below `## Agenda`, or move the meeting to writing: `status: moved-to-async`";
    Finding::new(Rule::MissingAgenda, place, message, help)
}

/// A meeting was held, and nobody wrote what came of it.
pub fn missing_takeaways(place: Location, due: Day) -> Finding {
    let message = format!("what came of this meeting was to be written by {}", due.in_words());
    let help = "write it below `## Takeaways`, `## Decisions` or `## Follow-ups`, or say \
        `status: cancelled` if it was not held";
    Finding::new(Rule::MissingTakeaways, place, message, help)
}

/// Nobody says why a meeting, or a series of them, is live.
pub fn missing_why_sync(place: Location, what: &str) -> Finding {
    let message = format!("{what} does not say why it is held live");
    let help = "write `why_sync:` with the reason why it is not done in writing";
    Finding::new(Rule::MissingWhySync, place, message, help)
}

/// A decision is to be revisited.
pub fn decision_due(place: Location, due: Day) -> Finding {
    let message = format!("this decision was to be revisited by {}", due.in_words());
    let help = "decide whether it is kept, changed or dropped: write `outcome:`, `reviewed:` with \
        the day, and the next `revisit_by:`";
    Finding::new(Rule::DecisionDue, place, message, help)
}

/// A decision replaces another one, which does not say so.
pub fn not_superseded_by(place: Location, other: &str, own: &str) -> Finding {
    let message = format!("`{other}` does not say that this decision supersedes it");
    let help = format!("write `superseded_by: {own}` in `{other}`");
    Finding::new(Rule::SupersededMismatch, place, message, help)
}

/// A decision is replaced by another one, which does not say so.
pub fn does_not_supersede(place: Location, other: &str, own: &str) -> Finding {
    let message = format!("`{other}` does not say that it supersedes this decision");
    let help = format!("write `supersedes: {own}` in `{other}`");
    Finding::new(Rule::SupersededMismatch, place, message, help)
}

/// A brainstorm is over, and nobody has written what came of it.
pub fn brainstorm_outcome(place: Location, closed: Option<Day>) -> Finding {
    let when = closed.map(|day| format!(" on {}", day.in_words())).unwrap_or_default();
    let message = format!("this brainstorm closed{when}, and nothing says what came of it");
    let help = "write it below `## Outcome`, or name the decision: `outcome: ../decisions/….md`";
    Finding::new(Rule::BrainstormOutcome, place, message, help)
}

/// A heading of a brainstorm whose contributions are hidden, and nobody can be read from it.
pub fn unknown_contributor(place: Location) -> Finding {
    let message = "nobody can be read from this heading, so its section is hidden until the \
        brainstorm closes"
        .to_owned();
    let help = "begin it with a name, such as `### @kim`; a section of the question itself is \
        shown below a heading such as `## Background`, or one of `headings: {question: […]}` in \
        handbook.yaml";
    Finding::new(Rule::UnknownContributor, place, message, help)
}

/// A paragraph that stands on another page, too; `others` is on how many pages more.
pub fn duplicate_content(place: Location, first: &Location, others: usize) -> Finding {
    let line = first.start().map_or(1, |start| start.line);
    let more = match others {
        0 => String::new(),
        1 => ", and on 1 page more".to_owned(),
        others => format!(", and on {others} pages more"),
    };
    let message = format!("nearly the same paragraph stands in `{}:{line}`{more}", first.path());
    let help = "keep it in one place, and link to it or show it with a `handbook` block: \
        `include: PAGE.md#heading`";
    Finding::new(Rule::DuplicateContent, place, message, help)
}
