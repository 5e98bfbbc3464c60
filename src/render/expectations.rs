//! What a page promises to whoever asks: where, when there is an answer, who is asked next.

use crate::day::Wait;
use crate::govern::answer::WaitCount;
use crate::govern::urgency::Expectation;
use crate::render::context::{AskContext, Expected, LinkContext, UrgencyContext};
use crate::render::renderer::Renderer;
use crate::render::{levels, states, time};
use crate::resolve::owners::place_of;
use crate::site::PageId;
use crate::site::address::Address;
use crate::site::urgency::Channel;
use crate::yaml::Sourced;
use std::borrow::Cow;

/// Where readers ask, and when an answer usually comes.
pub fn ask<'r>(renderer: &'r Renderer<'_>, id: PageId, from: &Address) -> Option<AskContext<'r>> {
    let channel = renderer.policies.channel(renderer.resolved, id);
    let described = channel.map(|channel| described_channel(renderer, channel, from));
    let place = described.or_else(|| place_to_ask(renderer, id))?;
    Some(AskContext {
        channel: place,
        answer: renderer
            .policies
            .answer(renderer.resolved, id)
            .map(|expectation| expected(renderer, &expectation)),
        purpose: channel.and_then(|channel| channel.purpose.as_deref()).map(Into::into),
        not_for: channel.and_then(|channel| channel.not_for.as_deref()).map(Into::into),
    })
}

/// A channel; one without an address leads to what the handbook says of it.
fn described_channel<'r>(
    renderer: &Renderer<'_>,
    channel: &'r Channel,
    from: &Address,
) -> LinkContext<'r> {
    let link = levels::channel_link(channel);
    if link.href.is_some() || renderer.site.urgency().levels().is_empty() {
        return link;
    }
    let view = from.link_to(&Address::of_view(&["urgency"], renderer.ending), renderer.ending);
    LinkContext { href: Some(format!("{view}#channels").into()), ..link }
}

/// Where a page without a channel sends readers; nowhere where that is a person whom they may
/// not see.
fn place_to_ask<'r>(renderer: &'r Renderer<'_>, id: PageId) -> Option<LinkContext<'r>> {
    let (text, link) = match renderer.site.page(id).meta().ask.first() {
        Some(ask) => (ask.value().text.as_str(), ask.value().link.clone()),
        None => {
            (states::answerers(renderer, id).find_map(|who| place_of(renderer.site, who))?, None)
        }
    };
    (!renderer.site.hides_person(text)).then(|| asked_at(text, link))
}

/// The policy for what the page is about.
pub fn urgency<'r>(
    renderer: &'r Renderer<'_>,
    id: PageId,
    from: &Address,
) -> Option<UrgencyContext<'r>> {
    let policy = renderer.policies.of(id);
    let level = policy.level()?;
    let expected = |wait: Option<&Sourced<Wait>>| {
        Some(expected(renderer, &renderer.policies.expectation(id, *wait?.value(), policy.hours())))
    };
    Some(UrgencyContext {
        level: level.id.value().as_str().into(),
        name: levels::level_link(renderer, level, from),
        above: policy.is_above_default(),
        is_highest: renderer
            .site
            .urgency()
            .levels()
            .first()
            .is_some_and(|first| policy.is_above_default() && first.id.value() == level.id.value()),
        means: level.means.as_deref().map(Into::into),
        channels: levels::channel_links(renderer, policy.channels()),
        reply: expected(policy.first_reply_within()),
        answer: expected(policy.answer_within()),
        hours: levels::promised_hours(
            renderer,
            policy.hours(),
            [policy.first_reply_within(), policy.answer_within()],
        )
        .map(Into::into),
        escalate: levels::steps(renderer, policy.escalate(), from),
    })
}

/// When a mistake on the page is answered: at the default level, whatever the page is about.
pub fn mistake<'r>(renderer: &'r Renderer<'_>, id: PageId) -> Option<Cow<'r, str>> {
    let urgency = renderer.site.urgency();
    let default = urgency.levels().get(urgency.default?)?;
    let wait = default.promise.answer_within.as_ref()?;
    let somebody = !renderer.resolved.owners(id).is_empty() && !states::has_left(renderer, id);
    somebody.then(|| time::wait(renderer, *wait.value()).into())
}

/// A promise in words, and for the page's script; a clock's minutes are told as they are.
pub fn expected(renderer: &Renderer<'_>, expectation: &Expectation) -> Expected<'static> {
    let is_clock = matches!(expectation.count, WaitCount::Clock(_));
    // Whoever may not see people may not see their hours either.
    let data = expectation.data().filter(|_| !is_clock && renderer.directory.shows_people());
    Expected { within: time::wait(renderer, expectation.wait).into(), data: data.map(Into::into) }
}

/// Where readers ask; addresses can be followed.
pub fn asked_at(text: &str, link: Option<String>) -> LinkContext<'_> {
    let mail = (text.contains('@') && !text.starts_with('@') && !text.contains(' '))
        .then(|| format!("mailto:{text}"));
    let web = text.starts_with("https://").then(|| text.to_owned());
    let href = link.or(mail).or(web);
    LinkContext { title: text.into(), href: href.map(Into::into) }
}
