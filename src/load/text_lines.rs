//! The lines of a text, and which of them are headings to anybody who reads it as Markdown.

use std::ops::Range;

/// One line.
pub(super) struct TextLine<'t> {
    /// The line with its end.
    pub text: &'t str,
    /// Where it begins.
    pub start: usize,
    /// The heading that it is.
    pub heading: Option<LineHeading<'t>>,
}

/// A heading without its marks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LineHeading<'t> {
    /// 1 is the highest.
    pub level: usize,
    /// Its words.
    pub text: &'t str,
}

/// Reads all lines. What stands in closed code blocks and comments is no heading.
pub(super) fn lines(text: &str) -> Vec<TextLine<'_>> {
    let all: Vec<&str> = text.split_inclusive('\n').collect();
    let mut lines = Vec::with_capacity(all.len());
    let mut start = 0;
    let mut skipped = 0..0;
    for (number, line) in all.iter().enumerate() {
        let next = all.get(number + 1).copied().unwrap_or_default();
        if number >= skipped.end {
            skipped = block(&all, number);
        }
        let heading = if skipped.contains(&number) { None } else { heading(line, next) };
        lines.push(TextLine { text: line, start, heading });
        start += line.len();
    }
    lines
}

/// The lines behind the first one of a code block or comment; none where it does not end, because
/// then nobody knows what its author meant.
fn block(lines: &[&str], first: usize) -> Range<usize> {
    let opening = lines.get(first).map(|line| line.trim()).unwrap_or_default();
    let behind = || lines.get(first + 1..).unwrap_or_default().iter().map(|line| line.trim());
    let fence = ["```", "~~~"].into_iter().find(|fence| opening.starts_with(fence));
    let length = match fence.and_then(|fence| fence.chars().next()) {
        Some(mark) => {
            let marks = opening.len() - opening.trim_start_matches(mark).len();
            let closes = |line: &str| line.len() >= marks && line.chars().all(|c| c == mark);
            behind().position(closes)
        }
        None => opening
            .rsplit_once("<!--")
            .filter(|(_, comment)| !comment.contains("-->"))
            .and_then(|_| behind().position(|line| line.contains("-->"))),
    };
    length.map_or(0..0, |length| first + 1..first + 2 + length)
}

fn heading<'t>(line: &'t str, next: &str) -> Option<LineHeading<'t>> {
    let text = line.trim_start_matches(|c: char| c.is_whitespace() || ">-*+".contains(c));
    let level = text.len() - text.trim_start_matches('#').len();
    let rest = text.get(level..).unwrap_or_default();
    if (1..=6).contains(&level) && (rest.trim().is_empty() || rest.starts_with([' ', '\t'])) {
        return Some(LineHeading { level, text: rest.trim().trim_end_matches('#').trim() });
    }
    in_html(text).or_else(|| {
        let level = if next.trim_start().starts_with('=') { 1 } else { 2 };
        let is_one = is_underlined(next) && !line.trim().is_empty();
        is_one.then(|| LineHeading { level, text: line.trim() })
    })
}

/// `<h3>Kim</h3>`
fn in_html(text: &str) -> Option<LineHeading<'_>> {
    let tag = text.strip_prefix("<h").or_else(|| text.strip_prefix("<H"))?;
    let level = tag.chars().next()?.to_digit(10).filter(|level| (1..=6).contains(level))?;
    let (_, words) = tag.split_once('>')?;
    let text = words.split('<').next().unwrap_or_default().trim();
    Some(LineHeading { level: usize::try_from(level).ok()?, text })
}

/// Whether a line makes the one before it a heading.
fn is_underlined(next: &str) -> bool {
    let next = next.trim();
    next.len() > 1 && (next.bytes().all(|byte| byte == b'-') || next.bytes().all(|b| b == b'='))
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn headings_are_found_and_code_is_none() {
        let text = "# A\n\n```sh\n# no\n```\n<!-- a\n## no\n-->\nB\n===\n- ### C ##\n> #### D\n\
            <h5 id=\"e\">E</h5>\n#no\n\n---\n~~~\n## F\n";
        let found: Vec<String> = lines(text)
            .iter()
            .filter_map(|line| line.heading.as_ref())
            .map(|heading| format!("{} {}", heading.level, heading.text))
            .collect();
        assert_eq!(found, ["1 A", "1 B", "3 C", "4 D", "5 E", "2 F"]);
        assert_eq!(lines(text).iter().map(|line| line.text).collect::<String>(), text);
    }
}
