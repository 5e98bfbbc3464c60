//! Contributions to a brainstorm that nobody reads before it closes, so that the first voice does
//! not set the tone. What is not clear stays hidden.

use super::{Front, LoadOptions, below};
use crate::diag::Finding;
use crate::diag::catalogue::keys;
use crate::site::meta::{Meta, PageType, Status};
use crate::site::name;
use crate::site::people::People;
use crate::source::{Location, Source};
use crate::yaml::{Sourced, same_key};
use std::sync::Arc;

/// The key that asks for it.
const KEY: &str = "hide_until_close";

/// Headings below which people answer, folded.
const ANSWERS: [&str; 28] = [
    "answers",
    "responses",
    "replies",
    "contributions",
    "ideas",
    "yourideas",
    "suggestions",
    "proposals",
    "thoughts",
    "voices",
    "input",
    "comments",
    "antworten",
    "beiträge",
    "ideen",
    "vorschläge",
    "réponses",
    "contributionsdechacun",
    "idées",
    "propositions",
    "respuestas",
    "contribuciones",
    "respostas",
    "contribuições",
    "risposte",
    "antwoorden",
    "svar",
    "odpowiedzi",
];

/// The brainstorms of a handbook that hide what people write.
pub(super) struct Hidden {
    questions: Vec<HidingQuestion>,
    /// First and full names of people, in small letters.
    names: Vec<String>,
}

/// One of them.
struct HidingQuestion {
    path: String,
    /// The folder of its contributions, with `/` at its end.
    folder: String,
    /// Who is asked, in small letters.
    invited: Vec<String>,
    place: Location,
}

impl Hidden {
    /// Finds them, and those that never close.
    pub fn new(
        fronts: &[Arc<Front>],
        people: &People,
        options: &LoadOptions,
    ) -> (Self, Vec<Finding>) {
        let hiding = fronts.iter().filter(|front| hides(front, options));
        let questions: Vec<HidingQuestion> = hiding
            .clone()
            .map(|front| HidingQuestion {
                path: front.source.path().to_owned(),
                folder: folder(front.source.path(), &options.content),
                invited: invited(&front.meta),
                place: place(front),
            })
            .collect();
        let endless = hiding.filter(|front| front.meta.record.closes.is_none());
        let endless = endless.map(|front| {
            let help = "write the last day for contributions: `closes: 2026-12-05`";
            let why = "is never over, because the page does not say when the brainstorm closes";
            keys::unusable_value(place(front), KEY, why, help)
        });
        let names = if questions.is_empty() { Vec::new() } else { names(people) };
        (Hidden { questions, names }, endless.collect())
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
            Some(question) => Arc::new(self.without_contributions(front, question)),
            None => front.clone(),
        }
    }

    fn question_of(&self, path: &str) -> Option<&HidingQuestion> {
        let is_below = |question: &&HidingQuestion| {
            path.starts_with(&question.folder) && path != question.path
        };
        self.questions.iter().find(is_below)
    }

    /// The text up to the first contribution, and the names that stand behind it.
    fn without_contributions(&self, front: &Front, question: &HidingQuestion) -> Front {
        let (text, start) = (front.source.text(), front.body_start);
        let body = text.get(start..).unwrap_or_default();
        let mut cut = None;
        let mut authors = Vec::new();
        let mut at = 0;
        let lines: Vec<&str> = body.split_inclusive('\n').collect();
        for (number, line) in lines.iter().enumerate() {
            let next = lines.get(number + 1).copied().unwrap_or_default();
            let author = self.author(line, next, &question.invited);
            let begins = author.is_some() || is_answers(line, next);
            if begins && cut.is_none() {
                cut = Some(at);
            }
            authors.extend(author.filter(|author| !authors.contains(author)));
            at += line.len();
        }
        let end = start + cut.unwrap_or(body.len());
        let shown = text.get(..end).unwrap_or_default();
        let source = Source::new(front.source.path(), shown);
        front.with(source, (*front.meta).clone(), Some(authors.into()))
    }

    /// Who writes from a line on: a mention at its start, or a heading, a point of a list or bold
    /// words that name somebody.
    fn author(&self, line: &str, next: &str, invited: &[String]) -> Option<String> {
        let marks = |c: char| c.is_whitespace() || "#-*+>_[.)0123456789".contains(c);
        let words = line.trim_start_matches(marks);
        if let Some(mention) = words.strip_prefix('@') {
            let end = mention.find(|c: char| !(c.is_alphanumeric() || "-_./".contains(c)));
            let handle = mention.get(..end.unwrap_or(mention.len())).unwrap_or_default();
            let handle = handle.trim_end_matches(['.', '-', '/', '_']);
            return (!handle.is_empty()).then(|| format!("@{handle}"));
        }
        let is_marked = words.len() < line.trim_start().len() || is_underlined(next);
        let end = words.find([':', ',', '(', '–', '—', '*', '_', ']', '\'', '’', '#']);
        let name = words.get(..end.unwrap_or(words.len())).unwrap_or_default();
        let name = name.split(" - ").next().unwrap_or_default().trim();
        let lower = name.to_lowercase();
        let is_known = invited.contains(&lower) || self.names.contains(&lower);
        (is_marked && is_known && !lower.is_empty()).then(|| name.to_owned())
    }
}

impl Front {
    fn with(&self, source: Source, meta: Meta, withheld: Option<Arc<[String]>>) -> Front {
        let (body_start, findings) = (self.body_start, self.findings.clone());
        Front { source, meta: Arc::new(meta), body_start, findings, withheld }
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

fn invited(meta: &Meta) -> Vec<String> {
    meta.record.invited.iter().map(|name| name.value().trim().to_lowercase()).collect()
}

fn names(people: &People) -> Vec<String> {
    let of = |(id, person): (&str, &crate::site::people::Person)| {
        let first = person.name.split_whitespace().next().unwrap_or_default();
        [id.to_lowercase(), person.name.to_lowercase(), first.to_lowercase()]
    };
    people.people().flat_map(of).collect()
}

/// Whether a heading says that answers follow.
fn is_answers(line: &str, next: &str) -> bool {
    let is_heading = line.starts_with('#') || is_underlined(next);
    let folded: String =
        line.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    is_heading && ANSWERS.contains(&folded.as_str())
}

/// Whether a line makes the one before it a heading.
fn is_underlined(next: &str) -> bool {
    let next = next.trim();
    next.len() > 1 && (next.bytes().all(|byte| byte == b'-') || next.bytes().all(|b| b == b'='))
}
