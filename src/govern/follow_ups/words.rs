//! A task's text as words, and its parts put together again.

use std::ops::Range;

/// One word.
#[derive(Clone, Debug)]
pub(super) struct Word<'t> {
    /// As it is written.
    pub text: &'t str,
    /// In lower case, without marks around it.
    pub plain: String,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

impl Word<'_> {
    /// `@ana`
    pub fn is_mention(&self) -> bool {
        self.text.starts_with('@') && self.text.len() > 1
    }
}

/// Marks that are no part of a word.
const MARKS: [char; 12] = ['*', '_', '`', '~', '"', '\'', '“', '”', '!', '.', '?', '。'];

/// Letters between words.
fn divides(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '(' | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | ','
                | ';'
                | '|'
                | '—'
                | '–'
                | '<'
                | '>'
                | '（'
                | '）'
                | '【'
                | '】'
                | '，'
                | '、'
                | '；'
                | '：'
        )
}

/// The words of a text. A colon ends a word where no time, prefix or address goes on behind it.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = 0;
    for (end, letter) in text.char_indices() {
        if divides(letter) || (letter == ':' && ends_word(text, start, end)) {
            push(&mut words, text, start..end);
            start = end + letter.len_utf8();
        }
    }
    push(&mut words, text, start..text.len());
    words
}

fn ends_word(text: &str, start: usize, colon: usize) -> bool {
    let before = text.get(start..colon).unwrap_or_default().trim_start_matches('@').to_lowercase();
    let behind = text.get(colon + 1..).unwrap_or_default();
    let is_key = matches!(&*before, "due" | "by" | "deadline" | "duedate" | "owner" | "eta");
    is_key || behind.is_empty() || behind.starts_with([' ', '*', '_', ':', '\n'])
}

fn push<'t>(words: &mut Vec<Word<'t>>, text: &'t str, range: Range<usize>) {
    let written = text.get(range.clone()).unwrap_or_default();
    let core = written.trim_matches(MARKS.as_slice());
    let Some(offset) = written.find(core).filter(|_| !core.is_empty()) else { return };
    if matches!(core, "-" | ":" | "/" | "&" | "+") {
        return;
    }
    let start = range.start + offset;
    let plain = core.trim_start_matches('@').to_lowercase();
    words.push(Word { text: core, plain, range: start..start + core.len() });
}

/// A text without some of its bytes, and without the brackets and marks that are left empty there.
pub(super) fn without(text: &str, cut: &Range<usize>) -> String {
    let before = text.get(..cut.start).unwrap_or_default();
    let behind = text.get(cut.end..).unwrap_or_default();
    let mut before = before.trim_end_matches(['@', '*', '_', '`', ' ']).to_owned();
    let mut behind = behind.trim_start_matches(['*', '_', '`', '!', ' ']).to_owned();
    for (open, close) in [('(', ')'), ('[', ']'), ('<', '>'), ('（', '）'), ('【', '】')] {
        while before.ends_with(open) && behind.starts_with(close) {
            before.pop();
            behind.remove(0);
            before.truncate(before.trim_end().len());
        }
    }
    let cut = text.get(cut.clone()).unwrap_or_default();
    if cut.matches('(').count() > cut.matches(')').count() && behind.starts_with(')') {
        behind.remove(0);
    }
    let before = before.trim_end_matches([' ', ',', ';', '–', '—', '|', '，', '、', '；']);
    let before = before.strip_suffix(" -").unwrap_or(before);
    let mut behind = behind.trim_start_matches([' ', ',', ';', ':', '|', '：', '，', '、', '；']);
    if before.is_empty() {
        behind = behind.trim_start_matches(['-', '–', '—', ' ', ':']);
    }
    if matches!(behind, "." | "。") {
        behind = "";
    }
    let is_one_word = before.ends_with(is_unspaced) && behind.starts_with(is_unspaced);
    let is_apart = !before.is_empty() && !behind.is_empty() && !is_one_word;
    let glue =
        if is_apart && !behind.starts_with([')', ']', '.', '）', '。']) { " " } else { "" };
    format!("{before}{glue}{behind}")
}

/// Letters between which Chinese and Japanese have no blanks.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// A text without Markdown: links by their words, no emphasis, on one line.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', '*', '`', '_', '~']) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let (shown, length) = mark(from, plain.chars().next_back());
        plain.push_str(shown);
        rest = from.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    plain.trim_matches([' ', ',', ';', ':', '–', '—', '|']).trim_start_matches("- ").to_owned()
}

/// What is shown of a mark at the start of a text, and how many bytes it takes.
fn mark(text: &str, before: Option<char>) -> (&str, usize) {
    if let Some(link) = link(text) {
        return link;
    }
    let first = text.chars().next().unwrap_or_default();
    let run = text.len() - text.trim_start_matches(first).len();
    let next = text.get(run..).and_then(|rest| rest.chars().next());
    let inside_word = first == '_'
        && before.is_some_and(char::is_alphanumeric)
        && next.is_some_and(char::is_alphanumeric);
    let is_text = first == '[' || inside_word || (first == '~' && run < 2);
    if is_text { (text.get(..run).unwrap_or_default(), run) } else { ("", run) }
}

/// `[words](target)`, `[[target|words]]`
fn link(text: &str) -> Option<(&str, usize)> {
    if let Some(inside) = text.strip_prefix("[[") {
        let (inside, _) = inside.split_once("]]")?;
        let words = inside.rsplit_once('|').map_or(inside, |(_, words)| words);
        return Some((words, inside.len() + 4));
    }
    let (words, behind) = text.strip_prefix('[')?.split_once("](")?;
    let (target, _) = behind.split_once(')')?;
    (!words.contains(']')).then_some((words, words.len() + target.len() + 4))
}
