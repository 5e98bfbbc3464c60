//! Texts whose lines mean something by how they begin: sessions, differences, Markdown, makefiles.

use super::cursor::{Cursor, TokenClass};
use super::languages::{BASH, MAKE};
use super::languages::{QuoteStyle, StringKind};
use super::lexer::Lexicon;
use super::words::closed;

/// Whether code for a shell is a session: its first line has a prompt.
pub(super) fn is_session(code: &str) -> bool {
    code.lines()
        .find(|line| !line.trim().is_empty())
        .is_some_and(|line| line.trim_start().starts_with("$ "))
}

/// Commands after prompts, and what they print.
pub(super) fn session(mut cursor: Cursor<'_, '_>) {
    let lexicon = Lexicon::new(&BASH);
    while cursor.byte().is_some() {
        cursor.skip_blanks();
        let prompt = prompt_length(cursor.line());
        cursor.paint(TokenClass::Quiet, prompt);
        if prompt > 0 {
            cursor.lend(command_length(cursor.rest()), |cursor| lexicon.paint(cursor));
        } else if cursor.sees("#") {
            cursor.paint_line(TokenClass::Comment);
        }
        cursor.skip_line();
    }
}

/// The length of a command, with the lines after those that end with `\`.
fn command_length(text: &str) -> usize {
    let mut length = 0;
    for line in text.split_inclusive('\n') {
        let command = line.trim_end();
        if !command.ends_with('\\') {
            return length + command.len();
        }
        length += line.len();
    }
    length
}

/// The length of `$`, `>`, `user@host:~$` or `PS C:\>` before a blank; 0 if there is no prompt.
fn prompt_length(line: &str) -> usize {
    let end = line
        .find("$ ")
        .or_else(|| line.find("> "))
        .or_else(|| line.find("% "))
        .or_else(|| line.find("# "));
    let Some(end) = end else { return 0 };
    let before = line.get(..end).unwrap_or_default();
    let is_host = before.contains('@') && !before.contains(' ');
    let is_prompt =
        is_host || before.starts_with("PS ") || (before.is_empty() && !line.starts_with('#'));
    if is_prompt { end + 1 } else { 0 }
}

/// What was added and removed.
pub(super) fn diff(mut cursor: Cursor<'_, '_>) {
    let headings = [
        "+++",
        "---",
        "diff ",
        "index ",
        "@@",
        "Index: ",
        "rename ",
        "similarity ",
        "new file",
        "deleted file",
    ];
    while let Some(byte) = cursor.byte() {
        match byte {
            _ if headings.iter().any(|mark| cursor.sees(mark)) => {
                cursor.paint_line(TokenClass::Heading);
            }
            b'+' | b'>' => cursor.paint_line(TokenClass::Inserted),
            b'-' | b'<' => cursor.paint_line(TokenClass::Removed),
            _ => {}
        }
        cursor.skip_line();
    }
}

/// Headings, code, marks of lists and quotes.
pub(super) fn markdown(mut cursor: Cursor<'_, '_>) {
    let mut fence: Option<&str> = None;
    while cursor.byte().is_some() {
        cursor.skip_blanks();
        let mark = ["```", "~~~"].into_iter().find(|mark| cursor.sees(mark));
        match fence {
            Some(_) => {
                cursor.paint_line(TokenClass::String);
                fence = fence.filter(|open| mark != Some(*open));
            }
            None if mark.is_some() => {
                cursor.paint_line(TokenClass::String);
                fence = mark;
            }
            None => markdown_line(&mut cursor),
        }
        cursor.skip_line();
    }
}

fn markdown_line(cursor: &mut Cursor<'_, '_>) {
    let line = cursor.line();
    if cursor.sees("#") && line.trim_start_matches('#').starts_with(' ') {
        return cursor.paint_line(TokenClass::Heading);
    }
    if let Some(mark) = ["- ", "* ", "+ ", "> "].iter().find(|mark| line.starts_with(**mark)) {
        cursor.paint(TokenClass::Quiet, mark.len() - 1);
    }
    while let Some(at) = cursor.line().find(['`', '*']) {
        if at > 0 {
            cursor.skip(at);
        }
        let line = cursor.line();
        let (mark, class) = if line.starts_with('`') {
            ("`", TokenClass::String)
        } else {
            ("**", TokenClass::Marked)
        };
        let quote = QuoteStyle { open: mark, close: mark, kind: StringKind::RawLine };
        let length = if line.starts_with(mark) { closed(line, &quote) } else { None };
        match length {
            Some(length) => cursor.paint(class, length),
            // Without an end there is none for what follows, but for the other mark.
            None => {
                cursor.skip(line.bytes().take_while(|byte| mark.as_bytes().contains(byte)).count());
            }
        }
    }
}

/// Targets and variables; the rest by the table.
pub(super) fn make(mut cursor: Cursor<'_, '_>) {
    let lexicon = Lexicon::new(&MAKE);
    while cursor.byte().is_some() {
        let line = cursor.line();
        let name = target_length(line);
        let name_class = if line.get(name..).is_some_and(is_assignment) {
            TokenClass::Property
        } else {
            TokenClass::Function
        };
        if !line.starts_with(['\t', ' ', '#']) && !line.starts_with('$') {
            cursor.paint(name_class, name);
        }
        cursor.lend(cursor.line().len(), |cursor| lexicon.paint(cursor));
        cursor.skip_line();
    }
}

/// How long what stands before `:` or `=` is, without blanks; 0 if neither follows, or a variable
/// comes first.
fn target_length(line: &str) -> usize {
    let end = line.find([':', '=', '$', '#', '\'', '"']);
    let mark = end.and_then(|end| line.get(end..)).filter(|rest| rest.starts_with([':', '=']));
    let name = mark.and(end).and_then(|end| line.get(..end)).unwrap_or_default();
    name.trim_end_matches(['?', '+', ' ', '\t']).len()
}

fn is_assignment(after: &str) -> bool {
    after.trim_start_matches([' ', '\t', '?', '+', ':']).starts_with('=')
}
