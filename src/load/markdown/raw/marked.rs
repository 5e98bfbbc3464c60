//! A finished page with raw HTML, as the sanitiser sees it.
//!
//! What is ours goes through the sanitiser as marked elements: an empty one for a piece that may
//! not be touched, an element with a mark instead of its attributes where authors' HTML may stand
//! inside. The mark's name does not occur in the page, so nobody can forge one. [`super::fill`]
//! puts our pieces back.

use super::super::buffer::Buffer;
use crate::html::unused_name;
use crate::site::document::Hole;
use std::ops::Range;

/// A page as the sanitiser sees it, and what its marks stand for.
pub(super) struct Marked<'b> {
    pub(super) buffer: &'b Buffer,
    /// The attribute that carries the mark.
    pub(super) mark: String,
    pub(super) entries: Vec<MarkEntry>,
    pub(super) html: String,
    /// The first hole that was not passed yet.
    hole: usize,
}

/// What a mark stands for.
#[derive(Clone, Debug)]
pub(super) enum MarkEntry {
    /// A piece of ours: the element is replaced by it.
    Piece(Slice),
    /// A hole that stands for a whole element.
    Hole(Hole),
    /// An opening tag of ours: the element stays, with this tag.
    Tag(Slice),
    /// A link: its tags are holes.
    Link(usize),
    /// The opening tag of the author with this index.
    Raw(usize),
}

/// A piece of the buffer: its HTML, and the holes in it by index.
#[derive(Clone, Debug)]
pub(super) struct Slice {
    pub(super) html: Range<usize>,
    pub(super) holes: Range<usize>,
}

impl<'b> Marked<'b> {
    /// Marks all of a page.
    pub(super) fn new(buffer: &'b Buffer) -> Self {
        let html = String::with_capacity(buffer.len());
        let mark = unused_name("mark", buffer.template.html());
        let mut marked = Marked { buffer, mark, entries: Vec::new(), html, hole: 0 };
        marked.blocks();
        marked
    }

    fn source(&self, range: Range<usize>) -> &'b str {
        self.buffer.template.html().get(range).unwrap_or_default()
    }

    fn next_hole(&self) -> Option<(usize, Hole)> {
        self.buffer.template.holes().get(self.hole).copied()
    }

    /// Outermost blocks without authors' HTML are one piece; the others are looked into.
    fn blocks(&mut self) {
        let length = self.buffer.len();
        let starts = std::iter::once(0).chain(self.buffer.cuts.iter().copied());
        let ends = self.buffer.cuts.iter().copied().chain(std::iter::once(length));
        let mut clean_from: Option<usize> = None;
        for (start, end) in starts.zip(ends).filter(|(start, end)| start < end) {
            if self.has_raw(start..end) || self.has_boundary(start..end) {
                self.clean_blocks(clean_from.take(), start);
                self.look_into(start..end);
            } else {
                clean_from.get_or_insert(start);
            }
        }
        self.clean_blocks(clean_from, length);
        self.holes_at(length);
    }

    fn has_raw(&self, range: Range<usize>) -> bool {
        let next = self.buffer.raw.partition_point(|raw| raw.end <= range.start);
        self.buffer.raw.get(next).is_some_and(|raw| raw.start < range.end)
    }

    fn has_boundary(&self, range: Range<usize>) -> bool {
        let next = self.buffer.boundaries.partition_point(|boundary| *boundary < range.start);
        self.buffer.boundaries.get(next).is_some_and(|boundary| *boundary < range.end)
    }

    fn clean_blocks(&mut self, from: Option<usize>, end: usize) {
        if let Some(from) = from {
            let slice = self.slice(from..end);
            self.element("div", MarkEntry::Piece(slice));
        }
    }

    /// A piece of the buffer with all holes before its end.
    fn slice(&mut self, html: Range<usize>) -> Slice {
        let first = self.hole;
        while self.next_hole().is_some_and(|(offset, _)| offset < html.end) {
            self.hole += 1;
        }
        Slice { html, holes: first..self.hole }
    }

    fn element(&mut self, name: &str, entry: MarkEntry) {
        self.open(name, entry);
        self.html.push_str(&format!("</{name}>"));
    }

    fn open(&mut self, name: &str, entry: MarkEntry) {
        self.html.push_str(&format!("<{name} {}=\"{}\">", self.mark, self.entries.len()));
        self.entries.push(entry);
    }

    /// A block with authors' HTML in it: each piece of ours is marked, theirs is copied.
    fn look_into(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            self.holes_at(at);
            at = self.step(at, range.end).max(at + 1);
        }
    }

    /// Passes one piece at `at`; returns where the next one begins.
    fn step(&mut self, at: usize, end: usize) -> usize {
        let raw = self.buffer.raw.partition_point(|raw| raw.end <= at);
        let raw = self.buffer.raw.get(raw).cloned();
        if let Some(raw) = raw.clone().filter(|raw| raw.start <= at) {
            let stop = self.next_hole().map_or(raw.end, |(hole, _)| hole.min(raw.end)).max(at);
            self.copy_raw(at..stop);
            return stop;
        }
        let opaque = self.buffer.opaque.partition_point(|opaque| opaque.range.end <= at);
        if let Some(opaque) =
            self.buffer.opaque.get(opaque).filter(|opaque| opaque.range.start <= at)
        {
            let slice = self.slice(opaque.range.clone());
            self.element(if opaque.block { "div" } else { "span" }, MarkEntry::Piece(slice));
            return opaque.range.end;
        }
        let rest = self.source(at..end);
        if rest.starts_with('<') {
            return self.own_tag(at, rest);
        }
        let tag = rest.find('<').map_or(end, |found| at + found);
        let hole = self.next_hole().map_or(end, |(offset, _)| offset);
        let stop = tag.min(hole).min(raw.map_or(end, |raw| raw.start)).min(end).max(at);
        self.html.push_str(self.source(at..stop));
        stop
    }

    fn holes_at(&mut self, at: usize) {
        while let Some((_, hole)) = self.next_hole().filter(|(offset, _)| *offset <= at) {
            self.hole += 1;
            match hole {
                Hole::LinkOpen(index) => self.open("a", MarkEntry::Link(index)),
                Hole::LinkClose(_) => self.html.push_str("</a>"),
                Hole::View(_) => self.element("div", MarkEntry::Hole(hole)),
                _ => self.element("span", MarkEntry::Hole(hole)),
            }
        }
    }

    /// A tag of ours: plain ones are copied, those with attributes are marked.
    fn own_tag(&mut self, at: usize, rest: &str) -> usize {
        let length = rest.find('>').map_or(rest.len(), |found| found + 1);
        let tag = rest.get(..length).unwrap_or_default();
        let name = tag.trim_start_matches('<').split([' ', '>']).next().unwrap_or_default();
        let void = tag.ends_with("/>");
        if tag.starts_with("</") || void || !tag.contains(' ') {
            self.html.push_str(tag);
        } else {
            let slice = self.slice(at..at + length);
            self.open(name, MarkEntry::Tag(slice));
        }
        at + length
    }

    /// Authors' HTML, with a mark in each opening tag.
    fn copy_raw(&mut self, range: Range<usize>) {
        let mut from = range.start;
        let first = self.buffer.tags.partition_point(|tag| tag.at < range.start);
        let tags = self.buffer.tags.iter().enumerate().skip(first);
        for (index, tag) in tags.take_while(|(_, tag)| tag.at < range.end) {
            self.html.push_str(self.source(from..tag.name_end));
            self.html.push_str(&format!(" {}=\"{}\"", self.mark, self.entries.len()));
            self.entries.push(MarkEntry::Raw(index));
            from = tag.name_end;
        }
        self.html.push_str(self.source(from..range.end));
    }
}
