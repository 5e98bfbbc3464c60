//! Whole handbooks: a link reaches the page that it names, in whatever style it is written.

use super::tries;
use handbook::internals::config;
use handbook::internals::diag::{Finding, Rule};
use handbook::internals::load::{HandbookFiles, LoadOptions, load};
use handbook::internals::resolve::links::Target;
use handbook::internals::resolve::resolve;
use handbook::internals::source::Source;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A page by its folder and name.
type Location = (String, String);

fn places() -> impl Strategy<Value = Vec<Location>> {
    let folder = prop::sample::select(vec![
        "",
        "people/",
        "people/pay/",
        "how we work/",
        "01-first/",
        "a.b/",
    ]);
    let name = prop::sample::select(vec![
        "README",
        "index",
        "_index",
        "one",
        "two words",
        "v1.2",
        "03-third",
        "Größe",
        "R&D (old)",
    ]);
    let place = (folder, name).prop_map(|(folder, name)| (folder.to_owned(), name.to_owned()));
    prop::collection::btree_set(place, 2..8)
        .prop_map(|places: BTreeSet<Location>| places.into_iter().collect())
}

/// One link from a page to another, in one of the styles that lead to a file.
fn link(from: &Location, to: &Location, style: usize) -> String {
    let up = "../".repeat(from.0.matches('/').count());
    let encoded = |path: &str| path.replace(' ', "%20").replace('(', "%28").replace(')', "%29");
    let path = format!("{}{}", to.0, to.1);
    match style {
        0 => format!("[x](<{up}{path}.md>)"),
        1 => format!("[x]({up}{}.md)", encoded(&path)),
        2 => format!("[x](</{path}.md>)"),
        3 => format!("[x](</{path}>)"),
        4 => format!("[x](<{up}{path}>)"),
        5 => format!("[x][r]\n\n[r]: <{up}{path}.md> \"title\""),
        6 => format!("<a href=\"{up}{}.md\">x</a>", encoded(&path)),
        7 => format!("[x](<./{up}{path}.md?plain=1#>)"),
        _ => format!("[x](</{path}.html>)"),
    }
}

/// The page that a site shows for a place: of several section pages in a folder only one is it.
fn is_page_for(path: &str, to: &Location) -> bool {
    let is_section = |name: &str| matches!(name, "README" | "index" | "_index");
    let inside = path.strip_prefix(to.0.as_str()).and_then(|name| name.strip_suffix(".md"));
    inside.is_some_and(|name| name == to.1 || (is_section(name) && is_section(&to.1)))
}

proptest! {
    #![proptest_config(tries())]

    #[test]
    fn a_link_reaches_the_page_that_it_names(
        places in places(),
        from in 0_usize..8,
        to in 0_usize..8,
        style in 0_usize..9,
    ) {
        let (from, to) = (&places[from % places.len()], &places[to % places.len()]);
        let linking = format!("# From\n\n{}\n", link(from, to, style));
        let text = |place: &Location| if place == from { &linking } else { "# Page\n" };
        let path = |place: &Location| format!("{}{}.md", place.0, place.1);
        let pages = places.iter().map(|place| Source::new(path(place), text(place)));
        let (config, _) = config::read(&Source::new("handbook.yaml", ""));
        let options = LoadOptions { folder: "handbook".to_owned(), ..LoadOptions::default() };
        let files = HandbookFiles { pages: pages.collect(), ..HandbookFiles::default() };
        let (site, mut findings) = load(config, files, &options);
        let (resolved, found) = resolve(&site);
        findings.extend(found);
        let dead = [Rule::BrokenLink, Rule::MissingFile, Rule::LinkCase];
        let dead = findings.iter().find(|finding| dead.contains(&finding.rule()));
        prop_assert!(dead.is_none(), "{:?}: {linking}", dead.map(Finding::message));
        let linking_page =
            site.page_ids().find(|id| site.page(*id).source().path() == path(from)).unwrap();
        let target = resolved.targets(linking_page).first();
        let Some(Target::Node(node, _)) = target else {
            panic!("{target:?}: {linking}");
        };
        let reached = site.page_at(*node).unwrap().source().path();
        prop_assert!(is_page_for(reached, to), "{linking} reaches {reached}");
    }
}
