//! The default theme inside the binary (read from the source tree in debug builds).
#![expect(
    clippy::disallowed_methods,
    reason = "in debug builds the theme is read from the source tree"
)]

use rust_embed::Embed;

#[derive(Embed)]
#[folder = "themes/default"]
struct DefaultTheme;

/// The text of an embedded file, by its path in the theme.
pub fn text(path: &str) -> Option<String> {
    let file = DefaultTheme::get(path)?;
    Some(String::from_utf8_lossy(&file.data).into_owned())
}

/// The bytes of an embedded file.
pub fn bytes(path: &str) -> Option<Vec<u8>> {
    Some(DefaultTheme::get(path)?.data.into_owned())
}

/// All embedded files: path and bytes.
pub fn files() -> impl Iterator<Item = (String, Vec<u8>)> {
    paths("").into_iter().filter_map(|path| Some((path.clone(), bytes(&path)?)))
}

/// The paths of all embedded files in a folder such as `templates/`, sorted.
pub fn paths(folder: &str) -> Vec<String> {
    let mut paths: Vec<String> = DefaultTheme::iter()
        .filter(|path| path.starts_with(folder))
        .map(std::borrow::Cow::into_owned)
        .collect();
    paths.sort();
    paths
}
