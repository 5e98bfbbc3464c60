//! `/-/tags/` and a page for each tag.

use crate::diag::Finding;
use crate::outputs::Output;
#[cfg(test)]
use crate::render::context::samples::{card, evil, pager};
use crate::render::context::{Card, LinkContext, Pager, Text, View, ViewContext};
use crate::render::renderer::Renderer;
use crate::render::tags::{TagPages, Tags};
use crate::render::views::list::{ListPage, ListView};
use crate::render::{frame, paging};
use crate::site::address::Address;
use crate::site::tag::tag_segment;
use crate::site::{Page, PageId};
use crate::yaml::Sourced;
use serde::Serialize;

/// All tags.
pub const LIST: ListView = ListView {
    rows: |renderer| renderer.tags.0.len(),
    beside: tag_pages,
    folder: Some("all"),
    ..ListView::of_one_page::<TagsView<'_>>(
        "tags; each has a page with all pages that have it",
        |site, _| Tags::exist(site),
        show,
    )
};

/// All tags.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TagsView<'a> {
    /// Ordered by name.
    pub tags: Vec<TagRow<'a>>,
    /// Where it goes on.
    pub pager: Pager<'a>,
}

impl ViewContext for TagsView<'_> {
    const TEMPLATE: &'static str = "tags";

    #[cfg(test)]
    fn filled() -> Self {
        let row = TagRow { title: evil(), href: evil(), count: 1 };
        TagsView { tags: vec![row], pager: pager() }
    }
}

/// A tag in the list of tags.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TagRow<'a> {
    /// The tag as it is written.
    pub title: Text<'a>,
    /// Its view.
    pub href: Text<'a>,
    /// Pages that have it.
    pub count: usize,
}

/// The pages of one tag.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TagView<'a> {
    /// Ordered by title.
    pub pages: Vec<Card<'a>>,
    /// In all.
    pub total: usize,
    /// Where it goes on.
    pub pager: Pager<'a>,
}

impl ViewContext for TagView<'_> {
    const TEMPLATE: &'static str = "tag";

    #[cfg(test)]
    fn filled() -> Self {
        TagView { pages: vec![card("stale")], total: 1, pager: pager() }
    }
}

/// The pages of each tag.
fn tag_pages<'a>(renderer: &'a Renderer<'a>) -> Vec<(String, Output<'a>)> {
    let pages = renderer.tags.0.iter().flat_map(|(name, tag)| {
        (1..=paging::page_count(tag.pages.len())).map(move |number| {
            let path = paging::paged(&["tags", name], number, renderer.ending).output_path();
            (
                path,
                Output::Rendered(
                    Box::new(move || render_tag(renderer, name, tag, number)) as Box<_>
                ),
            )
        })
    });
    pages.collect()
}

fn show(renderer: &Renderer<'_>, page: &ListPage) -> View {
    let tags: Vec<(&String, &TagPages)> = renderer.tags.0.iter().collect();
    let address = |name: &str| Address::of_view(&["tags", name], renderer.ending);
    let row = |(name, tag): &(&String, &TagPages)| TagRow {
        title: tag.title.clone().into(),
        href: renderer.linker(&page.here).to(&address(name)).into(),
        count: tag.pages.len(),
    };
    View::of(&TagsView {
        tags: page.rows(&tags).iter().map(row).collect(),
        pager: page.pager.clone(),
    })
}

fn render_tag(
    renderer: &Renderer<'_>,
    name: &str,
    tag: &TagPages,
    number: usize,
) -> (Vec<u8>, Vec<Finding>) {
    let here = paging::paged(&["tags", name], number, renderer.ending);
    let mut context = frame::around_view(renderer, "tags", &tag.title, &here);
    context.breadcrumbs.push(view_link(renderer, "tags", &here));
    let view = View::of(&TagView {
        pages: paging::rows(&tag.pages, number)
            .iter()
            .map(|page| listed(renderer, *page, &here))
            .collect(),
        total: tag.pages.len(),
        pager: paging::pager(&["tags", name], number, tag.pages.len(), renderer.ending),
    });
    renderer.view(context, view)
}

/// The tags of a page, each with the way to its page.
pub fn tag_links<'r>(
    renderer: &'r Renderer<'_>,
    page: &'r Page,
    from: &'r Address,
) -> Vec<LinkContext<'r>> {
    let tags = page
        .meta()
        .tags
        .iter()
        .map(Sourced::value)
        .filter(|title| renderer.tags.0.contains_key(&tag_segment(title)));
    tags.map(|title| LinkContext {
        title: title.into(),
        href: Some(
            renderer
                .linker(from)
                .to(&Address::of_view(&["tags", &tag_segment(title)], renderer.ending))
                .into(),
        ),
    })
    .collect()
}

/// A link to a view by its id.
pub fn view_link<'r>(renderer: &'r Renderer<'_>, id: &str, from: &Address) -> LinkContext<'r> {
    let title = renderer.theme.words().find(&format!("views.{id}")).unwrap_or_default();
    LinkContext {
        title: title.into(),
        href: Some(from.link_to(&Address::of_view(&[id], renderer.ending), renderer.ending).into()),
    }
}

/// A page in a list that mixes sections: its card, with the titles above it.
pub fn listed<'r>(renderer: &'r Renderer<'_>, page: PageId, from: &'r Address) -> Card<'r> {
    let node = renderer.site.page(page).node();
    let above = renderer.tree.ancestors(node);
    let titles: Vec<&str> =
        above.iter().skip(1).map(|id| renderer.tree.node(*id).title()).collect();
    let place = (!titles.is_empty()).then(|| titles.join(" › ").into());
    Card { place, count: None, ..frame::card(renderer, node, from) }
}
