//! Old addresses of pages.

use crate::diag::{Finding, catalogue};
use crate::site::address::{RESERVED, decoded, join};
use crate::site::segment::trouble;
use crate::site::tree::NodeId;
use crate::site::{Page, Site};
use crate::source::Location;
use std::collections::{BTreeMap, HashMap};

/// The longest old address in bytes: systems take paths of 1,024 at least, and the output folder
/// stands in front.
const LONGEST_PATH: usize = 800;

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
                Err(why) => findings.push(catalogue::addresses::unusable_alias(place, text, &why)),
                Ok(path) => match taken.get(&path.to_lowercase()) {
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

fn written(page: &Page) -> impl Iterator<Item = (&str, Location)> {
    page.meta().aliases.iter().map(|alias| (alias.value().as_str(), alias.location().clone()))
}

/// The output that answers at an old address. Addresses of other hosts, of handbook's own pages and
/// outside the site are refused, and names that cannot be a part of an address.
fn output_path(site: &Site, alias: &str) -> Result<String, String> {
    let outside = || "is not an address inside this site".to_owned();
    let path = match alias.split_once("://") {
        Some(_) => site
            .own_path(alias)
            .and_then(|path| site.within_content(&path).map(str::to_owned))
            .ok_or_else(outside)?,
        None => decoded(alias.split(['#', '?']).next().unwrap_or(alias)),
    };
    let is_legal = !path.contains(['\\', ':']) && !path.starts_with("//");
    let joined =
        join("", &path).filter(|joined| is_legal && !joined.is_empty()).ok_or_else(outside)?;
    if joined == RESERVED || joined.starts_with("-/") {
        return Err(outside());
    }
    if joined.len() > LONGEST_PATH {
        return Err(format!("is longer than {LONGEST_PATH} bytes"));
    }
    if let Some(trouble) = joined.split('/').find_map(trouble) {
        return Err(format!("cannot be an address: {}", trouble.why()));
    }
    let is_file =
        [".html", ".htm"].iter().any(|ending| joined.to_ascii_lowercase().ends_with(ending));
    Ok(if is_file { joined } else { format!("{joined}/index.html") })
}
