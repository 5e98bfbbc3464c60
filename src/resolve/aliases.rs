//! Old addresses of pages.

use crate::diag::{Finding, catalogue};
use crate::site::address::{decoded, join};
use crate::site::tree::NodeId;
use crate::site::{Page, Site};
use crate::source::Place;
use std::collections::{BTreeMap, HashMap};

/// All usable aliases: the path of the output that leads on, and to which node.
pub fn collect(site: &Site) -> (BTreeMap<String, NodeId>, Vec<Finding>) {
    let mut taken = addresses(site);
    let mut aliases = BTreeMap::new();
    let mut findings = Vec::new();
    for (id, page) in site.page_ids().zip(site.pages()) {
        if !site.is_published(id) {
            continue;
        }
        for (text, place) in written(page) {
            match output_path(site, text) {
                None => findings.push(catalogue::addresses::unusable_alias(place, text)),
                Some(path) => match taken.get(&path.to_lowercase()) {
                    // A page may name the address that it has, or name one alias twice.
                    Some(owner) if *owner == page.node() => {}
                    Some(owner) => {
                        let other = site.tree().node(*owner).title();
                        findings.push(catalogue::addresses::alias_collision(place, text, other));
                    }
                    None => {
                        taken.insert(path.to_lowercase(), page.node());
                        aliases.insert(path, page.node());
                    }
                },
            }
        }
    }
    (aliases, findings)
}

/// What stands at each output path already, in small letters.
fn addresses(site: &Site) -> HashMap<String, NodeId> {
    let nodes = site.tree().reading_order().iter().copied();
    nodes.map(|id| (site.tree().node(id).address().output_path().to_lowercase(), id)).collect()
}

fn written(page: &Page) -> impl Iterator<Item = (&str, Place)> {
    page.meta().aliases.iter().map(|alias| (alias.value().as_str(), alias.place().clone()))
}

/// The output that answers at an old address. Addresses of other hosts, of handbook's own pages and outside the site are refused.
fn output_path(site: &Site, alias: &str) -> Option<String> {
    let path = match alias.split_once("://") {
        Some(_) => site.own_path(alias).and_then(|path| site.within_content(&path).map(str::to_owned))?,
        None => decoded(alias.split(['#', '?']).next().unwrap_or(alias)),
    };
    let legal = !path.contains(['\\', '\0', ':']) && !path.chars().any(char::is_control) && !path.starts_with("//");
    let joined = join("", &path).filter(|joined| legal && !joined.is_empty())?;
    let reserved = joined.split('/').any(|part| part.starts_with('.')) || joined == "-" || joined.starts_with("-/");
    let file = [".html", ".htm"].iter().any(|ending| joined.to_ascii_lowercase().ends_with(ending));
    (!reserved).then(|| if file { joined } else { format!("{joined}/index.html") })
}
