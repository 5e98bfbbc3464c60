//! Sections of a text that a page includes: below a heading, between lines that name a part, or one
//! block.

use super::foreign;
use super::part::TextPart;
use super::slug::Slugs;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The range of the file between the lines that name a part, as mdBook and MkDocs write them:
/// `ANCHOR: part`, `--8<-- [start:part]`; also `2:5` for lines.
pub(super) fn named_part(part: &TextPart, name: &str) -> Option<Range<usize>> {
    let text = part.text();
    let numbers = || name.split_once(':').unwrap_or((name, ""));
    if name.starts_with(|c: char| c.is_ascii_digit() || c == ':') {
        let (first, last) = numbers();
        let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        let line = |number: usize| if number < 2 { Some(0) } else { ends.get(number - 2).copied() };
        let start = line(first.parse().unwrap_or(1))?;
        let last = last.parse().ok().and_then(|last: usize| line(last + 1));
        return Some(in_file(part, start..last.unwrap_or(text.len())));
    }
    let begins = [format!("ANCHOR: {name}"), format!("[start:{name}]"), format!("#region {name}")];
    let ends =
        [format!("ANCHOR_END: {name}"), format!("[end:{name}]"), format!("#endregion {name}")];
    let has = |line: &str, signs: &[String; 3]| signs.iter().any(|sign| names(line, sign));
    let mut start = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        match start {
            Some(start) if has(line, &ends) => return Some(in_file(part, start..at)),
            None if !name.is_empty() && has(line, &begins) => start = Some(at + line.len()),
            _ => {}
        }
        at += line.len();
    }
    start.map(|start| in_file(part, start..text.len()))
}

/// Whether a line ends with a sign, but for what ends a comment.
fn names(line: &str, sign: &str) -> bool {
    let mut behind = line.split(sign).skip(1);
    behind.any(|rest| rest.trim().is_empty() || rest.starts_with([' ', '-', '*']))
}

/// The range of the file below the heading with this id, up to the next heading of its level or
/// above.
pub(super) fn section(part: &TextPart, id: &str) -> Option<Range<usize>> {
    if id.is_empty() {
        return None;
    }
    let text = part.text();
    let mut found: Option<(usize, HeadingLevel)> = None;
    for heading in outermost_headings(text) {
        match found {
            Some((start, level)) if heading.level <= level => {
                return Some(in_file(part, start..heading.range.start));
            }
            None if heading.id.eq_ignore_ascii_case(id) => {
                found = Some((heading.range.end, heading.level));
            }
            _ => {}
        }
    }
    found.map(|(start, _)| in_file(part, start..text.len()))
}

/// The block that ends with ` ^id`, as Obsidian names one; an id alone on its line names the block
/// above.
pub(super) fn block(part: &TextPart, id: &str) -> Option<Range<usize>> {
    let text = part.text();
    let mut start = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let is_named = id.len() > 1
            && id.starts_with('^')
            && bare.strip_suffix(id).is_some_and(foreign::is_before_block_id);
        // Each item of a list is a block; a blank line ends one, unless an id follows.
        let marker = line.len() - line.trim_start().len() + 2;
        let is_item = ["- ", "* ", "+ "].iter().any(|sign| bare.starts_with(sign));
        if is_item {
            start = Some(at + marker);
        }
        if is_named {
            return Some(in_file(part, start.unwrap_or(at)..at + line.len()));
        }
        if bare.is_empty() {
            let next = text.get(at + line.len()..).unwrap_or_default();
            start = start.filter(|_| next.trim_start().starts_with('^'));
        } else if start.is_none() {
            start = Some(at);
        }
        at += line.len();
    }
    None
}

fn in_file(part: &TextPart, range: Range<usize>) -> Range<usize> {
    range.start + part.body.start..range.end + part.body.start
}

/// A heading of a part that may be included.
pub(super) struct OuterHeading {
    pub(super) id: String,
    level: HeadingLevel,
    range: Range<usize>,
}

/// The headings that are in no list or quote, with the ids that they have on their own page.
pub(super) fn outermost_headings(text: &str) -> Vec<OuterHeading> {
    let options =
        Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let mut slugs = Slugs::default();
    let mut headings = Vec::new();
    let mut depth = 0usize;
    let mut open: Option<(String, Option<String>)> = None;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { id, .. }) => {
                open = Some((String::new(), id.map(|id| id.to_string())));
            }
            Event::End(TagEnd::Heading(level)) => {
                let (words, given) = open.take().unwrap_or_default();
                let id = match given {
                    Some(id) => slugs.distinct(id),
                    None => slugs.fresh(words.trim()),
                };
                if depth == 0 {
                    headings.push(OuterHeading { id, level, range });
                }
            }
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Text(text) | Event::Code(text) => {
                if let Some((words, _)) = &mut open {
                    words.push_str(&text);
                }
            }
            _ => {}
        }
    }
    headings
}

#[cfg(test)]
mod tests {
    use super::{TextPart, section};
    use crate::source::Source;

    #[test]
    fn a_section_ends_at_the_next_heading_of_its_level() {
        let text = "# T\n\n## A\none\n### B\ntwo\n## C\nthree\n";
        let part = TextPart::whole(Source::new("a.md", text));
        let of = |id: &str| section(&part, id).map(|range| text.get(range).unwrap_or("outside"));
        assert_eq!(of("a"), Some("one\n### B\ntwo\n"));
        assert_eq!(of("b"), Some("two\n"));
        assert_eq!(of("c"), Some("three\n"));
        assert_eq!(of("nope"), None);
    }
}
