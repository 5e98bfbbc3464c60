//! The head of a record: when, who, and its neighbours; not when it was reviewed.

use crate::govern::records::meetings::MeetingRecord;
use crate::render::Renderer;
use crate::render::context::{Fact, LinkContext, RecordContext};
use crate::site::PageId;
use crate::site::address::Address;
use crate::site::meta::PageType;
use crate::yaml::Sourced;

impl Renderer<'_> {
    /// What the head of a record shows; `None` for other pages.
    pub(super) fn record<'r>(&'r self, id: PageId, from: &Address) -> Option<RecordContext<'r>> {
        match self.site.page(id).meta().kind() {
            PageType::Meeting => {
                Some(self.meeting_head(self.report.records().meetings.record_of(id)?, from))
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
            facts: known_facts(facts),
            before: before.map(|page| self.page_link(page, from)),
            behind: behind.map(|page| self.page_link(page, from)),
            add: None,
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
