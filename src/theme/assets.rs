//! The files that pages use: style sheets, scripts, fonts, the icon; and those that only a reader
//! who searches loads. Each is named by what is in it, so that browsers may keep it for ever.

use super::minify::{minify, minify_style};
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

/// How a handbook wants its site to look, as far as `handbook.yaml` says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThemeLook {
    /// The one colour.
    pub accent: Option<Accent>,
    /// Only fonts that the reader's system has.
    pub system_fonts: bool,
}

/// The layers of all sheets, in order.
const LAYERS: &str = "tokens, base, layout, content, components, print";

/// The style sheets, and the files of the theme in each: one that all pages use, and what only
/// pages, only views and only paper need. Files of the handbook with other names come behind the
/// first, outside all layers, and so win.
const SHEETS: [(&str, &str, &[&str]); 4] = [
    ("css", "theme", &["tokens", "base", "layout", "tables", "components"]),
    ("page_css", "page", &["content", "page"]),
    ("views_css", "views", &["views"]),
    ("print_css", "print", &["print"]),
];

/// The sheet that declares the fonts.
const FONTS: &str = "fonts";

/// The script that runs before the first paint.
const EARLY: &str = "js/early.js";

/// Scripts for the head of pages with facts, in one file with the common ones.
const FACTS: [&str; 2] = ["js/answer.js", "js/due.js"];

/// Scripts for texts, which lists do not have.
const TEXTS: [&str; 2] = ["js/copy.js", "js/outline.js"];

/// Scripts for what stands on all others.
const OTHERS: [&str; 1] = ["js/moments.js"];

/// What the home page and people's pages need for "For me".
const ME: &str = "js/me.js";

/// What the view of changes needs to say what is new to the reader.
const SINCE: &str = "js/since.js";

/// What pages with images need to open them large.
const ZOOM: &str = "js/zoom.js";

/// Scripts that only views need.
const VIEWS: [&str; 3] = ["js/clock.js", "js/hours.js", "js/tables.js"];

pub(super) struct Assets {
    files: Vec<Asset>,
    names: BTreeMap<&'static str, String>,
}

impl Assets {
    pub(super) fn new(overrides: &Overrides, words: &Words, look: &ThemeLook) -> Assets {
        let mut assets = Assets { files: Vec::new(), names: BTreeMap::new() };
        let icons = assets.publish("icons", "svg", text(overrides, "icons.svg").into_bytes());
        let fonts = assets.fonts(overrides, look, words);
        for (key, stem, layers) in SHEETS {
            let text = match key {
                "css" => main_sheet(overrides, look, &fonts)
                    .replace("url(icons.svg)", &format!("url({icons})")),
                _ => layered(overrides, layers),
            };
            assets.add(key, stem, "css", text);
        }
        assets.scripts(overrides);
        let sheet =
            assets.add("search_css", "search", "css", style(overrides, "search/search.css"));
        assets.add("health", "health", "css", style(overrides, "views/health.css"));
        assets.add("terms", "terms", "css", style(overrides, "views/terms.css"));
        assets.add("code", "code", "css", style(overrides, "views/code.css"));
        assets.add("zoom", "zoom", "css", style(overrides, "views/zoom.css"));
        assets.add("paper", "paper", "css", style(overrides, "paper/paper.css"));
        assets.add("search", "search", "js", search(overrides, words, &sheet));
        assets.add("favicon", "favicon", "svg", text(overrides, "favicon.svg"));
        assets
    }

    /// What runs before the first paint, on pages with facts, on all others, and on views.
    fn scripts(&mut self, overrides: &Overrides) {
        self.add("early", "early", "js", text(overrides, EARLY));
        let embedded = embedded::paths("js/");
        let known: Vec<&str> = embedded.iter().filter_map(|path| stem(path, "js/")).collect();
        let some = [&FACTS[..], &TEXTS, &OTHERS, &VIEWS, &[EARLY, ME, SINCE, ZOOM]].concat();
        let common: Vec<&str> =
            embedded.iter().map(String::as_str).filter(|path| !some.contains(path)).collect();
        let own = scoped(others(overrides, "js/", ".js", &known).into_iter().map(str::to_owned));
        let joined = |paths: &[&str]| scoped(paths.iter().map(|path| code(overrides, path)));
        let texts = joined(&TEXTS) + &joined(&common);
        self.add("page_js", "page", "js", texts.clone() + &joined(&FACTS) + &own);
        self.add("js", "theme", "js", texts + &joined(&OTHERS) + &own);
        self.add("list_js", "list", "js", joined(&common) + &joined(&OTHERS) + &own);
        self.add("me_js", "me", "js", joined(&[ME]));
        self.add("since_js", "since", "js", joined(&[SINCE]));
        self.add("zoom_js", "zoom", "js", joined(&[ZOOM]));
        self.add("views_js", "views", "js", joined(&VIEWS));
    }

    /// Publishes the fonts with their licence; the sheet that declares them comes back. Without
    /// fonts, what templates would load in advance has no name, nor has what a language cannot use.
    fn fonts(&mut self, overrides: &Overrides, look: &ThemeLook, words: &Words) -> String {
        let loaded = [
            ("font_sans", "figtree.woff2"),
            ("font_serif", "newsreader.woff2"),
            ("font_italic", "figtree-italic.woff2"),
        ];
        self.names.extend(loaded.map(|(key, _)| (key, String::new())));
        if look.system_fonts {
            return String::new();
        }
        let mut sheet = style(overrides, &format!("css/{FONTS}.css"));
        for path in embedded::paths("fonts/") {
            let bytes = embedded::bytes(&path).unwrap_or_default();
            let written = path.trim_start_matches("fonts/");
            let (stem, extension) = written.rsplit_once('.').unwrap_or((written, "woff2"));
            let name = self.publish(stem, extension, bytes);
            let link = path.strip_prefix("fonts/").unwrap_or(&path);
            sheet = sheet.replace(&format!("url(fonts/{link})"), &format!("url({name})"));
            let key = loaded.iter().find(|(_, file)| *file == link).map(|(key, _)| *key);
            let is_used = |key: &&str| *key != "font_serif" || !words.grammar().is_in_sans();
            if let Some(key) = key.filter(is_used) {
                self.names.insert(key, format!("-/{name}"));
            }
        }
        sheet
    }

    pub(super) fn files(&self) -> &[Asset] {
        &self.files
    }

    /// The names by which templates link them: `assets.css`.
    pub(super) fn to_value(&self) -> tera::Value {
        tera::Value::from_serializable(&self.names)
    }

    /// Adds a file for templates; its name below `-/` comes back.
    fn add(&mut self, key: &'static str, stem: &str, extension: &str, text: String) -> String {
        let name = self.publish(stem, extension, text.into_bytes());
        self.names.insert(key, format!("-/{name}"));
        name
    }

    fn publish(&mut self, stem: &str, extension: &str, bytes: Vec<u8>) -> String {
        let name = format!("{stem}.{}.{extension}", short_hash(&bytes));
        self.files.push(Asset { path: format!("-/{name}"), bytes });
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

/// The sheet of all pages: layers, fonts, the handbook's colour and its own sheets.
fn main_sheet(overrides: &Overrides, look: &ThemeLook, fonts: &str) -> String {
    let [(_, _, layers), ..] = SHEETS;
    let mut css = format!("@layer {LAYERS};\n{fonts}{}", layered(overrides, layers));
    if let Some(Accent(colour)) = &look.accent {
        css.push_str(&format!(":root {{ --brand: {colour}; }}\n"));
    }
    let known: Vec<&str> =
        SHEETS.iter().flat_map(|(_, _, layers)| layers.iter().copied()).chain([FONTS]).collect();
    for source in others(overrides, "css/", ".css", &known) {
        css.push_str(source);
    }
    css
}

/// Some files of the style sheets, one behind the other.
fn layered(overrides: &Overrides, layers: &[&str]) -> String {
    layers.iter().map(|layer| style(overrides, &format!("css/{layer}.css"))).collect()
}

/// A style sheet: the handbook's own, compact, or the embedded one, minified.
fn style(overrides: &Overrides, path: &str) -> String {
    let compact = compact(&text(overrides, path));
    if overrides.contains_key(path) { compact } else { minify_style(&compact) }
}

/// Each file is a scope of its own, so that they can stand in one module.
fn scoped(texts: impl Iterator<Item = String>) -> String {
    texts.map(|text| format!("{{\n{text}}}\n")).collect()
}

/// The name of a script without folder and ending.
fn stem<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    path.strip_prefix(folder)?.strip_suffix(".js")
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
    use super::{Accent, Asset, Assets, ThemeLook};
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

    /// The sheet of all pages.
    fn sheet(assets: &Assets) -> &Asset {
        assets.files().iter().find(|file| file.path.starts_with("-/theme.")).unwrap()
    }

    #[test]
    fn names_follow_the_content() {
        let look = ThemeLook { accent: Accent::parse("#123456"), ..ThemeLook::default() };
        let words = Words::default();
        let plain = Assets::new(&Overrides::new(), &words, &ThemeLook::default());
        let coloured = Assets::new(&Overrides::new(), &words, &look);
        assert_ne!(sheet(&plain).path, sheet(&coloured).path);
        let others = |assets: &Assets| {
            let files = assets.files().iter().map(|file| file.path.clone());
            files.filter(|path| *path != sheet(assets).path).collect::<Vec<_>>()
        };
        assert_eq!(others(&plain), others(&coloured));
    }

    #[test]
    fn fonts_come_with_their_licence_or_not_at_all() {
        let words = Words::default();
        let with = Assets::new(&Overrides::new(), &words, &ThemeLook::default());
        let is_font = |file: &&Asset| file.path.ends_with(".woff2") || file.path.contains("OFL");
        assert_eq!(with.files().iter().filter(is_font).count(), 6);
        // Whatever letters a reader meets, in all styles, once.
        let fonts = with.files().iter().filter(|file| file.path.ends_with(".woff2"));
        assert!(fonts.map(|file| file.bytes.len()).sum::<usize>() <= 60 * 1024);
        let css = String::from_utf8_lossy(&sheet(&with).bytes).into_owned();
        assert!(css.contains("@font-face") && !css.contains("url(fonts/"), "{css}");
        let look = ThemeLook { system_fonts: true, ..ThemeLook::default() };
        let without = Assets::new(&Overrides::new(), &words, &look);
        assert_eq!(without.files().iter().filter(is_font).count(), 0);
        assert!(!String::from_utf8_lossy(&sheet(&without).bytes).contains("@font-face"));
    }

    #[test]
    fn a_handbook_replaces_a_layer_and_adds_a_sheet() {
        let own =
            |path: &str, text: &str| (path.to_owned(), Source::new(format!("theme/{path}"), text));
        let overrides = Overrides::from([
            own("css/tokens.css", ":root{--mine:1}"),
            own("css/zebra.css", ".zebra{}"),
        ]);
        let assets = Assets::new(&overrides, &Words::default(), &ThemeLook::default());
        let css = String::from_utf8_lossy(&sheet(&assets).bytes).into_owned();
        assert!(css.contains("--mine:1") && !css.contains("--brand:"));
        assert!(css.ends_with(".zebra{}"));
    }
}
