//! Texts whose lines mean something by how they begin: sessions, differences, Markdown, makefiles.

use super::languages::{BASH, MAKE};
use super::languages::{QuoteStyle, StringKind};
use super::lexer::Lexicon;
use super::pen::{Pen, TokenClass};
use super::words::closed;

/// Whether code for a shell is a session: its first line has a prompt.
pub(super) fn is_session(code: &str) -> bool {
    code.lines()
        .find(|line| !line.trim().is_empty())
        .is_some_and(|line| line.trim_start().starts_with("$ "))
}

/// Commands after prompts, and what they print.
pub(super) fn session(mut pen: Pen<'_, '_>) {
    let lexicon = Lexicon::new(&BASH);
    while pen.byte().is_some() {
        pen.skip_blanks();
        let prompt = prompt_length(pen.line());
        pen.paint(TokenClass::Quiet, prompt);
        if prompt > 0 {
            pen.lend(command_length(pen.rest()), |pen| lexicon.paint(pen));
        } else if pen.sees("#") {
            pen.paint_line(TokenClass::Comment);
        }
        pen.skip_line();
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
pub(super) fn diff(mut pen: Pen<'_, '_>) {
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
    while let Some(byte) = pen.byte() {
        match byte {
            _ if headings.iter().any(|mark| pen.sees(mark)) => pen.paint_line(TokenClass::Heading),
            b'+' | b'>' => pen.paint_line(TokenClass::Inserted),
            b'-' | b'<' => pen.paint_line(TokenClass::Removed),
            _ => {}
        }
        pen.skip_line();
    }
}

/// Headings, code, marks of lists and quotes.
pub(super) fn markdown(mut pen: Pen<'_, '_>) {
    let mut fence: Option<&str> = None;
    while pen.byte().is_some() {
        pen.skip_blanks();
        let mark = ["```", "~~~"].into_iter().find(|mark| pen.sees(mark));
        match fence {
            Some(_) => {
                pen.paint_line(TokenClass::String);
                fence = fence.filter(|open| mark != Some(*open));
            }
            None if mark.is_some() => {
                pen.paint_line(TokenClass::String);
                fence = mark;
            }
            None => markdown_line(&mut pen),
        }
        pen.skip_line();
    }
}

fn markdown_line(pen: &mut Pen<'_, '_>) {
    let line = pen.line();
    if pen.sees("#") && line.trim_start_matches('#').starts_with(' ') {
        return pen.paint_line(TokenClass::Heading);
    }
    if let Some(mark) = ["- ", "* ", "+ ", "> "].iter().find(|mark| line.starts_with(**mark)) {
        pen.paint(TokenClass::Quiet, mark.len() - 1);
    }
    while let Some(at) = pen.line().find(['`', '*']) {
        if at > 0 {
            pen.skip(at);
        }
        let line = pen.line();
        let (mark, class) = if line.starts_with('`') {
            ("`", TokenClass::String)
        } else {
            ("**", TokenClass::Marked)
        };
        let quote = QuoteStyle { open: mark, close: mark, kind: StringKind::RawLine };
        let length = if line.starts_with(mark) { closed(line, &quote) } else { None };
        match length {
            Some(length) => pen.paint(class, length),
            // Without an end there is none for what follows, but for the other mark.
            None => {
                pen.skip(line.bytes().take_while(|byte| mark.as_bytes().contains(byte)).count());
            }
        }
    }
}

/// Targets and variables; the rest by the table.
pub(super) fn make(mut pen: Pen<'_, '_>) {
    let lexicon = Lexicon::new(&MAKE);
    while pen.byte().is_some() {
        let line = pen.line();
        let name = target_length(line);
        let name_class = if line.get(name..).is_some_and(is_assignment) {
            TokenClass::Property
        } else {
            TokenClass::Function
        };
        if !line.starts_with(['\t', ' ', '#']) && !line.starts_with('$') {
            pen.paint(name_class, name);
        }
        pen.lend(pen.line().len(), |pen| lexicon.paint(pen));
        pen.skip_line();
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
