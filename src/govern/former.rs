//! Addresses that pages had before they were moved, and from which nothing leads on.

use crate::day::Day;
use crate::history::{History, Version};
use crate::load::placing::{Layout, Wish, place};
use crate::resolve::Resolved;
use crate::site::address::Address;
use crate::site::meta::{Meta, PageType};
use crate::site::{Page, PageId, Site, name};
use crate::source::Source;
use std::collections::{BTreeMap, BTreeSet};

/// An address that leads nowhere any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerAddress {
    /// The page that had it.
    pub page: PageId,
    /// The file that the page was then, from the handbook's folder.
    pub file: String,
    /// The address.
    pub address: Address,
    /// The day on which it was moved.
    pub day: Day,
}

/// All of them, as far back as git knows.
pub fn former_addresses(resolved: &Resolved<'_>, history: &History) -> Vec<FormerAddress> {
    let site = resolved.site();
    let nodes = site.tree().ids().map(|id| site.tree().node(id).address().output_path());
    let taken: BTreeSet<String> = nodes.map(|path| path.to_lowercase()).collect();
    let is_taken = |address: &Address| {
        let path = address.output_path();
        taken.contains(&path.to_lowercase()) || resolved.aliases().contains_key(&path)
    };
    let mut found: Vec<FormerAddress> = Vec::new();
    for id in site.page_ids().filter(|id| site.is_published(*id)) {
        let page = site.page(id);
        let Ok(file) = history.of(page.source().path()) else { continue };
        for version in file.versions.iter().filter(|version| is_move(version, page.meta())) {
            let Some(former) = former(site, page, id, version) else { continue };
            let is_known = found.iter().any(|known| known.address == former.address);
            if !is_known && !is_taken(&former.address) {
                found.push(former);
            }
        }
    }
    found
}

/// Whether a commit moved the page. Of two records that are alike, git may take one for the other:
/// they are believed only where the text stayed or the file kept its name.
fn is_move(version: &Version<'_>, meta: &Meta) -> bool {
    let Some(from) = &version.change.from else { return false };
    let last = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let is_same_text = version.change.before.first() == version.change.after.as_ref();
    let is_record =
        matches!(meta.kind(), PageType::Meeting | PageType::Brainstorm | PageType::Decision);
    is_same_text || last(from) == last(&version.change.path) || !is_record
}

fn former(site: &Site, page: &Page, id: PageId, version: &Version<'_>) -> Option<FormerAddress> {
    let file = version.change.from.as_deref()?;
    let stem = name::stem(site.content().within(file)?)?;
    let address = address(site, page.meta(), stem)?;
    let day = version.commit.committed.day_in(&site.config().timezone)?;
    Some(FormerAddress { page: id, file: file.to_owned(), address, day })
}

/// Where a page of this name would stand alone.
fn address(site: &Site, meta: &Meta, stem: &str) -> Option<Address> {
    let ending = site.ending();
    let source = Source::new(stem, "");
    let slug = meta.slug.as_ref().map(|slug| slug.value().as_str());
    let wish = Wish { source: &source, stem, title: "", slug, weight: None, hidden: false };
    let (sections, all_counted) = (&BTreeMap::new(), false);
    let layout = Layout { title: "", ending, order: &[], sections, all_counted };
    let (tree, nodes, _) = place(&[wish], &layout);
    Some(tree.node(*nodes.first()?).address().clone())
}
