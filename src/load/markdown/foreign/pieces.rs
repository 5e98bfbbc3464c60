//! Signs within a line that other tools give a meaning: `++ctrl+c++`, `==mark==`, `x^2^`, `H~2~O`,
//! `{++critic++}`, `:material-icon:`.

use super::icons::{self, FoundIcon};
use super::marks::{Container, Family, Mark};
use super::unknown::ForeignTool;
use crate::load::markdown::emoji;
use std::ops::Range;

/// How far away the sign may stand that ends something: a text may open very many that never end.
const FARTHEST: usize = 2000;

/// Longest text between two single signs.
const LONGEST: usize = 40;

/// Something in a line, and what stands for it.
pub(super) struct InlinePiece {
    pub(super) range: Range<usize>,
    pub(super) parts: Vec<InlinePart>,
    /// Where the sign stands that ends it, and what stands for that; what is between is read on.
    pub(super) closing: Option<(Range<usize>, Vec<InlinePart>)>,
    /// What could not be carried.
    pub(super) unknown: Option<(ForeignTool, String)>,
}

/// A part of what is written for a piece.
#[derive(Clone)]
pub(super) enum InlinePart {
    Text(String),
    Mark(Mark),
}

impl InlinePiece {
    pub(super) fn new(range: Range<usize>, parts: Vec<InlinePart>) -> Self {
        InlinePiece { range, parts, closing: None, unknown: None }
    }
}

/// The piece that begins at `at` and ends before `limit`.
pub(super) fn piece(text: &str, at: usize, limit: usize) -> Option<InlinePiece> {
    let rest = text.get(at..text.floor_char_boundary(limit.min(at + FARTHEST)))?;
    let before = text.get(..at)?.chars().next_back();
    match rest.as_bytes().first()? {
        b'+' => keys(rest, before, at).or_else(|| pair(rest, before, at, ("++", "ins"))),
        b'=' => pair(rest, before, at, ("==", "mark")),
        b'^' => pair(rest, before, at, ("^^", "ins")).or_else(|| single(rest, before, at, "^")),
        b'~' => single(rest, before, at, "~"),
        b'{' => critic(rest, at),
        b':' => colon(text, before, at, limit),
        _ => None,
    }
}

/// Formulas are left alone as code is. Returns the dollars that belong to none.
pub(super) fn add_formulas(
    text: &str,
    range: Range<usize>,
    spans: &mut Vec<Range<usize>>,
) -> Vec<usize> {
    let paragraph = text.get(range.clone()).unwrap_or_default();
    let is_code = |at: usize| holds(spans, at);
    let dollars: Vec<usize> = paragraph
        .match_indices('$')
        .map(|(at, _)| range.start + at)
        .filter(|at| !is_code(*at) && !text.get(..*at).is_some_and(|text| text.ends_with('\\')))
        .collect();
    let mut formulas: Vec<Range<usize>> = Vec::new();
    let mut index = 0;
    // What was looked for in vain is not looked for again.
    let mut may_close = true;
    while let Some(open) = dollars.get(index).copied() {
        let next = index + 1;
        let is_display = may_close && dollars.get(next) == Some(&(open + 1));
        let close = if is_display {
            let twice =
                |at: &usize| dollars.get(at + 1) == dollars.get(*at).map(|at| at + 1).as_ref();
            let close = (next + 1..dollars.len()).find(twice).map(|at| at + 1);
            may_close = close.is_some();
            close
        } else {
            let is_end = |at: &usize| {
                dollars.get(*at).is_some_and(|close| {
                    crate::load::markdown::math::pair_is_formula(text, open, *close)
                })
            };
            Some(next).filter(is_end)
        };
        match close.and_then(|at| Some((at, dollars.get(at)?))) {
            Some((at, close)) => {
                formulas.push(open..close + 1);
                index = at + 1;
            }
            None => index = next,
        }
    }
    let others = dollars.iter().copied().filter(|at| !holds(&formulas, *at)).collect();
    if !formulas.is_empty() {
        spans.extend(formulas);
        spans.sort_by_key(|span| span.start);
    }
    others
}

/// Whether one of these ranges, which are in order, holds an offset.
fn holds(ranges: &[Range<usize>], at: usize) -> bool {
    let next = ranges.partition_point(|range| range.end <= at);
    ranges.get(next).is_some_and(|range| range.start <= at)
}

fn open(tag: &'static str) -> InlinePart {
    InlinePart::Mark(Mark::Open(Container::Inline(tag)))
}

fn close(tag: &'static str) -> InlinePart {
    InlinePart::Mark(Mark::Close(Family::Inline(tag)))
}

fn touches(character: Option<char>) -> bool {
    character.is_some_and(char::is_alphanumeric)
}

/// Keys that people press alone.
#[rustfmt::skip]
const KEYS: [&str; 62] = [
    "alt", "altgr", "arrow-down", "arrow-left", "arrow-right", "arrow-up", "backspace", "break",
    "caps-lock", "capslock", "cmd", "command", "context-menu", "control", "ctrl", "del", "delete",
    "down", "end", "enter", "esc", "escape", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9",
    "f10", "f11", "f12", "fn", "home", "ins", "insert", "left", "menu", "meta", "num-lock",
    "option", "page-down", "page-up", "pause", "pgdn", "pgup", "print-screen", "prtsc", "return",
    "right", "scroll-lock", "shift", "space", "spacebar", "super", "tab", "tilde", "up", "win",
    "windows",
];

/// `++ctrl+alt+"x"++`
fn keys(rest: &str, before: Option<char>, at: usize) -> Option<InlinePiece> {
    let inside = rest.strip_prefix("++")?;
    let length = inside.find("++")?;
    let names: Vec<&str> = inside.get(..length)?.split('+').collect();
    let is_name = |name: &&str| {
        let bare = name.trim_matches('"');
        let plain = bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        !bare.is_empty() && bare.len() <= LONGEST && (plain || bare.len() < name.len())
    };
    // A word alone is new text, as Wiki.js has it.
    let is_word =
        |name: &str| name.len() > 1 && !KEYS.contains(&name.to_ascii_lowercase().as_str());
    let is_text = matches!(names.as_slice(), [only] if is_word(only) && !only.contains('"'));
    if touches(before) || before == Some('+') || is_text || !names.iter().all(is_name) {
        return None;
    }
    let mut parts = Vec::new();
    for (index, name) in names.iter().enumerate() {
        parts.push(InlinePart::Text(if index > 0 { "+" } else { "" }.to_owned()));
        parts.extend([open("kbd"), InlinePart::Text(key_name(name)), close("kbd")]);
    }
    Some(InlinePiece::new(at..at + length + 4, parts))
}

/// A key as it stands on a keyboard.
fn key_name(name: &str) -> String {
    if let Some(own) = name.strip_prefix('"') {
        return own.trim_end_matches('"').to_owned();
    }
    name.split('-').map(super::lines::capitalised).collect::<Vec<_>>().join(" ")
}

/// `==text==`: the text is read on.
fn pair(
    rest: &str,
    before: Option<char>,
    at: usize,
    (sign, tag): (&str, &'static str),
) -> Option<InlinePiece> {
    let inside = rest.strip_prefix(sign)?;
    let length = inside.find(sign)?;
    let text = inside.get(..length)?;
    let sign_char = sign.chars().next();
    let after = inside.get(length + sign.len()..)?.chars().next();
    let is_text = !text.is_empty()
        && !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace)
        && text.chars().next() != sign_char
        && after != sign_char
        && !text.contains("\n\n")
        && !holds_block(text);
    if touches(before) || before == sign_char || touches(after) || !is_text {
        return None;
    }
    let end = at + sign.len() + length;
    Some(InlinePiece {
        closing: Some((end..end + sign.len(), vec![close(tag)])),
        ..InlinePiece::new(at..at + sign.len(), vec![open(tag)])
    })
}

/// Whether a text holds a tag of another tool, which may begin or end a block: no part of a line
/// goes around one.
fn holds_block(text: &str) -> bool {
    ["{%", "{{", "<%"].iter().any(|sign| text.contains(sign))
}

/// `x^2^` and `H~2~O`; a wave that follows no letter strikes out.
fn single(rest: &str, before: Option<char>, at: usize, sign: &str) -> Option<InlinePiece> {
    let tag = if sign == "^" { "sup" } else { "sub" };
    let inside = rest.strip_prefix(sign)?;
    let near = inside.get(..inside.floor_char_boundary(LONGEST + 1))?;
    let text = inside.get(..near.find(sign)?)?;
    let after = inside.get(text.len() + 1..)?.chars().next();
    let is_part = |c: char| c.is_alphanumeric() || "+-−,.()*'".contains(c);
    let is_sane = !text.is_empty() && text.len() <= LONGEST && text.chars().all(is_part);
    let fits = if tag == "sup" {
        let free = before.is_none_or(|before| !"[^$\\{".contains(before));
        free && !touches(after) && after != Some('^') && text.chars().any(char::is_alphanumeric)
    } else {
        touches(before) && before.is_none_or(|before| before != '~') && after != Some('~')
    };
    if !is_sane || !fits {
        return None;
    }
    let parts = vec![open(tag), InlinePart::Text(text.to_owned()), close(tag)];
    Some(InlinePiece::new(at..at + text.len() + 2, parts))
}

/// `{++added++}`, `{--removed--}`, `{==marked==}`, `{~~old~>new~~}`
fn critic(rest: &str, at: usize) -> Option<InlinePiece> {
    let (sign, tag) = [("++", "ins"), ("--", "del"), ("==", "mark"), ("~~", "del")]
        .into_iter()
        .find(|(sign, _)| rest.get(1..).is_some_and(|rest| rest.starts_with(sign)))?;
    let inside = rest.get(3..)?;
    let length = inside.find(&format!("{sign}}}"))?;
    let is_inline = |text: &&str| !text.contains("\n\n") && !holds_block(text);
    let text = inside.get(..length).filter(is_inline)?;
    let range = at..at + length + 6;
    if let Some((old, new)) = text.split_once("~>").filter(|_| sign == "~~") {
        let text = |text: &str| InlinePart::Text(text.to_owned());
        let parts =
            vec![open("del"), text(old), close("del"), open("ins"), text(new), close("ins")];
        return Some(InlinePiece::new(range, parts));
    }
    if sign == "--" || sign == "~~" {
        let parts = vec![open(tag), InlinePart::Text(text.to_owned()), close(tag)];
        return Some(InlinePiece::new(range, parts));
    }
    let end = at + 3 + length;
    Some(InlinePiece {
        closing: Some((end..end + 3, vec![close(tag)])),
        ..InlinePiece::new(at..at + 3, vec![open(tag)])
    })
}

/// `:material-account:` and the like. At the start of a line a colon would begin a definition,
/// which takes a blank behind it.
fn colon(text: &str, before: Option<char>, at: usize, limit: usize) -> Option<InlinePiece> {
    let line = text.get(..at)?.rsplit('\n').next().unwrap_or_default();
    let is_first = line.trim().is_empty();
    if let Some((emoji, end)) = emoji::at(text, at).filter(|_| is_first) {
        return Some(InlinePiece::new(at..end, vec![InlinePart::Text(emoji.to_owned())]));
    }
    icon(text, before, at, limit).or_else(|| {
        let next = text.get(at + 1..limit)?.chars().next()?;
        let escaped = vec![InlinePart::Text("\\:".to_owned())];
        (is_first && !next.is_whitespace()).then(|| InlinePiece::new(at..at + 1, escaped))
    })
}

fn icon(text: &str, before: Option<char>, at: usize, limit: usize) -> Option<InlinePiece> {
    let inside = text.get(at + 1..limit)?;
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c))?;
    let name = inside.get(..end).filter(|_| inside.as_bytes().get(end) == Some(&b':'))?;
    // `<i class="fa-bolt">:bolt:</i>` of GitBook.
    let is_named = text.get(..at).is_some_and(|text| text.ends_with(&format!("fa-{name}\">")));
    let found = if is_named { icons::icon(&format!("fontawesome-solid-{name}")) } else { None };
    let icon = found.or_else(|| icons::icon(name)).filter(|_| !touches(before))?;
    let mut range = at..at + end + 2;
    // What an attribute list says of an icon is about its looks.
    let behind = text.get(range.end..limit).unwrap_or_default();
    if let Some(length) = super::attributes::list_at(behind).map(|list| list.length) {
        range.end += length;
    }
    match icon {
        FoundIcon::Sign(sign) => {
            Some(InlinePiece::new(range, vec![InlinePart::Text(sign.to_owned())]))
        }
        FoundIcon::Unknown => {
            // With the blank behind it, or what follows would stand deeper than the lines below.
            let is_apart = before.is_none_or(char::is_whitespace);
            let blank = text.get(range.end..limit).is_some_and(|rest| rest.starts_with(' '));
            range.end += usize::from(is_apart && blank);
            Some(InlinePiece {
                unknown: Some((ForeignTool::Icon, format!(":{name}:"))),
                ..InlinePiece::new(range, Vec::new())
            })
        }
    }
}
