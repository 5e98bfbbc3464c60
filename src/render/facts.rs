//! The facts of a page: who answers, when it was checked, where to ask, what else is known.

use crate::day::Day;
use crate::govern::answer::Count;
use crate::govern::urgency::Expectation;
use crate::render::Renderer;
use crate::render::context::{Ask, DayText, Expected, Fact, Facts, Link, Review, Status, Urgency};
use crate::render::views::urgency::channel_link;
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
            ask: self.ask(id),
            urgency: self.urgency(id, from),
            mistake: self.mistake(id),
            more: self.more(page.meta(), from),
        };
        let nothing = facts.owners.is_empty()
            && facts.review.is_none()
            && facts.ask.is_none()
            && facts.urgency.is_none()
            && facts.more.is_empty();
        (!nothing).then_some(facts)
    }

    /// Where readers ask, and when an answer usually comes.
    fn ask(&self, id: PageId) -> Option<Ask<'_>> {
        let channel = self.policies.channel(self.resolved, id);
        let place = channel.map(channel_link).or_else(|| self.resolved.ask(id).map(place_to_ask))?;
        Some(Ask {
            channel: place,
            answer: self.policies.answer(self.resolved, id).map(|expectation| self.expected(&expectation)),
            purpose: channel.and_then(|channel| channel.purpose.as_deref()).map(Into::into),
            not_for: channel.and_then(|channel| channel.not_for.as_deref()).map(Into::into),
        })
    }

    /// The policy for what the page is about.
    fn urgency<'r>(&'r self, id: PageId, from: &Address) -> Option<Urgency<'r>> {
        let policy = self.policies.of(id);
        let level = policy.level()?;
        let expected = |wait: Option<&crate::yaml::Written<crate::day::Wait>>| {
            Some(self.expected(&self.policies.expect(id, *wait?.value(), policy.hours())))
        };
        Some(Urgency {
            level: level.id.value().as_str().into(),
            name: self.level_link(level, from),
            above: policy.is_above_default(),
            means: level.means.as_deref().map(Into::into),
            channels: self.channel_links(policy.channels()),
            reply: expected(policy.first_reply_within()),
            answer: expected(policy.answer_within()),
            hours: self.promised_hours(policy.hours()).map(Into::into),
            escalate: self.steps(policy.escalate(), from),
        })
    }

    /// When a mistake on the page is answered: at the default level, whatever the page is about.
    fn mistake(&self, id: PageId) -> Option<std::borrow::Cow<'_, str>> {
        let urgency = self.site.urgency();
        let default = urgency.levels().get(urgency.default?)?;
        let wait = default.promise.answer_within.as_ref()?;
        (!self.resolved.owners(id).is_empty()).then(|| self.wait(*wait.value()).into())
    }

    /// A promise in words, and for the page's script; a clock's minutes are told as they are.
    fn expected(&self, expectation: &Expectation) -> Expected<'static> {
        let is_clock = matches!(expectation.count, Count::Clock(_));
        let data = expectation.data().filter(|_| !is_clock);
        Expected { within: self.wait(expectation.wait).into(), data: data.map(Into::into) }
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
fn place_to_ask(place: &meta::Ask) -> Link<'_> {
    let text = place.text.as_str();
    let mail = (text.contains('@') && !text.starts_with('@') && !text.contains(' ')).then(|| format!("mailto:{text}"));
    let web = text.starts_with("https://").then(|| text.to_owned());
    let href = place.link.clone().or(mail).or(web);
    Link { title: text.into(), href: href.map(Into::into) }
}
