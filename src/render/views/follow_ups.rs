//! `/-/follow-ups/`: what is to be done, late first, by whom and from where; the same for one
//! person or series elsewhere. Nothing is copied: the box in the record is ticked.

use crate::govern::follow_ups::{FollowUp, FollowUps};
use crate::html::Html;
#[cfg(test)]
use crate::render::context::samples::{day, evil, link, pager, rest};
use crate::render::context::{DayText, LinkContext, Pager, Rest, Text, View, ViewContext};
use crate::render::renderer::Renderer;
use crate::render::views::list::{ListPage, ListView};
use crate::render::{names, paging, time};
use crate::resolve::owners::Owner;
use crate::site::address::Address;
use crate::site::document::EmbeddedBlock;
use crate::site::people::Who;
use crate::site::{PageId, name};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What is open.
pub const LIST: ListView = ListView {
    rows: |renderer| follow_ups(renderer).open().count(),
    ..ListView::of_one_page::<FollowUpsView<'_>>(
        "open follow-ups of meetings, decisions and brainstorms, overdue ones first",
        |_, report| !report.records().follow_ups.is_empty(),
        show,
    )
};

/// What is to be done, by whom and when.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FollowUpsView<'a> {
    /// The day of all this.
    pub as_of: DayText<'a>,
    /// How many are open.
    pub open: usize,
    /// How many of these are overdue.
    pub late: usize,
    /// How many are done.
    pub done: usize,
    /// Those that are overdue, the longest first.
    pub overdue: Vec<FollowUpRow<'a>>,
    /// The others that have a day, the next one first.
    pub due: Vec<FollowUpRow<'a>>,
    /// Those without a day.
    pub undated: Vec<FollowUpRow<'a>>,
    /// How many each person or team has.
    pub owners: Vec<FollowUpCount<'a>>,
    /// How many came from each series of meetings, or section.
    pub sources: Vec<FollowUpCount<'a>>,
    /// Inside a page: where all are, if there are more.
    pub rest: Option<Rest<'a>>,
    /// Where it goes on.
    pub pager: Pager<'a>,
}

impl ViewContext for FollowUpsView<'_> {
    const TEMPLATE: &'static str = "follow-ups";

    #[cfg(test)]
    fn filled() -> Self {
        let count = || FollowUpCount { of: link(), open: 1, late: 1 };
        FollowUpsView {
            as_of: day().unwrap_or_default(),
            open: 1,
            late: 1,
            done: 1,
            overdue: vec![FollowUpRow::filled()],
            due: vec![FollowUpRow { late: false, ..FollowUpRow::filled() }],
            undated: vec![FollowUpRow { due: None, owners: Vec::new(), ..FollowUpRow::filled() }],
            owners: vec![count()],
            sources: vec![count()],
            rest: rest(),
            pager: pager(),
        }
    }
}

/// One thing to be done.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FollowUpRow<'a> {
    /// What; the link leads to its part of the record.
    pub what: LinkContext<'a>,
    /// Who, the accountable one first.
    pub owners: Vec<LinkContext<'a>>,
    /// By when.
    pub due: Option<DayText<'a>>,
    /// Whether that day has passed.
    pub late: bool,
    /// The record.
    pub source: Option<Text<'a>>,
    /// Where its box is ticked.
    pub edit: Option<Text<'a>>,
}

#[cfg(test)]
impl FollowUpRow<'_> {
    /// One in which everything is set.
    pub fn filled() -> Self {
        FollowUpRow {
            what: link(),
            owners: vec![link()],
            due: day(),
            late: true,
            source: Some(evil()),
            edit: Some(evil()),
        }
    }
}

/// How many follow-ups somebody has, or something brought.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FollowUpCount<'a> {
    /// Who or what.
    pub of: LinkContext<'a>,
    /// How many are open.
    pub open: usize,
    /// How many of these are overdue.
    pub late: usize,
}

fn show(renderer: &Renderer<'_>, page: &ListPage) -> View {
    let open: Vec<&FollowUp> = follow_ups(renderer).open().collect();
    let mut view = follow_ups_view(renderer, page.rows(&open), &page.here);
    view.open = open.len();
    view.late = follow_ups(renderer).overdue().count();
    view.done = follow_ups(renderer).all().len() - open.len();
    if page.is_first() {
        view.owners = follow_ups_by_owner(renderer, &open, &page.here);
        view.sources = follow_ups_by_source(renderer, &open, &page.here);
    }
    view.pager = page.pager.clone();
    View::of(&view)
}

/// The open follow-ups that a block asks for, inside the text of a page.
pub fn part(renderer: &Renderer<'_>, block: &EmbeddedBlock, from: &Address) -> Html {
    let series = block.arguments.get("series");
    let owner = block.arguments.get("owner").map(|owner| renderer.site.people().found(owner));
    let is_asked = |task: &&FollowUp| {
        series.is_none_or(|series| is_of_series(renderer, task.page, series))
            && owner.as_ref().is_none_or(|who| who.as_ref().is_some_and(|who| task.is_of(who)))
            && task.place.path() != block.place.path()
    };
    let open: Vec<&FollowUp> = follow_ups(renderer).open().filter(is_asked).collect();
    let all =
        paging::rows(&open, 1).iter().map(|task| follow_up_row(renderer, task, from)).collect();
    let here = paging::paged(&["follow-ups"], 1, renderer.ending);
    let href = || from.link_to(&here, renderer.ending).into();
    let rest = (open.len() > paging::ROWS).then(|| Rest { count: open.len(), href: Some(href()) });
    let view = FollowUpsView { due: all, rest, ..FollowUpsView::default() };
    renderer.part(View::of(&view))
}

fn follow_ups<'a>(renderer: &Renderer<'a>) -> &'a FollowUps {
    &renderer.report.records().follow_ups
}

/// Whether a page is a record of a series.
fn is_of_series(renderer: &Renderer<'_>, page: PageId, series: &str) -> bool {
    let own = renderer.site.page(page).meta().record.series.as_ref();
    own.is_some_and(|own| own.value().trim().eq_ignore_ascii_case(series.trim()))
}

/// Rows in their order, apart by whether they are late.
fn follow_ups_view<'r>(
    renderer: &'r Renderer<'_>,
    open: &[&'r FollowUp],
    from: &Address,
) -> FollowUpsView<'r> {
    let today = follow_ups(renderer).today();
    let of = |is_meant: &dyn Fn(&FollowUp) -> bool| {
        let meant = open.iter().filter(|task| is_meant(task));
        meant.map(|task| follow_up_row(renderer, task, from)).collect()
    };
    FollowUpsView {
        as_of: time::day_text(renderer, today),
        overdue: of(&|task| task.is_overdue(today)),
        due: of(&|task| task.due.is_some() && !task.is_overdue(today)),
        undated: of(&|task| task.due.is_none()),
        ..FollowUpsView::default()
    }
}

/// The open follow-ups of a person or team.
pub fn follow_ups_of<'r>(
    renderer: &'r Renderer<'_>,
    who: &Who,
    from: &Address,
) -> Vec<FollowUpRow<'r>> {
    let own = follow_ups(renderer).open().filter(|task| task.is_of(who));
    own.map(|task| follow_up_row(renderer, task, from)).collect()
}

fn follow_up_row<'r>(
    renderer: &'r Renderer<'_>,
    task: &'r FollowUp,
    from: &Address,
) -> FollowUpRow<'r> {
    let page = renderer.site.page(task.page);
    let address = renderer.site.address(page);
    let way = from.link_to(address, renderer.ending);
    let href = match &task.anchor {
        Some(anchor) => format!("{way}#{anchor}"),
        None => way,
    };
    let line = task.place.start().map_or(1, |start| start.line);
    FollowUpRow {
        what: LinkContext { title: task.text.as_str().into(), href: Some(href.into()) },
        owners: task.owners.iter().map(|owner| names::owner_link(renderer, owner, from)).collect(),
        due: task.due.map(|due| time::day_text(renderer, due)),
        late: task.is_overdue(follow_ups(renderer).today()),
        source: Some(page.title().into()),
        edit: renderer
            .site
            .web()
            .source_url(page, "edit")
            .map(|url| format!("{url}#L{line}").into()),
    }
}

/// Whoever has most that is late first.
fn follow_ups_by_owner<'r>(
    renderer: &'r Renderer<'_>,
    open: &[&'r FollowUp],
    from: &Address,
) -> Vec<FollowUpCount<'r>> {
    let mut owners: BTreeMap<String, (Option<&Owner>, Vec<&FollowUp>)> = BTreeMap::new();
    for task in open {
        for owner in &task.owners {
            let key = owner.name().to_lowercase();
            owners.entry(key).or_insert((Some(owner), Vec::new())).1.push(task);
        }
        if task.owners.is_empty() {
            owners.entry(String::new()).or_insert((None, Vec::new())).1.push(task);
        }
    }
    let nobody = || LinkContext {
        title: renderer.theme.words().get("follow_ups.nobody").into(),
        href: None,
    };
    let of = |owner: Option<&'r Owner>| {
        owner.map_or_else(nobody, |owner| names::owner_link(renderer, owner, from))
    };
    counted(renderer, owners.into_values().map(|(owner, tasks)| (of(owner), tasks)))
}

/// By series of meetings, else by section.
fn follow_ups_by_source<'r>(
    renderer: &'r Renderer<'_>,
    open: &[&'r FollowUp],
    from: &'r Address,
) -> Vec<FollowUpCount<'r>> {
    let mut sources: BTreeMap<String, (LinkContext<'r>, Vec<&FollowUp>)> = BTreeMap::new();
    for task in open {
        let page = renderer.site.page(task.page);
        let above = renderer.tree.ancestors(page.node()).into_iter().next_back();
        let section = above.map(|node| renderer.linker(from).link(node));
        let series = page.meta().record.series.as_ref();
        let source = match series {
            Some(series) => LinkContext {
                title: name::title(series.value()).into(),
                href: section.and_then(|section| section.href),
            },
            None => section.unwrap_or_default(),
        };
        let key = source.title.to_lowercase();
        sources.entry(key).or_insert((source, Vec::new())).1.push(task);
    }
    counted(renderer, sources.into_values())
}

fn counted<'r, 't>(
    renderer: &Renderer<'_>,
    groups: impl Iterator<Item = (LinkContext<'r>, Vec<&'t FollowUp>)>,
) -> Vec<FollowUpCount<'r>> {
    let today = follow_ups(renderer).today();
    let count = |(of, tasks): (LinkContext<'r>, Vec<&FollowUp>)| FollowUpCount {
        of,
        open: tasks.len(),
        late: tasks.iter().filter(|task| task.is_overdue(today)).count(),
    };
    let mut counts: Vec<_> = groups.map(count).collect();
    counts.sort_by_key(|count| Reverse((count.late, count.open)));
    counts
}
