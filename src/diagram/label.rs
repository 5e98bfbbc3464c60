//! Labels: what is text in them, their lines, and how wide these are.

use crate::html::unescape;

/// Size of the letters, in pixels.
pub(super) const LETTERS: f64 = 14.0;
/// From one line to the next.
pub(super) const LINE: f64 = 20.0;
/// Longer lines are broken between words.
const WIDEST: f64 = 220.0;

/// A text in lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct TextBlock {
    pub(super) lines: Vec<String>,
    pub(super) width: f64,
}

impl TextBlock {
    pub(super) fn new(text: &str) -> Self {
        let lines: Vec<String> = lines(text).iter().flat_map(|line| wrapped(line)).collect();
        let width = lines.iter().map(|line| width(line)).fold(0.0, f64::max);
        TextBlock { lines, width }
    }

    pub(super) fn height(&self) -> f64 {
        self.lines.iter().map(|_| LINE).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

/// The lines of a label without its markup: tags, entities, backticks and icons.
fn lines(text: &str) -> Vec<String> {
    let text = text.trim().trim_matches('`').replace("\\n", "\n");
    let mut plain = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        let tag = after.split_once('>').filter(|(tag, _)| is_tag(tag));
        match tag {
            Some((tag, _)) if tag.trim_matches([' ', '/']).eq_ignore_ascii_case("br") => {
                plain.push('\n');
            }
            Some(_) => {}
            None => plain.push('<'),
        }
        rest = tag.map_or(after, |(_, after)| after);
    }
    plain.push_str(rest);
    let lines = plain.lines().map(|line| words(&decoded(line)));
    lines.filter(|line| !line.is_empty()).collect()
}

fn is_tag(tag: &str) -> bool {
    let name = tag.strip_prefix('/').unwrap_or(tag);
    name.starts_with(|letter: char| letter.is_ascii_alphabetic()) && !tag.contains('<')
}

/// Entities of HTML, and those of Mermaid: `#quot;`, `#35;`.
fn decoded(line: &str) -> String {
    let mut entities = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('#') {
        let name = after.split_once(';').map_or("", |(name, _)| name);
        let is_name = !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric());
        let is_number = name.chars().all(|letter| letter.is_ascii_digit());
        entities.push_str(before);
        entities.push_str(match (is_name && !before.ends_with('&'), is_number) {
            (true, true) => "&#",
            (true, false) => "&",
            (false, _) => "#",
        });
        rest = after;
    }
    entities.push_str(rest);
    unescape(&entities).replace("**", "")
}

/// The words of a line, without names of icons.
fn words(line: &str) -> String {
    let is_icon = |word: &&str| {
        let (font, icon) = word.split_once(':').unwrap_or_default();
        matches!(font, "fa" | "fab" | "fas" | "far" | "fal") && icon.starts_with("fa-")
    };
    line.split_whitespace().filter(|word| !is_icon(word)).collect::<Vec<_>>().join(" ")
}

fn wrapped(line: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in line.split(' ') {
        match lines.last_mut() {
            Some(last) if width(last) + width(word) < WIDEST => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// How wide a line is, in pixels, in most typefaces without serifs; rather too wide than too
/// narrow.
pub(super) fn width(line: &str) -> f64 {
    line.chars().map(|letter| ems(letter) * LETTERS).sum()
}

fn ems(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '!' | '|' | '\'' => 0.3,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '{' | '}' | ' ' | '-' | '/' | '"' => 0.38,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '→' | '←' => 0.94,
        'A'..='Z' => 0.7,
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}' => 0.0,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 1.05,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' => 1.05,
        '\u{1f300}'..='\u{3fffd}' => 1.3,
        _ => 0.6,
    }
}
