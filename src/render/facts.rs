//! The facts of a page: who answers, when it was checked, where to ask, what else is known.

use crate::day::Day;
use crate::render::Renderer;
use crate::render::context::{Ask, DayText, Fact, Facts, Link, Review, Status};
use crate::site::PageId;
use crate::site::address::Address;
use crate::site::meta::{self, Meta};

impl Renderer<'_> {
    /// The facts; `None` where nothing is known.
    pub(super) fn facts<'r>(&'r self, id: PageId, from: &Address) -> Option<Facts<'r>> {
        let page = self.site.page(id);
        let facts = Facts {
            owners: self.resolved.owners(id).iter().map(|owner| self.owner_link(owner, from)).collect(),
            owner_state: None,
            review: self.review(page.meta(), from),
            ask: self.resolved.ask(id).map(ask),
            urgency: None,
            more: self.more(page.meta(), from),
        };
        let nothing = facts.owners.is_empty() && facts.review.is_none() && facts.ask.is_none() && facts.more.is_empty();
        (!nothing).then_some(facts)
    }

    /// What the page itself says of its review; nobody judges it here.
    fn review<'r>(&'r self, meta: &'r Meta, from: &Address) -> Option<Review<'r>> {
        let reviewed = meta.reviewed.as_ref().map(|day| *day.value())?;
        Some(Review {
            state: "stated".into(),
            reviewed: Some(self.day(reviewed)),
            by: meta.reviewed_by.iter().map(|by| self.named(by.value(), from)).collect(),
            due: None,
            sentence: None,
        })
    }

    /// A day for readers and machines.
    pub(super) fn day(&self, day: Day) -> DayText<'static> {
        let date = day.date();
        DayText {
            text: self.theme.words().day(date.year(), date.month(), date.day()).into(),
            iso: day.to_string().into(),
        }
    }

    fn more<'r>(&'r self, meta: &'r Meta, from: &Address) -> Vec<Fact<'r>> {
        let text = |id: &'static str, value: Option<&'r str>| Some((id, Link { title: value?.into(), href: None }));
        let day = |id: &'static str, value: Option<Day>| Some((id, Link { title: self.day(value?).text, href: None }));
        let approver = meta.approvers.first().map(|approver| ("approver", self.named(approver.value(), from)));
        let facts = [
            text("version", meta.version.as_ref().map(|version| version.value().as_str())),
            approver,
            day("approved", meta.approved.as_ref().map(|day| *day.value())),
            day("effective", meta.effective.as_ref().map(|day| *day.value())),
            text("classification", meta.classification.as_ref().map(|label| label.value().as_str())),
        ];
        facts
            .into_iter()
            .flatten()
            .map(|(id, value)| Fact { id: id.into(), label: id.into(), values: vec![value] })
            .collect()
    }

    /// What the author declares about the page as a whole: a draft, replaced, archived.
    pub(super) fn status<'r>(&'r self, id: PageId, from: &'r Address) -> Option<Status<'r>> {
        let state = status_of(self.site.page(id).meta())?;
        let linker = self.linker(from);
        let instead = self.resolved.instead(id).iter().map(|node| linker.link(*node)).collect();
        Some(Status { state: state.into(), instead, day: None })
    }
}

/// The state that readers are told before they read on.
pub(super) fn status_of(meta: &Meta) -> Option<&'static str> {
    meta.status.as_ref().and_then(|status| status.value().for_readers())
}

/// Where readers ask; addresses can be followed.
fn ask(place: &meta::Ask) -> Ask<'_> {
    let text = place.text.as_str();
    let mail = (text.contains('@') && !text.starts_with('@') && !text.contains(' ')).then(|| format!("mailto:{text}"));
    let web = text.starts_with("https://").then(|| text.to_owned());
    let href = place.link.clone().or(mail).or(web);
    Ask { channel: Link { title: text.into(), href: href.map(Into::into) }, answer: None, purpose: None }
}
