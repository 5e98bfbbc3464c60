//! Front matter that readers see: the hero and the features of start pages, as `VitePress`,
//! Starlight and Jekyll's themes have them, become Markdown above the text. Whatever of it cannot
//! be carried is a finding.

use crate::diag::Finding;
use crate::diag::catalogue::markdown as say;
use crate::site::meta::Meta;
use crate::site::opening::{OpeningPiece, PageOpening};
use crate::source::{Source, Span};
use crate::yaml::{MapEntry, YamlNode, same_key};

/// Keys of a hero that hold text for readers.
const NAMES: &[&str] = &["name", "title", "text", "tagline", "excerpt"];

/// Keys that say where a part leads.
const TARGETS: &[&str] = &["link", "url", "href"];

/// What a button says.
const BUTTONS: &[&str] = &["text", "label", "title", "btn_label"];

/// Keys of lists of features.
const FEATURES: &[&str] = &["features", "feature_row", "cards", "highlights"];

/// Text of the page as a whole that stands above it.
const PARAGRAPHS: &[&str] = &["subtitle", "tagline", "lead", "intro", "introduction"];

/// What only says how a part looks or what a program does with it.
const LOOKS: &[&str] = &[
    "align", "alt", "attrs", "class", "color", "dark", "file", "height", "html", "icon", "id",
    "image", "layout", "light", "order", "rel", "size", "src", "style", "target", "theme", "type",
    "variant", "width", "wrap",
];

/// The width of the picture of a feature, in pixels.
const ICON_WIDTH: &str = "48";

/// What stands above the text of a page.
pub fn opening(source: &Source, meta: &Meta) -> (PageOpening, Vec<Finding>) {
    let mut writer = OpeningWriter { source, pieces: Vec::new(), findings: Vec::new() };
    for entry in &meta.extra {
        let is = |name: &str| same_key(name, &entry.key);
        if is("hero") {
            writer.hero(&entry.value);
        } else if is("banner") || is("announcement") {
            writer.banner(entry);
        } else if PARAGRAPHS.iter().any(|name| is(name)) {
            writer.paragraph(&entry.value, "");
        } else if FEATURES.iter().any(|name| is(name)) {
            writer.features(&entry.value);
        }
    }
    (writer.pieces.into(), writer.findings)
}

/// Whether what stands under a key is shown, or reported part by part.
pub(super) fn is_read(key: &str) -> bool {
    let whole = ["hero", "banner", "announcement"];
    let mut known = whole.iter().chain(PARAGRAPHS).chain(FEATURES);
    known.any(|name| same_key(name, key))
}

/// Writes the pieces.
struct OpeningWriter<'s> {
    source: &'s Source,
    pieces: Vec<OpeningPiece>,
    findings: Vec<Finding>,
}

impl OpeningWriter<'_> {
    fn push(&mut self, markdown: impl Into<String>, span: Span) {
        self.pieces.push(OpeningPiece { markdown: markdown.into(), span });
    }

    fn hero(&mut self, hero: &YamlNode) {
        let name = value(hero, &["name", "title"]);
        let text = value(hero, &["text"]);
        if let Some(heading) = name.or(text).filter(|heading| words(heading).is_some()) {
            self.push("# ", heading.span);
            self.push(format!("{}\n\n", words(heading).unwrap_or_default()), heading.span);
        }
        if let Some(text) = text.filter(|_| name.is_some()) {
            self.paragraph(text, "**");
        }
        for tagline in [&["tagline"], &["excerpt"]].iter().filter_map(|names| value(hero, *names)) {
            self.paragraph(tagline, "");
        }
        if let Some(image) = value(hero, &["image"]) {
            self.image(image, "", "");
        }
        for action in value(hero, &["actions"]).map_or(&[][..], items) {
            self.action(action);
        }
        self.end_list();
        self.say_rest(hero, "hero", &[NAMES, &["image", "actions"]]);
    }

    /// A paragraph, between these signs.
    fn paragraph(&mut self, node: &YamlNode, sign: &str) {
        if let Some(text) = words(node) {
            let sign = if text.contains(['*', '<']) { "" } else { sign };
            self.push(format!("{sign}{text}{sign}\n\n"), node.span);
        }
    }

    /// `banner: {content: …}` of Starlight is shown above everything.
    fn banner(&mut self, entry: &MapEntry) {
        let content = value(&entry.value, &["content", "text", "message"]);
        let node = content.unwrap_or(&entry.value);
        if let Some(text) = words(node) {
            self.push(format!("> {text}\n\n"), node.span);
        }
    }

    fn image(&mut self, image: &YamlNode, alt: &str, width: &str) {
        let source = value(image, &["src", "file", "light", "dark"]);
        let Some(source) = source.or(Some(image)).filter(|source| words(source).is_some()) else {
            return;
        };
        let own = value(image, &["alt"]).and_then(words);
        let alt = bracketed(own.as_deref().unwrap_or(alt));
        let bar = if width.is_empty() { "" } else { "|" };
        self.push(format!("![{alt}{bar}{width}](<"), image.span);
        self.push(angled(source), source.span);
        self.push(">)\n\n", image.span);
    }

    /// A button: an item of a list with a link.
    fn action(&mut self, action: &YamlNode) {
        let text = value(action, BUTTONS);
        let Some(text) = text.filter(|text| words(text).is_some()) else { return };
        self.push("- ", action.span);
        self.link(text, value(action, TARGETS), "");
        self.push("\n", action.span);
        self.say_rest(action, "actions", &[BUTTONS, TARGETS]);
    }

    fn features(&mut self, features: &YamlNode) {
        const TITLES: &[&str] = &["title", "name", "heading"];
        const DETAILS: &[&str] = &["details", "description", "excerpt", "text", "content"];
        const LINK_TEXTS: &[&str] = &["linkText", "btn_label", "cta"];
        const ICONS: &[&str] = &["icon", "image", "image_path"];
        for feature in items(features) {
            self.push("* ", feature.span);
            if let Some(icon) = value(feature, ICONS) {
                self.icon(icon);
            }
            let target = value(feature, TARGETS);
            let link_text = value(feature, LINK_TEXTS);
            if let Some(title) = value(feature, TITLES) {
                self.link(title, target.filter(|_| link_text.is_none()), "**");
            }
            if let Some(details) =
                value(feature, DETAILS).and_then(|node| Some((words(node)?, node)))
            {
                self.push(format!(": {}", details.0), details.1.span);
            }
            if let Some(text) = link_text {
                self.push(" ", text.span);
                self.link(text, target, "");
            }
            self.push("\n", feature.span);
            let known = [TITLES, DETAILS, LINK_TEXTS, ICONS, TARGETS];
            self.say_rest(feature, "features", &known);
        }
        self.end_list();
    }

    /// An emoji or a picture; the name of a sign and SVG are gone.
    fn icon(&mut self, icon: &YamlNode) {
        match words(icon) {
            Some(sign) if !sign.is_ascii() && !sign.contains('<') => {
                self.push(format!("{sign} "), icon.span);
            }
            Some(name) if !name.contains(['/', '.']) || name.contains('<') => {}
            _ => {
                self.image(icon, "", ICON_WIDTH);
                if let Some(last) = self.pieces.last_mut() {
                    last.markdown = last.markdown.replace("\n\n", " ");
                }
            }
        }
    }

    /// A text, and where it leads if it does.
    fn link(&mut self, text: &YamlNode, target: Option<&YamlNode>, sign: &str) {
        let Some(shown) = words(text) else { return };
        match target.filter(|target| words(target).is_some()) {
            Some(target) => {
                self.push(format!("{sign}[{}](<", bracketed(&shown)), text.span);
                self.push(angled(target), target.span);
                self.push(format!(">){sign}"), text.span);
            }
            None => self.push(format!("{sign}{shown}{sign}"), text.span),
        }
    }

    fn end_list(&mut self) {
        if let Some(last) = self.pieces.last_mut().filter(|last| !last.markdown.ends_with("\n\n")) {
            last.markdown.push('\n');
        }
    }

    /// Texts of a part that are not carried.
    fn say_rest(&mut self, part: &YamlNode, of: &str, known: &[&[&str]]) {
        let is_known = |key: &str| {
            let names = known.iter().copied().flatten().chain(LOOKS);
            names.into_iter().any(|name| same_key(name, key))
        };
        let entries = part.as_map().map_or(&[][..], |map| map.entries.as_slice());
        for entry in entries.iter().filter(|entry| !is_known(&entry.key) && !entry.value.is_empty())
        {
            let place = self.source.at(entry.value.span);
            self.findings.push(say::unshown_text(place, &format!("{of}.{}", entry.key)));
        }
    }
}

/// The value of the first of these keys that a map has.
fn value<'n>(map: &'n YamlNode, names: &[&str]) -> Option<&'n YamlNode> {
    let entries = &map.as_map()?.entries;
    let named = |name: &&str| entries.iter().find(|entry| same_key(name, &entry.key));
    names.iter().find_map(named).map(|entry| &entry.value).filter(|value| !value.is_empty())
}

/// The items of a list, or the one value that stands for a list of one.
fn items(node: &YamlNode) -> &[YamlNode] {
    node.as_list().unwrap_or(std::slice::from_ref(node))
}

/// A text on one line, which begins no block.
fn words(node: &YamlNode) -> Option<String> {
    let text = node.text()?.split_whitespace().collect::<Vec<_>>().join(" ");
    let begins = text.starts_with(['#', '>', '-', '+', '|', '`', '~']);
    let text = if begins { format!("\\{text}") } else { text };
    (!text.is_empty()).then_some(text)
}

/// A text for between square brackets.
fn bracketed(text: &str) -> String {
    text.replace('[', "\\[").replace(']', "\\]")
}

/// A target for between angle brackets.
fn angled(node: &YamlNode) -> String {
    node.text().unwrap_or_default().trim().replace(['<', '>', '\n'], "")
}
