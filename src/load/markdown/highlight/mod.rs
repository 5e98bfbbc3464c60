//! Code with colours: spans with one of a few classes, by small lexers of our own that are driven
//! by tables.
//!
//! No grammars, no colours, no promise to be exact: what looks like a keyword is one. Nothing here
//! can fail. Each byte is looked at a bounded number of times, so that hostile text costs no more
//! than other text of its length.

mod css;
mod languages;
mod lexer;
mod lines;
mod markup;
mod cursor;
#[cfg(test)]
mod tests;
mod words;
mod yaml;

use crate::html::escape_text;
use cursor::Cursor;
use languages::Mode;
use lexer::Lexicon;

/// Longer blocks are data, and stay plain.
const LONGEST_BLOCK: usize = 256 * 1024;

/// The code as HTML. `language` is what the author wrote behind the fence; code in an unknown one
/// is only escaped.
pub(super) fn highlighted(language: &str, code: &str) -> String {
    let mut out = String::with_capacity(code.len() * 2);
    match Mode::named(language).filter(|_| code.len() <= LONGEST_BLOCK) {
        Some(mode) => paint(mode, code, &mut out),
        None => escape_text(&mut out, code),
    }
    out
}

fn paint(mode: Mode, code: &str, out: &mut String) {
    let cursor = Cursor::new(code, out);
    match mode {
        Mode::Code(language) => Lexicon::new(language).paint(cursor),
        Mode::Shell if lines::is_session(code) => lines::session(cursor),
        Mode::Shell => Lexicon::new(&languages::BASH).paint(cursor),
        Mode::Session => lines::session(cursor),
        Mode::Diff => lines::diff(cursor),
        Mode::Markdown => lines::markdown(cursor),
        Mode::Make => lines::make(cursor),
        Mode::Css => css::paint(cursor),
        Mode::Markup => markup::paint(cursor),
        Mode::Yaml => yaml::paint(cursor),
    }
}
