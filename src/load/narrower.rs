//! What people may call a page for fewer people than the site: by its file, its address or an old
//! one.

use super::placing::{Layout, Wish, place};
use super::{Front, LoadOptions, below};
use crate::config::Config;
use crate::site::address::Ending;
use crate::site::{Page, name};
use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The files of such pages.
pub(super) fn paths(narrower: &[Arc<Front>]) -> BTreeSet<String> {
    narrower.iter().map(|front| front.source.path().to_owned()).collect()
}

/// All names of such pages, without slashes around them, if anything asks for one by its name: only
/// rows of acknowledgements.csv and gaps.csv do. Their addresses are those that they have
/// where everybody's pages are published.
pub(super) fn names(
    narrower: &[Arc<Front>],
    pages: &[Page],
    options: &LoadOptions,
    (config, is_asked): (&Config, bool),
) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    if narrower.is_empty() || !is_asked {
        return names;
    }
    let mut wishes: Vec<(Wish<'_>, Option<&Front>)> = narrower
        .iter()
        .map(|front| (wish(&front.source, front, options), Some(&**front)))
        .collect();
    wishes.extend(pages.iter().map(|page| (wish_of_page(page, options), None)));
    wishes.sort_by_key(|(wish, _)| wish.source.path());
    let (plain, fronts): (Vec<Wish<'_>>, Vec<Option<&Front>>) = wishes.into_iter().unzip();
    let ending = Ending::of(config.urls);
    let sections = BTreeMap::new();
    let all_counted = config.habits.named_by_id;
    let layout = Layout { title: "", ending, order: &[], sections: &sections, all_counted };
    let (tree, nodes, _) = place(&plain, &layout);
    for ((wish, node), front) in plain.iter().zip(nodes).zip(fronts) {
        let Some(front) = front else { continue };
        let path = wish.source.path();
        let stem = name::stem(path).unwrap_or(path);
        let address = tree.node(node).address().as_str();
        let aliases = front.meta.aliases.iter().map(|alias| alias.value().as_str());
        let all = [path, stem, wish.stem, address, below(path, &options.content).unwrap_or(path)];
        for name in all.into_iter().chain(aliases) {
            let name = name.trim_matches('/');
            let folder = name.strip_suffix("/index").unwrap_or(name);
            names.extend([name, folder].map(str::to_owned));
        }
    }
    names
}

fn wish<'a>(source: &'a Source, front: &'a Front, options: &LoadOptions) -> Wish<'a> {
    let path = below(source.path(), &options.content).unwrap_or(source.path());
    Wish {
        source,
        stem: name::stem(path).unwrap_or(path),
        title: "",
        slug: front.meta.slug.as_ref().map(|slug| slug.value().as_str()),
        weight: None,
        hidden: false,
    }
}

fn wish_of_page<'a>(page: &'a Page, options: &LoadOptions) -> Wish<'a> {
    super::wish(page, "", options)
}
