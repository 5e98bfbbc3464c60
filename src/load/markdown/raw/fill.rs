//! What the sanitiser left, with our pieces put back and authors' links and ids taken note of.

use super::allow::{MARK, SANITISER, VOID};
use super::marked::{MarkEntry, Marked, Slice};
use crate::config::ExternalImages;
use crate::diag::catalogue::markdown as say;
use crate::html::{tag_length, unescape};
use crate::load::markdown::anchors::Anchors;
use crate::load::markdown::buffer::{Buffer, RawTag};
use crate::load::markdown::headings::Headings;
use crate::load::markdown::link_list::{PageLinks, plain_link};
use crate::load::markdown::reports::Reports;
use crate::load::markdown::targets::is_dangerous;
use crate::remote;
use crate::site::document::{Hole, HtmlTemplate, LinkKind};
use std::ops::Range;

/// What an open element's closing tag becomes.
enum Close {
    Itself,
    /// The same, and with it this part.
    Part(usize),
    Nothing,
    Link(usize),
}

/// What the tags of authors give to the page.
pub(in super::super) struct FillPass<'a> {
    pub(in super::super) list: &'a mut PageLinks,
    pub(in super::super) anchors: &'a mut Anchors,
    pub(in super::super) headings: &'a Headings,
    pub(in super::super) reports: &'a mut Reports,
    pub(in super::super) external_images: ExternalImages,
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

/// The page with authors' HTML cleaned.
pub(in super::super) fn sanitised(buffer: &Buffer, mut pass: FillPass<'_>) -> HtmlTemplate {
    let marked = Marked::new(buffer);
    let clean = SANITISER.clean(&marked.html).to_string();
    let mut page = pass.fill(&marked, &clean);
    pass.list.number(&mut page);
    page
}

impl FillPass<'_> {
    /// Puts our pieces into `clean`, what the sanitiser made of `marked`.
    fn fill(&mut self, marked: &Marked<'_>, clean: &str) -> HtmlTemplate {
        let mut filling = Filling::new(marked);
        let mut at = 0;
        while let Some(tag) =
            clean.get(at..).and_then(|rest| rest.find('<')).map(|found| found + at)
        {
            filling.out.push(clean.get(at..tag).unwrap_or_default());
            let end = tag + tag_length(clean.get(tag..).unwrap_or_default());
            let inside = clean.get(tag + 1..end.saturating_sub(1)).unwrap_or_default();
            match inside.strip_prefix('/') {
                Some(name) => filling.close(name),
                None => self.put_back(&mut filling, &clean_tag(inside)),
            }
            at = end;
        }
        filling.out.push(clean.get(at..).unwrap_or_default());
        self.report_unseen(&filling);
        filling.out
    }

    /// Tags that had no place where they stood, such as a `<td>` without a table.
    fn report_unseen(&mut self, filling: &Filling<'_, '_>) {
        let tags = filling.marked.buffer.tags.iter().zip(&filling.seen);
        for (tag, _) in tags.filter(|(_, seen)| !**seen) {
            self.reports.once(format!("misplaced {}", tag.name), || {
                say::misplaced_element(tag.place.clone(), &tag.name)
            });
        }
    }

    fn put_back(&mut self, filling: &mut Filling<'_, '_>, tag: &CleanTag<'_>) {
        let number = tag.raw(&filling.marked.mark).and_then(|value| value.parse().ok());
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
            Some(MarkEntry::Tag(slice)) => filling.copy(&slice).map_or(Close::Itself, Close::Part),
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
        let written = index.and_then(|index| filling.marked.buffer.tags.get(index));
        if let Some(hole) = self.linked_image(tag, written) {
            return filling.out.push_hole(hole);
        }
        filling.out.push("<");
        filling.out.push(tag.name);
        let again = index
            .and_then(|index| filling.seen.get_mut(index))
            .is_none_or(|seen| std::mem::replace(seen, true));
        for (name, value) in &tag.attributes {
            match (name.strip_prefix(MARK), written) {
                (Some(address @ ("href" | "src")), Some(written)) => {
                    self.address(&mut filling.out, address, value, written);
                }
                (Some(_), _) => {}
                (None, written) if matches!(*name, "id" | "name") => {
                    let written = written.filter(|_| !again);
                    if written.is_some_and(|written| self.takes_anchor(value, written)) {
                        filling.out.push(&format!(" id=\"{value}\""));
                    }
                }
                (None, _) => filling.out.push(&format!(" {name}=\"{value}\"")),
            }
        }
        filling.out.push(">");
    }

    /// An author's image from another host, where the settings want a link in its place: the
    /// renderer writes it as it writes those of Markdown.
    fn linked_image(&mut self, tag: &CleanTag<'_>, written: Option<&RawTag>) -> Option<Hole> {
        if tag.name != "img" || self.external_images == ExternalImages::Show {
            return None;
        }
        let value = |name: &str| tag.raw(name).map(unescape);
        let target = value("hb-src").filter(|target| remote::url(target).is_some())?;
        let mut link = plain_link(LinkKind::Image, target, written?.place.clone());
        link.title = value("title").unwrap_or_default();
        link.alt = value("alt").unwrap_or_default();
        Some(Hole::Image(self.list.add(link)))
    }

    /// Where an author's link or image leads.
    fn address(&mut self, out: &mut HtmlTemplate, name: &str, value: &str, written: &RawTag) {
        let target = unescape(value).trim().to_owned();
        let place = written.place.clone();
        if is_dangerous(&target, name == "src") {
            return self.reports.add(say::unsafe_address(place, &target));
        }
        let kind = if name == "src" { LinkKind::RawSrc } else { LinkKind::RawHref };
        let link = self.list.add(plain_link(kind, target, place));
        out.push(&format!(" {name}=\""));
        out.push_hole(Hole::Address(link));
        out.push("\"");
    }

    /// Takes an author's `id` or `<a name>`, unless it is one of ours or taken.
    fn takes_anchor(&mut self, value: &str, written: &RawTag) -> bool {
        let names = written.attributes.iter();
        let has_both = names.filter(|name| matches!(name.as_str(), "id" | "name")).count() > 1;
        let headings = self.headings.list.iter().chain(&self.headings.title);
        let id = unescape(value);
        self.anchors.of_tag(&id, &written.place, has_both, headings, self.reports)
    }
}

impl CleanTag<'_> {
    /// The value of an attribute, still escaped.
    fn raw(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(of, _)| *of == name).map(|(_, value)| *value)
    }
}

impl<'m, 'b> Filling<'m, 'b> {
    fn new(marked: &'m Marked<'b>) -> Self {
        Filling {
            marked,
            out: HtmlTemplate::with_capacity(marked.buffer.len()),
            open: Vec::new(),
            seen: vec![false; marked.buffer.tags.len()],
        }
    }

    fn close(&mut self, name: &str) {
        match self.open.pop() {
            Some(Close::Itself) => self.out.push(&format!("</{name}>")),
            Some(Close::Part(index)) => {
                self.out.push(&format!("</{name}>"));
                let end = self.out.html().len();
                if let Some((range, _)) = self.out.parts_mut().get_mut(index) {
                    range.end = end;
                }
            }
            Some(Close::Link(index)) => self.out.push_hole(Hole::LinkClose(index)),
            Some(Close::Nothing) | None => {}
        }
    }

    /// Copies a piece of ours with its holes and parts; returns the part that goes on behind it.
    fn copy(&mut self, slice: &Slice) -> Option<usize> {
        let Range { start: mut from, end } = slice.html;
        let template = &self.marked.buffer.template;
        let part = self.copy_parts(&slice.html);
        for (offset, hole) in template.holes().get(slice.holes.clone()).unwrap_or_default() {
            self.out.push(template.html().get(from..*offset).unwrap_or_default());
            self.out.push_hole(*hole);
            from = *offset;
        }
        self.out.push(template.html().get(from..end).unwrap_or_default());
        part
    }

    /// Copies the parts of a piece that is going to be written; returns the one that goes on
    /// behind it, which is empty so far.
    fn copy_parts(&mut self, html: &Range<usize>) -> Option<usize> {
        let here = self.out.html().len();
        let all = self.marked.buffer.template.parts();
        let first = all.partition_point(|(range, _)| range.start < html.start);
        let mut open = None;
        for (range, part) in all.iter().skip(first) {
            if range.start >= html.end {
                break;
            }
            let start = range.start - html.start + here;
            let length = if range.end <= html.end { range.len() } else { 0 };
            let parts = self.out.parts_mut();
            open = if length == 0 { Some(parts.len()) } else { open };
            parts.push((start..start + length, *part));
        }
        open
    }
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
