//! `/-/changes/`: what changed, week by week, with what everybody is told first; the same of one
//! page in its foot; and feeds.

mod feeds;

use crate::day::Day;
use crate::govern::changes::{Change, Changes};
use crate::govern::code_words::{self, Piece};
use crate::html::Html;
#[cfg(test)]
use crate::render::context::samples::{change, day, evil, link, pager, rest};
use crate::render::context::{
    ChangeRow, DayText, LinkContext, Pager, Rest, Text, TextPiece, View, ViewContext,
};
use crate::render::renderer::Renderer;
use crate::render::views::list::{ListPage, ListView};
use crate::render::{links, names, paging, time};
use crate::site::PageId;
use crate::site::address::Address;
use crate::site::document::EmbeddedBlock;
use feeds::FeedOf;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

/// Changes that a page shows of itself.
const OWN: usize = 20;

/// Changes that are shown inside another page.
const EMBEDDED: usize = 20;

/// What changed, by week.
pub const LIST: ListView = ListView {
    rows: |renderer| changes(renderer).all().len(),
    beside: feeds::outputs,
    ..ListView::of_one_page::<ChangesView<'_>>(
        "what changed, by week, and feeds of it",
        |_, report| !report.changes().is_empty(),
        show,
    )
};

/// What changed, by week.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ChangesView<'a> {
    /// The weeks, the latest first.
    pub weeks: Vec<WeekRow<'a>>,
    /// Whether the history is cut off, or there is none.
    pub cut_off: bool,
    /// The feed of all changes.
    pub feed: Option<Text<'a>>,
    /// Feeds of sections, owners and types.
    pub feeds: Vec<LinkContext<'a>>,
    /// Inside a page: where all are, if there are more.
    pub rest: Option<Rest<'a>>,
    /// Where it goes on.
    pub pager: Pager<'a>,
}

impl ViewContext for ChangesView<'_> {
    const TEMPLATE: &'static str = "changes";

    #[cfg(test)]
    fn filled() -> Self {
        let week = WeekRow {
            monday: day().unwrap_or_default(),
            major: vec![change()],
            minor: vec![ChangeRow { page: None, pages: 12, ..change() }],
        };
        let other = WeekRow { minor: vec![change()], ..WeekRow::default() };
        ChangesView {
            weeks: vec![week, other],
            cut_off: true,
            feed: Some(evil()),
            feeds: vec![link()],
            rest: rest(),
            pager: pager(),
        }
    }
}

/// The changes of one week.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WeekRow<'a> {
    /// Its Monday.
    pub monday: DayText<'a>,
    /// What everybody is told.
    pub major: Vec<ChangeRow<'a>>,
    /// The rest, by page; what touched very many pages at once is one row.
    pub minor: Vec<ChangeRow<'a>>,
}

fn show(renderer: &Renderer<'_>, page: &ListPage) -> View {
    let all: Vec<&Change> = changes(renderer).all().iter().collect();
    let link = |feed: FeedOf| LinkContext {
        title: feed.title.into(),
        href: Some(page.here.link_to(&Address::file(&feed.path), renderer.ending).into()),
    };
    let mut feeds: Vec<LinkContext<'_>> = feeds::feeds(renderer).into_iter().map(link).collect();
    let feed = (!feeds.is_empty()).then(|| feeds.remove(0)).and_then(|feed| feed.href);
    View::of(&ChangesView {
        weeks: weeks(renderer, page.rows(&all), &page.here),
        cut_off: changes(renderer).trouble().is_some(),
        feed,
        feeds,
        rest: None,
        pager: page.pager.clone(),
    })
}

/// The latest changes that a block asks for, inside the text of a page.
pub fn part(renderer: &Renderer<'_>, block: &EmbeddedBlock, from: &Address) -> Html {
    let is_asked = |change: &&Change| match block.arguments.get("section") {
        None => true,
        Some(section) => {
            let site = renderer.site;
            change.pages.iter().any(|page| site.is_in_section(site.page(*page), section))
        }
    };
    let all: Vec<&Change> = changes(renderer).all().iter().filter(is_asked).collect();
    let rows = all.iter().take(EMBEDDED).map(|change| change_row(renderer, change, from)).collect();
    let week = WeekRow { minor: rows, ..WeekRow::default() };
    let rest = (all.len() > EMBEDDED)
        .then(|| Rest { count: all.len(), href: Some(changes_href(renderer, from)) });
    let view = ChangesView { weeks: vec![week], rest, ..ChangesView::default() };
    renderer.part(View::of(&view))
}

/// All changes.
pub fn changes<'a>(renderer: &Renderer<'a>) -> &'a Changes {
    renderer.report.changes()
}

fn weeks<'r>(
    renderer: &'r Renderer<'_>,
    changes: &[&'r Change],
    from: &Address,
) -> Vec<WeekRow<'r>> {
    let mut weeks: Vec<(Day, Vec<&Change>)> = Vec::new();
    for change in changes {
        let monday = monday(change.day);
        match weeks.last_mut() {
            Some((last, week)) if *last == monday => week.push(change),
            _ => weeks.push((monday, vec![change])),
        }
    }
    weeks.into_iter().map(|(monday, week)| week_row(renderer, monday, &week, from)).collect()
}

/// What changed in the last seven days, each page once, the latest first.
pub fn changed_this_week<'r>(
    renderer: &'r Renderer<'_>,
    from: &Address,
    limit: usize,
) -> Vec<ChangeRow<'r>> {
    let today = renderer.policies.today();
    let is_recent = |change: &&Change| change.day.days_until(today) < 7;
    let mut pages = BTreeSet::new();
    let recent = changes(renderer).all().iter().take_while(is_recent);
    let once = recent.filter(|change| pages.insert(&change.pages));
    once.take(limit).map(|change| change_row(renderer, change, from)).collect()
}

/// The way to all changes.
pub fn changes_href<'r>(renderer: &Renderer<'_>, from: &Address) -> Cow<'r, str> {
    from.link_to(&paging::paged(&["changes"], 1, renderer.ending), renderer.ending).into()
}

fn week_row<'r>(
    renderer: &'r Renderer<'_>,
    monday: Day,
    changes: &[&'r Change],
    from: &Address,
) -> WeekRow<'r> {
    let (major, minor): (Vec<&Change>, Vec<&Change>) =
        changes.iter().partition(|change| change.is_major);
    let mut rows: Vec<ChangeRow<'r>> = Vec::new();
    let mut known: HashMap<PageId, usize> = HashMap::new();
    for change in minor {
        let number = match change.pages.as_slice() {
            [page] => *known.entry(*page).or_insert(rows.len()),
            _ => rows.len(),
        };
        match rows.get_mut(number) {
            Some(row) => {
                row.count += 1;
                row.is_new |= change.is_new;
                if row.what.is_empty() {
                    row.what = what_pieces(change);
                }
            }
            None => rows.push(change_row(renderer, change, from)),
        }
    }
    WeekRow {
        monday: time::day_text(renderer, monday),
        major: major.into_iter().map(|change| change_row(renderer, change, from)).collect(),
        minor: rows,
    }
}

fn change_row<'r>(renderer: &'r Renderer<'_>, change: &'r Change, from: &Address) -> ChangeRow<'r> {
    let page = match change.pages.as_slice() {
        [page] => Some(*page),
        _ => None,
    };
    let commit = change.path.as_deref().zip(change.commit.as_deref());
    let text = commit.and_then(|(path, commit)| renderer.site.web().source_at(path, commit));
    ChangeRow {
        page: page.map(|page| links::page_link(renderer, page, from)),
        pages: change.pages.len(),
        count: 1,
        key: change_key(change).into(),
        what: what_pieces(change),
        day: time::day_text(renderer, change.day),
        author: change.author.as_deref().map(|name| names::named(renderer, name, from)),
        is_new: change.is_new,
        is_major: change.is_major,
        text: text.map(Into::into),
    }
}

fn what_pieces(change: &Change) -> Vec<TextPiece<'_>> {
    let piece = |piece| match piece {
        Piece::Words(text) => TextPiece { text: text.into(), is_code: false },
        Piece::Code(text) => TextPiece { text: text.into(), is_code: true },
    };
    code_words::pieces(change.what.as_deref().unwrap_or_default()).into_iter().map(piece).collect()
}

/// What changed in a page: its change table, and its commits.
pub fn own_changes<'r>(
    renderer: &'r Renderer<'_>,
    page: PageId,
    from: &Address,
) -> (Vec<ChangeRow<'r>>, Vec<ChangeRow<'r>>) {
    let all: Vec<&Change> = changes(renderer).of_page(page).collect();
    let (table, edits): (Vec<&Change>, Vec<&Change>) =
        all.into_iter().partition(|change| change.commit.is_none());
    let row = |change: &'r Change| change_row(renderer, change, from);
    let table = table.into_iter().map(row).collect();
    (table, edits.into_iter().take(OWN).map(row).collect())
}

fn monday(day: Day) -> Day {
    let ahead = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_add_days(-ahead).unwrap_or(day)
}

/// What tells a change from all others: its commit, or the day and the words of its row.
fn change_key(change: &Change) -> String {
    let words = || {
        let words = change.what.as_deref().unwrap_or_default();
        format!("{}-{:x}", change.day, xxhash_rust::xxh3::xxh3_64(words.as_bytes()))
    };
    change.commit.as_ref().map_or_else(words, |commit| commit.chars().take(10).collect())
}
