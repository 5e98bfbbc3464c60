//! Pages of tags, which other tools have at addresses such as `/tags/security/`.

use crate::site::Site;
use crate::site::tag::tag_segment;
use std::collections::HashMap;

/// The tags of published pages, by their letters and digits: tools make different addresses of
/// the same tag.
pub(super) struct TagNames(HashMap<String, String>);

impl TagNames {
    /// Collects them.
    pub(super) fn of(site: &Site) -> Self {
        let pages = site.page_ids().filter(|id| site.is_published(*id));
        let tags = pages.flat_map(|id| &site.page(id).meta().tags);
        let named = tags.map(|tag| (bare(tag.value()), tag_segment(tag.value())));
        TagNames(named.filter(|(bare, _)| !bare.is_empty()).collect())
    }

    /// The tag whose page has this address elsewhere, as the last part of its address here.
    pub(super) fn of_path(&self, path: &str) -> Option<&str> {
        let (above, last) = path.trim_matches('/').rsplit_once('/')?;
        let is_of_tags = matches!(above.rsplit('/').next(), Some("tags" | "tag"));
        let name = bare(last.strip_suffix(".html").unwrap_or(last));
        self.0.get(&name).filter(|_| is_of_tags).map(String::as_str)
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
