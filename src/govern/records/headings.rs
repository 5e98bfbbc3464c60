//! The parts of a record by the names of their headings, in any of the usual spellings.

use crate::site::Page;
use crate::site::document::{Heading, TaskLine};

/// A part of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordPart {
    /// What is to be talked about, and what to read before.
    Agenda,
    /// What was said.
    Notes,
    /// What came of it.
    Takeaways,
    /// What was decided.
    Decisions,
    /// What is to be done.
    FollowUps,
    /// What became of a brainstorm.
    Outcome,
}

use RecordPart::{Agenda, Decisions, FollowUps, Notes, Outcome, Takeaways};

/// The names, folded.
const NAMES: &[(RecordPart, &[&str])] = &[
    (
        Agenda,
        &[
            "agenda",
            "topics",
            "prenotes",
            "preread",
            "prereads",
            "prereading",
            "beforethemeeting",
            "preparation",
            "todiscuss",
            "discussiontopics",
            "questions",
        ],
    ),
    (Notes, &["notes", "minutes", "discussion", "meetingnotes", "protocol", "whatwetalkedabout"]),
    (
        Takeaways,
        &[
            "takeaways",
            "keytakeaways",
            "summary",
            "tldr",
            "highlights",
            "conclusions",
            "conclusion",
            "results",
            "keypoints",
            "whatwelearned",
            "whatcameofit",
        ],
    ),
    (Decisions, &["decisions", "decision", "decisionsmade", "whatwedecided", "decided"]),
    (
        FollowUps,
        &[
            "followups",
            "followup",
            "actionitems",
            "actions",
            "actionpoints",
            "nextsteps",
            "todo",
            "todos",
            "tasks",
            "aps",
            "ais",
            "openitems",
            "nextactions",
        ],
    ),
    (Outcome, &["outcome", "outcomes", "whatcameofit", "result", "howitended"]),
];

/// Letters only, in lower case: `Follow-ups:` is `followups`.
fn folded(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Whether a heading begins this part.
fn is_of(heading: &Heading, part: RecordPart) -> bool {
    let name = folded(&heading.text);
    let mut known = NAMES.iter().filter(|(of, _)| *of == part).flat_map(|(_, names)| *names);
    known.any(|known| **known == *name)
}

/// Whether a task stands in this part, perhaps below a heading inside it.
pub fn is_in(page: &Page, task: &TaskLine, part: RecordPart) -> bool {
    above(page, task).any(|heading| is_of(heading, part))
}

/// The heading in front of a task, and those around it, from the innermost.
pub fn above<'p>(page: &'p Page, task: &TaskLine) -> impl Iterator<Item = &'p Heading> {
    let before = task.heading.map_or(0, |last| last + 1);
    let headings = page.document().headings().get(..before).unwrap_or_default();
    let mut level = u8::MAX;
    headings.iter().rev().filter(move |heading| {
        let is_above = heading.level < level;
        level = level.min(heading.level);
        is_above
    })
}

/// Whether a part of the page is there, and has a text.
pub fn has(page: &Page, part: RecordPart) -> bool {
    let headings = page.document().headings();
    let found = headings.iter().enumerate().filter(|(_, heading)| is_of(heading, part));
    found.into_iter().any(|(place, _)| !is_empty(page, headings, place))
}

/// Whether nothing stands below a heading but comments, marks and headings of its own.
fn is_empty(page: &Page, headings: &[Heading], place: usize) -> bool {
    let Some(heading) = headings.get(place) else { return true };
    let behind = headings.get(place + 1..).unwrap_or_default();
    let next = behind.iter().find(|next| next.level <= heading.level);
    let span = |heading: &Heading| {
        heading.place.span().filter(|_| heading.place.path() == page.source().path())
    };
    // A heading of an included text: what stands below it is not looked at.
    let Some(start) = span(heading).map(|span| span.end) else { return false };
    let end = next.and_then(span).map_or(page.source().text().len(), |span| span.start);
    let text = page.source().text().get(start..end).unwrap_or_default();
    let inner: Vec<&str> = behind.iter().map(|heading| heading.text.as_str()).collect();
    !without_comments(text).lines().any(|line| {
        let line = line.trim_matches(|c: char| !c.is_alphanumeric());
        !line.is_empty() && !inner.contains(&line) && !is_placeholder(line)
    })
}

/// What templates leave where something is to be written.
fn is_placeholder(line: &str) -> bool {
    matches!(line.to_lowercase().as_str(), "tbd" | "todo" | "tba" | "to be added" | "x" | "n/a")
}

fn without_comments(text: &str) -> String {
    let mut parts = text.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once("-->").map_or("", |(_, rest)| rest))
}
