//! Links and images of Markdown: recorded with their places, and left as holes.

use super::reading::ParsedText;
use super::writer::Writer;
use crate::diag::catalogue;
use crate::site::document::{Hole, ImageSize, Link, LinkKind};
use pulldown_cmark::LinkType;
use std::ops::Range;

/// A link that is open.
pub(super) struct OpenLink {
    /// `None`: the link is dangerous, and only its text is written.
    index: Option<usize>,
    inline: bool,
    /// How many marks were open when it began.
    pub(super) marks: usize,
    /// How much was written when it began: bytes and holes.
    begins: (usize, usize),
}

/// An image whose text is being read.
pub(super) struct OpenImage {
    index: Option<usize>,
    inline: bool,
    /// How many images and links are open inside.
    depth: usize,
    pub(super) alt: String,
}

impl Writer<'_> {
    pub(super) fn add_link(&mut self, link: Link) -> usize {
        self.written.links.push(link);
        self.written.links.len() - 1
    }

    pub(super) fn start_link(
        &mut self,
        reading: &ParsedText<'_>,
        link_type: LinkType,
        (target, title): (&str, &str),
        range: Range<usize>,
        defined: Option<Range<usize>>,
    ) {
        if let Some(image) = &mut self.image {
            image.depth += 1;
            return;
        }
        let target = if link_type == LinkType::Email {
            format!("mailto:{target}")
        } else {
            target.to_owned()
        };
        let index = self.record(reading, LinkKind::Page, (&target, title), &range, defined);
        if let Some(index) = index {
            self.out.hole(Hole::LinkOpen(index));
        }
        self.blocks.last_end = range.start + 1;
        let marks = reading.marks.opened();
        let inline = link_type == LinkType::Inline;
        self.links.push(OpenLink { index, inline, marks, begins: self.written_so_far() });
    }

    pub(super) fn end_link(&mut self, reading: &mut ParsedText<'_>, range: &Range<usize>) {
        if let Some(image) = &mut self.image {
            image.depth = image.depth.saturating_sub(1);
            return;
        }
        if let Some(marks) = self.links.last().map(|link| link.marks) {
            self.close_marks_since(reading, marks);
        }
        let Some(OpenLink { index: Some(index), inline, begins, .. }) = self.links.pop() else {
            return;
        };
        self.name_link(reading, index, begins, range);
        self.out.hole(Hole::LinkClose(index));
        if let Some(link) = self.written.links.get_mut(index).filter(|link| link.target == "#") {
            let text = reading.slice(range.clone());
            text.split("](").next().unwrap_or_default().clone_into(&mut link.alt);
        }
        if inline {
            self.point_at_target(reading, index, range);
        }
    }

    /// A link without text is called as what it leads to.
    fn name_link(
        &mut self,
        reading: &ParsedText<'_>,
        index: usize,
        (bytes, holes): (usize, usize),
        range: &Range<usize>,
    ) {
        let html = self.out.template.html();
        let is_empty = html.get(bytes..).is_none_or(|html| html.trim().is_empty())
            && self.out.template.holes().len() == holes;
        let target = self.written.links.get(index).map_or("", |link| &link.target).to_owned();
        if !is_empty || !self.extended() || matches!(target.trim(), "" | "#") {
            return;
        }
        self.out.hole(Hole::LinkText(index));
        let span = reading.span(range.clone());
        if reading.source.slice(span).starts_with('[') {
            let place = reading.place(range.clone());
            self.report(catalogue::links::nameless_link(place, &target));
        }
    }

    pub(super) fn start_image(
        &mut self,
        reading: &ParsedText<'_>,
        link_type: LinkType,
        texts: (&str, &str),
        range: Range<usize>,
        defined: Option<Range<usize>>,
    ) {
        if let Some(image) = &mut self.image {
            image.depth += 1;
            return;
        }
        let index = self.record(reading, LinkKind::Image, texts, &range, defined);
        self.blocks.last_end = range.start + 2;
        self.image = Some(OpenImage {
            index,
            inline: link_type == LinkType::Inline,
            depth: 0,
            alt: String::new(),
        });
    }

    pub(super) fn end_image(&mut self, reading: &ParsedText<'_>, range: &Range<usize>) {
        match self.image.take() {
            Some(image) if image.depth > 0 => {
                self.image = Some(OpenImage { depth: image.depth - 1, ..image });
            }
            Some(OpenImage { index: Some(index), inline, alt, .. }) => {
                if inline {
                    self.point_at_target(reading, index, range);
                }
                self.write_image(index, alt);
            }
            Some(image) => self.plain(&image.alt),
            None => {}
        }
    }

    pub(super) fn write_image(&mut self, index: usize, alt: String) {
        let (alt, size) = if self.extended() { sized(alt) } else { (alt, ImageSize::default()) };
        if let Some(link) = self.written.links.get_mut(index) {
            link.alt = alt;
            link.size = size;
        }
        let start = self.out.len();
        self.out.hole(Hole::Image(index));
        self.out.opaque(start, false);
    }

    /// Records a link, unless a browser would run what it refers to.
    fn record(
        &mut self,
        reading: &ParsedText<'_>,
        kind: LinkKind,
        (target, title): (&str, &str),
        range: &Range<usize>,
        defined: Option<Range<usize>>,
    ) -> Option<usize> {
        let place = defined
            .map_or_else(|| reading.place(range.clone()), |defined| definition(reading, &defined));
        let trusted = self.options.raw_html == super::RawHtml::Trust;
        if !trusted && super::targets::is_dangerous(target, kind == LinkKind::Image) {
            self.report(catalogue::markdown::unsafe_address(place, target));
            return None;
        }
        let link = Link {
            kind,
            target: target.to_owned(),
            title: title.to_owned(),
            alt: String::new(),
            size: ImageSize::default(),
            place,
        };
        Some(self.add_link(link))
    }

    /// The place of an inline link is its target, which stands behind its text.
    fn point_at_target(&mut self, reading: &ParsedText<'_>, index: usize, range: &Range<usize>) {
        let text_end = self.blocks.last_end.clamp(range.start, range.end);
        let tail = reading.slice(text_end..range.end);
        let Some(open) = tail.find("](").map(|at| at + 2) else {
            return;
        };
        let target = target_in(tail.get(open..).unwrap_or_default());
        if let Some(link) = self.written.links.get_mut(index)
            && !target.is_empty()
        {
            let start = text_end + open;
            link.place = reading.place(start + target.start..start + target.end);
        }
    }
}

/// The text of an image without the size behind its last bar: `Map|300x200`.
fn sized(alt: String) -> (String, ImageSize) {
    let Some((text, size)) = alt.rsplit_once('|').and_then(|(text, size)| {
        Some((text.trim_end().to_owned(), super::foreign::image_size(size)?))
    }) else {
        return (alt, ImageSize::default());
    };
    (text, size)
}

/// Where the target stands in what follows `](`.
fn target_in(tail: &str) -> Range<usize> {
    let blank = tail.len() - tail.trim_start().len();
    let rest = tail.get(blank..).unwrap_or_default();
    if let Some(angled) = rest.strip_prefix('<') {
        let length = angled.find('>').unwrap_or(0);
        return blank + 1..blank + 1 + length;
    }
    let length = rest.find(char::is_whitespace).unwrap_or_else(|| rest.rfind(')').unwrap_or(0));
    blank..blank + length
}

/// The place of the target in `[label]: target "title"`.
fn definition(reading: &ParsedText<'_>, defined: &Range<usize>) -> crate::source::Location {
    let text = reading.slice(defined.clone());
    let Some(open) = text.find("]:").map(|at| at + 2) else {
        return reading.place(defined.clone());
    };
    let rest = text.get(open..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start().len();
    let target =
        rest.get(blank..).unwrap_or_default().split_whitespace().next().unwrap_or_default();
    let bare = target.trim_start_matches('<').trim_end_matches('>');
    let start = defined.start + open + blank + usize::from(target.starts_with('<'));
    reading.place(start..start + bare.len())
}

#[cfg(test)]
mod tests {
    #![expect(clippy::string_slice, reason = "a test knows its texts")]

    use super::target_in;

    #[test]
    fn targets_are_found_behind_the_text() {
        for (tail, expected) in [
            ("a.md)", "a.md"),
            (" <a b.md> \"t\")", "a b.md"),
            ("a(b).md)", "a(b).md"),
            ("x 'y')", "x"),
            (")", ""),
        ] {
            assert_eq!(&tail[target_in(tail)], expected, "{tail}");
        }
    }
}
