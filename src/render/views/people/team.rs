//! The page of a team as somebody opens it who needs the team: whom to write to, when they answer,
//! who is at work, what is theirs.

use crate::day::Wait;
use crate::render::context::{AskContext, Expected, LinkContext, Rest, UrgencyContext};
use crate::render::renderer::Renderer;
use crate::render::views::people::context::TeamView;
use crate::render::views::people::{chart, profile, rows};
use crate::render::views::tags;
use crate::render::{expectations, levels, names, paging, time};
use crate::resolve::owners::place_of;
use crate::site::address::Address;
use crate::site::people::{Team, Who};
use crate::site::urgency::Level;
use crate::yaml::Sourced;

/// What the page of a team shows.
pub fn team_view<'r>(
    renderer: &'r Renderer<'_>,
    id: &'r str,
    team: &'r Team,
    number: usize,
    from: &'r Address,
) -> TeamView<'r> {
    let who = Who::Team(id.to_owned());
    let members = names::living(renderer, id);
    let shown = paging::rows(&members, 1);
    let chart = chart::chart(renderer, shown, from);
    let rows = || shown.iter().map(|(id, person)| rows::person_row(renderer, id, person, from));
    TeamView {
        ask: ask(renderer, &who, team),
        levels: answered_levels(renderer, &who, from),
        sections: sections(renderer, &who, from),
        lead: team.lead.as_ref().map(|lead| names::named(renderer, lead.value(), from)),
        members: if chart.is_some() { Vec::new() } else { rows().collect() },
        rest: (members.len() > shown.len()).then(|| Rest {
            count: members.len(),
            href: tags::view_link(renderer, "people", from).href,
        }),
        chart,
        contacts: profile::contacts([&team.email, &team.phone, &None, &team.github]),
        on_call: team.on_call.as_ref().map(|hours| time::hours(renderer, hours.value()).into()),
        cover: team.cover.as_ref().map(|cover| names::named(renderer, cover.value(), from)),
        work: profile::work(renderer, &who, number, from),
    }
}

/// Where to ask the team: its channel, else its mail; and when an answer usually comes.
fn ask<'r>(renderer: &'r Renderer<'_>, who: &Who, team: &'r Team) -> Option<AskContext<'r>> {
    let place = place_of(renderer.site, who).or(team.email.as_deref())?;
    let urgency = renderer.site.urgency();
    let default = urgency.default.and_then(|index| urgency.levels().get(index));
    Some(AskContext {
        channel: expectations::asked_at(place, None),
        answer: default
            .and_then(|level| promise(renderer, who, level, level.promise.answer_within.as_ref())),
        ..AskContext::default()
    })
}

/// The levels that concern a team: those of its pages, that of every question to it, and those
/// whose escalation reaches it.
fn answered_levels<'r>(
    renderer: &'r Renderer<'_>,
    who: &Who,
    from: &Address,
) -> Vec<UrgencyContext<'r>> {
    let owns = renderer.directory.owns(who);
    let default = renderer.site.urgency().default;
    let is_of_page = |level: &Level| {
        let mut policies = owns.iter().map(|page| renderer.policies.of(*page));
        policies.any(|policy| {
            policy.said().is_some()
                && policy.level().is_some_and(|of| of.id.value() == level.id.value())
        })
    };
    let is_escalated = |level: &Level| {
        let people = renderer.site.people();
        level
            .promise
            .escalate
            .iter()
            .any(|step| people.found(step.to.value()).as_ref() == Some(who))
    };
    let all = renderer.site.urgency().levels().iter().enumerate();
    all.filter(|(index, level)| default == Some(*index) || is_of_page(level) || is_escalated(level))
        .map(|(index, level)| level_row(renderer, who, (index, level), from))
        .collect()
}

fn level_row<'r>(
    renderer: &'r Renderer<'_>,
    who: &Who,
    (index, level): (usize, &'r Level),
    from: &Address,
) -> UrgencyContext<'r> {
    let promised = &level.promise;
    let waits = [promised.first_reply_within.as_ref(), promised.answer_within.as_ref()];
    let [reply, answer] = waits.map(|wait| promise(renderer, who, level, wait));
    let above = renderer.site.urgency().default.is_some_and(|default| index < default);
    UrgencyContext {
        level: level.id.value().as_str().into(),
        name: levels::level_link(renderer, level, from),
        above,
        is_highest: above && index == 0,
        means: level.means.as_deref().map(Into::into),
        channels: levels::channel_links(renderer, &promised.channels),
        reply,
        answer,
        hours: levels::promised_hours(renderer, promised.hours.as_ref(), waits).map(Into::into),
        escalate: levels::steps(renderer, &promised.escalate, from),
    }
}

/// What a level promises, counted in the time of whoever is meant.
fn promise(
    renderer: &Renderer<'_>,
    who: &Who,
    level: &Level,
    wait: Option<&Sourced<Wait>>,
) -> Option<Expected<'static>> {
    let whos = std::slice::from_ref(who);
    let hours = level.promise.hours.as_ref();
    let expectation = renderer.policies.expectation_of(whos, *wait?.value(), hours);
    Some(expectations::expected(renderer, &expectation))
}

/// Sections whose own page the team answers for, the outermost of each branch.
fn sections<'r>(renderer: &'r Renderer<'_>, who: &Who, from: &'r Address) -> Vec<LinkContext<'r>> {
    let nodes = renderer.directory.owns(who).iter().map(|page| renderer.site.page(*page).node());
    let own: Vec<_> = nodes.filter(|node| renderer.tree.node(*node).is_section()).collect();
    let is_outer = |node: &&_| {
        renderer.tree.ancestors(**node).iter().skip(1).all(|above| !own.contains(above))
    };
    own.iter().filter(is_outer).map(|node| renderer.linker(from).link(*node)).collect()
}
