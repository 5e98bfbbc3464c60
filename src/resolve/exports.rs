//! Links of pages that other tools exported name pages by numbers and ids: `pageId=234567` of
//! Confluence, 32 digits of Notion.

use crate::site::tree::NodeId;
use crate::site::{Site, name};
use std::collections::HashMap;

/// Pages by the ids in the names of their files; an id that two files have names none.
pub(super) fn ids(site: &Site) -> HashMap<String, NodeId> {
    let mut ids: HashMap<String, Option<NodeId>> = HashMap::new();
    for page in site.pages() {
        let stem = name::stem(page.source().path()).unwrap_or_default();
        if let Some(id) = name::export_id(stem) {
            let known = ids.entry(id.to_ascii_lowercase()).or_insert(Some(page.node()));
            *known = known.filter(|node| *node == page.node());
        }
    }
    ids.into_iter().filter_map(|(id, node)| Some((id, node?))).collect()
}

/// The number in a link within Confluence, or the id in one within Notion.
pub(super) fn id(target: &str) -> Option<&str> {
    let digits = |text: &'_ str| text.bytes().take_while(u8::is_ascii_digit).count();
    let number = ["pageId=", "/pages/"].iter().find_map(|sign| {
        let (_, rest) = target.split_once(sign)?;
        rest.get(..digits(rest)).filter(|number| number.len() >= 5)
    });
    number.or_else(|| {
        let path = target.split(['?', '#']).next()?.trim_end_matches('/');
        let last = path.rsplit('/').next()?;
        let id = last.get(last.len().checked_sub(32)?..)?;
        id.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(id)
    })
}

/// The same in an address of the web, where only theirs count.
pub(super) fn web_id(url: &str) -> Option<&str> {
    let host = url.split_once("://")?.1.split('/').next()?;
    let is_theirs = ["notion.so", "notion.site", "atlassian.net"]
        .iter()
        .any(|known| host == *known || host.ends_with(&format!(".{known}")));
    is_theirs.then(|| id(url)).flatten()
}

#[cfg(test)]
mod tests {
    use super::{id, web_id};

    #[test]
    fn ids_are_found_in_links() {
        let notion = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
        assert_eq!(id("/pages/viewpage.action?pageId=234567"), Some("234567"));
        assert_eq!(id("/wiki/spaces/HR/pages/234567/Leave+policy"), Some("234567"));
        assert_eq!(id(&format!("/Leave-{notion}?pvs=4")), Some(notion));
        assert_eq!(id("/pages/leave"), None);
        assert_eq!(web_id(&format!("https://www.notion.so/acme/Leave-{notion}")), Some(notion));
        assert_eq!(web_id("https://example.com/pages/234567"), None);
    }
}
