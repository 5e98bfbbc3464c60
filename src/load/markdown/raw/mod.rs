//! Raw HTML: cut into tags as it comes, reduced to what is allowed, and cleaned as a whole when the
//! page is done.
//!
//! [`scan`] and [`allow`] decide what is kept and what there is to say; the sanitiser has the last
//! word in [`sanitise`].

mod allow;
mod comments;
mod fill;
pub(super) mod placeholder;
mod sanitise;
mod scan;

use super::RawHtml;
use super::buffer::RawTag;
use super::escape::{decoded, escape_text};
use super::reading::{ParsedText, TextRun};
use super::writer::{DEEPEST, Writer};
use crate::diag::catalogue::markdown as say;
use crate::site::document::{Hole, ImageSize, Link, LinkKind};
use allow::{AttributeFate, ElementVerdict};
use scan::{Attribute, HtmlPiece, HtmlPieceKind, OpeningTag, scan};
use std::ops::Range;

/// Elements of HTML without content.
const VOID: [&str; 6] = ["br", "col", "hr", "img", "wbr", "input"];
/// Elements that a parser opens again in each block while they are open: few at a time.
const DEEPEST_FORMAT: usize = 12;

/// Where the writer is in raw HTML.
#[derive(Default)]
pub(super) struct RawState {
    /// The HTML block that is being read.
    pub(super) block: TextRun,
    pub(super) in_block: bool,
    /// Whether what is being written is a block, so that containers may begin and end.
    is_block: bool,
    /// The element whose content is left out, until it ends or its block does.
    muted: Option<String>,
    /// Where that element begins, if nothing of it is shown.
    left_out: Option<usize>,
    /// A film that was opened and whose source comes in an element of its own.
    media: Option<(LinkKind, Range<usize>)>,
    /// How many elements are open.
    depth: usize,
    /// How many of them only format.
    formats: usize,
    waiting: Vec<comments::Waiting>,
}

impl RawState {
    /// Whether text is left out at the moment.
    pub(super) fn muted(&self) -> bool {
        self.muted.is_some()
    }

    /// A block ends, and with it what nobody closed.
    pub(super) fn unmute(&mut self) {
        self.muted = None;
        self.left_out = None;
        self.media = None;
    }
}

impl Writer<'_> {
    /// A block of HTML ends.
    pub(super) fn html_block(&mut self, reading: &mut ParsedText<'_>, range: &Range<usize>) {
        let block = std::mem::take(&mut self.raw.block);
        self.raw.in_block = false;
        self.out.line();
        if !self.mark(reading, &block.text, range) {
            self.html(reading, &block, true);
        }
        self.raw.unmute();
    }

    /// A tag or comment in a line.
    pub(super) fn inline_html(
        &mut self,
        reading: &mut ParsedText<'_>,
        html: &str,
        range: Range<usize>,
    ) {
        if self.image.is_some() || self.inline_mark(reading, html, &range) {
            return;
        }
        let mut run = TextRun::default();
        run.push(html, range.start);
        self.html(reading, &run, false);
    }

    fn html(&mut self, reading: &mut ParsedText<'_>, run: &TextRun, block: bool) {
        if self.options.raw_html != RawHtml::Sanitize
            && let Some(text) = reading.marks.restored(&run.text)
        {
            let mut restored = TextRun::default();
            restored.push(&text, run.origin(0..1).start);
            return self.html(reading, &restored, block);
        }
        match self.options.raw_html {
            RawHtml::Sanitize => {}
            RawHtml::Trust if !self.extended() => return self.out.push(&run.text),
            RawHtml::Trust => return self.trusted(reading, run),
            RawHtml::Escape => return self.as_text(reading, run, block),
        }
        self.raw.is_block = block;
        let pieces = scan(&run.text);
        let alone = block && pieces.iter().all(|piece| is_blank(piece, &run.text));
        for piece in &pieces {
            self.piece(reading, run, piece, alone);
        }
    }

    fn piece(
        &mut self,
        reading: &mut ParsedText<'_>,
        run: &TextRun,
        piece: &HtmlPiece,
        alone: bool,
    ) {
        let text = run.text.get(piece.range.clone()).unwrap_or_default();
        match &piece.what {
            HtmlPieceKind::Comment => {
                self.comment(reading, text, run.origin(piece.range.clone()), alone);
            }
            HtmlPieceKind::Text if !self.raw.muted() && !alone => self.raw_text(text),
            HtmlPieceKind::Text => {}
            HtmlPieceKind::Open(tag) => self.open_tag(reading, run, tag, piece),
            HtmlPieceKind::Close(name) => {
                if self.raw.muted.as_deref() == Some(name) {
                    self.left_out_until(reading, run.origin(piece.range.clone()).end);
                }
                self.close_tag(name);
            }
        }
    }

    /// Text between tags: as it is, but for `<`, which is no tag here and may not become one.
    fn raw_text(&mut self, text: &str) {
        if text.trim().is_empty() && self.out.template.html().ends_with('\n') {
            return;
        }
        let start = self.out.len();
        self.out.push(&text.replace('<', "&lt;"));
        self.out.raw(start);
        self.written.words += text.split_ascii_whitespace().count();
    }

    fn open_tag(
        &mut self,
        reading: &mut ParsedText<'_>,
        run: &TextRun,
        tag: &OpeningTag,
        piece: &HtmlPiece,
    ) {
        let at = run.origin(piece.range.clone());
        if self.raw.muted() {
            return self.media_source(reading, run, tag, at);
        }
        if tag.attributes.first().is_some_and(|attribute| reading.marks.carries(&attribute.name)) {
            let html = run.text.get(piece.range.clone()).unwrap_or_default();
            self.inline_mark(reading, html, &at);
            return;
        }
        match allow::verdict(&tag.name) {
            // A bare break is as good as our own, and most pages have no other HTML.
            ElementVerdict::Stays
                if tag.attributes.is_empty() && matches!(tag.name.as_str(), "br" | "wbr") =>
            {
                self.out.push(if tag.name == "br" { "<br />" } else { "<wbr />" });
            }
            ElementVerdict::Stays => self.allowed_tag(reading, run, tag, at),
            ElementVerdict::Unknown => self.unknown_tag(reading, run, tag, piece),
            ElementVerdict::Gone => {
                self.say_element(reading, &tag.name, at.clone());
                self.raw.muted = (!tag.closes_itself).then(|| tag.name.clone());
                let end = run.origin(piece.range.start..run.text.len()).end;
                self.leave_out(reading, at.start..if tag.closes_itself { at.end } else { end });
            }
            _ if tag.name == "iframe" => self.media(reading, run, tag, LinkKind::Embed, at),
            _ if tag.name == "video" => self.media(reading, run, tag, LinkKind::Video, at),
            _ if tag.name == "audio" => self.media(reading, run, tag, LinkKind::Audio, at),
            _ if tag.name == "object" && value_of(run, tag, "data").is_some() => {
                self.object(reading, run, tag, at);
            }
            ElementVerdict::Removed => self.say_element(reading, &tag.name, at),
            ElementVerdict::Silent => {}
        }
    }

    fn say_element(&mut self, reading: &ParsedText<'_>, name: &str, at: Range<usize>) {
        if self.first(format!("<{name}")) {
            self.report(say::unsafe_element(reading.place(at), name));
        }
    }

    /// Writes a tag anew, with the attributes that stay and one that tells the sanitiser's result
    /// which tag this was.
    fn allowed_tag(
        &mut self,
        reading: &mut ParsedText<'_>,
        run: &TextRun,
        tag: &OpeningTag,
        at: Range<usize>,
    ) {
        if !VOID.contains(&tag.name.as_str()) {
            self.raw.depth += 1;
            self.raw.formats += usize::from(is_format(&tag.name));
            if self.raw.depth > DEEPEST || self.raw.formats > DEEPEST_FORMAT {
                return;
            }
        }
        let start = self.out.len();
        self.out.push("<");
        self.out.push(&tag.name);
        let name_end = self.out.len();
        let mut attributes = Vec::new();
        for attribute in &tag.attributes {
            attributes.extend(self.allowed_attribute(reading, run, tag, attribute, &at));
        }
        self.out.push(">");
        self.out.raw(start);
        let place = reading.place(at);
        self.out.tags.push(RawTag {
            at: start,
            name_end,
            name: tag.name.clone(),
            attributes,
            place,
        });
        if tag.closes_itself && !VOID.contains(&tag.name.as_str()) {
            self.close_tag(&tag.name);
        }
    }

    fn allowed_attribute(
        &mut self,
        reading: &ParsedText<'_>,
        run: &TextRun,
        tag: &OpeningTag,
        attribute: &Attribute,
        at: &Range<usize>,
    ) -> Option<String> {
        let value =
            attribute.value.clone().and_then(|range| run.text.get(range)).unwrap_or_default();
        let name = match allow::fate(&tag.name, &attribute.name, value) {
            AttributeFate::Stays(name) => name.to_owned(),
            AttributeFate::Address => format!("{}{}", allow::MARK, attribute.name),
            AttributeFate::Silent => return None,
            AttributeFate::Style => {
                if let Some(side) = alignment(value) {
                    self.out.push(&format!(" data-align=\"{side}\""));
                    return Some("data-align".to_owned());
                }
                if self.first("style".to_owned()) {
                    self.report(say::removed_style(reading.place(at.clone()), &tag.name));
                }
                return None;
            }
            AttributeFate::Removed => {
                if self.first(format!("{} {}", tag.name, attribute.name)) {
                    self.report(say::unsafe_attribute(
                        reading.place(at.clone()),
                        &tag.name,
                        &attribute.name,
                    ));
                }
                return None;
            }
        };
        self.out.push(&format!(" {name}=\""));
        self.out.push(&value.replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;"));
        self.out.push("\"");
        Some(name)
    }

    fn close_tag(&mut self, name: &str) {
        if self.raw.muted.as_deref() == Some(name) {
            self.raw.unmute();
            return;
        }
        if self.raw.muted() {
            return;
        }
        if allow::verdict(name) != ElementVerdict::Stays {
            return;
        }
        let hidden = self.raw.depth > DEEPEST || self.raw.formats > DEEPEST_FORMAT;
        self.raw.depth = self.raw.depth.saturating_sub(1);
        self.raw.formats = self.raw.formats.saturating_sub(usize::from(is_format(name)));
        if !hidden {
            let start = self.out.len();
            self.out.push(&format!("</{name}>"));
            self.out.raw(start);
        }
    }

    /// No element of HTML: a component of another tool, or a placeholder such as `<your name>`,
    /// which stays as text.
    fn unknown_tag(
        &mut self,
        reading: &mut ParsedText<'_>,
        run: &TextRun,
        tag: &OpeningTag,
        piece: &HtmlPiece,
    ) {
        let at = run.origin(piece.range.clone());
        let text = run.text.get(piece.range.clone()).unwrap_or_default();
        let is_used =
            tag.attributes.iter().any(|attribute| attribute.value.is_some()) || tag.closes_itself;
        if is_used || reading.closes(&tag.name) {
            let written: String = text.chars().skip(1).take(tag.name.len()).collect();
            if self.first(format!("component {written}")) {
                self.report(say::foreign_syntax(
                    reading.place(at),
                    &format!("<{written}>"),
                    "component",
                ));
            }
            return;
        }
        self.plain(text);
    }

    /// A film, a sound or an embedded page, which the renderer shows or links.
    fn media(
        &mut self,
        reading: &ParsedText<'_>,
        run: &TextRun,
        tag: &OpeningTag,
        kind: LinkKind,
        at: Range<usize>,
    ) {
        if kind != LinkKind::Embed && !tag.closes_itself {
            self.raw.muted = Some(tag.name.clone());
        }
        let value = |name: &str| value_of(run, tag, name);
        match value("src") {
            Some(target) => {
                self.write_media(reading, kind, target, value("title").unwrap_or_default(), at);
            }
            None if kind != LinkKind::Embed => self.raw.media = Some((kind, at)),
            None => {}
        }
    }

    /// `<object data>` is a picture or an embedded page; what is in it is for browsers that show
    /// neither.
    fn object(
        &mut self,
        reading: &ParsedText<'_>,
        run: &TextRun,
        tag: &OpeningTag,
        at: Range<usize>,
    ) {
        let target = value_of(run, tag, "data").unwrap_or_default();
        let title = value_of(run, tag, "title")
            .or_else(|| value_of(run, tag, "aria-label"))
            .unwrap_or_default();
        let path = target.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        let pictures = [".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"];
        if !pictures.iter().any(|ending| path.ends_with(ending)) {
            return self.write_media(reading, LinkKind::Embed, target, title, at);
        }
        if super::targets::is_dangerous(&target, false) {
            return self.report(say::unsafe_address(reading.place(at), &target));
        }
        let place = reading.place(at);
        let index = self.add_link(Link {
            kind: LinkKind::Image,
            target,
            title: String::new(),
            alt: title,
            size: ImageSize::default(),
            place,
        });
        self.out.hole(Hole::Image(index));
    }

    /// Inside of a film whose own tag names no source.
    fn media_source(
        &mut self,
        reading: &ParsedText<'_>,
        run: &TextRun,
        tag: &OpeningTag,
        at: Range<usize>,
    ) {
        if tag.name == "source"
            && let Some(target) = value_of(run, tag, "src")
            && let Some((kind, _)) = self.raw.media.take()
        {
            self.write_media(reading, kind, target, String::new(), at);
        }
    }

    fn write_media(
        &mut self,
        reading: &ParsedText<'_>,
        kind: LinkKind,
        target: String,
        title: String,
        at: Range<usize>,
    ) {
        let place = reading.place(at);
        if super::targets::is_dangerous(&target, false) {
            return self.report(say::unsafe_address(place, &target));
        }
        let index = self.add_link(Link {
            kind,
            target,
            title,
            alt: String::new(),
            size: ImageSize::default(),
            place,
        });
        self.out.hole(Hole::Media(index));
    }

    /// Raw HTML of authors who are trusted: as it is, but that links and images lead where they
    /// should.
    fn trusted(&mut self, reading: &mut ParsedText<'_>, run: &TextRun) {
        let mut from = 0;
        for piece in scan(&run.text) {
            if matches!(piece.what, HtmlPieceKind::Comment) {
                self.written.comments.push(reading.place(run.origin(piece.range.clone())));
            }
            let HtmlPieceKind::Open(tag) = &piece.what else {
                continue;
            };
            self.note_anchors(reading, run, tag, &piece);
            let (name, kind) = match tag.name.as_str() {
                "a" => ("href", LinkKind::RawHref),
                "img" => ("src", LinkKind::RawSrc),
                _ => continue,
            };
            let Some(value) = tag
                .attributes
                .iter()
                .find(|attribute| attribute.name == name)
                .and_then(|found| found.value.clone())
            else {
                continue;
            };
            let quoted =
                matches!(run.text.as_bytes().get(value.start.wrapping_sub(1)), Some(b'"' | b'\''));
            let place = reading.place(run.origin(value.clone()));
            let target = decoded(run.text.get(value.clone()).unwrap_or_default());
            let index = self.add_link(Link {
                kind,
                target,
                title: String::new(),
                alt: String::new(),
                size: ImageSize::default(),
                place,
            });
            self.out.push(run.text.get(from..value.start).unwrap_or_default());
            self.out.push(if quoted { "" } else { "\"" });
            self.out.hole(Hole::Address(index));
            self.out.push(if quoted { "" } else { "\"" });
            from = value.end;
        }
        self.out.push(run.text.get(from..).unwrap_or_default());
    }

    fn note_anchors(
        &mut self,
        reading: &ParsedText<'_>,
        run: &TextRun,
        tag: &OpeningTag,
        piece: &HtmlPiece,
    ) {
        for name in ["id", "name"] {
            let named = name == "id" || tag.name == "a";
            if let Some(id) = value_of(run, tag, name).filter(|id| named && !id.is_empty())
                && self.slugs.take(&id)
            {
                self.written.anchors.insert(id, reading.place(run.origin(piece.range.clone())));
            }
        }
    }

    /// Raw HTML shown as text; comments are still comments.
    fn as_text(&mut self, reading: &mut ParsedText<'_>, run: &TextRun, block: bool) {
        let pieces = scan(&run.text);
        let alone = pieces.iter().all(|piece| is_blank(piece, &run.text));
        if block && !alone {
            self.out.push("<p>");
        }
        for piece in &pieces {
            let text = run.text.get(piece.range.clone()).unwrap_or_default();
            match piece.what {
                HtmlPieceKind::Comment => {
                    self.comment(reading, text, run.origin(piece.range.clone()), alone && block);
                }
                _ if alone && block => {}
                _ => escape_text(self.out.template.html_mut(), text),
            }
        }
        if block && !alone {
            self.out.push("</p>\n");
        }
    }
}

/// Whether HTML has an element of this name, in lower case.
pub(super) fn is_element(name: &str) -> bool {
    allow::verdict(name) != ElementVerdict::Unknown
}

/// The side in a style that says nothing else.
fn alignment(style: &str) -> Option<&'static str> {
    let (name, side) = style.trim().trim_end_matches(';').split_once(':')?;
    let sides = ["left", "right", "center", "justify"];
    let side = sides.into_iter().find(|known| side.trim().eq_ignore_ascii_case(known))?;
    name.trim().eq_ignore_ascii_case("text-align").then_some(side)
}

fn is_blank(piece: &HtmlPiece, text: &str) -> bool {
    match piece.what {
        HtmlPieceKind::Comment => true,
        HtmlPieceKind::Text => {
            text.get(piece.range.clone()).is_some_and(|text| text.trim().is_empty())
        }
        _ => false,
    }
}

fn value_of(run: &TextRun, tag: &OpeningTag, name: &str) -> Option<String> {
    let attribute = tag.attributes.iter().find(|attribute| attribute.name == name)?;
    let value = attribute.value.clone().and_then(|range| run.text.get(range))?;
    Some(decoded(value.trim()))
}

/// Elements that a parser opens again after each block that interrupts them.
fn is_format(name: &str) -> bool {
    matches!(name, "a" | "b" | "code" | "em" | "i" | "s" | "small" | "strong" | "u")
}
