//! Whole handbooks: a link to a page that is there is never called dead, in whatever style it is
//! written.

use super::tries;
use handbook::config;
use handbook::diag::Rule;
use handbook::load::{HandbookFiles, LoadOptions, load};
use handbook::resolve::resolve;
use handbook::source::Source;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A page by its folder and name.
type Place = (String, String);

fn places() -> impl Strategy<Value = Vec<Place>> {
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
        .prop_map(|places: BTreeSet<Place>| places.into_iter().collect())
}

/// One link from a page to another, in one of the styles that lead to a file.
fn link(from: &Place, to: &Place, style: usize) -> String {
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

proptest! {
    #![proptest_config(tries())]

    #[test]
    fn a_link_to_a_page_that_is_there_is_not_dead(places in places(), from in 0_usize..8, to in 0_usize..8, style in 0_usize..9) {
        let (from, to) = (&places[from % places.len()], &places[to % places.len()]);
        let text = |place: &Place| if place == from { format!("# \
            From\n\n{}\n", link(from, to, style)) } else { "# Page\n".to_owned() };
        let pages: Vec<Source> = places.iter().map(|place| Source::new(format!("{}{}.md", place.0, place.1), text(place))).collect();
        let (config, _) = config::read(&Source::new("handbook.yaml", ""));
        let options = LoadOptions { folder: "handbook".to_owned(), ..LoadOptions::default() };
        let (site, mut findings) = load(config, HandbookFiles { pages, ..HandbookFiles::default() }, &options);
        findings.extend(resolve(&site).1);
        let dead = findings.iter().find(|finding| matches!(finding.rule(), Rule::BrokenLink | Rule::MissingFile | Rule::LinkCase));
        prop_assert!(dead.is_none(), "{:?}: \
            {}", dead.map(|finding| finding.message().to_owned()), text(from));
    }
}
