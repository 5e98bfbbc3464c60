//! Tables of GitHub that other tools write with more cells than their header has, or with bars
//! inside of wikilinks.

use super::layout::{is_item, numbered, quote_depth};
use std::ops::Range;

/// What has to be written between the bytes of a table, by offset.
pub(super) struct TableRepair {
    pub(super) end: usize,
    pub(super) insertions: Vec<(usize, String)>,
}

/// The table that begins at `start`, a line above a row of dashes.
pub(super) fn table(text: &str, start: usize) -> Option<TableRepair> {
    let mut lines = LineRanges { text, next: start };
    let (head, dashes) = (lines.next()?, lines.next()?);
    if !text.get(head.clone())?.contains('|') || !is_dashes(text.get(dashes.clone())?) {
        return None;
    }
    let mut insertions = Vec::new();
    let wanted = cells(text, &head, &mut insertions);
    let mut most = wanted;
    let mut end = dashes.end;
    let depth = quote_depth(text.get(dashes.clone())?);
    let goes_on = |line: &str| is_row(line) && quote_depth(line) == depth;
    for row in lines.take_while(|row| text.get(row.clone()).is_some_and(goes_on)) {
        most = most.max(cells(text, &row, &mut insertions));
        end = row.end;
    }
    if most > wanted && most - wanted < 100 {
        insertions.push(wider(text, &head, most - wanted, " "));
        insertions.push(wider(text, &dashes, most - wanted, "---"));
    }
    insertions.sort_by_key(|(at, _)| *at);
    Some(TableRepair { end, insertions })
}

/// Whether the line at an offset is the header of a table.
pub(super) fn begins(text: &str, at: usize) -> bool {
    let mut lines = LineRanges { text, next: at };
    let mut line = || lines.next().and_then(|line| text.get(line)).unwrap_or_default();
    let head = line();
    head.contains('|') && is_dashes(line())
}

/// The blank line that a table needs right below the line of a paragraph, where it may begin as on
/// GitHub; it needs none where its first row begins with a bar.
pub(super) fn blank_above(written: &str, bare: &str) -> Option<String> {
    let row = bare.trim_start_matches(['>', ' ']);
    let quote = bare.strip_suffix(row)?.trim_end();
    let above = written.strip_suffix('\n')?.rsplit('\n').next()?;
    let is_text = !above.trim_matches(['>', ' ', '\t', '\r']).is_empty();
    let is_same = quote_depth(above) == quote_depth(bare);
    (is_text && is_same && !row.starts_with('|') && !is_item(row)).then(|| format!("{quote}\n"))
}

/// Empty cells at the end of a row.
fn wider(text: &str, row: &Range<usize>, count: usize, cell: &str) -> (usize, String) {
    let bare = text.get(row.clone()).unwrap_or_default().trim_end();
    let open = if bare.ends_with('|') { "" } else { "|" };
    (row.start + bare.len(), format!("{open}{}", format!("{cell}|").repeat(count)))
}

/// Whether a line goes on with a table: no blank line, and nothing that begins another block.
fn is_row(line: &str) -> bool {
    let bare = line.trim_start_matches([' ', '\t', '>']).trim_end();
    let begins = ["- ", "* ", "+ ", "#", "```", "~~~"].iter().any(|sign| bare.starts_with(sign));
    !bare.is_empty() && !begins && numbered(bare).len() == bare.len()
}

fn is_dashes(row: &str) -> bool {
    let row = row.trim_start_matches([' ', '\t', '>']).trim();
    row.contains('-')
        && row.contains('|')
        && row.bytes().all(|byte| matches!(byte, b'-' | b'|' | b':' | b' ' | b'\t'))
}

/// How many cells a row has. Bars in wikilinks are to be escaped.
fn cells(text: &str, row: &Range<usize>, insertions: &mut Vec<(usize, String)>) -> usize {
    let line = text.get(row.clone()).unwrap_or_default();
    let bare = line.trim_start_matches([' ', '\t', '>']).trim();
    // The first row may begin an item of a list.
    let bare = ["- ", "* ", "+ "].iter().find_map(|sign| bare.strip_prefix(sign)).unwrap_or(bare);
    let bare = numbered(bare).trim_start();
    let start = row.start + line.find(bare).unwrap_or(0);
    let mut count = 1;
    let mut in_wiki = false;
    let bytes = bare.as_bytes();
    for (at, byte) in bare.bytes().enumerate() {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        match byte {
            b'[' if before == Some(&b'[') => in_wiki = bare.get(at..).is_some_and(closes_soon),
            b']' => in_wiki = false,
            b'|' if before == Some(&b'\\') => {}
            b'|' if in_wiki => insertions.push((start + at, "\\".to_owned())),
            b'|' if at > 0 && at + 1 < bare.len() => count += 1,
            _ => {}
        }
    }
    count
}

/// Whether `]]` comes before anything that a wikilink cannot hold.
fn closes_soon(rest: &str) -> bool {
    let inside = rest.get(1..).unwrap_or_default();
    inside
        .find([']', '['])
        .is_some_and(|end| inside.get(end..).is_some_and(|r| r.starts_with("]]")))
}

/// The lines from an offset on, with their ends.
struct LineRanges<'t> {
    text: &'t str,
    next: usize,
}

impl Iterator for LineRanges<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.next;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        self.next = start + rest.find('\n').map_or(rest.len(), |end| end + 1);
        Some(start..self.next)
    }
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn tables_get_the_cells_that_they_lack() {
        let repaired = |text: &str| {
            let mut out = text.to_owned();
            for (at, what) in
                table(text, 0).map_or(Vec::new(), |found| found.insertions).into_iter().rev()
            {
                out.insert_str(at, &what);
            }
            out
        };
        assert_eq!(repaired("a|b\n-|-\n1|2|3\n"), "a|b| |\n-|-|---|\n1|2|3\n");
        assert_eq!(repaired("|a|\n|-|\n|[[x|y]]|\n"), "|a|\n|-|\n|[[x\\|y]]|\n");
        assert_eq!(repaired("- |a|\n  |-|\n  |1|2|\n"), "- |a| |\n  |-|---|\n  |1|2|\n");
        assert_eq!(repaired("a\nb\n"), "a\nb\n");
    }
}
