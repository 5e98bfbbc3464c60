//! The contract between the renderer and the templates of a theme.
//!
//! A template sees four names: `site` ([`SiteContext`], serialised once), `page` ([`PageContext`],
//! one per output), and from the theme itself `words` and `assets`. What `page.view` holds is
//! described by the module of the view, as a [`ViewContext`]. All text is plain: the templates
//! escape it. The only HTML is [`Markup`]. Absent here: what the values mean, how they
//! were computed, and every word of the site itself (those are in the theme's `words/`; the
//! exceptions are days, spans of time and counts put into text with `theme::Words`).
//!
//! Links come in two shapes. `href` is ready to use: relative to the page that shows it, or
//! absolute; percent-encoded, not HTML-escaped. `address` is relative to the site; the templates
//! put `page.root` before it.

mod facts;
mod parts;
mod rows;
#[cfg(test)]
pub(crate) mod samples;
mod view;

use serde::Serialize;

pub use facts::{
    AskContext, Expected, Fact, FactsContext, RecordContext, ReviewContext, StatusContext,
    StepContext, UrgencyContext,
};
pub use parts::{ClockText, DayText, LinkContext, LinkList, Markup, Pager, Rest, Text};
pub use rows::{Card, CardList, ChangeRow, TextPiece};
pub use view::{View, ViewContext};

/// What is the same on all pages of a site. Made and serialised once.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteContext<'a> {
    /// The handbook's title.
    pub title: Text<'a>,
    /// The handbook's description, one sentence.
    pub description: Option<Text<'a>>,
    /// BCP 47 tag for `<html lang>`.
    pub language: Text<'a>,
    /// Whether the language is written from right to left.
    pub right_to_left: bool,
    /// Whether search engines are asked to stay away.
    pub noindex: bool,
    /// What made the site, such as `handbook 0.1.0`.
    pub generator: Text<'a>,
    /// Address of the home page: empty, or `index.html` where folders do not open by themselves
    /// (`urls: file`).
    pub home: Text<'a>,
    /// The company's logo, beside or instead of the title in the header.
    pub logo: Option<Logo<'a>>,
    /// Address of the picture in the browser's tab, where the handbook has its own.
    pub favicon: Option<Text<'a>>,
    /// The top sections in the order of navigation, as addresses.
    pub sections: Vec<SectionLink<'a>>,
    /// The views that exist in this site, in the order of the footer. A view without data is not in
    /// the list.
    pub views: Vec<ViewLink<'a>>,
    /// Address of the search.
    pub search: Text<'a>,
    /// Address of the feed of changes, where there is one.
    pub feed: Option<Text<'a>>,
    /// The repository's page in the web, for the footer.
    pub repository: Option<Text<'a>>,
}

/// A picture in the header.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Logo<'a> {
    /// Address below the site.
    pub address: Text<'a>,
    /// Pixels.
    pub width: Option<u32>,
    /// Pixels.
    pub height: Option<u32>,
}

/// A top section in the header and the footer.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SectionLink<'a> {
    /// Title for navigation.
    pub title: Text<'a>,
    /// Address below the site.
    pub address: Text<'a>,
}

/// A view that exists. Its name is `words.views[id]`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ViewLink<'a> {
    /// `contents`, `tags`, `people` …
    pub id: Text<'a>,
    /// Address below the site, such as `-/contents/`.
    pub address: Text<'a>,
    /// Whether it stands in the menu only, and not in the header.
    pub quiet: bool,
}

/// What one output shows: a page of the handbook or a view. Everything may be absent but `root` and
/// `title`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PageContext<'a> {
    /// From this page to the root of the site, always ending in `/`: `./`, `../`, `../../`. The 404
    /// page is shown at any depth, so its root is absolute: the path of `base_url`, else `/`.
    pub root: Text<'a>,
    /// The heading of the page.
    pub title: Text<'a>,
    /// The heading with its inline markup (code, emphasis); `title` is shown where this is absent.
    pub title_markup: Option<Markup<'a>>,
    /// Fragment of the heading, so that links to it arrive.
    pub title_id: Option<Text<'a>>,
    /// Whether `body` holds the h1 itself (it does not come first in the text); then the layout
    /// writes none.
    pub heading_in_body: bool,
    /// One or two sentences without markup: for the head of the document and the line below the
    /// heading.
    pub description: Option<Text<'a>>,
    /// Whether the author wrote the description (then it is shown on the page, not only in the
    /// document's head).
    pub description_shown: bool,
    /// Absolute address, where `base_url` is known.
    pub canonical: Option<Text<'a>>,
    /// Content of the Content-Security-Policy meta element.
    pub csp: Text<'a>,
    /// Whether this one output is kept out of search engines (404, drafts, redirects).
    pub noindex: bool,
    /// Href of the Markdown twin.
    pub markdown: Option<Text<'a>>,
    /// Id of the view this is, as in [`SiteContext::views`]; `None` for pages.
    pub view_id: Option<Text<'a>>,
    /// From the home page down to the parent; without the page itself. Empty on the home page.
    pub breadcrumbs: Vec<LinkContext<'a>>,
    /// This branch of the tree. Empty: no navigation column.
    pub navigation: Navigation<'a>,
    /// Headings of the body, h2 with their h3.
    pub headings: Vec<HeadingContext<'a>>,
    /// Whether the text shows views: their styles and scripts are needed.
    pub shows_views: bool,
    /// Whether a view begins like a page, and needs the styles and scripts of pages too.
    pub has_page_head: bool,
    /// The text, already HTML.
    pub body: Option<Markup<'a>>,
    /// Language of the text where it is not the site's.
    pub language: Option<Text<'a>>,
    /// `policy`, `runbook`, `meeting`, `brainstorm`, `decision`: shown as `words.types[…]`. `None`
    /// for an ordinary page.
    pub kind: Option<Text<'a>>,
    /// Said before the first sentence: a draft, archived, superseded.
    pub status: Option<StatusContext<'a>>,
    /// Owner, review, where to ask. `None` where nothing is known.
    pub facts: Option<FactsContext<'a>>,
    /// Of records, when and who.
    pub record: Option<RecordContext<'a>>,
    /// Tags with the href of their view.
    pub tags: Vec<LinkContext<'a>>,
    /// Pages in this section, shown as cards behind the body.
    pub children: CardList<'a>,
    /// Pages that link here.
    pub backlinks: LinkList<'a>,
    /// The page before this one, in the order of navigation.
    pub previous: Option<LinkContext<'a>>,
    /// The page behind this one.
    pub next: Option<LinkContext<'a>>,
    /// The change table that its author keeps.
    pub changes: Vec<ChangeRow<'a>>,
    /// Its edits, the latest first.
    pub edits: Vec<ChangeRow<'a>>,
    /// Where the source is edited.
    pub edit: Option<Text<'a>>,
    /// Where the history of the source is.
    pub history: Option<Text<'a>>,
    /// Whether the text shows code in blocks, which has styles of its own.
    pub has_code: bool,
    /// Whether it is a runbook, which people read in a hurry.
    pub is_runbook: bool,
    /// Whether the text has words in italics, which are a font of their own.
    pub has_italics: bool,
    /// Whether the text shows images, which open large.
    pub has_images: bool,
    /// Whether the text marks terms of the glossary.
    pub terms: bool,
    /// The section as one document for paper.
    pub print: Option<LinkContext<'a>>,
    /// Href of the file with all runbooks, of a runbook.
    pub runbooks: Option<Text<'a>>,
    /// "Something wrong?": a prefilled issue or mail.
    pub report: Option<Text<'a>>,
    /// What the output is about if it is a view; also the cards of home and of generated section
    /// pages.
    pub view: Option<View>,
}

/// One level of the navigation of a branch: at most 20 items on each side of the current one.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Navigation<'a> {
    /// In the order of the handbook.
    pub items: Vec<NavigationItem<'a>>,
    /// Set when items were left out.
    pub rest: Option<Rest<'a>>,
    /// The section in which a deep branch begins; none where it begins at the top.
    pub up: Option<LinkContext<'a>>,
}

/// An item of navigation.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NavigationItem<'a> {
    /// Title for navigation.
    pub title: Text<'a>,
    /// Where it leads.
    pub href: Text<'a>,
    /// Whether this is the page itself.
    pub current: bool,
    /// Whether the page lies below this item.
    pub open: bool,
    /// Whether pages lie below this item.
    pub is_section: bool,
    /// The level below, only for open items and for the current one.
    pub children: Navigation<'a>,
}

/// A heading of the text.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HeadingContext<'a> {
    /// Fragment, without `#`, not percent-encoded.
    pub id: Text<'a>,
    /// Without markup.
    pub title: Text<'a>,
    /// The headings one level below.
    pub children: Vec<HeadingContext<'a>>,
}
