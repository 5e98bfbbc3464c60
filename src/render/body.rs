//! The text of a page as HTML: the holes of its document, filled with what they turned out to mean.

use crate::config::ExternalImages;
use crate::html::Html;
use crate::remote;
use crate::render::encode;
use crate::render::renderer::Renderer;
use crate::render::scope::PrintScope;
use crate::render::tasks;
use crate::render::views::embedded;
use crate::resolve::links::Target;
use crate::site::PageId;
use crate::site::address::Address;
use crate::site::document::{Document, Heading, Hole, Link, LinkKind};
use crate::source::Location;

/// One page's text on its way to HTML, as seen from the page that shows it.
pub struct Body<'r, 'a> {
    pub(super) renderer: &'r Renderer<'a>,
    pub(super) page: PageId,
    /// The address that the HTML will be read at.
    pub(super) shown_at: &'r Address,
    /// The pages that stand in the same document, where it has several.
    pub(super) within: Option<&'r PrintScope>,
    /// Whether the document is read without the site: pictures are named, not shown.
    pub(super) is_offline: bool,
}

impl<'r, 'a> Body<'r, 'a> {
    /// The text of a page that stands alone.
    pub(super) fn alone(renderer: &'r Renderer<'a>, page: PageId, shown_at: &'r Address) -> Self {
        Body { renderer, page, shown_at, within: None, is_offline: false }
    }
}

impl Body<'_, '_> {
    /// The whole text.
    pub fn html(&self) -> Html {
        let document = self.renderer.site.page(self.page).document();
        let template = document.body();
        let mut html = Html::with_capacity(template.html().len() + 80 * template.holes().len());
        template.fill(&mut html, |hole, out| self.fill(hole, out));
        // What is read without the site has nowhere to link to.
        let marked = (!self.is_offline)
            .then(|| tasks::marked(self.renderer, self.page, &html, self.shown_at));
        marked.flatten().unwrap_or(html)
    }

    fn fill(&self, hole: Hole, out: &mut Html) {
        match hole {
            Hole::Word(word) => {
                out.text(self.renderer.theme.words().get(&format!("markdown.{}", word.key())));
            }
            Hole::View(index) => self.view(index, out),
            Hole::LinkOpen(index) => self.with(index, out, Body::open),
            Hole::LinkClose(index) => {
                self.with(index, out, |_, _, target, out| out.markup(closing(target)));
            }
            Hole::LinkText(index) => self.with(index, out, Body::link_text),
            Hole::Image(index) => self.with(index, out, Body::image),
            Hole::Media(index) => self.with(index, out, Body::media),
            Hole::Address(index) => self.with(index, out, |body, link, target, out| {
                out.text(&body.href(target).unwrap_or_else(|| nowhere(link.kind).to_owned()));
            }),
        }
    }

    fn with(&self, index: usize, out: &mut Html, write: impl Fn(&Self, &Link, &Target, &mut Html)) {
        let link = self.renderer.site.page(self.page).document().links().get(index);
        let target = self.renderer.resolved.targets(self.page).get(index);
        if let (Some(link), Some(target)) = (link, target) {
            write(self, link, target, out);
        }
    }

    /// Where a target is, seen from here.
    pub(super) fn href(&self, target: &Target) -> Option<String> {
        let (mut href, fragment) = match target {
            Target::Node(node, fragment) => {
                if let Some(inside) =
                    self.within.and_then(|pages| pages.fragment(*node, fragment.as_deref()))
                {
                    return Some(in_document(&inside));
                }
                let address = self.renderer.site.tree().node(*node).address();
                let same = address == self.shown_at && fragment.is_some();
                (if same { String::new() } else { self.to(address) }, fragment)
            }
            Target::File(path, fragment) => (
                self.to(&Address::file(self.renderer.site.files().published_path(path)?)),
                fragment,
            ),
            Target::Tag(tag) => {
                (self.to(&Address::of_view(&["tags", tag], self.renderer.ending)), &None)
            }
            Target::Outside(url) => return Some(url.clone()),
            Target::Nothing => return None,
        };
        if let Some(fragment) = fragment {
            href.push_str(&in_document(fragment));
        }
        Some(href)
    }

    /// The way to an address; a document that is read elsewhere names the whole address.
    fn to(&self, address: &Address) -> String {
        let absolute = || self.renderer.site.web().absolute(address).filter(|_| self.is_offline);
        absolute().unwrap_or_else(|| self.relative(address))
    }

    fn relative(&self, address: &Address) -> String {
        self.shown_at.link_to(address, self.renderer.ending)
    }

    fn open(&self, link: &Link, target: &Target, out: &mut Html) {
        let Some(href) = self.href(target) else {
            return self.dead(out, "dead-link", "markdown.dead_link");
        };
        out.markup("<a");
        out.attribute("href", &href);
        if !link.title.is_empty() {
            out.attribute("title", &link.title);
        }
        if is_web(target) {
            out.markup(" class=\"external\" rel=\"noopener\"");
        }
        out.markup(">");
    }

    /// The title of a page or heading, the name of a file, or the address as it is written.
    fn link_text(&self, link: &Link, target: &Target, out: &mut Html) {
        let site = self.renderer.site;
        let text = match target {
            Target::Node(node, Some(id)) => {
                let page = site.page_at(*node);
                let heading = page.and_then(|page| page.document().heading_at(id));
                let heading = heading.filter(|heading| heading.level > 1);
                heading.map_or(site.tree().node(*node).title(), |heading| &heading.text)
            }
            Target::Node(node, None) => site.tree().node(*node).title(),
            Target::File(path, _) => path.rsplit('/').next().unwrap_or(path),
            Target::Outside(url) if link.target.starts_with("xref:") => url,
            Target::Tag(_) | Target::Outside(_) | Target::Nothing => &link.target,
        };
        out.text(text);
    }

    /// Begins what stands for something that is not there, with a word of why for whoever points at
    /// it.
    fn dead(&self, out: &mut Html, class: &str, word: &str) {
        out.markup("<span");
        out.attribute("class", class);
        out.attribute("title", self.renderer.theme.words().get(word));
        out.markup(">");
    }

    /// An image with its size, so that the text does not jump; one that cannot be shown leaves its
    /// words.
    fn image(&self, link: &Link, target: &Target, out: &mut Html) {
        let Some(source) = self.href(target) else {
            self.dead(out, "missing-image", "markdown.missing_image");
            out.text(&link.alt);
            out.markup("</span>");
            return;
        };
        let is_linked = self.renderer.site.config().external_images == ExternalImages::Link;
        if is_web(target) && is_linked || self.is_offline {
            return anchor(out, &source, or(&link.alt, &source));
        }
        out.markup("<img");
        out.attribute("src", &source);
        out.attribute("alt", &link.alt);
        if !link.title.is_empty() {
            out.attribute("title", &link.title);
        }
        let (width, height) = link.size.shown(self.size(target));
        for (name, length) in [("width", width), ("height", height)] {
            if let Some(length) = length {
                out.attribute(name, &length.to_string());
            }
        }
        out.markup(" loading=\"lazy\" decoding=\"async\">");
    }

    fn size(&self, target: &Target) -> Option<(u32, u32)> {
        let Target::File(path, _) = target else {
            return None;
        };
        self.renderer.image_sizes.get(path).copied()
    }

    /// Films and sounds play when they are the handbook's own; embedded pages of allowed hosts
    /// stay; the rest becomes a link.
    fn media(&self, link: &Link, target: &Target, out: &mut Html) {
        let Some(source) = self.href(target) else {
            self.dead(out, "missing-image", "markdown.missing_image");
            return out.markup("</span>");
        };
        let element = match (link.kind, target) {
            (LinkKind::Video, Target::File(..)) => "video",
            (LinkKind::Audio, Target::File(..)) => "audio",
            (LinkKind::Embed, Target::Outside(url)) if self.renderer.site.config().embeds(url) => {
                return embed(out, link, url);
            }
            _ => return anchor(out, &source, or(&link.title, &source)),
        };
        out.markup("<");
        out.markup(element);
        out.attribute("src", &source);
        out.markup(" controls preload=\"metadata\"></");
        out.markup(element);
        out.markup(">");
    }

    fn view(&self, index: usize, out: &mut Html) {
        let document = self.renderer.site.page(self.page).document();
        if let Some(view) = document.views().get(index) {
            embedded::view(
                self.renderer,
                view,
                below_headings(document, &view.place),
                self.shown_at,
                out,
            );
        }
    }
}

/// The level of a heading at a place: one below the last before it; the page's title is before all
/// of them.
fn below_headings(document: &Document, place: &Location) -> u8 {
    let is_before = |heading: &&Heading| {
        heading.place.path() == place.path() && heading.place.span() < place.span()
    };
    let above = document.headings().iter().rfind(is_before).map_or(1, |heading| heading.level);
    (above + 1).min(6)
}

/// A fragment as it stands in an `href`.
fn in_document(fragment: &str) -> String {
    format!("#{}", encode::fragment(fragment))
}

/// What stands in the place of an address that leads nowhere: an empty picture, or an anchor that
/// no page can have and that the style sheet marks as dead.
fn nowhere(kind: LinkKind) -> &'static str {
    if kind == LinkKind::RawSrc { "data:," } else { "#hb:nowhere" }
}

/// Whether a link leaves the handbook for the web.
fn is_web(target: &Target) -> bool {
    matches!(target, Target::Outside(url) if remote::url(url).is_some())
}

fn closing(target: &Target) -> &'static str {
    if *target == Target::Nothing { "</span>" } else { "</a>" }
}

fn or<'t>(text: &'t str, otherwise: &'t str) -> &'t str {
    if text.trim().is_empty() { otherwise } else { text }
}

fn anchor(out: &mut Html, href: &str, text: &str) {
    out.markup("<a class=\"external\" rel=\"noopener\"");
    out.attribute("href", href);
    out.markup(">");
    out.text(text);
    out.markup("</a>");
}

fn embed(out: &mut Html, link: &Link, url: &str) {
    out.markup("<iframe");
    out.attribute("src", url);
    out.attribute("title", or(&link.title, url));
    out.markup(
        " loading=\"lazy\" allowfullscreen sandbox=\"allow-scripts allow-same-origin \
         allow-presentation\"></iframe>",
    );
}
