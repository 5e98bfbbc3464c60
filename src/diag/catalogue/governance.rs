//! Reviews and owners: what has gone stale, who is gone, and what cannot be known.

use crate::day::{Day, Period};
use crate::diag::{Finding, Rule};
use crate::history::UnknownHistory;
use crate::shell;
use crate::source::Location;

/// The day of the review has passed.
pub fn stale_page(place: Location, due: Day) -> Finding {
    let message = format!("review overdue since {}", due.in_words());
    let help = review_help("read the page, correct it", &place);
    Finding::new(Rule::StalePage, place, message, help)
}

/// The review is due within the window.
pub fn due_soon(place: Location, due: Day) -> Finding {
    let message = format!("review due by {}", due.in_words());
    let help = review_help("read the page, correct it", &place);
    Finding::new(Rule::DueSoon, place, message, help)
}

/// `review_when` names something that is not there.
pub fn unmatched_source(place: Location, name: &str) -> Finding {
    let message = format!("`review_when`: no file is called `{name}`");
    let help = "write a path or a glob from the handbook's folder, from content or from this \
        page's folder";
    Finding::new(Rule::MissingFile, place, message, help)
}

/// Nobody has read the page yet, as far as it says.
pub fn never_reviewed(place: Location) -> Finding {
    let help = review_help("read the page, correct it", &place);
    Finding::new(Rule::NeverReviewed, place, "not reviewed yet".to_owned(), help)
}

/// A review that nobody can have done yet.
pub fn future_review(place: Location, key: &str, day: Day, today: Day) -> Finding {
    let message = format!("`{key}` is in the future: {} (today is {today})", day.in_words());
    let help = format!(
        "write the day on which the page was read, or `next_review: {day}` if that is the day to \
         read it"
    );
    Finding::new(Rule::FutureReview, place, message, help)
}

/// A snooze that ends later than the settings allow.
pub fn snooze_too_long(place: Location, until: Day, latest: Day, most: Period) -> Finding {
    let message = format!("`snooze` until {} is too long", until.in_words());
    let help = format!(
        "write `until: {latest}` or earlier, or allow more than {most} in handbook.yaml: `review: \
         {{snooze_max: …}}`"
    );
    Finding::new(Rule::BadSnooze, place, message, help)
}

/// The last day on which the page holds has passed.
pub fn expired_page(place: Location, last: Day) -> Finding {
    let message = format!("the page expired on {}", last.in_words());
    let help = "write a later `expires`, or `status: archived` if the page is kept as a record";
    Finding::new(Rule::ExpiredPage, place, message, help)
}

/// The owner left, and nobody stands in.
pub fn owner_left(place: Location, owner: &str, left: Day) -> Finding {
    let message = format!("the owner of this page, `{owner}`, left on {}", left.in_words());
    Finding::new(Rule::OrphanedPage, place, message, successor_help(owner))
}

/// The owner has not started yet, and nobody stands in.
pub fn owner_not_there_yet(place: Location, owner: &str, starts: Day) -> Finding {
    let message =
        format!("this page has no owner until {}, when `{owner}` starts", starts.in_words());
    Finding::new(Rule::OrphanedPage, place, message, successor_help(owner))
}

/// The owner is a team without living members, or a role that nobody has.
pub fn owner_is_empty(place: Location, owner: &str) -> Finding {
    let message = format!("the owner of this page, `{owner}`, has no members any more");
    Finding::new(Rule::OrphanedPage, place, message, successor_help(owner))
}

/// Nobody is named as the owner.
pub fn unowned_page(place: Location) -> Finding {
    let help = "write `owner:` with a person or a team, or for the whole section in handbook.yaml: \
        `defaults: [{in: SECTION, owner: WHO}]`";
    Finding::new(Rule::UnownedPage, place, "this page has no owner".to_owned(), help)
}

/// From a day on, nobody will answer for the page.
pub fn owner_leaving(place: Location, owner: &str, from: Day) -> Finding {
    let message =
        format!("this page will have no owner from {} on: `{owner}` leaves", from.in_words());
    Finding::new(Rule::OwnerLeaving, place, message, successor_help(owner))
}

/// A team that owns pages, and that nobody leads.
pub fn team_without_lead(place: Location, team: &str, gone: Option<&str>) -> Finding {
    let message = match gone {
        Some(gone) => format!("the team `{team}` has no lead: `{gone}` is not there"),
        None => format!("the team `{team}` has no lead"),
    };
    Finding::new(
        Rule::TeamWithoutLead,
        place,
        message,
        format!("write `lead:` for `{team}` in people.yaml"),
    )
}

/// The text is not the one that was read. `commits` is how many edits are known; `is_uncommitted`
/// that there are some in the folder.
pub fn edited_since_review(
    place: Location,
    reviewed: Day,
    commits: usize,
    is_uncommitted: bool,
) -> Finding {
    let times = match (commits, is_uncommitted) {
        (0, false) => String::new(),
        (0, true) => " in the folder".to_owned(),
        (1, false) => " once".to_owned(),
        (1, true) => " once and again in the folder".to_owned(),
        (commits, false) => format!(" {commits} times"),
        (commits, true) => format!(" {commits} times and again in the folder"),
    };
    let message = format!("edited{times} since its review on {}", reviewed.in_words());
    let help = review_help("read what changed", &place);
    Finding::new(Rule::EditedSinceReview, place, message, help)
}

/// No hash and no commit says which text was read.
pub fn unattested_review(place: Location, reviewed: Day) -> Finding {
    let message = format!("no record of which text was reviewed on {}", reviewed.in_words());
    let help = review_help("commit the date with the text that was read, or read the page", &place);
    Finding::new(Rule::UnattestedReview, place, message, help)
}

/// The hash is of a text that this page never had.
pub fn foreign_hash(place: Location) -> Finding {
    let message = "`reviewed_hash` is of a text that this page never had".to_owned();
    let help = review_help("read the page", &place);
    Finding::new(Rule::UnattestedReview, place, message, help)
}

/// One commit without a note says that very many pages were read.
pub fn mass_review(place: Location, pages: usize) -> Finding {
    let message =
        format!("one commit set this date on {pages} pages at once, without a `review_note`");
    let help =
        review_help("write `review_note:` if all of them were read, or read the page", &place);
    Finding::new(Rule::UnattestedReview, place, message, help)
}

/// A page or file that this page depends on has changed since the review.
pub fn source_changed(place: Location, source: &str, changed: Day) -> Finding {
    let message =
        format!("`{source}` changed on {}, after this page was reviewed", changed.in_words());
    let help = review_help("read whether the page still is right", &place);
    Finding::new(Rule::SourceChanged, place, message, help)
}

/// A link to a page that another one has replaced.
pub fn superseded_linked(place: Location, target: &str, successor: Option<&str>) -> Finding {
    let help = match successor {
        Some(successor) => format!("link to `{successor}`, which replaces it"),
        None => format!("write `superseded_by:` in `{target}`, and link to that page"),
    };
    Finding::new(
        Rule::SupersededLinked,
        place,
        format!("`{target}` is superseded, and linked to from here"),
        help,
    )
}

/// Something of the past is not known; said once for the whole handbook. `pages` is for how many
/// pages it matters.
pub fn unknown_history(place: Location, unknown: &UnknownHistory, pages: usize) -> Finding {
    let of = if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
    let message = format!("who edited what, and when, is not known of {of}: {unknown}");
    Finding::new(Rule::UnknownHistory, place, message, unknown.remedy())
}

fn review_help(first: &str, place: &Location) -> String {
    format!("{first}, then run `handbook review {}`", shell::word(place.path()))
}

fn successor_help(owner: &str) -> String {
    format!(
        "run `handbook reassign {} NEW-OWNER`, or write `cover:` in people.yaml",
        shell::word(owner)
    )
}

#[cfg(test)]
mod tests {
    use super::{edited_since_review, unknown_history};
    use crate::day::Day;
    use crate::history::UnknownHistory;
    use crate::source::Source;

    #[test]
    fn edits_are_counted_in_words() {
        let day = Day::parse("2026-08-14").expect("a day");
        let said = |commits, is_uncommitted| {
            let finding = edited_since_review(
                Source::new("a b.md", "").whole(),
                day,
                commits,
                is_uncommitted,
            );
            assert_eq!(finding.help(), "read what changed, then run `handbook review 'a b.md'`");
            finding.message().to_owned()
        };
        assert_eq!(said(0, false), "edited since its review on 14 August 2026");
        assert_eq!(said(0, true), "edited in the folder since its review on 14 August 2026");
        assert_eq!(said(1, false), "edited once since its review on 14 August 2026");
        assert_eq!(
            said(2, true),
            "edited 2 times and again in the folder since its review on 14 August 2026"
        );
    }

    #[test]
    fn unknown_history_says_the_remedy() {
        let finding = unknown_history(Source::new("", "").whole(), &UnknownHistory::Shallow, 1);
        assert!(finding.message().contains("of 1 page: this is a shallow clone"));
        assert!(finding.help().contains("fetch-depth: 0"));
    }
}
