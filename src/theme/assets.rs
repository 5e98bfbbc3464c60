//! The files that all pages use: one style sheet, two scripts, the icon; and those that only a
//! reader who searches loads. Each is named by what is in it, so that browsers may keep it for
//! ever.

use super::minify::minify;
use super::{Overrides, Words, embedded};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A file of the theme as it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Relative to the site: `-/theme.0f3a91c2d4.css`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The one colour of a theme, as CSS writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accent(String);

impl Accent {
    /// Takes `#rgb`, `#rrggbb` and names such as `teal`; nothing else reaches the style sheet.
    pub fn parse(text: &str) -> Option<Accent> {
        let text = text.trim();
        let is_hex = |digits: &str| {
            matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        };
        let is_name =
            (3..=20).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphabetic());
        (is_name || text.strip_prefix('#').is_some_and(is_hex))
            .then(|| Accent(text.to_ascii_lowercase()))
    }
}

/// The order of the style sheet. Files of the handbook with other names come behind these, and so
/// win.
const LAYERS: [&str; 6] = ["tokens", "base", "layout", "content", "components", "print"];

pub(super) struct Assets {
    files: Vec<Asset>,
    names: BTreeMap<&'static str, String>,
}

impl Assets {
    pub(super) fn new(overrides: &Overrides, words: &Words, accent: Option<&Accent>) -> Assets {
        let mut assets = Assets { files: Vec::new(), names: BTreeMap::new() };
        assets.add("css", "theme", "css", style_sheet(overrides, accent));
        assets.add("early", "early", "js", text(overrides, "js/early.js"));
        assets.add("js", "theme", "js", script(overrides));
        assets.add("views", "views", "css", compact(&text(overrides, "views/views.css")));
        assets.add("terms", "terms", "css", compact(&text(overrides, "views/terms.css")));
        assets.add("paper", "paper", "css", compact(&text(overrides, "paper/paper.css")));
        let sheet = assets.add(
            "search_css",
            "search",
            "css",
            compact(&text(overrides, "search/search.css")),
        );
        assets.add("search", "search", "js", search(overrides, words, &sheet));
        assets.add("favicon", "favicon", "svg", text(overrides, "favicon.svg"));
        assets
    }

    pub(super) fn files(&self) -> &[Asset] {
        &self.files
    }

    /// The names by which templates link them: `assets.css`.
    pub(super) fn to_value(&self) -> tera::Value {
        tera::Value::from_serializable(&self.names)
    }

    /// Adds a file; its name below `-/` comes back.
    fn add(&mut self, key: &'static str, stem: &str, extension: &str, text: String) -> String {
        let name = format!("{stem}.{}.{extension}", short_hash(text.as_bytes()));
        let path = format!("-/{name}");
        self.names.insert(key, path.clone());
        self.files.push(Asset { path, bytes: text.into_bytes() });
        name
    }
}

/// Ten hex digits of SHA-256.
fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}

/// The handbook's file, else the embedded one.
fn text(overrides: &Overrides, path: &str) -> String {
    match overrides.get(path) {
        Some(source) => source.text().to_owned(),
        None => embedded::text(path).unwrap_or_default(),
    }
}

fn style_sheet(overrides: &Overrides, accent: Option<&Accent>) -> String {
    let mut css = format!("@layer {};\n", LAYERS.join(", "));
    for layer in LAYERS {
        css.push_str(&compact(&text(overrides, &format!("css/{layer}.css"))));
    }
    if let Some(Accent(colour)) = accent {
        css.push_str(&format!(":root {{ --brand: {colour}; }}\n"));
    }
    for source in others(overrides, "css/", ".css", &LAYERS) {
        css.push_str(source);
    }
    css
}

/// Each file is a scope of its own, so that they can stand in one module.
fn script(overrides: &Overrides) -> String {
    let mut paths = embedded::paths("js/");
    paths.retain(|path| path != "js/early.js");
    let known: Vec<&str> =
        paths.iter().filter_map(|path| path.strip_prefix("js/")?.strip_suffix(".js")).collect();
    let own: Vec<&str> = others(overrides, "js/", ".js", &known);
    let texts =
        paths.iter().map(|path| code(overrides, path)).chain(own.into_iter().map(str::to_owned));
    texts.map(|text| format!("{{\n{text}}}\n")).collect()
}

/// The module of the search, with the words that it says and the name of its style sheet.
fn search(overrides: &Overrides, words: &Words, sheet: &str) -> String {
    let named = words.keys().filter_map(|key| Some((key.strip_prefix("search.")?, words.get(key))));
    let words = serde_json::to_string(&named.collect::<BTreeMap<_, _>>()).unwrap_or_default();
    let code = ["search/engine.js", "search/panel.js"].map(|path| code(overrides, path));
    format!("const STYLE = \"{sheet}\", WORDS = {words};\n{}", code.concat())
}

/// Files of the handbook in a folder of the theme that replace none of the embedded ones.
fn others<'a>(
    overrides: &'a Overrides,
    folder: &str,
    ending: &str,
    known: &[&str],
) -> Vec<&'a str> {
    let is_other = |path: &str| {
        let stem = path.strip_prefix(folder).and_then(|name| name.strip_suffix(ending));
        stem.is_some_and(|stem| stem != "early" && !known.contains(&stem))
    };
    overrides.iter().filter(|(path, _)| is_other(path)).map(|(_, source)| source.text()).collect()
}

/// A script: the handbook's own, compact, or the embedded one, which is known well enough to be
/// minified.
fn code(overrides: &Overrides, path: &str) -> String {
    let compact = compact(&text(overrides, path));
    if overrides.contains_key(path) {
        return compact;
    }
    minify(&compact)
}

/// Leaves out indentation, blank lines and lines that are nothing but a comment; the rest stays
/// readable.
fn compact(text: &str) -> String {
    let is_comment =
        |line: &str| line.starts_with("//") || (line.starts_with("/*") && line.ends_with("*/"));
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !is_comment(line));
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::{Accent, Assets};
    use crate::source::Source;
    use crate::theme::{Overrides, Words};

    #[test]
    fn an_accent_is_a_colour_and_nothing_else() {
        for good in ["#0f6b5c", "#ABC", "teal", " rebeccapurple "] {
            assert!(Accent::parse(good).is_some(), "{good}");
        }
        for bad in ["", "#12", "#12345g", "red;}", "url(x)", "}body{}", "no"] {
            assert!(Accent::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn names_follow_the_content() {
        let accent = Accent::parse("#123456");
        let words = Words::default();
        let plain = Assets::new(&Overrides::new(), &words, None);
        let coloured = Assets::new(&Overrides::new(), &words, accent.as_ref());
        assert_ne!(plain.files()[0].path, coloured.files()[0].path);
        assert_eq!(plain.files()[1..], coloured.files()[1..]);
        assert!(
            coloured.files()[0].path.starts_with("-/theme.")
                && coloured.files()[0].path.ends_with(".css")
        );
    }

    #[test]
    fn a_handbook_replaces_a_layer_and_adds_a_sheet() {
        let own =
            |path: &str, text: &str| (path.to_owned(), Source::new(format!("theme/{path}"), text));
        let overrides = Overrides::from([
            own("css/tokens.css", ":root{--mine:1}"),
            own("css/zebra.css", ".zebra{}"),
        ]);
        let assets = Assets::new(&overrides, &Words::default(), None);
        let css = String::from_utf8_lossy(&assets.files()[0].bytes).into_owned();
        assert!(css.contains("--mine:1") && !css.contains("--brand"));
        assert!(css.ends_with(".zebra{}"));
    }
}
