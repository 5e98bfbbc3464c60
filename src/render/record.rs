//! The head of a record: when, who, and its neighbours; not when it was reviewed.

use crate::day::Day;
use crate::govern::records::brainstorms::{BrainstormRecord, BrainstormState};
use crate::govern::records::decisions::DecisionRecord;
use crate::govern::records::meetings::MeetingRecord;
use crate::render::Renderer;
use crate::render::context::{Fact, LinkContext, RecordContext};
use crate::render::views::decisions::decision_state;
use crate::site::PageId;
use crate::site::address::Address;
use crate::site::meta::PageType;
use crate::site::record::DecisionMode;
use crate::yaml::Sourced;

impl Renderer<'_> {
    /// What the head of a record shows; `None` for other pages.
    pub(super) fn record<'r>(&'r self, id: PageId, from: &Address) -> Option<RecordContext<'r>> {
        match self.site.page(id).meta().kind() {
            PageType::Meeting => {
                Some(self.meeting_head(self.report.records().meetings.record_of(id)?, from))
            }
            PageType::Decision => {
                Some(self.decision_head(self.report.records().decisions.record_of(id)?, from))
            }
            PageType::Brainstorm => {
                Some(self.brainstorm_head(self.report.records().brainstorms.record_of(id)?, from))
            }
            _ => None,
        }
    }

    /// Records of meetings and brainstorms have a head of their own instead of facts about reviews.
    pub(super) fn has_facts(&self, id: PageId) -> bool {
        let kind = self.site.page(id).meta().kind();
        let is_record = matches!(kind, PageType::Meeting | PageType::Brainstorm);
        !is_record || self.record(id, &Address::default()).is_none()
    }

    fn meeting_head<'r>(&'r self, record: &MeetingRecord, from: &Address) -> RecordContext<'r> {
        let meta = &self.site.page(record.page).meta().record;
        let series = record.series.and_then(|number| self.site.series().get(number));
        let (before, behind) = self.report.records().meetings.neighbours(record);
        let state: &'static str = record.state.into();
        let facilitator =
            meta.facilitator.as_ref().or(series.and_then(|series| series.facilitator.as_ref()));
        let own = meta.attendees.as_ref().map(Sourced::value);
        let attendees = own.or(series.map(|series| &series.attendees));
        let absent = own.map(|attendees| attendees.absent.as_slice()).unwrap_or_default();
        let why = meta.why_sync.as_ref().map(|why| why.value().as_str());
        let facts = vec![
            ("facilitator", self.links(facilitator, from)),
            ("notetaker", self.links(&meta.notetaker, from)),
            ("attendees", attendees.map(|all| self.attendee_links(all, from)).unwrap_or_default()),
            ("absent", self.links(absent, from)),
            ("why_sync", plain(why.or(series.and_then(|series| series.why_sync.as_deref())))),
        ];
        RecordContext {
            state: Some(state.into()),
            day: record.day.map(|day| self.day(day)),
            time: record.day.and_then(|day| self.clock_text(Some(meta), series, day)),
            closes: None,
            facts: known_facts(facts),
            before: before.map(|page| self.page_link(page, from)),
            behind: behind.map(|page| self.page_link(page, from)),
            add: None,
            hidden: false,
        }
    }

    fn decision_head<'r>(
        &'r self,
        record: &'r DecisionRecord,
        from: &Address,
    ) -> RecordContext<'r> {
        let meta = &self.site.page(record.page).meta().record;
        let text = |written: &'r Option<Sourced<String>>| {
            plain(written.as_ref().map(|text| text.value().as_str()))
        };
        let day = |day: Option<Day>| {
            let title = day.map(|day| self.day(day).text);
            title.map(|title| LinkContext { title, href: None }).into_iter().collect()
        };
        let link =
            |pages: &[PageId]| pages.iter().map(|page| self.page_link(*page, from)).collect();
        let mode = meta.mode.as_ref().map(|mode| match mode.value() {
            DecisionMode::Async => self.theme.words().get("record.async"),
            DecisionMode::Sync => self.theme.words().get("record.sync"),
        });
        let facts = vec![
            ("deciders", self.links(&meta.decision_makers, from)),
            ("mode", plain(mode)),
            ("comment_until", day(meta.comment_until.as_ref().map(|day| *day.value()))),
            ("revisit", day(record.revisit)),
            ("revisit_when", text(&meta.revisit_when)),
            ("reversible", text(&meta.reversible)),
            ("consulted", self.links(&meta.consulted, from)),
            ("informed", self.links(&meta.informed, from)),
            ("outcome", text(&meta.outcome)),
            ("replaces", link(&record.replaces)),
            ("replaced_by", link(&record.replaced_by)),
        ];
        RecordContext {
            state: Some(decision_state(record).into()),
            day: record.day.map(|day| self.day(day)),
            facts: known_facts(facts),
            ..RecordContext::default()
        }
    }

    fn brainstorm_head<'r>(
        &'r self,
        record: &'r BrainstormRecord,
        from: &Address,
    ) -> RecordContext<'r> {
        let meta = &self.site.page(record.page).meta().record;
        let state: &'static str = record.state.into();
        let is_open = record.state == BrainstormState::Open;
        let waiting = if is_open { self.waiting(record, from) } else { Vec::new() };
        let facts = vec![
            ("facilitator", self.links(&meta.facilitator, from)),
            ("heard", record.heard.iter().map(|owner| self.owner_link(owner, from)).collect()),
            ("waiting", waiting),
            ("outcome", self.outcome(record, from).into_iter().collect()),
        ];
        RecordContext {
            state: Some(state.into()),
            closes: record.closes.map(|day| self.day(day)),
            facts: known_facts(facts),
            add: self.add_contribution(record.page).filter(|_| is_open).map(Into::into),
            hidden: self.site.page(record.page).withheld().is_some(),
            ..RecordContext::default()
        }
    }

    /// Links to those whom names stand for.
    pub(super) fn links<'r>(
        &'r self,
        names: impl IntoIterator<Item = &'r Sourced<String>>,
        from: &Address,
    ) -> Vec<LinkContext<'r>> {
        names.into_iter().map(|name| self.named(name.value(), from)).collect()
    }

    /// A link to a page under its title.
    pub(super) fn page_link<'r>(&'r self, page: PageId, from: &Address) -> LinkContext<'r> {
        let page = self.site.page(page);
        LinkContext {
            title: page.title().into(),
            href: Some(from.link_to(self.site.address(page), self.ending).into()),
        }
    }
}

/// A text without a link.
pub(super) fn plain(text: Option<&str>) -> Vec<LinkContext<'_>> {
    text.map(|text| LinkContext { title: text.into(), href: None }).into_iter().collect()
}

/// Those that have a value.
pub(super) fn known_facts<'r>(facts: Vec<(&'static str, Vec<LinkContext<'r>>)>) -> Vec<Fact<'r>> {
    let facts = facts.into_iter().filter(|(_, values)| !values.is_empty());
    facts.map(|(id, values)| Fact { id: id.into(), label: id.into(), values }).collect()
}
