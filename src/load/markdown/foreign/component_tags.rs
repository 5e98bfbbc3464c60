//! The tag of a component: its name, its attributes as texts, and what it is elsewhere.

use super::known::{callout, kind};
use super::marks::{Container, Family};
use crate::load::markdown::raw::allow::is_element;
use crate::load::markdown::targets::is_picture;
use crate::site::document::SiteWord;
use std::collections::BTreeMap;
use std::ops::Range;

/// Longest tag of a component.
pub(super) const LONGEST: usize = 10_000;

/// Attributes whose value readers see, in the order in which they see them.
const TEXTS: [&str; 11] = [
    "header",
    "heading",
    "title",
    "label",
    "summary",
    "tagline",
    "subtitle",
    "text",
    "description",
    "caption",
    "footer",
];

/// The tag of a component.
#[derive(Debug)]
pub(super) struct ComponentTag {
    /// As it is written, without what stands before the last dot: `Tabs.Tab` is `Tab`.
    pub(super) name: String,
    pub(super) range: Range<usize>,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) closes: bool,
    pub(super) closes_itself: bool,
}

/// What a component is elsewhere.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum ComponentKind {
    Container(Family),
    /// It only holds others together.
    Frame,
    Card,
    /// Code in an attribute.
    Code,
    Link,
    Label,
    Other,
}

fn component_kind(name: &str) -> ComponentKind {
    match name {
        "callout" | "admonition" | "alert" | "hint" | "aside" => {
            ComponentKind::Container(Family::Callout)
        }
        "tab" | "tabitem" | "tabpanel" => ComponentKind::Container(Family::Tab),
        "accordion" | "expandable" | "collapsible" | "toggle" | "details" => {
            ComponentKind::Container(Family::Details)
        }
        "tabs" | "steps" | "step" | "cards" | "cardgrid" | "cardgroup" | "accordiongroup"
        | "accordions" | "fragment" | "frame" | "columns" | "column" | "filetree" | "grid"
        | "row" | "col" | "codegroup" => ComponentKind::Frame,
        // The page of a section lists its pages anyway.
        "doccardlist" => ComponentKind::Frame,
        "card" | "linkcard" | "doccard" => ComponentKind::Card,
        "link" | "linkbutton" | "button" | "navlink" | "anchor" => ComponentKind::Link,
        "badge" | "tag" | "pill" => ComponentKind::Label,
        "code" => ComponentKind::Code,
        name if kind(name).is_some() => ComponentKind::Container(Family::Callout),
        _ => ComponentKind::Other,
    }
}

impl ComponentTag {
    /// The tag at `at`; `None` where it is an element of HTML or no tag.
    pub(super) fn read(text: &str, at: usize) -> Option<Self> {
        let rest = text.get(at..text.floor_char_boundary(at + LONGEST))?;
        let inside = rest.strip_prefix('<')?;
        let closes = inside.starts_with('/');
        let inside = inside.trim_start_matches('/');
        let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && !"._-".contains(c))?;
        let name = inside.get(..end)?;
        let is_component = name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.contains(|c: char| c.is_ascii_lowercase());
        let last = name.rsplit('.').next()?;
        let lower = last.to_ascii_lowercase();
        let is_ours = matches!(lower.as_str(), "aside" | "details" | "link" | "button" | "code");
        if !is_component || !is_ours && is_element(&lower) {
            return None;
        }
        let mut attributes = Vec::new();
        let mut behind = inside.get(end..)?.trim_start();
        while !behind.starts_with(['>', '/']) {
            let (attribute, next) = attribute(behind)?;
            attributes.extend(attribute);
            behind = next.trim_start();
        }
        let closes_itself = behind.starts_with('/');
        let behind = behind.trim_start_matches('/').trim_start().strip_prefix('>')?;
        let range = at..at + rest.len() - behind.len();
        Some(ComponentTag { name: last.to_owned(), range, attributes, closes, closes_itself })
    }

    pub(super) fn value(&self, names: &[&str]) -> Option<&str> {
        let named = |name: &&str| self.attributes.iter().find(|(known, _)| known == name);
        let value = names.iter().find_map(named)?.1.trim();
        (!value.is_empty()).then_some(value)
    }

    pub(super) fn kind(&self) -> ComponentKind {
        component_kind(&self.name.to_ascii_lowercase())
    }

    pub(super) fn container(&self, family: Family) -> Container {
        let title = self.value(&["title", "label", "summary", "value", "header"]);
        match family {
            Family::Tab => Container::Tab { title: title.unwrap_or_default().to_owned() },
            Family::Details => {
                Container::Details { summary: title.map(str::to_owned), open: false }
            }
            Family::Callout | Family::Inline(_) => {
                let word = self.value(&["type", "variant", "intent", "kind"]).and_then(kind);
                let kind = word.or_else(|| kind(&self.name)).unwrap_or(SiteWord::Note);
                callout(kind, self.value(&["title", "heading", "label"]))
            }
        }
    }

    /// What readers see of its attributes.
    pub(super) fn texts(&self) -> String {
        let texts: Vec<&str> = TEXTS.iter().filter_map(|name| self.value(&[name])).collect();
        texts.join(" · ")
    }

    /// The code in its attributes as a code block.
    pub(super) fn code_block(&self, prefix: &str) -> Option<String> {
        let code = self.value(&["code"])?.replace('\n', &format!("\n{prefix}"));
        let language = self.value(&["lang", "language"]).unwrap_or("text");
        let title = self.value(&["title"]).map(|title| format!(" title=\"{title}\""));
        let title = title.unwrap_or_default();
        Some(format!("~~~~~~{language}{title}\n{prefix}{code}\n{prefix}~~~~~~\n"))
    }

    /// The picture that it shows, with what is said of it; `files` are those that a page imports.
    pub(super) fn picture(&self, files: &BTreeMap<String, String>) -> Option<String> {
        let imported = || files.get(self.value(&["=src"])?.split('.').next()?).map(String::as_str);
        let source = self.value(&["src"]).or_else(imported)?;
        let alt = self.value(&["alt", "caption", "title"]).unwrap_or_default();
        let is_plain = !alt.contains(['[', ']', '\\']) && !source.contains(['<', '>', '\n']);
        let source = super::known::angled(source);
        (is_picture(&source) && is_plain).then(|| format!("![{alt}](<{source}>)"))
    }

    /// A card as a paragraph or two.
    pub(super) fn card(&self, prefix: &str) -> String {
        let title = self.value(&["title", "label", "header"]).unwrap_or_default();
        let target = self.value(&["href", "to", "link", "url"]);
        let title = match target {
            Some(target) => super::known::link(title, target),
            None => title.to_owned(),
        };
        let bold = if title.is_empty() { title } else { format!("**{title}**") };
        let more = self.value(&["description", "text", "subtitle"]).unwrap_or_default();
        let parts = [bold.as_str(), more].into_iter().filter(|part| !part.is_empty());
        parts.map(|part| format!("{part}\n{prefix}\n{prefix}")).collect()
    }
}

/// The attribute at the start of a text, and what is behind it. What is computed has a name with
/// `=` in front.
fn attribute(text: &str) -> Option<(Option<(String, String)>, &str)> {
    if text.starts_with('{') {
        let end = braces(text)?;
        return Some((None, text.get(end..)?));
    }
    let end = text.find(|c: char| c.is_whitespace() || "=/><{\"'".contains(c))?;
    let name = text.get(..end).filter(|name| !name.is_empty())?.to_ascii_lowercase();
    let Some(value) = text.get(end..)?.trim_start().strip_prefix('=') else {
        return Some((Some((name, String::new())), text.get(end..)?));
    };
    let value = value.trim_start();
    if let Some(quote) = value.chars().next().filter(|quote| matches!(quote, '"' | '\'')) {
        let (inside, behind) = value.get(1..)?.split_once(quote)?;
        let plain = crate::html::decoded(inside);
        let one_line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        return Some((Some((name, one_line)), behind));
    }
    if value.starts_with('{') {
        let end = braces(value)?;
        let inside = value.get(1..end - 1)?.trim();
        let known = match text_in(inside) {
            Some(text) => (name, text.to_owned()),
            None => (format!("={name}"), inside.to_owned()),
        };
        return Some((Some(known), value.get(end..)?));
    }
    let end = value.find(|c: char| c.is_whitespace() || c == '>')?;
    let (word, behind) = value.split_at(end);
    (!word.is_empty()).then(|| (Some((name, word.to_owned())), behind))
}

/// Where the braces end that a text begins with; texts in quotes hold none.
pub(super) fn braces(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().take(LONGEST) {
        match (quote, byte) {
            (Some(open), byte) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'' | b'`') => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// The text that an expression is: `"x"`, `require('x').default`, `useBaseUrl('x')`.
pub(super) fn text_in(expression: &str) -> Option<&str> {
    let bare = expression.trim().trim_end_matches(".default");
    let called = bare.split_once('(').and_then(|(function, rest)| {
        let is_name = function.chars().all(char::is_alphanumeric);
        rest.strip_suffix(')').filter(|_| is_name)
    });
    let quoted = called.unwrap_or(bare).trim();
    let quote = quoted.chars().next().filter(|quote| "\"'`".contains(*quote))?;
    let inside = quoted.strip_prefix(quote)?.strip_suffix(quote)?;
    (!inside.contains([quote, '$', '\n'])).then_some(inside)
}

#[cfg(test)]
mod tests {
    use super::{ComponentTag, text_in};

    #[test]
    fn tags_are_read() {
        let shown = |text: &str| {
            ComponentTag::read(text, 0).map(|tag| {
                let attributes: Vec<String> =
                    tag.attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
                format!("{}[{}]{}", tag.name, attributes.join(","), tag.range.end)
            })
        };
        let table = [
            ("<Card\n  title=\"A b\"\n  href='x'\n/>", Some("Card[title=A b,href=x]33")),
            ("<Tabs.Tab value={\"x\"} items={['a']}>", Some("Tab[value=x,=items=['a']]36")),
            ("<Details open>", Some("Details[open=]14")),
            ("</Card>", Some("Card[]7")),
            ("<DIV class='a'>", None),
            ("<Table>", None),
            ("<card>", None),
            ("<Never", None),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn expressions_that_are_texts_are_known() {
        assert_eq!(text_in("require('./a.png').default"), Some("./a.png"));
        assert_eq!(text_in(" \"b\" "), Some("b"));
        assert_eq!(text_in("{color: 'red'}"), None);
        assert_eq!(text_in("`a${b}`"), None);
    }
}
