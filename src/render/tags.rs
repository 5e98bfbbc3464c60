//! The tags of the handbook, collected once.

use crate::site::tag::tag_segment;
use crate::site::{PageId, Site};
use crate::yaml::Sourced;
use std::collections::BTreeMap;

/// All tags of published pages, by the last part of their address.
#[derive(Default)]
pub struct Tags(pub(super) BTreeMap<String, TagPages>);

/// A tag: how it was written first, and its pages.
pub struct TagPages {
    pub title: String,
    pub pages: Vec<PageId>,
}

impl Tags {
    /// Collects the tags of all published pages. Tags that differ only in capitals or spaces are
    /// one.
    pub fn collect(site: &Site) -> Self {
        let mut tags: BTreeMap<String, TagPages> = BTreeMap::new();
        for id in site.page_ids().filter(|id| site.is_published(*id)) {
            for title in site.page(id).meta().tags.iter().map(Sourced::value) {
                let tag = tags
                    .entry(tag_segment(title))
                    .or_insert_with(|| TagPages { title: title.clone(), pages: Vec::new() });
                if tag.pages.last() != Some(&id) {
                    tag.pages.push(id);
                }
            }
        }
        tags.remove("");
        Tags(tags)
    }

    /// Whether any published page has a tag.
    pub fn exist(site: &Site) -> bool {
        let published = site.page_ids().filter(|page| site.is_published(*page));
        let mut tags = published.flat_map(|page| &site.page(page).meta().tags);
        tags.any(|tag| !tag_segment(tag.value()).is_empty())
    }
}
