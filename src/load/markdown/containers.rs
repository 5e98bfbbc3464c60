//! Containers and anchors of other tools: callouts, details, tabs and elements in a line. They
//! stand in the text as marks, see [`super::foreign`].

use super::anchors::Anchors;
use super::buffer::Buffer;
use super::callouts;
use super::foreign::{Container, Family, FoundLink, Mark};
use super::inline::InlineWriter;
use super::link_list::{PageLinks, plain_link};
use super::links::write_image;
use super::reading::ParsedText;
use super::reports::Reports;
use super::targets::is_dangerous;
use crate::diag::catalogue::markdown as say;
use crate::html::escaped;
use crate::site::document::{Hole, LinkKind, SiteWord};
use std::ops::Range;

/// Deeper nesting is not shown as such: browsers and sanitisers walk it, and nobody reads it.
pub(super) const DEEPEST: usize = 100;

/// What ends a quote.
pub(super) const QUOTE_END: &str = "</blockquote>\n";

/// The containers of one part that are open.
#[derive(Default)]
pub(super) struct OpenContainers {
    open: Vec<OpenContainer>,
}

/// One of them.
struct OpenContainer {
    family: Family,
    /// How many elements were open around it.
    depth: usize,
}

impl OpenContainers {
    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.open.len()
    }

    /// Closes all that were opened after the first `count`.
    pub(super) fn close_from(&mut self, count: usize, inline: &mut InlineWriter) {
        while self.open.len() > count {
            let Some(container) = self.open.pop() else { return };
            if let Family::Inline(tag) = container.family {
                inline.markup(&format!("</{tag}>"));
            } else {
                inline.out.line();
                inline.out.boundary();
                inline.out.push(end_of(container.family));
            }
        }
    }

    /// An element ends, around which `depth` others are open: containers in it end with it.
    pub(super) fn close_inside(&mut self, depth: usize, inline: &mut InlineWriter) {
        let kept = self.open.partition_point(|container| container.depth <= depth);
        self.close_from(kept, inline);
    }

    /// The innermost container of a family that began at this depth.
    fn innermost(&self, family: Family, depth: usize) -> Option<usize> {
        self.open
            .iter()
            .rposition(|container| container.family == family && container.depth == depth)
    }
}

/// Gives marks their effect.
pub(super) struct MarkPass<'a> {
    pub(super) text: &'a ParsedText<'a>,
    pub(super) inline: &'a mut InlineWriter,
    pub(super) anchors: &'a mut Anchors,
    pub(super) reports: &'a mut Reports,
    pub(super) list: &'a mut PageLinks,
    pub(super) containers: &'a mut OpenContainers,
    /// How many elements are open.
    pub(super) depth: usize,
    /// How many containers were open when the innermost link began.
    pub(super) outside_link: usize,
}

impl MarkPass<'_> {
    /// Whether a block of HTML is a mark; then it takes effect.
    pub(super) fn block(&mut self, html: &str, range: &Range<usize>) -> bool {
        let Some(mark) = self.text.marks.found(html) else {
            return false;
        };
        match mark {
            Mark::Open(container) if self.containers.count() < DEEPEST => {
                self.push(container.family());
                self.inline.out.line();
                self.inline.out.boundary();
                write(container, &mut self.inline.out);
            }
            Mark::Open(_) | Mark::Alert(_) => {}
            Mark::Close(family) => {
                if let Some(found) = self.containers.innermost(*family, self.depth) {
                    self.containers.close_from(found, self.inline);
                }
            }
            Mark::Anchor(id) => self.anchor(id, range),
            Mark::Link(link) => {
                self.inline.markup("<p>");
                self.link(link, range);
                self.inline.markup("</p>\n");
            }
            Mark::Label(text) => self.inline.plain(text),
        }
        true
    }

    /// Whether a tag in a line is a mark; containers of blocks take no effect there.
    pub(super) fn in_line(&mut self, html: &str, range: &Range<usize>) -> bool {
        let Some(mark) = self.text.marks.found(html) else {
            return false;
        };
        match mark {
            Mark::Anchor(id) => self.anchor(id, range),
            Mark::Link(link) => self.link(link, range),
            Mark::Label(text) => self.inline.plain(text),
            Mark::Open(Container::Inline(tag)) => {
                if self.containers.count() < DEEPEST {
                    self.push(Family::Inline(tag));
                    self.inline.markup(&format!("<{tag}>"));
                }
            }
            Mark::Close(family @ Family::Inline(_)) => self.close_in_line(*family),
            // Nothing can begin here; what it is called stays.
            Mark::Open(container) | Mark::Alert(container) => {
                if let Some(title) = container.title() {
                    self.inline.plain(&format!("{title} "));
                }
            }
            Mark::Close(_) => {}
        }
        true
    }

    /// A link or a picture, wherever it stands.
    fn link(&mut self, found: &FoundLink, range: &Range<usize>) {
        let place = self.text.place(range.clone());
        let is_picture = matches!(found.kind, LinkKind::Image | LinkKind::WikiImage);
        if is_dangerous(&found.target, is_picture) {
            self.reports.add(say::unsafe_address(place, &found.target));
            return self.inline.plain(&found.label);
        }
        let mut link = plain_link(found.kind, found.target.clone(), place);
        if found.kind == LinkKind::Wiki && link.target != found.label {
            found.label.clone_into(&mut link.alt);
        }
        let index = self.list.add(link);
        if is_picture {
            let (label, out) = (found.label.clone(), &mut self.inline.out);
            return write_image(index, label, found.size, self.list, out);
        }
        self.inline.out.hole(Hole::LinkOpen(index));
        self.inline.plain(&found.label);
        self.inline.out.hole(Hole::LinkClose(index));
    }

    fn push(&mut self, family: Family) {
        self.containers.open.push(OpenContainer { family, depth: self.depth });
    }

    fn close_in_line(&mut self, family: Family) {
        let open = &self.containers.open;
        let found = open.iter().rposition(|container| container.family == family);
        let is_here = |index: usize| {
            index >= self.outside_link
                && open.get(index).is_some_and(|container| container.depth == self.depth)
        };
        if let Some(found) = found.filter(|index| is_here(*index)) {
            self.containers.close_from(found, self.inline);
        }
    }

    pub(super) fn anchor(&mut self, id: &str, range: &Range<usize>) {
        if self.anchors.of_mark(id, self.text.place(range.clone()), self.reports) {
            let out = &mut self.inline.out;
            let start = out.len();
            out.push(&format!("<span id=\"{}\"></span>", escaped(id)));
            out.opaque(start, false);
        }
    }
}

/// A quote begins: as the callout that it is, or as a quote. Returns what ends it.
pub(super) fn open_quote(
    text: &ParsedText<'_>,
    range: &Range<usize>,
    out: &mut Buffer,
) -> &'static str {
    match text.marks.alert(text.slice(range.clone())) {
        Some(container) => {
            write(container, out);
            end_of(container.family())
        }
        None => {
            out.push("<blockquote>\n");
            QUOTE_END
        }
    }
}

fn write(container: &Container, out: &mut Buffer) {
    match container {
        Container::Callout { kind, title } => callouts::open(out, *kind, title.as_deref()),
        Container::Inline(_) => {}
        Container::Details { summary, open } => {
            out.push(if *open { "<details open>\n" } else { "<details>\n" });
            out.push("<summary>");
            match summary {
                Some(summary) => out.push(&escaped(summary)),
                None => out.hole(Hole::Word(SiteWord::Details)),
            }
            out.push("</summary>\n");
        }
        Container::Tab { title } => {
            out.push(&format!(
                "<section class=\"tab\">\n<p class=\"tab-title\">{}</p>\n",
                escaped(title)
            ));
        }
    }
}

fn end_of(family: Family) -> &'static str {
    match family {
        Family::Callout => callouts::END,
        Family::Details => "</details>\n",
        Family::Tab => "</section>\n",
        Family::Inline(_) => "",
    }
}
