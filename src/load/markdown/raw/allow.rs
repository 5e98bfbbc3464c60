//! What stays of raw HTML: the allowlists, and the sanitiser that holds them.

use ammonia::{Builder, UrlRelative};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Marks of ours on elements begin so; authors' attributes that do are dropped.
pub(super) const MARK: &str = "hb-";

/// Elements that authors may use.
#[rustfmt::skip]
const ELEMENTS: [&str; 70] = [
    "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption",
    "cite", "code", "col", "colgroup", "data", "dd", "del", "details", "dfn", "div", "dl", "dt",
    "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s",
    "samp", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td",
    "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr",
];

/// Elements that only look, or that only group: nobody misses them, so nothing is said.
#[rustfmt::skip]
const SILENT: [&str; 20] = [
    "acronym", "big", "body", "center", "font", "head", "html", "main", "nav", "nobr", "noscript",
    "picture", "search", "source", "strike", "tt", "track", "title", "video", "audio",
];

/// Elements that are removed, with a finding; their text stays.
#[rustfmt::skip]
const REMOVED: [&str; 40] = [
    "applet", "area", "base", "basefont", "bgsound", "blink", "button", "canvas", "datalist",
    "dialog", "dir", "embed", "fieldset", "form", "frame", "frameset", "iframe", "input", "label",
    "legend", "link", "listing", "map", "marquee", "menu", "meta", "meter", "noembed", "noframes",
    "object", "optgroup", "option", "output", "param", "plaintext", "progress", "select", "slot",
    "textarea", "xmp",
];

/// Elements that go with all that is in them.
const GONE: [&str; 5] = ["script", "style", "template", "svg", "math"];

/// Elements of HTML without content.
pub(super) const VOID: [&str; 6] = ["br", "col", "hr", "img", "wbr", "input"];

/// What is done with an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ElementVerdict {
    Stays,
    /// Only its tags go, without a word.
    Silent,
    /// Its tags go, which is a finding.
    Removed,
    /// It goes with its content, which is a finding.
    Gone,
    /// It is no element of HTML.
    Unknown,
}

pub(super) fn verdict(name: &str) -> ElementVerdict {
    if ELEMENTS.contains(&name) {
        ElementVerdict::Stays
    } else if GONE.contains(&name) {
        ElementVerdict::Gone
    } else if SILENT.contains(&name) {
        ElementVerdict::Silent
    } else if REMOVED.contains(&name) {
        ElementVerdict::Removed
    } else {
        ElementVerdict::Unknown
    }
}

/// Whether HTML has an element of this name, in lower case.
pub(in super::super) fn is_element(name: &str) -> bool {
    verdict(name) != ElementVerdict::Unknown
}

/// What is done with an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AttributeFate {
    /// It stays under this name.
    Stays(&'static str),
    /// It names where a link or an image leads.
    Address,
    /// It is no loss.
    Silent,
    /// It would change how the page looks.
    Style,
    /// It could run code.
    Removed,
}

pub(super) fn fate(element: &str, attribute: &str, value: &str) -> AttributeFate {
    match (element, attribute) {
        ("a", "href") | ("img", "src") => AttributeFate::Address,
        (_, "style") => AttributeFate::Style,
        (
            _,
            "srcdoc" | "formaction" | "action" | "xlink:href" | "background" | "ping" | "manifest",
        ) => AttributeFate::Removed,
        (_, handler) if handler.starts_with("on") && handler.len() > 2 => AttributeFate::Removed,
        (_, "align")
            if ["left", "right", "center", "justify"]
                .contains(&value.to_ascii_lowercase().as_str()) =>
        {
            AttributeFate::Stays("data-align")
        }
        _ => KEPT
            .iter()
            .find(|(of, name)| {
                *name == attribute && (of.is_empty() || of.split(' ').any(|of| of == element))
            })
            .filter(|(_, name)| {
                !matches!(*name, "width" | "height")
                    || value.bytes().all(|byte| byte.is_ascii_digit())
            })
            .map_or(AttributeFate::Silent, |(_, name)| AttributeFate::Stays(name)),
    }
}

/// Attributes that stay, and of which elements; of all where there is none.
#[rustfmt::skip]
const KEPT: [(&str, &str); 24] = [
    ("", "id"), ("", "title"), ("", "lang"), ("", "dir"), ("", "aria-label"), ("", "aria-hidden"),
    ("", "aria-describedby"),
    ("a", "name"), ("img", "alt"), ("img", "width"), ("img", "height"), ("td th", "colspan"), ("td \
        th", "rowspan"), ("th", "scope"),
    ("td th", "headers"), ("col \
        colgroup", "span"), ("ol", "start"), ("ol", "reversed"), ("ol", "type"), ("li", "value"),
    ("details", "open"), ("time del ins", "datetime"), ("data", "value"), ("th", "abbr"),
];

/// The sanitiser. It sees addresses only under marks of ours: the check of schemes is the same as
/// for Markdown's links.
pub(super) static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut attributes: HashMap<&str, HashSet<&str>> = HashMap::new();
    let mut of_all = HashSet::from(["data-align"]);
    for (elements, name) in KEPT {
        if elements.is_empty() {
            of_all.insert(name);
        }
        for element in elements.split_ascii_whitespace() {
            attributes.entry(element).or_default().insert(name);
        }
    }
    let mut builder = Builder::empty();
    builder
        .tags(ELEMENTS.into_iter().collect())
        .tag_attributes(attributes)
        .generic_attributes(of_all)
        .generic_attribute_prefixes(HashSet::from([MARK]))
        .clean_content_tags(HashSet::from(["script", "style", "template"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None);
    builder
});

#[cfg(test)]
mod tests {
    use super::{AttributeFate, ElementVerdict, fate, verdict};

    #[test]
    fn elements_and_attributes_have_their_verdicts() {
        for (name, expected) in [
            ("kbd", ElementVerdict::Stays),
            ("script", ElementVerdict::Gone),
            ("button", ElementVerdict::Removed),
            ("center", ElementVerdict::Silent),
            ("your-name", ElementVerdict::Unknown),
        ] {
            assert_eq!(verdict(name), expected, "{name}");
        }
        for (element, attribute, value, expected) in [
            ("a", "href", "x", AttributeFate::Address),
            ("td", "align", "RIGHT", AttributeFate::Stays("data-align")),
            ("td", "align", "char", AttributeFate::Silent),
            ("p", "onclick", "x", AttributeFate::Removed),
            ("p", "class", "x", AttributeFate::Silent),
            ("p", "style", "x", AttributeFate::Style),
            ("img", "width", "50%", AttributeFate::Silent),
            ("img", "width", "50", AttributeFate::Stays("width")),
            ("p", "colspan", "2", AttributeFate::Silent),
        ] {
            assert_eq!(fate(element, attribute, value), expected, "{element} {attribute}");
        }
    }
}
