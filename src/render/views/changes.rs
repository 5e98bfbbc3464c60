//! `/-/changes/`: what changed, week by week, with what everybody is told first; the same of one
//! page in its foot; and feeds.

use crate::day::Day;
use crate::formats::atom::{AtomEntry, AtomFeed, feed};
use crate::govern::changes::{Change, Changes};
use crate::govern::code_words::{self, Piece};
use crate::html::Html;
use crate::outputs::{Output, distinct};
use crate::render::context::{ChangeRow, ChangesView, LinkContext, Rest, TextPiece, View, WeekRow};
use crate::render::renderer::{FEED, Renderer};
use crate::render::views::list::{ListPage, ListView};
use crate::render::{links, names, paging, time};
use crate::site::PageId;
use crate::site::address::{Address, segment};
use crate::site::document::EmbeddedBlock;
use crate::site::meta::PageType;
use crate::site::people::Who;
use crate::site::tree::NodeId;
use crate::theme::Template;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Entries of a feed.
const ENTRIES: usize = 50;

/// Changes that a page shows of itself.
const OWN: usize = 20;

/// Changes that are shown inside another page.
const EMBEDDED: usize = 20;

/// What changed, by week.
pub const LIST: ListView = ListView {
    rows: |renderer| changes(renderer).all().len(),
    beside: feed_files,
    ..ListView::of_one_page(Template::Changes, |_, report| !report.changes().is_empty(), show)
};

/// The feeds.
fn feed_files<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let output = |about: FeedOf| {
        let path = about.path.clone();
        (path, Output::Rendered(Box::new(move || (about.text(renderer), Vec::new())) as Box<_>))
    };
    feeds(renderer).into_iter().map(output).collect()
}

/// A feed: which changes are in it.
struct FeedOf {
    path: String,
    title: String,
    of: FeedScope,
}

enum FeedScope {
    All,
    Section(NodeId),
    Owner(Who),
    /// Pages of a type, by its name.
    Type(String),
}

/// One of all changes, one for each top section, one for each owner, and one for each type of page.
fn feeds(renderer: &Renderer<'_>) -> Vec<FeedOf> {
    if renderer.site.absolute(&Address::default()).is_none() {
        return Vec::new();
    }
    let name = |text: &str| segment(&text.to_lowercase().replace('/', "-"));
    let all = FeedOf {
        path: FEED.to_owned(),
        title: renderer.site.title().to_owned(),
        of: FeedScope::All,
    };
    let sections = renderer.tree.node(NodeId::HOME).children().iter();
    let sections = sections.filter(|node| renderer.tree.node(**node).is_section()).map(|node| {
        let title = renderer.tree.node(*node).title().to_owned();
        let address = renderer.tree.node(*node).address().as_str().trim_matches('/').to_owned();
        let path = format!("section-{}", name(address.trim_end_matches(".html")));
        FeedOf { path, title, of: FeedScope::Section(*node) }
    });
    let owners = owners_with_pages(renderer).into_iter().map(|who| {
        let kind = if matches!(who, Who::Team(_)) { "team" } else { "person" };
        let path = format!("{kind}-{}", name(who.id()));
        let title = renderer.site.people().name_of(&who).to_owned();
        FeedOf { path, title, of: FeedScope::Owner(who) }
    });
    let types = types(renderer).into_iter().map(|(kind, title)| {
        let path = format!("type-{}", name(&kind));
        FeedOf { path, title, of: FeedScope::Type(kind) }
    });
    let mut some: Vec<FeedOf> = sections.chain(owners).chain(types).collect();
    let paths = distinct(some.iter().map(|feed| feed.path.clone()));
    for (feed, path) in some.iter_mut().zip(paths) {
        feed.path = format!("-/feeds/{path}.xml");
    }
    std::iter::once(all).chain(some).collect()
}

impl FeedOf {
    /// The latest changes in it. Only its own pages are looked at, so that all feeds together cost
    /// no more than all changes.
    fn changes<'r>(&self, renderer: &'r Renderer<'_>) -> Vec<&'r Change> {
        let changes = changes(renderer);
        match &self.of {
            FeedScope::All => changes.all().iter().take(ENTRIES).collect(),
            FeedScope::Section(node) => {
                changes.latest(pages_of_section(renderer, *node).into_iter(), ENTRIES)
            }
            FeedScope::Type(kind) => {
                let site = renderer.site;
                let is_one = |page: &PageId| site.page(*page).meta().kind().id() == kind.as_str();
                changes.latest(site.page_ids().filter(is_one), ENTRIES)
            }
            FeedScope::Owner(who) => {
                changes.latest(renderer.directory.owns(who).iter().copied(), ENTRIES)
            }
        }
    }

    fn text(&self, renderer: &Renderer<'_>) -> Vec<u8> {
        let entries = self.changes(renderer).into_iter();
        let mut ids = BTreeSet::new();
        let entries = entries.filter_map(|change| atom_entry(renderer, change));
        let entries = entries.filter(|entry| ids.insert(entry.id.clone())).collect();
        let site = renderer.site;
        let absolute = |path: &str| site.absolute(&Address::file(path)).unwrap_or_default();
        let view = paging::paged(&["changes"], 1, renderer.ending);
        feed(&AtomFeed {
            title: match self.of {
                FeedScope::All => self.title.clone(),
                _ => format!("{}: {}", site.title(), self.title),
            },
            own: absolute(&self.path),
            page: site.absolute(&view).unwrap_or_default(),
            author: site.title().to_owned(),
            entries,
        })
    }
}

fn show<'r>(renderer: &'r Renderer<'_>, page: &'r ListPage) -> View<'r> {
    let all: Vec<&Change> = changes(renderer).all().iter().collect();
    let link = |feed: FeedOf| LinkContext {
        title: feed.title.into(),
        href: Some(page.here.link_to(&Address::file(&feed.path), renderer.ending).into()),
    };
    let mut feeds: Vec<LinkContext<'_>> = feeds(renderer).into_iter().map(link).collect();
    let feed = (!feeds.is_empty()).then(|| feeds.remove(0)).and_then(|feed| feed.href);
    View::Changes(ChangesView {
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
    renderer.part(Template::ChangesPart, View::Changes(view))
}

/// All changes.
pub fn changes<'a>(renderer: &Renderer<'a>) -> &'a Changes {
    renderer.report.changes()
}

/// The pages of a section, its own among them.
fn pages_of_section(renderer: &Renderer<'_>, section: NodeId) -> Vec<PageId> {
    let mut pages = Vec::new();
    let mut open = vec![section];
    while let Some(id) = open.pop() {
        let node = renderer.tree.node(id);
        pages.extend(node.page());
        open.extend(node.children());
    }
    pages
}

/// Everybody who answers for a page and whom readers may see, in order.
fn owners_with_pages(renderer: &Renderer<'_>) -> Vec<Who> {
    let people = renderer.directory.people().iter().map(|id| Who::Person(id.clone()));
    let teams = renderer.site.people().teams().map(|(id, _)| Who::Team(id.to_owned()));
    people.chain(teams).filter(|who| !renderer.directory.owns(who).is_empty()).collect()
}

/// The types of published pages but the ordinary one, with their names for readers, in order.
fn types(renderer: &Renderer<'_>) -> BTreeMap<String, String> {
    let pages = renderer.site.page_ids().filter(|id| renderer.site.is_published(*id));
    let kinds = pages.map(|id| renderer.site.page(id).meta().kind());
    let named = kinds.filter(|kind| **kind != PageType::Page).map(|kind| {
        let word = |id: &str| renderer.theme.words().get(&format!("types.{id}")).to_owned();
        let title = kind.for_readers().map(word);
        let title = title.unwrap_or_else(|| crate::site::name::title(kind.id()));
        (kind.id().to_owned(), title)
    });
    named.collect()
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
    let text = commit.and_then(|(path, commit)| renderer.site.source_at(path, commit));
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

fn atom_entry(renderer: &Renderer<'_>, change: &Change) -> Option<AtomEntry> {
    let words = renderer.theme.words();
    let first = renderer.site.page(*change.pages.first()?);
    let url = match change.pages.as_slice() {
        [_] => renderer.site.absolute(renderer.site.address(first))?,
        _ => renderer.site.absolute(&paging::paged(&["changes"], 1, renderer.ending))?,
    };
    let title = match change.pages.as_slice() {
        [_] => first.title().to_owned(),
        pages => words.count("count.pages", pages.len()),
    };
    let what = change.what.clone().unwrap_or_else(|| words.get("changes.edited").to_owned());
    let id = match &change.commit {
        Some(commit) => format!("{url}#{commit}"),
        None => format!("{url}#{}-{}", change.day, crate::render::encode::query(&what)),
    };
    let author =
        change.author.as_deref().map(|name| names::public_name(renderer, name).into_owned());
    Some(AtomEntry {
        id,
        title: format!("{title}: {}", code_words::plain(&what)),
        link: url,
        updated: match change.seconds {
            0 => format!("{}T00:00:00Z", change.day),
            seconds => crate::formats::atom::moment(seconds)?,
        },
        author,
    })
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
