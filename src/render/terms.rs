//! Terms of the glossary in the text of a page: at its first use, each shows what it means.
//!
//! The meaning is a popover that belongs to a button, so that pointer, touch and keyboard reach it,
//! with script and without.

use crate::html::Html;
use crate::render::navigation::Linker;
use crate::render::prose::{self, ProsePiece};
use crate::site::Site;
use crate::site::address::Address;
use crate::site::glossary::{Glossary, GlossaryTerm};
use crate::theme::Words;
use aho_corasick::AhoCorasick;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// All names of all terms, found in one pass.
pub struct TermFinder {
    names: AhoCorasick,
    /// The term of each name, and how an abbreviation is written.
    terms: Vec<(usize, Option<String>)>,
}

/// What was marked on a page so far.
struct Marking<'m> {
    finder: &'m TermFinder,
    site: &'m Site,
    words: &'m Words,
    linker: Linker<'m>,
    seen: BTreeSet<usize>,
}

impl TermFinder {
    /// `None` without terms.
    pub fn new(glossary: &Glossary) -> Option<TermFinder> {
        let mut patterns = Vec::new();
        let mut terms = Vec::new();
        for (index, term) in glossary.terms().iter().enumerate() {
            for name in term.names() {
                let escaped = as_in_text(name);
                let is_written = Some(name) == term.short.as_deref() || is_abbreviation(name);
                terms.push((index, is_written.then(|| escaped.clone())));
                patterns.push(escaped);
            }
        }
        let names = AhoCorasick::builder().ascii_case_insensitive(true).build(&patterns).ok()?;
        (!terms.is_empty()).then_some(TermFinder { names, terms })
    }

    /// The HTML of a page with its terms marked; the linker is the page's.
    pub fn mark(&self, html: &Html, site: &Site, words: &Words, linker: Linker<'_>) -> Html {
        let html = html.as_str();
        let mut marking = Marking { finder: self, site, words, linker, seen: BTreeSet::new() };
        let mut out = Html::with_capacity(html.len() + html.len() / 8);
        for piece in prose::pieces(html) {
            match piece {
                ProsePiece::Text(text) => marking.text(text, &mut out),
                ProsePiece::Tag(html) | ProsePiece::Apart(html) => out.add_finished(html),
            }
        }
        out
    }
}

/// A name as the text of a page has it, where quotes and apostrophes stand as they are.
fn as_in_text(name: &str) -> String {
    name.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Whether a name is one only in capitals: "IT" is not "it".
fn is_abbreviation(name: &str) -> bool {
    name.chars().filter(|letter| letter.is_uppercase()).count() > 1
        && !name.chars().any(char::is_whitespace)
}

impl Marking<'_> {
    fn text(&mut self, text: &str, out: &mut Html) {
        // Of names that begin alike the longest that stands there counts, and no part of it.
        let mut found: Vec<_> = self.finder.names.find_overlapping_iter(text).collect();
        found.sort_by_key(|found| (found.start(), Reverse(found.end())));
        let mut from = 0;
        for found in found {
            let Some((term, written)) = self.finder.terms.get(found.pattern().as_usize()) else {
                continue;
            };
            let word = text.get(found.range()).unwrap_or_default();
            let is_as_written = written.as_ref().is_none_or(|written| written == word);
            let is_name = is_as_written && stands_alone(text, found.range());
            if !is_name || found.start() < from {
                continue;
            }
            if self.seen.insert(*term) {
                out.add_finished(text.get(from..found.start()).unwrap_or_default());
                self.term(*term, word, out);
            } else {
                out.add_finished(text.get(from..found.end()).unwrap_or_default());
            }
            from = found.end();
        }
        out.add_finished(text.get(from..).unwrap_or_default());
    }

    /// The word as a button, and its meaning.
    fn term(&self, index: usize, word: &str, out: &mut Html) {
        let Some(term) = self.site.glossary().terms().get(index) else {
            return out.add_finished(word);
        };
        let id = format!("hb:term-{}", index + 1);
        out.markup("<button type=\"button\" class=\"term\"");
        out.attribute("popovertarget", &id);
        out.markup(">");
        out.add_finished(word);
        out.markup("</button><span popover class=\"term-meaning\"");
        out.attribute("id", &id);
        out.markup("><b>");
        out.text(&title(term));
        out.markup("</b> <span>");
        out.text(&term.meaning);
        out.markup("</span> ");
        self.more(term, out);
        out.markup("</span>");
    }

    /// The page that says more, else the glossary.
    fn more(&self, term: &GlossaryTerm, out: &mut Html) {
        let Marking { site, words, linker, .. } = self;
        let page = term.page.filter(|page| site.is_published(*page)).map(|page| site.page(page));
        let page = page.filter(|page| site.address(page) != linker.from);
        let (href, name) = match page {
            Some(page) => (linker.href(page.node()), page.title().to_owned()),
            None => {
                let view = linker.to(&Address::of_view(&["glossary"], site.ending()));
                (format!("{view}#{}", term.id), words.get("views.glossary").to_owned())
            }
        };
        out.markup("<a");
        out.attribute("href", &href);
        out.markup(">");
        out.text(&name);
        out.markup("</a>");
    }
}

/// "Service-level agreement (SLA)".
pub fn title(term: &GlossaryTerm) -> String {
    match &term.short {
        Some(short) => format!("{} ({short})", term.name),
        None => term.name.clone(),
    }
}

/// Whether a word is no part of another; scripts without spaces have no such words, and what
/// follows a Korean one is a particle.
fn stands_alone(text: &str, range: std::ops::Range<usize>) -> bool {
    let joins = |letter: char| {
        let has_no_spaces = matches!(letter,
            '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{9fff}');
        letter.is_alphanumeric() && !has_no_spaces
    };
    let is_particle = |letter: char| matches!(letter, '\u{ac00}'..='\u{d7a3}');
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let after = text.get(range.end..).and_then(|text| text.chars().next());
    !before.is_some_and(|letter| joins(letter) || letter == '&')
        && !after.is_some_and(|letter| joins(letter) && !is_particle(letter))
}
