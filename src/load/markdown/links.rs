//! Links and images of Markdown: recorded with their places, and left as holes.

use super::buffer::Buffer;
use super::foreign::image_size;
use super::inline::InlineWriter;
use super::link_list::{PageLinks, plain_link};
use super::part::MarkdownOptions;
use super::reading::ParsedText;
use super::reports::Reports;
use super::targets::is_dangerous;
use crate::config::RawHtml;
use crate::diag::catalogue;
use crate::site::document::{Hole, ImageSize, LinkKind};
use crate::source::Location;
use pulldown_cmark::LinkType;
use std::ops::Range;

/// Links and images that are open.
#[derive(Default)]
pub(super) struct OpenLinks {
    links: Vec<OpenLink>,
    image: Option<OpenImage>,
    /// Where the text ends that was read last.
    passed: usize,
}

/// A link that is open.
struct OpenLink {
    /// `None`: the link is dangerous, and only its text is written.
    index: Option<usize>,
    inline: bool,
    /// How many containers were open when it began.
    containers: usize,
    /// How much was written when it began: bytes and holes.
    begins: (usize, usize),
}

/// An image whose text is being read.
struct OpenImage {
    index: Option<usize>,
    inline: bool,
    /// How many images and links are open inside.
    depth: usize,
}

/// A link or an image as the parser gives it.
pub(super) struct ParsedLink<'e> {
    pub(super) link_type: LinkType,
    pub(super) target: &'e str,
    pub(super) title: &'e str,
    pub(super) range: Range<usize>,
    /// Where the target is written, if elsewhere.
    pub(super) defined: Option<Range<usize>>,
}

impl OpenLinks {
    /// Takes note that everything before `end` is read.
    pub(super) fn pass(&mut self, end: usize) {
        self.passed = end;
    }

    /// Whether we are in the text of a link.
    pub(super) fn in_link(&self) -> bool {
        !self.links.is_empty()
    }

    /// How many containers were open when the innermost link began.
    pub(super) fn containers_outside(&self) -> Option<usize> {
        self.links.last().map(|link| link.containers)
    }

    /// Whether something inside of an image begins, which only adds to its text.
    fn enter_image(&mut self) -> bool {
        let image = self.image.as_mut();
        image.map(|image| image.depth += 1).is_some()
    }
}

/// Writes links and images.
pub(super) struct LinkPass<'a> {
    pub(super) text: &'a ParsedText<'a>,
    pub(super) open: &'a mut OpenLinks,
    pub(super) list: &'a mut PageLinks,
    pub(super) inline: &'a mut InlineWriter,
    pub(super) reports: &'a mut Reports,
    pub(super) options: MarkdownOptions,
}

impl LinkPass<'_> {
    /// A link begins; `containers`: how many of other tools are open around it.
    pub(super) fn start_link(&mut self, link: &ParsedLink<'_>, containers: usize) {
        if self.open.enter_image() {
            return;
        }
        let index = if link.link_type == LinkType::Email {
            self.record(LinkKind::Page, &format!("mailto:{}", link.target), link)
        } else {
            self.record(LinkKind::Page, link.target, link)
        };
        if let Some(index) = index {
            self.inline.out.hole(Hole::LinkOpen(index));
        }
        self.open.passed = link.range.start + 1;
        let inline = link.link_type == LinkType::Inline;
        let begins = self.inline.out.extent();
        self.open.links.push(OpenLink { index, inline, containers, begins });
    }

    /// A link ends.
    pub(super) fn end_link(&mut self, range: &Range<usize>) {
        if let Some(image) = &mut self.open.image {
            image.depth = image.depth.saturating_sub(1);
            return;
        }
        let Some(OpenLink { index: Some(index), inline, begins, .. }) = self.open.links.pop()
        else {
            return;
        };
        self.name(index, begins, range);
        self.inline.out.hole(Hole::LinkClose(index));
        if let Some(link) = self.list.get_mut(index).filter(|link| link.target == "#") {
            let text = self.text.slice(range.clone());
            text.split("](").next().unwrap_or_default().clone_into(&mut link.alt);
        }
        if inline {
            self.point_at_target(index, range);
        }
    }

    /// A link without text is called as what it leads to.
    fn name(&mut self, index: usize, (bytes, holes): (usize, usize), range: &Range<usize>) {
        let template = &self.inline.out.template;
        let is_empty = template.html().get(bytes..).is_none_or(|html| html.trim().is_empty())
            && template.holes().len() == holes;
        let target = self.list.get_mut(index).map_or("", |link| &link.target).to_owned();
        if !is_empty || !self.options.is_extended() || matches!(target.trim(), "" | "#") {
            return;
        }
        self.inline.out.hole(Hole::LinkText(index));
        let span = self.text.span(range.clone());
        if !self.options.cross_references && self.text.source.slice(span).starts_with('[') {
            let place = self.text.place(range.clone());
            // A part that another tool would fill in was reported where it stands.
            if !target.contains("{{") {
                self.reports.add(catalogue::links::nameless_link(place, &target));
            }
        }
    }

    /// An image begins; what follows is its text.
    pub(super) fn start_image(&mut self, image: &ParsedLink<'_>) {
        if self.open.enter_image() {
            return;
        }
        let index = self.record(LinkKind::Image, image.target, image);
        self.open.passed = image.range.start + 2;
        let inline = image.link_type == LinkType::Inline;
        self.open.image = Some(OpenImage { index, inline, depth: 0 });
        self.inline.alt = Some(String::new());
    }

    /// An image ends.
    pub(super) fn end_image(&mut self, range: &Range<usize>) {
        if let Some(image) = self.open.image.as_mut().filter(|image| image.depth > 0) {
            image.depth -= 1;
            return;
        }
        let alt = self.inline.alt.take().unwrap_or_default();
        match self.open.image.take() {
            Some(OpenImage { index: Some(index), inline, .. }) => {
                if inline {
                    self.point_at_target(index, range);
                }
                let alt_and_size = self.options.is_extended().then(|| sized(&alt)).flatten();
                let (alt, size) = alt_and_size.unwrap_or((alt, ImageSize::default()));
                write_image(index, alt, size, self.list, &mut self.inline.out);
            }
            Some(_) => self.inline.plain(&alt),
            None => {}
        }
    }

    /// Records a link, unless a browser would run what it refers to.
    fn record(&mut self, kind: LinkKind, target: &str, parsed: &ParsedLink<'_>) -> Option<usize> {
        let place = parsed.defined.as_ref().map_or_else(
            || self.text.place(parsed.range.clone()),
            |defined| definition(self.text, defined),
        );
        let trusted = self.options.raw_html == RawHtml::Trust;
        if !trusted && is_dangerous(target, kind == LinkKind::Image) {
            self.reports.add(catalogue::markdown::unsafe_address(place, target));
            return None;
        }
        let mut link = plain_link(kind, target.to_owned(), place);
        parsed.title.clone_into(&mut link.title);
        Some(self.list.add(link))
    }

    /// The place of an inline link is its target, which stands behind its text.
    fn point_at_target(&mut self, index: usize, range: &Range<usize>) {
        let text_end = self.open.passed.clamp(range.start, range.end);
        let tail = self.text.slice(text_end..range.end);
        let Some(open) = tail.find("](").map(|at| at + 2) else {
            return;
        };
        let target = target_in(tail.get(open..).unwrap_or_default());
        if let Some(link) = self.list.get_mut(index)
            && !target.is_empty()
        {
            let start = text_end + open;
            link.place = self.text.place(start + target.start..start + target.end);
        }
    }
}

/// Writes an image that is recorded already.
pub(super) fn write_image(
    index: usize,
    alt: String,
    size: ImageSize,
    list: &mut PageLinks,
    out: &mut Buffer,
) {
    if let Some(link) = list.get_mut(index) {
        link.alt = alt;
        link.size = size;
    }
    let start = out.len();
    out.hole(Hole::Image(index));
    out.opaque(start, false);
}

/// The text of an image and the size behind its last bar: `Map|300x200`.
pub(super) fn sized(alt: &str) -> Option<(String, ImageSize)> {
    let (text, size) = alt.rsplit_once('|')?;
    Some((text.trim_end().to_owned(), image_size(size)?))
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
fn definition(text: &ParsedText<'_>, defined: &Range<usize>) -> Location {
    let written = text.slice(defined.clone());
    let Some(open) = written.find("]:").map(|at| at + 2) else {
        return text.place(defined.clone());
    };
    let rest = written.get(open..).unwrap_or_default();
    let blank = rest.len() - rest.trim_start().len();
    let target =
        rest.get(blank..).unwrap_or_default().split_whitespace().next().unwrap_or_default();
    let bare = target.trim_start_matches('<').trim_end_matches('>');
    let start = defined.start + open + blank + usize::from(target.starts_with('<'));
    text.place(start..start + bare.len())
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
