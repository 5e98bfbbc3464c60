//! Code with colours: spans with one of a few classes, made once for equal blocks.
//!
//! No scopes of grammars and no colours here: a theme styles [`CLASSES`].

use super::escape::escape_text;
use lumis::events::HighlightEvent;
use lumis::highlight::highlight_events;
use lumis::languages::Language;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Longer blocks stay plain: nobody reads them on a page, and grammars take their time.
const LONGEST_BLOCK: usize = 64 * 1024;
/// What may be remembered, in bytes of code and HTML.
const MEMORY: usize = 16 * 1024 * 1024;

/// Beginnings of the names that grammars give to pieces of code, and our classes; the first that fits counts.
#[rustfmt::skip]
pub const CLASSES: [(&str, &str); 35] = [
    ("comment", "c"), ("string.escape", "e"), ("string.special", "e"), ("string.regex", "e"), ("string", "s"),
    ("character", "s"), ("keyword.operator", "o"), ("keyword", "k"), ("import", "k"), ("media", "k"), ("charset", "k"),
    ("number", "n"), ("boolean", "b"), ("constant", "b"), ("function", "f"), ("constructor", "f"), ("type", "t"),
    ("module", "t"), ("namespace", "t"), ("variable.builtin", "b"), ("variable.member", "p"), ("variable.parameter", "v"),
    ("property", "p"), ("label", "p"), ("attribute", "a"), ("tag.attribute", "a"), ("tag.delimiter", "o"), ("tag", "g"),
    ("operator", "o"), ("diff.plus", "i"), ("diff.minus", "d"), ("markup.heading", "h"), ("markup.raw", "s"),
    ("markup.link", "e"), ("markup", "m"),
];

/// Highlights code and remembers what it did. Shared by all threads; the same input always gives the same HTML.
#[derive(Default)]
pub struct Highlighter {
    memory: Mutex<Memory>,
}

#[derive(Default)]
struct Memory {
    known: HashMap<(String, String), Arc<str>>,
    bytes: usize,
}

impl Highlighter {
    /// The code as HTML. `language` is what the author wrote behind the fence; code in an unknown one is only escaped.
    pub fn highlight(&self, language: &str, code: &str) -> Arc<str> {
        if language.is_empty() || code.len() > LONGEST_BLOCK {
            return plain(code).into();
        }
        let key = (language.to_ascii_lowercase(), code.to_owned());
        if let Some(html) = self.memory().known.get(&key) {
            return html.clone();
        }
        let html: Arc<str> = highlighted(&key.0, code).unwrap_or_else(|| plain(code)).into();
        self.remember(key, html.clone());
        html
    }

    fn memory(&self) -> std::sync::MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets everything when the memory is full: simpler than an order of use, and a build rarely gets there.
    fn remember(&self, key: (String, String), html: Arc<str>) {
        let mut memory = self.memory();
        let bytes = key.0.len() + key.1.len() + html.len();
        if memory.bytes + bytes > MEMORY {
            *memory = Memory::default();
        }
        if memory.known.insert(key, html).is_none() {
            memory.bytes += bytes;
        }
    }
}

fn plain(code: &str) -> String {
    let mut out = String::with_capacity(code.len() + code.len() / 8);
    escape_text(&mut out, code);
    out
}

fn highlighted(language: &str, code: &str) -> Option<String> {
    let events = highlight_events(code, grammar(language)?).ok()?;
    let mut out = String::with_capacity(code.len() * 2);
    let mut open: Vec<Option<&str>> = Vec::new();
    for event in &events {
        match event {
            HighlightEvent::Start { .. } => start(&mut out, &mut open, event.scope().and_then(class)),
            HighlightEvent::End => end(&mut out, &mut open),
            HighlightEvent::Source { start, end } => escape_text(&mut out, code.get(*start..*end)?),
            _ => {}
        }
    }
    Some(out)
}

fn start<'a>(out: &mut String, open: &mut Vec<Option<&'a str>>, class: Option<&'a str>) {
    if let Some(class) = class {
        out.push_str("<span class=\"");
        out.push_str(class);
        out.push_str("\">");
    }
    open.push(class);
}

fn end(out: &mut String, open: &mut Vec<Option<&str>>) {
    if open.pop().flatten().is_some() {
        out.push_str("</span>");
    }
}

fn class(scope: &str) -> Option<&'static str> {
    CLASSES.iter().find(|(prefix, _)| scope.starts_with(prefix)).map(|(_, class)| *class)
}

/// The grammar for what stands behind a fence, with the names that the grammars do not know themselves.
fn grammar(language: &str) -> Option<Language> {
    let name = match language {
        "console" | "shell" | "shell-session" | "sh-session" | "zsh" | "ksh" => "bash",
        "jsonc" | "json5" | "geojson" => "json",
        "tf" | "terraform" => "hcl",
        "psql" | "mysql" | "postgresql" | "plsql" => "sql",
        "node" | "mjs" | "cjs" => "javascript",
        other => other,
    };
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'#' | b'-' | b'_'));
    let language: Language = plain.then(|| name.parse().ok()).flatten()?;
    (language != Language::PlainText).then_some(language)
}

#[cfg(test)]
mod tests {
    use super::Highlighter;

    #[test]
    fn known_languages_get_classes_and_unknown_ones_are_only_escaped() {
        let highlighter = Highlighter::default();
        let table = [
            ("rust", "fn a() {}", "<span class=\"k\">fn</span> <span class=\"f\">a</span>() {}"),
            ("yml", "a: \"<\"", "<span class=\"p\">a</span>: <span class=\"s\">\"&lt;\"</span>"),
            ("klingon", "<b>", "&lt;b&gt;"),
            ("", "a & b", "a &amp; b"),
            ("../../etc/x.rs", "fn a", "fn a"),
        ];
        for (language, code, expected) in table {
            assert_eq!(&*highlighter.highlight(language, code), expected, "{language}");
            assert_eq!(&*highlighter.highlight(language, code), expected, "{language}, remembered");
        }
    }

    #[test]
    fn every_language_that_is_compiled_in_works() {
        let highlighter = Highlighter::default();
        let all = "bash css diff dockerfile go hcl html java javascript json make python ruby rust sql toml typescript tsx xml yaml";
        for language in all.split(' ') {
            assert!(super::grammar(language).is_some(), "{language}");
            highlighter.highlight(language, "{ \"a\": [1, </b> 'c'\n+x\n-y");
        }
    }
}
