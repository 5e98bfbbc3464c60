//! `/-/urgency/`: what is urgent, where to ask, when an answer comes; and the pages of each level.

use crate::diag::Finding;
use crate::html::Html;
use crate::outputs::Output;
use crate::render::context::{ChannelRow, LevelRow, LinkList, Rest, TagView, UrgencyView, View};
use crate::render::renderer::Renderer;
use crate::render::views::list::{ListPage, ListView};
use crate::render::views::tags;
use crate::render::{frame, levels, paging, time};
use crate::site::PageId;
use crate::site::address::{Address, segment};
use crate::site::name::title;
use crate::site::urgency::{Channel, Level, WhenUnsure};
use crate::theme::Template;

/// Pages of a level that are named on the view; the rest is behind one more link, so that the view
/// stays one sheet.
const PAGES: usize = 12;

/// What urgent means.
pub const LIST: ListView = ListView {
    beside: level_lists,
    ..ListView::of_one_page(Template::Urgency, |site, _| !site.urgency().levels().is_empty(), show)
};

/// The pages of each level that has many.
fn level_lists<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let levels = renderer.site.urgency().levels().iter().enumerate();
    let lists = levels.flat_map(|(index, level)| {
        let pages: Vec<PageId> = renderer.policies.pages_of(index).collect();
        let total = if pages.len() > PAGES { paging::page_count(pages.len()) } else { 0 };
        (1..=total).map(move |number| {
            let pages = pages.clone();
            let path =
                paging::paged(&["urgency", &part_of(level)], number, renderer.ending).output_path();
            (
                path,
                Output::Rendered(
                    Box::new(move || level_list(renderer, level, &pages, number)) as Box<_>
                ),
            )
        })
    });
    lists.collect()
}

/// The last part of the address of a level's list.
fn part_of(level: &Level) -> String {
    segment(&level.id.value().replace('/', "-"))
}

fn show<'r>(renderer: &'r Renderer<'_>, page: &'r ListPage) -> View<'r> {
    View::Urgency(urgency_view(renderer, 2, &page.here))
}

fn level_list(
    renderer: &Renderer<'_>,
    level: &Level,
    pages: &[PageId],
    number: usize,
) -> (Vec<u8>, Vec<Finding>) {
    let part = part_of(level);
    let parts = ["urgency", part.as_str()];
    let here = paging::paged(&parts, number, renderer.ending);
    let heading = title(level.id.value());
    let mut context = frame::around_view(renderer, "urgency", &heading, &here);
    context.breadcrumbs.push(tags::view_link(renderer, "urgency", &here));
    context.view = Some(View::Level(TagView {
        pages: paging::rows(pages, number)
            .iter()
            .map(|page| tags::listed(renderer, *page, &here))
            .collect(),
        total: pages.len(),
        pager: paging::pager(&parts, number, pages.len(), renderer.ending),
    }));
    renderer.html(Template::Level, &context)
}

/// The definition inside the text of a page, below a heading. What is wrong with its template is
/// said where the view itself is made.
pub fn part(renderer: &Renderer<'_>, depth: u8, from: &Address) -> Html {
    let view = urgency_view(renderer, depth, from);
    renderer.part(Template::UrgencyPart, View::Urgency(view))
}

fn urgency_view<'r>(renderer: &'r Renderer<'_>, depth: u8, from: &'r Address) -> UrgencyView<'r> {
    let urgency = renderer.site.urgency();
    let levels = urgency.levels().iter().enumerate();
    UrgencyView {
        depth,
        levels: levels.map(|(index, level)| level_row(renderer, index, level, from)).collect(),
        when_unsure: urgency.when_unsure.map(|when| match when {
            WhenUnsure::MoreUrgent => "more-urgent".into(),
            WhenUnsure::LessUrgent => "less-urgent".into(),
        }),
        channels: urgency.channels.iter().map(|channel| channel_row(renderer, channel)).collect(),
    }
}

fn level_row<'r>(
    renderer: &'r Renderer<'_>,
    index: usize,
    level: &'r Level,
    from: &'r Address,
) -> LevelRow<'r> {
    let default = renderer.site.urgency().default;
    let promise = &level.promise;
    let waits = [promise.first_reply_within.as_ref(), promise.answer_within.as_ref()];
    let [reply, answer] =
        waits.map(|wait| wait.map(|wait| time::wait(renderer, *wait.value()).into()));
    LevelRow {
        id: level.id.value().as_str().into(),
        title: title(level.id.value()).into(),
        default: default == Some(index),
        above: default.is_some_and(|default| index < default),
        means: level.means.as_deref().map(Into::into),
        not: level.not.as_deref().map(Into::into),
        examples: level.examples.iter().map(|text| text.as_str().into()).collect(),
        channels: levels::channel_links(renderer, &promise.channels),
        reply,
        answer,
        hours: levels::promised_hours(renderer, promise.hours.as_ref(), waits).map(Into::into),
        escalate: levels::steps(renderer, &promise.escalate, from),
        pages: pages_of_level(renderer, index, level, from),
    }
}

fn pages_of_level<'r>(
    renderer: &'r Renderer<'_>,
    index: usize,
    level: &'r Level,
    from: &'r Address,
) -> LinkList<'r> {
    let pages: Vec<PageId> = renderer.policies.pages_of(index).collect();
    let linker = renderer.linker(from);
    let list =
        || linker.to(&Address::of_view(&["urgency", &part_of(level)], renderer.ending)).into();
    LinkList {
        items: pages
            .iter()
            .take(PAGES)
            .map(|page| linker.link(renderer.site.page(*page).node()))
            .collect(),
        rest: (pages.len() > PAGES).then(|| Rest { count: pages.len(), href: Some(list()) }),
    }
}

fn channel_row<'r>(renderer: &'r Renderer<'_>, channel: &'r Channel) -> ChannelRow<'r> {
    ChannelRow {
        name: levels::channel_link(channel),
        purpose: channel.purpose.as_deref().map(Into::into),
        not_for: channel.not_for.as_deref().map(Into::into),
        answer: channel
            .answer_within
            .as_ref()
            .map(|wait| time::wait(renderer, *wait.value()).into()),
        hours: levels::promised_hours(
            renderer,
            channel.hours.as_ref(),
            [channel.answer_within.as_ref(), None],
        )
        .map(Into::into),
    }
}
