//! Names of elements that people also write as placeholders: `Title: <title>`.

/// How a tag of this name can be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Kind {
    /// It never has an end, and does nothing without attributes.
    Void,
    /// It needs no end.
    Open,
    /// It has an end, or is none of HTML.
    Closed,
}

/// Elements that say nothing without attributes.
const VOID: [&str; 11] =
    ["input", "link", "meta", "base", "img", "source", "track", "param", "embed", "area", "frame"];

/// Elements whose end may be left out or is often forgotten, and those that have none.
#[rustfmt::skip]
const OPEN: [&str; 48] = [
    "p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "colgroup", "col",
    "caption", "rp", "rt", "br", "hr", "wbr", "html", "optgroup", "bgsound", "a", "b", "i", "u",
    "s", "em", "strong", "small", "big", "span", "div", "center", "font", "table", "ul", "ol",
    "dl", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "del", "strike",
];

/// What a name is.
pub(in super::super) fn kind(name: &str) -> Kind {
    match name {
        name if VOID.contains(&name) => Kind::Void,
        name if OPEN.contains(&name) => Kind::Open,
        _ => Kind::Closed,
    }
}

/// Whether a word in a tag is an attribute without a value that HTML or another tool knows.
pub(in super::super) fn is_flag(word: &str) -> bool {
    const FLAGS: [&str; 14] = [
        "open",
        "markdown",
        "disabled",
        "checked",
        "reversed",
        "controls",
        "hidden",
        "async",
        "defer",
        "autoplay",
        "loop",
        "muted",
        "allowfullscreen",
        "required",
    ];
    FLAGS.iter().any(|flag| flag.eq_ignore_ascii_case(word))
}
