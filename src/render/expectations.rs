//! What a page promises to whoever asks: where, when there is an answer, who is asked next.

use crate::day::Wait;
use crate::govern::answer::WaitCount;
use crate::govern::urgency::Expectation;
use crate::render::Renderer;
use crate::render::context::{AskContext, Expected, LinkContext, UrgencyContext};
use crate::render::views::address;
use crate::render::views::urgency::channel_link;
use crate::resolve::owners::place_of;
use crate::site::PageId;
use crate::site::address::Address;
use crate::site::urgency::Channel;
use crate::yaml::Sourced;
use std::borrow::Cow;

impl Renderer<'_> {
    /// Where readers ask, and when an answer usually comes.
    pub(super) fn ask(&self, id: PageId, from: &Address) -> Option<AskContext<'_>> {
        let channel = self.policies.channel(self.resolved, id);
        let described = channel.map(|channel| self.described_channel(channel, from));
        let place = described.or_else(|| self.place_to_ask(id))?;
        Some(AskContext {
            channel: place,
            answer: self
                .policies
                .answer(self.resolved, id)
                .map(|expectation| self.expected(&expectation)),
            purpose: channel.and_then(|channel| channel.purpose.as_deref()).map(Into::into),
            not_for: channel.and_then(|channel| channel.not_for.as_deref()).map(Into::into),
        })
    }

    /// A channel; one without an address leads to what the handbook says of it.
    fn described_channel<'r>(&self, channel: &'r Channel, from: &Address) -> LinkContext<'r> {
        let link = channel_link(channel);
        if link.href.is_some() || self.site.urgency().levels().is_empty() {
            return link;
        }
        let view = from.link_to(&address(&["urgency"], self.ending), self.ending);
        LinkContext { href: Some(format!("{view}#channels").into()), ..link }
    }

    /// Where a page without a channel sends readers; nowhere where that is a person whom they may
    /// not see.
    fn place_to_ask(&self, id: PageId) -> Option<LinkContext<'_>> {
        let (text, link) = match self.site.page(id).meta().ask.first() {
            Some(ask) => (ask.value().text.as_str(), ask.value().link.clone()),
            None => (self.answerers(id).find_map(|who| place_of(self.site, who))?, None),
        };
        (!self.site.hides_person(text)).then(|| place_to_ask(text, link))
    }

    /// The policy for what the page is about.
    pub(super) fn urgency<'r>(&'r self, id: PageId, from: &Address) -> Option<UrgencyContext<'r>> {
        let policy = self.policies.of(id);
        let level = policy.level()?;
        let expected = |wait: Option<&Sourced<Wait>>| {
            Some(self.expected(&self.policies.expectation(id, *wait?.value(), policy.hours())))
        };
        Some(UrgencyContext {
            level: level.id.value().as_str().into(),
            name: self.level_link(level, from),
            above: policy.is_above_default(),
            is_highest: self.site.urgency().levels().first().is_some_and(|first| {
                policy.is_above_default() && first.id.value() == level.id.value()
            }),
            means: level.means.as_deref().map(Into::into),
            channels: self.channel_links(policy.channels()),
            reply: expected(policy.first_reply_within()),
            answer: expected(policy.answer_within()),
            hours: self
                .promised_hours(
                    policy.hours(),
                    [policy.first_reply_within(), policy.answer_within()],
                )
                .map(Into::into),
            escalate: self.steps(policy.escalate(), from),
        })
    }

    /// When a mistake on the page is answered: at the default level, whatever the page is about.
    pub(super) fn mistake(&self, id: PageId) -> Option<Cow<'_, str>> {
        let urgency = self.site.urgency();
        let default = urgency.levels().get(urgency.default?)?;
        let wait = default.promise.answer_within.as_ref()?;
        let somebody = !self.resolved.owners(id).is_empty() && !self.has_left(id);
        somebody.then(|| self.wait(*wait.value()).into())
    }

    /// A promise in words, and for the page's script; a clock's minutes are told as they are.
    fn expected(&self, expectation: &Expectation) -> Expected<'static> {
        let is_clock = matches!(expectation.count, WaitCount::Clock(_));
        // Whoever may not see people may not see their hours either.
        let data = expectation.data().filter(|_| !is_clock && self.directory.shows_people());
        Expected { within: self.wait(expectation.wait).into(), data: data.map(Into::into) }
    }
}

/// Where readers ask; addresses can be followed.
fn place_to_ask(text: &str, link: Option<String>) -> LinkContext<'_> {
    let mail = (text.contains('@') && !text.starts_with('@') && !text.contains(' '))
        .then(|| format!("mailto:{text}"));
    let web = text.starts_with("https://").then(|| text.to_owned());
    let href = link.or(mail).or(web);
    LinkContext { title: text.into(), href: href.map(Into::into) }
}
