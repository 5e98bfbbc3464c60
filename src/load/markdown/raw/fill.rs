//! What the sanitiser left, with our pieces put back and authors' links and ids taken note of.

use super::super::escape::unescape;
use super::super::slug::RESERVED;
use super::super::writer::Writer;
use super::VOID;
use super::allow::MARK;
use super::sanitise::{MarkEntry, Marked, Slice};
use crate::config::ExternalImages;
use crate::diag::catalogue::markdown as say;
use crate::remote;
use crate::site::document::{Hole, HtmlTemplate, ImageSize, Link, LinkKind};
use std::ops::Range;

/// What an open element's closing tag becomes.
enum Close {
    Itself,
    Nothing,
    Link(usize),
}

/// The state of putting things back.
struct Filling<'m, 'b> {
    marked: &'m Marked<'b>,
    out: HtmlTemplate,
    open: Vec<Close>,
    /// Which tags of authors came through.
    seen: Vec<bool>,
}

/// A tag as the sanitiser writes it.
struct CleanTag<'t> {
    name: &'t str,
    /// Names, and values still escaped.
    attributes: Vec<(&'t str, &'t str)>,
}

impl Writer<'_> {
    /// Puts our pieces into `clean`, what the sanitiser made of `marked`.
    pub(super) fn fill(&mut self, marked: &Marked<'_>, clean: &str) -> HtmlTemplate {
        let seen = vec![false; marked.buffer.tags.len()];
        let mut filling = Filling {
            marked,
            out: HtmlTemplate::with_capacity(marked.buffer.len()),
            open: Vec::new(),
            seen,
        };
        let mut at = 0;
        while let Some(tag) =
            clean.get(at..).and_then(|rest| rest.find('<')).map(|found| found + at)
        {
            filling.out.push(clean.get(at..tag).unwrap_or_default());
            let end = tag_end(clean, tag);
            let inside = clean.get(tag + 1..end.saturating_sub(1)).unwrap_or_default();
            match inside.strip_prefix('/') {
                Some(name) => filling.close(name),
                None => self.put_back(&mut filling, &clean_tag(inside)),
            }
            at = end;
        }
        filling.out.push(clean.get(at..).unwrap_or_default());
        self.report_unseen(&filling);
        let mut out = filling.out;
        self.number_links(&mut out);
        out
    }

    /// Tags that had no place where they stood, such as a `<td>` without a table.
    fn report_unseen(&mut self, filling: &Filling<'_, '_>) {
        let tags = filling.marked.buffer.tags.iter().zip(&filling.seen);
        for (tag, _) in tags.filter(|(_, seen)| !**seen) {
            if self.first(format!("misplaced {}", tag.name)) {
                self.report(say::misplaced_element(tag.place.clone(), &tag.name));
            }
        }
    }

    fn put_back(&mut self, filling: &mut Filling<'_, '_>, tag: &CleanTag<'_>) {
        let number = tag
            .attributes
            .iter()
            .find(|(name, _)| *name == filling.marked.mark)
            .and_then(|(_, value)| value.parse().ok());
        let entry = number.and_then(|number: usize| filling.marked.entries.get(number)).cloned();
        let close = match entry {
            Some(MarkEntry::Piece(slice)) => {
                filling.copy(&slice);
                Close::Nothing
            }
            Some(MarkEntry::Hole(hole)) => {
                filling.out.push_hole(hole);
                Close::Nothing
            }
            Some(MarkEntry::Tag(slice)) => {
                filling.copy(&slice);
                Close::Itself
            }
            Some(MarkEntry::Link(index)) => {
                filling.out.push_hole(Hole::LinkOpen(index));
                Close::Link(index)
            }
            Some(MarkEntry::Raw(index)) => {
                self.authors_tag(filling, tag, Some(index));
                Close::Itself
            }
            None => {
                self.authors_tag(filling, tag, None);
                Close::Itself
            }
        };
        if !VOID.contains(&tag.name) {
            filling.open.push(close);
        }
    }

    /// An author's tag, or one that the sanitiser had to add: with safe attributes only.
    fn authors_tag(
        &mut self,
        filling: &mut Filling<'_, '_>,
        tag: &CleanTag<'_>,
        index: Option<usize>,
    ) {
        if let Some(hole) = self.linked_image(filling, tag, index) {
            return filling.out.push_hole(hole);
        }
        filling.out.push("<");
        filling.out.push(tag.name);
        let again = index
            .and_then(|index| filling.seen.get_mut(index))
            .is_none_or(|seen| std::mem::replace(seen, true));
        for (name, value) in &tag.attributes {
            match name.strip_prefix(MARK) {
                Some(address @ ("href" | "src")) => self.address(filling, address, value, index),
                Some(_) => {}
                None if *name == "id" || *name == "name" => {
                    if !again {
                        self.anchor(filling, value, index);
                    }
                }
                None => filling.out.push(&format!(" {name}=\"{value}\"")),
            }
        }
        filling.out.push(">");
    }

    /// An author's image from another host, where the settings want a link in its place: the
    /// renderer writes it as it writes those of Markdown.
    fn linked_image(
        &mut self,
        filling: &Filling<'_, '_>,
        tag: &CleanTag<'_>,
        index: Option<usize>,
    ) -> Option<Hole> {
        if tag.name != "img" || self.options.external_images == ExternalImages::Show {
            return None;
        }
        let value = |name: &str| {
            tag.attributes.iter().find(|(of, _)| *of == name).map(|(_, value)| unescape(value))
        };
        let target = value("hb-src").filter(|target| remote::url(target).is_some())?;
        let place = filling.marked.buffer.tags.get(index?)?.place.clone();
        let (title, alt) = (value("title").unwrap_or_default(), value("alt").unwrap_or_default());
        let link =
            Link { kind: LinkKind::Image, target, title, alt, size: ImageSize::default(), place };
        Some(Hole::Image(self.add_link(link)))
    }

    /// Where an author's link or image leads.
    fn address(
        &mut self,
        filling: &mut Filling<'_, '_>,
        name: &str,
        value: &str,
        index: Option<usize>,
    ) {
        let Some(tag) = index.and_then(|index| filling.marked.buffer.tags.get(index)) else {
            return;
        };
        let target = unescape(value).trim().to_owned();
        if super::super::targets::is_dangerous(&target, name == "src") {
            return self.report(say::unsafe_address(tag.place.clone(), &target));
        }
        let kind = if name == "src" { LinkKind::RawSrc } else { LinkKind::RawHref };
        let link = Link {
            kind,
            target,
            title: String::new(),
            alt: String::new(),
            size: ImageSize::default(),
            place: tag.place.clone(),
        };
        let link = self.add_link(link);
        filling.out.push(&format!(" {name}=\""));
        filling.out.push_hole(Hole::Address(link));
        filling.out.push("\"");
    }

    /// An author's `id` or `<a name>`, unless it is one of ours or taken.
    fn anchor(&mut self, filling: &mut Filling<'_, '_>, value: &str, index: Option<usize>) {
        let id = unescape(value);
        let Some(tag) = index.and_then(|index| filling.marked.buffer.tags.get(index)) else {
            return;
        };
        let own =
            tag.attributes.iter().filter(|name| matches!(name.as_str(), "id" | "name")).count() > 1;
        if own && self.written.anchors.contains_key(&id) {
            return;
        }
        if id.is_empty() || id.contains(char::is_whitespace) {
            return;
        }
        if id.starts_with(RESERVED) || !self.slugs.take(&id) {
            if self.is_of_own_heading(&id, &tag.place) {
                return;
            }
            return self.report(say::duplicate_anchor(tag.place.clone(), &id));
        }
        filling.out.push(&format!(" id=\"{value}\""));
        self.written.anchors.insert(id, tag.place.clone());
    }

    /// Whether a heading has this id already and the anchor stands in it, as GitBook writes it.
    fn is_of_own_heading(&self, id: &str, place: &crate::source::Location) -> bool {
        let headings = self.written.headings.iter().chain(&self.written.title);
        headings.filter(|heading| heading.id == id).any(|heading| {
            let (outer, inner) = (heading.place.span(), place.span());
            heading.place.path() == place.path()
                && outer.zip(inner).is_some_and(|(outer, inner)| {
                    outer.start <= inner.start && inner.start <= outer.end
                })
        })
    }

    /// Raw links were recorded last; this puts all links into the order in which they appear.
    fn number_links(&mut self, out: &mut HtmlTemplate) {
        let mut order: Vec<Option<usize>> = vec![None; self.written.links.len()];
        let mut next = 0;
        for (_, hole) in out.holes_mut() {
            let (Hole::LinkOpen(index)
            | Hole::LinkClose(index)
            | Hole::Image(index)
            | Hole::Media(index)
            | Hole::Address(index)) = hole
            else {
                continue;
            };
            let Some(number) = order.get_mut(*index) else {
                continue;
            };
            *index = *number.get_or_insert_with(|| {
                next += 1;
                next - 1
            });
        }
        let links = std::mem::take(&mut self.written.links);
        let mut numbered: Vec<(usize, Link)> = Vec::with_capacity(links.len());
        for (link, number) in links.into_iter().zip(order) {
            let number = number.unwrap_or_else(|| {
                next += 1;
                next - 1
            });
            numbered.push((number, link));
        }
        numbered.sort_by_key(|(number, _)| *number);
        self.written.links = numbered.into_iter().map(|(_, link)| link).collect();
    }
}

impl Filling<'_, '_> {
    fn close(&mut self, name: &str) {
        match self.open.pop() {
            Some(Close::Itself) => self.out.push(&format!("</{name}>")),
            Some(Close::Link(index)) => self.out.push_hole(Hole::LinkClose(index)),
            Some(Close::Nothing) | None => {}
        }
    }

    /// Copies a piece of ours with its holes.
    fn copy(&mut self, slice: &Slice) {
        let Range { start: mut from, end } = slice.html;
        let template = &self.marked.buffer.template;
        for (offset, hole) in template.holes().get(slice.holes.clone()).unwrap_or_default() {
            self.out.push(template.html().get(from..*offset).unwrap_or_default());
            self.out.push_hole(*hole);
            from = *offset;
        }
        self.out.push(template.html().get(from..end).unwrap_or_default());
    }
}

/// The end of the tag that begins at `start`; `>` in quotes does not end it.
fn tag_end(clean: &str, start: usize) -> usize {
    let mut quoted = false;
    for (at, byte) in clean.bytes().enumerate().skip(start) {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    clean.len()
}

/// Reads what stands between `<` and `>` of an opening tag.
fn clean_tag(inside: &str) -> CleanTag<'_> {
    let (name, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    while let Some((attribute, value)) = rest.split_once("=\"") {
        let (value, behind) = value.split_once('"').unwrap_or((value, ""));
        attributes.push((attribute.trim_start(), value));
        rest = behind;
    }
    CleanTag { name, attributes }
}
