//! Decisions as adr-tools and Nygard's template write them, with their status in a section of the
//! text, which counts where front matter says nothing; and the status of MADR, which names what
//! replaces a decision.

use super::text_lines::{TextLine, lines};
use crate::day::Day;
use crate::diag::{Finding, Rule};
use crate::site::meta::{Meta, PageType, Status};
use crate::source::{Location, Source, Span};
use crate::yaml::Sourced;

/// Sections that make a page without a type a decision.
const SECTIONS: [&str; 3] = ["status", "context", "decision"];

/// Words in front of the decision that replaces this one.
const REPLACED: [&str; 3] = ["superseded by", "superceded by", "replaced by"];

/// Words in front of a decision that this one replaces.
const REPLACES: [&str; 3] = ["supersedes", "supercedes", "replaces"];

/// Completes what front matter says by the sections of the text. `findings` are those about front
/// matter.
pub(super) fn complete(
    source: &Source,
    body_start: usize,
    meta: &mut Meta,
    findings: &mut Vec<Finding>,
) {
    let body = source.text().get(body_start..).unwrap_or_default();
    let is_one = meta.page_type.as_ref().map(|kind| *kind.value() == PageType::Decision);
    if is_one == Some(true) {
        replaced(source, meta);
    }
    if is_one == Some(false) || !body.contains("Status") {
        return;
    }
    let lines = lines(body);
    let sections: Vec<String> =
        lines.iter().filter_map(|line| Some(line.heading.as_ref()?.text.to_lowercase())).collect();
    let has = |name: &str| sections.iter().any(|section| section == name);
    if meta.page_type.is_none() && !SECTIONS.iter().all(|name| has(name)) {
        return;
    }
    let reading = AdrReading { source, body_start, lines: &lines };
    if meta.page_type.is_none() {
        let heading = reading.status_heading();
        meta.page_type =
            heading.map(|line| Sourced::new(PageType::Decision, "status", reading.place(line)));
        // `accepted` is no status of a page, and one of a decision.
        let status = meta.status.as_ref().and_then(|status| status.location().span());
        let is_about = |found: &Finding| {
            found.rule() == Rule::WrongType && status.is_some() && found.location().span() == status
        };
        findings.retain(|found| !is_about(found));
    }
    if meta.record.date.is_none() {
        meta.record.date = reading.date();
    }
    if meta.status.is_none() {
        reading.status(meta);
    } else if meta.record.supersedes.is_empty() {
        reading.supersedes(meta);
    }
}

/// `status: superseded by [ADR-0005](0005-use-two.md)`
fn replaced(source: &Source, meta: &mut Meta) {
    let Some(status) = meta.status.as_ref() else { return };
    let Status::Other(said) = status.value() else { return };
    let lower = said.to_lowercase();
    if !REPLACED.iter().any(|words| lower.starts_with(words)) {
        return;
    }
    let place = status.location().clone();
    let target = target(said).map(|(_, target)| {
        let written = place.span().and_then(|span| {
            let at = span.start + source.slice(span).find(target)?;
            Some(source.at(Span::new(at, at + target.len())))
        });
        Sourced::new(target.to_owned(), "status", written.unwrap_or_else(|| place.clone()))
    });
    if meta.superseded_by.is_none() {
        meta.superseded_by = target;
    }
    meta.status = Some(Sourced::new(Status::Superseded, "status", place));
}

/// Where the first link of a text leads, and where that stands.
fn target(text: &str) -> Option<(usize, &str)> {
    let open = text.find("](")? + 2;
    let rest = text.get(open..)?;
    Some((open, rest.get(..rest.find([')', ' '])?)?))
}

/// The text of one decision.
struct AdrReading<'t> {
    source: &'t Source,
    body_start: usize,
    lines: &'t [TextLine<'t>],
}

impl AdrReading<'_> {
    /// A line without its end.
    fn place(&self, line: &TextLine<'_>) -> Location {
        self.at(line.start, line.text.trim_end().len())
    }

    fn at(&self, start: usize, length: usize) -> Location {
        let start = self.body_start + start;
        self.source.at(Span::new(start, start + length))
    }

    fn status_heading(&self) -> Option<&TextLine<'_>> {
        self.lines.iter().find(|line| is_status(line))
    }

    /// `Date: 2026-02-12`, above the first section.
    fn date(&self) -> Option<Sourced<Day>> {
        let is_above =
            |line: &&TextLine<'_>| line.heading.as_ref().is_none_or(|heading| heading.level == 1);
        self.lines.iter().take_while(is_above).find_map(|line| {
            let text = line.text.trim().trim_start_matches(['*', '_', '-', ' ']);
            let (name, day) = text.split_once(':')?;
            let day = Day::parse(day.trim_matches(['*', '_', ' '])).ok()?;
            let is_date = name.trim().eq_ignore_ascii_case("date");
            is_date.then(|| Sourced::new(day, "date", self.place(line)))
        })
    }

    /// The lines below the heading.
    fn status_lines(&self) -> impl Iterator<Item = &TextLine<'_>> {
        let behind = self.lines.iter().skip_while(|line| !is_status(line)).skip(1);
        behind.take_while(|line| line.heading.is_none())
    }

    /// The decisions that this one replaces, where front matter says the rest.
    fn supersedes(&self, meta: &mut Meta) {
        for line in self.status_lines() {
            let lower = bare(line).to_lowercase();
            if REPLACES.iter().any(|word| lower.starts_with(word)) {
                meta.record.supersedes.extend(self.replaced(line));
            }
        }
    }

    /// What stands below the heading: one word, and decisions on lines of their own.
    fn status(&self, meta: &mut Meta) {
        for line in self.status_lines() {
            let text = bare(line);
            let lower = text.to_lowercase();
            let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
            let target = self.target(line);
            if begins(&REPLACED) {
                if meta.superseded_by.is_none() {
                    meta.superseded_by = target;
                }
                let status = Sourced::new(Status::Superseded, "status", self.place(line));
                meta.status = Some(status);
            } else if begins(&REPLACES) {
                meta.record.supersedes.extend(self.replaced(line));
            } else if meta.status.is_none() && !text.is_empty() {
                let status = word(text);
                meta.status = status.map(|status| Sourced::new(status, "status", self.place(line)));
            }
        }
    }

    /// What a line names: where its link leads, or all that it calls by number, as `ADR-12`.
    fn replaced(&self, line: &TextLine<'_>) -> Vec<Sourced<String>> {
        if let Some(target) = self.target(line) {
            return vec![target];
        }
        let numbers = line.text.match_indices("ADR-").filter_map(|(at, start)| {
            let digits = line.text.get(at + start.len()..)?;
            let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
            let number = line.text.get(at..at + start.len() + end).filter(|_| end > 0)?;
            let place = self.at(line.start + at, number.len());
            Some(Sourced::new(number.to_owned(), "status", place))
        });
        numbers.collect()
    }

    /// Where the link in a line leads.
    fn target(&self, line: &TextLine<'_>) -> Option<Sourced<String>> {
        let (open, target) = target(line.text)?;
        let place = self.at(line.start + open, target.len());
        Some(Sourced::new(target.to_owned(), "status", place))
    }
}

/// A line without the signs around its text.
fn bare<'t>(line: &TextLine<'t>) -> &'t str {
    line.text.trim().trim_start_matches(['*', '_', '-', '>', ' '])
}

fn is_status(line: &TextLine<'_>) -> bool {
    let heading = line.heading.as_ref();
    heading.is_some_and(|heading| heading.text.eq_ignore_ascii_case("status"))
}

/// The status in the words of a section. A draft that is written in a page is shown, as before.
fn word(text: &str) -> Option<Status> {
    let end = text.find(|c: char| !(c.is_alphabetic() || c == '-' || c == ' '));
    let words = text.get(..end.unwrap_or(text.len()))?.trim();
    let known = match words.to_lowercase().as_str() {
        "" => return None,
        "deprecated" => Status::Deprecated,
        "superseded" | "superceded" => Status::Superseded,
        "draft" => Status::Other("proposed".to_owned()),
        other if other.split(' ').count() > 3 => return None,
        _ => Status::Other(words.to_owned()),
    };
    Some(known)
}
