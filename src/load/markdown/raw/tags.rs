//! The tags of raw HTML, one after the other: those that are allowed are written, the others are
//! left out or shown as text, and what is lost is reported.

use super::allow::{ElementVerdict, VOID, verdict};
use super::attributes;
use super::media::{self, FoundMedia};
use super::state::RawState;
use crate::diag::catalogue::markdown as say;
use crate::html::{HtmlPiece, HtmlPieceKind, OpeningTag, scan};
use crate::load::markdown::buffer::RawTag;
use crate::load::markdown::comments::{CommentScope, Comments};
use crate::load::markdown::containers::MarkPass;
use crate::load::markdown::link_list::plain_link;
use crate::load::markdown::part::MarkdownOptions;
use crate::load::markdown::run::TextRun;
use crate::load::markdown::targets::is_dangerous;
use crate::site::document::{Hole, LinkKind};
use std::ops::Range;

/// Writes raw HTML.
pub(in super::super) struct RawPass<'a> {
    /// For the tags that stand for marks; its text and output are ours, too.
    pub(in super::super) marks: MarkPass<'a>,
    pub(in super::super) comments: &'a mut Comments,
    pub(in super::super) state: &'a mut RawState,
    /// The block that is being read.
    pub(in super::super) block: Range<usize>,
    pub(in super::super) options: MarkdownOptions,
}

/// A tag with the text around it.
struct TagAt<'r> {
    run: &'r TextRun,
    tag: &'r OpeningTag,
    /// Where it stands in the run.
    range: Range<usize>,
    /// Where it stands in the text being read.
    at: Range<usize>,
}

impl TagAt<'_> {
    fn html(&self) -> &str {
        self.run.text.get(self.range.clone()).unwrap_or_default()
    }

    /// Where what follows it ends, in the text being read.
    fn end_of_run(&self) -> usize {
        self.run.origin(self.range.start..self.run.text.len()).end
    }
}

impl RawPass<'_> {
    /// Writes what is allowed.
    pub(super) fn write(&mut self, run: &TextRun, is_block: bool) {
        let pieces = scan(&run.text);
        let is_alone = is_block && pieces.iter().all(|piece| is_blank(piece, &run.text));
        for piece in &pieces {
            self.piece(run, piece, is_alone);
        }
    }

    fn piece(&mut self, run: &TextRun, piece: &HtmlPiece, is_alone: bool) {
        let html = run.text.get(piece.range.clone()).unwrap_or_default();
        match &piece.what {
            HtmlPieceKind::Comment => {
                let at = run.origin(piece.range.clone());
                let scope = CommentScope::new(is_alone, &self.block);
                self.comments.html(self.marks.text, html, at, scope, self.marks.reports);
            }
            HtmlPieceKind::Text if !self.state.is_muted() && !is_alone => self.between(html),
            HtmlPieceKind::Text => {}
            HtmlPieceKind::Open(tag) => {
                let (range, at) = (piece.range.clone(), run.origin(piece.range.clone()));
                self.open_tag(&TagAt { run, tag, range, at });
            }
            HtmlPieceKind::Close(name) => {
                if self.state.is_muted_by(name) {
                    self.left_out_until(run.origin(piece.range.clone()).end);
                }
                self.close_tag(name);
            }
        }
    }

    /// Text between tags: as it is, but for `<`, which is no tag here and may not become one.
    fn between(&mut self, html: &str) {
        let out = &mut self.marks.inline.out;
        if html.trim().is_empty() && out.template.html().ends_with('\n') {
            return;
        }
        let start = out.len();
        out.push(&html.replace('<', "&lt;"));
        out.raw(start);
        self.marks.inline.words += html.split_ascii_whitespace().count();
    }

    fn open_tag(&mut self, found: &TagAt<'_>) {
        let tag = found.tag;
        if self.state.is_muted() {
            return self.media_source(found);
        }
        let first = tag.attributes.first();
        if first.is_some_and(|attribute| self.marks.text.marks.carries(&attribute.name)) {
            self.marks.in_line(found.html(), &found.at);
            return;
        }
        match verdict(&tag.name) {
            // A bare break is as good as our own, and most pages have no other HTML.
            ElementVerdict::Stays
                if tag.attributes.is_empty() && matches!(tag.name.as_str(), "br" | "wbr") =>
            {
                self.marks.inline.out.push(if tag.name == "br" { "<br />" } else { "<wbr />" });
            }
            ElementVerdict::Stays => self.allowed_tag(found),
            ElementVerdict::Unknown => self.unknown_tag(found),
            ElementVerdict::Gone => {
                self.say_element(found);
                self.leave_out(found);
            }
            removed => {
                if let Some(kind) = media::kind(&tag.name) {
                    self.media(found, kind);
                } else if let Some(object) = media::object(found.run, tag) {
                    self.write_media(object, &found.at);
                } else if removed == ElementVerdict::Removed {
                    self.say_element(found);
                }
            }
        }
    }

    fn say_element(&mut self, found: &TagAt<'_>) {
        let (name, text) = (&found.tag.name, self.marks.text);
        let place = || text.place(found.at.clone());
        if is_of_tool(found.tag) {
            self.marks.reports.has_left_out = true;
            let report = || match name.as_str() {
                "template" | "select" | "option" => {
                    say::foreign_syntax(place(), &format!("<{name}>"), "component")
                }
                _ => say::component_code(place(), name),
            };
            return self.marks.reports.once(format!("component {name}"), report);
        }
        self.marks.reports.once(format!("<{name}"), || say::unsafe_element(place(), name));
    }

    /// Writes a tag anew, with the attributes that stay and one that tells the sanitiser's result
    /// which tag this was.
    fn allowed_tag(&mut self, found: &TagAt<'_>) {
        let tag = found.tag;
        if !self.state.enter(&tag.name) {
            return;
        }
        let place = self.marks.text.place(found.at.clone());
        let out = &mut self.marks.inline.out;
        let start = out.len();
        out.push("<");
        out.push(&tag.name);
        let name_end = out.len();
        let attributes = attributes::write(found.run, tag, &place, out, self.marks.reports);
        out.push(">");
        out.raw(start);
        out.tags.push(RawTag { at: start, name_end, name: tag.name.clone(), attributes, place });
        if tag.closes_itself && !VOID.contains(&tag.name.as_str()) {
            self.close_tag(&tag.name);
        }
    }

    fn close_tag(&mut self, name: &str) {
        if self.state.is_muted_by(name) {
            return self.state.unmute();
        }
        if self.state.is_muted() || verdict(name) != ElementVerdict::Stays {
            return;
        }
        if self.state.leave(name) {
            let out = &mut self.marks.inline.out;
            let start = out.len();
            out.push(&format!("</{name}>"));
            out.raw(start);
        }
    }

    /// No element of HTML: a component of another tool, or a placeholder such as `<your name>`,
    /// which stays as text.
    fn unknown_tag(&mut self, found: &TagAt<'_>) {
        let (tag, text) = (found.tag, self.marks.text);
        let has_value = tag.attributes.iter().any(|attribute| attribute.value.is_some());
        if has_value || tag.closes_itself || text.closes(&tag.name) {
            self.marks.reports.has_left_out = true;
            let written: String = found.html().chars().skip(1).take(tag.name.len()).collect();
            self.marks.reports.once(format!("component {written}"), || {
                let place = text.place(found.at.clone());
                say::foreign_syntax(place, &format!("<{written}>"), "component")
            });
            return;
        }
        self.marks.inline.plain(found.html());
    }

    /// A film, a sound or an embedded page, which the renderer shows or links.
    fn media(&mut self, found: &TagAt<'_>, kind: LinkKind) {
        if kind != LinkKind::Embed && !found.tag.closes_itself {
            self.state.mute(&found.tag.name);
        }
        match media::source(found.run, found.tag, kind) {
            Some(media) => self.write_media(media, &found.at),
            None if kind != LinkKind::Embed => self.state.media = Some(kind),
            None => {}
        }
    }

    /// Inside of a film whose own tag names no source.
    fn media_source(&mut self, found: &TagAt<'_>) {
        if found.tag.name == "source"
            && let Some(target) = found.tag.value("src", &found.run.text)
            && let Some(kind) = self.state.media.take()
        {
            self.write_media(FoundMedia { kind, target, title: String::new() }, &found.at);
        }
    }

    fn write_media(&mut self, media: FoundMedia, at: &Range<usize>) {
        let place = self.marks.text.place(at.clone());
        let FoundMedia { kind, target, title } = media;
        if is_dangerous(&target, false) {
            return self.marks.reports.add(say::unsafe_address(place, &target));
        }
        let mut link = plain_link(kind, target, place);
        let is_picture = kind == LinkKind::Image;
        *(if is_picture { &mut link.alt } else { &mut link.title }) = title;
        let index = self.marks.list.add(link);
        let hole = if is_picture { Hole::Image(index) } else { Hole::Media(index) };
        self.marks.inline.out.hole(hole);
    }

    /// An element of which readers see nothing, such as `<script>`; it ends with its block, unless
    /// it is closed.
    fn leave_out(&mut self, found: &TagAt<'_>) {
        let start = found.at.start;
        let end = if found.tag.closes_itself {
            found.at.end
        } else {
            self.state.mute(&found.tag.name);
            self.state.left_out = Some(start);
            found.end_of_run().max(self.block.end)
        };
        self.comments.all.push(self.marks.text.place(start..end));
    }

    /// The element that was left out last is closed.
    fn left_out_until(&mut self, end: usize) {
        if let Some(start) = self.state.left_out.take() {
            self.comments.all.pop();
            self.comments.all.push(self.marks.text.place(start..end));
        }
    }
}

/// `<script setup>`, `<style scoped>`, `<template #name>`: parts of a component, which `VitePress`
/// makes of a page; and `<select>` in tables of GitBook.
fn is_of_tool(tag: &OpeningTag) -> bool {
    let is_mark = |name: &str| {
        matches!(name, "setup" | "scoped")
            || name.starts_with(['#', ':', '@'])
            || name.starts_with("v-")
    };
    // What GitBook writes into the head of a table about the words that its cells may have.
    let is_choice = match tag.name.as_str() {
        "select" => tag.attributes.is_empty(),
        "option" => tag.attributes.iter().any(|attribute| attribute.name == "color"),
        _ => false,
    };
    let is_part = matches!(tag.name.as_str(), "script" | "style" | "template");
    is_choice || is_part && tag.attributes.iter().any(|attribute| is_mark(&attribute.name))
}

/// Whether a piece is a comment or nothing but blanks.
pub(super) fn is_blank(piece: &HtmlPiece, html: &str) -> bool {
    match piece.what {
        HtmlPieceKind::Comment => true,
        HtmlPieceKind::Text => {
            html.get(piece.range.clone()).is_some_and(|text| text.trim().is_empty())
        }
        _ => false,
    }
}
