//! The digest of some days: what changed, what was decided, what falls due next, what waits.

use crate::day::Day;
use crate::formats::markdown::{self, escaped};
use crate::govern::Report;
use crate::govern::changes::Change;
use crate::govern::code_words::{self, Piece};
use crate::govern::follow_ups::FollowUp;
use crate::resolve::Resolved;
use crate::resolve::owners::Owner;
use crate::site::people::Who;
use crate::site::{Page, PageId};
use quick_xml::escape::escape;
use serde::Serialize;
use std::collections::BTreeSet;

/// How many days ahead something is told to fall due.
const AHEAD: i64 = 14;

/// What a digest is about.
#[derive(Clone, Debug)]
pub struct DigestScope {
    /// The first day of it.
    pub since: Day,
    /// Only what this person or team answers for.
    pub owner: Option<Who>,
    /// Only pages of this section, a folder or an address.
    pub section: Option<String>,
}

/// The digest.
#[derive(Debug, Serialize)]
pub struct Digest {
    schema_version: u32,
    title: String,
    since: Day,
    until: Day,
    major: Vec<DigestLine>,
    changed: Vec<DigestLine>,
    decided: Vec<DigestLine>,
    due: Vec<DigestLine>,
    follow_ups: Vec<DigestLine>,
}

/// One thing that is told.
#[derive(Debug, Serialize)]
struct DigestLine {
    title: String,
    path: String,
    url: Option<String>,
    day: Option<Day>,
    what: Option<String>,
    who: Vec<String>,
}

impl Digest {
    /// Collects what is told.
    pub fn new(resolved: &Resolved<'_>, report: &Report, scope: &DigestScope) -> Self {
        let news = News { resolved, report, scope };
        Digest {
            schema_version: 1,
            title: resolved.site().title().to_owned(),
            since: scope.since,
            until: report.today(),
            major: news.changes(true),
            changed: news.changes(false),
            decided: news.decided(),
            due: news.due(),
            follow_ups: news.follow_ups(),
        }
    }

    /// As JSON.
    pub fn json(&self) -> String {
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        text + "\n"
    }

    /// Each part under its heading; those without anything to say are left out.
    fn parts(&self) -> impl Iterator<Item = (&'static str, &[DigestLine])> {
        let parts: [(&str, &[DigestLine]); 5] = [
            ("Major changes", &self.major),
            ("Decided", &self.decided),
            ("Changed", &self.changed),
            ("Due next", &self.due),
            ("Open follow-ups", &self.follow_ups),
        ];
        parts.into_iter().filter(|(_, lines)| !lines.is_empty())
    }

    fn heading(&self, title: &str) -> String {
        format!("{title}: {} to {}", self.since.in_words(), self.until.in_words())
    }

    /// As Markdown; nothing to say is no text.
    pub fn markdown(&self) -> String {
        let part = |(heading, lines): (&str, &[DigestLine])| {
            let lines: String = lines.iter().map(DigestLine::markdown).collect();
            format!("\n## {heading}\n\n{lines}")
        };
        let text: String = self.parts().map(part).collect();
        if text.is_empty() {
            return text;
        }
        format!("# {}\n{text}", self.heading(&escaped(&self.title)))
    }

    /// As a document of HTML for mail; nothing to say is no text.
    pub fn html(&self, language: &str) -> String {
        let part = |(heading, lines): (&str, &[DigestLine])| {
            let lines: String = lines.iter().map(DigestLine::html).collect();
            format!("<h2>{heading}</h2>\n<ul>\n{lines}</ul>\n")
        };
        let text: String = self.parts().map(part).collect();
        if text.is_empty() {
            return text;
        }
        let title = self.heading(&escape(&*self.title));
        format!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n{text}</body>\n</html>\n",
            escape(language)
        )
    }
}

impl DigestLine {
    fn html(&self) -> String {
        let title = escape(&*self.title);
        let title = match &self.url {
            Some(url) => format!("<a href=\"{}\">{title}</a>", escape(&**url)),
            None => title.into_owned(),
        };
        let what = self.what.as_deref().map(|what| format!(": {}", with_code(what, html_piece)));
        let day = self.day.map(|day| {
            let words = day.in_words();
            format!(", <time datetime=\"{day}\">{words}</time>")
        });
        let who = (!self.who.is_empty()).then(|| format!(" ({})", escape(self.who.join(", "))));
        let rest: String = [what, day, who].into_iter().flatten().collect();
        format!("<li>{title}{rest}</li>\n")
    }

    fn markdown(&self) -> String {
        let title = markdown::linked(&self.title, self.url.as_deref());
        let what =
            self.what.as_deref().map(|what| format!(": {}", with_code(what, markdown_piece)));
        let what = what.unwrap_or_default();
        let day = self.day.map(|day| format!(", {}", day.in_words())).unwrap_or_default();
        let who = match self.who.as_slice() {
            [] => String::new(),
            who => format!(" ({})", escaped(&who.join(", "))),
        };
        format!("- {title}{what}{day}{who}\n")
    }
}

/// A line with its code marked as code.
fn with_code(line: &str, write: fn(Piece<'_>) -> String) -> String {
    code_words::pieces(line).into_iter().map(write).collect()
}

fn html_piece(piece: Piece<'_>) -> String {
    match piece {
        Piece::Words(text) => escape(text).into_owned(),
        Piece::Code(text) => format!("<code>{}</code>", escape(text)),
    }
}

fn markdown_piece(piece: Piece<'_>) -> String {
    match piece {
        Piece::Code(text) if !text.contains('`') => format!("`{text}`"),
        Piece::Words(text) | Piece::Code(text) => escaped(text),
    }
}

/// What a digest is collected from.
struct News<'a> {
    resolved: &'a Resolved<'a>,
    report: &'a Report,
    scope: &'a DigestScope,
}

impl News<'_> {
    fn is_meant(&self, page: PageId) -> bool {
        let site = self.resolved.site();
        let is_theirs = self.scope.owner.as_ref().is_none_or(|who| {
            self.resolved.owners(page).iter().any(|owner| owner.who() == Some(who))
        });
        is_theirs && self.is_in_section(site.page(page))
    }

    fn is_in_section(&self, page: &Page) -> bool {
        let section = self.scope.section.as_ref();
        section.is_none_or(|section| self.resolved.site().is_in_section(page, section))
    }

    fn line(&self, page: PageId) -> DigestLine {
        let site = self.resolved.site();
        let page = site.page(page);
        DigestLine {
            title: page.title().to_owned(),
            path: page.source().path().to_owned(),
            url: site.web().absolute(site.address(page)),
            day: None,
            what: None,
            who: Vec::new(),
        }
    }

    /// Of each page the latest change says what it was.
    fn changes(&self, is_major: bool) -> Vec<DigestLine> {
        let changes = self.report.changes().all().iter().filter(|change| {
            change.is_major == is_major
                && change.day >= self.scope.since
                && change.day <= self.report.today()
        });
        let mut lines: Vec<DigestLine> = Vec::new();
        let mut seen: BTreeSet<Vec<PageId>> = BTreeSet::new();
        for change in changes {
            let pages: Vec<PageId> =
                change.pages.iter().copied().filter(|page| self.is_meant(*page)).collect();
            if pages.is_empty() || (!is_major && !seen.insert(pages.clone())) {
                continue;
            }
            lines.extend(self.change(change, &pages));
        }
        lines
    }

    fn change(&self, change: &Change, pages: &[PageId]) -> Option<DigestLine> {
        let line = self.line(*pages.first()?);
        let title = match pages {
            [_] => line.title.clone(),
            pages => format!("{} pages", pages.len()),
        };
        let who = change.author.iter().filter(|name| !self.resolved.site().hides_person(name));
        Some(DigestLine {
            title,
            day: Some(change.day),
            what: change.what.clone(),
            who: who.cloned().collect(),
            ..line
        })
    }

    fn decided(&self) -> Vec<DigestLine> {
        let records = self.report.records().decisions.records().iter();
        let recent = records.filter(|record| {
            record.day.is_some_and(|day| day >= self.scope.since && day <= self.report.today())
                && self.is_meant(record.page)
        });
        let line = |record: &crate::govern::records::decisions::DecisionRecord| {
            let state: &'static str = record.state.into();
            DigestLine { day: record.day, what: Some(state.to_owned()), ..self.line(record.page) }
        };
        recent.map(line).collect()
    }

    fn due(&self) -> Vec<DigestLine> {
        let site = self.resolved.site();
        let last = self.report.today().checked_add_days(AHEAD).unwrap_or(Day::LAST);
        let pages = site.page_ids().filter(|id| site.is_published(*id) && self.is_meant(*id));
        let mut due: Vec<(Day, PageId)> = pages
            .filter_map(|id| Some((self.report.of(id)?.review.due?, id)))
            .filter(|(day, _)| *day <= last)
            .collect();
        due.sort_unstable();
        let line = |(day, page): (Day, PageId)| DigestLine {
            day: Some(day),
            what: Some("review".to_owned()),
            who: self.resolved.owners(page).iter().map(|owner| owner.name().to_owned()).collect(),
            ..self.line(page)
        };
        due.into_iter().map(line).collect()
    }

    fn follow_ups(&self) -> Vec<DigestLine> {
        let is_theirs = |task: &&FollowUp| match &self.scope.owner {
            Some(who) => task.is_of(who),
            None => true,
        };
        let open = self.report.records().follow_ups.open().filter(is_theirs);
        let open = open.filter(|task| self.is_in_section(self.resolved.site().page(task.page)));
        let line = |task: &FollowUp| DigestLine {
            day: task.due,
            what: Some(task.text.clone()),
            who: task.owners.iter().map(Owner::name).map(str::to_owned).collect(),
            ..self.line(task.page)
        };
        open.map(line).collect()
    }
}
