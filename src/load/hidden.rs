//! Contributions to a brainstorm that nobody reads before it closes, so that the first voice does
//! not set the tone. What is not clear stays hidden.

mod contributors;

use self::contributors::{Contributors, Cut};
use super::{Front, LoadOptions, below};
use crate::config::headings::HeadingNames;
use crate::diag::Finding;
use crate::diag::catalogue::{keys, records};
use crate::site::meta::{Meta, PageType, Status};
use crate::site::name;
use crate::site::opening::PageOpening;
use crate::site::people::People;
use crate::source::{Location, Source};
use crate::yaml::{Sourced, same_key};
use std::sync::Arc;

/// The key that asks for it.
const KEY: &str = "hide_until_close";

/// The brainstorms of a handbook that hide what people write.
pub(super) struct Hidden {
    questions: Vec<HidingQuestion>,
}

/// One of them.
struct HidingQuestion {
    path: String,
    /// The folder of its contributions, with `/` at its end.
    folder: String,
    /// What of its text is hidden.
    cut: Cut,
    place: Location,
}

impl Hidden {
    /// Finds them, and those that never close.
    pub fn new(
        fronts: &[Arc<Front>],
        (people, headings): (&People, &HeadingNames),
        options: &LoadOptions,
    ) -> (Self, Vec<Finding>) {
        let hiding = fronts.iter().filter(|front| hides(front, options));
        let names = names(people);
        let question = |front: &Arc<Front>| HidingQuestion {
            path: front.source.path().to_owned(),
            folder: folder(front.source.path(), &options.content),
            cut: Contributors::new(&front.meta, &names, headings).cut(front),
            place: place(front),
        };
        let questions: Vec<HidingQuestion> = hiding.clone().map(question).collect();
        let of_nobody = questions.iter().flat_map(|question| &question.cut.of_nobody);
        let mut findings: Vec<Finding> =
            of_nobody.map(|place| records::unknown_contributor(place.clone())).collect();
        let endless = hiding.filter(|front| front.meta.record.closes.is_none());
        let endless = endless.map(|front| {
            let help = "write the last day for contributions: `closes: 2026-12-05`";
            let why = "is never over, because the page does not say when the brainstorm closes";
            keys::unusable_value(place(front), KEY, why, help)
        });
        findings.extend(endless);
        (Hidden { questions }, findings)
    }

    /// Whether a file is a contribution that nobody reads yet.
    pub fn has(&self, path: &str) -> bool {
        self.question_of(path).is_some()
    }

    /// A page as readers get it: a question without contributions, and a contribution as a draft.
    pub fn front(&self, front: &Arc<Front>) -> Arc<Front> {
        let path = front.source.path();
        if let Some(question) = self.question_of(path) {
            let status = Sourced::new(Status::Draft, KEY.to_owned(), question.place.clone());
            let meta = Meta { status: Some(status), ..(*front.meta).clone() };
            return Arc::new(front.with(front.source.clone(), meta, front.withheld.clone()));
        }
        match self.questions.iter().find(|question| question.path == path) {
            Some(question) => Arc::new(without_contributions(front, &question.cut)),
            None => front.clone(),
        }
    }

    fn question_of(&self, path: &str) -> Option<&HidingQuestion> {
        let is_below = |question: &&HidingQuestion| {
            path.starts_with(&question.folder) && path != question.path
        };
        self.questions.iter().find(is_below)
    }
}

/// The text up to the first contribution, and the names that stand behind it.
fn without_contributions(front: &Front, cut: &Cut) -> Front {
    let shown = front.source.text().get(..cut.start).unwrap_or_default();
    let source = Source::new(front.source.path(), shown);
    front.with(source, (*front.meta).clone(), Some(cut.authors.as_slice().into()))
}

impl Front {
    /// The same with something above its text, and nothing below that.
    pub(super) fn opened(&self, opening: PageOpening) -> Front {
        let front = self.with(self.source.clone(), (*self.meta).clone(), self.withheld.clone());
        Front { opening, ..front }
    }

    fn with(&self, source: Source, meta: Meta, withheld: Option<Arc<[String]>>) -> Front {
        let (body_start, findings) = (self.body_start, self.findings.clone());
        let opening = self.opening.clone();
        Front { source, meta: Arc::new(meta), opening, body_start, findings, withheld }
    }
}

/// Whether contributions to a page are hidden on the day. Where its front matter cannot be read for
/// certain, or its type is missing, they are.
fn hides(front: &Front, options: &LoadOptions) -> bool {
    let (meta, head) = (&front.meta, front.source.text().get(..front.body_start));
    let written = meta.record.hide_until_close.as_ref().map(|flag| *flag.value());
    let is_other = |key: &str| same_key(key, KEY);
    let is_extra =
        meta.extra.iter().any(|entry| is_other(&entry.key) && says_yes(entry.value.text()));
    let is_broken = meta.broken && head.is_some_and(|head| head.contains(KEY));
    let is_asked = written.unwrap_or_default()
        || (written.is_none() && meta.is_rejected(KEY))
        || (is_extra && *meta.kind() == PageType::Page)
        || is_broken;
    let is_over = |today| meta.record.closes.as_ref().is_some_and(|closes| *closes.value() < today);
    is_asked && !options.drafts && options.today.is_some_and(|today| !is_over(today))
}

fn says_yes(text: Option<&str>) -> bool {
    !matches!(text.map(|text| text.trim().to_lowercase()).as_deref(), Some("false" | "no" | "off"))
}

fn place(front: &Front) -> Location {
    let written = front.meta.record.hide_until_close.as_ref();
    written.map_or_else(|| front.source.whole(), |flag| flag.location().clone())
}

/// The folder of a question's contributions: its own, where it is the page of its folder.
fn folder(path: &str, content: &str) -> String {
    let stem = name::stem(path).unwrap_or(path);
    let last = stem.rsplit('/').next().unwrap_or(stem);
    let is_home = below(stem, content).is_some_and(|stem| !stem.contains('/'));
    match stem.rsplit_once('/') {
        Some((folder, _)) if name::section_rank(last).is_some() && !is_home => format!("{folder}/"),
        _ => format!("{stem}/"),
    }
}

fn names(people: &People) -> Vec<String> {
    let of = |(id, person): (&str, &crate::site::people::Person)| {
        let first = person.name.split_whitespace().next().unwrap_or_default();
        [id.to_lowercase(), person.name.to_lowercase(), first.to_lowercase()]
    };
    people.people().flat_map(of).collect()
}
