//! `/-/urgency/`: what is urgent, where to ask, when an answer comes; and the pages of each level.

use crate::day::{Hours, Wait};
use crate::diag::Finding;
use crate::outputs::Output;
use crate::render::Renderer;
use crate::render::context::{
    ChannelRow, LevelRow, LinkContext, LinkList, PageContext, Rest, StepContext, TagView,
    UrgencyView, View,
};
use crate::render::time::city;
use crate::render::views::{address, page_count, paged, pager, rows};
use crate::site::PageId;
use crate::site::address::{Address, segment};
use crate::site::name::title;
use crate::site::urgency::{self, Channel, Level, WhenUnsure};
use crate::theme::Template;
use crate::yaml::Sourced;

/// Pages of a level that are named on the view; the rest is behind one more link, so that the view
/// stays one sheet.
const PAGES: usize = 12;

/// The view, and the lists of pages of levels that have many.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let levels = renderer.site.urgency().levels();
    if levels.is_empty() {
        return Vec::new();
    }
    let path = address(&["urgency"], renderer.ending).output_path();
    let whole = (path, Output::Rendered(Box::new(move || render(renderer)) as Box<_>));
    let lists = levels.iter().enumerate().flat_map(|(index, level)| {
        let pages: Vec<PageId> = renderer.policies.pages_of(index).collect();
        let total = if pages.len() > PAGES { page_count(pages.len()) } else { 0 };
        (1..=total).map(move |number| {
            let pages = pages.clone();
            let path = paged(&["urgency", &part_of(level)], number, renderer.ending).output_path();
            (
                path,
                Output::Rendered(Box::new(move || list(renderer, level, &pages, number)) as Box<_>),
            )
        })
    });
    std::iter::once(whole).chain(lists).collect()
}

/// The last part of the address of a level's list.
fn part_of(level: &Level) -> String {
    segment(&level.id.value().replace('/', "-"))
}

fn render(renderer: &Renderer<'_>) -> (Vec<u8>, Vec<Finding>) {
    let here = address(&["urgency"], renderer.ending);
    let mut context =
        renderer.around_view("urgency", renderer.theme.words().get("views.urgency"), &here);
    context.view = Some(View::Urgency(renderer.urgency_view(2, &here)));
    renderer.html(Template::Urgency, &context)
}

fn list(
    renderer: &Renderer<'_>,
    level: &Level,
    pages: &[PageId],
    number: usize,
) -> (Vec<u8>, Vec<Finding>) {
    let part = part_of(level);
    let parts = ["urgency", part.as_str()];
    let here = paged(&parts, number, renderer.ending);
    let heading = title(level.id.value());
    let mut context = renderer.around_view("urgency", &heading, &here);
    context.breadcrumbs.push(renderer.view_link("urgency", &here));
    context.view = Some(View::Level(TagView {
        pages: rows(pages, number).iter().map(|page| renderer.listed(*page, &here)).collect(),
        total: pages.len(),
        pager: pager(&parts, number, page_count(pages.len()), renderer.ending),
    }));
    renderer.html(Template::Level, &context)
}

/// The definition inside the text of a page, below a heading. What is wrong with its template is
/// said where the view itself is made.
pub fn part(renderer: &Renderer<'_>, depth: u8, from: &Address) -> String {
    let view = renderer.urgency_view(depth, from);
    let context = PageContext { view: Some(View::Urgency(view)), ..PageContext::default() };
    String::from_utf8_lossy(&renderer.html(Template::UrgencyPart, &context).0).into_owned()
}

impl Renderer<'_> {
    fn urgency_view<'r>(&'r self, depth: u8, from: &'r Address) -> UrgencyView<'r> {
        let urgency = self.site.urgency();
        let levels = urgency.levels().iter().enumerate();
        UrgencyView {
            depth,
            levels: levels.map(|(index, level)| self.level_row(index, level, from)).collect(),
            when_unsure: urgency.when_unsure.map(|when| match when {
                WhenUnsure::MoreUrgent => "more-urgent".into(),
                WhenUnsure::LessUrgent => "less-urgent".into(),
            }),
            channels: urgency.channels.iter().map(|channel| self.channel_row(channel)).collect(),
        }
    }

    fn level_row<'r>(&'r self, index: usize, level: &'r Level, from: &'r Address) -> LevelRow<'r> {
        let default = self.site.urgency().default;
        let promise = &level.promise;
        let waits = [promise.first_reply_within.as_ref(), promise.answer_within.as_ref()];
        let [reply, answer] = waits.map(|wait| wait.map(|wait| self.wait(*wait.value()).into()));
        LevelRow {
            id: level.id.value().as_str().into(),
            title: title(level.id.value()).into(),
            default: default == Some(index),
            above: default.is_some_and(|default| index < default),
            means: level.means.as_deref().map(Into::into),
            not: level.not.as_deref().map(Into::into),
            examples: level.examples.iter().map(|text| text.as_str().into()).collect(),
            channels: self.channel_links(&promise.channels),
            reply,
            answer,
            hours: self.promised_hours(promise.hours.as_ref(), waits).map(Into::into),
            escalate: self.steps(&promise.escalate, from),
            pages: self.pages_of_level(index, level, from),
        }
    }

    fn pages_of_level<'r>(
        &'r self,
        index: usize,
        level: &'r Level,
        from: &'r Address,
    ) -> LinkList<'r> {
        let pages: Vec<PageId> = self.policies.pages_of(index).collect();
        let linker = self.linker(from);
        let list = || linker.to(&address(&["urgency", &part_of(level)], self.ending)).into();
        LinkList {
            items: pages
                .iter()
                .take(PAGES)
                .map(|page| linker.link(self.site.page(*page).node()))
                .collect(),
            rest: (pages.len() > PAGES).then(|| Rest { count: pages.len(), href: Some(list()) }),
        }
    }

    fn channel_row<'r>(&'r self, channel: &'r Channel) -> ChannelRow<'r> {
        ChannelRow {
            name: channel_link(channel),
            purpose: channel.purpose.as_deref().map(Into::into),
            not_for: channel.not_for.as_deref().map(Into::into),
            answer: channel.answer_within.as_ref().map(|wait| self.wait(*wait.value()).into()),
            hours: self
                .promised_hours(channel.hours.as_ref(), [channel.answer_within.as_ref(), None])
                .map(Into::into),
        }
    }

    /// Hours that somebody promises, with the place of the clock where it matters; minutes and
    /// hours of whoever works are said to be such.
    pub(in crate::render) fn promised_hours(
        &self,
        hours: Option<&Sourced<Hours>>,
        waits: [Option<&Sourced<Wait>>; 2],
    ) -> Option<String> {
        let Some(hours) = hours.map(Sourced::value) else {
            let is_clock = waits.into_iter().flatten().any(|wait| !wait.value().is_working());
            return is_clock.then(|| self.theme.words().get("hours.working").to_owned());
        };
        let zone = city(self.site.config().timezone.name());
        Some(if hours.is_always() {
            self.hours(hours)
        } else {
            format!("{} ({zone})", self.hours(hours))
        })
    }

    /// The channels of these names, each with its place.
    pub(in crate::render) fn channel_links<'r>(
        &'r self,
        names: &[Sourced<String>],
    ) -> Vec<LinkContext<'r>> {
        let channels = names.iter().filter_map(|name| self.site.urgency().channel(name.value()));
        channels.map(channel_link).collect()
    }

    /// Who is asked next.
    pub(in crate::render) fn steps<'r>(
        &'r self,
        steps: &'r [urgency::Step],
        from: &Address,
    ) -> Vec<StepContext<'r>> {
        let step = |step: &'r urgency::Step| StepContext {
            after: self.wait(*step.after.value()).into(),
            to: self.named(step.to.value(), from),
            contacts: self.contacts_of(step.to.value()),
        };
        steps.iter().map(step).collect()
    }

    /// The name of a page's level, where it is above the default.
    pub(in crate::render) fn level_above(&self, page: PageId) -> Option<String> {
        let policy = self.policies.of(page);
        policy.level().filter(|_| policy.is_above_default()).map(|level| title(level.id.value()))
    }

    /// A level with the way to its definition.
    pub(in crate::render) fn level_link(
        &self,
        level: &Level,
        from: &Address,
    ) -> LinkContext<'static> {
        let view = from.link_to(&address(&["urgency"], self.ending), self.ending);
        let fragment =
            percent_encoding::utf8_percent_encode(level.id.value(), crate::render::html::FRAGMENT);
        LinkContext {
            title: title(level.id.value()).into(),
            href: Some(format!("{view}#{fragment}").into()),
        }
    }
}

/// A channel with its place.
pub(in crate::render) fn channel_link(channel: &Channel) -> LinkContext<'_> {
    LinkContext {
        title: channel.name.as_str().into(),
        href: channel.link.as_deref().map(Into::into),
    }
}
