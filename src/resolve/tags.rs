//! Pages that other tools make of tags and categories, at addresses such as `/tags/security/` and
//! `/category/people/`.

use crate::resolve::links::Target;
use crate::site::Site;
use crate::site::tag::tag_segment;
use crate::site::tree::NodeId;
use std::collections::HashMap;

/// The tags of published pages, and the sections, by their letters and digits: tools make different
/// addresses of the same word.
pub(super) struct MadePages {
    tags: HashMap<String, String>,
    sections: HashMap<String, NodeId>,
}

impl MadePages {
    /// Collects them.
    pub(super) fn of(site: &Site) -> Self {
        let pages = site.page_ids().filter(|id| site.is_published(*id));
        let tags = pages.flat_map(|id| &site.page(id).meta().tags);
        let named = tags.map(|tag| (bare(tag.value()), tag_segment(tag.value())));
        let tags = named.filter(|(bare, _)| !bare.is_empty()).collect();
        // Of the tools that are read, only this one makes pages of its sections.
        let sections = site.tree().ids().filter(|_| site.config().habits.named_by_id);
        let sections = sections.filter(|id| site.tree().node(*id).is_section());
        let names = |id: NodeId| {
            let node = site.tree().node(id);
            let folder = node.stem().rsplit('/').next().unwrap_or_default();
            [(bare(folder), id), (bare(node.title()), id)]
        };
        MadePages { tags, sections: sections.flat_map(names).collect() }
    }

    /// What has a page of this address elsewhere.
    pub(super) fn of_path(&self, path: &str) -> Option<Target> {
        let (above, last) = path.trim_matches('/').rsplit_once('/')?;
        let name = bare(last.strip_suffix(".html").unwrap_or(last));
        match above.rsplit('/').next()? {
            "tags" | "tag" => self.tags.get(&name).cloned().map(Target::Tag),
            "category" => self.sections.get(&name).map(|node| Target::Node(*node, None)),
            _ => None,
        }
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
