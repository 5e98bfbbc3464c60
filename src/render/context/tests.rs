//! The templates against the contract: everything set, nothing set, and text that would like to be
//! HTML.

mod week;

use super::{
    AskContext, BarPart, BrainstormsView, Card, CardList, ChangesView, ChannelRow, Chart, ChartBar,
    ChartRow, ContentsView, DayText, DaysAway, DecisionsView, DueRow, Expected, Fact, FactsContext,
    FollowUpsView, GapRow, GlossaryRow, GlossaryView, HeadingContext, HealthFigure, HealthRow,
    HomeView, LeftOwner, LevelRow, LinkContext, LinkList, ListedReview, Logo, MeetingsView, Month,
    Navigation, NavigationItem, OwnedRow, PageContext, Pager, PeopleView, PersonRow, PersonView,
    PrintView, PrintedPage, RecordContext, RedirectView, Rest, ReviewContext, ReviewsView,
    SectionLink, SectionView, SiteContext, StatusContext, StepContext, TagRow, TagView, TagsView,
    TeamRow, TeamView, Text, Times, TreeEntry, Trend, TrendPoint, UrgencyContext, UrgencyView,
    View, ViewLink, WayChangeRow, WayRow, WaysView, Work,
};
use crate::html::Html;
use crate::theme::{Overrides, Template, Theme, ThemeLook};
use std::sync::LazyLock;
use strum::IntoEnumIterator;
use week::{brainstorms, change, changes, clock, decisions, follow_up, follow_ups, meetings};

/// Would end an attribute, a text or an element if it were not escaped.
const EVIL: &str = "<script>\"'&";

fn body() -> &'static Html {
    static BODY: LazyLock<Html> = LazyLock::new(|| Html::finished("<p id=body>".to_owned()));
    &BODY
}

fn evil() -> Text<'static> {
    Text::from(EVIL)
}

fn link() -> LinkContext<'static> {
    LinkContext { title: evil(), href: Some(evil()) }
}

fn step() -> StepContext<'static> {
    StepContext { after: evil(), to: link(), contacts: vec![evil()] }
}

fn rest() -> Option<Rest<'static>> {
    Some(Rest { count: 1, href: Some(evil()) })
}

fn day() -> Option<DayText<'static>> {
    Some(DayText { text: evil(), iso: evil() })
}

fn pager() -> Pager<'static> {
    Pager { current: 1, total: 2, previous: Some(evil()), next: Some(evil()) }
}

fn card(review: &'static str) -> Card<'static> {
    Card {
        title: evil(),
        href: evil(),
        description: Some(evil()),
        owner: Some(link()),
        count: Some(2),
        place: Some(evil()),
        kind: Some(evil()),
        status: Some(evil()),
        review: Some(Text::from(review)),
        urgency: Some(evil()),
    }
}

fn cards() -> CardList<'static> {
    CardList { items: vec![card("stale"), card(EVIL)], rest: rest() }
}

fn navigation() -> Navigation<'static> {
    let child = NavigationItem { title: evil(), href: evil(), current: true, ..Default::default() };
    let children = Navigation { items: vec![child], rest: rest(), up: None };
    let item =
        NavigationItem { title: evil(), href: evil(), open: true, children, ..Default::default() };
    Navigation { items: vec![item], rest: rest(), up: Some(link()) }
}

fn review(state: &'static str) -> ReviewContext<'static> {
    ReviewContext {
        state: Text::from(state),
        reviewed: day(),
        by: vec![link()],
        due: day(),
        sentence: None,
    }
}

fn expected() -> Option<Expected<'static>> {
    Some(Expected { within: evil(), data: Some(evil()) })
}

fn ask() -> AskContext<'static> {
    AskContext { channel: link(), answer: expected(), purpose: Some(evil()), not_for: Some(evil()) }
}

fn matter() -> UrgencyContext<'static> {
    UrgencyContext {
        level: evil(),
        name: link(),
        above: true,
        is_highest: true,
        means: Some(evil()),
        channels: vec![link()],
        reply: expected(),
        answer: expected(),
        hours: Some(evil()),
        escalate: vec![step()],
    }
}

fn facts(owner_state: &'static str, review: ReviewContext<'static>) -> FactsContext<'static> {
    let fact =
        |id: &'static str| Fact { id: Text::from(id), label: evil(), values: vec![link(), link()] };
    FactsContext {
        owners: vec![link(), link()],
        owner_state: Some(Text::from(owner_state)),
        review: Some(review),
        ask: Some(ask()),
        mistake: Some(evil()),
        urgency: Some(matter()),
        more: vec![fact("version"), fact(EVIL)],
    }
}

fn site() -> SiteContext<'static> {
    SiteContext {
        title: evil(),
        description: Some(evil()),
        language: evil(),
        right_to_left: true,
        noindex: true,
        generator: evil(),
        home: evil(),
        logo: Some(Logo { address: evil(), width: Some(1), height: Some(1) }),
        favicon: Some(evil()),
        sections: vec![SectionLink { title: evil(), address: evil() }],
        views: vec![
            ViewLink { id: evil(), address: evil(), quiet: false },
            ViewLink { id: Text::from("tags"), address: evil(), quiet: true },
        ],
        feed: Some(evil()),
        search: evil(),
        repository: Some(evil()),
    }
}

/// A page on which all is set, and all is evil.
fn page() -> PageContext<'static> {
    PageContext {
        root: evil(),
        title: evil(),
        title_markup: None,
        title_id: Some(evil()),
        heading_in_body: false,
        description: Some(evil()),
        description_shown: true,
        canonical: Some(evil()),
        csp: evil(),
        noindex: true,
        markdown: Some(evil()),
        view_id: Some(evil()),
        breadcrumbs: vec![link()],
        navigation: navigation(),
        headings: vec![HeadingContext {
            id: evil(),
            title: evil(),
            children: vec![HeadingContext { id: evil(), ..Default::default() }],
        }],
        shows_views: true,
        has_page_head: true,
        has_code: true,
        has_images: true,
        body: Some(body().into()),
        language: Some(Text::from("'\"<script>")),
        kind: Some(Text::from("runbook")),
        status: Some(StatusContext {
            state: evil(),
            instead: vec![link()],
            day: day(),
            reviewed: day(),
            tell: Some(link()),
        }),
        facts: Some(facts("owned", review("fresh"))),
        record: Some(RecordContext {
            hidden: true,
            state: Some("held".into()),
            day: day(),
            time: clock(),
            closes: day(),
            facts: vec![Fact { id: "facilitator".into(), label: evil(), values: vec![link()] }],
            before: Some(link()),
            behind: Some(link()),
            add: Some(evil()),
        }),
        tags: vec![link()],
        children: cards(),
        backlinks: LinkList { items: vec![link()], rest: rest() },
        terms: true,
        print: Some(link()),
        runbooks: Some(evil()),
        previous: Some(link()),
        next: Some(link()),
        changes: vec![change()],
        edits: vec![change()],
        edit: Some(evil()),
        history: Some(evil()),
        report: Some(evil()),
        view: None,
    }
}

fn tree() -> Vec<TreeEntry<'static>> {
    vec![TreeEntry {
        card: card("stale"),
        children: vec![TreeEntry { card: card(EVIL), children: Vec::new() }],
    }]
}

fn person_row() -> PersonRow<'static> {
    PersonRow {
        person: link(),
        belongs: vec![link()],
        zone: Some(evil()),
        hours: Some(evil()),
        clock: Some(evil()),
        owns: 1,
    }
}

fn owned() -> OwnedRow<'static> {
    OwnedRow {
        page: link(),
        section: Some(link()),
        status: Some("draft".into()),
        urgency: Some(evil()),
        review: Some(review("stale")),
    }
}

fn work() -> Work<'static> {
    let due = vec![DueRow { page: link(), review: review("stale") }];
    Work { due, follow_ups: vec![follow_up()], owns: vec![owned()], pager: pager() }
}

fn person() -> PersonView<'static> {
    PersonView {
        teams: vec![link()],
        zone: Some(evil()),
        hours: Some(evil()),
        clock: Some(evil()),
        away: vec![DaysAway { from: day().unwrap_or_default(), to: day(), is_now: true }],
        contacts: vec![link()],
        cover: Some(link()),
        work: work(),
    }
}

fn chart() -> Chart<'static> {
    let times = || vec![Times { from: 0, to: 1, from_text: evil(), to_text: evil() }];
    let row =
        ChartRow { person: person_row(), bars: vec![ChartBar { x: -1, width: 1 }], times: times() };
    Chart {
        day: day().unwrap_or_default(),
        zone: evil(),
        ahead: -60,
        rows: vec![row],
        overlap: vec![ChartBar { x: -1, width: 1 }],
        times: times(),
        people: 2,
        most: 2,
    }
}

fn team() -> TeamView<'static> {
    TeamView {
        ask: Some(ask()),
        levels: vec![matter()],
        sections: vec![link()],
        on_call: Some(evil()),
        lead: Some(link()),
        members: vec![person_row()],
        rest: rest(),
        chart: Some(chart()),
        contacts: vec![link()],
        cover: Some(link()),
        work: work(),
    }
}

fn people() -> PeopleView<'static> {
    let team =
        TeamRow { team: link(), purpose: Some(evil()), lead: Some(link()), members: 1, owns: 1 };
    PeopleView { teams: vec![team], people: vec![person_row()], pager: pager() }
}

fn urgency() -> UrgencyView<'static> {
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

fn ways() -> WaysView<'static> {
    let way = WayRow {
        work: evil(),
        now: Some(evil()),
        why: Some(evil()),
        look_again: day(),
        overdue: true,
    };
    let change = WayChangeRow {
        day: day().unwrap_or_default(),
        work: evil(),
        before: Some(evil()),
        now: Some(evil()),
    };
    WaysView { as_of: day().unwrap_or_default(), ways: vec![way], history: vec![change] }
}

fn printed() -> PrintView<'static> {
    let page = PrintedPage {
        id: evil(),
        depth: 1,
        title: evil(),
        title_markup: None,
        above: vec![evil()],
        lead: Some(evil()),
        status: Some(StatusContext {
            state: evil(),
            instead: vec![link()],
            day: day(),
            reviewed: day(),
            tell: Some(link()),
        }),
        record: None,
        facts: Some(facts("owned", review("fresh"))),
        body: body().into(),
        canonical: Some(evil()),
    };
    PrintView { as_of: day().unwrap_or_default(), style: None, pages: vec![page] }
}

/// The data that belongs to a template, all of it evil.
fn view(template: Template) -> Option<View<'static>> {
    match template {
        Template::Page | Template::NotFound | Template::Search => None,
        Template::Home => Some(View::Home(HomeView {
            text_first: true,
            sections: vec![card("stale")],
            pages: cards(),
            pinned: vec![card("fresh")],
            changed: vec![change()],
            all_changes: Some(evil()),
        })),
        Template::Section => Some(View::Section(SectionView { create: Some(evil()) })),
        Template::Glossary => Some(View::Glossary(glossary())),
        Template::Print => Some(View::Print(printed())),
        Template::Contents => Some(View::Contents(ContentsView {
            entries: tree(),
            total: 1,
            print: Some(evil()),
            runbooks: Some(evil()),
            pager: pager(),
        })),
        Template::Tags => {
            let row = TagRow { title: evil(), href: evil(), count: 1 };
            Some(View::Tags(TagsView { tags: vec![row], pager: pager() }))
        }
        Template::Tag => {
            Some(View::Tag(TagView { pages: vec![card("stale")], total: 1, pager: pager() }))
        }
        Template::Urgency | Template::UrgencyPart => Some(View::Urgency(urgency())),
        Template::Level => {
            Some(View::Level(TagView { pages: vec![card("stale")], total: 1, pager: pager() }))
        }
        Template::WaysOfWorking => Some(View::Ways(ways())),
        Template::People | Template::PeoplePart => Some(View::People(people())),
        Template::Person => Some(View::Person(person())),
        Template::Team => Some(View::Team(team())),
        Template::Reviews | Template::ReviewsPart => Some(View::Reviews(reviews())),
        Template::FollowUps | Template::FollowUpsPart => Some(View::FollowUps(follow_ups())),
        Template::Meetings => Some(View::Meetings(meetings())),
        Template::Changes | Template::ChangesPart => Some(View::Changes(changes())),
        Template::Decisions => Some(View::Decisions(decisions())),
        Template::Brainstorms => Some(View::Brainstorms(brainstorms())),
        Template::Redirect => Some(View::Redirect(RedirectView { href: evil() })),
    }
}

/// The same view with nothing in it.
fn empty_view(template: Template) -> Option<View<'static>> {
    match template {
        Template::Page | Template::NotFound | Template::Search => None,
        Template::Home => Some(View::Home(HomeView::default())),
        Template::Section => Some(View::Section(SectionView::default())),
        Template::Glossary => Some(View::Glossary(GlossaryView::default())),
        Template::Print => Some(View::Print(PrintView::default())),
        Template::Contents => Some(View::Contents(ContentsView::default())),
        Template::Tags => Some(View::Tags(TagsView::default())),
        Template::Tag => Some(View::Tag(TagView::default())),
        Template::Urgency | Template::UrgencyPart => Some(View::Urgency(UrgencyView::default())),
        Template::Level => Some(View::Level(TagView::default())),
        Template::WaysOfWorking => Some(View::Ways(WaysView::default())),
        Template::People | Template::PeoplePart => Some(View::People(PeopleView::default())),
        Template::Person => Some(View::Person(PersonView::default())),
        Template::Team => Some(View::Team(TeamView::default())),
        Template::Reviews | Template::ReviewsPart => Some(View::Reviews(ReviewsView::default())),
        Template::FollowUps | Template::FollowUpsPart => {
            Some(View::FollowUps(FollowUpsView::default()))
        }
        Template::Meetings => Some(View::Meetings(MeetingsView::default())),
        Template::Changes | Template::ChangesPart => Some(View::Changes(ChangesView::default())),
        Template::Decisions => Some(View::Decisions(DecisionsView::default())),
        Template::Brainstorms => Some(View::Brainstorms(BrainstormsView::default())),
        Template::Redirect => Some(View::Redirect(RedirectView::default())),
    }
}

fn reviews() -> ReviewsView<'static> {
    let figure = |id: &'static str| HealthFigure { id: id.into(), count: 2, href: Some(evil()) };
    let row = || HealthRow {
        of: link(),
        counts: vec![figure("pages"), figure("stale")],
        bar: vec![BarPart { state: evil(), x: 0, width: 100 }],
    };
    let month = Month { name: evil(), short: evil(), count: 2, over: 1, ..Month::default() };
    let point = TrendPoint { name: evil(), short: evil(), pages: 1, ..TrendPoint::default() };
    let page =
        ListedReview { page: link(), owner: Some(link()), state: evil(), due: day(), linked: 1 };
    let gap = || GapRow { of: link(), owners: vec![link()], count: 2, latest: day() };
    ReviewsView {
        as_of: DayText { text: evil(), iso: evil() },
        gap_pages: vec![gap()],
        gap_searches: vec![gap()],
        total: row(),
        fresh: 1,
        percent: 50,
        figures: vec![figure("stale")],
        outside: 1,
        owners: vec![row()],
        sections: vec![row()],
        trend: Trend { points: vec![point.clone(), point], line: "0,0".to_owned() },
        forecast: vec![month],
        is_over: true,
        capacity: Some(17),
        ages: vec![figure("month")],
        left: vec![LeftOwner { owner: link(), last_day: day().unwrap_or_default(), pages: 1 }],
        ways: ways().ways,
        overdue: vec![page.clone()],
        due_soon: vec![page.clone()],
        unreviewed: vec![page.clone()],
        ownerless: vec![page],
        pager: pager(),
    }
}

fn glossary() -> GlossaryView<'static> {
    let term = GlossaryRow {
        id: evil(),
        term: evil(),
        short: Some(evil()),
        also: vec![evil()],
        meaning: evil(),
        page: Some(link()),
    };
    GlossaryView { terms: vec![term] }
}

fn render(template: Template, site: &SiteContext<'_>, page: &PageContext<'_>) -> String {
    let (theme, _) = Theme::new(&Overrides::new(), "en", &ThemeLook::default());
    let (html, findings) = theme.render(template, &theme.share(site), page);
    let messages: Vec<String> = findings
        .iter()
        .map(|finding| format!("{:?} {}", finding.location(), finding.message()))
        .collect();
    assert_eq!(messages, [""; 0], "{template}");
    html
}

#[test]
fn text_is_never_html_in_any_template() {
    let variants = [
        ("owned", review("fresh")),
        ("orphaned", review("stale")),
        ("unowned", ReviewContext { reviewed: None, ..review("snoozed") }),
        (EVIL, ReviewContext { due: None, ..review(EVIL) }),
        (EVIL, ReviewContext { sentence: Some(evil()), ..review("due-soon") }),
    ];
    for template in Template::iter() {
        for (owner_state, review) in &variants {
            let facts = Some(facts(owner_state, review.clone()));
            let html =
                render(template, &site(), &PageContext { facts, view: view(template), ..page() });
            assert!(html.contains("&lt;script&gt;&quot;"), "{template}");
            assert!(!html.contains("<script>") && !html.contains("\"<script"), "{template}");
            assert_eq!(
                html.matches("<script").count(),
                match template {
                    Template::Redirect => 0,
                    Template::Print => 3,
                    Template::Person => 5,
                    _ if is_part(template) => 0,
                    _ => 4,
                },
                "{template}"
            );
        }
    }
}

/// Whether a template writes a part of a page and not a whole one.
fn is_part(template: Template) -> bool {
    matches!(
        template,
        Template::UrgencyPart
            | Template::PeoplePart
            | Template::ReviewsPart
            | Template::FollowUpsPart
            | Template::ChangesPart
    )
}

#[test]
fn only_markup_is_html() {
    let html = render(Template::Page, &site(), &page());
    assert!(html.contains("<p id=body>"));
}

#[test]
fn every_template_renders_with_nothing_set() {
    for template in Template::iter() {
        let page = PageContext {
            root: Text::from("./"),
            view: empty_view(template),
            ..Default::default()
        };
        let html = render(template, &SiteContext::default(), &page);
        if is_part(template) {
            continue;
        }
        assert!(
            html.starts_with("<!DOCTYPE html>") && html.trim_end().ends_with("</html>"),
            "{template}"
        );
    }
}

#[test]
fn links_of_the_frame_begin_with_the_root() {
    let site = SiteContext {
        views: vec![ViewLink {
            id: Text::from("tags"),
            address: Text::from("-/tags/"),
            quiet: false,
        }],
        ..Default::default()
    };
    let html = render(
        Template::Page,
        &site,
        &PageContext { root: Text::from("../../"), ..Default::default() },
    );
    assert!(
        html.contains("href=\"../../-/tags/\"")
            && html.contains("href=\"../../-/theme.")
            && html.contains("src=\"../../-/early.")
    );
}
