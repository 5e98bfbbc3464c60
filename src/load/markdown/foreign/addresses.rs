//! Targets of links and images as other tools write them: with blanks, with a size.

use super::attributes::{list_at, pixels};
use crate::site::document::ImageSize;
use std::ops::Range;

/// How far before `](` its opening bracket may stand.
const LONGEST_TEXT: usize = 1000;

/// How far behind `](` its closing bracket may stand: a text may open very many that never close.
const LONGEST_TARGET: usize = 2000;

/// `](…)`, and what stands for it.
pub(super) struct FoundAddress {
    /// From `]` to behind the closing bracket and an attribute list.
    pub(super) range: Range<usize>,
    pub(super) becomes: String,
}

/// The target at `](` that needs another spelling. `is_cell`: `|` has to be escaped.
pub(super) fn address(text: &str, at: usize, limit: usize, is_cell: bool) -> Option<FoundAddress> {
    let inside = text.get(at..limit)?.strip_prefix("](")?;
    let is_image = opens_image(text, at)?;
    let end = closing(inside)?;
    let written = inside.get(..end)?;
    let mut size = ImageSize::default();
    let mut target = written.trim();
    if let Some((before, found)) =
        is_image.then(|| target.rsplit_once(" =")).flatten().and_then(|(before, size)| {
            // Outline writes the size as a title.
            let quoted = before.strip_suffix('"').zip(size.strip_suffix('"'));
            let (before, size) = quoted.unwrap_or((before, size));
            Some((before, sized(size)?))
        })
    {
        target = before.trim_end();
        size = found;
    }
    let mut length = end + 3;
    let behind = text.get(at + length..limit)?;
    if let Some(list) = list_at(behind).filter(|list| is_image && list.id.is_none()) {
        let own = list.size;
        size = ImageSize { width: own.width.or(size.width), height: own.height.or(size.height) };
        length += list.length;
    }
    let pointed = pointed(target);
    let is_same = pointed.as_deref().unwrap_or(target) == written && length == end + 3;
    let is_template = ["{%", "{{", "<%"].iter().any(|sign| written.contains(sign));
    if is_same || is_template || target.contains('\n') {
        return None;
    }
    let bar = if is_cell { "\\|" } else { "|" };
    let size = match (size.width, size.height) {
        (None, None) => String::new(),
        (Some(width), None) => format!("{bar}{width}"),
        (width, Some(height)) => format!("{bar}{}x{height}", width.unwrap_or(0)),
    };
    let becomes = format!("{size}]({})", pointed.as_deref().unwrap_or(target));
    Some(FoundAddress { range: at..at + length, becomes })
}

/// Whether the bracket at `at` ends the text of an image; `None` where nothing opens it.
fn opens_image(text: &str, at: usize) -> Option<bool> {
    let from = text.floor_char_boundary(at.saturating_sub(LONGEST_TEXT));
    let before = text.get(from..at)?;
    let mut depth = 0;
    for (offset, byte) in before.bytes().enumerate().rev() {
        let is_escaped = offset > 0 && before.as_bytes().get(offset - 1) == Some(&b'\\');
        match byte {
            _ if is_escaped => {}
            b']' => depth += 1,
            b'[' if depth > 0 => depth -= 1,
            b'[' => return Some(offset > 0 && before.as_bytes().get(offset - 1) == Some(&b'!')),
            _ => {}
        }
    }
    None
}

/// Where the bracket stands that closes a target, on the same line.
fn closing(inside: &str) -> Option<usize> {
    let inside = inside.get(..inside.floor_char_boundary(LONGEST_TARGET)).unwrap_or(inside);
    if let Some(angled) = inside.trim_start().strip_prefix('<') {
        let start = inside.len() - angled.len();
        return angled
            .find('>')
            .and_then(|end| Some(start + end + inside.get(start + end..)?.find(')')?));
    }
    let mut depth = 0;
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            b'\n' => return None,
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// `300x200`, `300x`, `x200`, `300x*`
pub(in super::super) fn sized(text: &str) -> Option<ImageSize> {
    let (width, height) = text.trim().split_once('x').unwrap_or((text.trim(), ""));
    let size = ImageSize { width: pixels(width), height: pixels(height) };
    let is_part =
        |part: &str| part.is_empty() || part == "*" || pixels(part).is_some() || part == "0";
    (size != ImageSize::default() && is_part(width) && is_part(height)).then_some(size)
}

/// A path with blanks between angle brackets, with its title behind; `None` where it needs none.
fn pointed(target: &str) -> Option<String> {
    if target.starts_with('<') || !target.contains([' ', '\t']) {
        return None;
    }
    if target.ends_with(')') && target.contains(" (") {
        return None;
    }
    let (path, title) = titled(target);
    let is_path = path.contains(' ') && is_path(path) && !path.contains(['<', '>']);
    is_path.then(|| format!("<{path}>{}{title}", if title.is_empty() { "" } else { " " }))
}

/// A target and the title behind it.
fn titled(target: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        let open = target.strip_suffix(quote).and_then(|rest| rest.find(&format!(" {quote}")));
        if let Some((path, title)) = open.and_then(|open| target.split_at_checked(open)) {
            return (path.trim_end(), title.trim_start());
        }
    }
    (target, "")
}

/// Whether it is surely an address: it has a folder, an anchor or the ending of a file.
fn is_path(path: &str) -> bool {
    let file = path.split(['#', '?']).next().unwrap_or_default();
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_ending = !ending.is_empty()
        && ending.len() <= 5
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_ending || path.contains("://") || path.starts_with(['/', '.', '#'])
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn targets_are_written_so_that_they_are_read() {
        let table = [
            ("[x](HR Policies.md)", Some("](<HR Policies.md>)")),
            (
                "[x](lang/Constexpr Attribute.md#first-part)",
                Some("](<lang/Constexpr Attribute.md#first-part>)"),
            ),
            ("[x](a b.md \"T\")", Some("](<a b.md> \"T\")")),
            ("![x](a.png =300x200)", Some("|300x200](a.png)")),
            ("![x](a.png =300x)", Some("|300](a.png)")),
            ("![x](a.png){ width=300 }", Some("|300](a.png)")),
            ("![x](a.png){ align=left }", Some("](a.png)")),
            ("[x](a.md \"T\")", None),
            ("[x](a.md)", None),
            ("[x](see the appendix)", None),
            ("x](a b.md)", None),
            ("[x](<a b.md>)", None),
        ];
        for (text, expected) in table {
            let at = text.find("](").unwrap_or_default();
            let found = address(text, at, text.len(), false).map(|found| found.becomes);
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
