//! Colours: names that the theme gives a value, by day and by night, and what authors ask for.

use mermaid_svg::ast::Style;
use std::collections::HashMap;

/// Text, and lines that must be seen.
pub(super) const INK: &str = "var(--ink)";
/// Arrows.
pub(super) const LINE_PAINT: &str = "var(--ink-quiet)";
/// The ground that the drawing lies on.
pub(super) const GROUND: &str = "var(--paper)";
/// Boxes, and their outlines.
pub(super) const FILL: &str = "var(--raised)";
pub(super) const BORDER: &str = "var(--line-input)";
/// Frames around boxes.
pub(super) const GROUP: &str = "var(--sunken)";
pub(super) const NOTE: &str = "color-mix(in oklab,var(--note) 14%,var(--paper))";
/// What is urgent or critical.
pub(super) const ALARM: &str = "color-mix(in oklab,var(--urgent) 22%,var(--paper))";
/// What is done.
pub(super) const QUIET: &str = "var(--line)";
/// Series, such as the slices of a pie.
pub(super) const SERIES: [&str; 6] = [
    "color-mix(in oklab,var(--accent) 24%,var(--paper))",
    "color-mix(in oklab,var(--due-soon) 24%,var(--paper))",
    "color-mix(in oklab,var(--note) 26%,var(--paper))",
    "color-mix(in oklab,var(--stale) 24%,var(--paper))",
    "color-mix(in oklab,var(--important) 26%,var(--paper))",
    "color-mix(in oklab,var(--fresh) 26%,var(--paper))",
];

/// Series without words on them, such as bars and lines: they must be seen beside the ground.
pub(super) const STRONG_SERIES: [&str; 6] = [
    "color-mix(in oklab,var(--accent) 62%,var(--paper))",
    "color-mix(in oklab,var(--due-soon) 72%,var(--paper))",
    "color-mix(in oklab,var(--note) 62%,var(--paper))",
    "color-mix(in oklab,var(--stale) 62%,var(--paper))",
    "color-mix(in oklab,var(--important) 62%,var(--paper))",
    "color-mix(in oklab,var(--fresh) 72%,var(--paper))",
];

/// The colours of a box. What an author fills is the same by day and by night, so its text is
/// black or white, whichever can be read: one of the two has a contrast of 4.5 on every colour.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct BoxPaint {
    pub(super) fill: Option<String>,
    pub(super) stroke: Option<String>,
    pub(super) text: Option<&'static str>,
}

impl BoxPaint {
    /// What authors say by `classDef` and `style`; later ones are stronger.
    pub(super) fn given(known: &HashMap<String, Style>, classes: &[String], own: &Style) -> Self {
        let default = known.get("default");
        let named = classes.iter().filter_map(|class| known.get(class));
        let styles: Vec<&Style> = default.into_iter().chain(named).chain([own]).collect();
        let find = |key: &str| styles.iter().rev().find_map(|style| given(style, key));
        let fill = find("fill");
        let text = fill.and_then(|(r, g, b)| black_or_white(r, g, b));
        BoxPaint { fill: fill.map(hex), stroke: find("stroke").map(hex), text }
    }

    pub(super) fn note() -> Self {
        BoxPaint { fill: Some(NOTE.to_owned()), ..BoxPaint::default() }
    }
}

/// The colour that an author gives a line.
pub(super) fn given_stroke(style: &Style) -> Option<String> {
    given(style, "stroke").map(hex)
}

fn given(style: &Style, key: &str) -> Option<(u8, u8, u8)> {
    style.iter().rev().find(|(name, _)| name == key).and_then(|(_, value)| colour(value))
}

fn hex((r, g, b): (u8, u8, u8)) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// A colour as authors write most of them: `#f9f`, `#ff99ff`, or a common name.
fn colour(value: &str) -> Option<(u8, u8, u8)> {
    let value = value.trim().trim_end_matches("!important").trim().to_ascii_lowercase();
    let named = NAMES.iter().find(|(name, _)| *name == value).map(|(_, hex)| *hex);
    let digits = named.or_else(|| value.strip_prefix('#'))?;
    let digit = |at: usize| u8::from_str_radix(digits.get(at..=at)?, 16).ok();
    let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    match digits.len() {
        3 => Some((digit(0)? * 17, digit(1)? * 17, digit(2)? * 17)),
        6 => Some((byte(0)?, byte(2)?, byte(4)?)),
        _ => None,
    }
}

const NAMES: [(&str, &str); 16] = [
    ("white", "ffffff"),
    ("black", "000000"),
    ("red", "ff0000"),
    ("green", "008000"),
    ("blue", "0000ff"),
    ("yellow", "ffff00"),
    ("orange", "ffa500"),
    ("purple", "800080"),
    ("pink", "ffc0cb"),
    ("gray", "808080"),
    ("grey", "808080"),
    ("lightgreen", "90ee90"),
    ("lightblue", "add8e6"),
    ("lightgray", "d3d3d3"),
    ("lightgrey", "d3d3d3"),
    ("lightyellow", "ffffe0"),
];

/// Black or white, by WCAG's luminance.
fn black_or_white(r: u8, g: u8, b: u8) -> Option<&'static str> {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    Some(if luminance > 0.179 { "#000" } else { "#fff" })
}

/// Colours that the library has no name for.
const OWN: [(&str, &str); 14] = [
    ("#8a90dd", FILL),
    ("#bfc7ff", NOTE),
    ("#d3d3d3", QUIET),
    ("red", ALARM),
    ("#ff8888", ALARM),
    ("#ff0000", ALARM),
    ("#ff8800", ALARM),
    ("#efefef", FILL),
    ("#fff", GROUND),
    ("#ffffff", GROUND),
    ("white", GROUND),
    ("#333", LINE_PAINT),
    ("#333333", LINE_PAINT),
    ("black", LINE_PAINT),
];

/// What the colour of a shape becomes: a name that the theme gives a value.
pub(super) fn known(key: &str, value: &str) -> &'static str {
    let all = [INK, LINE_PAINT, GROUND, FILL, BORDER, GROUP, NOTE, ALARM, QUIET];
    let named = all.into_iter().chain(SERIES).find(|paint| *paint == value);
    let own = || OWN.iter().find(|(own, _)| own.eq_ignore_ascii_case(value)).map(|(_, it)| *it);
    match (key, value) {
        (_, "none" | "transparent") => "none",
        ("fill", _) => named.or_else(own).unwrap_or(FILL),
        _ => named.or_else(own).unwrap_or(BORDER),
    }
}

/// The colour of text on a shape: ink, except where the library writes white on what is as dark as
/// ink, such as the numbers of messages.
pub(super) fn text_on(paint: &str, text: &str) -> &'static str {
    if text == "#fff" && matches!(paint, INK | LINE_PAINT) { GROUND } else { INK }
}
