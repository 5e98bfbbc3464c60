//! Films, sounds, embedded pages and pictures in objects, as their tags name them.

use crate::html::OpeningTag;
use crate::load::markdown::run::TextRun;
use crate::site::document::LinkKind;

/// Endings of pictures.
const PICTURES: [&str; 7] = [".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"];

/// Something that is shown in a frame of its own.
pub(super) struct FoundMedia {
    pub(super) kind: LinkKind,
    pub(super) target: String,
    pub(super) title: String,
}

/// What an element of this name shows.
pub(super) fn kind(name: &str) -> Option<LinkKind> {
    match name {
        "iframe" => Some(LinkKind::Embed),
        "video" => Some(LinkKind::Video),
        "audio" => Some(LinkKind::Audio),
        _ => None,
    }
}

/// What the tag of such an element names.
pub(super) fn source(run: &TextRun, tag: &OpeningTag, kind: LinkKind) -> Option<FoundMedia> {
    let target = tag.value("src", &run.text)?;
    let title = tag.value("title", &run.text).unwrap_or_default();
    Some(FoundMedia { kind, target, title })
}

/// `<object data>` is a picture or an embedded page; what is in it is for browsers that show
/// neither.
pub(super) fn object(run: &TextRun, tag: &OpeningTag) -> Option<FoundMedia> {
    let value = |name: &str| tag.value(name, &run.text);
    let target = value("data").filter(|_| tag.name == "object")?;
    let title = value("title").or_else(|| value("aria-label")).unwrap_or_default();
    let path = target.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let is_picture = PICTURES.iter().any(|ending| path.ends_with(ending));
    let kind = if is_picture { LinkKind::Image } else { LinkKind::Embed };
    Some(FoundMedia { kind, target, title })
}
