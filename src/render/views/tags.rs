//! `/-/tags/` and a page for each tag.

use crate::diag::Finding;
use crate::outputs::Output;
use crate::render::Renderer;
use crate::render::context::{Card, LinkContext, TagRow, TagView, TagsView, View};
use crate::render::views::{address, page_count, paged, pager, rows};
use crate::site::address::{Address, segment};
use crate::site::{Page, PageId, Site};
use crate::theme::Template;
use crate::yaml::Sourced;
use std::collections::BTreeMap;

/// All tags of published pages, by the last part of their address.
#[derive(Default)]
pub struct Tags(BTreeMap<String, TagPages>);

/// A tag: how it was written first, and its pages.
struct TagPages {
    title: String,
    pages: Vec<PageId>,
}

impl Tags {
    /// Collects the tags of all published pages. Tags that differ only in capitals or spaces are
    /// one.
    pub fn collect(site: &Site) -> Self {
        let mut tags: BTreeMap<String, TagPages> = BTreeMap::new();
        for id in site.page_ids().filter(|id| site.is_published(*id)) {
            for title in site.page(id).meta().tags.iter().map(Sourced::value) {
                let tag = tags
                    .entry(name(title))
                    .or_insert_with(|| TagPages { title: title.clone(), pages: Vec::new() });
                if tag.pages.last() != Some(&id) {
                    tag.pages.push(id);
                }
            }
        }
        tags.remove("");
        Tags(tags)
    }

    /// Whether no page has a tag.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The last part of a tag's address.
fn name(title: &str) -> String {
    segment(&title.trim().trim_start_matches('#').to_lowercase().replace('/', "-"))
}

/// The list of tags and the page of each.
pub fn outputs<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    if renderer.tags.is_empty() {
        return Vec::new();
    }
    let all = renderer.tags.0.iter();
    let pages = all.flat_map(|(name, tag)| {
        (1..=page_count(tag.pages.len())).map(move |number| {
            let path = paged(&["tags", name], number, renderer.ending).output_path();
            (
                path,
                Output::Rendered(
                    Box::new(move || render_tag(renderer, name, tag, number)) as Box<_>
                ),
            )
        })
    });
    let lists = (1..=page_count(renderer.tags.0.len())).map(|number| {
        let path = paged(&["tags", "all"], number, renderer.ending);
        let path =
            if number == 1 { address(&["tags"], renderer.ending) } else { path }.output_path();
        (path, Output::Rendered(Box::new(move || render_list(renderer, number)) as Box<_>))
    });
    pages.chain(lists).collect()
}

fn render_list(renderer: &Renderer<'_>, number: usize) -> (Vec<u8>, Vec<Finding>) {
    let here = if number == 1 {
        address(&["tags"], renderer.ending)
    } else {
        paged(&["tags", "all"], number, renderer.ending)
    };
    let tags: Vec<(&String, &TagPages)> = renderer.tags.0.iter().collect();
    let row = |(name, tag): &(&String, &TagPages)| TagRow {
        title: tag.title.clone().into(),
        href: renderer.linker(&here).to(&address(&["tags", name], renderer.ending)).into(),
        count: tag.pages.len(),
    };
    let mut context = renderer.around_view("tags", renderer.theme.words().get("views.tags"), &here);
    context.view = Some(View::Tags(TagsView {
        tags: rows(&tags, number).iter().map(row).collect(),
        pager: pager(&["tags", "all"], number, page_count(tags.len()), renderer.ending),
    }));
    renderer.html(Template::Tags, &context)
}

fn render_tag(
    renderer: &Renderer<'_>,
    name: &str,
    tag: &TagPages,
    number: usize,
) -> (Vec<u8>, Vec<Finding>) {
    let here = paged(&["tags", name], number, renderer.ending);
    let mut context = renderer.around_view("tags", &tag.title, &here);
    context.breadcrumbs.push(renderer.view_link("tags", &here));
    context.view = Some(View::Tag(TagView {
        pages: rows(&tag.pages, number).iter().map(|page| renderer.listed(*page, &here)).collect(),
        total: tag.pages.len(),
        pager: pager(&["tags", name], number, page_count(tag.pages.len()), renderer.ending),
    }));
    renderer.html(Template::Tag, &context)
}

impl Renderer<'_> {
    /// The tags of a page, each with the way to its page.
    pub(in crate::render) fn tag_links<'r>(
        &'r self,
        page: &'r Page,
        from: &'r Address,
    ) -> Vec<LinkContext<'r>> {
        let tags = page
            .meta()
            .tags
            .iter()
            .map(Sourced::value)
            .filter(|title| self.tags.0.contains_key(&name(title)));
        tags.map(|title| LinkContext {
            title: title.into(),
            href: Some(self.linker(from).to(&address(&["tags", &name(title)], self.ending)).into()),
        })
        .collect()
    }

    /// A link to a view by its id.
    pub(in crate::render) fn view_link<'r>(&'r self, id: &str, from: &Address) -> LinkContext<'r> {
        let title = self.theme.words().get(match id {
            "tags" => "views.tags",
            "people" => "views.people",
            "urgency" => "views.urgency",
            "reviews" => "views.reviews",
            _ => "views.contents",
        });
        LinkContext {
            title: title.into(),
            href: Some(from.link_to(&address(&[id], self.ending), self.ending).into()),
        }
    }

    /// A page in a list that mixes sections: its card, with the titles above it.
    pub(in crate::render) fn listed<'r>(&'r self, page: PageId, from: &'r Address) -> Card<'r> {
        let node = self.site.page(page).node();
        let above = self.tree.ancestors(node);
        let titles: Vec<&str> =
            above.iter().skip(1).map(|id| self.tree.node(*id).title()).collect();
        let place = (!titles.is_empty()).then(|| titles.join(" › ").into());
        Card { place, count: None, ..self.card(node, from) }
    }
}
