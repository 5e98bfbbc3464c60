//! Text in a line: escaped, with emoji, bare URLs and wikilinks found in it.

use super::foreign::image_size;
use super::formulas;
use super::inline::InlineWriter;
use super::link_list::{PageLinks, plain_link};
use super::links::{sized, write_image};
use super::math::pair_is_formula;
use super::reading::ParsedText;
use super::reports::Reports;
use super::run::TextRun;
use super::targets::is_option;
use super::targets::{FoundTarget, TargetKind, find, may_hold};
use crate::diag::catalogue::markdown as say;
use crate::site::document::{Hole, ImageSize, LinkKind};
use crate::source::Location;
use linkify::LinkFinder;
use pulldown_cmark::{Event, Options, Parser};
use std::ops::Range;

/// Writes text.
pub(super) struct TextPass<'a> {
    pub(super) text: &'a ParsedText<'a>,
    pub(super) inline: &'a mut InlineWriter,
    pub(super) list: &'a mut PageLinks,
    pub(super) reports: &'a mut Reports,
    pub(super) finder: &'a LinkFinder,
    /// Whether the extensions of handbooks are on.
    pub(super) is_extended: bool,
    /// Whether links may begin here.
    pub(super) is_linkable: bool,
    /// Whether text is left out at the moment.
    pub(super) is_muted: bool,
}

impl TextPass<'_> {
    /// Writes a run of text.
    pub(super) fn write(&mut self, run: &TextRun) {
        if self.is_muted {
            return;
        }
        self.inline.note(&run.text);
        let text = self.text;
        let holds_nothing = !may_hold(&run.text) && text.abbreviations.is_empty();
        if !self.is_extended || holds_nothing {
            return self.inline.plain(&run.text);
        }
        let mut from = 0;
        for found in find(&run.text, self.finder, self.is_linkable, text.abbreviations) {
            if !is_written_so(text, run, &found) {
                continue;
            }
            self.inline.plain(run.text.get(from..found.range.start).unwrap_or_default());
            self.found(found.what, || text.place(run.origin(found.range.clone())));
            from = found.range.end;
        }
        self.inline.plain(run.text.get(from..).unwrap_or_default());
    }

    fn found(&mut self, found: TargetKind<'_>, place: impl FnOnce() -> Location) {
        let (kind, target, label) = match found {
            TargetKind::Emoji(emoji) => return self.inline.plain(emoji),
            TargetKind::Abbreviation(short, long) => return self.inline.abbreviation(short, long),
            TargetKind::Footnote(label) => {
                self.reports.add(say::missing_footnote(place(), label));
                return self.inline.plain(&format!("[^{label}]"));
            }
            TargetKind::Picture { target, label } => return self.picture(target, label, place()),
            TargetKind::Url(target) => (LinkKind::Page, target.to_owned(), target),
            TargetKind::Web(target) => (LinkKind::Page, format!("http://{target}"), target),
            TargetKind::Email(target) => (LinkKind::Page, format!("mailto:{target}"), target),
            TargetKind::Wiki { target, label } => (LinkKind::Wiki, target.to_owned(), label),
        };
        let mut link = plain_link(kind, target, place());
        let is_named = kind == LinkKind::Wiki && link.target != label;
        if is_named {
            label.clone_into(&mut link.alt);
        }
        let index = self.list.add(link);
        self.inline.out.hole(Hole::LinkOpen(index));
        match kind {
            LinkKind::Wiki if !is_named => self.inline.plain(&headings_below(label)),
            _ => self.inline.plain(label),
        }
        self.inline.out.hole(Hole::LinkClose(index));
    }

    /// `![[picture.png|300]]`: the label is a size, or a text perhaps with a size.
    fn picture(&mut self, target: &str, label: &str, place: Location) {
        let index = self.list.add(plain_link(LinkKind::WikiImage, target.to_owned(), place));
        let (alt, size) = match image_size(label) {
            Some(size) => (String::new(), size),
            None => options(label)
                .or_else(|| sized(label))
                .unwrap_or_else(|| (label.to_owned(), ImageSize::default())),
        };
        write_image(index, alt, size, self.list, &mut self.inline.out);
    }

    /// Code in a line. `#!python print()` names the language, as MkDocs has it.
    pub(super) fn code(&mut self, code: &str) {
        if self.is_muted {
            return;
        }
        self.inline.note(code);
        let named = code.strip_prefix("#!").and_then(|rest| rest.split_once(' '));
        self.inline.code(match named {
            Some((language, code)) if self.is_extended && is_word(language) => code,
            _ => code,
        });
    }

    /// What the parser takes for a formula in a line; money in front of a formula may have misled
    /// it.
    pub(super) fn math(&mut self, range: Range<usize>) {
        let close = range.end.saturating_sub(1);
        let inside = self.text.slice(range.start..close);
        let mut dollars = inside.match_indices('$').map(|(at, _)| range.start + at);
        let open = dollars.find(|open| pair_is_formula(self.text.text, *open, close));
        let Some(open) = open else {
            return self.plain_markdown(range);
        };
        if open > range.start {
            self.plain_markdown(range.start..open);
        }
        let formula = self.text.slice(open + 1..close);
        let place = || self.text.place(open..range.end);
        formulas::write(formula, place, false, self.inline, self.reports);
    }

    /// Dollars that were no formula: what is between them is Markdown after all.
    fn plain_markdown(&mut self, range: Range<usize>) {
        let source = self.text.slice(range.clone());
        let mut run = TextRun::default();
        let parser = Parser::new_ext(source, Options::ENABLE_STRIKETHROUGH);
        for (event, inner) in parser.into_offset_iter() {
            let at = range.start + inner.start..range.start + inner.end;
            match event {
                Event::Text(text) => run.push_event(&text, &at),
                Event::Code(code) => {
                    self.write(&std::mem::take(&mut run));
                    self.code(&code);
                }
                Event::SoftBreak | Event::HardBreak => run.push_event("\n", &at),
                _ => {}
            }
        }
        self.write(&run);
    }
}

/// What a wikilink without a text is called: `Page#Heading` is "Page > Heading", as in Obsidian.
fn headings_below(target: &str) -> String {
    let is_name = |part: &&str| !part.is_empty() && !part.starts_with('^');
    let parts = target.split('#').map(str::trim).filter(is_name);
    parts.collect::<Vec<_>>().join(" > ")
}

/// `alt=Map|width=300px|frame`: what is said of a picture, and its size.
fn options(label: &str) -> Option<(String, ImageSize)> {
    let value = |name: &str| {
        let mut options = label.split('|').map(str::trim);
        options.find_map(|option| option.strip_prefix(name)?.strip_prefix('='))
    };
    let side = |name: &str| image_size(value(name)?.trim_end_matches("px"))?.width;
    let size = ImageSize { width: side("width"), height: side("height") };
    is_option(label).then(|| (value("alt").unwrap_or_default().to_owned(), size))
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a sign stands in the text as it was found, and no backslash takes its meaning away.
fn is_written_so(text: &ParsedText<'_>, run: &TextRun, found: &FoundTarget<'_>) -> bool {
    match found.what {
        TargetKind::Emoji(_)
        | TargetKind::Wiki { .. }
        | TargetKind::Picture { .. }
        | TargetKind::Footnote(_) => {
            let origin = run.origin(found.range.clone());
            let written = text.slice(origin.clone()).replace("\\|", "|");
            let before = text.slice(0..origin.start);
            let is_escaped = before.ends_with('\\') && !before.ends_with("\\\\");
            !is_escaped && run.text.get(found.range.clone()) == Some(written.as_str())
        }
        TargetKind::Url(_) => !text.slice(run.origin(found.range.clone())).contains('\\'),
        _ => true,
    }
}
