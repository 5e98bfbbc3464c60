//! Places in pages that links name.

use crate::diag::{Finding, catalogue};
use crate::site::Page;
use crate::site::document::Link;

/// What a fragment turned out to be.
pub(super) enum Anchor {
    Found(String),
    Missing,
}

/// Ids are looked up as written, then in small letters, then by letters and digits alone, as other
/// tools make them.
pub(super) fn anchor(page: &Page, fragment: &str) -> Anchor {
    let document = page.document();
    if page.has_anchor(fragment) || fragment == "top" {
        return Anchor::Found(fragment.to_owned());
    }
    let wanted = squeezed(fragment);
    let ids = std::iter::once(page.title_id())
        .chain(document.headings().iter().map(|heading| heading.id.as_str()));
    let mut ids = ids.chain(document.anchors().keys().map(String::as_str));
    let same = ids.find(|id| !wanted.is_empty() && squeezed(id) == wanted);
    same.map_or(Anchor::Missing, |id| Anchor::Found(id.to_owned()))
}

/// Letters and digits in small letters. `&` is "and" to some tools and nothing to others, so the
/// word does not count.
fn squeezed(text: &str) -> String {
    let words = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.eq_ignore_ascii_case("and"));
    words.flat_map(str::chars).flat_map(char::to_lowercase).collect()
}

/// Says that a fragment leads nowhere.
pub(super) fn broken_anchor(
    link: &Link,
    target: Option<&Page>,
    title: &str,
    fragment: &str,
) -> Finding {
    let ids = target
        .into_iter()
        .flat_map(|page| page.document().headings())
        .map(|heading| heading.id.as_str());
    catalogue::links::broken_anchor(
        link.place.clone(),
        title,
        fragment,
        crate::suggest::nearest(fragment, ids),
    )
}
