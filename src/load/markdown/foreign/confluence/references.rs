//! Links and pictures of Confluence's storage format: `<ac:link>` and `<ac:image>` around the names
//! of pages and files.

use super::storage_tags::{StorageTag, content, first, plain_text};
use crate::load::markdown::foreign::attributes::pixels;
use crate::load::markdown::foreign::marks::FoundLink;
use crate::site::document::{ImageSize, LinkKind};

/// What a link refers to, or the text that it shows if that is nothing of ours.
pub(super) fn link(tag: &StorageTag<'_>, inside: &str) -> Result<FoundLink, String> {
    const TARGETS: [&str; 5] =
        ["ri:page", "ri:blog-post", "ri:attachment", "ri:url", "ri:content-entity"];
    let body = first(inside, &["ac:plain-text-link-body", "ac:link-body"]);
    let words = body.map(|body| plain_text(content(inside, &body))).unwrap_or_default();
    let anchor = tag.value("ac:anchor").map(|anchor| format!("#{anchor}")).unwrap_or_default();
    let (kind, target) = match first(inside, &TARGETS) {
        Some(target) if target.name == "ri:attachment" => (LinkKind::Wiki, file_name(&target)),
        Some(target) if target.name == "ri:url" => (LinkKind::Page, target.value("ri:value")),
        Some(target) => {
            let title = target.value("ri:content-title");
            (LinkKind::Wiki, title.map(|title| format!("{title}{anchor}")))
        }
        None => (LinkKind::Wiki, Some(anchor.clone()).filter(|anchor| !anchor.is_empty())),
    };
    let Some(target) = target else { return Err(named(inside, words)) };
    let page = target.split('#').find(|part| !part.is_empty()).unwrap_or_default();
    let label = if words.is_empty() { page.to_owned() } else { words };
    Ok(FoundLink { kind, target, label, size: ImageSize::default() })
}

/// Somebody, a space or something else that is not here, as text.
fn named(inside: &str, words: String) -> String {
    let names = ["ri:username", "ri:value", "ri:space-key", "ri:account-id", "ri:userkey"];
    let tag = first(inside, &["ri:user", "ri:space", "ri:shortcut"]);
    let name = tag.as_ref().and_then(|tag| names.iter().find_map(|name| tag.value(name)));
    let is_user = tag.is_some_and(|tag| tag.name == "ri:user");
    let sign = if is_user { "@" } else { "" };
    if words.is_empty() { name.map_or(words, |name| format!("{sign}{name}")) } else { words }
}

fn file_name(tag: &StorageTag<'_>) -> Option<String> {
    tag.value("ri:filename").filter(|name| !name.is_empty())
}

/// A picture, and what is written below it.
pub(super) fn picture(tag: &StorageTag<'_>, inside: &str) -> Option<(FoundLink, String)> {
    let target = first(inside, &["ri:attachment", "ri:url"])?;
    let (kind, target) = match target.name {
        "ri:url" => (LinkKind::Image, target.value("ri:value")?),
        _ => (LinkKind::WikiImage, file_name(&target)?),
    };
    let label = tag.value("ac:alt").or_else(|| tag.value("ac:title")).unwrap_or_default();
    let side = |name: &str| tag.value(name).as_deref().and_then(pixels);
    let size = ImageSize { width: side("ac:width"), height: side("ac:height") };
    let caption = first(inside, &["ac:caption"]);
    let caption = caption.map(|caption| plain_text(content(inside, &caption)));
    Some((FoundLink { kind, target, label, size }, caption.unwrap_or_default()))
}

/// A link to a file that is attached to the page.
pub(super) fn file(name: String) -> FoundLink {
    FoundLink {
        kind: LinkKind::Wiki,
        label: name.clone(),
        target: name,
        size: ImageSize::default(),
    }
}

/// A link to a place in the web.
pub(super) fn web(url: String) -> FoundLink {
    FoundLink { kind: LinkKind::Page, label: url.clone(), target: url, size: ImageSize::default() }
}

/// The sign that a picture of a mood stands for.
pub(super) fn emoticon(tag: &StorageTag<'_>) -> String {
    let name = tag.value("ac:name").unwrap_or_default();
    let sign = match name.as_str() {
        "smile" => "🙂",
        "sad" => "🙁",
        "cheeky" => "😛",
        "laugh" => "😀",
        "wink" => "😉",
        "thumbs-up" => "👍",
        "thumbs-down" => "👎",
        "information" => "ℹ️",
        "tick" => "✅",
        "cross" => "❌",
        "warning" => "⚠️",
        "plus" => "➕",
        "minus" => "➖",
        "question" => "❓",
        "light-on" | "light-off" => "💡",
        "yellow-star" | "red-star" | "green-star" | "blue-star" => "⭐",
        "heart" => "❤️",
        _ => "",
    };
    let own = tag.value("ac:emoji-fallback").filter(|own| !own.starts_with(':'));
    own.unwrap_or_else(|| if sign.is_empty() { format!(":{name}:") } else { sign.to_owned() })
}
