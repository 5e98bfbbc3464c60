//! Levels of urgency, channels and promises, as pages and views name them.

use crate::day::{Hours, Wait};
use crate::render::context::{LinkContext, StepContext};
use crate::render::renderer::Renderer;
use crate::render::time::city;
use crate::render::{encode, names, time};
use crate::site::PageId;
use crate::site::address::Address;
use crate::site::name::title;
use crate::site::urgency::{Channel, Level, Step};
use crate::yaml::Sourced;

/// Hours that somebody promises, with the place of the clock where it matters; minutes and
/// hours of whoever works are said to be such.
pub fn promised_hours(
    renderer: &Renderer<'_>,
    hours: Option<&Sourced<Hours>>,
    waits: [Option<&Sourced<Wait>>; 2],
) -> Option<String> {
    let Some(hours) = hours.map(Sourced::value) else {
        let is_clock = waits.into_iter().flatten().any(|wait| !wait.value().is_working());
        return is_clock.then(|| renderer.theme.words().get("hours.working").to_owned());
    };
    let zone = city(renderer.site.config().timezone.name());
    Some(if hours.is_always() {
        time::hours(renderer, hours)
    } else {
        format!("{} ({zone})", time::hours(renderer, hours))
    })
}

/// The channels of these names, each with its place.
pub fn channel_links<'r>(
    renderer: &'r Renderer<'_>,
    names: &[Sourced<String>],
) -> Vec<LinkContext<'r>> {
    let channels = names.iter().filter_map(|name| renderer.site.urgency().channel(name.value()));
    channels.map(channel_link).collect()
}

/// A channel with its place.
pub fn channel_link(channel: &Channel) -> LinkContext<'_> {
    LinkContext {
        title: channel.name.as_str().into(),
        href: channel.link.as_deref().map(Into::into),
    }
}

/// Who is asked next.
pub fn steps<'r>(
    renderer: &'r Renderer<'_>,
    steps: &'r [Step],
    from: &Address,
) -> Vec<StepContext<'r>> {
    let step = |step: &'r Step| StepContext {
        after: time::wait(renderer, *step.after.value()).into(),
        to: names::named(renderer, step.to.value(), from),
        contacts: names::contacts_of(renderer, step.to.value()),
    };
    steps.iter().map(step).collect()
}

/// The name of a page's level, where it is above the default.
pub fn level_above(renderer: &Renderer<'_>, page: PageId) -> Option<String> {
    let policy = renderer.policies.of(page);
    policy.level().filter(|_| policy.is_above_default()).map(|level| title(level.id.value()))
}

/// A level with the way to its definition.
pub fn level_link(renderer: &Renderer<'_>, level: &Level, from: &Address) -> LinkContext<'static> {
    let view = from.link_to(&Address::of_view(&["urgency"], renderer.ending), renderer.ending);
    let fragment = encode::fragment(level.id.value());
    LinkContext {
        title: title(level.id.value()).into(),
        href: Some(format!("{view}#{fragment}").into()),
    }
}
