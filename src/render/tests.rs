//! The templates against the contract: everything set, nothing set, and text that would like to be
//! HTML.

use crate::formats::schema::manual;
use crate::render::context::samples::{
    EVIL, body, cards, change, clock, day, evil, facts, link, rest, review, status,
};
use crate::render::context::{
    Fact, HeadingContext, LinkList, Logo, Navigation, NavigationItem, PageContext, RecordContext,
    ReviewContext, SectionLink, SiteContext, Text, View, ViewLink,
};
use crate::render::views;
use crate::theme::{Overrides, Theme, ThemeLook, embedded_files};
use std::collections::{BTreeMap, BTreeSet};

fn navigation() -> Navigation<'static> {
    let child = NavigationItem { title: evil(), href: evil(), current: true, ..Default::default() };
    let children = Navigation { items: vec![child], rest: rest(), up: None };
    let item =
        NavigationItem { title: evil(), href: evil(), open: true, children, ..Default::default() };
    Navigation { items: vec![item], rest: rest(), up: Some(link()) }
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
        is_runbook: true,
        has_italics: true,
        has_images: true,
        body: Some(body().into()),
        language: Some(Text::from("'\"<script>")),
        kind: Some(Text::from("runbook")),
        status: Some(status()),
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

/// A template that is rendered by itself, with views for it: one in which all is evil, and an empty
/// one.
struct Sample {
    template: String,
    views: [Option<View>; 2],
}

/// Every template: those without a view, those of views, and those of views inside other pages.
fn samples() -> Vec<Sample> {
    let embedded = embedded_templates();
    let alone = ["page", "not-found", "search"];
    let alone =
        alone.map(|name| Sample { template: name.to_owned(), views: [None, None] }).into_iter();
    let of_views = views::samples().into_iter().flat_map(|views| {
        let name = views[0].template();
        let names = [name.to_owned(), format!("{name}-part")].into_iter();
        let there = names.filter(|name| embedded.contains_key(name)).collect::<Vec<_>>();
        there.into_iter().map(move |template| Sample { template, views: views.clone().map(Some) })
    });
    alone.chain(of_views).collect()
}

/// The text of every template of the theme, by its name.
fn embedded_templates() -> BTreeMap<String, String> {
    let template = |(path, bytes): (String, Vec<u8>)| {
        let name = path.strip_prefix("templates/")?.strip_suffix(".html")?.to_owned();
        Some((name, String::from_utf8(bytes).ok()?))
    };
    embedded_files().filter_map(template).collect()
}

#[test]
fn the_manual_has_every_list() {
    let (theme, _) = Theme::new(&Overrides::new(), "en", &ThemeLook::default());
    let row = |(id, about): (&str, &str)| {
        let title = theme.words().get(&format!("views.{id}")).to_owned();
        format!("| {title} | `/-/{id}/` | {about} |\n")
    };
    let rows: String = views::described().map(row).collect();
    let table = format!("| List | Address | What it shows |\n|---|---|---|\n{rows}");
    manual::hold_table("navigation-and-sections", "## Lists", "List", &table);
}

fn rendered(template: &str, site: &SiteContext<'_>, page: &PageContext<'_>) -> String {
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
fn every_template_is_rendered_here_or_is_part_of_another() {
    let rendered: BTreeSet<String> = samples().into_iter().map(|sample| sample.template).collect();
    let all = embedded_templates();
    let is_part = |name: &str| {
        let used =
            |verb| all.values().any(|text| text.contains(&format!("{verb} \"{name}.html\"")));
        used("include") || used("extends")
    };
    for (name, text) in &all {
        let is_known = rendered.contains(name) || is_part(name) || text.contains("{% component ");
        assert!(is_known, "nothing renders {name}.html");
    }
    let missing: Vec<&String> = rendered.iter().filter(|name| !all.contains_key(*name)).collect();
    assert_eq!(missing, [""; 0], "a template that is not there");
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
    for Sample { template, views: [view, _] } in samples() {
        for (owner_state, review) in &variants {
            let facts = Some(facts(owner_state, review.clone()));
            let page = PageContext { facts, view: view.clone(), ..page() };
            let html = rendered(&template, &site(), &page);
            assert!(html.contains("&lt;script&gt;&quot;"), "{template}");
            assert!(!html.contains("<script>") && !html.contains("\"<script"), "{template}");
            let scripts = match &*template {
                "redirect" => 0,
                "print" => 3,
                "person" => 5,
                _ if template.ends_with("-part") => 0,
                _ => 4,
            };
            assert_eq!(html.matches("<script").count(), scripts, "{template}");
        }
    }
}

#[test]
fn only_markup_is_html() {
    let html = rendered("page", &site(), &page());
    assert!(html.contains("<p id=body>"));
}

#[test]
fn every_template_renders_with_nothing_set() {
    for Sample { template, views: [_, view] } in samples() {
        let page = PageContext { root: Text::from("./"), view, ..Default::default() };
        let html = rendered(&template, &SiteContext::default(), &page);
        let is_whole = html.starts_with("<!DOCTYPE html>") && html.trim_end().ends_with("</html>");
        assert!(is_whole || template.ends_with("-part"), "{template}");
    }
}

#[test]
fn links_of_the_frame_begin_with_the_root() {
    let tags = ViewLink { id: Text::from("tags"), address: Text::from("-/tags/"), quiet: false };
    let site = SiteContext { views: vec![tags], ..Default::default() };
    let page = PageContext { root: Text::from("../../"), ..Default::default() };
    let html = rendered("page", &site, &page);
    assert!(
        html.contains("href=\"../../-/tags/\"")
            && html.contains("href=\"../../-/theme.")
            && html.contains("src=\"../../-/early.")
    );
}
