//! The answers to tools, as JSON; each says as of when, and cites addresses.

use super::tools::{
    ChangedArguments, ListArguments, MOST, PageArguments, QueueArguments, SearchArguments,
    ToolCall, UrgentArguments, WhoArguments,
};
use crate::analysis::Analysis;
use crate::commands::pipeline::{self, pages_of};
use crate::day::{Day, Moment};
use crate::govern::review::ReviewState;
use crate::report::ask::AskReply;
use crate::search::index::{Index, IndexedPage};
use crate::search::query::Query;
use crate::site::PageId;
use crate::theme::Theme;
use serde_json::{Value, json};
use std::cell::OnceCell;
use std::collections::HashMap;

/// Hits, if nobody says how many.
const HITS: usize = 8;
/// Days that count as lately, if nobody says how many.
const LATELY: u16 = 14;
/// Pages that a matter in words is looked up on.
const CANDIDATES: usize = 3;

/// A handbook at a moment.
pub struct Answers<'a> {
    /// What is known of it.
    pub analysis: &'a Analysis<'a>,
    /// How it is written.
    pub theme: &'a Theme,
    /// The day.
    pub today: Day,
    /// The moment, by the handbook's clock.
    pub now: Moment,
    /// Made when a question needs it.
    index: OnceCell<Index>,
    /// Published pages by their files.
    by_path: HashMap<&'a str, PageId>,
}

impl<'a> Answers<'a> {
    /// Answers from a handbook at a moment, and with the index of an earlier question if the
    /// handbook is still the same.
    pub fn new(
        analysis: &'a Analysis<'a>,
        theme: &'a Theme,
        (today, now): (Day, Moment),
        index: Option<Index>,
    ) -> Self {
        let site = analysis.site();
        let pages = site.page_ids().filter(|id| site.is_published(*id));
        let by_path = pages.map(|id| (site.page(id).source().path(), id)).collect();
        let index = index.map_or_else(OnceCell::new, OnceCell::from);
        Answers { analysis, theme, today, now, index, by_path }
    }

    /// The index, if any question needed it.
    pub fn into_index(self) -> Option<Index> {
        self.index.into_inner()
    }

    /// The published page of a row of the index.
    fn page_of(&self, row: &IndexedPage) -> Option<PageId> {
        self.by_path.get(row.path.as_deref()?).copied()
    }

    /// Answers a tool; what is wrong with the question is the error.
    pub fn of(&self, call: ToolCall) -> Result<Value, String> {
        let mut answer = match call {
            ToolCall::Search(asked) => self.search(&asked)?,
            ToolCall::ReadPage(asked) => self.read(&asked)?,
            ToolCall::WhoAnswers(asked) => self.who(&asked)?,
            ToolCall::IsUrgent(asked) => self.urgent(&asked)?,
            ToolCall::ListPages(asked) => self.list(&asked)?,
            ToolCall::WhatChanged(asked) => self.changed(&asked),
            ToolCall::ReviewQueue(asked) => self.queue(&asked)?,
        };
        if let Some(answer) = answer.as_object_mut() {
            answer.insert("as_of".to_owned(), json!(self.today.to_string()));
        }
        Ok(answer)
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| self.analysis.index(self.theme))
    }

    fn search(&self, asked: &SearchArguments) -> Result<Value, String> {
        let index = self.index();
        let limit = asked.limit.unwrap_or(HITS).clamp(1, MOST);
        let answer = index.search(&Query::parse(&asked.query), limit);
        let hits = answer.pages().filter_map(|(hit, others)| {
            let page = self.page_of(hit.page)?;
            let mut row = self.facts(page);
            if !hit.anchor.is_empty() {
                row.insert("section".to_owned(), json!(hit.headings.join(" › ")));
                row.insert(
                    "address".to_owned(),
                    json!(format!("{}#{}", self.address(page), hit.anchor)),
                );
            }
            let text: String = hit.snippet.iter().map(|piece| piece.text).collect();
            row.insert("text".to_owned(), json!(text));
            let others = others.iter().map(|other| other.headings.join(" › "));
            row.insert("other_sections".to_owned(), json!(others.collect::<Vec<_>>()));
            Some(Value::Object(row))
        });
        Ok(json!({
            "query": asked.query,
            "total": answer.total,
            "hits": hits.collect::<Vec<_>>(),
            "including_results_for": answer.synonyms,
            "words_on_no_page": answer.unknown.iter().map(|(word, _)| word).collect::<Vec<_>>(),
            "ask_instead": answer.ask,
        }))
    }

    fn read(&self, asked: &PageArguments) -> Result<Value, String> {
        let page = self.page(&asked.page)?;
        let mut answer = self.facts(page);
        answer.insert("markdown".to_owned(), json!(self.markdown(page)));
        Ok(Value::Object(answer))
    }

    fn who(&self, asked: &WhoArguments) -> Result<Value, String> {
        let found = match self.page(&asked.about) {
            Ok(page) => vec![page],
            Err(_) => self.found(&asked.about),
        };
        let page = found.first().ok_or_else(|| format!("no page is about `{}`", asked.about))?;
        let mut answer = self.facts(*page);
        answer.insert(
            "answers".to_owned(),
            self.reply(*page, asked.from.as_deref(), asked.at.as_deref())?,
        );
        let others = found.iter().skip(1).map(|page| self.address(*page));
        answer.insert("also_about_it".to_owned(), json!(others.collect::<Vec<_>>()));
        Ok(Value::Object(answer))
    }

    /// The pages that are about something, the best first.
    fn found(&self, about: &str) -> Vec<PageId> {
        let index = self.index();
        let answer = index.search(&Query::parse(about), CANDIDATES);
        answer.pages().filter_map(|(hit, _)| self.page_of(hit.page)).collect()
    }

    /// Where to ask about a page, and when an answer comes.
    fn reply(&self, page: PageId, from: Option<&str>, at: Option<&str>) -> Result<Value, String> {
        let site = self.analysis.site();
        let zone = match from {
            Some(name) => pipeline::zone(name).map_err(|failure| failure.to_string())?,
            None => site.config().timezone.clone(),
        };
        let asked = match at {
            Some(text) => Moment::parse(text, &zone, self.today)
                .ok_or_else(|| format!("`{text}` says no moment; write `2026-11-20 18:00`"))?,
            None => Moment::new(self.now.timestamp(), &zone),
        };
        let Analysis { resolved, policies, .. } = self.analysis;
        let reply = AskReply::new(resolved, policies, page, (asked, &zone));
        let mut reply = serde_json::to_value(&reply).unwrap_or_default();
        if !site.config().audiences.shows_people() {
            hide_people(&mut reply, &|name| site.hides_person(name));
        }
        Ok(reply)
    }

    fn urgent(&self, asked: &UrgentArguments) -> Result<Value, String> {
        let site = self.analysis.site();
        let pages = self.found(&asked.what);
        let of_page = |page: &PageId| {
            let mut row = self.facts(*page);
            let level = self.analysis.policies.of(*page).level();
            row.insert("level".to_owned(), json!(level.map(|level| level.id.value())));
            row.insert("answers".to_owned(), self.reply(*page, asked.from.as_deref(), None)?);
            Ok(Value::Object(row))
        };
        let pages = pages.iter().map(of_page).collect::<Result<Vec<_>, String>>()?;
        let levels = site.urgency().levels().iter().map(|level| {
            json!({
                "level": level.id.value(),
                "means": level.means,
                "is_not": level.not,
                "examples": level.examples,
            })
        });
        Ok(json!({
            "what": asked.what,
            "pages_about_it": pages,
            "levels_most_urgent_first": levels.collect::<Vec<_>>(),
        }))
    }

    fn list(&self, asked: &ListArguments) -> Result<Value, String> {
        let filters = [
            ("section", &asked.section),
            ("owner", &asked.owner),
            ("type", &asked.kind),
            ("tag", &asked.tag),
            ("state", &asked.state),
        ];
        let filters = filters.iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
        let query: Vec<String> = filters
            .map(|(name, value)| format!("{name}:\"{}\"", value.replace('"', " ")))
            .collect();
        let pages = if query.is_empty() {
            self.published()
        } else {
            let index = self.index();
            let answer = index.search(&Query::parse(&query.join(" ")), index.pages());
            answer.pages().filter_map(|(hit, _)| self.page_of(hit.page)).collect()
        };
        Ok(json!({"total": pages.len(), "pages": self.rows(&pages)}))
    }

    fn rows(&self, pages: &[PageId]) -> Vec<Value> {
        pages.iter().map(|page| Value::Object(self.facts(*page))).collect()
    }

    /// Pages that changed, the latest first, each with what is told of its changes.
    fn changed(&self, asked: &ChangedArguments) -> Value {
        let days = i64::from(asked.days.unwrap_or(LATELY));
        let since = self.today.checked_add_days(-days).unwrap_or(self.today);
        let changes = self.analysis.report.changes();
        let recent = changes.all().iter().filter(|one| one.day >= since && one.day <= self.today);
        let mut pages: Vec<PageId> = Vec::new();
        let mut told: HashMap<PageId, Vec<Value>> = HashMap::new();
        for change in recent {
            for page in &change.pages {
                let told = told.entry(*page).or_insert_with(|| {
                    pages.push(*page);
                    Vec::new()
                });
                let day = change.day.to_string();
                told.push(json!({"day": day, "what": change.what, "major": change.is_major}));
            }
        }
        let row = |page: &PageId| {
            let mut row = self.facts(*page);
            row.insert("changes".to_owned(), json!(told.get(page)));
            Value::Object(row)
        };
        json!({
            "since": since.to_string(),
            "total": pages.len(),
            "pages": pages.iter().take(MOST).map(row).collect::<Vec<_>>(),
            "incomplete_because": changes.trouble().map(ToString::to_string),
        })
    }

    fn queue(&self, asked: &QueueArguments) -> Result<Value, String> {
        let mut pages = match &asked.owner {
            Some(owner) => pages_of(owner, self.analysis).map_err(|failure| failure.to_string())?,
            None => self.published(),
        };
        let waits = |page: &PageId| {
            self.analysis.site().is_published(*page)
                && self.analysis.report.of(*page).is_some_and(|verdict| {
                    let state = verdict.review.state;
                    matches!(
                        state,
                        ReviewState::Stale | ReviewState::DueSoon | ReviewState::Invalid
                    ) || state == ReviewState::NeverReviewed && verdict.is_governed
                })
        };
        pages.retain(waits);
        pages.sort_by_key(|page| {
            let verdict = self.analysis.report.of(*page);
            verdict.map(|verdict| (verdict.review.state, verdict.review.due))
        });
        Ok(json!({"total": pages.len(), "pages": self.rows(&pages)}))
    }
}

/// Takes people out whom these readers may not see.
fn hide_people(value: &mut Value, is_hidden: &dyn Fn(&str) -> bool) {
    match value {
        Value::Object(map) => {
            map.remove("by");
            map.retain(|key, value| key != "to" || !value.as_str().is_some_and(is_hidden));
            map.values_mut().for_each(|value| hide_people(value, is_hidden));
        }
        Value::Array(list) => list.iter_mut().for_each(|value| hide_people(value, is_hidden)),
        _ => {}
    }
}
