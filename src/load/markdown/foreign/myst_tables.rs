//! Tables that `MyST` writes as lists in lists, or with commas: they become tables of GitHub.

use super::inline::InlinePass;
use super::known::link;
use super::layout::{indentation, line_end};
use super::myst_blocks::{DirectiveBlock, lines, paragraph};
use std::ops::Range;

/// Most columns of a table.
const WIDEST: usize = 100;

/// A cell.
enum TableCell {
    /// Lines of the text.
    Lines(Vec<CellLine>),
    /// Made of this.
    Text(String, Range<usize>),
}

/// A line of a cell.
struct CellLine {
    range: Range<usize>,
    /// What stands between it and the line above.
    join: &'static str,
}

/// A table that is a list of rows, each of them a list of cells; `false` where it is none.
pub(super) fn list(
    pass: &mut InlinePass<'_, '_>,
    block: &DirectiveBlock<'_>,
    prefix: &str,
) -> bool {
    let Some(rows) = ListRows::read(pass.survey.text, block.body.clone()) else {
        return false;
    };
    let has_header = header_rows(block) > 0;
    write(pass, rows, has_header, block, prefix)
}

/// A table with commas between its cells.
pub(super) fn values(
    pass: &mut InlinePass<'_, '_>,
    block: &DirectiveBlock<'_>,
    prefix: &str,
) -> bool {
    if let Some(file) = block.option("file").or(block.option("url")) {
        paragraph(pass, block.argument, &block.line, prefix);
        paragraph(pass, &link(file, file), &block.line, prefix);
        return true;
    }
    let sign = match block.option("delim") {
        Some("tab") => '\t',
        Some("space") => ' ',
        sign => sign.and_then(|sign| sign.chars().next()).unwrap_or(','),
    };
    let body = pass.survey.text.get(block.body.clone()).unwrap_or_default();
    let header = block.option("header").unwrap_or_default();
    let mut rows = separated(header, sign, &block.line);
    let has_header = !rows.is_empty() || header_rows(block) > 0;
    rows.extend(separated(body, sign, &block.body));
    !rows.is_empty() && write(pass, rows, has_header, block, prefix)
}

fn header_rows(block: &DirectiveBlock<'_>) -> usize {
    block.option("header-rows").and_then(|count| count.parse().ok()).unwrap_or_default()
}

/// The rows of a text with signs between its cells, which stands in this range.
fn separated(text: &str, sign: char, at: &Range<usize>) -> Vec<Vec<TableCell>> {
    let mut rows = Vec::new();
    let mut row: Vec<TableCell> = Vec::new();
    let mut cell = String::new();
    let mut in_quotes = false;
    let mut start = 0;
    let place = |from: usize| {
        let end = (at.start + line_end(text, from)).min(at.end);
        (at.start + from).min(end)..end
    };
    for (offset, letter) in text.char_indices().chain([(text.len(), '\n')]) {
        let is_last = offset == text.len();
        match letter {
            '"' if in_quotes || cell.trim().is_empty() || cell.ends_with('"') => {
                in_quotes = !in_quotes;
                cell.push('"');
            }
            '\n' if in_quotes && !is_last => cell.push('\n'),
            _ if in_quotes && !is_last => cell.push(letter),
            '\n' if row.is_empty() && cell.trim().is_empty() => cell.clear(),
            _ if letter == sign || letter == '\n' => {
                row.push(TableCell::Text(value(&std::mem::take(&mut cell)), place(start)));
                start = offset + letter.len_utf8();
                if letter == '\n' {
                    rows.push(std::mem::take(&mut row));
                }
            }
            _ => cell.push(letter),
        }
    }
    rows
}

/// What a cell says, on one line of a table.
fn value(cell: &str) -> String {
    let cell = cell.trim();
    let quoted = cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"'));
    let bare = quoted.map_or_else(|| cell.to_owned(), |cell| cell.replace("\"\"", "\""));
    bare.trim().replace('|', "\\|").replace("\r\n", "<br>").replace('\n', "<br>")
}

/// The rows of a list while it is read.
#[derive(Default)]
struct ListRows {
    rows: Vec<Vec<TableCell>>,
    /// The column of the markers of rows.
    outer: usize,
    /// The column of the markers of cells, once there is one.
    inner: Option<usize>,
    is_below_blank: bool,
}

impl ListRows {
    fn read(text: &str, body: Range<usize>) -> Option<Vec<Vec<TableCell>>> {
        let mut list = ListRows::default();
        for range in lines(text, body) {
            list.line(text.get(range.clone())?, range.start)?;
        }
        let most = list.rows.iter().map(Vec::len).max().filter(|most| *most <= WIDEST);
        most.map(|_| list.rows)
    }

    /// Takes a line; `None` where it belongs to no such list.
    fn line(&mut self, line: &str, at: usize) -> Option<()> {
        let bare = line.trim();
        if bare.is_empty() {
            self.is_below_blank = true;
            return Some(());
        }
        let column = indentation(line);
        let start = at + line.len() - line.trim_start().len();
        let content = unmarked(bare);
        let is_row = self.rows.is_empty() || column <= self.outer;
        match content {
            Some(content) if is_row => self.row(bare, content, column, start),
            Some(content) if self.inner.is_none_or(|inner| inner == column) => {
                self.inner = Some(column);
                self.cell(start + bare.len() - content.len(), content);
            }
            Some(content) => self.go_on(start + bare.len() - content.len(), content, "<br>• ")?,
            None if self.is_below_blank => self.go_on(start, bare, "<br>")?,
            None => self.go_on(start, bare, " ")?,
        }
        self.is_below_blank = false;
        Some(())
    }

    /// `* - text`
    fn row(&mut self, bare: &str, content: &str, column: usize, start: usize) {
        self.outer = column;
        self.rows.push(Vec::new());
        let before = bare.len() - content.len();
        if let Some(cell) = unmarked(content) {
            self.inner = Some(column + before);
            self.cell(start + bare.len() - cell.len(), cell);
        } else {
            self.inner = None;
            if !content.is_empty() {
                self.cell(start + before, content);
            }
        }
    }

    fn cell(&mut self, at: usize, text: &str) {
        let line = CellLine { range: at..at + text.len(), join: "" };
        if let Some(row) = self.rows.last_mut() {
            row.push(TableCell::Lines(vec![line]));
        }
    }

    /// Another line of the cell.
    fn go_on(&mut self, at: usize, text: &str, join: &'static str) -> Option<()> {
        let TableCell::Lines(lines) = self.rows.last_mut()?.last_mut()? else { return None };
        lines.push(CellLine { range: at..at + text.len(), join });
        Some(())
    }
}

/// What stands behind the marker of an item.
fn unmarked(bare: &str) -> Option<&str> {
    let rest = bare.strip_prefix(['-', '*', '+'])?;
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then(|| rest.trim_start())
}

/// Writes a table below its title; one without a header gets an empty one, as tables must have it.
fn write(
    pass: &mut InlinePass<'_, '_>,
    mut rows: Vec<Vec<TableCell>>,
    has_header: bool,
    block: &DirectiveBlock<'_>,
    prefix: &str,
) -> bool {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    if width == 0 || width > WIDEST {
        return false;
    }
    paragraph(pass, block.argument, &block.line, prefix);
    let body = rows.split_off(usize::from(has_header).min(rows.len()));
    let mut header = rows.pop().unwrap_or_default();
    let empty = || TableCell::Text(String::new(), block.line.clone());
    header.resize_with(width, empty);
    pass.state.table_end = pass.state.table_end.max(block.body.end);
    pass.draft.fresh_line(prefix, &block.line);
    row(pass, header, &block.line);
    pass.draft.make(&format!("{prefix}|{}\n", "---|".repeat(width)), &block.line);
    for cells in body {
        pass.draft.make(prefix, &block.line);
        row(pass, cells, &block.line);
    }
    pass.draft.make(&format!("{prefix}\n"), &block.line);
    true
}

fn row(pass: &mut InlinePass<'_, '_>, cells: Vec<TableCell>, line: &Range<usize>) {
    pass.draft.make("|", line);
    for cell in cells {
        pass.draft.make(" ", line);
        match cell {
            TableCell::Lines(lines) => cell_lines(pass, &lines),
            TableCell::Text(text, at) => pass.draft.make(&text, &at),
        }
        pass.draft.make(" |", line);
    }
    pass.draft.make("\n", line);
}

/// The lines of a cell as one, in which bars are none of the table's.
fn cell_lines(pass: &mut InlinePass<'_, '_>, lines: &[CellLine]) {
    let mut done = 0;
    for CellLine { range, join } in lines {
        let text = pass.survey.text.get(range.clone()).unwrap_or_default();
        let bars = text
            .match_indices('|')
            .filter(|(at, _)| !text.get(..*at).is_some_and(|before| before.ends_with('\\')));
        let bars = bars.map(|(at, _)| (range.start + at, "\\".to_owned())).collect();
        pass.draft.insert(bars);
        pass.draft.make(join, &(range.start..range.start));
        let start = range.start.max(done).min(range.end);
        done = pass.until(start..range.end, range.end);
        pass.draft.forget(range.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::{ListRows, TableCell};

    fn shown(text: &str) -> Option<Vec<String>> {
        let rows = ListRows::read(text, 0..text.len())?;
        let cell = |cell: &TableCell| match cell {
            TableCell::Lines(lines) => lines
                .iter()
                .map(|line| format!("{}{}", line.join, text.get(line.range.clone()).unwrap_or("")))
                .collect::<String>(),
            TableCell::Text(text, _) => text.clone(),
        };
        Some(rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("/")).collect())
    }

    #[test]
    fn rows_are_lists_of_cells() {
        let text = "* - a\n  - b\n    c\n\n    d\n* - e\n    - f\n  -\n*\n  - g\n";
        let rows = shown(text).expect("a table");
        assert_eq!(rows, ["a/b c<br>d", "e<br>• f/", "g"]);
        assert_eq!(shown("- - a\n  - b\n").expect("a table"), ["a/b"]);
        assert_eq!(shown("Text\n"), None);
    }
}
