//! Old addresses of pages.

use crate::config::neighbour::Redirect;
use crate::diag::{Finding, catalogue};
use crate::resolve::links::{LinkNames, Target};
use crate::resolve::names::{Goal, Names};
use crate::resolve::tags::MadePages;
use crate::site::address::{Ending, RESERVED, decoded, join, segment};
use crate::site::name;
use crate::site::segment::trouble;
use crate::site::tree::NodeId;
use crate::site::{Page, Site};
use crate::source::Location;
use std::collections::{BTreeMap, HashMap};

/// The longest old address in bytes: systems take paths of 1,024 at least, and the output folder
/// stands in front.
const LONGEST_PATH: usize = 800;

/// Where an old address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moved {
    /// To a page or section, and perhaps a place in it.
    Node(NodeId, Option<String>),
    /// Out into the web.
    Web(String),
}

/// Old addresses: the path of the output that leads on, and where to.
pub type Aliases = BTreeMap<String, Moved>;

/// All usable aliases of pages, and the redirects of the settings.
pub fn collect(site: &Site) -> (Aliases, Vec<Finding>) {
    let mut taken = addresses(site);
    let mut aliases = Aliases::new();
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
                        aliases.insert(path, Moved::Node(page.node(), None));
                    }
                },
            }
        }
    }
    exported(site, &mut taken, &mut aliases);
    redirects(site, &taken, &mut aliases, &mut findings);
    (aliases, findings)
}

/// Where a redirect of the settings leads.
pub(super) fn of_redirect<'a>(site: &Site, aliases: &'a Aliases, from: &str) -> Option<&'a Moved> {
    aliases.get(&output_path(site, &of_file(site, from)).ok()?)
}

/// Pages that Notion exported are found at the addresses that they had there, ids included.
fn exported(site: &Site, taken: &mut HashMap<String, NodeId>, aliases: &mut Aliases) {
    for (id, page) in site.page_ids().zip(site.pages()) {
        let node = site.tree().node(page.node());
        let last = node.stem().rsplit('/').next().unwrap_or_default();
        if name::exported(last).1.is_none() || !site.is_published(id) {
            continue;
        }
        let above = node.parent().map_or("", |parent| site.tree().node(parent).address().as_str());
        let old = output_path(site, &format!("{above}{}", segment(last)));
        if let Some(path) = old.ok().filter(|path| !taken.contains_key(&path.to_lowercase())) {
            taken.insert(path.to_lowercase(), page.node());
            aliases.insert(path, Moved::Node(page.node(), None));
        }
    }
}

/// The redirects of handbook.yaml and of other tools; the first of an address counts.
fn redirects(
    site: &Site,
    taken: &HashMap<String, NodeId>,
    aliases: &mut Aliases,
    findings: &mut Vec<Finding>,
) {
    if site.config().redirects.is_empty() {
        return;
    }
    let names = LinkNames::of_pages(site);
    let made = MadePages::of(site);
    // One page says more than its folder.
    let all = site.config().redirects.iter();
    let is_folder = |redirect: &&Redirect| redirect.from.value().ends_with('*');
    let (folders, pages): (Vec<&Redirect>, Vec<&Redirect>) = all.partition(is_folder);
    for Redirect { from, to } in pages.into_iter().chain(folders) {
        let place = from.location().clone();
        let moved_folder = folder_moved(site, from.value(), to);
        if !moved_folder.is_empty() {
            let free = moved_folder.into_iter();
            for (path, node) in free.filter(|(path, _)| !taken.contains_key(&path.to_lowercase())) {
                aliases.entry(path).or_insert(Moved::Node(node, None));
            }
            continue;
        }
        let old = of_file(site, from.value());
        let path = match output_path(site, &old) {
            Ok(path) => path,
            Err(why) => {
                findings.push(catalogue::addresses::unusable_alias(place, from.value(), &why));
                continue;
            }
        };
        // A page that has moved is found by the address that it had.
        let known = || aliases.get(&output_path(site, &of_file(site, to)).ok()?).cloned();
        let later = || moved(site, &names, &old, last_of_chain(site, to)?);
        // A page that another tool makes of a section.
        let of_section = || match made.of_path(to)? {
            Target::Node(node, place) => Some(Moved::Node(node, place)),
            _ => None,
        };
        let found = moved(site, &names, &old, to).or_else(known).or_else(later).or_else(of_section);
        let Some(moved) = found else {
            let path = to.split('#').next().unwrap_or(to).trim_matches('/');
            if site.narrower().has_path(path, site.content()) {
                continue;
            }
            findings.push(catalogue::links::broken_link(place, to, None));
            continue;
        };
        let owner = taken.get(&path.to_lowercase());
        let leads_to_itself =
            matches!((&moved, owner), (Moved::Node(node, None), Some(owner)) if node == owner);
        if let Some(owner) = owner.filter(|_| !leads_to_itself) {
            let other = site.tree().node(*owner).title();
            findings.push(catalogue::addresses::redirect_collision(place, from.value(), other));
        } else if owner.is_none() {
            aliases.entry(path).or_insert(moved);
        }
    }
}

/// Where a redirect leads that leads to another one.
fn last_of_chain<'s>(site: &'s Site, to: &str) -> Option<&'s str> {
    const LONGEST_CHAIN: usize = 10;
    let path = |address: &str| output_path(site, &of_file(site, address)).ok();
    let next = |to: &str| {
        let sought = path(to)?;
        let mut all = site.config().redirects.iter();
        all.find(|redirect| path(redirect.from.value()).as_ref() == Some(&sought))
    };
    let mut last = next(to)?;
    for _ in 0..LONGEST_CHAIN {
        let Some(following) = next(&last.to) else { break };
        last = following;
    }
    Some(&last.to)
}

/// The address of an old page that is named by its file.
fn of_file(site: &Site, from: &str) -> String {
    let Some(stem) = name::stem(from) else { return from.to_owned() };
    let (folder, last) = stem.rsplit_once('/').unwrap_or(("", stem));
    match (name::section_rank(last), site.ending()) {
        (Some(_), _) => folder.to_owned(),
        (None, Ending::Directory) => stem.to_owned(),
        (None, Ending::File) => format!("{stem}.html"),
    }
}

/// The old addresses of a whole folder that has moved: `docs/*` to `*`, or to `manual/*`.
fn folder_moved(site: &Site, from: &str, to: &str) -> Vec<(String, NodeId)> {
    let (Some(from), Some(to)) = (from.strip_suffix('*'), to.strip_suffix('*')) else {
        return Vec::new();
    };
    let to = to.trim_start_matches('/');
    let moved = |id: &NodeId| {
        let path = site.tree().node(*id).address().output_path();
        Some((output_path(site, &format!("{from}{}", path.strip_prefix(to)?)).ok()?, *id))
    };
    site.tree().reading_order().iter().filter_map(moved).collect()
}

/// What the new address of a redirect is: a path from content or beside the old one.
fn moved(site: &Site, names: &Names, from: &str, to: &str) -> Option<Moved> {
    let own = to.contains("://").then(|| site.web().own_path(to)).flatten();
    if to.contains("://") && own.is_none() {
        let is_web = ["https://", "http://"].iter().any(|scheme| to.starts_with(scheme));
        return is_web.then(|| Moved::Web(to.to_owned()));
    }
    let (path, fragment) = to.split_once('#').map_or((to, None), |(path, id)| (path, Some(id)));
    let path = own.as_deref().unwrap_or(path).trim_start_matches("./").trim_start_matches('/');
    let olds = site.config().neighbour_paths.iter();
    let olds = olds.filter_map(|old| path.strip_prefix(old.as_str()));
    let folder = from.trim_start_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = join(folder, path);
    let paths = std::iter::once(path).chain(olds).chain(beside.as_deref());
    let mut found = paths.map(|path| path.trim_start_matches('/')).filter_map(|path| {
        let below = site.content().below(&decoded(path));
        names.find(&below).or_else(|| names.find(path)).map(|found| found.goal.clone())
    });
    let node = found.find_map(|goal| match goal {
        Goal::Node(node) if site.draft_at(node).is_none() => Some(node),
        _ => None,
    })?;
    Some(Moved::Node(node, fragment.filter(|id| !id.is_empty()).map(str::to_owned)))
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
pub fn output_path(site: &Site, alias: &str) -> Result<String, String> {
    let outside = || "is not an address inside this site".to_owned();
    let path = match alias.split_once("://") {
        Some(_) => site
            .web()
            .own_path(alias)
            .and_then(|path| site.content().within(&path).map(str::to_owned))
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
