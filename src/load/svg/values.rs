//! What values of attributes and style sheets of a drawing may say.

/// Kinds of pictures that a drawing may hold in itself; a drawing that is shown as a picture runs
/// nothing.
const PICTURES: [&str; 7] = ["png", "jpeg", "jpg", "gif", "webp", "avif", "svg+xml"];

/// What is wrong with the value of an attribute.
pub(super) fn of_attribute(element: &str, key: &str, value: &str) -> Option<String> {
    match key {
        "href" => of_reference(element, value),
        "attributeName" if is_unsafe_to_animate(value) => {
            Some(format!("`<{element}>` changes `{value}`"))
        }
        "style" => of_styles(value),
        _ => None,
    }
}

fn is_unsafe_to_animate(name: &str) -> bool {
    let name = name.trim().rsplit(':').next().unwrap_or(name).to_ascii_lowercase();
    matches!(name.as_str(), "href" | "style" | "src") || name.starts_with("on")
}

/// Where a link leads, or what a picture shows; other elements refer to parts of the same drawing.
fn of_reference(element: &str, value: &str) -> Option<String> {
    let value = bare(value);
    let is_fine = match element {
        "a" => is_link(&value),
        "image" | "feImage" => {
            value.starts_with('#') || is_picture(&value) || scheme(&value).is_none()
        }
        _ => value.is_empty() || value.starts_with('#'),
    };
    (!is_fine).then(|| format!("`<{element}>` refers to `{}`", shown(&value)))
}

fn is_link(value: &str) -> bool {
    scheme(value).is_none_or(|scheme| matches!(scheme, "http" | "https" | "mailto"))
}

/// The scheme of an address, as far as there can be one.
fn scheme(value: &str) -> Option<&str> {
    let (before, _) = value.split_once(':')?;
    (!before.contains(['/', '?', '#'])).then_some(before)
}

fn is_picture(value: &str) -> bool {
    let kind = value.strip_prefix("data:image/").and_then(|rest| rest.split([';', ',']).next());
    kind.is_some_and(|kind| PICTURES.contains(&kind))
}

/// Browsers pass over blanks and control characters in schemes, and over capitals.
fn bare(value: &str) -> String {
    let letters = value.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control());
    letters.flat_map(char::to_lowercase).collect()
}

/// What is wrong with a style sheet. It may load typefaces and pictures, which run nothing, but not
/// use what old browsers take for code.
pub(super) fn of_styles(css: &str) -> Option<String> {
    let lower = css.to_ascii_lowercase();
    let known = ["expression(", "-moz-binding", "behavior:", "javascript:", "vbscript:"];
    known
        .iter()
        .find(|word| lower.contains(*word))
        .map(|word| format!("its style sheet holds `{word}`"))
}

/// As much of a value as fits into a message.
fn shown(value: &str) -> String {
    let start: String = value.chars().take(40).collect();
    if start.len() < value.len() { start + "…" } else { start }
}
