//! `/-/urgency/`: what is urgent, where to ask, when an answer comes; and the pages of each level.

use crate::diag::Finding;
use crate::html::Html;
use crate::outputs::Output;
#[cfg(test)]
use crate::render::context::samples::{evil, link, rest, step};
use crate::render::context::{LinkContext, LinkList, Rest, StepContext, Text, View, ViewContext};
use crate::render::renderer::Renderer;
use crate::render::views::list::{ListPage, ListView};
use crate::render::views::tags;
use crate::render::views::tags::TagView;
use crate::render::{frame, levels, paging, time};
use crate::site::PageId;
use crate::site::address::{Address, segment};
use crate::site::name::title;
use crate::site::urgency::{Channel, Level, WhenUnsure};
use serde::Serialize;

/// Pages of a level that are named on the view; the rest is behind one more link, so that the view
/// stays one sheet.
const PAGES: usize = 12;

/// What urgent means.
pub const LIST: ListView = ListView {
    beside: level_lists,
    ..ListView::of_one_page::<UrgencyView<'_>>(
        "levels of urgency and channels",
        |site, _| !site.urgency().levels().is_empty(),
        show,
    )
};

/// What is urgent: the levels, most urgent first, and the places to ask.
#[derive(Clone, Debug, Default, Serialize)]
pub struct UrgencyView<'a> {
    /// 1 to 6: the headings of the levels.
    pub depth: u8,
    /// The levels.
    pub levels: Vec<LevelRow<'a>>,
    /// `more-urgent`, `less-urgent`: which one to take when two seem right.
    pub when_unsure: Option<Text<'a>>,
    /// Places to ask, in the order of the file.
    pub channels: Vec<ChannelRow<'a>>,
}

impl ViewContext for UrgencyView<'_> {
    const TEMPLATE: &'static str = "urgency";

    #[cfg(test)]
    fn filled() -> Self {
        let level = LevelRow {
            id: evil(),
            title: evil(),
            default: true,
            above: true,
            means: Some(evil()),
            not: Some(evil()),
            examples: vec![evil()],
            channels: vec![link()],
            reply: Some(evil()),
            answer: Some(evil()),
            hours: Some(evil()),
            escalate: vec![step()],
            pages: LinkList { items: vec![link()], rest: rest() },
        };
        let channel = ChannelRow {
            name: link(),
            purpose: Some(evil()),
            not_for: Some(evil()),
            answer: Some(evil()),
            hours: Some(evil()),
        };
        UrgencyView {
            depth: 2,
            levels: vec![level],
            when_unsure: Some(evil()),
            channels: vec![channel],
        }
    }
}

/// A level.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LevelRow<'a> {
    /// `critical`; the fragment of its heading on the view.
    pub id: Text<'a>,
    /// The name for readers.
    pub title: Text<'a>,
    /// Whether it is the level of whatever says nothing.
    pub default: bool,
    /// Whether it is more urgent than that.
    pub above: bool,
    /// What belongs to it.
    pub means: Option<Text<'a>>,
    /// What does not.
    pub not: Option<Text<'a>>,
    /// Cases.
    pub examples: Vec<Text<'a>>,
    /// Where to ask.
    pub channels: Vec<LinkContext<'a>>,
    /// When somebody says that they have seen it: "15 minutes".
    pub reply: Option<Text<'a>>,
    /// When there is an answer.
    pub answer: Option<Text<'a>>,
    /// When the promise holds; none for the working hours of whoever answers.
    pub hours: Option<Text<'a>>,
    /// Who is asked next.
    pub escalate: Vec<StepContext<'a>>,
    /// Pages that say that they have this level.
    pub pages: LinkList<'a>,
}

/// A place to ask.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChannelRow<'a> {
    /// Name and place.
    pub name: LinkContext<'a>,
    /// What it is for.
    pub purpose: Option<Text<'a>>,
    /// What it is not for.
    pub not_for: Option<Text<'a>>,
    /// When an answer comes there.
    pub answer: Option<Text<'a>>,
    /// When somebody is there; none for the working hours of whoever answers.
    pub hours: Option<Text<'a>>,
}

/// The pages of one level.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct LevelView<'a>(TagView<'a>);

impl ViewContext for LevelView<'_> {
    const TEMPLATE: &'static str = "level";

    #[cfg(test)]
    fn filled() -> Self {
        LevelView(TagView::filled())
    }
}

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

fn show(renderer: &Renderer<'_>, page: &ListPage) -> View {
    View::of(&urgency_view(renderer, 2, &page.here))
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
    let view = LevelView(TagView {
        pages: paging::rows(pages, number)
            .iter()
            .map(|page| tags::listed(renderer, *page, &here))
            .collect(),
        total: pages.len(),
        pager: paging::pager(&parts, number, pages.len(), renderer.ending),
    });
    renderer.view(context, View::of(&view))
}

/// The definition inside the text of a page, below a heading. What is wrong with its template is
/// said where the view itself is made.
pub fn part(renderer: &Renderer<'_>, depth: u8, from: &Address) -> Html {
    let view = urgency_view(renderer, depth, from);
    renderer.part(View::of(&view))
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
