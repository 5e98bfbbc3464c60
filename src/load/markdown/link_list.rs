//! The links, images and media of one page, which holes refer to by index.

use crate::site::document::{Hole, HtmlTemplate, ImageSize, Link, LinkKind};
use crate::source::Location;

/// All that refers to other things, in the order in which it was found.
#[derive(Default)]
pub(super) struct PageLinks {
    links: Vec<Link>,
}

impl PageLinks {
    /// Adds one; returns its index.
    pub(super) fn add(&mut self, link: Link) -> usize {
        self.links.push(link);
        self.links.len() - 1
    }

    pub(super) fn get_mut(&mut self, index: usize) -> Option<&mut Link> {
        self.links.get_mut(index)
    }

    /// All of them; the page is read.
    pub(super) fn into_links(self) -> Vec<Link> {
        self.links
    }

    /// Raw links are recorded last; this puts all links into the order in which they appear.
    pub(super) fn number(&mut self, page: &mut HtmlTemplate) {
        let mut order: Vec<Option<usize>> = vec![None; self.links.len()];
        let mut next = 0;
        for (_, hole) in page.holes_mut() {
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
        let links = std::mem::take(&mut self.links);
        let mut numbered: Vec<(usize, Link)> = Vec::with_capacity(links.len());
        for (link, number) in links.into_iter().zip(order) {
            let number = number.unwrap_or_else(|| {
                next += 1;
                next - 1
            });
            numbered.push((number, link));
        }
        numbered.sort_by_key(|(number, _)| *number);
        self.links = numbered.into_iter().map(|(_, link)| link).collect();
    }
}

/// A link without a title and other texts.
pub(super) fn plain_link(kind: LinkKind, target: String, place: Location) -> Link {
    let (title, alt) = (String::new(), String::new());
    Link { kind, target, title, alt, size: ImageSize::default(), place }
}
